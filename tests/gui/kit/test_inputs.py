"""Numbers that are typed, stepped through, and slid."""

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PyQt6.QtCore import QLocale, Qt
from PyQt6.QtGui import QValidator
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mnistviz.gui.kit.inputs import LogSlider, NumberBox
from tests.gui.support import key_click

# The offscreen platform says that it cannot do this with a window as small as a box.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

ACCEPTABLE, INTERMEDIATE = QValidator.State.Acceptable, QValidator.State.Intermediate

# The widget is made once for all examples of a property.
once = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.fixture
def rate(qtbot: QtBot) -> NumberBox:
    box = NumberBox(1e-6, 1000.0)
    qtbot.addWidget(box)
    box.setAccessibleName("Rate")
    box.setValue(0.5)
    return box


@pytest.fixture
def speed(qtbot: QtBot) -> NumberBox:
    box = NumberBox(0.0, 10_000.0)
    box.setSpecialValueText("Full speed")
    box.setSuffix(" updates/s")
    qtbot.addWidget(box)
    return box


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("0.1", 0.1), ("1e-3", 0.001), ("2.5E2", 250.0), ("12", 12.0), (".5", 0.5)),
        *(("0,25", 0.25), (" 7 ", 7.0), ("+3", 3.0), ("5.", 5.0)),
    ],
)
def test_what_can_be_typed(rate: NumberBox, text: str, value: float) -> None:
    assert rate.validate(text, 0)[0] is ACCEPTABLE
    assert rate.valueFromText(text) == value


@pytest.mark.parametrize(
    "text",
    [
        *("", "1e", "1e-", "-", "+", ".", "0", "-1", "1001", "1e9", "1e-9"),
        *("abc", "0x1", "1 2", "nan", "inf", "1;2", "½", "0,0,5", "Full"),
    ],
)
def test_nothing_that_is_typed_is_dropped(rate: NumberBox, text: str) -> None:
    """Or "12,5" would become 125."""
    assert rate.validate(text, 0)[0] is INTERMEDIATE


def test_validation_leaves_text_and_cursor_alone(rate: NumberBox) -> None:
    assert rate.validate("1e-3", 2)[1:] == ("1e-3", 2)
    assert rate.validate(None, 0)[0] is INTERMEDIATE


@pytest.mark.parametrize("text", ["", "1e", "abc", None])
def test_half_a_number_leaves_the_old_one(rate: NumberBox, text: str | None) -> None:
    assert rate.valueFromText(text) == 0.5


def test_the_special_value(speed: NumberBox) -> None:
    assert speed.text() == "Full speed"
    assert speed.validate("Full speed", 0)[0] is ACCEPTABLE
    assert speed.valueFromText("Full speed") == 0.0
    assert speed.valueFromText("full speed updates/s") == 0.0
    for start in ("F", "Full", "Full sp"):
        assert speed.validate(start, 0)[0] is INTERMEDIATE
    speed.setValue(20.0)
    assert speed.text() == "20 updates/s"
    assert speed.validate("20 updates/s", 0)[0] is ACCEPTABLE
    assert speed.valueFromText("30 updates/s") == 30.0
    assert speed.valueFromText("30") == 30.0


BOXES = {
    "a rate": lambda: NumberBox(1e-8, 1000.0, decimals=12),
    "a share": lambda: NumberBox(0.0, 0.999, step=0.05),
    "a seed": lambda: NumberBox(0, 2**32 - 1, decimals=0, step=1),
}


@pytest.mark.parametrize("kind", BOXES)
@pytest.mark.parametrize("name", ["de_DE", "en_US", "fr_FR", "ar_EG", "C"])
@once
@given(share=st.floats(0.0, 1.0), comma=st.booleans())
def test_what_is_shown_can_be_typed_again(
    app: QApplication, kind: str, name: str, share: float, comma: bool
) -> None:
    """Whatever the language is."""
    QLocale.setDefault(QLocale(name))
    box = BOXES[kind]()
    box.setValue(box.minimum() + share**4 * (box.maximum() - box.minimum()))
    shown, value = box.text(), box.value()
    line = box.lineEdit()
    assert line is not None
    box.setValue(box.minimum())
    line.setText(shown.replace(".", ",") if comma else shown)
    box.interpretText()
    assert (box.value(), box.text()) == (value, shown)


@once
@given(text=st.text(max_size=12))
def test_any_text_at_all(rate: NumberBox, text: str) -> None:
    state, same, _position = rate.validate(text, len(text))
    assert same == text
    if state is ACCEPTABLE:
        assert 1e-6 <= rate.valueFromText(text) <= 1000.0


def test_typed_numbers_arrive_with_enter_and_not_before(rate: NumberBox, qtbot: QtBot) -> None:
    got: list[float] = []
    rate.valueChanged.connect(got.append)
    rate.show()
    rate.selectAll()
    for character in "1e-3":
        key_click(rate, character)
    assert got == []
    key_click(rate, Qt.Key.Key_Return)
    assert got == [0.001]
    assert rate.text() == "0.001"


def test_steps_go_with_the_size_of_the_number(rate: NumberBox) -> None:
    rate.setValue(0.005)
    rate.stepUp()
    assert 0.005 < rate.value() <= 0.006
    rate.setValue(50.0)
    rate.stepUp()
    assert 50.0 < rate.value() <= 60.0


