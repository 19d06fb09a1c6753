"""The X-ray: how what is drawn is prepared, step by step, and what lies near it."""

import html
import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PyQt6.QtCore import QDeadlineTimer, QEventLoop, Qt
from PyQt6.QtWidgets import QApplication, QCheckBox, QWidget
from pytestqt.qtbot import QtBot

from mnistviz.app.document import Document
from mnistviz.app.experiments import shipped_model
from mnistviz.app.jobs import Jobs
from mnistviz.app.predictor import Predictor
from mnistviz.data.ink.drawing import Drawing
from mnistviz.data.ink.page import stored_digit
from mnistviz.data.ink.preparation import Stage, Step, network_input, stages
from mnistviz.gui.glossary.explain import explanation
from mnistviz.gui.kit import throttle
from mnistviz.gui.kit.language import choose_language
from mnistviz.gui.kit.theme import Theme
from mnistviz.gui.kit.view import prompt
from mnistviz.gui.views.xray import view as xray_module
from mnistviz.gui.views.xray.view import XrayView, _Tile
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.snapshot import Status
from tests.gui.support import ONE, PATIENCE_MS, User, make_context, mouse_click, mouse_move

PERCENT = "\N{NO-BREAK SPACE}%"
CONTROL = Qt.KeyboardModifier.ControlModifier
LEANING = ((0.7, 0.1), (0.3, 0.8))
SWITCHED = [Step.CROPPED, Step.SCALED, Step.CENTRED, Step.DESKEWED]


def go_to(user: User, page: QWidget) -> None:
    """By the key of its tab."""
    number = user.window.views.pages.indexOf(page) + 1
    user.press(Qt.Key(Qt.Key.Key_0.value + number), CONTROL)
    assert page.isVisible()


@pytest.fixture
def xray(user: User) -> XrayView:
    go_to(user, user.window.views.view(XrayView))
    return user.window.views.view(XrayView)


def show_deskewing(user: User) -> None:
    run = user.snapshot.run_id
    user.window.experiments.show_model(shipped_model())
    user.wait_for_run(run)


def shown(xray: XrayView) -> list[_Tile]:
    """The stages, when they have been worked out beside the window."""
    patience = QDeadlineTimer(PATIENCE_MS)
    while not xray.is_up_to_date and not patience.hasExpired():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 10)
    assert xray.is_up_to_date
    return [tile for tile in xray.tiles.values() if tile.isVisible()]


def switch_of(xray: XrayView, step: Step) -> QCheckBox:
    switch = xray.tiles[step].switch
    assert switch is not None
    return switch


def toggle(user: User, step: Step) -> None:
    """Click on the box at the left of a step's name."""
    switch = switch_of(user.window.views.view(XrayView), step)
    place = switch.rect().center()
    place.setX(8)
    mouse_click(switch, place)


def labels(xray: XrayView) -> list[int]:
    return [int(name.text()) for picture, name in xray.nearest if picture.isVisible()]


def assert_shows_the_stages(user: User, without: frozenset[Step] = frozenset()) -> None:
    """Every tile shows its stage, and the network's answer to that very picture."""
    predictor, xray = user.window.predictor, user.window.views.view(XrayView)
    expected = stages(predictor.document.content, deskew=user.snapshot.deskew, without=without)
    tiles = shown(xray)
    assert [tile.step for tile in tiles] == [stage.step for stage in expected]
    answers = predictor.predict([stage.pixels for stage in expected])
    assert answers is not None
    for tile, stage, answer in zip(tiles, expected, answers, strict=True):
        assert np.array_equal(tile.grid.shown.pixels, stage.pixels)
        assert tile.grid.shown.faint is not stage.applied
        assert tile.answer.text() == f"{answer.argmax()} · {100 * answer.max():.0f}{PERCENT}"
    assert np.array_equal(tiles[-1].grid.shown.pixels, user.window.drawing.grid.shown.pixels)
    share = f"{float(user.window.drawing.share.text().rstrip(PERCENT)):.0f}"
    assert tiles[-1].answer.text().startswith(f"{user.window.drawing.answer.text()} · ")
    assert abs(int(tiles[-1].answer.text().split("· ")[1].rstrip(PERCENT)) - int(share)) <= 1


