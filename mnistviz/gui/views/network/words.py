"""What the view Network says: its terms, its units and layers, and the copy without some units."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mnistviz.analysis.units import Arithmetic, ForwardTrace, Unit, arithmetic, pixel_derivatives
from mnistviz.data.datasets.dataset import DataSetInfo
from mnistviz.gui.glossary.term import Term
from mnistviz.gui.kit.figures import localized, percent, said
from mnistviz.gui.kit.language import ntr, tr
from mnistviz.gui.views.network.ablation import AblationTest
from mnistviz.gui.views.network.unit_paint import Outputs
from mnistviz.nn.arrays import FloatArray
from mnistviz.nn.parameters import Architecture, Parameters

TERMS: dict[str, Term] = {
    "network units": Term(
        "Units and connections",
        "Each disc is a unit, darker the more active it is for what is drawn; the lines are the "
        "connections that contribute most, green and solid where they add, purple and dashed "
        "where they take away. Follow them from left to right to see which pixels and units lead "
        "to the answer.",
        "contribution = activation × weight",
    ),
    "network arithmetic": Term(
        "A unit's arithmetic",
        "A unit multiplies every activation of the layer before by a weight, adds up the products "
        "and its bias, and sends the sum through its activation function. The picture shows how "
        "its sum z changes with each pixel: in the first layer these are simply its weights.",
        "z = Σ aᵢ wᵢ + b,  a = f(z)",
    ),
    "network ablation": Term(
        "Ablation: switching units off",
        "A unit that is switched off passes on 0 instead of its activation, in a copy of the "
        "network; the run goes on with all its units. How much the copy's test accuracy falls "
        "says how much the network relies on that unit, given that all others stay as they are.",
        "aᵢ := 0, computed as wᵢⱼ := 0 for all j",
    ),
}


_MOST = 12
"""Contributions that are named, where there is room."""

_FUNCTIONS = {"relu": "ReLU", "sigmoid": "sigmoid", "softmax": "softmax"}
"""Their names as they are written."""

Row = tuple[str, str]


@dataclass(frozen=True, eq=False)
class UnitWords:
    """What is shown of a unit.

    Attributes:
        title: which it is.
        figures: (name, value), in the order of the calculation.
        heading: of the parts.
        parts: (what, value): largest contributions (or weights) first.
        rest: the same for all that are not named, by how many are; empty without a drawing.
        picture: a value for each pixel, ``(height, width)``; None if there is none to show
            honestly.
        caption: what the picture is.
        hint: what a click does; empty for outputs.
    """

    title: str
    figures: Sequence[Row]
    heading: str
    parts: Sequence[Row]
    rest: Sequence[Row]
    picture: FloatArray | None
    caption: str
    hint: str

    @property
    def sentence(self) -> str:
        """Title and figures in one line."""
        return f"{self.title}: " + ", ".join(f"{name} {value}" for name, value in self.figures)


def describe(
    parameters: Parameters, way: ForwardTrace | None, data: DataSetInfo, unit: Unit, *, is_off: bool
) -> UnitWords:
    """A unit's calculation for one image; without any, what is known of it by its weights.

    Args:
        parameters: of the network shown.
        way: of the image through that network.
        data: what its inputs and outputs are.
        unit: which one.
        is_off: whether it is switched off.
    """
    sizes, hint = parameters.architecture.sizes, ""
    if unit.layer == len(sizes) - 1:
        title = tr("Output for digit {digit}").format(digit=data.classes[unit.number])
    else:
        title = tr("Unit {number} of {count}")
        if len(sizes) > 3:
            title = tr("Unit {number} of {count} in layer {layer}")
        count = sizes[unit.layer]
        title = title.format(number=unit.number + 1, count=count, layer=unit.layer)
        hint = tr("Click: switch it on again") if is_off else tr("Click: switch it off, on a copy")
    caption = tr("Its {count} weights").format(count=data.pixels) if unit.layer == 1 else ""
    if way is None:
        weights = parameters.weights[unit.layer - 1][:, unit.number]
        figures, heading = _known(parameters, unit), tr("Its largest weights")
        named = [(i, float(weights[i])) for i in _largest(weights)]
        parts = [(_source(data, unit, i), figure(weight, sign=True)) for i, weight in named]
        picture = weights.reshape(data.shape) if unit.layer == 1 else None
        return UnitWords(title, figures, heading, parts, [], picture, caption, hint)
    figures, heading = _worked(way, unit, is_off=is_off), tr("Contributions: activation × weight")
    parts, rest = _contributions(arithmetic(way, unit), data, unit)
    picture = pixel_derivatives(way, unit).reshape(data.shape)
    caption = caption or tr("Slope of z by pixel")
    return UnitWords(title, figures, heading, parts, rest, picture, caption, hint)


def _known(parameters: Parameters, unit: Unit) -> list[Row]:
    """Figures of a unit without any image."""
    weights = parameters.weights[unit.layer - 1][:, unit.number]
    found = [(tr("Smallest"), weights.min()), (tr("Largest"), weights.max())]
    if parameters.biases:
        found.insert(0, (tr("Bias"), parameters.biases[unit.layer - 1][unit.number]))
    return [(name, figure(float(value))) for name, value in found]


def _worked(way: ForwardTrace, unit: Unit, *, is_off: bool) -> list[Row]:
    """Figures in the order of the calculation."""
    found, architecture = arithmetic(way, unit), way.network.architecture
    is_output = unit.layer == len(architecture.sizes) - 1
    function = _FUNCTIONS[architecture.output if is_output else architecture.hidden]
    figures = [(tr("Weighted sum"), figure(found.weighted_sum))]
    if found.bias is not None:
        figures.append((tr("+ bias"), figure(found.bias)))
    figures += [("= z", figure(found.z)), (f"{function}(z)", figure(found.activation))]
    return [*figures, (tr("Passed on"), "0")] if is_off else figures


def figure(value: float, *, sign: bool = False) -> str:
    """A number in few digits, with a true minus."""
    plain = value == 0.0 or 0.0005 <= abs(value) < 1000.0
    text = localized(value, ("+" if sign else "") + (".3f" if plain else ".2g"))
    return text.replace("-", "−")


def _contributions(found: Arithmetic, data: DataSetInfo, unit: Unit) -> tuple[list[Row], list[Row]]:
    parts, rest = [], []
    others, count = found.weighted_sum, len(found.contributions)
    for named, i in enumerate(_largest(found.contributions), start=1):
        both = (localized(factors[i], ".2f") for factors in (found.inputs, found.weights))
        product = " × ".join(both).replace("-", "−")
        value = float(found.contributions[i])
        parts.append((f"{_source(data, unit, i)}: {product}", figure(value, sign=True)))
        others -= value
        name = tr("The other {count}").format(count=count - named)
        rest.append((name, figure(others, sign=True)))
    return parts, rest


def _largest(values: FloatArray) -> list[int]:
    """The numbers of those that are named, by size."""
    order: list[int] = np.argsort(-np.abs(values), kind="stable")[:_MOST].tolist()
    return order


def _source(data: DataSetInfo, unit: Unit, number: int) -> str:
    if unit.layer > 1:
        return tr("Unit {number}").format(number=number + 1)
    row, column = divmod(number, data.width)
    return tr("Pixel {row}, {column}").format(row=row + 1, column=column + 1)


def layer_words(
    architecture: Architecture, data: DataSetInfo, outputs: Outputs
) -> tuple[tuple[str, ...], ...]:
    """Names for each layer from the input on, the longest first; the last has a copy's answers."""
    hidden = [
        (f"{size} {_FUNCTIONS[architecture.hidden]}", str(size))
        for size in architecture.sizes[1:-1]
    ]
    size = architecture.sizes[-1]
    last = (f"{size} {_FUNCTIONS[architecture.output]}", str(size))
    if outputs.whole is not None:
        copy, whole = data.classes[outputs.answer], data.classes[int(np.argmax(outputs.whole))]
        both = tr("Copy: {copy} · all units: {whole}").format(copy=copy, whole=whole)
        last = (both, f"{copy} ({whole})")
    shape = f"{data.height} × {data.width}"
    return ((tr("{shape} pixels").format(shape=shape), shape), *hidden, last)


