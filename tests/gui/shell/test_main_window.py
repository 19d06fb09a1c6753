"""The whole window: its keys, what it says when something goes wrong, how it closes and looks."""

import threading
from dataclasses import replace

import numpy as np
import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtWidgets import QApplication, QLabel, QWidget

from mnistviz.data.datasets.dataset import DataSet
from mnistviz.errors import MnistvizError
from mnistviz.gui.kit import theme as themes
from mnistviz.gui.kit.stylesheet import apply
from mnistviz.gui.shell.help import ShortcutsDialog
from mnistviz.training.snapshot import Status
from tests.gui.support import (
    ONE,
    OpenUser,
    User,
    key_click,
    mouse_click,
    mouse_move,
    number_box,
    settle,
    threads_left,
    visible_controls,
)

SIZES = ((1024, 640), (1280, 800), (1920, 1080), (3840, 2160))


def test_space_trains_and_pauses(user: User) -> None:
    user.press(Qt.Key.Key_Space)
    user.wait_for_updates(3)
    assert user.window.controls.train.text() == "Pause"
    user.press(Qt.Key.Key_Space)
    user.wait_for_status(Status.PAUSED)
    assert user.window.controls.train.text() == "Train"


def test_right_arrow_makes_one_update(user: User) -> None:
    user.window.setFocus()
    user.press(Qt.Key.Key_Right)
    user.wait_for_updates(1)
    user.press(Qt.Key.Key_Right)
    user.wait_for_updates(2)
    assert user.snapshot.updates == 2
    assert user.snapshot.status is Status.PAUSED


def test_right_arrow_in_a_window_just_opened(user: User) -> None:
    user.press(Qt.Key.Key_Right)
    user.wait_for_updates(1)


def test_r_resets(user: User) -> None:
    user.steps(2)
    user.press(Qt.Key.Key_R)
    user.wait_for_run(1)
    assert user.snapshot.updates == 0


@pytest.mark.parametrize("name", ["learning_rate", "batch_size", "momentum", "seed", "speed"])
def test_letters_typed_into_a_number_do_nothing_else(user: User, name: str) -> None:
    box = number_box(user, name)
    user.draw(*ONE)
    user.click(box)
    user.type("rdetf ?")
    user.press(Qt.Key.Key_Space)
    user.press(Qt.Key.Key_Right)
    user.press(Qt.Key.Key_Backspace)
    user.press(Qt.Key.Key_Delete)
    user.click(user.window.controls.step)
    user.wait_for_updates(1)
    assert user.snapshot.updates == 1
    assert user.snapshot.run_id == 1
    assert not user.window.document.is_blank
    assert not user.window.drawing.canvas.erasing
    assert user.window.findChildren(ShortcutsDialog) == []


@pytest.mark.parametrize("name", ["learning_rate", "batch_size", "momentum", "speed"])
def test_enter_gives_the_keys_back(user: User, name: str) -> None:
    user.enter(number_box(user, name), "1")
    user.press(Qt.Key.Key_Space)
    user.wait_for_status(Status.RUNNING)
    user.press(Qt.Key.Key_Space)
    user.wait_for_status(Status.PAUSED)
    updates = user.snapshot.updates
    user.press(Qt.Key.Key_Right)
    user.wait_for_updates(updates + 1)


@pytest.mark.parametrize("place", ["canvas", "loss", "accuracy", "mosaic", "switch", "train"])
def test_keys_work_wherever_one_has_clicked(user: User, place: str) -> None:
    window = user.window
    widgets: dict[str, QWidget] = {
        "canvas": window.drawing.canvas,
        "loss": window.curves.loss.viewport(),
        "accuracy": window.curves.accuracy.viewport(),
        "mosaic": window.filters.mosaic,
        "train": window.controls.train,
        "switch": window.filters.what.button(1),
    }
    user.click(widgets[place])
    if place == "train":
        user.wait_for_status(Status.RUNNING)
        user.click(widgets[place])
        user.wait_for_status(Status.PAUSED)
    updates = user.snapshot.updates
    user.press(Qt.Key.Key_Right)
    user.wait_for_updates(updates + 1)
    user.press(Qt.Key.Key_Space)
    user.wait_for_status(Status.RUNNING)
    user.press(Qt.Key.Key_Space)
    user.wait_for_status(Status.PAUSED)
    user.press(Qt.Key.Key_R)
    user.wait_for_run(1)


