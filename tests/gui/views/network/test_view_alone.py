"""The view Network without a window: every preset's figures, sizes, and what is empty or broken."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PyQt6.QtCore import QPoint
from PyQt6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mnistviz.analysis.units import Unit, arithmetic, image_pass
from mnistviz.app.jobs import Jobs
from mnistviz.data.datasets.dataset import DataSet, as_input
from mnistviz.data.ink.page import stored_digit
from mnistviz.gui.glossary.explain import explanation
from mnistviz.gui.kit.theme import Theme
from mnistviz.gui.kit.view import prompt
from mnistviz.gui.views.network.view import NetworkView
from mnistviz.gui.views.network.words import figure
from mnistviz.nn.parameters import Parameters
from mnistviz.training.presets import PRESETS
from mnistviz.training.run import Run
from mnistviz.training.snapshot import Snapshot
from mnistviz.training.spec import RunSpec
from tests.gui.support import make_context, mouse_click, mouse_move
from tests.gui.views.network.blocks import U, content, same, words


@pytest.fixture
def alone(qtbot: QtBot, light: Theme) -> Iterator[NetworkView]:
    """A panel without a window around it."""
    jobs, host = prompt(Jobs()), QWidget()
    panel = NetworkView(make_context(jobs=jobs))
    qtbot.addWidget(host)
    panel.setParent(host)
    panel.set_theme(light)
    panel.resize(660, 280)
    host.resize(700, 300)
    host.show()
    qtbot.waitExposed(host)
    yield panel
    jobs.close()


def give(panel: NetworkView, snapshot: Snapshot, *, drawn: bool = True) -> None:
    """What the window does with a snapshot, and with a test digit."""
    panel._predictor.set_snapshot(snapshot)
    panel.set_snapshot(snapshot)
    if drawn:
        panel._predictor.document.put(stored_digit(snapshot.test_digits, 3))
    QApplication.processEvents()


def move(panel: NetworkView, unit: Unit) -> None:
    assert panel.map.places is not None
    place = panel.map.places.middle(unit).toPoint()
    for step in (place + QPoint(1, 1), place):  # it may be there already, from another test
        mouse_move(panel.map, step)


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_as_it_calculates(alone: NetworkView, small: DataSet, preset: str) -> None:
    run = Run(1, RunSpec.of(PRESETS[preset]), small)
    run.advance(3)
    snapshot = run.snapshot()
    give(alone, snapshot)
    architecture, predictor, shown = snapshot.network.architecture, alone._predictor, content(alone)
    assert shown.sizes == architecture.sizes
    assert shown.words[1][0].startswith(str(architecture.sizes[1]))
    assert predictor.pixels is not None
    image = as_input(predictor.pixels, snapshot.parameters.flat.dtype)
    way = image_pass(snapshot.network, snapshot.parameters, image)
    assert shown.activations is not None
    assert all(map(same, shown.activations, way.activations[1:]))
    assert same(shown.outputs.shares, predictor.shown)
    last = Unit(len(architecture.sizes) - 1, 4)
    for unit in (U, last):
        move(alone, unit)
        found, figures = arithmetic(way, unit), dict(words(alone).figures)
        assert figures["Weighted sum"] == figure(found.weighted_sum)
        assert figures.get("+ bias") == (None if found.bias is None else figure(found.bias))
        assert (found.bias is not None) is architecture.biases
        assert figures["= z"] == figure(found.z)
        assert list(figures.values())[-1] == figure(found.activation)
    assert f"{architecture.output}(z)" in figures


def test_in_a_narrow_view_the_arithmetic_is_one_line(alone: NetworkView, small: DataSet) -> None:
    give(alone, Run(1, RunSpec.of(PRESETS["relu"]), small).snapshot())
    move(alone, U)
    assert alone.details.isVisible()
    note = alone.bar.words.text()
    assert note.startswith("Point at a unit")
    alone.resize(440, 190)
    QApplication.processEvents()
    assert not alone.details.isVisible()
    move(alone, Unit(1, 30))
    assert alone.bar.words.text() == words(alone).sentence
    assert "Weighted sum" in words(alone).sentence
    alone.map.leaveEvent(None)
    assert "Weighted sum" not in alone.bar.words.text()
    metrics = alone.bar.words.fontMetrics()
    for unit in (None, U):
        if unit is not None:
            alone.toggle(unit)
        text = alone.bar.words.text()
        assert metrics.horizontalAdvance(text) <= alone.bar.words.width()


def test_before_the_digits_are_there(alone: NetworkView) -> None:
    assert alone.bar.words.text() == "The network appears here once the digits are loaded."
    assert alone.map.content is None
    mouse_click(alone.map)
    assert alone.off == frozenset()


def test_all_is_explained(alone: NetworkView, small: DataSet) -> None:
    give(alone, Run(1, RunSpec.of(PRESETS["relu"]), small).snapshot())
    move(alone, U)
    assert "a = f(z)" in explanation(alone.details)
    assert words(alone).sentence in explanation(alone.details)
    assert "activation × weight" in explanation(alone.map)


def test_weights_that_are_no_numbers(alone: NetworkView, small: DataSet) -> None:
    snapshot = Run(1, RunSpec.of(PRESETS["relu"]), small).snapshot()
    flat = snapshot.parameters.flat.copy()
    flat[::7] = np.nan
    broken = Parameters(snapshot.parameters.architecture, flat)
    give(alone, replace(snapshot, parameters=broken))
    move(alone, U)
    alone.toggle(U)
    assert not alone.grab().isNull()
    assert "nan" in words(alone).sentence


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0.000"), (-1.23456, "−1.235"), (1234.5, "1.2e+03"), (-2e-5, "−2e−05")],
)
def test_figures_are_short(value: float, text: str) -> None:
    assert figure(value) == text