def note_texts(*, is_there: bool, is_drawn: bool) -> tuple[str, ...]:
    """What to do while all units work, the longest text first."""
    if not is_there:
        return (tr("The network appears here once the digits are loaded."),)
    if not is_drawn:
        return (
            tr(
                "Draw a digit, or press T for a test digit: its way through the network is shown "
                "here. Until then, lines are the largest weights."
            ),
            tr(
                "Draw a digit, or press T for a test digit: its way through the network is "
                "shown here."
            ),
            tr("Draw a digit, or press T for a test digit, to see its way."),
        )
    return (
        tr(
            "Point at a unit for its arithmetic; click to switch it off, in a copy: the run stays "
            "as it is."
        ),
        tr("Click a unit to switch it off, in a copy: the run stays as it is."),
        tr("Click a unit to switch it off, in a copy."),
    )


def copy_texts(count: int, test: AblationTest) -> tuple[str, ...]:
    """That one looks at a copy, and how well it reads, the longest text first."""
    first = ntr(
        "A copy with {count} unit switched off", "A copy with {count} units switched off", count
    ).format(count=count)
    second = ntr("Copy, {count} unit off", "Copy, {count} units off", count).format(count=count)
    if test.problem is not None or test.result is None:
        state = tr("being tested …") if test.problem is None else said(test.problem)
        return f"{first} · {state}", f"{second} · {state}"
    # With standard errors, as the status line has them.
    copy, whole = (
        percent(each.accuracy, error=each.standard_error)
        for each in (test.result.copy, test.result.whole)
    )
    long = tr("reads {copy} of the test digits (all units: {whole})").format(copy=copy, whole=whole)
    short = tr("{copy} right (all units: {whole})").format(copy=copy, whole=whole)
    plain = tr("{count} off: {copy} (all: {whole})")
    last = plain.format(count=count, copy=copy, whole=whole)
    copy, whole = percent(test.result.copy.accuracy), percent(test.result.whole.accuracy)
    least = plain.format(count=count, copy=copy, whole=whole)
    return f"{first} · {long}", f"{second} · {long}", f"{second} · {short}", last, least
