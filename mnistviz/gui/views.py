"""The views below the curves: a row of tabs, one of them in front; what is behind costs nothing."""

from mnistviz.gui.background import Background
from mnistviz.gui.panels.evidence import EvidencePanel
from mnistviz.gui.panels.filters import FiltersPanel
from mnistviz.gui.panels.gradients import GradientsPanel
from mnistviz.gui.panels.health import HealthPanel
from mnistviz.gui.panels.layers import LayersPanel
from mnistviz.gui.panels.mistakes import MistakesPanel
from mnistviz.gui.panels.pinned import PinnedPanel
from mnistviz.gui.panels.reliability import ReliabilityPanel
from mnistviz.gui.panels.xray import XrayPanel
from mnistviz.gui.pins import Pins
from mnistviz.gui.reader import Reader
from mnistviz.gui.theme import Theme
from mnistviz.gui.widgets.tabs import TabbedCard
from mnistviz.training.snapshot import Snapshot


class Views(TabbedCard):
    """Every view has ``set_theme``; those that follow the run itself have ``set_snapshot``."""

    def __init__(self, reader: Reader, pins: Pins, background: Background) -> None:
        super().__init__("Views")
        self.filters = FiltersPanel()
        self.layers = LayersPanel(reader, background)
        self.xray = XrayPanel(reader)
        self.evidence = EvidencePanel(reader, background)
        self.pinned = PinnedPanel(reader, pins)
        self.mistakes = MistakesPanel(reader)
        self.reliability = ReliabilityPanel(reader)
        self.health = HealthPanel()
        self.gradients = GradientsPanel(reader, background)
        self._add_all()

    def _add_all(self) -> None:
        self.add("Filters", self.filters, "What each unit of the first layer looks for.", "Ctrl+1")
        self.add("Network", self.layers, "Every unit, and what happens without it.", "Ctrl+2")
        self.add("X-ray", self.xray, "How a drawing is prepared for the network.", "Ctrl+3")
        self.add("Evidence", self.evidence, "Which pixels speak for an answer.", "Ctrl+4")
        self.add("Pinned", self.pinned, "When the network learned which drawing.", "Ctrl+5")
        self.add("Mistakes", self.mistakes, "Which digits it takes for which.", "Ctrl+6")
        self.add("Reliability", self.reliability, "How far to trust its percentages.", "Ctrl+7")
        self.add("Health", self.health, "Whether the training goes well, by layer.", "Ctrl+8")
        self.add("Gradients", self.gradients, "Whether the calculus is right.", "Ctrl+9")

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """Show it in the view in front; the others remember it."""
        self.filters.set_snapshot(snapshot)
        self.layers.set_snapshot(snapshot)
        self.evidence.set_snapshot(snapshot)
        self.mistakes.set_snapshot(snapshot)
        self.reliability.set_snapshot(snapshot)
        self.health.set_snapshot(snapshot)
        self.gradients.set_snapshot(snapshot)

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self.set_scale(theme.scale)
        self.filters.set_theme(theme)
        self.layers.set_theme(theme)
        self.xray.set_theme(theme)
        self.evidence.set_theme(theme)
        self.pinned.set_theme(theme)
        self.mistakes.set_theme(theme)
        self.reliability.set_theme(theme)
        self.health.set_theme(theme)
        self.gradients.set_theme(theme)
