"""A surface in whose units everything is placed by pixels."""

import pytest
from PyQt6.QtCore import QPoint, QPointF, QRectF, Qt
from PyQt6.QtGui import QBrush, QColor, QPen
from PyQt6.QtWidgets import QApplication, QGraphicsRectItem, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mnistviz.gui.kit.scene_view import SceneView
from mnistviz.gui.kit.theme import Theme
from tests.gui.support import mouse_click

# The offscreen platform says that it cannot do this with so small a window.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def view(qtbot: QtBot, light: Theme) -> SceneView:
    view = SceneView()
    qtbot.addWidget(view)
    view.resize(200, 150)
    view.show()
    qtbot.waitExposed(view)
    view.set_background("#ffffff")
    return view


def square(color: str, place: QRectF) -> QGraphicsRectItem:
    item = QGraphicsRectItem(place)
    item.setBrush(QBrush(QColor(color)))
    item.setPen(QPen(Qt.PenStyle.NoPen))
    return item


@pytest.mark.parametrize("size", [(200, 150), (320, 240), (150, 151), (640, 90)])
def test_one_unit_is_one_pixel_after_a_resize(view: SceneView, size: tuple[int, int]) -> None:
    view.resize(*size)
    QApplication.processEvents()
    for place in (QPoint(0, 0), QPoint(10, 20), QPoint(size[0] - 1, size[1] - 1)):
        assert view.mapToScene(place) == QPointF(place)
        assert view.mapFromScene(QPointF(place)) == place
    assert view.sceneRect() == QRectF(0, 0, *size)


def test_items_are_painted_where_they_are_put(view: SceneView) -> None:
    view.resize(300, 100)
    view.add(square("#ff0000", QRectF(290, 90, 10, 10)))
    view.add(square("#0000ff", QRectF(0, 0, 10, 10)))
    image = view.grab().toImage()
    assert image.pixelColor(295, 95).name() == "#ff0000"
    assert image.pixelColor(5, 5).name() == "#0000ff"
    assert image.pixelColor(150, 50).name() == image.pixelColor(285, 95).name() == "#ffffff"


def test_items_beyond_the_edge_scroll_nothing(view: SceneView) -> None:
    view.add(square("#ff0000", QRectF(-500, -500, 2000, 2000)))
    QApplication.processEvents()
    assert view.mapToScene(QPoint(0, 0)) == QPointF(0, 0)
    for bar in (view.horizontalScrollBar(), view.verticalScrollBar()):
        assert bar is not None
        assert not bar.isVisible()


def test_later_items_lie_on_top(view: SceneView) -> None:
    view.add(square("#ff0000", QRectF(0, 0, 50, 50)))
    view.add(square("#00ff00", QRectF(0, 0, 50, 50)))
    assert view.grab().toImage().pixelColor(25, 25).name() == "#00ff00"


def test_it_takes_no_keyboard(qtbot: QtBot, light: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout, box, view = QVBoxLayout(window), QLineEdit(), SceneView()
    layout.addWidget(box)
    layout.addWidget(view)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    mouse_click(view)
    assert box.hasFocus()
    window.focusNextChild()
    assert not view.hasFocus()
