"""What a confusion matrix is made of beside its cells, and its looks."""

from PyQt6.QtCore import QEvent, QModelIndex, QRect, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QPainter, QPaintEvent
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from mnistviz.gui.kit.card import label
from mnistviz.gui.kit.theme import CAPTION, SMALL, Theme

STRONGEST = {"light": 0.88, "dark": 0.63}
"""Of the test's colour in the strongest shade: text on it keeps the contrast that text needs, 4.5
to 1 (WCAG 2.2, level AA)."""


class Surface(QWidget):
    """What the cells are painted on; ``left`` when the pointer is on none any longer."""

    left = pyqtSignal()

    def leaveEvent(self, event: QEvent | None) -> None:
        """To the heads, for instance, which are in the table as well."""
        super().leaveEvent(event)
        self.left.emit()


class CellPainter(QStyledItemDelegate):
    """The shade and the count, and nothing else of what a style may paint."""

    ink = QColor()

    def paint(
        self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        """Most cells are empty once the network reads well."""
        shade, text = index.data(Qt.ItemDataRole.BackgroundRole), index.data()
        if painter is not None and shade is not None:
            painter.fillRect(option.rect, shade)
            if text:
                painter.setPen(self.ink)
                painter.setFont(option.font)
                painter.drawText(option.rect, Qt.AlignmentFlag.AlignCenter, text)


class Upright(QWidget):
    """A title that reads from below."""

    _text = ""

    def setText(self, text: str) -> None:
        """Show another text, as a label does."""
        self._text = text
        self.update()

    def paintEvent(self, _event: QPaintEvent | None) -> None:
        """Paint the text a quarter turned."""
        painter = QPainter(self)
        painter.rotate(-90.0)
        place = QRect(-self.height(), 0, self.height(), self.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._text)


class ShadesKey(QFrame):
    """Which shade is how many mistakes."""

    def __init__(self) -> None:
        super().__init__()
        self._shades, self._end = QFrame(), label("", "small")
        self._shades.setObjectName("shades")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (label("Mistakes: 0", "small"), self._shades, self._end):
            row.addWidget(part)
        row.addStretch(1)

    def set_limit(self, limit: int) -> None:
        """The count that has the strongest shade."""
        self._end.setText(str(limit))

    def place(self, place: QRect) -> None:
        """Be there; a part of it are the shades."""
        self.setGeometry(place)
        width = min(3 * place.width() // 10, 8 * place.height())
        self._shades.setFixedSize(width, round(0.6 * place.height()))


def style(theme: Theme, line: int) -> str:
    """A style sheet, for titles and heads of which each is ``line`` pixels high, or wide."""
    strongest, test = 100.0 * STRONGEST[theme.name], QColor(theme.test)
    shade = f"rgba({test.red()}, {test.green()}, {test.blue()}, {strongest}%)"
    pointed, chosen = round(theme.pen(1.5)), round(theme.pen(2.5))
    return f"""
QTableView {{
    background: {theme.surface}; gridline-color: {theme.border};
}}
QHeaderView, QHeaderView::section, QTableCornerButton::section {{
    background: transparent; border: 0; color: {theme.muted}; font-size: {theme.px(CAPTION)}px;
}}
QHeaderView::section:horizontal {{
    border-bottom: 1px solid {theme.border}; padding-top: {line - 2}px;
}}
QHeaderView::section:vertical {{
    border-right: 1px solid {theme.border}; padding-right: {theme.px(3)}px;
}}
QHeaderView::section:checked {{ color: {theme.text}; }}
QFrame#pointed {{ border: {pointed}px solid {theme.outline}; }}
QFrame#selected {{ border: {chosen}px solid {theme.text}; }}
QFrame#cursor {{ border: {pointed}px dotted {theme.text}; }}
Upright {{ font-size: {theme.px(CAPTION)}px; color: {theme.muted}; }}
QLabel[role="small"] {{ font-size: {theme.px(SMALL)}px; color: {theme.muted}; }}
QFrame#shades {{
    border: 1px solid {theme.border};
    background: qlineargradient(x1: 0, x2: 1, stop: 0 {theme.surface}, stop: 1 {shade});
}}
"""
