"""A card with a row of tabs in place of a title; what is behind the others costs nothing."""

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QFrame, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from mnistviz.gui.theme import GAP


class TabbedCard(QFrame):
    """``changed`` is emitted when another view is chosen.

    Attributes:
        tabs: the row; the arrow keys move along it.
        pages: the views, one of them visible.
    """

    changed = pyqtSignal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP - 4, GAP, GAP)
        column.setSpacing(8)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(name)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.pages = QStackedWidget()
        column.addWidget(self.tabs)
        column.addWidget(self.pages, 1)
        self.tabs.currentChanged.connect(self._turn)

    def add(self, title: str, page: QWidget, tip: str) -> None:
        """One view more."""
        self.pages.addWidget(page)
        index = self.tabs.addTab(title)
        self.tabs.setTabToolTip(index, tip)

    def show_page(self, page: QWidget) -> None:
        """Bring a view to the front."""
        self.tabs.setCurrentIndex(self.pages.indexOf(page))

    def _turn(self, index: int) -> None:
        self.pages.setCurrentIndex(index)
        self.changed.emit()
