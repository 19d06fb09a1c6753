"""The views below the curves: a row of tabs, one of them in front; what is behind costs nothing.

A view is imported and made when it first comes to the front, or when somebody asks for it by name:
eight of the nine would keep a person waiting for the window who may never look at them. Each can
show at any moment what it would show had it been there from the start.
"""

from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QWidget

from mnistviz.gui.background import Background
from mnistviz.gui.pins import Pins
from mnistviz.gui.reader import Reader
from mnistviz.gui.theme import Theme
from mnistviz.gui.widgets.tabs import TabbedCard
from mnistviz.training.snapshot import Snapshot

if TYPE_CHECKING:
    from mnistviz.gui.panels.evidence import EvidencePanel
    from mnistviz.gui.panels.filters import FiltersPanel
    from mnistviz.gui.panels.gradients import GradientsPanel
    from mnistviz.gui.panels.health import HealthPanel
    from mnistviz.gui.panels.layers import LayersPanel
    from mnistviz.gui.panels.mistakes import MistakesPanel
    from mnistviz.gui.panels.pinned import PinnedPanel
    from mnistviz.gui.panels.reliability import ReliabilityPanel
    from mnistviz.gui.panels.xray import XrayPanel


@runtime_checkable
class _View(Protocol):
    def set_theme(self, theme: Theme) -> None: ...


@runtime_checkable
class _Follower(Protocol):
    def set_snapshot(self, snapshot: Snapshot) -> None: ...


Panel = TypeVar("Panel", bound=QWidget)


class Views(TabbedCard):
    """Every view has ``set_theme``; those that follow the run itself have ``set_snapshot``.

    What views ask for comes from here, whichever are made: ``show_requested`` carries what is to
    lie on the canvas, ``mistake_requested`` a test image that is to lie there with its evidence,
    ``said`` a line for the top of the window, ``mended_changed`` whether the rule is to be mended;
    ``filters_requested`` asks for the filters' changes.
    """

    show_requested = pyqtSignal(object)
    mistake_requested = pyqtSignal(object)
    said = pyqtSignal(str)
    filters_requested = pyqtSignal()
    mended_changed = pyqtSignal(bool)

    def __init__(self, reader: Reader, pins: Pins, background: Background) -> None:
        super().__init__("Views")
        self._reader, self._pins, self._background = reader, pins, background
        self._snapshot: Snapshot | None = None
        self._theme: Theme | None = None
        self._made: list[QWidget] = []
        self._add_all()

    def _add_all(self) -> None:
        self.add(
            "Filters",
            lambda: self.filters,
            "What each unit of the first layer looks for.",
            "Ctrl+1",
        )
        self.add(
            "Network", lambda: self.layers, "Every unit, and what happens without it.", "Ctrl+2"
        )
        self.add("X-ray", lambda: self.xray, "How a drawing is prepared for the network.", "Ctrl+3")
        self.add("Evidence", lambda: self.evidence, "Which pixels speak for an answer.", "Ctrl+4")
        self.add("Pinned", lambda: self.pinned, "When the network learned which drawing.", "Ctrl+5")
        self.add("Mistakes", lambda: self.mistakes, "Which digits it takes for which.", "Ctrl+6")
        self.add(
            "Reliability", lambda: self.reliability, "How far to trust its percentages.", "Ctrl+7"
        )
        self.add(
            "Health", lambda: self.health, "Whether the training goes well, by layer.", "Ctrl+8"
        )
        self.add("Gradients", lambda: self.gradients, "Whether the calculus is right.", "Ctrl+9")

    @cached_property
    def filters(self) -> "FiltersPanel":
        """The view Filters."""
        from mnistviz.gui.panels.filters import FiltersPanel

        return self._put("Filters", FiltersPanel())

    @cached_property
    def layers(self) -> "LayersPanel":
        """The view Network."""
        from mnistviz.gui.panels.layers import LayersPanel

        return self._put("Network", LayersPanel(self._reader, self._background))

    @cached_property
    def xray(self) -> "XrayPanel":
        """The view X-ray."""
        from mnistviz.gui.panels.xray import XrayPanel

        return self._put("X-ray", XrayPanel(self._reader, self._background))

    @cached_property
    def evidence(self) -> "EvidencePanel":
        """The view Evidence."""
        from mnistviz.gui.panels.evidence import EvidencePanel

        panel = EvidencePanel(self._reader, self._background)
        panel.show_requested.connect(self.show_requested)
        return self._put("Evidence", panel)

    @cached_property
    def pinned(self) -> "PinnedPanel":
        """The view Pinned."""
        from mnistviz.gui.panels.pinned import PinnedPanel

        panel = PinnedPanel(self._reader, self._pins)
        panel.show_requested.connect(self.show_requested)
        panel.said.connect(self.said)
        return self._put("Pinned", panel)

    @cached_property
    def mistakes(self) -> "MistakesPanel":
        """The view Mistakes."""
        from mnistviz.gui.panels.mistakes import MistakesPanel

        panel = MistakesPanel(self._reader)
        panel.show_requested.connect(self.mistake_requested)
        return self._put("Mistakes", panel)

    @cached_property
    def reliability(self) -> "ReliabilityPanel":
        """The view Reliability."""
        from mnistviz.gui.panels.reliability import ReliabilityPanel

        return self._put("Reliability", ReliabilityPanel(self._reader))

    @cached_property
    def health(self) -> "HealthPanel":
        """The view Health."""
        from mnistviz.gui.panels.health import HealthPanel

        return self._put("Health", HealthPanel())

    @cached_property
    def gradients(self) -> "GradientsPanel":
        """The view Gradients."""
        from mnistviz.gui.panels.gradients import GradientsPanel

        panel = GradientsPanel(self._reader, self._background)
        panel.filters_requested.connect(self.filters_requested)
        panel.mended_changed.connect(self.mended_changed)
        panel.picker.unit.said.connect(self.said)
        return self._put("Gradients", panel)

    def _put(self, title: str, panel: Panel) -> Panel:
        """A new view looks as the others do, and learns what it has missed."""
        self.put(self.names.index(title), panel)
        self._made.append(panel)
        if self._theme is not None:
            _dress(panel, self._theme)
        if self._snapshot is not None:
            _follow(panel, self._snapshot)
        return panel

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """Show it in the view in front; the others remember it."""
        self._snapshot = snapshot
        for panel in self._made:
            _follow(panel, snapshot)

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self._theme = theme
        self.set_scale(theme.scale)
        for panel in self._made:
            _dress(panel, theme)


def _dress(panel: QWidget, theme: Theme) -> None:
    if isinstance(panel, _View):
        panel.set_theme(theme)


def _follow(panel: QWidget, snapshot: Snapshot) -> None:
    if isinstance(panel, _Follower):
        panel.set_snapshot(snapshot)
