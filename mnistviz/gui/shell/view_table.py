"""The views below the curves: a row of tabs, one of them in front; what is behind costs nothing.

A view is imported and made when it first comes to the front, or when somebody asks for it by its
class: all but one would keep a person waiting for the window who may never look at them. Each can
show at any moment what it would show had it been there from the start.
"""

from importlib import import_module
from typing import ClassVar, NamedTuple, TypeVar

from PyQt6.QtCore import QEvent, Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PyQt6.QtWidgets import QFrame, QStackedWidget, QTabBar, QWidget

from mnistviz.gui.kit.inputs import WheelWithFocus
from mnistviz.gui.kit.language import speak, tr
from mnistviz.gui.kit.layouts import column
from mnistviz.gui.kit.theme import GAP, LIGHT, Theme
from mnistviz.gui.kit.view import Context, View
from mnistviz.training.snapshot import Snapshot


class Tab(NamedTuple):
    """A view's title and key, what it shows, and its folder with its class."""

    title: str
    key: str
    shows: str
    path: str


VIEWS = (
    Tab("Filters", "Ctrl+1", "What each unit of the first layer looks for.", "filters.FiltersView"),
    Tab("Network", "Ctrl+2", "Every unit, and what happens without it.", "network.NetworkView"),
    Tab("X-ray", "Ctrl+3", "How a drawing is prepared for the network.", "xray.XrayView"),
    Tab("Evidence", "Ctrl+4", "Which pixels speak for an answer.", "evidence.EvidenceView"),
    Tab("Pinned", "Ctrl+5", "When the network learned which drawing.", "pinned.PinnedView"),
    Tab("Mistakes", "Ctrl+6", "Which digits it takes for which.", "mistakes.MistakesView"),
    Tab(
        "Reliability", "Ctrl+7", "How far to trust its percentages.", "reliability.ReliabilityView"
    ),
    Tab("Health", "Ctrl+8", "Whether the training goes well, by layer.", "health.HealthView"),
    Tab("Gradients", "Ctrl+9", "Whether the calculus is right.", "gradients.GradientsView"),
    Tab("Biases", "Ctrl+0", "What each unit adds to its weighted sum.", "biases.BiasesView"),
)

_HOME = "mnistviz.gui.views."

_SPACES = (18, 14, 10, 6)
"""Pixels between two tabs at scale 1: as many as there is room for."""

_OTHER_WIDTHS = (QEvent.Type.LanguageChange, QEvent.Type.StyleChange)

Kind = TypeVar("Kind", bound=View)


class _Row(WheelWithFocus, QTabBar):
    """Tabs that scroll where not all have room; Home and End lead to the first and the last."""

    def __init__(self) -> None:
        super().__init__()
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Qt knows Left and Right alone."""
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.count() - 1}
        if event is not None and (end := ends.get(Qt.Key(event.key()))) is not None:
            self.setCurrentIndex(end)
        else:
            super().keyPressEvent(event)


class Views(QFrame):
    """Makes every view of ``VIEWS`` when it is needed, and passes on what comes for all of them.

    ``double_clicked`` is emitted for a double click on the row of tabs.

    Attributes:
        tabs: the row; the arrow keys move along it.
        pages: the views, one of them visible; an empty widget for one that is not made yet.
        names: the titles in English, which stay the same in every language.
    """

    double_clicked = pyqtSignal()
    names: ClassVar[list[str]] = [title for title, *_ in VIEWS]

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("card")
        speak(self, name="Views")
        self._context = context
        self._snapshot: Snapshot | None = None
        self._theme = LIGHT
        self._made: dict[int, View] = {}
        self._space = 0
        self.tabs, self.pages = speak(_Row(), name="Views"), QStackedWidget()
        for _view in VIEWS:
            self.pages.addWidget(QWidget())
            self.tabs.addTab("")
        self._say()
        whole = column(self.tabs, (self.pages, 1), spacing=8, on=self)
        whole.setContentsMargins(GAP, GAP - 4, GAP, GAP)
        self.tabs.currentChanged.connect(lambda n: self.pages.setCurrentWidget(self.page(n)))
        self.tabs.tabBarDoubleClicked.connect(lambda _index: self.double_clicked.emit())

    def view(self, kind: type[Kind]) -> Kind:
        """The view of that class, made now if it is not there yet.

        Raises:
            StopIteration: it is none of ``VIEWS``.
        """
        path = f"{kind.__module__.removesuffix('.view')}.{kind.__name__}"
        view = self.page(next(n for n, one in enumerate(VIEWS) if _HOME + one[-1] == path))
        assert isinstance(view, kind)  # noqa: S101 - that is where it was found
        return view

    def page(self, number: int) -> View:
        """The view of that number; a new one looks as the others, and learns what it has missed."""
        if number not in self._made:
            title, _key, _shows, path = VIEWS[number]
            folder, name = path.split(".")
            module = f"{_HOME}{folder}.view"
            kind: type[View] = getattr(import_module(module), name)
            view = self._made[number] = speak(kind(self._context), name=title)
            empty = self.pages.widget(number)
            assert empty is not None  # noqa: S101 - put there when this was made
            self.pages.insertWidget(number, view)
            self.pages.removeWidget(empty)
            self.pages.setCurrentIndex(self.tabs.currentIndex())
            empty.deleteLater()
            view.set_theme(self._theme)
            if self._snapshot is not None:
                view.set_snapshot(self._snapshot)
        return self._made[number]

    def turn_to(self, name: str) -> None:
        """Bring the view with that title, in English, to the front."""
        self.tabs.setCurrentIndex(self.names.index(name))

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """Show it in the view in front; the others remember it."""
        self._snapshot = snapshot
        for view in self._made.values():
            view.set_snapshot(snapshot)

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self._theme = theme
        self._fit()
        for view in self._made.values():
            view.set_theme(theme)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """There is more or less room for the tabs."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent | None) -> None:
        """Titles in another language or another type."""
        super().changeEvent(event)
        if event is not None and event.type() == QEvent.Type.LanguageChange:
            self._say()
        if event is not None and event.type() in _OTHER_WIDTHS:
            self._fit()

    def _say(self) -> None:
        for number, (title, key, shows, _path) in enumerate(VIEWS):
            native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            self.tabs.setTabText(number, tr(title))
            self.tabs.setTabToolTip(number, f"{tr(shows)} ({native})")

    def _fit(self) -> None:
        """As much space between the tabs as there is room for."""
        room, count = self.contentsRect().width() - 2 * GAP, len(VIEWS)
        titles = self.tabs.sizeHint().width() - count * self._space
        spaces = [self._theme.px(space) for space in _SPACES]
        space = next((one for one in spaces if titles + count * one <= room), spaces[-1])
        if space != self._space:
            self._space = space
            self.tabs.setStyleSheet(f"QTabBar::tab {{ margin-right: {space}px; }}")
