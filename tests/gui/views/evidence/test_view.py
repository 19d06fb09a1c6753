"""The view Evidence: what the pixels say, and what would turn the answer."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PyQt6.QtCore import QEvent, QPoint, Qt
from PyQt6.QtGui import QFocusEvent
from PyQt6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from mnistviz.analysis import stroke_change
from mnistviz.analysis.evidence import evidence
from mnistviz.analysis.stroke_change import Change
from mnistviz.app.document import Document
from mnistviz.app.experiments import shipped_model
from mnistviz.app.jobs import Jobs, Result
from mnistviz.app.predictor import Prediction, Predictor
from mnistviz.data.datasets.dataset import as_input
from mnistviz.data.ink.drawing import Drawing
from mnistviz.data.ink.page import stored_digit
from mnistviz.data.ink.preparation import StoredDigit
from mnistviz.errors import MnistvizError
from mnistviz.gui.glossary.explain import explanation
from mnistviz.gui.kit.figures import nice_ceiling
from mnistviz.gui.kit.theme import Theme
from mnistviz.gui.views.evidence import change_half, change_search, evidence_half
from mnistviz.gui.views.evidence.change_search import Found
from mnistviz.gui.views.evidence.view import EvidenceView
from mnistviz.nn.arrays import ByteArray
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.snapshot import Status
from tests.gui.support import (
    ONE,
    User,
    key_click,
    let_time_pass,
    make_context,
    mouse_click,
    mouse_move,
    settle,
)

SEVEN = ((0.25, 0.2), (0.75, 0.2), (0.45, 0.85))


@pytest.fixture
def panel(user: User, trained: TrainedModel) -> EvidenceView:
    """In front of a network that reads digits."""
    run = user.snapshot.run_id
    user.window.experiments.show_model(trained)
    user.wait_for_run(run)
    user.window.views.turn_to("Evidence")
    return user.window.views.view(EvidenceView)


def prediction(user: User) -> Prediction:
    found = user.window.predictor.prediction
    assert found is not None
    return found


def show_test_digit(user: User, *, misread: bool) -> Prediction:
    """The first test digit that is (not) read rightly, on the canvas."""
    for number in range(len(user.snapshot.test_digits)):
        user.window.drawing.show_test_digit(number)
        settle()
        if (prediction(user).digit != prediction(user).label) is misread:
            return prediction(user)
    raise AssertionError("no such digit")


def settled(user: User, panel: EvidenceView) -> Found:
    """What a search found for what is on the canvas now."""

    def is_there() -> bool:
        found = panel.change.found
        title = panel.change.title.text()
        return (
            found is not None
            and np.array_equal(found.question.pixels, prediction(user).pixels)
            and found.question.parameters is user.snapshot.parameters
            and title.endswith(str(found.question.target))
        )

    user.wait(is_there)
    assert panel.change.found is not None
    return panel.change.found


def change_of(found: Found) -> Change:
    assert found.change is not None
    return found.change


def figures(panel: EvidenceView) -> list[float]:
    return [float(value.text().replace("−", "-")) for value in panel.evidence.values]


def answer(user: User, pixels: ByteArray) -> int:
    snapshot = user.snapshot
    images = as_input(pixels[np.newaxis], snapshot.parameters.flat.dtype)
    return int(snapshot.network.predict(snapshot.parameters, images).argmax())


def test_nothing_drawn(user: User, panel: EvidenceView) -> None:
    assert panel.note.isVisible()
    assert panel.note.text().startswith("Draw a digit")
    assert not panel.evidence.isVisible()
    assert not panel.change.isVisible()
    user.draw(*ONE)
    settle()
    assert not panel.note.isVisible()
    assert panel.evidence.isVisible()
    user.press(Qt.Key.Key_Delete)
    settle()
    assert panel.note.isVisible()
    assert not panel.evidence.isVisible()


def test_evidence_for_the_answer(user: User, panel: EvidenceView) -> None:
    digit = show_test_digit(user, misread=False)
    snapshot = user.snapshot
    expected = evidence(snapshot.network, snapshot.parameters, digit.pixels, digit.digit)
    assert np.array_equal(panel.evidence.picture.shown.values, expected.contributions)
    assert panel.evidence.title.text() == f"Evidence for {digit.digit}"
    speaks_for, against, biases, logit = figures(panel)
    assert speaks_for == pytest.approx(expected.speaking_for, abs=0.005)
    assert against == pytest.approx(expected.speaking_against, abs=0.005)
    assert logit == pytest.approx(expected.logit, abs=0.005)
    assert speaks_for + against + biases == pytest.approx(logit, abs=0.02)
    assert [name.text().split("</span> ")[-1] for name in panel.evidence.names] == [
        "For",
        "Against",
        "Biases",
        "Logit",
    ]
    assert panel.evidence.kind.text() == "Exact: the pixels and the biases add up to the logit."


def test_another_digit_and_back(user: User, panel: EvidenceView) -> None:
    digit = show_test_digit(user, misread=False)
    other = (digit.digit + 3) % 10
    user.click(panel.evidence.digits.button(other + 1))
    snapshot = user.snapshot
    expected = evidence(snapshot.network, snapshot.parameters, digit.pixels, other)
    assert np.array_equal(panel.evidence.picture.shown.values, expected.contributions)
    assert panel.evidence.title.text() == f"Evidence for {other}"
    assert panel.evidence.against.text() == f"against {digit.digit}"
    user.window.drawing.show_test_digit(18)
    settle()
    assert panel.evidence.title.text().startswith(f"Evidence for {other}"), "as was chosen"
    user.click(panel.evidence.digits.button(0))
    assert panel.evidence.title.text().startswith(f"Evidence for {prediction(user).digit}")


def test_compared_with_the_runner_up(user: User, panel: EvidenceView) -> None:
    digit = show_test_digit(user, misread=False)
    second = int(digit.outputs.argsort()[-2])
    assert panel.evidence.against.text() == f"against {second}"
    mouse_click(panel.evidence.against, QPoint(8, panel.evidence.against.height() // 2))
    assert panel.evidence.title.text() == f"Evidence for {digit.digit} against {second}"
    snapshot = user.snapshot
    expected = evidence(
        snapshot.network, snapshot.parameters, digit.pixels, digit.digit, against=second
    )
    assert np.array_equal(panel.evidence.picture.shown.values, expected.contributions)
    assert figures(panel)[3] == pytest.approx(expected.logit, abs=0.005)
    assert panel.evidence.names[3].text() == "Difference"
    assert "difference" in panel.evidence.kind.text()


def test_a_misread_digit_is_compared_with_its_label(user: User, panel: EvidenceView) -> None:
    digit = show_test_digit(user, misread=True)
    assert panel.evidence.against.isChecked()
    title = f"Evidence for {digit.digit} against {digit.label}"
    assert panel.evidence.title.text() == title
    assert settled(user, panel).question.target == digit.label
    assert panel.change.title.text() == f"Smallest change to {digit.label}"
    show_test_digit(user, misread=False)
    assert not panel.evidence.against.isChecked()
    show_test_digit(user, misread=True)
    mouse_click(panel.evidence.against, QPoint(8, panel.evidence.against.height() // 2))
    assert panel.evidence.title.text() == f"Evidence for {digit.digit}"


def test_an_approximation_is_called_one(user: User, panel: EvidenceView) -> None:
    show_test_digit(user, misread=False)
    run = user.snapshot.run_id
    user.click(user.window.network.family.button(0))
    user.wait_for_run(run)
    assert panel.evidence.kind.text().startswith("Gradient times input: a first-order approx")
    assert panel.evidence.names[2].text() == "Remainder"


def test_a_pixel_is_told_by_pointer_and_by_keys(user: User, panel: EvidenceView) -> None:
    digit = show_test_digit(user, misread=False)
    picture = panel.evidence.picture
    settle()  # it gets its place
    pixel = int(np.abs(picture.shown.values).argmax())
    side = picture.width() / 28
    place = QPoint(int((pixel % 28 + 0.5) * side), int((pixel // 28 + 0.5) * side))
    mouse_move(picture, place)
    expected = f"{picture.shown.values[pixel]:+.3f}".replace("-", "−")
    told = panel.evidence.kind.text()
    assert told.startswith(f"Row {pixel // 28}, column {pixel % 28}: ink ")
    assert f"{digit.pixels[pixel] / 2.55:.0f} %" in told
    assert told.endswith(f"contributes {expected}.")
    key_click(picture, Qt.Key.Key_Right)
    assert panel.evidence.kind.text().startswith(f"Row {pixel // 28}, column {pixel % 28 + 1}:")
    picture.focusOutEvent(QFocusEvent(QFocusEvent.Type.FocusOut))
    assert panel.evidence.kind.text().startswith("Exact")


def test_the_scale_is_round(user: User, panel: EvidenceView) -> None:
    show_test_digit(user, misread=False)
    shown = panel.evidence.picture.shown
    largest = float(np.abs(shown.values).max())
    assert largest <= shown.limit
    assert shown.limit == nice_ceiling(largest)
    assert panel.evidence.bar.ends == (f"−{shown.limit:g}", f"+{shown.limit:g}")


def test_the_change_turns_the_answer(user: User, panel: EvidenceView) -> None:
    digit = show_test_digit(user, misread=False)
    second = int(digit.outputs.argsort()[-2])
    found = settled(user, panel)
    change = change_of(found)
    assert found.question.target == second
    assert answer(user, change.after) == second
    assert np.array_equal(panel.change.marks.shown.before, digit.pixels)
    assert np.array_equal(panel.change.marks.shown.after, change.after)
    assert np.array_equal(panel.change.result.shown.pixels, change.after)
    shown = user.window.predictor.predict([change.after])
    assert shown is not None
    assert panel.change.headline.text() == (
        f"{digit.digit} → {second}: the answer becomes {second} with "
        f"{100 * shown[0, second]:.0f}\N{NO-BREAK SPACE}%"
    )
    for ink, mark in ((change.added, "■"), (change.removed, "×")):
        assert (mark in panel.change.details.text()) is (ink >= 0.05)
        assert (f" {ink:.1f}" in panel.change.details.text()) or ink < 0.05


def test_another_target(user: User, panel: EvidenceView) -> None:
    digit = show_test_digit(user, misread=False)
    settled(user, panel)
    target = next(n for n in (9, 8, 3) if n not in digit.outputs.argsort()[-2:])
    user.click(panel.change.digits.button(target + 1))
    assert panel.change.title.text() == f"Smallest change to {target}"
    found = settled(user, panel)
    assert found.question.target == target
    if found.change is not None:
        assert answer(user, found.change.after) == target
    user.click(panel.change.digits.button(digit.digit + 1))
    settled(user, panel)
    assert panel.change.headline.text().startswith(f"It is read as {digit.digit} already.")
    assert not panel.change.put.isEnabled()


def test_the_choice_moves_with_the_arrow_keys(user: User, panel: EvidenceView) -> None:
    show_test_digit(user, misread=False)
    first = panel.change.digits.button(0)
    first.setFocus()
    assert first.hasFocus()
    user.press(Qt.Key.Key_Right)
    user.press(Qt.Key.Key_Right)
    assert panel.change.digits.digit == 1
    assert settled(user, panel).question.target == 1


def test_put_on_the_canvas(user: User, panel: EvidenceView) -> None:
    show_test_digit(user, misread=False)
    change = change_of(settled(user, panel))
    user.click(panel.change.put)
    content = user.window.document.content
    assert isinstance(content, StoredDigit)
    assert np.array_equal(content.pixels, change.after)
    assert content.label is None
    assert prediction(user).digit == change.target


def test_a_change_that_deskewing_undoes_is_told(user: User, panel: EvidenceView) -> None:
    run = user.snapshot.run_id
    user.window.experiments.show_model(shipped_model())
    user.wait_for_run(run)
    told = set()
    for number in range(8):
        user.window.drawing.show_test_digit(number)
        change = change_of(settled(user, panel))
        assert answer(user, change.after) == change.target
        again = answer(user, user.window.predictor.prepared(StoredDigit(change.after)))
        says = f"Straightened again on the canvas, it is a {again}." in panel.change.details.text()
        assert says is (again != change.target)
        told.add(says)
    assert told == {True, False}


def test_nothing_found_is_said(
    user: User, panel: EvidenceView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stroke_change, "MOST_STROKES", 0)
    show_test_digit(user, misread=False)
    assert settled(user, panel).change is None
    assert "no change of up to" in panel.change.headline.text()
    assert not panel.change.put.isEnabled()
    assert np.array_equal(panel.change.marks.shown.after, prediction(user).pixels)


def test_probabilities_or_outputs(user: User, panel: EvidenceView) -> None:
    show_test_digit(user, misread=False)
    change = change_of(settled(user, panel))
    user.window.predictor.show_uncalibrated(True)
    user.window.document.put(stored_digit(user.snapshot.test_digits, 40))
    change = change_of(settled(user, panel))
    share = f"{100 * change.outputs[change.target]:.0f}\N{NO-BREAK SPACE}%"
    assert panel.change.headline.text().endswith(share)


def test_it_follows_the_pen(user: User, panel: EvidenceView) -> None:
    user.pen_down((0.3, 0.2), (0.3, 0.4))
    first = panel.evidence.picture.shown.values
    mouse_move(user.window.drawing.canvas, user.place(0.8, 0.9))
    user.wait(lambda: not np.array_equal(panel.evidence.picture.shown.values, first))
    user.pen_up((0.8, 0.9))
    settled(user, panel)


def test_it_follows_the_training(open_user: Callable[..., User]) -> None:
    user = open_user()
    panel = user.window.views.view(EvidenceView)
    user.window.views.turn_to("Evidence")
    user.draw(*SEVEN)
    first = settled(user, panel)
    texts = [value.text() for value in panel.evidence.values]
    user.click(user.window.controls.train)
    user.wait(lambda: [value.text() for value in panel.evidence.values] != texts)
    user.wait(lambda: panel.change.found is not first)
    assert panel.change.found is not None
    assert not panel.change.found.question.thorough
    user.wait_for_updates(30)
    user.click(user.window.controls.train)
    user.wait_for_status(Status.PAUSED)
    user.wait(lambda: settled(user, panel).question.thorough)
    last = settled(user, panel)
    assert last.answer == prediction(user).digit
    snapshot, given = user.snapshot, prediction(user).pixels
    expected = evidence(snapshot.network, snapshot.parameters, given, prediction(user).digit)
    assert figures(panel)[3] == pytest.approx(expected.logit, abs=0.01)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The targets of all searches."""
    targets: list[int] = []
    search = stroke_change.smallest_change

    def counting(*arguments: Any, thorough: bool) -> Change | None:
        targets.append(arguments[3])
        return search(*arguments, thorough=thorough)

    monkeypatch.setattr(change_search, "smallest_change", counting)
    return targets


