"""The gradients view: what it compares, on which images, when, and the switch that mends."""

import numpy as np
import pytest
from PyQt6.QtCore import QEvent, QPoint, Qt
from PyQt6.QtWidgets import QApplication, QWidget

from mnistviz.analysis.central_differences import CentralDifferences
from mnistviz.analysis.gradient_check import GradientCheck, Verdict, check_gradients
from mnistviz.app.experiments import shipped_model
from mnistviz.data.datasets.dataset import DataSet, as_input, one_hot
from mnistviz.data.datasets.deskewing import deskewed
from mnistviz.errors import MnistvizError
from mnistviz.gui.glossary.explain import explanation
from mnistviz.gui.kit import theme as themes
from mnistviz.gui.kit.stylesheet import apply
from mnistviz.gui.views.gradients import checker as gradient_checker
from mnistviz.gui.views.gradients import view as module
from mnistviz.gui.views.gradients import words as gradient_words
from mnistviz.gui.views.gradients.checker import Answer
from mnistviz.gui.views.gradients.view import GradientsView
from mnistviz.nn.arrays import ByteArray
from mnistviz.training.snapshot import Snapshot, Status
from tests.gui.support import ONE, OpenUser, User, mouse_click


def open_view(user: User) -> GradientsView:
    view = user.window.views.view(GradientsView)
    user.window.views.turn_to("Gradients")
    assert view.isVisible()
    return view


def answer_of(view: GradientsView) -> Answer:
    assert view.checker.answer is not None
    return view.checker.answer


def wait(user: User) -> GradientsView:
    """Until there is an answer about the network as it stands."""
    view = user.window.views.view(GradientsView)
    user.wait(
        lambda: (
            not view.checker.is_busy
            and view._is_shown
            and answer_of(view).question.snapshot.updates == user.snapshot.updates
            and answer_of(view).question.snapshot.settings == user.snapshot.settings
        )
    )
    return view


def lines(view: GradientsView) -> list[list[str]]:
    return [[figure.text() for figure in line.figures] for line in view.table.lines]


def sentences(view: GradientsView) -> list[str]:
    return [line.sentence.text() for line in view.table.lines]


def expected(snapshot: Snapshot, images: ByteArray, labels: ByteArray) -> GradientCheck:
    return check_gradients(
        snapshot.network,
        snapshot.parameters,
        as_input(images, np.float64),
        one_hot(labels, 10, np.float64),
    )


def assert_shows(view: GradientsView, check: GradientCheck) -> None:
    assert lines(view) == [list(gradient_words.figures(layer)) for layer in check.layers]
    for found, layer in zip(answer_of(view).check.layers, check.layers, strict=True):
        assert np.array_equal(found.update, layer.update)
        assert np.array_equal(found.gradient, layer.gradient)


@pytest.fixture
def user(open_user: OpenUser, few_digits: DataSet) -> User:
    """In front of few digits, of which nothing has to be learned."""
    return open_user(digits=few_digits)


@pytest.fixture
def view(user: User) -> GradientsView:
    open_view(user)
    return wait(user)


@pytest.fixture
def notebook(open_user: OpenUser, few_digits: DataSet) -> User:
    user = open_user("relu-notebook", digits=few_digits, seed=3)
    open_view(user)
    return user


def test_it_checks_as_soon_as_it_is_in_front(user: User, view: GradientsView) -> None:
    train = user.snapshot.data.train
    assert_shows(view, expected(user.snapshot, train.images[:8], train.labels[:8]))
    assert all(
        text.startswith("✓ Right: the update is the gradient to") for text in sentences(view)
    )
    assert [figures[2] for figures in lines(view)] == ["1.0000000"] * 2
    assert [line.name.text() for line in view.table.lines] == ["784 → 64", "64 → 10"]
    assert "Training images 0 to 7 · loss " in view.info.text()
    assert "weights have an input of 0 in every image" in view.info.text()
    assert not view.invitation.isVisible()
    assert not view.controls.mend.isVisible()


@pytest.mark.parametrize("preset", ["sigmoid", "sigmoid-notebook"])
def test_networks_of_three_layers(preset: str, open_user: OpenUser, few_digits: DataSet) -> None:
    user = open_user(preset, digits=few_digits)
    open_view(user).controls.images.button(0).click()
    view = wait(user)
    assert [line.name.text() for line in view.table.lines] == ["784 → 128", "128 → 64", "64 → 10"]
    assert all(text.startswith("✓ Right") for text in sentences(view))
    view.table.lines[1].name.click()
    assert view.picker.picked[0] == 1
    assert not view.controls.mend.isVisible()


