"""What the view Network says of its layers, and of the copy that lacks some units."""

from mnistviz.gui.copy_test import CopyTest
from mnistviz.gui.language import tr
from mnistviz.gui.widgets.network.output_rows import Outputs
from mnistviz.gui.words.figures import percent
from mnistviz.gui.words.units import FUNCTIONS
from mnistviz.nn.architecture import Architecture
from mnistviz.training.evaluation import Evaluation


def layer_words(architecture: Architecture, outputs: Outputs) -> tuple[tuple[str, ...], ...]:
    """Names for each layer from the input on, the longest first; the last has a copy's answers."""
    hidden = [
        (f"{size} {FUNCTIONS[architecture.hidden]}", str(size)) for size in architecture.sizes[1:-1]
    ]
    size = architecture.sizes[-1]
    last = (f"{size} {FUNCTIONS[architecture.output]}", str(size))
    if outputs.whole is not None:
        both = tr("Copy: {copy} · all units: {whole}").format(
            copy=outputs.answer, whole=outputs.whole_answer
        )
        last = (both, f"{outputs.answer} ({outputs.whole_answer})")
    return ((tr("28 × 28 pixels"), "28 × 28"), *hidden, last)


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


def copy_texts(count: int, test: CopyTest) -> tuple[str, ...]:
    """That one looks at a copy, and how well it reads, the longest text first."""
    if count == 1:
        subjects = [tr("A copy with 1 unit switched off"), tr("Copy, 1 unit off")]
    else:
        subjects = [
            tr("A copy with {count} units switched off").format(count=count),
            tr("Copy, {count} units off").format(count=count),
        ]
    if test.problem:
        return tuple(f"{subject} · {test.problem}" for subject in subjects)
    if test.result is None:
        return tuple(f"{subject} · {tr('being tested …')}" for subject in subjects)
    copy, whole = _accuracy(test.result.copy), _accuracy(test.result.whole)
    long = tr("reads {copy} of the test digits (all units: {whole})").format(copy=copy, whole=whole)
    short = tr("{copy} right (all units: {whole})").format(copy=copy, whole=whole)
    plain = tr("{count} off: {copy} (all: {whole})")
    first, second = subjects
    return (
        f"{first} · {long}",
        f"{second} · {long}",
        f"{second} · {short}",
        plain.format(count=count, copy=copy, whole=whole),
        plain.format(
            count=count,
            copy=_accuracy(test.result.copy, error=False),
            whole=_accuracy(test.result.whole, error=False),
        ),
    )


def _accuracy(test: Evaluation, *, error: bool = True) -> str:
    """With its standard error, as the status line has it."""
    if not error:
        return percent(test.accuracy)
    return f"{100.0 * test.accuracy:.1f} ± {percent(test.standard_error)}"
