"""Each digit's accuracy as dots with intervals."""

import numpy as np
import pytest
from PyQt6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from mnistviz.analysis.mistakes import DigitAccuracy, digit_accuracy
from mnistviz.gui.kit.theme import DARK, LIGHT, Theme
from mnistviz.gui.views.mistakes.chart import DigitAccuracyChart, axis


def found(**right: int) -> DigitAccuracy:
    """``d4=900``: 900 of the thousand fours were read rightly; 970 of each other digit."""
    counts = np.full(10, 970, np.int64)
    for name, count in right.items():
        counts[int(name[1])] = count
    confusion = np.diag(counts)
    confusion[np.arange(10), (np.arange(10) + 1) % 10] = 1000 - counts
    return digit_accuracy(confusion)


@pytest.fixture
def chart(qtbot: QtBot, light: Theme) -> DigitAccuracyChart:
    result = DigitAccuracyChart()
    qtbot.addWidget(result)
    result.set_theme(light)
    result.resize(150, 280)
    result.set_rows(31.5, 22.0)
    return result


def color(chart: DigitAccuracyChart, place: QPointF) -> str:
    return chart.grab().toImage().pixelColor(place.toPoint()).name()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_a_dot_is_filled_where_a_digit_differs(chart: DigitAccuracyChart, theme: Theme) -> None:
    chart.set_theme(theme)
    accuracy = found(d4=900)
    chart.set_accuracy(accuracy)
    assert chart.shown is accuracy
    for digit in range(10):
        expected = theme.test if digit == 4 else theme.surface
        assert color(chart, chart.place(float(accuracy.accuracy[digit]), digit)) == expected


def test_an_interval_is_a_line_from_end_to_end(chart: DigitAccuracyChart) -> None:
    accuracy = found(d4=900)
    chart.set_accuracy(accuracy)
    row = chart.place(0.9, 4).y()
    image = chart.grab().toImage()
    plot = chart.plot().toRect()
    inked = [
        x
        for x in range(plot.left(), plot.right())
        if image.pixelColor(x, int(row)).name() == LIGHT.test
    ]
    assert inked[0] == pytest.approx(chart.place(float(accuracy.low[4]), 4).x(), abs=2)
    assert inked[-1] == pytest.approx(chart.place(float(accuracy.high[4]), 4).x(), abs=2)


def test_rows_stay_in_the_order_of_the_digits(chart: DigitAccuracyChart) -> None:
    chart.set_accuracy(found(d0=990, d5=800, d9=850))
    rows = [chart.place(0.97, digit).y() for digit in range(10)]
    assert rows == [31.5 + 22.0 * (digit + 0.5) for digit in range(10)]


def test_the_line_of_all_digits(chart: DigitAccuracyChart) -> None:
    accuracy = found(d4=900)
    chart.set_accuracy(accuracy)
    x = round(chart.place(accuracy.overall, 0).x())
    image = chart.grab().toImage()
    plot = chart.plot().toRect()
    column = {image.pixelColor(x + dx, y).name() for dx in (-1, 0) for y in range(plot.top(), 250)}
    assert LIGHT.outline in column


def test_the_axis_holds_all_intervals(chart: DigitAccuracyChart) -> None:
    for accuracy in (found(), found(d4=100), found(d4=0, d5=1000)):
        chart.set_accuracy(accuracy)
        plot = chart.plot()
        for digit in range(10):
            assert plot.left() - 0.01 <= chart.place(float(accuracy.low[digit]), digit).x()
            assert chart.place(float(accuracy.high[digit]), digit).x() <= plot.right() + 0.01


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (95.6, 99.7, (94.0, 100.0, 2.0)),
        (98.1, 99.9, (98.0, 100.0, 1.0)),
        (0.0, 100.0, (0.0, 100.0, 50.0)),
        (81.0, 97.0, (80.0, 100.0, 10.0)),
        (99.0, 99.0, (99.0, 99.25, 0.25)),
    ],
)
def test_round_ends(low: float, high: float, expected: tuple[float, float, float]) -> None:
    assert axis(low, high) == expected


def test_every_axis_is_round_and_holds_its_values() -> None:
    random = np.random.default_rng(3)
    for _ in range(300):
        low, high = np.sort(random.uniform(0.0, 100.0, 2)).tolist()
        first, last, step = axis(low, high)
        assert 0.0 <= first <= low
        assert high <= last <= 100.0
        assert 1 <= round((last - first) / step) <= 4


def test_digits_that_were_not_there_have_no_dot(chart: DigitAccuracyChart) -> None:
    confusion = np.zeros((10, 10), np.int64)
    confusion[2, 2] = 50
    chart.set_accuracy(digit_accuracy(confusion))
    image = chart.grab().toImage()
    y = int(chart.place(0.5, 7).y())
    assert LIGHT.test not in {image.pixelColor(x, y).name() for x in range(image.width())}


def test_figures_where_there_is_room(chart: DigitAccuracyChart) -> None:
    narrow = chart.plot().right()
    assert chart.width() - narrow < 20
    chart.resize(320, 280)
    assert chart.width() - chart.plot().right() > 40


def test_before_it_knows_anything(chart: DigitAccuracyChart) -> None:
    image = chart.grab().toImage()
    assert LIGHT.test not in {
        image.pixelColor(x, y).name() for x in range(150) for y in range(0, 280, 3)
    }
    assert chart.accessibleName() == "Accuracy of each digit"