def wait_for_images(view: GradientsView, user: User, count: int) -> None:
    user.wait(lambda: len(answer_of(view).question.digits) == count)


def test_the_number_of_images(user: User, view: GradientsView) -> None:
    train = user.snapshot.data.train
    for index, count in ((0, 1), (2, 32)):
        user.click(view.controls.images.button(index))
        wait_for_images(view, user, count)
        assert_shows(view, expected(user.snapshot, train.images[:count], train.labels[:count]))


def test_other_images(user: User, view: GradientsView) -> None:
    user.click(view.controls.others)
    user.wait(lambda: "Training images 8 to 15" in view.info.text())
    train = user.snapshot.data.train
    assert_shows(view, expected(user.snapshot, train.images[8:16], train.labels[8:16]))


def test_past_the_last_image_it_begins_anew(open_user: OpenUser, few_digits: DataSet) -> None:
    user = open_user(digits=few_digits)
    view = open_view(user)
    view._first = len(few_digits.train) - 4
    wait(user)
    user.click(view.controls.others)
    user.wait(lambda: "Training images 4 to 11" in view.info.text())


def test_the_digit_on_the_canvas(user: User, view: GradientsView) -> None:
    canvas = view.controls.images.button(4)
    assert not canvas.isEnabled()
    user.press(Qt.Key.Key_T)
    assert canvas.isEnabled()
    user.click(canvas)
    user.wait(lambda: "on the canvas" in view.info.text())
    prediction = user.window.predictor.prediction
    assert prediction is not None
    assert prediction.label is not None
    assert f"The {prediction.label} on the canvas" in view.info.text()
    label = np.array([prediction.label], np.uint8)
    assert_shows(view, expected(user.snapshot, prediction.pixels[np.newaxis], label))

    before = answer_of(view).question.digits.images
    user.press(Qt.Key.Key_T)  # another one
    user.wait(lambda: not np.array_equal(answer_of(view).question.digits.images, before))

    user.draw(*ONE)  # of which nobody knows what it is meant to be
    assert not canvas.isEnabled()
    user.wait(lambda: "Training images 0 to 7" in view.info.text())
    assert view.controls.count == 8


def test_deskewed_for_a_network_that_learned_from_such(user: User) -> None:
    run = user.snapshot.run_id
    user.window.experiments.show_model(shipped_model())
    user.wait_for_run(run)
    open_view(user).controls.images.button(0).click()
    view = wait(user)
    train = user.snapshot.data.train
    assert user.snapshot.deskew
    assert_shows(view, expected(user.snapshot, deskewed(train.images[:1]), train.labels[:1]))
    assert not view.controls.mend.isVisible()

    view.controls.live.setChecked(False)
    user.steps(1)  # the run's own network, of another architecture perhaps
    assert not view.table.isVisible()
    user.click(view.controls.check)
    wait(user)
    assert view.table.isVisible()


def test_the_pictures_show_gradient_and_update(user: User, view: GradientsView) -> None:
    check, picker = answer_of(view).check, view.picker
    user.enter(picker.unit, "5")
    for picture, values in zip(
        picker.maps, (check.layers[0].gradient, check.layers[0].update), strict=True
    ):
        assert np.array_equal(picture.shown.values, values[:784, 4].reshape(28, 28))
    assert picker.maps[0].shown.limit == picker.maps[1].shown.limit
    assert picker.maps[0].shown.limit == max(
        np.abs(check.layers[0].gradient[:784, 4]).max(),
        np.abs(check.layers[0].update[:784, 4]).max(),
    )
    user.click(view.table.lines[1].name)
    assert np.array_equal(picker.maps[0].shown.values, check.layers[1].gradient[:64].T)
    assert picker.of_all.text() == "of 10"
    view.table.lines[1].name.setFocus()
    user.press(Qt.Key.Key_Up)
    assert picker.of_all.text() == "of 64"
    assert picker.unit.value() == 5


