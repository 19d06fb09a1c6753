"""The first layer's weights as pictures, and what is said about them."""

from itertools import combinations

import numpy as np
import pytest
from PyQt6.QtCore import QPointF, QRect, QRectF, Qt
from PyQt6.QtGui import QColor

from mnistviz.gui.glossary.explain import explanation
from mnistviz.gui.kit import theme as themes
from mnistviz.gui.kit.language import choose_language
from mnistviz.gui.views.filters.view import ends_of
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.snapshot import Status
from tests.gui.support import OpenUser, User, mouse_click

WEIGHTS, CHANGE = 0, 1
SHARED, OWN = 0, 1


def tile(user: User, number: int) -> QRect:
    """Where a filter is painted, without its smoothed edge."""
    return user.window.filters.mosaic.tile_rect(number).toRect().adjusted(2, 2, -2, -2)


def colors_of(user: User) -> set[str]:
    """All colours that are painted within the tiles of the mosaic."""
    mosaic = user.window.filters.mosaic
    image = mosaic.grab().toImage()
    colors = set()
    for number in range(user.snapshot.parameters.weights[0].shape[1]):
        place = tile(user, number)
        for y in range(place.top(), place.bottom(), 2):
            for x in range(place.left(), place.right(), 2):
                colors.add(image.pixelColor(x, y).name())
    return colors


@pytest.mark.parametrize(
    ("preset", "count"),
    [("relu", 64), ("relu-notebook", 64), ("sigmoid", 128), ("sigmoid-notebook", 128)],
)
def test_one_picture_a_unit(open_user: OpenUser, preset: str, count: int) -> None:
    user = open_user(preset)
    mosaic = user.window.filters.mosaic
    assert user.window.filters.caption.text().startswith(f"{count} filters")
    tiles = [tile(user, number) for number in range(count)]
    for number, place in enumerate(tiles):
        assert mosaic.rect().contains(place)
        assert mosaic.filter_at(QPointF(place.center())) == number
    assert not any(a.intersects(b) for a, b in combinations(tiles, 2))
    assert len(colors_of(user)) > 10


def test_the_mosaic_follows_the_switches(user: User) -> None:
    mosaic = user.window.filters.mosaic
    everywhere = [
        QPointF(x, y) for x in range(0, mosaic.width(), 5) for y in range(0, mosaic.height(), 5)
    ]
    assert max(map(mosaic.filter_at, everywhere)) == 63
    user.click(user.window.network.family.button(0))
    user.wait_for_run(1)
    assert max(map(mosaic.filter_at, everywhere)) == 127


def test_pointing_at_a_filter(user: User) -> None:
    mosaic, note = user.window.filters.mosaic, user.window.filters.caption
    caption = note.text()
    weights = user.snapshot.parameters.weights[0]
    for number in (0, 17, 63):
        user.point(mosaic, tile(user, number).center())
        values = weights[:, number]
        user.wait(lambda number=number: f"Filter {number + 1} of 64" in note.text())  # type: ignore[misc]
        assert f"{values.min():.3g}" in note.text()
        assert f"{values.max():.3g}" in note.text()
    user.point(user.window.drawing.canvas)
    user.wait(lambda: note.text() == caption)


def test_pointing_at_a_filter_while_it_changes(user: User) -> None:
    user.point(user.window.filters.mosaic, tile(user, 5).center())
    user.wait(lambda: "Filter 6 of 64" in user.window.filters.caption.text())
    user.steps(2)
    values = user.snapshot.parameters.weights[0][:, 5]
    assert f"Filter 6 of 64: {values.min():.3g} to" in user.window.filters.caption.text()


def test_a_click_enlarges_and_another_returns(user: User) -> None:
    mosaic, note = user.window.filters.mosaic, user.window.filters.caption
    small = tile(user, 20)
    mouse_click(mosaic, small.center())
    enlarged = mosaic.only
    assert enlarged == 20
    assert tile(user, 20).width() > 2 * small.width()
    assert "Filter 21 of 64" in note.text()
    user.steps(2)
    enlarged = mosaic.only
    assert enlarged == 20
    assert "Filter 21 of 64" in note.text()
    values = user.snapshot.parameters.weights[0][:, 20]
    assert f"{values.min():.3g}" in note.text()
    mouse_click(mosaic, mosaic.rect().center())
    assert mosaic.only is None
    assert tile(user, 20) == small


def test_escape_returns_too(user: User) -> None:
    mosaic = user.window.filters.mosaic
    mouse_click(mosaic, tile(user, 3).center())
    enlarged = mosaic.only
    assert enlarged == 3
    user.window.filters.what.button(0).setFocus()
    user.press(Qt.Key.Key_Escape)
    assert mosaic.only is None


