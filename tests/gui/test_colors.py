"""Colours that can be read, seen on a projector, and told apart by everybody."""

import pytest

from mnistviz.gui.kit.theme import DARK, LIGHT, Theme
from tests.gui.color_vision import (
    APART,
    CONTRASTS,
    FLARE,
    LIMITS,
    VISIONS,
    color,
    contrast,
    distance,
    lab,
    linear,
)

both = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def test_the_measures() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#000000", "#ffffff", FLARE) == pytest.approx(1.10 / 0.10)
    assert lab(linear("#ffffff")) == pytest.approx([100.0, 0.0, 0.0], abs=0.02)
    assert lab(linear("#ff0000")) == pytest.approx([53.24, 80.09, 67.20], abs=0.05)
    assert distance("#ffffff", "#000000") == pytest.approx(100.0, abs=0.05)


@pytest.mark.parametrize("vision", VISIONS)
def test_greys_look_alike_to_everybody(vision: str) -> None:
    for grey in ("#000000", "#808080", "#ffffff"):
        seen = lab(VISIONS[vision] @ linear(grey))
        assert seen == pytest.approx(lab(linear(grey)), abs=0.1)


def test_red_and_green_are_confused_where_they_should_be() -> None:
    assert distance("#b00000", "#507000") > 60.0
    for vision in ("protan", "deutan"):
        assert distance("#b00000", "#507000", vision) < 45.0


@both
@pytest.mark.parametrize(("ink", "paper", "kind"), CONTRASTS)
def test_contrast(theme: Theme, ink: str, paper: str, kind: str) -> None:
    assert contrast(color(theme, ink), color(theme, paper)) >= LIMITS[kind]


@both
@pytest.mark.parametrize(("ink", "paper", "kind"), CONTRASTS)
def test_contrast_on_a_pale_projection(theme: Theme, ink: str, paper: str, kind: str) -> None:
    assert contrast(color(theme, ink), color(theme, paper), FLARE) >= LIMITS[kind]


@both
def test_what_has_the_keyboard_is_marked(theme: Theme) -> None:
    """By a line that was not there, or of another colour than before."""
    assert contrast(theme.strong, theme.outline) >= 3.0  # around boxes, and around Train
    assert contrast(theme.strong, theme.surface) >= 3.0  # around buttons and tabs
    assert contrast(theme.outline, theme.hover) >= 3.0  # the chosen one of several


@both
@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize(("one", "other", "least"), APART)
def test_meanings_stay_apart(theme: Theme, one: str, other: str, least: float, vision: str) -> None:
    assert distance(color(theme, one), color(theme, other), vision) >= least