def assert_arithmetic(view: GradientsView, layer: int, row: int, unit: int) -> None:
    check = answer_of(view).check
    assert view.picker.picked == (layer, row, unit)
    one = check.differences.one(layer, row, unit)
    texts = [line.text().replace("−", "-") for line in view.picker.lines]
    assert texts[0].endswith(f"unit {unit + 1}: w = {one.weight:#.4g}")
    assert float(texts[1].split("= ")[1]) == pytest.approx(one.above, abs=1e-12)
    assert float(texts[2].split("= ")[1]) == pytest.approx(one.below, abs=1e-12)
    assert float(texts[3].split(": ")[1]) == pytest.approx(one.quotient, rel=1e-6)
    update = check.layers[layer].update[row, unit]
    assert float(texts[4].split(": ")[1].split(" ")[0]) == pytest.approx(update, rel=1e-6)


def test_a_weight_is_pointed_at(user: User, view: GradientsView) -> None:
    picture = view.picker.maps[1]
    mouse_click(picture, picture.place_of(13, 15).center().toPoint())
    unit = int(view.picker.unit.value()) - 1
    assert_arithmetic(view, 0, 13 * 28 + 15, unit)
    assert view.picker.lines[0].text().startswith(f"Pixel 14, 16 → unit {unit + 1}")
    for key, row in ((Qt.Key.Key_Left, 13 * 28 + 14), (Qt.Key.Key_Up, 12 * 28 + 14)):
        user.press(key)
        assert_arithmetic(view, 0, row, unit)
    assert view.picker.maps[0].at == view.picker.maps[1].at == (12, 14)
    user.press(Qt.Key.Key_Right)
    assert user.snapshot.updates == 0  # it was no step of the training


def test_a_weight_of_a_later_layer(user: User, view: GradientsView) -> None:
    user.click(view.table.lines[1].name)
    picture = view.picker.maps[0]
    mouse_click(picture, picture.place_of(3, 20).center().toPoint())
    assert_arithmetic(view, 1, 20, 3)
    assert view.picker.lines[0].text().startswith("Unit 21 → unit 4")
    assert view.picker.unit.value() == 4
    for _ in range(5):
        user.press(Qt.Key.Key_Up)
    assert_arithmetic(view, 1, 20, 0)
    mouse_click(picture, QPoint(1, 1))
    assert_arithmetic(view, 1, 0, 0)


def test_the_picked_weight_stays_picked(user: User, view: GradientsView) -> None:
    picture = view.picker.maps[0]
    mouse_click(picture, QPoint(1, 1))  # a pixel without ink, whose derivative is 0
    picked, before = view.picker.picked, view.picker.lines[1].text()
    user.steps(1)
    wait(user)
    assert view.picker.picked == picked
    assert view.picker.lines[1].text() != before


def test_it_follows_the_training(open_user: OpenUser, monkeypatch: pytest.MonkeyPatch) -> None:
    user = open_user()
    view = open_view(user)
    wait(user)
    monkeypatch.setattr(module, "_REST", 0.0)
    monkeypatch.setattr(module, "_RESTS", 0.0)
    seen = set()
    view.checker.changed.connect(lambda: seen.add(answer_of(view).question.snapshot.updates))
    user.click(user.window.controls.train)
    user.wait(lambda: len(seen) > 3)
    assert user.snapshot.status is Status.RUNNING
    user.click(user.window.controls.train)
    user.wait_for_status(Status.PAUSED)
    wait(user)
    assert f"at update {user.snapshot.updates:,}" in view.info.text()
    assert all(text.startswith("✓ Right") for text in sentences(view))


