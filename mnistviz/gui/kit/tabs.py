"""A card with a row of tabs in place of a title; what is behind the others costs nothing."""

from collections.abc import Callable

from PyQt6.QtCore import QEvent, Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PyQt6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mnistviz.gui.kit.language import speak, tr
from mnistviz.gui.kit.numbers import WheelWithFocus
from mnistviz.gui.kit.theme import GAP

_SPACES = (18, 14, 10, 7)
"""Pixels between two tabs: as many as there is room for."""


class _Row(WheelWithFocus, QTabBar):
    """Tabs of which some may be hidden; the arrow keys move along all of them."""

    def __init__(self) -> None:
        super().__init__()
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)
        self.setMinimumWidth(1)  # and not that of all the tabs together
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.space = 0
        self.set_space(_SPACES[0])

    def set_space(self, pixels: int) -> None:
        """Between two tabs."""
        if pixels != self.space:
            self.space = pixels
            self.setStyleSheet(f"QTabBar::tab {{ margin-right: {pixels}px; }}")

    def width_of(self, index: int) -> int:
        """Of one tab alone, in pixels."""
        return self.tabSizeHint(index).width() - self.space

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Left and right, Home and End."""
        moves = {
            Qt.Key.Key_Left: max(self.currentIndex() - 1, 0),
            Qt.Key.Key_Right: min(self.currentIndex() + 1, self.count() - 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self.count() - 1,
        }
        if event is not None and (to := moves.get(Qt.Key(event.key()))) is not None:
            self.setCurrentIndex(to)
        else:
            super().keyPressEvent(event)


class TabbedCard(QFrame):
    """Tabs that find no room in the row are in a menu beside it; the chosen one is always there.

    ``changed`` is emitted when another view is chosen, ``double_clicked`` for one on the row.

    Attributes:
        tabs: the row; the arrow keys move along it.
        more: opens the menu of the others; hidden while there are none.
        pages: the views, one of them visible; an empty widget for one that is not made yet.
        names: the titles in English, which stay the same in every language.
    """

    changed = pyqtSignal()
    double_clicked = pyqtSignal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("card")
        speak(self, name=name)
        self.names: list[str] = []
        self._tips: list[tuple[str, str]] = []
        self._makers: list[Callable[[], QWidget]] = []
        self._scale = 1.0
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP - 4, GAP, GAP)
        column.setSpacing(8)
        self.tabs = speak(_Row(), name=name)
        self.pages = QStackedWidget()
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.tabs, 1000)  # all that it may have: ``_fit`` sets how much that is
        self._make_menu()
        row.addWidget(self.more)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.pages, 1)
        self.tabs.currentChanged.connect(self._turn)
        self.tabs.tabBarDoubleClicked.connect(lambda _index: self.double_clicked.emit())

    def _make_menu(self) -> None:
        self.more = QToolButton()
        self.more.setObjectName("more")
        speak(self.more, text="More ▾", name="More views", tip="The views that have no room here.")
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.more)
        self._menu.setToolTipsVisible(True)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.more.setMenu(self._menu)
        self.more.hide()

    def add(self, name: str, make: Callable[[], QWidget], tip: str, key: str = "") -> None:
        """One view more; the first is made now, the others when they come to the front.

        Args:
            name: its title in English; it is shown in the language that is chosen.
            make: gives the view, the same one each time.
            tip: what it shows, in a sentence in English.
            key: what brings it to the front, as ``QKeySequence`` reads it.
        """
        self.names.append(name)
        self._tips.append((tip, key))
        self._makers.append(make)
        self.pages.addWidget(QWidget())
        self.tabs.addTab("")
        self._say(self.tabs.count() - 1)

    @property
    def titles_and_keys(self) -> list[tuple[str, str]]:
        """Of all views: the title in English, and the key as ``add`` was given it."""
        return [(name, key) for name, (_tip, key) in zip(self.names, self._tips, strict=True)]

    def page(self, index: int) -> QWidget:
        """A view, made now if it has not been in front yet."""
        page = self._makers[index]()
        self.put(index, page)
        return page

    def put(self, index: int, page: QWidget) -> None:
        """Have ``page`` in the place that was kept for it."""
        empty = self.pages.widget(index)
        if empty is not None and empty is not page:
            self.pages.insertWidget(index, page)
            self.pages.removeWidget(empty)
            empty.deleteLater()

    def turn_to(self, name: str) -> None:
        """Bring the view with that title, in English, to the front."""
        self.tabs.setCurrentIndex(self.names.index(name))

    def set_scale(self, scale: float) -> None:
        """Of all type and spacing."""
        self._scale = scale
        self._fit()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """More or fewer tabs have room."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent | None) -> None:
        """Its type is known now."""
        super().showEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent | None) -> None:
        """Titles in another language or another type."""
        super().changeEvent(event)
        if event is not None and event.type() == QEvent.Type.LanguageChange:
            for index in range(self.tabs.count()):
                self._say(index)
        if event is not None and event.type() in {
            QEvent.Type.LanguageChange,
            QEvent.Type.StyleChange,
        }:
            self._fit()

    def _say(self, index: int) -> None:
        tip, key = self._tips[index]
        native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        self.tabs.setTabText(index, tr(self.names[index]))
        self.tabs.setTabToolTip(index, f"{tr(tip)} ({native})" if key else tr(tip))

    def _fit(self) -> None:
        """Show as many tabs as there is room for, and the chosen one in any case."""
        room = self.contentsRect().width() - 2 * GAP
        widths = [self.tabs.width_of(index) for index in range(self.tabs.count())]
        if not widths or not self.isVisible():
            return
        spaces = [round(space * self._scale) for space in _SPACES]
        # The last one has its space as well: without it Qt would move the row to show all of it.
        fitting = [s for s in spaces if sum(widths) + s * len(widths) <= room]
        self.tabs.set_space(fitting[0] if fitting else spaces[-1])
        shown = set(range(len(widths)))
        if not fitting:
            shown = self._most_that_fit(widths, room - self.more.sizeHint().width())
        for index in sorted(range(len(widths)), key=lambda index: index not in shown):
            # Those that appear come first: Qt chooses another if the chosen one is hidden.
            if self.tabs.isTabVisible(index) != (index in shown):
                self.tabs.setTabVisible(index, index in shown)
        self.more.setVisible(len(shown) < len(widths))
        taken = sum(widths[index] + self.tabs.space for index in shown)
        self.tabs.setMaximumWidth(max(taken, 1))

    def _most_that_fit(self, widths: list[int], room: int) -> set[int]:
        shown = {self.tabs.currentIndex()}
        left = room - widths[self.tabs.currentIndex()] - self.tabs.space
        for index, width in enumerate(widths):
            if index not in shown:
                left -= width + self.tabs.space
                if left < 0:
                    break
                shown.add(index)
        return shown

    def _fill_menu(self) -> None:
        self._menu.clear()
        for index in range(self.tabs.count()):
            if not self.tabs.isTabVisible(index):
                key = QKeySequence(self._tips[index][1])
                native = key.toString(QKeySequence.SequenceFormat.NativeText)
                text = self.tabs.tabText(index)
                action = self._menu.addAction(f"{text}\t{native}" if native else text)
                if action is not None:
                    action.setToolTip(self.tabs.tabToolTip(index))
                    action.triggered.connect(lambda _on, at=index: self.tabs.setCurrentIndex(at))

    def _turn(self, index: int) -> None:
        self.pages.setCurrentWidget(self.page(index))
        self._fit()
        self.changed.emit()
