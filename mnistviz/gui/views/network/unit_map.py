"""Every unit of a network in one picture; units can be pointed at and switched."""

from collections.abc import Mapping
from dataclasses import dataclass

from PyQt6.QtCore import QEvent, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PyQt6.QtWidgets import QSizePolicy, QWidget

from mnistviz.analysis.units import Connections, Unit
from mnistviz.app.events import Event
from mnistviz.data.datasets.dataset import DataSetInfo
from mnistviz.gui.kit.interpreter_lock import undisturbed
from mnistviz.gui.kit.language import speak
from mnistviz.gui.kit.pixel_image import ink_image
from mnistviz.gui.kit.theme import CAPTION, LIGHT, Theme
from mnistviz.gui.views.network.unit_layout import UnitLayout, lay_out
from mnistviz.gui.views.network.unit_paint import (
    Outputs,
    face,
    paint_connections,
    paint_cross,
    paint_outputs,
    paint_ring,
    paint_units,
)
from mnistviz.nn.arrays import ByteArray, FloatArray

_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}

_BY_KEY = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}


@dataclass(frozen=True, eq=False)
class MapContent:
    """What is to be seen.

    Attributes:
        data: what its inputs and outputs are.
        sizes: of all layers, the input first.
        words: for each layer its name, and shorter ones for where it has no room.
        pixels: what the network is given, ``(inputs,)``; None if nothing is drawn.
        activations: per layer after the input ``(units,)``; None if nothing is drawn.
        connections: per layer after the input, those into it that are drawn.
        outputs: a share for each class.
        off: hidden units that are switched off.
    """

    data: DataSetInfo
    sizes: tuple[int, ...]
    words: tuple[tuple[str, ...], ...]
    pixels: ByteArray | None
    activations: tuple[FloatArray, ...] | None
    connections: tuple[Connections, ...]
    outputs: Outputs
    off: frozenset[Unit]


