"""The window with data other than MNIST: all of it sizes itself by it, and nothing fails."""

from pathlib import Path

import numpy as np
import pytest
from PyQt6.QtCore import Qt

from mnistviz.app.experiments import model_of
from mnistviz.data.datasets.dataset import DataSetInfo
from mnistviz.data.ink.preparation import network_input
from mnistviz.gui.shell.view_table import VIEWS
from mnistviz.gui.views.evidence.view import EvidenceView
from mnistviz.gui.views.filters.view import FiltersView
from mnistviz.gui.views.gradients.view import GradientsView
from mnistviz.gui.views.mistakes.view import MistakesView
from mnistviz.gui.views.network.view import NetworkView
from mnistviz.gui.views.pinned.view import PinnedView
from mnistviz.training.model_file import save_model
from tests.gui.support import ONE, OpenUser, User, settle
from tests.other_data import OTHERS, SMALL, data_of

EACH = pytest.mark.parametrize("info", OTHERS, ids=str)


@pytest.fixture
def user(info: DataSetInfo, open_user: OpenUser) -> User:
    """Somebody whose network has learned other data a little."""
    user = open_user(digits=data_of(info), data=info)
    user.train(30)
    user.rest()
    return user


@EACH
def test_every_view_shows_it(info: DataSetInfo, user: User) -> None:
    window = user.window
    window.drawing.show_test_digit(3)
    for key in (Qt.Key.Key_3, Qt.Key.Key_9):
        user.press(key)
    for tab in VIEWS:
        window.views.turn_to(tab.title)
        settle()
        user.rest()
    assert_sized(info, user)


def assert_sized(info: DataSetInfo, user: User) -> None:
    window, classes = user.window, len(info.classes)
    test = data_of(info).test
    answer = window.drawing.answer.text()
    assert answer in info.classes
    assert window.drawing.bars.values is not None
    assert len(window.drawing.bars.values) == classes
    assert np.array_equal(window.drawing.grid.shown.pixels, test.images[3])
    assert window.drawing.grid.shown.shape == info.shape
    matrix = window.views.view(MistakesView).grid
    assert (matrix.rowCount(), matrix.columnCount()) == (classes, classes)
    mosaic = window.views.view(FiltersView).mosaic
    assert mosaic.tile_rect(0).width() * info.height == mosaic.tile_rect(0).height() * info.width
    places = window.views.view(NetworkView).map.places
    assert places is not None
    assert (places.shape, len(places.bars)) == (info.shape, classes)
    half = window.views.view(EvidenceView).evidence
    assert half.picture.shown.shape == info.shape
    assert half.title.text().startswith(f"Evidence for {answer}")
    tiles = [tile.progress for tile in window.views.view(PinnedView).tiles]
    pinned = [tile.label_name for tile in tiles if tile is not None]
    assert pinned == [info.classes[label] for label in (3, 9) if label < classes]
    window.views.turn_to("Gradients")  # it works at it only while it is in front
    maps = window.views.view(GradientsView).picker.maps
    user.wait(lambda: {picture.shown.shape for picture in maps} == {info.shape})


@EACH
def test_a_drawing_is_read(info: DataSetInfo, user: User) -> None:
    user.draw(*ONE)
    drawing, content = user.window.drawing, user.window.document.content
    expected = network_input(content, deskew=False, shape=info.shape)
    assert np.array_equal(drawing.grid.shown.pixels, expected)
    assert drawing.answer.text() in info.classes


@pytest.mark.parametrize("info", [SMALL], ids=str)
def test_its_network_is_saved_and_opened_there_alone(
    user: User, open_user: OpenUser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bars.npz"
    save_model(path, model_of(user.snapshot))
    monkeypatch.setattr("mnistviz.gui.shell.files.ask_which_to_open", lambda *_: path)
    weights = user.snapshot.parameters.flat
    user.window.files.open_model()
    user.wait(lambda: user.snapshot.origin is not None)
    assert np.array_equal(user.snapshot.parameters.flat, weights)
    other = open_user()
    other.window.files.open_model()
    settle()
    assert other.snapshot.origin is None
    assert "not on MNIST" in other.window.message.text
