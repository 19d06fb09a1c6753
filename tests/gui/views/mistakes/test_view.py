"""The view Mistakes: what it shows of a test, which images, and when."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PyQt6.QtCore import QEvent, QPoint, Qt
from PyQt6.QtGui import QHelpEvent
from PyQt6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from mnistviz.analysis.mistakes import Cell, DigitAccuracy
from mnistviz.data.datasets.dataset import DataSet, LabelledImages
from mnistviz.data.ink.page import Content
from mnistviz.data.ink.preparation import StoredDigit
from mnistviz.gui.glossary.explain import explanation
from mnistviz.gui.kit import throttle
from mnistviz.gui.kit.theme import Theme, choose
from mnistviz.gui.views.evidence.view import EvidenceView
from mnistviz.gui.views.mistakes import images as mistake_images
from mnistviz.gui.views.mistakes import words as mistakes_in_words
from mnistviz.gui.views.mistakes.confusion import ConfusionMatrix
from mnistviz.gui.views.mistakes.view import MistakesView
from mnistviz.gui.views.mistakes.words import TERMS
from mnistviz.training.evaluation import Evaluation, evaluate
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.presets import PRESETS
from mnistviz.training.run import Run
from mnistviz.training.snapshot import Snapshot, Status
from mnistviz.training.spec import RunSpec
from tests.gui.support import User, key_click, make_context, mouse_click, mouse_move, surface_of

SPACE = "\N{NO-BREAK SPACE}"
OUTSIDE = QPoint(10, 400)


def outcome(digits: LabelledImages, *answers: tuple[int, int, float]) -> Evaluation:
    """All right with 50 %, but for some: (number of the image, its answer, its confidence)."""
    given, sure = digits.labels.copy(), np.full(len(digits), 0.5, np.float32)
    for number, answer, confidence in answers:
        given[number], sure[number] = answer, confidence
    confusion = np.zeros((10, 10), np.int64)
    np.add.at(confusion, (digits.labels, given), 1)
    return Evaluation(0.1, confusion, answers=given, confidences=sure)


@pytest.fixture
def snapshot(small: DataSet) -> Snapshot:
    """Of a run without any test yet."""
    return Run(1, RunSpec.of(PRESETS["relu"]), small).snapshot()


@pytest.fixture
def first(small: DataSet) -> Evaluation:
    """Images 4 and 6 are fours, 7 and 9 are nines."""
    assert small.test.labels[[4, 6, 7, 9]].tolist() == [4, 4, 9, 9]
    return outcome(small.test, (4, 9, 0.7), (6, 9, 0.999), (7, 4, 0.8))


@pytest.fixture
def second(small: DataSet) -> Evaluation:
    return outcome(small.test, (4, 9, 0.6), (9, 4, 0.9))


@pytest.fixture
def asked() -> list[Content]:
    """What the view has asked to be shown with its evidence."""
    return []


@pytest.fixture
def panel(qtbot: QtBot, light: Theme, asked: list[Content]) -> Iterator[MistakesView]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 500)
    panel = MistakesView(make_context(show_evidence=asked.append))
    panel.setParent(window)
    panel.set_theme(light)
    panel.resize(660, 280)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    mouse_move(window, OUTSIDE)
    yield panel
    window.close()


def click(panel: MistakesView, cell: Cell) -> None:
    mouse_click(panel.grid, place(panel.grid, cell))


def place(grid: ConfusionMatrix, cell: Cell) -> QPoint:
    """The middle of a cell, on what the pointer meets."""
    return surface_of(grid).mapFrom(grid, grid.place_of(cell).center())


def leave(panel: MistakesView) -> None:
    window = panel.window()
    assert window is not None
    mouse_move(window, OUTSIDE)


def numbers(panel: MistakesView) -> list[int]:
    result: list[int] = panel.images.gallery.numbers.tolist()
    return result


def texts(panel: MistakesView) -> list[str]:
    model = panel.images.gallery.model()
    assert model is not None
    return [model.index(n, 0).data().replace(SPACE, " ") for n in range(model.rowCount())]


def selected(panel: MistakesView) -> Cell | None:
    return panel.grid.selected


def accuracy_shown(panel: MistakesView) -> DigitAccuracy | None:
    return panel.chart.shown


def parts(panel: MistakesView) -> list[QWidget]:
    return [panel.grid, panel.chart, panel.images, panel.sentences]


def test_before_the_first_test_there_are_words(panel: MistakesView, snapshot: Snapshot) -> None:
    for _ in range(2):
        assert panel.note.isVisible()
        assert "first test" in panel.note.text()
        assert not any(part.isVisible() for part in parts(panel))
        panel.set_snapshot(snapshot)


def test_at_first_all_mistakes_are_shown(
    panel: MistakesView, snapshot: Snapshot, first: Evaluation
) -> None:
    panel.set_snapshot(replace(snapshot, last_test=first))
    assert not panel.note.isVisible()
    assert all(part.isVisible() for part in parts(panel))
    assert panel.images.heading.text() == "All mistakes: 3"
    assert panel.images.remark.text() == "Most confident first"
    assert numbers(panel) == [6, 7, 4]
    assert texts(panel) == ["4→9 99 %", "9→4 80 %", "4→9 70 %"]
    assert not panel.images.all_button.isVisible()
    assert panel.chart.shown is not None
    assert panel.chart.shown.right.tolist() == first.confusion.diagonal().tolist()
    assert panel.sentences.text().startswith("Differences between the digits may be chance. ")


def test_a_cell_and_back(panel: MistakesView, snapshot: Snapshot, first: Evaluation) -> None:
    panel.set_snapshot(replace(snapshot, last_test=first))
    click(panel, (4, 9))
    assert panel.images.heading.text() == "4 taken for 9: 2"
    assert numbers(panel) == [6, 4]
    assert texts(panel) == ["99 %", "70 %"]
    click(panel, (4, 4))
    right = int(first.confusion[4, 4])
    assert panel.images.heading.text() == f"4 read rightly: {right}"
    assert len(numbers(panel)) == right
    mouse_click(panel.images.all_button)
    assert selected(panel) is None
    assert numbers(panel) == [6, 7, 4]
    click(panel, (9, 4))
    click(panel, (9, 4))
    assert panel.images.heading.text() == "All mistakes: 3"


def test_another_cell_begins_at_its_first_image(
    panel: MistakesView, snapshot: Snapshot, first: Evaluation, second: Evaluation
) -> None:
    panel.set_snapshot(replace(snapshot, last_test=first))
    click(panel, (1, 1))
    leave(panel)
    bar = panel.images.gallery.verticalScrollBar()
    assert bar is not None
    bar.setValue(bar.maximum())
    last = bar.value()
    panel.set_snapshot(replace(snapshot, last_test=second))
    assert bar.value() == last > 0, "a newer test of the same cell leaves it where it is"
    click(panel, (0, 0))
    assert bar.value() == 0


def test_a_cell_without_images(panel: MistakesView, snapshot: Snapshot, first: Evaluation) -> None:
    panel.set_snapshot(replace(snapshot, last_test=first))
    click(panel, (0, 1))
    assert panel.images.heading.text() == "0 taken for 1: 0"
    assert panel.images.nothing.isVisible()
    assert panel.images.nothing.text() == "No such image in the newest test."
    assert not panel.images.gallery.isVisible()
    click(panel, (4, 9))
    assert panel.images.gallery.isVisible()
    assert not panel.images.nothing.isVisible()


def test_by_keyboard(
    panel: MistakesView, snapshot: Snapshot, first: Evaluation, asked: list[Content]
) -> None:
    panel.set_snapshot(replace(snapshot, last_test=first))
    panel.grid.setFocus()
    for key in [Qt.Key.Key_Down] * 4 + [Qt.Key.Key_Right] * 9 + [Qt.Key.Key_Return]:
        key_click(panel.grid, key)
    assert numbers(panel) == [6, 4]
    seen = []
    for _ in range(3):
        key_click(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen[:2] == [panel.images.all_button, panel.images.gallery]
    panel.images.gallery.setFocus()
    key_click(panel.images.gallery, Qt.Key.Key_Right)
    key_click(panel.images.gallery, Qt.Key.Key_Return)
    assert [one.number for one in asked if isinstance(one, StoredDigit)] == [4]
    panel.images.all_button.setFocus()
    key_click(panel.images.all_button, Qt.Key.Key_Space)
    assert selected(panel) is None
    assert QApplication.focusWidget() is panel.images.gallery, "the button has gone"


def test_a_picture_is_asked_for_as_it_is_stored(
    panel: MistakesView, snapshot: Snapshot, first: Evaluation, asked: list[Content]
) -> None:
    panel.set_snapshot(replace(snapshot, last_test=first, deskew=True))
    gallery = panel.images.gallery
    mouse_click(gallery, gallery.tile(1).center())
    (one,) = asked
    assert isinstance(one, StoredDigit)
    assert (one.number, one.label) == (7, 9)
    assert np.array_equal(one.pixels, snapshot.test_digits.images[7])


def test_it_follows_the_tests(
    panel: MistakesView, snapshot: Snapshot, first: Evaluation, second: Evaluation
) -> None:
    panel.set_snapshot(replace(snapshot, last_test=first))
    click(panel, (4, 9))
    leave(panel)
    panel.set_snapshot(replace(snapshot, last_test=second))
    assert numbers(panel) == [4]
    assert texts(panel) == ["60 %"]
    assert panel.images.heading.text() == "4 taken for 9: 1"
    assert panel.chart.shown is not None
    assert panel.chart.shown.right.tolist() == second.confusion.diagonal().tolist()
    mouse_click(panel.images.all_button)
    leave(panel)
    assert numbers(panel) == [9, 4]


def test_images_stay_while_somebody_is_among_them(
    panel: MistakesView, snapshot: Snapshot, first: Evaluation, second: Evaluation
) -> None:
    panel.set_snapshot(replace(snapshot, last_test=first))
    gallery = panel.images.gallery
    mouse_move(gallery, gallery.tile(0).center())
    panel.set_snapshot(replace(snapshot, last_test=second))
    assert numbers(panel) == [6, 7, 4]
    assert texts(panel)[0] == "4→9 99 %"
    assert panel.images.heading.text() == "All mistakes: 3"
    assert "newer test" in panel.images.remark.text()
    assert panel.chart.shown is not None
    assert panel.chart.shown.right.tolist() == second.confusion.diagonal().tolist()
    leave(panel)
    assert numbers(panel) == [9, 4]
    assert panel.images.remark.text() == "Most confident first"


def test_the_keyboard_keeps_them_too(
    panel: MistakesView, snapshot: Snapshot, first: Evaluation, second: Evaluation
) -> None:
    panel.set_snapshot(replace(snapshot, last_test=first))
    panel.images.gallery.setFocus()
    panel.set_snapshot(replace(snapshot, last_test=second))
    assert numbers(panel) == [6, 7, 4]
    panel.grid.setFocus()
    assert numbers(panel) == [9, 4]


def test_another_cell_is_of_the_newest_test(
    panel: MistakesView, snapshot: Snapshot, first: Evaluation, second: Evaluation
) -> None:
    panel.set_snapshot(replace(snapshot, last_test=first))
    panel.images.gallery.setFocus()
    panel.set_snapshot(replace(snapshot, last_test=second))
    click(panel, (4, 9))
    assert texts(panel) == ["60 %"]


def test_weights_that_are_no_numbers(
    panel: MistakesView, snapshot: Snapshot, first: Evaluation
) -> None:
    panel.set_snapshot(replace(snapshot, last_test=first))
    panel.set_snapshot(replace(snapshot, last_test=Evaluation(np.nan, first.confusion)))
    assert numbers(panel) == []
    assert "no longer numbers" in panel.images.nothing.text()
    assert panel.images.nothing.isVisible()
    assert panel.grid.isVisible()
    panel.grab()


def test_a_reset_goes_back_to_words(
    panel: MistakesView, snapshot: Snapshot, first: Evaluation, second: Evaluation
) -> None:
    panel.set_snapshot(replace(snapshot, last_test=first))
    click(panel, (4, 9))
    panel.set_snapshot(replace(snapshot, run_id=2))
    assert panel.note.isVisible()
    assert not any(part.isVisible() for part in parts(panel))
    panel.set_snapshot(replace(snapshot, run_id=2, last_test=second))
    assert not panel.note.isVisible()
    assert numbers(panel) == [4], "the cell stays chosen"


def test_tests_that_come_too_fast_are_left_out(
    panel: MistakesView,
    snapshot: Snapshot,
    first: Evaluation,
    second: Evaluation,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [100.0]
    monkeypatch.setattr(throttle, "monotonic", lambda: now[0])
    running = replace(snapshot, status=Status.RUNNING)
    panel.set_snapshot(replace(running, last_test=first))
    panel.set_snapshot(replace(running, last_test=second))
    assert len(numbers(panel)) == 3
    now[0] += 1.0
    panel.set_snapshot(replace(running, last_test=second))
    assert len(numbers(panel)) == 2
    panel.set_snapshot(replace(running, last_test=first, status=Status.PAUSED))
    assert len(numbers(panel)) == 3, "it may be the last for long"


@pytest.mark.parametrize("preset", PRESETS)
def test_every_presets_tests_can_be_shown(preset: str, panel: MistakesView, small: DataSet) -> None:
    run = Run(1, RunSpec.of(PRESETS[preset]), small)
    for _ in range(3):
        run.trainer.advance(1)
    found = evaluate(run.trainer.network, run.trainer.parameters, small.test)
    run.add_test(0.0, found)
    panel.set_snapshot(run.snapshot())
    wrong = np.flatnonzero(found.answers != small.test.labels)
    assert sorted(numbers(panel)) == wrong.tolist()
    assert panel.images.heading.text() == f"All mistakes: {len(wrong)}"
    panel.grab()


@pytest.mark.parametrize("scale", [1.0, 1.35])
@pytest.mark.parametrize("size", [(1900, 950), (1100, 420), (660, 280), (440, 190), (360, 190)])
def test_all_parts_have_their_room(
    panel: MistakesView,
    snapshot: Snapshot,
    first: Evaluation,
    size: tuple[int, int],
    scale: float,
) -> None:
    panel.set_theme(choose("light", scale))
    panel.resize(*size)
    panel.set_snapshot(replace(snapshot, last_test=first))
    shown = [part for part in parts(panel) if part.isVisible()]
    for number, part in enumerate(shown):
        assert panel.rect().contains(part.geometry())
        assert not any(part.geometry().intersects(other.geometry()) for other in shown[:number])
        assert part.height() >= part.minimumSizeHint().height() or part is panel.images
    assert panel.images.width() >= 100
    assert panel.images.gallery.height() >= 60
    if size[0] < 600:
        assert not panel.chart.isVisible()
    if size[0] > 1000:
        assert panel.chart.isVisible()
    if panel.chart.isVisible():
        top, height = panel.grid.rows()
        assert panel.chart.place(0.5, 3).y() == top + 3.5 * height


def test_sentences_are_never_cut(
    panel: MistakesView, snapshot: Snapshot, first: Evaluation
) -> None:
    panel.set_snapshot(replace(snapshot, last_test=first))
    panel._words = "A long sentence about the digits. " * 3, "And another about mistakes. " * 9
    panel.resize(661, 280)
    assert panel.sentences.text() == panel._words[0]
    assert panel.sentences.heightForWidth(panel.sentences.width()) <= panel.sentences.height()
    panel.resize(1500, 900)
    assert panel.sentences.text() == " ".join(panel._words)


def test_another_language(
    panel: MistakesView,
    snapshot: Snapshot,
    first: Evaluation,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    panel.set_snapshot(replace(snapshot, last_test=first))
    for module in (mistakes_in_words, mistake_images):
        monkeypatch.setattr(module, "tr", lambda text: f"¡{text}")
    QApplication.sendEvent(panel, QEvent(QEvent.Type.LanguageChange))
    assert panel.images.heading.text() == "¡All mistakes: 3"
    assert panel.images.remark.text() == "¡Most confident first"
    assert panel.sentences.text().startswith("¡")


def test_everything_is_explained(
    panel: MistakesView, snapshot: Snapshot, first: Evaluation, monkeypatch: pytest.MonkeyPatch
) -> None:
    for term in TERMS.values():
        assert term.title
        assert term.formula
    panel.set_snapshot(replace(snapshot, last_test=first))
    for widget in (panel.grid, panel.chart, panel.images.gallery, panel.sentences):
        assert explanation(widget)
    of = int(first.confusion[4].sum())
    share = f"{200.0 / of:.1f}{SPACE}%"
    assert f"4 taken for 9: 2 of {of} ({share})" in explanation(
        panel.grid, panel.grid.place_of((4, 9)).center()
    )
    assert "4 taken for 9" not in explanation(panel.grid, QPoint(2, 2))
    assert f"{100.0 * first.accuracy:.1f}{SPACE}% of all" in explanation(panel.chart)
    gallery = panel.images.gallery
    place = gallery.tile(0).center()
    assert "test image 6, 4 taken for 9" in explanation(gallery, place)
    key_click(gallery, Qt.Key.Key_Right)
    assert "test image 7, 9 taken for 4" in explanation(gallery), "that of the keyboard"
    tip = QHelpEvent(QEvent.Type.ToolTip, place, gallery.mapToGlobal(place))
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, _on: shown.append(text))
    QApplication.sendEvent(surface_of(gallery), tip)
    assert shown == [explanation(gallery, place)]


@pytest.fixture
def prediction(user: User, trained: TrainedModel) -> User:
    """A person at this view, before a network that reads most digits."""
    user.window.views.turn_to("Mistakes")
    user.window.experiments.show_model(trained)
    user.wait_for_run(1)
    return user


def test_a_click_on_an_image_shows_its_evidence(prediction: User) -> None:
    window, panel = prediction.window, prediction.window.views.view(MistakesView)
    test = prediction.snapshot.last_test
    assert test is not None
    assert test.answers is not None
    assert test.confidences is not None
    labels = prediction.snapshot.test_digits.labels
    wrong = np.flatnonzero(labels != test.answers)
    surest = int(wrong[test.confidences[wrong].argmax()])
    cell = int(labels[surest]), int(test.answers[surest])
    click(panel, cell)
    gallery = panel.images.gallery
    mouse_click(gallery, gallery.tile(0).center())
    content = window.document.content
    assert isinstance(content, StoredDigit)
    assert (content.number, content.label) == (surest, cell[0])
    assert np.array_equal(content.pixels, prediction.snapshot.test_digits.images[surest])
    assert window.views.view(EvidenceView).isVisible()
    assert window.drawing.answer.text() == str(cell[1])


def test_keys_for_the_matrix_do_not_train(prediction: User) -> None:
    panel, updates = prediction.window.views.view(MistakesView), prediction.snapshot.updates
    click(panel, (3, 3))
    prediction.press(Qt.Key.Key_Right)
    prediction.press(Qt.Key.Key_Space)
    prediction.rest()
    assert selected(panel) == (3, 4)
    assert prediction.snapshot.updates == updates
    assert prediction.snapshot.status is not Status.RUNNING


def test_it_follows_the_training(user: User) -> None:
    window = user.window
    window.views.turn_to("Mistakes")
    panel = window.views.view(MistakesView)
    before = panel.images.heading.text()
    user.click(window.controls.train)
    user.wait(lambda: panel.images.heading.text() != before)
    user.click(window.controls.train)
    user.wait_for_status(Status.PAUSED)
    user.wait(lambda: panel._shown is user.snapshot.last_test)
    test = user.snapshot.last_test
    assert test is not None
    wrong = test.images - int(test.confusion.trace())
    assert panel.images.heading.text() == f"All mistakes: {wrong}"


def test_long_words_have_room(
    panel: MistakesView, snapshot: Snapshot, first: Evaluation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mistake_images, "tr", lambda text: f"{text}, said at greater length")
    panel.set_snapshot(replace(snapshot, last_test=first))
    QApplication.processEvents()
    for text in (panel.images.heading, panel.images.remark):
        assert text.height() >= text.heightForWidth(text.width())
    assert panel.images.width() == panel.images.gallery.width()
    assert panel.images.gallery.height() >= 60
