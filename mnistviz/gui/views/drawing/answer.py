"""Bars, one a class.

Whether what is drawn looks like a digit at all, as a word.
"""

from collections.abc import Sequence

import numpy as np
from PyQt6.QtCore import QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QFontMetricsF, QPainterPath, QPen, QResizeEvent
from PyQt6.QtWidgets import (
    QGraphicsPathItem,
    QGraphicsSimpleTextItem,
    QSizePolicy,
    QWidget,
)

from mnistviz.data.datasets.mnist import MNIST
from mnistviz.gui.kit import layouts
from mnistviz.gui.kit.card import label
from mnistviz.gui.kit.figures import percent
from mnistviz.gui.kit.language import changed, speak
from mnistviz.gui.kit.scene_view import SceneView
from mnistviz.gui.kit.theme import CAPTION, Theme, font
from mnistviz.nn.arrays import FloatArray
from mnistviz.words import mark

_MOST = 10
"""Rows: of more classes the likeliest are shown, the likeliest first."""


class _Row:
    """One class: its name (framed if it is the label), its bar on a track, its figure."""

    def __init__(self, view: SceneView) -> None:
        self.name, self.figure = QGraphicsSimpleTextItem(), QGraphicsSimpleTextItem()
        self.frame, self.track, self.bar = (QGraphicsPathItem() for _ in range(3))
        for item in (self.track, self.bar, self.frame, self.name, self.figure):
            view.add(item)
        self._place = QRectF()
        self._shown: tuple[object, ...] = ()
        self._dressed: bool | None = None

    def set_visible(self, visible: bool) -> None:
        """Whether there is such a row at all."""
        for item in (self.track, self.bar, self.frame, self.name, self.figure):
            item.setVisible(visible)

    def lay_out(self, row: QRectF, names: float, theme: Theme) -> None:
        """Give it its place; its name gets ``names`` pixels of the row's width."""
        self._shown, self._dressed = (), None
        self._theme = theme
        name = QRectF(0, row.top(), names, row.height())
        right = row.right() - theme.px(54)
        thick = min(row.height() * 0.55, theme.px(12))
        self._place = QRectF(
            name.right() + 6, row.center().y() - thick / 2, right - name.right() - 12, thick
        )
        self.track.setPath(_rounded(self._place))
        self.track.setBrush(QColor(theme.hover))
        self.frame.setPath(_rounded(name.adjusted(0.5, 1, -0.5, -1)))
        for item in (self.track, self.bar):
            item.setPen(QPen(QColor(0, 0, 0, 0)))
        self._name, self._right, self._middle = name, row.right(), row.center().y()

    def show(self, name: str, share: float | None, *, is_best: bool, is_label: bool) -> None:
        """Show a share of 0 to 1, or none; nothing happens if it looks the same already."""
        width = 0 if share is None else max(round(self._place.width() * share), 1)
        text = "" if share is None else percent(share)
        shown = (width, text, is_best, is_label, name)
        if shown == self._shown:
            return
        if is_best is not self._dressed or self._shown[4:] != (name,):
            self._dress(name, is_best=is_best)
        bar = QRectF(self._place)
        bar.setWidth(width)
        self.bar.setPath(_rounded(bar) if width else QPainterPath())
        self.frame.setVisible(is_label)
        if self._shown[1:2] != (text,):
            self.figure.setText(text)
            left = self._right - self._metrics.horizontalAdvance(text)
            self.figure.setPos(left, self._middle - self._metrics.height() / 2)
        self._shown = shown

    def _dress(self, name: str, *, is_best: bool) -> None:
        """Type and colours, which take longer than all the rest, only when they change."""
        self._dressed, theme = is_best, self._theme
        face = font(theme, CAPTION, bold=is_best)
        ink = QColor(theme.text if is_best else theme.muted)
        self._metrics = QFontMetricsF(face)
        self.bar.setBrush(QColor(theme.strong if is_best else theme.outline))
        self.frame.setPen(QPen(ink))
        for item in (self.name, self.figure):
            item.setFont(face)
            item.setBrush(ink)
        room = self._name.width()
        self.name.setText(self._metrics.elidedText(name, Qt.TextElideMode.ElideRight, room))
        left = self._name.center().x() - self._metrics.horizontalAdvance(self.name.text()) / 2
        self.name.setPos(left, self._middle - self._metrics.height() / 2)
        self._shown = ()  # the figure's place depends on its type