def test_nothing_drawn(user: User, xray: XrayView) -> None:
    assert shown(xray) == []
    assert xray.note.isVisible()
    assert xray.note.text().startswith("Draw a digit")
    assert not xray.nearest_title.isVisible()
    assert not any(picture.isVisible() or name.isVisible() for picture, name in xray.nearest)
    user.draw(*LEANING)
    assert shown(xray)
    assert not xray.note.isVisible()
    user.press(Qt.Key.Key_Delete)
    assert shown(xray) == []
    assert xray.note.isVisible()
    user.wait(lambda: not xray.nearest_title.isVisible())


@pytest.mark.parametrize("deskewing", [False, True])
def test_a_tile_a_step(user: User, xray: XrayView, deskewing: bool) -> None:
    if deskewing:
        show_deskewing(user)
    user.draw(*LEANING)
    assert len(shown(xray)) == 4 + deskewing
    assert_shows_the_stages(user)
    pictures = {tile.grid.shown.pixels.tobytes() for tile in shown(xray)}
    assert len(pictures) == 4 + deskewing, "this drawing needs every step"


def test_the_last_step_comes_and_goes_with_the_network(user: User, xray: XrayView) -> None:
    user.draw(*LEANING)
    assert [tile.step for tile in shown(xray)] == list(Step)[:4]
    show_deskewing(user)
    assert [tile.step for tile in shown(xray)] == list(Step)
    user.press(Qt.Key.Key_R)
    user.wait_for_run(2)
    assert len(shown(xray)) == 4 + user.snapshot.deskew
    user.click(user.window.network.family.button(0))
    user.wait_for_run(3)
    assert not user.snapshot.deskew
    assert len(shown(xray)) == 4
    user.draw(*ONE)
    assert_shows_the_stages(user)


@pytest.mark.parametrize("step", SWITCHED)
def test_a_step_switched_off_and_on(user: User, xray: XrayView, step: Step) -> None:
    drawing = user.window.drawing
    show_deskewing(user)
    user.draw(*LEANING)
    picture, remark = drawing.grid.shown.pixels.copy(), drawing.remark.text()
    values = drawing.bars.values
    assert values is not None
    toggle(user, step)
    assert not switch_of(xray, step).isChecked()
    assert drawing.remark.text() == f"Not {step.value}: see X-ray"
    assert not np.array_equal(drawing.grid.shown.pixels, picture)
    assert drawing.bars.values is not None
    assert not np.array_equal(drawing.bars.values, values)
    assert_shows_the_stages(user, frozenset({step}))
    toggle(user, step)
    assert drawing.remark.text() == remark
    assert np.array_equal(drawing.grid.shown.pixels, picture)
    assert np.array_equal(drawing.bars.values, values)
    assert_shows_the_stages(user)


def test_two_steps_are_named_in_their_order(user: User, xray: XrayView) -> None:
    user.draw(*LEANING)
    toggle(user, Step.CENTRED)
    toggle(user, Step.CROPPED)
    assert user.window.drawing.remark.text() == "Not cropped, centred: see X-ray"
    assert_shows_the_stages(user, frozenset({Step.CROPPED, Step.CENTRED}))


def test_where_it_starts_cannot_be_left_out(xray: XrayView) -> None:
    assert xray.tiles[Step.RAW].switch is None
    assert all(switch_of(xray, step).isChecked() for step in SWITCHED)


def test_each_step_is_explained(xray: XrayView) -> None:
    names = [switch_of(xray, step).text() for step in SWITCHED]
    texts = [explanation(switch_of(xray, step)) for step in SWITCHED]
    assert len({*names}) == len({*texts}) == 4
    for name, text in zip(names, texts, strict=True):
        assert name in text
        assert "good for" in switch_of(xray, SWITCHED[names.index(name)]).toolTip()
    assert "60,000 training digits" in explanation(xray.nearest_title)


def test_a_training_digit_is_nearest_to_itself(user: User, xray: XrayView) -> None:
    train = user.snapshot.data.train
    for number in (0, 80):  # around the second lie several kinds
        user.window.document.put(stored_digit(train, number))
        first, name = xray.nearest[0]
        user.wait(lambda: np.array_equal(first.shown.pixels, train.images[number]))  # noqa: B023
        assert name.text() == str(train.labels[number])
        examination = user.window.predictor.examination
        assert examination is not None
        assert examination.neighbours[0].distance == 0.0
        assert labels(xray) == [train.labels[one.index] for one in examination.neighbours]
        for (picture, _name), neighbour in zip(xray.nearest, examination.neighbours, strict=True):
            assert np.array_equal(picture.shown.pixels, train.images[neighbour.index])
    assert xray.nearest_title.isVisible()


