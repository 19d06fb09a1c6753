"""All terms, and how a widget gets one."""

from mnistviz.gui.glossary import (
    curves,
    drawing,
    evidence,
    filters,
    gradients,
    health,
    mistakes,
    network,
    pinned,
    reliability,
    training,
)
from mnistviz.gui.glossary.term import Term

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
