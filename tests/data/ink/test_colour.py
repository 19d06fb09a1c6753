"""Colours made grey along the direction in which they differ most."""

import numpy as np
import pytest

from mnistviz.data.ink.picture import lightness
from tests.data.pages import SEVEN, drawn, likeness, read

RED, GREEN = (200, 60, 60), (60, 121, 60)


def page(ink: tuple[int, int, int], paper: tuple[int, int, int]) -> np.ndarray:
    """A seven in two colours: ``(3, 280, 280)``."""
    share = drawn(SEVEN, 14.0) / np.float32(255.0)
    on, under = (np.array(each, np.float32).reshape(3, 1, 1) for each in (ink, paper))
    return share * under + (1 - share) * on


def test_grey_stays_as_it_is() -> None:
    grey = drawn(SEVEN)
    np.testing.assert_allclose(lightness(np.stack([grey] * 3)), grey, atol=0.01)


@pytest.mark.parametrize(
    ("ink", "paper"),
    [(RED, GREEN), (GREEN, RED), ((90, 90, 220), (140, 100, 40)), ((255, 240, 60), (255,) * 3)],
    ids=["red on green", "green on red", "blue on brown", "yellow on white"],
)
def test_colours_of_the_same_lightness(
    ink: tuple[int, int, int], paper: tuple[int, int, int]
) -> None:
    grey = lightness(page(ink, paper))
    assert grey.min() >= -0.01
    assert grey.max() <= 255.01
    assert np.ptp(grey) > 80.0
    assert likeness(read(grey), read(drawn(SEVEN, 14.0))) > 0.97


def test_what_is_lighter_is_lighter() -> None:
    grey = lightness(page((20, 30, 160), (250, 240, 150)))
    assert grey[0, 0] > 150.0
    assert grey[60, 140] < 60.0


def test_a_shadow_does_not_choose_the_direction() -> None:
    # It changes the brightness by far more than the ink does the colour, but slowly.
    slope = np.linspace(1.0, 0.4, 280, dtype=np.float32)[:, None]
    grey = lightness(page(RED, GREEN) * slope)
    assert likeness(read(grey), read(drawn(SEVEN, 14.0))) > 0.95


@pytest.mark.parametrize("shape", [(1, 1), (1, 5), (2, 2), (40, 30)], ids=str)
def test_one_colour(shape: tuple[int, int]) -> None:
    grey = lightness(np.stack([np.full(shape, each, np.float32) for each in (10, 100, 190)]))
    np.testing.assert_allclose(grey, np.full(shape, 100.0), atol=0.01)
