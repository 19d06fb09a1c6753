"""Weights on their way to infinity: every view shows what there is, and warns of nothing."""

from dataclasses import replace

import numpy as np
import pytest

from mnistviz.app.experiments import settings_for
from mnistviz.errors import MnistvizError
from mnistviz.gui.kit.pixel_image import LEVELS, shades
from mnistviz.gui.views.network.unit_paint import _SHADES, _levels
from mnistviz.nn.arrays import FloatArray
from mnistviz.nn.parameters import Parameters
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.presets import PRESETS
from tests.gui.support import OpenUser


def wild(preset: str, what: str) -> TrainedModel:
    architecture, rng = PRESETS[preset].architecture, np.random.default_rng(0)
    flat: FloatArray = rng.uniform(-1.0, 1.0, architecture.parameter_count)
    match what:
        case "large":
            flat *= 1e38
        case "infinite here and there":
            flat[rng.random(flat.size) < 0.001] = np.inf
        case "no numbers here and there":
            flat[rng.random(flat.size) < 0.001] = np.nan
        case "no numbers":
            flat[...] = np.nan
    parameters = Parameters(architecture, flat.astype(np.float32)).frozen_copy()
    rule = PRESETS[preset].rule
    return TrainedModel(preset, rule, 3, 1.0, 0.5, parameters, name="wild.npz")


@pytest.mark.parametrize("preset", ["relu", "sigmoid-notebook"])
@pytest.mark.parametrize(
    "what", ["large", "infinite here and there", "no numbers here and there", "no numbers"]
)
def test_every_view(open_user: OpenUser, preset: str, what: str) -> None:
    user = open_user(preset)
    model = wild(preset, what)
    user.window.drawing.show_test_digit(0)
    user.window.experiments.show_model(model)
    user.wait(lambda: user.snapshot.origin is not None and user.snapshot.last_test is not None)
    views = user.window.views
    for number in range(len(views.names)):
        views.tabs.setCurrentIndex(number)
        user.window.grab()
        user.wait(lambda: not user.window.thinking.is_busy)
        user.window.grab()
    assert settings_for(model).preset.name == preset
    # Whether large sums end as infinite or as no number depends on the order they are added in.
    if what != "large":
        assert user.window.drawing.answer.text() == "–"
        assert "no numbers" in user.window.drawing.remark.text()


def test_what_is_no_number_has_the_colour_of_zero() -> None:
    values = np.array([[np.nan, 0.0, np.inf, -np.inf, 1.0]], np.float32)
    found = shades(values, np.array([1.0], np.float32))
    assert found.tolist() == [[LEVELS, LEVELS, 2 * LEVELS, 0, 2 * LEVELS]]


def test_where_nothing_has_a_size_everything_has_the_colour_of_zero() -> None:
    assert shades(np.array([0.0, np.nan]), 0.0).tolist() == [LEVELS, LEVELS]


def test_beside_infinity_all_other_activations_are_nothing() -> None:
    levels = _levels(np.array([np.nan, 5.0, np.inf, 3e38], np.float32))
    assert levels.tolist()[:3] == [0, 0, _SHADES]
    assert _levels(np.array([np.nan, 0.5, 1.0], np.float32)).tolist() == [0, _SHADES / 2, _SHADES]


def test_a_layer_that_is_saturated_is_told_in_the_message_line(
    open_user: OpenUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = open_user("relu")
    window = user.window
    monkeypatch.setattr(window.trouble, "of", lambda _snapshot: "92 % of layer 1 is saturated")
    window._show(user.snapshot)
    assert window.message.text == "92 % of layer 1 is saturated"
    window._show(replace(user.snapshot, failure=MnistvizError("it has failed")))
    assert window.message.text == "It has failed"
    monkeypatch.setattr(window.trouble, "of", lambda _snapshot: "")
    window._show(user.snapshot)
    assert window.message.isHidden()