def test_it_rests_between_two_checks_of_a_running_network(
    open_user: OpenUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = open_user()
    view = open_view(user)
    wait(user)
    now = 1000.0
    monkeypatch.setattr(module, "monotonic", lambda: now)
    asked: list[object] = []
    monkeypatch.setattr(view.checker, "ask", asked.append)
    view._take_change()  # as when an answer has come
    user.click(user.window.controls.train)
    user.wait_for_updates(10)
    assert asked == []
    assert view._rest_until >= now + module._REST
    now = view._rest_until + 0.01
    user.wait(lambda: len(asked) == 1 or user.snapshot.status is not Status.RUNNING)


def test_when_not_live_it_checks_only_on_request(user: User, view: GradientsView) -> None:
    user.click(view.controls.live)
    before = answer_of(view)
    user.steps(2)
    assert not view.checker.is_busy
    assert answer_of(view) is before
    view.table.lines[0].name.setFocus()
    user.press(Qt.Key.Key_Return)
    wait(user)
    user.steps(1)
    user.click(view.controls.check)
    wait(user)
    user.steps(1)
    user.click(view.controls.live)
    wait(user)


def test_nothing_is_done_behind_another_view(user: User, view: GradientsView) -> None:
    before = answer_of(view)
    user.window.views.turn_to("Filters")
    user.steps(2)
    assert not view.checker.is_busy
    assert answer_of(view) is before
    open_view(user)
    wait(user)


def endless(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Checks that go on until they are stopped; the list gets an entry then."""
    stopped: list[bool] = []

    def work(*arguments: object) -> GradientCheck:
        report = arguments[-1]
        assert callable(report)
        try:
            while True:
                report(0.4)
        except MnistvizError:
            stopped.append(True)
            raise

    monkeypatch.setattr(gradient_checker, "check_gradients", work)
    monkeypatch.setattr(module, "_PATIENCE", 0.0)
    return stopped


def test_a_long_check_tells_how_far_it_is_and_can_be_stopped(
    user: User, view: GradientsView, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = endless(monkeypatch)
    user.click(view.controls.check)
    user.wait(lambda: "Checking … 40" in view.info.text())
    assert view.controls.check.text() == "Stop"
    user.click(view.controls.check)
    user.wait(lambda: not view.checker.is_busy)
    assert stopped == [True]
    assert view.controls.check.text() == "Check"
    assert "Checking" not in view.info.text()


def test_what_nobody_waits_for_is_stopped(
    user: User, view: GradientsView, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = endless(monkeypatch)
    user.click(view.controls.check)
    user.window.views.turn_to("Filters")
    user.wait(lambda: stopped == [True] and not view.checker.is_busy)
    open_view(user)
    user.wait(lambda: view.checker.share > 0.0)
    user.click(view.controls.live)  # off
    user.wait(lambda: len(stopped) == 2 and not view.checker.is_busy)
    user.click(view.controls.check)
    user.wait(lambda: view.checker.share > 0.0)
    monkeypatch.setattr(gradient_checker, "check_gradients", check_gradients)
    user.click(view.controls.others)  # instead of that one
    user.wait(lambda: "images 8 to 15" in view.info.text() and not view.checker.is_busy)
    assert len(stopped) == 3


def test_a_check_that_fails_says_so(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> GradientCheck:
        raise MnistvizError("no memory")

    monkeypatch.setattr(gradient_checker, "check_gradients", fail)
    view = open_view(user)
    user.wait(lambda: view.invitation.text() == "no memory")
    assert not view.table.isVisible()
    assert not view.checker.is_busy
    monkeypatch.undo()
    user.click(view.controls.check)
    wait(user)
    assert view.table.isVisible()


def test_before_the_first_check_there_are_words(user: User) -> None:
    view = user.window.views.view(GradientsView)
    view.controls.live.setChecked(False)
    open_view(user)
    assert view.invitation.isVisible()
    assert view.invitation.text().startswith("Press Check")
    assert not view.picker.isVisible()
    user.click(view.controls.check)
    wait(user)
    assert view.picker.isVisible()


def test_a_reset_clears_what_was_seen(user: User, view: GradientsView) -> None:
    view.controls.live.setChecked(False)
    run = user.snapshot.run_id
    user.click(user.window.controls.reset)
    user.wait_for_run(run)
    assert view.invitation.isVisible()
    assert not view.table.isVisible()


def test_the_notebooks_first_layer_gets_nothing_until_it_is_mended(notebook: User) -> None:
    user, view = notebook, wait(notebook)
    assert [text.split(" ")[:2] for text in sentences(view)] == [["–", "Flat:"], ["?", "No"]]
    assert lines(view)[0][1:] == ["0", "–", "–"]
    assert lines(view)[1][1:3] == ["0", "–"]
    assert "loss 0 at update 0" in view.info.text()
    # Two numbers that are as good as 0 are not blown up to a picture.
    assert view.picker.maps[0].shown.limit > 1e-12
    assert view.picker.lines[4].text().endswith("error –")
    assert view.controls.mend.text() == "Mend it"
    assert not view.controls.filters.isVisible()

    user.train(1500)
    wait(user)
    check = answer_of(view).check
    assert check.layers[0].verdict is Verdict.NOTHING
    assert sentences(view)[0].startswith("✗ The first layer gets next to nothing")
    assert view.table.lines[0].sentence.styleSheet()
    assert not view.table.lines[1].sentence.styleSheet()
    values = view.picker.maps[0].shown.values
    assert np.abs(values).max() > 1e-3
    # Of the update nothing is to be seen on the same scale.
    update = view.picker.maps[1].shown.values
    assert np.abs(update).max() < 1e-6 * view.picker.maps[0].shown.limit

    user.click(view.controls.mend)
    user.wait(lambda: user.snapshot.settings.true_derivative)
    wait(user)
    assert view.controls.mend.isChecked()
    assert view.controls.mend.text() == "Undo the mending"
    assert answer_of(view).check.layers[0].verdict in {Verdict.PARTLY, Verdict.ROUGHLY}
    before = user.snapshot.parameters.weights[0]
    user.steps(3)
    assert np.abs(user.snapshot.parameters.weights[0] - before).max() > 1e-4

    user.click(view.controls.filters)
    assert user.window.filters.isVisible()
    assert user.window.filters.what.index == 1
    user.window.views.turn_to("Gradients")
    user.click(view.controls.mend)
    user.wait(lambda: not user.snapshot.settings.true_derivative)
    user.wait(lambda: view.controls.mend.text() == "Mend it")


def test_a_weight_at_a_kink_is_named(user: User, view: GradientsView) -> None:
    answer = answer_of(view)
    answer.check.layers[0].derivatives.at_kink[5, 0] = True
    assert "1 are left out: moving them puts a ReLU over its kink." in gradient_words.left_out(
        answer.check
    )
    with pytest.MonkeyPatch.context() as patch:
        one = CentralDifferences.one

        def at_kink(*arguments: object) -> object:
            from dataclasses import replace

            return replace(one(*arguments), at_kink=True)  # type: ignore[arg-type]

        patch.setattr(CentralDifferences, "one", at_kink)
        view.picker.retell()
    assert "at a kink" in view.picker.lines[3].text()


def test_another_language_is_taken_at_once(
    view: GradientsView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gradient_words, "tr", lambda text: f"§{text}")
    QApplication.sendEvent(view, QEvent(QEvent.Type.LanguageChange))
    assert all("§" in text for text in sentences(view))


def test_everything_has_a_name_and_is_explained(view: GradientsView) -> None:
    for widget in (
        view.controls.images,
        view.controls.others,
        view.controls.check,
        view.controls.live,
        view.controls.mend,
        view.controls.filters,
        view.info,
        view.picker.unit,
        *view.picker.maps,
        *view.picker.lines,
        *view.table.headings,
        *(figure for line in view.table.lines for figure in line.figures),
    ):
        assert explanation(widget)
    for widget in (*view.picker.maps, view.picker.unit, view.controls.images):
        assert widget.accessibleName()
    assert "Right" in view.table.lines[0].name.accessibleName()


@pytest.mark.parametrize(
    ("size", "scale"),
    [
        ((362, 190), 1.0),
        ((660, 264), 1.0),
        ((1900, 900), 1.0),
        ((440, 240), 1.6),
        ((930, 370), 1.6),
    ],
)
def test_nothing_is_cut_off(
    size: tuple[int, int], scale: float, app: QApplication, notebook: User
) -> None:
    user, view = notebook, wait(notebook)
    user.click(view.controls.mend)
    user.wait(view.controls.filters.isVisible)
    host = QWidget()
    user.qtbot.addWidget(host)
    theme = themes.choose("dark", scale)
    apply(app, theme)
    view.setParent(host)
    view.set_theme(theme)
    host.resize(*size)
    view.resize(*size)
    host.show()
    view.show()
    for _ in range(3):
        QApplication.processEvents()
    view._show_answer()
    QApplication.processEvents()
    assert view.table.width() >= view.table.minimumSizeHint().width()
    assert view.table.mapTo(view, QPoint(view.table.width(), 0)).x() <= view.width()
    assert view.picker.isVisible() == (size[0] >= 560 * scale)
    shown = [*view.controls._all, *(each for each in view.table.headings if each.isVisible())]
    if view.picker.isVisible():
        shown += [*view.picker.maps, *(line for line in view.picker.lines if line.isVisible())]
    lowest = view.controls.height() + 80 * scale
    for widget in shown:
        place = widget.rect().translated(widget.mapTo(view, QPoint(0, 0)))
        in_scroll = size[1] < lowest and widget in (*view.controls._all, *view.table.headings)
        assert place.left() >= 0
        assert place.right() <= view.width()
        assert in_scroll or (place.top() >= 0 and place.bottom() <= view.height())
        assert widget.width() >= widget.sizeHint().width() - 1
    view.grab()
