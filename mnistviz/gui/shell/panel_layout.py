"""Where the panels are: all of them side by side, or one alone that fills the window."""

from collections.abc import Sequence

from PyQt6 import sip
from PyQt6.QtCore import QMargins, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent, QResizeEvent
from PyQt6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from mnistviz.gui.kit.layouts import column, row
from mnistviz.gui.kit.theme import GAP, Theme

_SHAPE = 0.85
"""Of a card of controls that fills the window: how wide what is in it gets, in heights."""


Sizes = tuple[tuple[int, ...], tuple[int, ...]]
"""Of the two splitters."""

_GAPS, _WORDS = QSize(120, 80), QSize(840, 480)
"""Pixels in which everything can be read at scale 1: what is between the words, and the words."""


class PanelLayout(QStackedWidget):
    """Two pages: the desk with a place for each card, and one that a single card fills.

    A card is moved from the one to the other. Its place on the desk is kept, and the desk is not
    laid out anew while it is hidden, so that every size is the same again when the card is back.
    ``moved`` carries a card that is in another place now: Qt forgets fonts that it was given.

    Attributes:
        rail: what scrolls at the left; ``middle`` and ``columns`` are the two splitters.
        cards: all of them, in the order of the tab key.
        filled: the card that fills the window, or None.
    """

    moved = pyqtSignal(QWidget)

    def __init__(
        self,
        rail: Sequence[QWidget],
        middle: Sequence[QWidget],
        right: QWidget,
        narrow: set[QWidget],
    ) -> None:
        """``narrow`` are the cards whose content is not to become as wide as a window."""
        super().__init__()
        self.cards = (*rail, *middle, right)
        self.filled: QWidget | None = None
        self._narrow = narrow
        self._before: QWidget | None = None
        self._margins, self._has_spacer = QMargins(), False
        self._places = {card: _place(card) for card in self.cards}
        self.rail = _rail([self._places[card] for card in rail])
        self.middle = _splitter(
            Qt.Orientation.Vertical, [self._places[card] for card in middle], (14, 11)
        )
        self.middle.setSizes([560, 440])
        self.columns = _splitter(
            Qt.Orientation.Horizontal, [self.middle, self._places[right]], (7, 3)
        )
        self.columns.setSizes([700, 300])
        desk, self._alone = QWidget(), _place()
        row(self.rail, (self.columns, 1), spacing=GAP, on=desk)
        self.addWidget(desk)
        self.addWidget(self._alone)

    def sizes(self) -> Sizes:
        """Of ``columns`` and ``middle``, in pixels; all 0 before they are first laid out."""
        return tuple(self.columns.sizes()), tuple(self.middle.sizes())

    def set_sizes(self, sizes: Sizes) -> None:
        """Share the room there is in such proportions, where they are known."""
        for splitter, shares in zip((self.columns, self.middle), sizes, strict=True):
            if any(shares):
                splitter.setSizes(shares)

    def fill(self, card: QWidget) -> None:
        """Let ``card`` have all the room there is; what has the keyboard keeps it, if it can."""
        if self.filled is card:
            return
        self.leave()
        focused = self._focused()
        self._before = focused
        self.filled = card
        if (layout := self._content(card)) is not None:
            self._margins = layout.contentsMargins()
            self._has_spacer = not any(layout.stretch(n) for n in range(layout.count()))
            if self._has_spacer:
                layout.addStretch(1)
        _put(card, self._alone)
        self._narrow_down()
        self.setCurrentIndex(1)
        self.moved.emit(card)
        inside = focused is not None and card.isAncestorOf(focused)
        self._focus(focused if inside else self.window())

    def leave(self) -> None:
        """All panels again."""
        if self.filled is None:
            return
        card, self.filled = self.filled, None
        focused = self._focused()
        if (layout := self._content(card)) is not None:
            layout.setContentsMargins(self._margins)
            if self._has_spacer:
                layout.takeAt(layout.count() - 1)
        _put(card, self._places[card])
        self.setCurrentIndex(0)
        self.moved.emit(card)
        inside = focused is not None and card.isAncestorOf(focused)
        self._focus(focused if inside else self._before)
        self._before = None

    def toggle(self, card: QWidget) -> None:
        """The one or the other."""
        if self.filled is card:
            self.leave()
        else:
            self.fill(card)

    def card_of(self, widget: QWidget | None) -> QWidget | None:
        """The card that ``widget`` is in, or None."""
        while widget is not None and widget not in self.cards:
            widget = widget.parentWidget()
        return widget

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """A card of controls keeps its shape."""
        super().resizeEvent(event)
        self._narrow_down()

    def _content(self, card: QWidget) -> QBoxLayout | None:
        """Of a card whose content stays narrow."""
        layout = card.layout() if card in self._narrow else None
        return layout if isinstance(layout, QBoxLayout) else None

    def _narrow_down(self) -> None:
        if self.filled is None or (layout := self._content(self.filled)) is None:
            return
        beside = max(round((self.width() - _SHAPE * self.height()) / 2), 0)
        edge = self._margins
        layout.setContentsMargins(
            edge.left() + beside, edge.top() + GAP, edge.right() + beside, edge.bottom()
        )

    def _focused(self) -> QWidget | None:
        window = self.window()
        return None if window is None else window.focusWidget()

    def _focus(self, widget: QWidget | None) -> None:
        if widget is not None and not sip.isdeleted(widget) and widget.isVisible():
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
        elif (window := self.window()) is not None:
            window.setFocus(Qt.FocusReason.OtherFocusReason)


class _Sheet(QWidget):
    """As high as there is room for, whatever texts in it would like."""

    def heightForWidth(self, _width: int) -> int:
        """None is wanted: a panel with too little room leaves something out, or scrolls."""
        return -1


class Page(QScrollArea):
    """All that is below the menu, which scrolls where the screen is smaller than it can be."""

    def __init__(self, *parts: QWidget) -> None:
        """``parts`` stand below each other; the second of them takes the room that is left."""
        super().__init__()
        self._inside = inside = _Sheet()
        first, second, *others = parts
        whole = column(first, (second, 1), *others, spacing=8, on=inside)
        whole.setContentsMargins(GAP, 4, GAP, 8)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def set_theme(self, theme: Theme) -> None:
        """Larger words need more room; the gaps between them stay."""
        words = QSize(theme.px(_WORDS.width()), theme.px(_WORDS.height()))
        self._inside.setMinimumSize(_GAPS + words)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Arrow keys are for steps, not for scrolling."""
        if event is not None:
            event.ignore()


def _place(card: QWidget | None = None) -> QWidget:
    """Where a card stands; without one it needs no room."""
    place = QWidget()
    column(*([] if card is None else [card]), spacing=0, on=place)
    return place


def _put(card: QWidget, place: QWidget) -> None:
    if (layout := place.layout()) is not None:
        layout.addWidget(card)
        card.show()


def _splitter(way: Qt.Orientation, widgets: Sequence[QWidget], stretch: Sequence[int]) -> QSplitter:
    splitter = QSplitter(way)
    for index, widget in enumerate(widgets):
        splitter.addWidget(widget)
        splitter.setStretchFactor(index, stretch[index])
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(GAP)
    return splitter


def _rail(cards: Sequence[QWidget]) -> QScrollArea:
    """The cards above one another; they scroll where the window is too low for all."""
    inside = QWidget()
    column(*cards, None, spacing=GAP, on=inside)
    rail = QScrollArea()
    rail.setWidget(inside)
    rail.setWidgetResizable(True)
    rail.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # arrow keys are for steps, not for scrolling
    rail.setFrameShape(QFrame.Shape.NoFrame)
    rail.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return rail
