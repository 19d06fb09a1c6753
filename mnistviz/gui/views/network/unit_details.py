"""Beside the units: the filter and the arithmetic of the one that is marked, or the key."""

import math

import numpy as np
from PyQt6.QtCore import QLineF, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PyQt6.QtWidgets import QSizePolicy, QWidget

from mnistviz.gui.kit.interpreter_lock import undisturbed
from mnistviz.gui.kit.language import speak, tr
from mnistviz.gui.kit.pixel_image import heat_image
from mnistviz.gui.kit.theme import BODY, CAPTION, LIGHT, Theme
from mnistviz.gui.views.network.unit_paint import connection_pen, face
from mnistviz.gui.views.network.words import Row, UnitWords

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class UnitDetails(QWidget):
    """Painted as one: its figures change whenever the pointer moves.

    Attributes:
        words: what is shown; None for the key to the picture.
    """

    def __init__(self) -> None:
        super().__init__()
        speak(self, name="Arithmetic of the marked unit")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.words: UnitWords | None = None
        self._is_drawn = False
        self._theme = LIGHT

    def show_words(self, words: UnitWords | None, *, is_drawn: bool) -> None:
        """Show them, or the key to lines that are contributions, or weights without a drawing."""
        if words is not self.words or is_drawn is not self._is_drawn:
            self.words, self._is_drawn = words, is_drawn
            self.setAccessibleDescription("" if words is None else words.sentence)
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """A filter with its figures beside it."""
        return QSize(220, 230)

    @undisturbed()
    def paintEvent(self, _event: QPaintEvent | None) -> None:
        """From above: title, picture and figures, contributions, what a click does."""
        painter = QPainter(self)
        if self.words is None:
            self._paint_key(painter)
        else:
            self._paint_words(painter, self.words)

    def _paint_words(self, painter: QPainter, words: UnitWords) -> None:
        theme, width = self._theme, float(self.width())
        line = float(theme.px(17))
        self._text(painter, QRectF(0, 0, width, line + 2), words.title, strong=True)
        top, side, high = line + theme.px(6), 0, 0
        if words.picture is not None:
            room = min(0.42 * width, 0.34 * self.height())
            shape = words.picture.shape
            step = max(math.floor(room / max(shape)), 2)
            high, side = (step * pixels for pixels in shape)
            picture = QRectF(0.5, top + 0.5, side, high)
            sizes = np.abs(words.picture)
            largest = float(sizes.max(where=np.isfinite(sizes), initial=1e-12))
            painter.drawImage(picture, heat_image(words.picture, largest, theme))
            painter.setPen(QColor(theme.border))
            painter.drawRect(picture)
            side += theme.px(10)
        for number, row in enumerate(words.figures):
            place = QRectF(side, top + number * line, width - side, line)
            self._row(painter, place, row, strong=True)
        top += max(len(words.figures) * line, high) + 2
        if words.caption:
            self._text(painter, QRectF(0, top, width, line), words.caption)
            top += line
        bottom = float(self.height())
        if words.hint and bottom - top > 4 * line:
            bottom -= line
            self._text(painter, QRectF(0, bottom, width, line), words.hint)
        self._paint_parts(painter, words, QRectF(0, top + 4, width, bottom - top - 4))

    def _paint_parts(self, painter: QPainter, words: UnitWords, room: QRectF) -> None:
        line = float(self._theme.px(16))
        lines = int(room.height() // line) - 1  # below the heading
        if lines < 1 + bool(words.rest):
            return
        self._text(painter, QRectF(0, room.top(), room.width(), line), words.heading)
        rows = list(words.parts[: lines - bool(words.rest)])
        if words.rest and rows:
            rows.append(words.rest[len(rows) - 1])
        for number, row in enumerate(rows, start=1):
            place = QRectF(0, room.top() + number * line, room.width(), line)
            self._row(painter, place, row, strong=False)

    def _row(self, painter: QPainter, place: QRectF, row: Row, *, strong: bool) -> None:
        self._text(painter, place, row[1], align=_RIGHT, strong=strong)
        taken = painter.fontMetrics().horizontalAdvance(row[1]) + 6
        names = QFontMetricsF(face(self._theme, CAPTION, bold=False))
        room = place.width() - taken
        self._text(painter, place, names.elidedText(row[0], Qt.TextElideMode.ElideRight, room))

    def _text(
        self,
        painter: QPainter,
        place: QRectF,
        text: str,
        *,
        align: Qt.AlignmentFlag = _LEFT,
        strong: bool = False,
    ) -> None:
        theme = self._theme
        painter.setFont(face(theme, BODY if strong else CAPTION, bold=strong))
        painter.setPen(QColor(theme.text if strong or align == _RIGHT else theme.muted))
        painter.drawText(place, align, text)

    def _paint_key(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, width = self._theme, float(self.width())
        line = float(theme.px(20))
        self._text(painter, QRectF(0, 0, width, line), tr("Point at a unit"), strong=True)
        sample = QRectF(0, line + theme.px(4), theme.px(30), line)
        drawn = self._is_drawn
        samples = (
            (tr("adds to the next unit") if drawn else tr("positive weight"), True, ""),
            (tr("takes away from it") if drawn else tr("negative weight"), False, ""),
            (tr("not active: 0"), False, theme.surface),
            (tr("the most active"), False, theme.text),
        )
        for text, positive, fill in samples:
            middle = sample.center()
            if fill:
                painter.setPen(QPen(QColor(theme.outline), 1))
                painter.setBrush(QColor(fill))
                painter.drawEllipse(middle, theme.px(6), theme.px(6))
            else:
                painter.setPen(connection_pen(theme, positive=positive))
                painter.drawLine(QLineF(sample.left(), middle.y(), sample.right(), middle.y()))
            self._text(painter, QRectF(sample.right() + 8, sample.top(), width, line), text)
            sample.translate(0.0, line)
        painter.setPen(QColor(theme.muted))
        rest = QRectF(0, sample.top() + 6, width, self.height() - sample.top() - 6)
        wrap = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
        text = tr(
            "Wide lines are strong. Pointing at a unit, or going to it with the arrow keys, "
            "shows what it calculates; a click or Space switches it off."
        )
        painter.drawText(rest, int(wrap), text)