def test_an_enlarged_filter_that_the_next_network_lacks(open_user: OpenUser) -> None:
    user = open_user("sigmoid")
    mosaic = user.window.filters.mosaic
    mouse_click(mosaic, tile(user, 100).center())
    enlarged = mosaic.only
    assert enlarged == 100
    user.click(user.window.network.family.button(1))
    user.wait_for_run(1)
    assert mosaic.only is None
    assert user.window.filters.caption.text().startswith("64 filters")


def test_no_change_right_after_reset(user: User) -> None:
    filters = user.window.filters
    user.steps(3)
    user.click(user.window.controls.reset)
    user.wait_for_run(1)
    user.click(filters.what.button(CHANGE))
    assert filters.caption.text() == "Nothing has changed yet: press Train."
    assert colors_of(user) == {themes.LIGHT.neutral}


def test_change_shows_what_was_learned(user: User) -> None:
    filters = user.window.filters
    user.click(filters.what.button(CHANGE))
    user.train(20)
    initial = user.snapshot.initial
    assert initial is not None
    moved = np.abs(user.snapshot.parameters.weights[0] - initial.weights[0])
    user.wait(lambda: f"{moved.max():.2g}" in filters.caption.text())
    assert len(colors_of(user)) > 10
    number = int(moved.max(axis=0).argmax())
    user.point(filters.mosaic, tile(user, number).center())
    user.wait(lambda: f"Filter {number + 1} of 64" in filters.caption.text())
    assert f"{moved.max():.3g}" in filters.caption.text().replace("-", "")
    user.point(filters.what.button(WEIGHTS))
    user.click(filters.what.button(WEIGHTS))
    user.wait(lambda: filters.caption.text().startswith("64 filters"))


def test_the_relu_notebook_learns_no_filter(open_user: OpenUser) -> None:
    user = open_user("relu-notebook")
    user.click(user.window.filters.what.button(CHANGE))
    user.train(40)
    assert "no gradient arrives" in user.window.filters.caption.text()
    assert "σ′(activation)" in user.window.filters.caption.text()
    for scale in (SHARED, OWN):
        user.click(user.window.filters.scale.button(scale))
        assert len(colors_of(user)) <= 3, scale
        assert max(map(_chroma, colors_of(user))) <= 6, scale
    # Its weights themselves are no blank page.
    user.click(user.window.filters.what.button(WEIGHTS))
    assert len(colors_of(user)) > 10


def _chroma(name: str) -> int:
    color = QColor(name)
    channels = (color.red(), color.green(), color.blue())
    return max(channels) - min(channels)


def test_shared_and_own_scale(user: User) -> None:
    filters = user.window.filters
    user.train(20)
    shared = filters.mosaic.grab().toImage()
    shown = filters.bar.ends
    assert shown != ("min", "max")
    user.click(filters.scale.button(OWN))
    own = filters.mosaic.grab().toImage()
    assert own != shared
    assert filters.bar.ends == ("min", "max")
    user.click(filters.scale.button(SHARED))
    assert filters.mosaic.grab().toImage() == shared
    assert filters.bar.ends == shown


def test_switching_the_view_needs_no_new_snapshot(user: User) -> None:
    filters = user.window.filters
    before = user.snapshot
    user.click(filters.what.button(CHANGE))
    assert filters.caption.text() == "Nothing has changed yet: press Train."
    user.click(filters.what.button(WEIGHTS))
    assert filters.caption.text().startswith("64 filters")
    assert user.snapshot is before


def test_a_model_from_a_file_has_no_known_beginning(user: User, trained: TrainedModel) -> None:
    user.window.experiments.show_model(trained)
    user.wait_for_run(1)
    user.click(user.window.filters.what.button(CHANGE))
    assert "from a file" in user.window.filters.caption.text()
    assert colors_of(user) == {themes.LIGHT.neutral}


