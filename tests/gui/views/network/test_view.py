"""The view Network: units at work on what is drawn, and a copy without some of them."""

from collections.abc import Callable

import numpy as np
import pytest
from PyQt6.QtCore import QEvent, QPoint, Qt
from PyQt6.QtWidgets import QApplication

from mnistviz.analysis.units import ForwardTrace, Unit, arithmetic, image_pass, without_units
from mnistviz.app.experiments import shipped_model
from mnistviz.data.datasets.dataset import as_input
from mnistviz.gui.glossary.explain import explanation
from mnistviz.gui.views.network import view as layers
from mnistviz.gui.views.network import words as copy_words
from mnistviz.gui.views.network.view import NetworkView
from mnistviz.gui.views.network.words import figure
from mnistviz.nn.calibration import calibrated
from mnistviz.training.evaluation import evaluate
from mnistviz.training.snapshot import Status
from tests.gui.support import ONE, User, mouse_click, mouse_double_click, settle
from tests.gui.views.network.blocks import U, content, same, words


@pytest.fixture
def panel(user: User) -> NetworkView:
    return opened(user)


def opened(user: User) -> NetworkView:
    user.window.views.turn_to("Network")
    user.wait(user.window.views.view(NetworkView).isVisible)
    return user.window.views.view(NetworkView)


def point(user: User, unit: Unit) -> None:
    units = user.window.views.view(NetworkView).map
    assert units.places is not None
    user.point(units, units.places.middle(unit).toPoint())


def click(user: User, unit: Unit) -> None:
    units = user.window.views.view(NetworkView).map
    assert units.places is not None
    mouse_click(units, units.places.middle(unit).toPoint())


def worked(user: User, off: frozenset[Unit] = frozenset()) -> ForwardTrace:
    """What the network on screen does with what is drawn, without some units."""
    snapshot, pixels = user.snapshot, user.window.predictor.pixels
    assert pixels is not None
    parameters = without_units(snapshot.parameters, off)
    return image_pass(snapshot.network, parameters, as_input(pixels, parameters.flat.dtype))


def assert_shows_the_network(user: User, off: frozenset[Unit] = frozenset()) -> None:
    shown, way = content(user.window.views.view(NetworkView)), worked(user, off)
    assert shown.activations is not None
    forward = way.network.forward(way.parameters, way.activations[0][np.newaxis])
    for mine, wanted in zip(shown.activations, forward, strict=True):
        assert same(mine, wanted[0])
    kind = user.snapshot.network.architecture.output
    wanted = calibrated(forward[-1], kind, user.snapshot.temperature)[0]
    assert shown.outputs.shares == pytest.approx(wanted)
    assert shown.off == off
    assert same(shown.pixels, user.window.predictor.pixels)


def test_nothing_drawn(user: User, panel: NetworkView) -> None:
    shown = content(panel)
    assert panel.bar.words.text().startswith("Draw a digit")
    assert shown.activations is None
    assert shown.pixels is None
    assert shown.outputs.shares is None
    weights = user.snapshot.parameters.weights
    assert [len(found) for found in shown.connections] == [30, 30]
    for k, found in enumerate(shown.connections):
        assert same(found.values, weights[k][found.sources, found.targets])
        assert np.abs(found.values[0]) == np.abs(weights[k]).max()
    point(user, U)
    assert words(panel).figures[0] == ("Bias", figure(0.0))
    largest = np.abs(weights[0][:, 5]).max()
    assert words(panel).parts[0][1].lstrip("+−") == f"{largest:.3f}"
    assert same(words(panel).picture, weights[0][:, 5].reshape(28, 28))
    point(user, Unit(2, 1))
    assert words(panel).picture is None


def test_another_drawing(user: User, panel: NetworkView) -> None:
    user.draw(*ONE)
    settle()
    assert_shows_the_network(user)
    user.press(Qt.Key.Key_T)
    settle()
    assert_shows_the_network(user)
    assert content(panel).outputs.label is not None
    user.press(Qt.Key.Key_Delete)
    settle()
    assert content(panel).activations is None


def test_a_unit_lights_its_connections(user: User, panel: NetworkView) -> None:
    user.press(Qt.Key.Key_T)
    settle()
    active = Unit(1, int(worked(user).activations[1].argmax()))
    point(user, active)
    lit, way = panel.map.lit, worked(user)
    assert lit is not None
    assert sorted(lit) == [1, 2]
    assert set(lit[1].targets) == set(lit[2].sources) == {active.number}
    products = arithmetic(way, active).contributions
    assert lit[1].values == pytest.approx(products[lit[1].sources])
    assert len(lit[2]) == 10
    value = way.activations[1][active.number]
    outgoing = value * way.parameters.weights[1][active.number]
    assert lit[2].values == pytest.approx(outgoing[lit[2].targets])
    assert panel.map.accessibleDescription().startswith(f"Unit {active.number + 1} of 64: ")
    user.point(user.window.drawing.canvas)
    panel.map.leaveEvent(None)
    assert panel.map.lit is None
    assert panel.details.words is None