def enter(box: NumberBox, text: str, key: Qt.Key = Qt.Key.Key_Return) -> list[str]:
    """Type instead of what is there; returns the lines that were said."""
    said: list[str] = []
    box.said.connect(said.append)
    box.show()
    box.selectAll()
    for character in text:
        key_click(box, character)
    key_click(box, key)
    box.said.disconnect(said.append)
    return said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0,0,5", "Rate: “0,0,5” is no number; it stays 0.5."),
        ("1e", "Rate: “1e” is no number; it stays 0.5."),
        ("0", "Rate: “0” is not from 1e-06 to 1000; it stays 0.5."),
        ("5000", "Rate: “5000” is not from 1e-06 to 1000; it stays 0.5."),
        ("9" * 50, f"Rate: “{'9' * 24}…” is not from 1e-06 to 1000; it stays 0.5."),
    ],
)
def test_what_cannot_be_taken_leaves_the_old_value(rate: NumberBox, typed: str, said: str) -> None:
    assert enter(rate, typed) == [said]
    assert (rate.value(), rate.text()) == (0.5, "0.5")
    assert enter(rate, "0,25") == [""], "the line goes as soon as something is typed"
    assert rate.value() == 0.25


def test_the_units_are_said_once(speed: NumberBox) -> None:
    speed.setAccessibleName("Speed")
    assert enter(speed, "fast") == ["Speed: “fast” is no number; it stays Full speed."]
    speed.setValue(3.0)
    assert enter(speed, "x") == ["", "Speed: “x” is no number; it stays 3 updates/s."]


def test_a_whole_number(qtbot: QtBot) -> None:
    box = NumberBox(0, 2**32 - 1, decimals=0, step=1)
    qtbot.addWidget(box)
    box.setAccessibleName("Seed")
    for typed, value in (
        ("1.000", 1000),
        ("2,000", 2000),
        ("4294967295", 2**32 - 1),
        ("1e3", 1000),
    ):
        assert enter(box, typed) == []
        assert box.value() == value
    assert enter(box, "12,5") == ["Seed: “12,5” is no whole number; it stays 1000."]
    key_click(box, Qt.Key.Key_Up)
    assert box.text() == "1001"


def test_escape_brings_the_old_value_back(rate: NumberBox) -> None:
    assert enter(rate, "12", Qt.Key.Key_Escape) == []
    assert (rate.value(), rate.text()) == (0.5, "0.5")


@pytest.fixture
def batch(qtbot: QtBot) -> NumberBox:
    box = NumberBox(1, 10_000, decimals=0, step="doubling")
    qtbot.addWidget(box)
    return box


@pytest.mark.parametrize(
    ("start", "steps", "end"),
    [
        *((1, 1, 2), (2, 1, 4), (64, 1, 128), (64, -1, 32), (1, -1, 1), (2, -1, 1)),
        *((100, 1, 128), (100, -1, 64), (3, -1, 2), (3, 1, 4), (1, 10, 1024)),
        *((8192, 1, 10_000), (10_000, 1, 10_000), (10_000, -1, 8192), (64, 0, 64)),
    ],
)
def test_arrows_double_and_halve(batch: NumberBox, start: int, steps: int, end: int) -> None:
    batch.setValue(start)
    batch.stepBy(steps)
    assert batch.value() == end


@once
@given(value=st.integers(1, 10_000))
def test_a_step_up_and_down(batch: NumberBox, value: int) -> None:
    batch.setValue(value)
    batch.stepBy(1)
    assert value < batch.value() or value == 10_000
    batch.stepBy(-1)
    assert batch.value() <= value or value == 10_000
    power = math.log2(batch.value())
    assert power == round(power)


@pytest.fixture
def slider(qtbot: QtBot) -> LogSlider:
    result = LogSlider(1e-4, 10.0)
    qtbot.addWidget(result)
    return result


@once
@given(value=st.floats(1e-4, 10.0))
def test_the_slider_round_trip(slider: LogSlider, value: float) -> None:
    got: list[float] = []
    slider.moved_to.connect(got.append)
    slider.show_value(value)
    assert got == [], "nobody moved it"
    slider._report(slider.value())
    slider.moved_to.disconnect()
    # Half a step, and rounding to two digits.
    assert got[0] == pytest.approx(value, rel=0.09)
    assert 1e-4 <= got[0] <= 10.0


def test_every_position_can_be_shown_again(slider: LogSlider) -> None:
    for position in range(slider.minimum(), slider.maximum() + 1, 7):
        slider.setValue(position)
        exact = 1e-4 * 10.0 ** (position / 50)
        slider.show_value(exact)
        assert slider.value() == position


def test_the_ends_of_the_slider(slider: LogSlider) -> None:
    got: list[float] = []
    slider.moved_to.connect(got.append)
    slider.setValue(slider.maximum())
    slider.setValue(slider.minimum())
    assert got == [10.0, 1e-4]
    slider.show_value(1e9)
    assert slider.value() == slider.maximum()
    slider.show_value(0.0)
    assert slider.value() == slider.minimum()
    assert len(got) == 2
