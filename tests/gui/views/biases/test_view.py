"""The view Biases in the window: every layer's biases, in one scale, and how they are said."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PyQt6.QtCore import QPoint
from PyQt6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mnistviz.gui.glossary.explain import explained
from mnistviz.gui.kit.pixel_image import color_table
from mnistviz.gui.kit.theme import Theme
from mnistviz.gui.views.biases.view import BiasesView
from mnistviz.nn.parameters import Architecture, Parameters
from tests.gui.support import OpenUser, User, make_context


@pytest.fixture
def view(qtbot: QtBot, light: Theme, user: User) -> Iterator[BiasesView]:
    window = QWidget()
    qtbot.addWidget(window)
    view = BiasesView(make_context())
    view.setParent(window)
    view.set_theme(light)
    view.resize(600, 300)
    window.resize(600, 300)
    window.show()
    yield view
    window.close()


def shown(view: BiasesView, user: User, sizes: tuple[int, ...], biases: list[list[float]]) -> None:
    parameters = Parameters.zeros(Architecture(sizes, "relu", "softmax", biases=bool(biases)), "f4")
    for place, values in zip(parameters.biases, biases, strict=True):
        place[...] = values
    view.set_snapshot(replace(user.snapshot, parameters=parameters))


def test_each_layer_has_its_bars_in_one_scale(view: BiasesView, user: User, light: Theme) -> None:
    shown(view, user, (784, 3, 2), [[0.5, 0.0, -1.5], [np.nan, 3.0]])
    first, second = (bars for _words, bars in view.rows)
    assert view.bar.words() == "≤ −3 … ≥ +3"
    words = [words.text() for words, _bars in view.rows]
    assert words[0] == "Layer 1 · 3 units · −1.5 to 0.5"
    picture = second.grab().toImage()
    strongest = int(color_table(light)[-1])
    inked = [y for y in range(picture.height()) if picture.pixel(450, y) == strongest]
    assert len(inked) == pytest.approx(picture.height() / 2, abs=3), "up from the middle"
    assert max(inked) <= picture.height() // 2
    middle, down = first.grab().toImage(), first.height() // 2 + 3
    neutral = middle.pixelColor(300, down)
    assert middle.pixelColor(500, down) != neutral, "a negative bias goes down"
    assert middle.pixelColor(100, down) == neutral


def test_a_unit_is_named_where_one_points(view: BiasesView, user: User) -> None:
    shown(view, user, (784, 4, 2), [[0.5, 0.25, -1.5, 2.0], [1.0, 2.0]])
    bars = view.rows[0][1]
    found = explained(bars, QPoint(bars.width() * 5 // 8, 3))
    assert found is not None
    assert found.value == "unit 3: −1.5"
    whole = explained(bars)
    assert whole is not None
    assert whole.value == view.rows[0][0].text()


def test_a_network_without_biases_says_so(view: BiasesView, user: User) -> None:
    assert "once the digits are loaded" in view.note.text()
    shown(view, user, (784, 3, 2), [])
    assert "no biases" in view.note.text()
    assert not view.inside.isVisible()
    shown(view, user, (784, 3, 2), [[0.0] * 3, [0.0] * 2])
    assert not view.note.isVisible()
    assert len(view.rows) == 2


def test_it_follows_the_training(open_user: OpenUser) -> None:
    user = open_user("sigmoid")
    view = user.window.views.view(BiasesView)
    user.window.action_table.run("view Biases")
    assert view.isVisible()
    assert len(view.rows) == 3
    assert not view.rows[2][1].biases.any()
    user.train(5)
    user.wait(lambda: bool(view.rows[2][1].biases.any()))