def test_contributions_add_up_to_the_weighted_sum(user: User, panel: NetworkView) -> None:
    user.press(Qt.Key.Key_T)
    settle()
    point(user, Unit(2, 3))
    found = words(panel)
    parts = [float(value.replace("−", "-")) for _name, value in found.parts]
    assert len(parts) == len(found.rest)
    assert [abs(part) for part in parts] == sorted(map(abs, parts), reverse=True)
    total = arithmetic(worked(user), Unit(2, 3)).weighted_sum
    for named, (name, value) in enumerate(found.rest, start=1):
        assert name == f"The other {64 - named}"
        others = float(value.replace("−", "-"))
        assert sum(parts[:named]) + others == pytest.approx(total, abs=0.01)


def test_a_click_switches_a_unit_off_in_a_copy(user: User, panel: NetworkView) -> None:
    user.press(Qt.Key.Key_T)
    settle()
    strong = Unit(1, int(content(panel).connections[0].targets[0]))
    before = user.snapshot.parameters.flat.copy()
    assert content(panel).outputs.whole is None
    assert not panel.bar.restore.isVisible()
    click(user, strong)
    off = frozenset({strong})
    assert panel.off == off
    assert_shows_the_network(user, off)
    assert same(content(panel).outputs.whole, user.window.predictor.shown)
    assert panel.bar.is_copy
    assert panel.bar.words.text() == "A copy with 1 unit switched off · being tested …"
    assert words(panel).figures[-1] == ("Passed on", "0")
    assert len(panel.map.lit[2]) == 0  # type: ignore[index]
    assert strong.number not in content(panel).connections[0].targets
    assert same(user.snapshot.parameters.flat, before)
    click(user, strong)
    assert panel.off == frozenset()
    assert_shows_the_network(user)
    assert not panel.bar.is_copy


def test_the_copy_reads_the_test_digits(user: User, panel: NetworkView) -> None:
    user.train(30)
    off = frozenset(Unit(1, number) for number in range(0, 64, 3))
    for unit in off:
        click(user, unit)
    user.wait(lambda: panel.test.result is not None)
    snapshot = user.snapshot
    assert len(snapshot.test_digits) == 500
    copy = without_units(snapshot.parameters, off)
    tests = [
        evaluate(snapshot.network, p, snapshot.test_digits) for p in (copy, snapshot.parameters)
    ]
    figures = [
        f"{t.accuracy * 100:.1f} ± {t.standard_error * 100:.1f}\N{NO-BREAK SPACE}%" for t in tests
    ]
    assert figures[0] != figures[1]
    assert panel.bar._texts[0] == (
        f"A copy with 22 units switched off · reads {figures[0]} of the test digits "
        f"(all units: {figures[1]})"
    )
    assert panel.bar.words.text() in panel.bar._texts
    assert panel.bar.words.text() in explanation(panel.bar)
    user.click(panel.bar.restore)
    assert panel.off == frozenset()
    assert not panel.bar.is_copy
    assert not panel.bar.restore.isVisible()


def test_outputs_cannot_be_switched_off(user: User, panel: NetworkView) -> None:
    user.draw(*ONE)
    click(user, Unit(2, 4))
    assert panel.off == frozenset()
    assert words(panel).hint == ""
    assert words(panel).title == "Output for digit 4"


def test_a_double_click_between_the_units_fills_the_window(user: User, panel: NetworkView) -> None:
    room = user.window.room
    assert panel.map.places is not None
    unit = panel.map.places.middle(U).toPoint()
    mouse_double_click(panel.map, unit)
    assert panel.off == frozenset()
    assert user.window.curves.isVisible()
    mouse_double_click(panel.map, QPoint(3, 3))
    assert room.filled is user.window.views
    assert panel.off == frozenset()


def test_by_keyboard(user: User, panel: NetworkView) -> None:
    user.press(Qt.Key.Key_T)
    settle()
    panel.map.setFocus(Qt.FocusReason.TabFocusReason)
    updates = user.snapshot.updates
    user.press(Qt.Key.Key_Down)
    assert words(panel).title == "Unit 2 of 64"
    user.press(Qt.Key.Key_Space)
    assert panel.off == frozenset({Unit(1, 1)})
    user.press(Qt.Key.Key_Right)
    user.press(Qt.Key.Key_Return)
    assert len(panel.off) == 2
    while panel.map.marked != Unit(2, 0) and panel.map.marked is not None:
        user.press(Qt.Key.Key_Right)
        user.press(Qt.Key.Key_Up)
    user.press(Qt.Key.Key_Space)
    assert len(panel.off) == 2
    assert (user.snapshot.updates, user.snapshot.status) == (updates, Status.READY)
    panel.bar.restore.setFocus(Qt.FocusReason.TabFocusReason)
    user.press(Qt.Key.Key_Space)
    assert panel.off == frozenset()
    assert user.snapshot.status is Status.READY