def test_what_is_near_a_drawing(user: User, xray: XrayView) -> None:
    user.draw((0.25, 0.2), (0.75, 0.2), (0.45, 0.85))
    user.wait(lambda: labels(xray) == [7] * 5)
    pictures = {picture.shown.pixels.tobytes() for picture, _name in xray.nearest}
    assert len(pictures) == 5


def test_what_is_near_does_not_depend_on_the_steps(user: User, xray: XrayView) -> None:
    user.draw(*LEANING)
    user.wait(lambda: len(labels(xray)) == 5)
    before = [picture.shown.pixels.tobytes() for picture, _name in xray.nearest]
    judged: list[None] = []
    user.window.predictor.judged.connect(lambda: judged.append(None))
    toggle(user, Step.SCALED)
    user.wait(lambda: bool(judged))
    assert [picture.shown.pixels.tobytes() for picture, _name in xray.nearest] == before


def test_digits_of_mnist_need_no_preparation(user: User, xray: XrayView) -> None:
    user.press(Qt.Key.Key_T)
    assert_shows_the_stages(user)
    assert [tile.grid.shown.faint for tile in shown(xray)] == [False, True, True, True]


def test_it_follows_the_pen(user: User, xray: XrayView) -> None:
    user.pen_down((0.3, 0.2), (0.3, 0.4))
    assert shown(xray)
    first = xray.tiles[Step.RAW].grid.shown.pixels.copy()
    assert first.any()
    mouse_move(user.window.drawing.canvas, user.place(0.8, 0.9))
    user.wait(lambda: not np.array_equal(xray.tiles[Step.RAW].grid.shown.pixels, first))
    user.pen_up((0.8, 0.9))
    assert_shows_the_stages(user)


def test_it_follows_the_network(user: User, xray: XrayView) -> None:
    user.draw(*ONE)
    before = [tile.answer.text() for tile in shown(xray)]
    user.click(user.window.controls.train)
    user.wait(lambda: [tile.answer.text() for tile in shown(xray)] != before)
    user.wait_for_updates(30)
    user.click(user.window.controls.train)
    user.wait_for_status(Status.PAUSED)


def test_another_network_is_answered_for(user: User, xray: XrayView, trained: TrainedModel) -> None:
    user.draw(*ONE)
    user.window.experiments.show_model(trained)
    user.wait_for_run(1)
    user.wait(lambda: shown(xray)[-1].answer.text().startswith("1 · "))


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How often all stages were prepared since it was last asked."""
    calls: list[None] = []

    def counting(*args: Any, **options: Any) -> tuple[Stage, ...]:
        calls.append(None)
        return stages(*args, **options)

    def since() -> int:
        count = len(calls)
        calls.clear()
        return count

    monkeypatch.setattr(xray_module, "stages", counting)
    return since


def test_behind_another_tab_it_does_nothing(user: User, counted: Callable[[], int]) -> None:
    xray = user.window.views.view(XrayView)
    user.draw(*LEANING)
    user.train(20)
    with user.qtbot.waitSignal(user.window.predictor.judged):
        user.press(Qt.Key.Key_T)
    assert counted() == 0
    assert not xray.tiles[Step.RAW].grid.shown.pixels.any()
    go_to(user, user.window.views.view(XrayView))
    assert_shows_the_stages(user)
    assert counted() >= 1
    assert len(labels(xray)) == 5
    go_to(user, user.window.filters)
    counted()
    user.press(Qt.Key.Key_Delete)
    user.draw(*ONE)
    assert counted() == 0
    go_to(user, user.window.views.view(XrayView))
    assert_shows_the_stages(user)


def test_a_step_left_out_stays_out_behind_another_tab(user: User, xray: XrayView) -> None:
    user.draw(*LEANING)
    toggle(user, Step.CENTRED)
    go_to(user, user.window.filters)
    user.draw((0.2, 0.2), (0.8, 0.2))
    assert user.window.drawing.remark.text() == "Not centred: see X-ray"
    go_to(user, user.window.views.view(XrayView))
    assert_shows_the_stages(user, frozenset({Step.CENTRED}))
    user.type("1")
    whole = network_input(user.window.document.content, deskew=False)
    answer = user.window.predictor.predict([whole])
    assert answer is not None
    assert user.window.pins.probabilities == pytest.approx(answer)


def test_before_there_is_a_network(qtbot: QtBot, light: Theme) -> None:
    predictor, jobs = Predictor(Document()), prompt(Jobs())
    xray = XrayView(make_context(predictor, jobs=jobs))
    qtbot.addWidget(xray, before_close_func=lambda _: jobs.close())
    xray.set_theme(light)
    xray.resize(700, 250)
    xray.show()
    content = Drawing((np.array([[160.0, 60.0], [120.0, 230.0]]),))
    predictor.document.put(content)
    tiles = shown(xray)
    assert len(tiles) == 4
    for tile, stage in zip(tiles, stages(content, deskew=False), strict=True):
        assert np.array_equal(tile.grid.shown.pixels, stage.pixels)
        assert tile.answer.text() == ""


def test_the_last_answer_is_shown(
    user: User, xray: XrayView, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However soon it comes after the one before: nothing more may come for long."""
    user.draw(*ONE)
    monkeypatch.setattr(throttle, "monotonic", float)  # no time passes
    user.steps(2)
    assert_shows_the_stages(user)