@pytest.mark.parametrize("scale", [SHARED, OWN], ids=["shared", "own"])
@pytest.mark.parametrize("what", [WEIGHTS, CHANGE], ids=["weights", "change"])
def test_colours_and_their_limits_follow_while_training(user: User, what: int, scale: int) -> None:
    filters = user.window.filters
    user.click(filters.what.button(what))
    user.click(filters.scale.button(scale))
    before, limits = filters.mosaic.grab().toImage(), filters._limits.copy()
    user.enter(user.window.controls.boxes["learning_rate"], "0.5")
    user.click(user.window.controls.train)
    user.wait_for_status(Status.RUNNING)
    user.wait(lambda: bool((filters._limits > limits).any()))
    user.wait(lambda: filters.mosaic.grab().toImage() != before)
    assert user.snapshot.status is Status.RUNNING
    assert user.snapshot.run_id == 1
    assert filters.bar.ends == ends_of(None if scale == OWN else float(filters._limits[0]))
    user.click(user.window.controls.train)
    user.wait_for_status(Status.PAUSED)
    # What is shown in the end is the end, however seldom it is drawn on the way.
    weights, initial = user.snapshot.parameters.weights[0], user.snapshot.initial
    assert initial is not None
    shown = weights - initial.weights[0] if what == CHANGE else weights
    assert filters._shown is not None
    np.testing.assert_array_equal(filters._shown, shown)
    largest = np.abs(shown).max(axis=0)
    if scale == OWN:
        np.testing.assert_allclose(filters._limits, largest, rtol=1e-6)
    else:
        assert np.quantile(np.abs(shown), 0.99) <= filters._limits[0] <= 1.5 * largest.max()


def test_everything_is_explained_with_its_value(user: User) -> None:
    filters = user.window.filters
    assert filters.caption.text() in explanation(filters.mosaic)
    user.point(filters.mosaic, tile(user, 17).center())
    user.wait(lambda: "Filter 18 of 64" in explanation(filters.caption))
    user.click(filters.what.button(CHANGE))
    user.click(filters.scale.button(OWN))
    assert "Change" in explanation(filters.what).split("Now:")[1]
    assert "Each its own" in explanation(filters.scale).split("Now:")[1]
    assert "min … max" in explanation(filters.bar)
    user.click(filters.scale.button(SHARED))
    low, high = filters.bar.words().split(" … ")
    assert low.startswith("≤ −")
    assert high == low.replace("≤ −", "≥ +")


def test_its_line_follows_the_language(user: User) -> None:
    filters = user.window.filters
    choose_language("de")
    user.wait(lambda: filters.caption.text() == "64 Filter · ein Klick vergrößert einen")
    user.window.views.turn_to("X-ray")
    choose_language("en")
    user.window.views.turn_to("Filters")
    user.wait(lambda: filters.caption.text() == "64 filters · click one to enlarge it")


def test_filters_by_keyboard(user: User) -> None:
    filters = user.window.filters
    mosaic = filters.mosaic
    user.window.filters.scale.button(SHARED).setFocus(Qt.FocusReason.TabFocusReason)
    while not mosaic.hasFocus():
        user.press(Qt.Key.Key_Tab)
        assert filters.isAncestorOf(user.window.focusWidget())
    assert "Filter 1 of 64" in filters.caption.text()
    user.press(Qt.Key.Key_Right)
    user.press(Qt.Key.Key_Down)
    below = mosaic.number
    assert tile(user, below).top() > tile(user, 1).top()
    assert tile(user, below).left() == tile(user, 1).left()
    assert f"Filter {below + 1} of 64" in filters.caption.text()
    assert mosaic.key_frame.rect().contains(QRectF(tile(user, below)))
    user.press(Qt.Key.Key_Return)
    enlarged = [mosaic.only]
    user.press(Qt.Key.Key_Left)
    enlarged.append(mosaic.only)
    assert enlarged == [below, below - 1]
    assert "click to see all" in filters.caption.text()
    user.press(Qt.Key.Key_Escape)
    enlarged.append(mosaic.only)
    assert enlarged[-1] is None
    assert mosaic.key_frame.rect().contains(QRectF(tile(user, below - 1)))
    user.press(Qt.Key.Key_End)
    user.press(Qt.Key.Key_Right)
    user.press(Qt.Key.Key_Space)
    assert mosaic.only == 63
    user.press(Qt.Key.Key_Space)
    user.press(Qt.Key.Key_Home)
    user.press(Qt.Key.Key_Up)
    assert mosaic.number == 0
    assert user.snapshot.updates == 0  # the window's own use of these keys


def test_the_keyboards_frame_is_seen_only_where_the_keyboard_is(user: User) -> None:
    mosaic = user.window.filters.mosaic
    assert not mosaic.key_frame.isVisible()
    mosaic.setFocus(Qt.FocusReason.TabFocusReason)
    corner = mosaic.key_frame.rect().topRight().toPoint()
    color = mosaic.grab().toImage().pixelColor(corner)
    assert color == QColor(user.window.theme.strong)
    mouse_click(mosaic, tile(user, 9).center())
    assert mosaic.only == 9
    user.window.setFocus()
    assert not mosaic.key_frame.isVisible()