class ProbabilityBars(SceneView):
    """The network's outputs; the largest is dark, and so are its class and its figure."""

    def __init__(self) -> None:
        super().__init__()
        speak(self, name="Probability of each digit")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._classes = MNIST.classes
        self._rows = [_Row(self) for _ in range(_MOST)]
        self._order: Sequence[int] = range(_MOST)
        self._values: FloatArray | None = None
        self._label: int | None = None
        self._theme: Theme | None = None

    @property
    def values(self) -> FloatArray | None:
        """What is shown, ``(classes,)``, or None for nothing."""
        return self._values

    def set_classes(self, classes: tuple[str, ...]) -> None:
        """What the outputs are called, of which nothing is known yet."""
        if classes != self._classes:
            self._classes, self._values = classes, None
            for number, row in enumerate(self._rows):
                row.set_visible(number < len(classes))
            self._lay_out()

    def set_values(self, values: FloatArray | None, label: int | None = None) -> None:
        """Show ``(classes,)`` values in 0 to 1; ``label`` is the right answer where it is known."""
        self._values, self._label = values, label
        self.setAccessibleDescription("" if values is None else self.said(int(values.argmax())))
        self._show()

    def said(self, digit: int) -> str:
        """A class and its share; empty if nothing is shown."""
        if self._values is None:
            return ""
        return f"{self._classes[digit]}: {percent(float(self._values[digit]))}"

    def digit_at(self, y: int) -> int:
        """The class whose row is so many pixels below the top."""
        rows = len(self._order)
        return self._order[min(max(y * rows // max(self.height(), 1), 0), rows - 1)]

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self._theme = theme
        self.set_background(theme.surface)
        self._lay_out()

    def sizeHint(self) -> QSize:
        """Comfortable rows."""
        return QSize(200, 22 * len(self._order))

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Use all the room."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        if self._theme is None:
            return
        theme, rows = self._theme, min(len(self._classes), _MOST)
        self.setMinimumHeight(theme.px(14) * rows)
        metrics = QFontMetricsF(font(theme, CAPTION, bold=True))
        widest = max(metrics.horizontalAdvance(name) for name in self._classes)
        names = max(min(widest + theme.px(4), 0.4 * self.width()), theme.px(16))
        height = self.height() / rows
        for number, row in enumerate(self._rows[:rows]):
            row.lay_out(QRectF(0, number * height, self.width(), height), names, theme)
        self._show()

    def _show(self) -> None:
        if self._theme is None:
            return
        values = self._values
        best = -1 if values is None else int(np.argmax(values))
        self._order = range(min(len(self._classes), _MOST))
        if values is not None and len(values) > _MOST:
            self._order = np.argsort(-values, kind="stable")[:_MOST].tolist()
        for digit, row in zip(self._order, self._rows, strict=False):
            row.show(
                self._classes[digit],
                None if values is None else float(values[digit]),
                is_best=digit == best,
                is_label=digit == self._label,
            )


def _rounded(rect: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(rect, 3, 3)
    return path


VERDICTS = (mark("no"), mark("unsure"), mark("yes"))


class LikenessMeter(QWidget):
    """Three words side by side; the one that holds is set off, or none."""

    def __init__(self) -> None:
        super().__init__()
        speak(self, name="Looks like a digit")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.verdict: str | None = None
        self._words = {verdict: label(verdict, "verdict") for verdict in VERDICTS}
        for word in self._words.values():
            word.setProperty("on", False)
        title = label("Looks like a digit:", "caption")
        layouts.row((title, 1), *self._words.values(), spacing=2, on=self)
        changed.connect(self._describe)

    def set_verdict(self, verdict: str | None) -> None:
        """Show one of ``VERDICTS``, or none."""
        if verdict == self.verdict:
            return
        self.verdict = verdict
        self._describe()
        for name, word in self._words.items():
            word.setProperty("on", name == verdict)
            if (style := word.style()) is not None:
                style.unpolish(word)
                style.polish(word)

    def _describe(self) -> None:
        self.setAccessibleDescription(self.in_words())

    def in_words(self) -> str:
        """The word that is set off; empty if none is."""
        return "" if self.verdict is None else self._words[self.verdict].text()