class UnitMap(QWidget):
    """``marked_changed`` follows another ``marked``; ``toggled`` carries a unit to be switched.

    The unit under the pointer is the marked one; otherwise, while the widget has the keyboard,
    the one that the arrow keys went to or that was clicked last.

    Attributes:
        content: what is shown; None before the first.
        lit: the connections shown instead of the content's while a unit is marked, by layer.
    """

    marked_changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.toggled: Event[Unit] = Event()
        speak(self, name="Units of the network")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.content: MapContent | None = None
        self.lit: Mapping[int, Connections] | None = None
        self._theme = LIGHT
        self._layout: UnitLayout | None = None
        self._under_pointer: Unit | None = None
        self._cursor: Unit | None = None

    @property
    def marked(self) -> Unit | None:
        """The unit that is spoken of."""
        if self._under_pointer is not None:
            return self._under_pointer
        return self._cursor if self.hasFocus() else None

    @property
    def places(self) -> UnitLayout | None:
        """Where everything is; None before there is anything."""
        if self._layout is None and (content := self.content) is not None:
            size = self.width(), self.height()
            self._layout = lay_out(content.data.shape, content.sizes, *size, self._theme.scale)
        return self._layout

    def show_content(self, content: MapContent) -> None:
        """Show it; with other layers, no unit is marked any more."""
        before, self.content = self.content, content
        if before is None or (before.sizes, before.data) != (content.sizes, content.data):
            self._layout = self._cursor = None
            self._point_at(None)
            self.light(None)
        self.update()

    def light(self, connections: Mapping[int, Connections] | None) -> None:
        """Show these connections, by the layer that they lead into; None for the content's."""
        self.lit = connections
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self._theme, self._layout = theme, None
        self.update()

    def sizeHint(self) -> QSize:
        """Room for two hidden layers."""
        return QSize(430, 230)

    def minimumSizeHint(self) -> QSize:
        """Below, bars and figures would overlap."""
        return QSize(280, 120)

    def resizeEvent(self, _event: QResizeEvent | None) -> None:
        """Everything has another place."""
        self._layout = None

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Mark the unit under the pointer."""
        if event is not None and (places := self.places) is not None:
            self._point_at(places.unit_at(event.position()))

    def leaveEvent(self, _event: QEvent | None) -> None:
        """No unit is under the pointer any longer."""
        self._point_at(None)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Switch the unit."""
        places = self.places
        if event is None or places is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        unit = places.unit_at(event.position())
        self._cursor = unit
        self._point_at(unit)
        if unit is not None:
            self.toggled.emit(unit)
        else:
            event.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        """On a unit two clicks; between them it is the panel's, which fills the window."""
        self.mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Arrow keys move from unit to unit, Space and Enter switch."""
        places = self.places
        if event is None or places is None:
            return
        if (step := _STEPS.get(Qt.Key(event.key()))) is not None:
            self._under_pointer = None
            self._cursor = places.step(self._cursor, *step)
            self._tell()
        elif event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.marked is not None and not event.isAutoRepeat():
                self.toggled.emit(self.marked)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent | None) -> None:
        """Coming with the keyboard, one is to see where one is."""
        super().focusInEvent(event)
        by_key = event is not None and event.reason() in _BY_KEY
        if self._cursor is None and by_key and (places := self.places) is not None:
            self._cursor = places.step(None, 0, 0)
        self._tell()

    def focusOutEvent(self, event: QFocusEvent | None) -> None:
        """Only the pointer marks now."""
        super().focusOutEvent(event)
        self._tell()

    def _point_at(self, unit: Unit | None) -> None:
        if unit != self._under_pointer:
            self._under_pointer = unit
            self._tell()

    def _tell(self) -> None:
        self.marked_changed.emit()
        self.update()

    @undisturbed()
    def paintEvent(self, _event: QPaintEvent | None) -> None:
        """The picture, connections, units above them, then words and figures."""
        content, theme, places = self.content, self._theme, self.places
        if content is None or places is None:
            return
        painter = QPainter(self)
        if content.pixels is not None:
            image = ink_image(content.pixels.reshape(content.data.shape), theme)
            painter.drawImage(places.picture, image)
        painter.setPen(QColor(theme.border))
        painter.drawRect(places.picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = dict(enumerate(content.connections, start=1)) if self.lit is None else self.lit
        for layer, connections in shown.items():
            paint_connections(painter, theme, places, layer, connections)
        self._paint_units(painter, places, content)
        paint_outputs(painter, theme, places.bars, content.data.classes, content.outputs)
        self._paint_words(painter, places, content)

    def _paint_units(self, painter: QPainter, places: UnitLayout, content: MapContent) -> None:
        theme = self._theme
        for layer, column in enumerate(places.layers, start=1):
            values = None if content.activations is None else content.activations[layer - 1]
            off = [unit.number for unit in content.off if unit.layer == layer]
            if values is not None and off:
                values = values.copy()
                values[off] = 0.0  # which is what they pass on
            paint_units(painter, theme, column, values)
            for number in off:
                paint_cross(painter, theme, column.middle(number), column.radius)
        if self.marked is not None:
            radius = places.layers[self.marked.layer - 1].radius
            paint_ring(painter, theme, places.middle(self.marked), radius)

    def _paint_words(self, painter: QPainter, places: UnitLayout, content: MapContent) -> None:
        theme = self._theme
        painter.setFont(face(theme, CAPTION, bold=False))
        painter.setPen(QColor(theme.muted))
        metrics = painter.fontMetrics()
        layers = zip(places.middles, places.words, content.words, strict=True)
        for middle, strip, names in layers:
            room = strip.width() - theme.px(4)
            fitting = (name for name in names if metrics.horizontalAdvance(name) <= room)
            name = next(fitting, names[-1])
            size = metrics.horizontalAdvance(name)
            # Below the middle of its layer, or as near to it as its neighbours let it be.
            x = min(max(middle - size / 2.0, strip.left()), strip.right() - size)
            place = QRectF(x, strip.top(), size + 2.0, strip.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, name)
