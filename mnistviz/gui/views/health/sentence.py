"""What the view Health has to say: a mark whose shape and colour tell how bad it is, and words."""

from enum import Enum

from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PyQt6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mnistviz.gui.kit.card import label
from mnistviz.gui.kit.theme import Theme

_SIDE, _BESIDE = 20, 8
"""Pixels: the mark, and what is left free beside it."""


class Mood(Enum):
    """How it looks."""

    OPEN = "a hollow circle: nothing can be said"
    GOOD = "a tick in a circle"
    BAD = "an exclamation mark in a triangle"


class _Mark(QWidget):
    """Attributes: ``mood``."""

    def __init__(self) -> None:
        super().__init__()
        self.mood = Mood.OPEN
        self._theme: Theme | None = None

    def set_theme(self, theme: Theme) -> None:
        """Colours and size from ``theme``."""
        self._theme = theme
        self.setFixedSize(theme.px(_SIDE), theme.px(_SIDE))
        self.update()

    def set_mood(self, mood: Mood) -> None:
        """Look so."""
        if mood is not self.mood:
            self.mood = mood
            self.update()

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        """A shape of its own for each mood."""
        if self._theme is None:
            return
        theme, side = self._theme, float(self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(side / _SIDE, side / _SIDE)
        color = {Mood.OPEN: theme.outline, Mood.GOOD: theme.text, Mood.BAD: theme.error}[self.mood]
        pen = QPen(QColor(color), 1.8)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        if self.mood is Mood.BAD:
            painter.drawPolygon(_points((10.0, 2.5), (18.0, 17.0), (2.0, 17.0)))
            painter.drawLine(QPointF(10.0, 8.0), QPointF(10.0, 11.5))
            painter.drawPoint(QPointF(10.0, 14.3))
            return
        painter.drawEllipse(QRectF(2.0, 2.0, 16.0, 16.0))
        if self.mood is Mood.GOOD:
            painter.drawPolyline(_points((6.5, 10.2), (9.0, 12.8), (13.6, 7.4)))


class HealthSentence(QWidget):
    """A mark, and beside it what is so and what to try.

    Attributes:
        mark: shows the mood.
        what, advice: the two texts; the second is left out while it is empty.
    """

    def __init__(self) -> None:
        super().__init__()
        self.mark = _Mark()
        self.what = label("", "strong", wrap=True)
        self.advice = label("", "caption", wrap=True)
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(self.what)
        words.addWidget(self.advice)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_BESIDE)
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def say(self, mood: Mood, what: str, advice: str) -> None:
        """Say something else."""
        self.mark.set_mood(mood)
        for part, text in ((self.what, what), (self.advice, advice)):
            if text != part.text():
                part.setText(text)
        self.setAccessibleName(f"{what} {advice}".strip())

    def fit(self, width: int, height: int) -> None:
        """Take the room for all words; without the advice if there is less than that.

        Args:
            width: pixels that it has.
            height: pixels that it has at most.
        """
        words = width - self.mark.width() - _BESIDE
        what, advice = (
            part.heightForWidth(words) if part.text() else 0 for part in (self.what, self.advice)
        )
        has_room = what + advice <= height
        self.advice.setVisible(bool(advice) and has_room)
        self.setFixedHeight(max(what + advice if has_room else what, self.mark.height()))

    def set_theme(self, theme: Theme) -> None:
        """Colours and size from ``theme``."""
        self.mark.set_theme(theme)


def _points(*places: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(*place) for place in places])
