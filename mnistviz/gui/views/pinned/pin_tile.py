"""A pinned drawing: itself, how it is read now, and how it came to be read so."""

import numpy as np
import pyqtgraph as pg
from PyQt6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, pyqtSignal
from PyQt6.QtGui import (
    QColor,
    QEnterEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PyQt6.QtWidgets import QAbstractButton, QToolButton

from mnistviz.app.pins import Progress
from mnistviz.data.ink.drawing import Drawing
from mnistviz.data.ink.page import Content
from mnistviz.gui.glossary.explain import explain
from mnistviz.gui.kit.decimation import columns_of
from mnistviz.gui.kit.figures import percent
from mnistviz.gui.kit.interpreter_lock import undisturbed
from mnistviz.gui.kit.language import forget, tr
from mnistviz.gui.kit.stroke_layer import StrokeLayer, content_image
from mnistviz.gui.kit.theme import CAPTION, Theme, font, icon
from mnistviz.gui.views.pinned.words import TERMS, captions, described

_PADDING = 6
_LINE = 16
_FIGURE = 49
"""Room for 100.0 % beside the drawing."""

_SMALLEST = 20
"""Side of the drawing where there is no room for more. All these are pixels at scale 1."""

_DOT = 3.0


class PinTile(QAbstractButton):
    """A click, Enter or Space shows it on the canvas (``clicked``); ``removed``: it is to go.

    Attributes:
        content: what is pinned.
        progress: what was shown last.
    """

    removed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.content: Content = Drawing()
        self.progress: Progress | None = None
        self._theme: Theme | None = None
        self._picture: QPixmap | None = None
        self.remove = QToolButton(self)
        self.remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # there is a key for it
        self.remove.setCursor(Qt.CursorShape.ArrowCursor)
        self.remove.setStyleSheet("padding: 0; min-height: 0; border-width: 0;")
        self.remove.hide()
        self.remove.clicked.connect(self.removed)
        explain(self, TERMS["pinned drawing"], self.accessibleDescription)
        forget(self)  # what it says is about the drawing

    def show_pin(self, content: Content, progress: Progress) -> None:
        """Show a drawing, and what has become of it by now."""
        if content is not self.content:
            self.content, self._picture = content, None
        if self.progress is None or self.progress.label_name != progress.label_name:
            self._name(progress.label_name)
        self.progress = progress
        self._describe(progress)
        self.update()

    def _name(self, label: str) -> None:
        self.setAccessibleName(tr("Pinned drawing of a {label}").format(label=label))
        self.remove.setAccessibleName(tr("Remove the pinned {label}").format(label=label))
        self.remove.setToolTip(tr("Take this {label} off the strip (Delete)").format(label=label))

    def _describe(self, progress: Progress) -> None:
        words = described(progress)
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            hint = tr("Click to see it on the canvas; Delete removes it.")
            self.setToolTip(f"{words}\n{hint}")

    def changeEvent(self, event: QEvent | None) -> None:
        """Its name and what it says, in the new language."""
        super().changeEvent(event)
        is_other = event is not None and event.type() == QEvent.Type.LanguageChange
        if is_other and self.progress is not None:
            self._name(self.progress.label_name)
            self._describe(self.progress)

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self._theme, self._picture = theme, None
        side = theme.px(12)
        self.remove.setIcon(icon("x", theme.text, side))
        self.remove.setIconSize(QSize(side, side))
        self._place_remove()
        self.update()

    def sizeHint(self) -> QSize:
        """A small drawing with a chart below."""
        return QSize(104, 92)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Keys that act on this drawing alone."""
        if event is None:
            return
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent | None) -> None:
        """Offer to remove it."""
        super().enterEvent(event)
        self.remove.show()

    def leaveEvent(self, event: QEvent | None) -> None:
        """Clear the view."""
        super().leaveEvent(event)
        self.remove.hide()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Keep the corner."""
        super().resizeEvent(event)
        self._picture = None
        self._place_remove()

    def _place_remove(self) -> None:
        side = 18 if self._theme is None else self._theme.px(18)
        self.remove.setGeometry(self.width() - side - 3, 3, side, side)

    @undisturbed()
    def paintEvent(self, _event: QPaintEvent | None) -> None:
        """A frame, the head, and the chart with its caption."""
        if self._theme is None or self.progress is None:
            return
        theme, progress, painter = self._theme, self.progress, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        painter.setPen(QPen(QColor(theme.strong if focused else theme.border), 1 + focused))
        painter.setBrush(QColor(theme.hover if self.underMouse() else theme.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        padding = theme.px(_PADDING)
        inside = QRectF(self.rect()).adjusted(padding, padding, -padding, -padding)
        line = theme.px(_LINE)
        head = QRectF(inside.topLeft(), QSizeF(inside.width(), _head_height(self.size(), theme)))
        foot = QRectF(inside.left(), inside.bottom() - line + 2, inside.width(), line)
        chart = QRectF(head.bottomLeft() + QPointF(0, 6), foot.topRight() - QPointF(0, 3))
        self._paint_head(painter, head, theme, progress)
        if chart.height() < 1.5 * line:
            chart.setBottom(inside.bottom())  # too low for a caption; the tooltip says it too
        else:
            _paint_caption(painter, foot, theme, progress)
        _paint_chart(painter, chart, theme, progress)

    def _paint_head(
        self, painter: QPainter, head: QRectF, theme: Theme, progress: Progress
    ) -> None:
        """The drawing; beside it its label, filled if it is read so, and the answer's figures."""
        gap, line = theme.px(_PADDING), head.height() / 2.0
        # A tile in a small window has room for its label alone, which says the most.
        has_figures = head.height() >= 2 * theme.px(_LINE)
        side = head.height()
        if has_figures:
            side = min(side, max(head.width() - gap - theme.px(_FIGURE), theme.px(_SMALLEST)))
        if self._picture is None:
            self._picture = _picture(self.content, theme, int(side), self)
        painter.drawPixmap(
            head.topLeft() + QPointF(0.0, (head.height() - side) / 2.0), self._picture
        )
        face = font(theme, CAPTION, bold=True)
        widest = QFontMetricsF(face).horizontalAdvance(progress.label_name) + theme.px(6)
        badge = QRectF(head.left() + side + gap, head.top(), theme.px(16), theme.px(17))
        badge.setWidth(max(min(widest, head.right() - badge.left()), badge.width()))
        badge.moveTop(head.top() + ((line if has_figures else head.height()) - badge.height()) / 2)
        is_read = progress.digit == progress.label
        painter.setPen(QPen(QColor(theme.strong if is_read else theme.outline), 1))
        painter.setBrush(QColor(theme.strong) if is_read else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(badge.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(face)
        painter.setPen(QColor(theme.on_strong if is_read else theme.text))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, progress.label_name)
        if progress.probabilities is None or not has_figures:
            return
        beside = QRectF(badge.right() + theme.px(5), badge.top(), head.right(), badge.height())
        beside.setRight(head.right())
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        below = beside.translated(0.0, line)
        below.setLeft(badge.left())
        painter.setPen(QColor(theme.text))
        painter.drawText(below, left, percent(progress.probabilities[progress.label]))
        painter.setFont(font(theme, CAPTION))
        painter.setPen(QColor(theme.muted))
        painter.drawText(beside, left, f"→ {progress.digit_name}")


def _head_height(tile: QSize, theme: Theme) -> int:
    """Room for the drawing, and two lines beside it unless the tile is narrow."""
    needed = theme.px(_SMALLEST) + theme.px(_FIGURE) + 3 * theme.px(_PADDING)
    if tile.width() < needed:
        return theme.px(_SMALLEST)
    return max(round(min(0.36 * tile.height(), 0.34 * tile.width())), 2 * theme.px(_LINE))


def _paint_chart(painter: QPainter, box: QRectF, theme: Theme, progress: Progress) -> None:
    """The label's probability over the epochs of the run, from 0 at the bottom to 1."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(QColor(theme.border), 1))
    for height in (0.0, 0.5, 1.0):
        y = round(box.bottom() - height * box.height())
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    epochs = progress.epochs
    if not len(epochs) or epochs[-1] <= 0.0:
        return
    end = float(epochs[-1])
    at = np.append(
        columns_of(epochs, 0.0, end, max(int(box.width() / theme.pen(1.0)), 1)), len(epochs) - 1
    )
    x = box.left() + epochs[at] * (box.width() / end)
    y = box.bottom() - progress.values[at] * box.height()
    painter.setPen(QPen(QColor(theme.text), theme.pen(1.0)))  # wider ones take Qt ten times as long
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(pg.functions.arrayToQPath(x, y, connect="all", finiteCheck=False))
    if progress.read_since is not None:
        since = progress.read_since
        value = float(np.interp(since, epochs[at], progress.values[at]))  # on the line as drawn
        dot = QPointF(box.left() + since / end * box.width(), box.bottom())
        dot.setY(box.bottom() - value * box.height())
        painter.setPen(QPen(QColor(theme.surface), 1.5))
        painter.setBrush(QColor(theme.text))
        radius = theme.pen(_DOT) + 0.75
        painter.drawEllipse(dot, radius, radius)


def _paint_caption(painter: QPainter, foot: QRectF, theme: Theme, progress: Progress) -> None:
    painter.setFont(font(theme, CAPTION))
    painter.setPen(QColor(theme.muted))
    metrics = painter.fontMetrics()
    for words in captions(progress):
        if metrics.horizontalAdvance(words) <= foot.width():
            painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, words)
            return


def _picture(content: Content, theme: Theme, side: int, tile: PinTile) -> QPixmap:
    """The drawing, made once for many paintings."""
    ratio = tile.devicePixelRatioF()
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    square = QRectF(0.0, 0.0, side, side)
    if isinstance(content, Drawing):
        StrokeLayer().paint(painter, square, QColor(theme.text), content)
    else:
        image = content_image(content, theme)
        place = QRectF(image.rect())
        size = place.size().scaled(square.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place.setSize(size)
        place.moveCenter(square.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, image)
    painter.end()
    return picture
