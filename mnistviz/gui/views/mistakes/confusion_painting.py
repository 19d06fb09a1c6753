"""The parts of a confusion matrix, painted."""

from PyQt6.QtCore import QRectF, Qt
from PyQt6.QtGui import QColor, QPainter, QPen

from mnistviz.analysis.mistakes import Cell
from mnistviz.data.datasets.mnist import CLASSES
from mnistviz.gui.kit.language import tr
from mnistviz.gui.kit.theme import CAPTION, SMALL, Theme, font
from mnistviz.gui.views.mistakes.confusion_places import Places
from mnistviz.gui.views.mistakes.mistake_shades import shade
from mnistviz.nn.arrays import IntArray

_CENTRE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_STEPS = 20
"""Of the key to the shades."""


def paint_cells(
    painter: QPainter, theme: Theme, places: Places, counts: IntArray, limit: int
) -> None:
    """``(10, 10)`` counts; a mistake made ``limit`` times has the strongest colour."""
    painter.setFont(places.count_font)
    digit, plain = painter.fontMetrics().horizontalAdvance("0"), QColor(theme.hover)
    written = []
    for row, line in enumerate(counts.tolist()):
        for column, count in enumerate(line):
            rect, right = places.cell(row, column), row == column
            if count or right:  # most cells are empty once the network reads well
                painter.fillRect(rect, plain if right else shade(theme, count / limit))
                text = str(count)
                if places.all_fit if right else len(text) * digit <= places.cell_width:
                    written.append((rect, text))
    painter.setPen(QColor(theme.border))
    painter.drawLines(*places.lines())
    painter.setPen(QColor(theme.text))
    for rect, text in written:
        painter.drawText(rect, _CENTRE, text)


def paint_heads(painter: QPainter, theme: Theme, places: Places) -> None:
    """The axes' names and digits."""
    painter.setPen(QColor(theme.muted))
    painter.setFont(font(theme, CAPTION))
    painter.drawText(places.column_title, _CENTRE, tr("Answer"))
    painter.save()
    painter.translate(places.row_title.center())
    painter.rotate(-90.0)
    half = places.row_title.height() / 2.0
    painter.drawText(QRectF(-half, -half, 2.0 * half, 2.0 * half), _CENTRE, tr("Label"))
    painter.restore()
    for digit in range(CLASSES):
        painter.drawText(places.row_head(digit), _CENTRE, str(digit))
        painter.drawText(places.column_head(digit), _CENTRE, str(digit))


def paint_pointed(painter: QPainter, theme: Theme, places: Places, pointed: Cell) -> None:
    """Make the digits of a cell stand out from the others, which are there already."""
    painter.setFont(font(theme, CAPTION, bold=True))
    painter.setPen(QColor(theme.text))
    label, answer = pointed
    for place, digit in ((places.row_head(label), label), (places.column_head(answer), answer)):
        painter.fillRect(place, QColor(theme.surface))
        painter.drawText(place, _CENTRE, str(digit))


def paint_key(painter: QPainter, theme: Theme, places: Places, limit: int) -> None:
    """The shades, in even steps of colour from no mistake to the limit."""
    key = places.key
    if key is None:
        return
    painter.setFont(font(theme, SMALL))
    painter.setPen(QColor(theme.muted))
    name = tr("Mistakes: 0")
    bar = QRectF(key)
    bar.setLeft(key.left() + painter.fontMetrics().horizontalAdvance(name) + theme.px(6))
    bar.setWidth(min(key.width() * 0.3, theme.px(120)))
    painter.drawText(key, _LEFT, name)
    beyond = QRectF(bar.right() + theme.px(6), key.top(), key.width(), key.height())
    painter.drawText(beyond, _LEFT, str(limit))
    step, high = bar.width() / _STEPS, bar.height() * 0.6
    for n in range(_STEPS):
        left, right = round(bar.left() + n * step), round(bar.left() + (n + 1) * step)
        place = QRectF(left, bar.center().y() - high / 2.0, right - left, high)
        painter.fillRect(place, shade(theme, (n / (_STEPS - 1)) ** 2))
    bar.adjust(0.0, (bar.height() - high) / 2.0, 0.0, (high - bar.height()) / 2.0)
    painter.setPen(QColor(theme.border))
    painter.drawRect(bar)


def paint_frames(
    painter: QPainter,
    theme: Theme,
    places: Places,
    *,
    under_pointer: Cell | None,
    selected: Cell | None,
    cursor: Cell | None,
) -> None:
    """Thin around what the pointer is on, thick around what is chosen, dotted for the keyboard."""
    ink = QColor(theme.text)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if under_pointer is not None:
        painter.setPen(QPen(QColor(theme.outline), theme.pen(1.5)))
        painter.drawRect(places.cell(*under_pointer))
    if selected is not None:
        painter.setPen(QPen(ink, theme.pen(2.5)))
        painter.drawRect(places.cell(*selected))
    if cursor is not None:
        painter.setPen(QPen(ink, theme.pen(1.5), Qt.PenStyle.DotLine))
        inset = theme.pen(2.5)
        painter.drawRect(places.cell(*cursor).adjusted(inset, inset, -inset, -inset))