def test_behind_another_tab_it_does_nothing(
    user: User, panel: EvidenceView, counted: list[int]
) -> None:
    show_test_digit(user, misread=False)
    settled(user, panel)
    user.window.views.turn_to("Filters")
    counted.clear()
    before = panel.evidence.picture.shown.values
    user.window.drawing.show_test_digit(30)
    user.let_time_pass()
    assert not user.window.thinking.is_busy
    assert counted == []
    assert panel.evidence.picture.shown.values is before
    user.window.views.turn_to("Evidence")
    assert panel.evidence.picture.shown.values is not before
    settled(user, panel)


def test_the_same_question_is_asked_once(
    user: User, panel: EvidenceView, counted: list[int]
) -> None:
    show_test_digit(user, misread=False)
    settled(user, panel)
    counted.clear()
    user.window.predictor.show_uncalibrated(True)
    user.window.predictor.show_uncalibrated(False)
    user.let_time_pass()
    assert not user.window.thinking.is_busy
    assert counted == []


class Slow(Jobs):
    """Does its work when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs: list[Callable[[], object]] = []

    def do(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], object],
        failed: Callable[[MnistvizError], object],
    ) -> None:
        self.jobs.append(lambda: done(work()))


def test_the_newest_wins_and_one_at_a_time(
    user: User, panel: EvidenceView, qtbot: QtBot, light: Theme
) -> None:
    slow, digits = Slow(), user.snapshot.test_digits
    predictor = user.window.predictor
    other = EvidenceView(make_context(predictor, jobs=slow))
    qtbot.addWidget(other)
    other.set_theme(light)
    other.resize(700, 280)
    other.show()
    for number in (1, 2, 3):
        predictor.document.put(stored_digit(digits, number))
        settle()
    assert len(slow.jobs) == 1
    assert other.change.headline.text() == "Searching …"
    assert np.array_equal(other.change.marks.shown.before, digits.images[3])
    assert not other.change.put.isEnabled()
    slow.jobs.pop()()
    assert other.change.found is not None
    assert np.array_equal(other.change.found.question.pixels, digits.images[1])
    assert slow.jobs == []
    let_time_pass(other._search)
    slow.jobs.pop()()
    assert np.array_equal(other.change.found.question.pixels, digits.images[3])
    let_time_pass(other._search)
    assert slow.jobs == []
    predictor.document.put(stored_digit(digits, 4))
    settle()
    assert len(slow.jobs) == 1
    predictor.document.put(Drawing())
    settle()
    slow.jobs.pop()()
    assert other.change.found is None, "what was found meanwhile belongs to nothing"


def test_before_there_is_a_network(qtbot: QtBot, light: Theme) -> None:
    predictor = Predictor(Document())
    panel = EvidenceView(make_context(predictor, jobs=Slow()))
    qtbot.addWidget(panel)
    panel.set_theme(light)
    panel.resize(700, 280)
    panel.show()
    predictor.document.put(Drawing((np.array([[160.0, 60.0], [120.0, 230.0]]),)))
    assert panel.note.isVisible()


@pytest.mark.parametrize("size", [(660, 260), (440, 190), (1860, 900)])
def test_nothing_is_cut_off(
    user: User, panel: EvidenceView, size: tuple[int, int], light: Theme, qtbot: QtBot
) -> None:
    other = EvidenceView(make_context(user.window.predictor, jobs=user.window.thinking))
    qtbot.addWidget(other)
    other.set_theme(light)
    other.resize(*size)
    other.show()
    show_test_digit(user, misread=False)
    settled(user, other)
    settle()
    for half in (other.evidence, other.change):
        for child in half.findChildren(QAbstractButton):
            assert child.width() >= child.sizeHint().width()
            assert half.rect().contains(child.mapTo(half, child.rect().center()))
    for half, title in ((other.evidence, other.evidence.title), (other.change, other.change.title)):
        assert title.width() >= title.sizeHint().width()
        assert half.width() >= half.least_width()
    for text in (other.change.headline, other.change.details, other.evidence.kind):
        assert text.height() >= text.heightForWidth(text.width())
    assert other.evidence.picture.geometry().bottom() <= other.evidence.height()
    if size[0] > 1000:
        assert other.evidence.picture.width() > 500
        assert other.change.marks.width() > 400


def test_everything_is_explained_and_named(panel: EvidenceView) -> None:
    half, change = panel.evidence, panel.change
    explained = (
        half.digits,
        half.against,
        half.picture,
        half.kind,
        *half.values,
        change.digits,
        change.put,
        change.marks,
        change.result,
        change.headline,
        change.details,
    )
    assert all(explanation(widget) for widget in explained)
    named = (half.digits, half.picture, change.digits, change.put, change.marks, change.result)
    assert all(widget.accessibleName() for widget in named)


def test_everything_is_said_again_in_another_language(
    user: User, panel: EvidenceView, monkeypatch: pytest.MonkeyPatch
) -> None:
    show_test_digit(user, misread=False)
    settled(user, panel)
    texts = panel.evidence.title, panel.evidence.kind, panel.change.title, panel.change.headline
    before = [text.text() for text in texts]
    for module in (evidence_half, change_half):
        monkeypatch.setattr(module, "tr", lambda text: f"¡{text}!")
    QApplication.sendEvent(panel, QEvent(QEvent.Type.LanguageChange))
    assert [text.text() for text in texts] == [f"¡{text}!" for text in before]
    assert panel.evidence.names[3].text() == "¡Logit!"