def test_a_key_with_control_is_no_letter(user: User) -> None:
    user.press(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    user.press(Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    user.steps(1)
    assert user.snapshot.run_id == 1
    assert user.window.document.is_blank


@pytest.mark.qt_log_ignore("propagateSizeHints")  # which the offscreen platform cannot do
def test_question_mark_lists_the_keys(user: User) -> None:
    user.press(Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    (dialog,) = user.window.findChildren(ShortcutsDialog)
    user.wait(dialog.isVisible)
    key_click(dialog, Qt.Key.Key_Escape)
    user.wait(lambda: not dialog.isVisible())


def test_full_screen_and_back(user: User) -> None:
    user.press(Qt.Key.Key_F11)
    user.wait(user.window.isFullScreen)
    user.press(Qt.Key.Key_F11)
    user.wait(lambda: not user.window.isFullScreen())


def test_a_rate_that_is_too_high(user: User) -> None:
    user.enter(user.window.controls.boxes["learning_rate"], "1000")
    user.click(user.window.controls.train)
    user.wait_for_status(Status.FAILED)
    message = user.window.message
    assert message.isVisible()
    assert message.text.startswith("The loss is no longer a")
    assert message.text.endswith("is too high. Lower it and press Reset.")
    assert user.window.status.state.text().startswith("Stopped")
    assert user.window.controls.train.text() == "Train"
    assert not user.window.controls.train.isEnabled()
    assert not user.window.controls.step.isEnabled()
    assert user.window.controls.reset.isEnabled()
    assert np.isfinite(user.snapshot.parameters.flat).all()
    assert np.isfinite(user.snapshot.training.loss).all()
    user.press(Qt.Key.Key_Space)
    user.press(Qt.Key.Key_Right)
    user.enter(user.window.controls.boxes["learning_rate"], "0.05")
    user.click(user.window.controls.reset)
    user.wait_for_run(1)
    assert not message.isVisible()
    assert user.snapshot.updates == 0
    assert user.snapshot.settings.learning_rate == 0.05
    user.train(5)
    assert user.snapshot.status is Status.PAUSED


def test_the_window_lives_on_after_a_failure(user: User) -> None:
    user.enter(user.window.controls.boxes["learning_rate"], "1000")
    user.click(user.window.controls.train)
    user.wait_for_status(Status.FAILED)
    user.draw(*ONE)
    values = user.window.drawing.bars.values
    assert values is not None
    assert np.isfinite(values).all()
    mouse_move(user.window.filters.mosaic, user.window.filters.mosaic.rect().center())
    assert "nan" not in user.window.filters.caption.text()
    user.click(user.window.filters.what.button(1))
    user.click(user.window.filters.scale.button(1))
    assert "nan" not in user.window.filters.caption.text()
    user.window.grab()
    mouse_click(user.window.message._close)
    assert not user.window.message.isVisible()
    user.click(user.window.controls.reset)
    user.wait_for_run(1)
    user.click(user.window.controls.train)
    user.wait_for_status(Status.FAILED)
    assert user.window.message.isVisible()


@pytest.mark.parametrize("preset", ["relu", "sigmoid", "relu-notebook", "sigmoid-notebook"])
def test_the_highest_rate_of_all(open_user: OpenUser, preset: str) -> None:
    user = open_user(preset)
    user.enter(user.window.controls.boxes["learning_rate"], "1000")
    user.click(user.window.controls.train)
    user.wait(lambda: user.snapshot.updates >= 30 or user.snapshot.status is Status.FAILED)
    assert np.isfinite(user.snapshot.parameters.flat).all()
    assert np.isfinite(user.snapshot.training.loss).all()
    user.window.grab()
    user.click(user.window.controls.reset)
    user.wait_for_run(1)
    assert user.snapshot.status is Status.READY


def _cannot_load() -> DataSet:
    raise MnistvizError("the digits\ncannot be read")


def _has_a_bug() -> DataSet:
    raise ZeroDivisionError("a bug")


def test_digits_that_cannot_be_read(open_user: OpenUser) -> None:
    user = open_user(load=_cannot_load, wait=False)
    user.wait(user.window.message.isVisible)
    assert user.window.message.text == "The digits cannot be read"
    controls = user.window.controls
    assert not any(b.isEnabled() for b in (controls.train, controls.step, controls.reset))
    assert "Loading" not in user.window.status.state.text()
    user.draw(*ONE)
    assert not user.window.document.is_blank
    assert user.window.drawing.grid.shown.pixels.any()
    user.press(Qt.Key.Key_Space)
    user.press(Qt.Key.Key_T)
    user.click(user.window.network.family.button(0))
    user.click(user.window.filters.what.button(1))
    user.enter(controls.boxes["learning_rate"], "0.1")
    assert not any(b.isEnabled() for b in (controls.train, controls.step, controls.reset))


def test_when_the_worker_has_ended_nothing_is_enabled_again(user: User) -> None:
    """Neither by its last snapshot, which may come with the news, nor by another language."""
    application, controls = user.window.application, user.window.controls
    application.experiments.front.latest.put(replace(user.snapshot, status=Status.PAUSED))
    application.worker.problem.put(MnistvizError("it has ended"))
    user.wait(user.window.message.isVisible)
    user.window.appearance.choose_language("de")
    user.window.appearance.choose_language("en")
    settle()
    assert not any(b.isEnabled() for b in (controls.train, controls.step, controls.reset))
    assert user.snapshot.status is Status.PAUSED


def test_a_bug_while_loading_is_told(open_user: OpenUser, caplog: pytest.LogCaptureFixture) -> None:
    user = open_user(load=_has_a_bug, wait=False)
    user.wait(user.window.message.isVisible)
    assert "ZeroDivisionError" in user.window.message.text
    assert not user.window.controls.train.isEnabled()
    assert "the worker stopped" in caplog.text


def test_the_pen_is_answered_at_once_and_curves_wait_for_their_frame(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, answers = user.window, []
    drawn: list[object] = []
    user.click(window.controls.train)
    user.wait_for_status(Status.RUNNING)
    window.frames.stop()
    user.wait(lambda: not window.parts._timer.isActive())
    monkeypatch.setattr(window.curves, "set_snapshot", drawn.append)
    window.predictor.answered.connect(lambda: answers.append(window.predictor.prediction))
    way = [(0.5, y / 20) for y in range(3, 17)]
    user.pen_down(*way)
    assert len(answers) >= len(way) - 1, "every movement is answered, without any frame"
    assert all(answers)
    assert not drawn
    user.pen_up(way[-1])
    window.frames.start()
    user.wait(lambda: bool(drawn))


def test_what_follows_a_run_is_shown_in_parts(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    window, shown = user.window, []
    parts = ["status", "curves", "views"]
    for name in parts:
        part = getattr(window, name)
        monkeypatch.setattr(part, "set_snapshot", lambda _snapshot, name=name: shown.append(name))
    running = replace(user.snapshot, status=Status.RUNNING)
    window.frames.stop()
    window._show(running)
    assert shown == parts, "what a person has begun is seen at once"
    shown.clear()
    window._show(running)
    assert shown == ["status"]
    user.wait(lambda: shown == parts)
    window._show(running)
    shown.clear()
    window._show(replace(running, status=Status.PAUSED))
    assert shown == parts, "the end is shown at once"


def test_closing_while_training(user: User) -> None:
    user.click(user.window.controls.train)
    user.wait_for_updates(3)
    assert threads_left()
    user.window.close()
    assert threads_left() == []


def test_closing_twice(user: User) -> None:
    assert user.window.close()
    user.window.close()
    assert threads_left() == []


def test_closing_while_the_digits_are_loading(open_user: OpenUser, digits: DataSet) -> None:
    go_on = threading.Event()

    def load() -> DataSet:
        assert go_on.wait(10.0)
        return digits

    user = open_user(load=load, wait=False)
    assert user.window.experiments.snapshot is None
    user.press(Qt.Key.Key_Space)
    threading.Timer(0.05, go_on.set).start()
    user.window.close()
    assert threads_left() == []


def test_closing_right_after_opening(open_user: OpenUser) -> None:
    open_user(wait=False).window.close()
    assert threads_left() == []


def test_two_windows(open_user: OpenUser) -> None:
    first, second = open_user("relu"), open_user("sigmoid")
    first.steps(2)
    assert second.snapshot.updates == 0
    assert first.snapshot.settings.preset.name == "relu"
    assert second.snapshot.settings.preset.name == "sigmoid"


def test_everything_that_can_be_operated_is_explained(user: User) -> None:
    user.steps(1)
    user.draw(*ONE)
    user.window.curves.loss.following_changed.emit(False)
    user.window.say("a message")
    for widget in visible_controls(user.window):
        name = widget.accessibleName() or getattr(widget, "text", str)()
        what = f"{type(widget).__name__} {name!r} in {widget.parent()!r}"
        assert name, what
        assert widget.toolTip(), what


def test_every_panel_can_be_told_apart_by_ear(user: User) -> None:
    window = user.window
    panels = (
        *(window.network, window.controls, window.curves, window.filters, window.drawing),
        *(window.status, window.drawing.canvas, window.drawing.bars, window.drawing.grid),
        *(window.curves.loss, window.curves.accuracy, window.filters.mosaic, window.filters.bar),
        window.network.diagram,
    )
    names = [panel.accessibleName() for panel in panels]
    assert all(names)
    assert len(set(names) - {"First-layer filters"}) >= len(names) - 2


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_sizes_and_themes(user: User, size: tuple[int, int]) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    user.train(5)
    user.draw(*ONE)
    user.rest()
    window = user.window
    window.resize(*size)
    user.wait(lambda: (window.width(), window.height()) == size)
    names: tuple[themes.ThemeName, ...] = ("dark", "light")
    for name in names:
        theme = themes.choose(name)
        apply(app, theme)
        window.set_theme(theme)
        settle()
        picture = window.grab().toImage()
        assert (picture.width(), picture.height()) == size
        corner = picture.pixelColor(2, picture.height() - 2)
        assert corner.name() == theme.window
        _assert_nothing_is_cut_off(user)


@pytest.mark.parametrize("preset", ["sigmoid-notebook", "relu-notebook", "sigmoid", "relu"])
def test_small_window_with_every_preset(open_user: OpenUser, preset: str) -> None:
    user = open_user(preset)
    user.window.resize(1024, 640)
    user.steps(1)
    user.press(Qt.Key.Key_T)
    user.click(user.window.filters.what.button(1))
    user.rest()  # the outcome of a test that is still to come is a longer text
    settle()
    _assert_nothing_is_cut_off(user)


def _assert_nothing_is_cut_off(user: User) -> None:
    window = user.window
    page = window.centralWidget()
    assert page is not None
    for panel in (window.rail, window.curves, window.filters, window.drawing, window.status):
        corner = panel.mapTo(page, QPoint(0, 0))
        assert page.rect().contains(corner), panel
        assert page.rect().contains(corner + QPoint(panel.width() - 1, panel.height() - 1)), panel
        for child in panel.findChildren(QWidget):
            if child.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents):
                continue  # a frame may lie around something
            if child.isVisible() and not window.rail.isAncestorOf(child) and not child.isWindow():
                place = child.mapTo(panel, QPoint(0, 0))
                assert place.x() >= 0, child
                assert place.x() + child.width() <= panel.width(), child
    for one in page.findChildren(QLabel):
        if one.isVisible() and not one.wordWrap() and one.textFormat() != Qt.TextFormat.RichText:
            needed = one.fontMetrics().horizontalAdvance(one.text())
            assert needed <= one.width(), f"{one.text()!r} needs {needed} of {one.width()}"


def test_every_label_that_wraps_has_room(user: User) -> None:
    user.window.resize(1024, 640)
    user.draw(*ONE)
    user.steps(1)
    user.press(Qt.Key.Key_T)
    QApplication.processEvents()
    for one in user.window.findChildren(QLabel):
        if one.isVisible() and one.wordWrap() and one.text():
            assert one.height() >= one.heightForWidth(one.width()), one.text()


def test_projector(user: User) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme = themes.choose("light", 1.35)
    apply(app, theme)
    user.window.set_theme(theme)
    user.window.resize(1920, 1080)
    user.steps(1)
    QApplication.processEvents()
    _assert_nothing_is_cut_off(user)


def test_saved_picture(user: User, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("pictures") / "window.png"
    user.window.save_picture(path)
    assert path.read_bytes().startswith(b"\x89PNG")
    with pytest.raises(MnistvizError):
        user.window.save_picture(path / "below" / "a-file.png")


def test_the_message_can_be_put_away(user: User) -> None:
    user.window.say("Something\n  went wrong")
    message = user.window.message
    assert message.isVisible()
    assert message.text == "Something went wrong"
    mouse_click(message._close)
    assert not message.isVisible()
    user.steps(1)
    assert not message.isVisible()