def test_another_run_has_all_units(user: User, panel: NetworkView) -> None:
    click(user, U)
    user.train(3)
    assert panel.off == frozenset({U})
    run = user.snapshot.run_id
    user.press(Qt.Key.Key_R)
    user.wait_for_run(run)
    assert panel.off == frozenset()
    assert not panel.bar.is_copy


def test_another_network_has_all_units(user: User, panel: NetworkView) -> None:
    user.draw(*ONE)
    click(user, U)
    point(user, Unit(1, 63))
    run = user.snapshot.run_id
    user.window.experiments.show_model(shipped_model())
    user.wait_for_run(run)
    assert panel.off == frozenset()
    assert content(panel).sizes == (784, 128, 64, 10)
    assert_shows_the_network(user)
    point(user, Unit(2, 7))
    assert words(panel).title == "Unit 8 of 64 in layer 2"
    assert words(panel).caption == "Slope of z by pixel"


def test_it_follows_the_training(user: User, panel: NetworkView) -> None:
    user.draw(*ONE)
    click(user, U)
    user.wait(lambda: panel.test.result is not None)
    first = panel.test.result
    user.click(user.window.controls.train)
    shares = content(panel).outputs.shares
    user.wait(lambda: not same(content(panel).outputs.shares, shares))
    user.wait(lambda: panel.test.result not in {None, first})
    user.click(user.window.controls.train)
    user.wait_for_status(Status.PAUSED)
    assert_shows_the_network(user, frozenset({U}))
    snapshot, off = user.snapshot, frozenset({U})
    last = evaluate(snapshot.network, without_units(snapshot.parameters, off), snapshot.test_digits)
    user.wait(
        lambda: (
            panel.test.result is not None and same(panel.test.result.copy.confusion, last.confusion)
        )
    )


def test_switched_off_units_are_missed(user: User, panel: NetworkView) -> None:
    run = user.snapshot.run_id
    user.window.experiments.show_model(shipped_model())
    user.wait_for_run(run)
    user.press(Qt.Key.Key_T)
    settle()
    for number in range(64):
        click(user, Unit(2, number))
    user.wait(lambda: panel.test.result is not None)
    result = panel.test.result
    assert result is not None
    assert result.whole.accuracy > 0.97
    assert result.copy.accuracy < 0.2  # one digit for all: what the biases say
    outputs = content(panel).outputs
    answer = user.window.drawing.answer.text()
    assert content(panel).words[-1][0] == f"Copy: {outputs.answer} · all units: {answer}"


def test_it_shows_the_numbers_of_the_window(user: User, panel: NetworkView) -> None:
    user.train(30)
    user.press(Qt.Key.Key_T)
    settle()
    user.window.predictor.show_uncalibrated(True)
    assert same(content(panel).outputs.shares, worked(user).activations[-1])
    click(user, U)
    assert same(content(panel).outputs.whole, user.window.predictor.shown)


@pytest.fixture
def passes(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How many passes were calculated since it was last asked."""
    made: list[None] = []

    def counting(*arguments: object) -> ForwardTrace:
        made.append(None)
        return image_pass(*arguments)  # type: ignore[arg-type]

    def since() -> int:
        count = len(made)
        made.clear()
        return count

    monkeypatch.setattr(layers, "image_pass", counting)
    return since


def test_behind_another_tab_it_does_nothing(user: User, passes: Callable[[], int]) -> None:
    user.draw(*ONE)
    user.train(10)
    user.press(Qt.Key.Key_T)
    settle()
    assert passes() == 0
    panel = opened(user)
    assert passes() >= 1
    assert_shows_the_network(user)
    click(user, U)
    user.wait(lambda: panel.test.result is not None)
    result = panel.test.result
    user.window.views.turn_to("Filters")
    passes()
    user.train(10)
    user.draw((0.2, 0.2), (0.8, 0.2))
    assert passes() == 0
    assert panel.test.result is result
    opened(user)
    assert_shows_the_network(user, frozenset({U}))


def test_other_words_in_another_language(
    user: User, panel: NetworkView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copy_words, "tr", lambda text: text.replace("Draw", "Zeichne"))
    QApplication.sendEvent(panel, QEvent(QEvent.Type.LanguageChange))
    assert panel.bar.words.text().startswith("Zeichne a digit")
