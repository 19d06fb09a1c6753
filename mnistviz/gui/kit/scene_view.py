"""A surface that Qt paints all by itself.

A widget with a ``paintEvent`` of ours holds Python's interpreter lock while it is painted, and the
training thread stands still meanwhile. Items of a graphics scene are painted by Qt alone: a frame
then costs training only the moments in which an item is given something new to show.
"""

from PyQt6.QtCore import QRectF, Qt
from PyQt6.QtGui import QColor, QPainter, QResizeEvent
from PyQt6.QtWidgets import QFrame, QGraphicsItem, QGraphicsScene, QGraphicsView, QWidget


class SceneView(QGraphicsView):
    """A scene in which one unit is one pixel, with (0, 0) in the top left corner."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items_scene = QGraphicsScene(self)
        # Everything is in view, so that looking items up in a tree would only cost time.
        self.items_scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setScene(self.items_scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setInteractive(False)

    def add(self, item: QGraphicsItem) -> None:
        """Put an item into the scene, on top of those before it."""
        self.items_scene.addItem(item)

    def set_background(self, color: str) -> None:
        """What lies behind all items; it hides whatever is behind the widget."""
        self.setBackgroundBrush(QColor(color))

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Keep one unit one pixel."""
        super().resizeEvent(event)
        self.items_scene.setSceneRect(QRectF(0.0, 0.0, self.width(), self.height()))
