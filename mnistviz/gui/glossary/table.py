"""All terms, and how a widget gets one."""

from mnistviz.gui.glossary import training
from mnistviz.gui.glossary.term import Term
from mnistviz.gui.views.curves import terms as curves
from mnistviz.gui.views.drawing import terms as drawing
from mnistviz.gui.views.evidence import terms as evidence
from mnistviz.gui.views.filters import terms as filters
from mnistviz.gui.views.gradients import terms as gradients
from mnistviz.gui.views.health import terms as health
from mnistviz.gui.views.mistakes import terms as mistakes
from mnistviz.gui.views.network import terms as network
from mnistviz.gui.views.pinned import terms as pinned
from mnistviz.gui.views.reliability import terms as reliability

_PARTS = (
    training,
    curves,
    drawing,
    filters,
    network,
    evidence,
    pinned,
    mistakes,
    reliability,
    health,
    gradients,
)

TERMS: dict[str, Term] = {name: term for part in _PARTS for name, term in part.TERMS.items()}