def test_steps_and_neighbours_are_explained_with_their_values(user: User, xray: XrayView) -> None:
    user.draw(*ONE)
    user.wait(lambda: bool(labels(xray)))
    for tile in shown(xray):
        for widget in (tile.heading, tile.grid, tile.answer):
            assert tile.answer.text() in html.unescape(explanation(widget))
    neighbours = ", ".join(map(str, labels(xray)))
    assert neighbours in explanation(xray.nearest_title)
    assert neighbours in explanation(xray.nearest[0][0])


def test_it_follows_the_language(user: User, xray: XrayView) -> None:
    user.draw(*ONE)
    user.wait(lambda: bool(labels(xray)))
    first, name = xray.nearest[0]
    choose_language("de")
    user.wait(lambda: first.accessibleName() == f"Nächste Trainingsziffer 1, eine {name.text()}")
    assert [tile.heading.text() for tile in shown(xray)] == [
        "Roh",
        "Zugeschnitten",
        "Skaliert",
        "Zentriert",
    ]
    for tile in shown(xray):
        assert tile.heading.sizeHint().width() <= tile.heading.width()
    choose_language("en")
    user.wait(lambda: first.accessibleName() == f"Nearest training digit 1, a {name.text()}")


def test_the_pen_waits_for_no_stage(
    user: User, xray: XrayView, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are worked out on another thread, and of what was drawn meanwhile only the newest."""
    threads: list[threading.Thread] = []
    prepared: list[None] = []
    begun, go_on = threading.Event(), threading.Event()

    def waiting(*args: Any, **options: Any) -> tuple[Stage, ...]:
        threads.append(threading.current_thread())
        begun.set()
        go_on.wait(PATIENCE_MS / 1000)
        prepared.append(None)
        return stages(*args, **options)

    monkeypatch.setattr(xray_module, "stages", waiting)
    user.draw(*ONE)
    user.wait(begun.is_set)
    for x in (0.1, 0.3, 0.7, 0.9):
        user.draw((x, 0.2), (x, 0.8))
        user.let_time_pass()
    answer = user.window.drawing.grid.shown.pixels
    assert np.array_equal(answer, network_input(user.window.document.content, deskew=False))
    assert not xray.is_up_to_date
    go_on.set()
    assert_shows_the_stages(user)
    assert len(prepared) == 2, "the first, and the newest of those that waited"
    assert threading.main_thread() not in threads


def test_undoing_shows_the_stages_of_what_was_there(user: User, xray: XrayView) -> None:
    user.draw(*ONE)
    assert_shows_the_stages(user)
    user.draw(*LEANING)
    assert_shows_the_stages(user)
    user.press(Qt.Key.Key_Z, CONTROL)
    assert_shows_the_stages(user)
