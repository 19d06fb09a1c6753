"""The specification of a run, checked once, here; and what may change in its midst."""

from dataclasses import dataclass, replace
from typing import Any, Literal, Self

from mnistviz.errors import MnistvizError, Setting, SettingError
from mnistviz.nn.network import LearningRule
from mnistviz.training.presets import DEFAULT_SEED, Preset
from mnistviz.words import mark

MAX_LEARNING_RATE = 1000.0
MAX_SEED = 2**32 - 1

Field = Literal[
    "learning_rate", "batch_size", "momentum", "augmentation", "weight_decay", "true_derivative"
]


@dataclass(frozen=True)
class Hyperparameter:
    """A number of a run that may be changed while it goes on.

    Its row in ``HYPERPARAMETERS`` is all there is to say of it: the checks, the window's control
    with its explanation, what is remembered, and the option of ``mnistviz train`` are made from it.
    A new one needs a row, an attribute of ``RunSpec``, and what obeys it.

    Attributes:
        name: the attribute of ``RunSpec``; of a preset, too, unless all begin with ``default``.
        title, noun: what it is called, in English; ``noun`` as in the midst of a sentence.
        low, high: the ends of its range; both belong to it, but for ``low`` if it is ``above_low``.
        heading, text, formula: its explanation in English; ``text`` has two sentences.
        step: what an arrow of its box adds, see ``NumberBox``, as it is shown.
        slider: the ends of its slider, which is logarithmic; None if it has none.
        option, metavar, help: of the command line; ``help`` may be empty.
        is_whole: whether it is a whole number.
        is_percent: whether the box shows it as a percentage.
        is_off_at_0: whether the box says so at 0.
        as_written: whether it may be other than 0 in the notebooks' own arithmetic.
        default: of presets that do not name it.
    """

    name: Field
    title: str
    noun: str
    low: float
    high: float
    heading: str
    text: str
    formula: str
    step: float | Literal["adaptive", "doubling"]
    option: str
    metavar: str = "X"
    help: str = ""
    above_low: bool = False
    slider: tuple[float, float] | None = None
    is_whole: bool = False
    is_percent: bool = False
    is_off_at_0: bool = False
    as_written: bool = True
    default: float = 0.0

    def of(self, preset: Preset) -> float:
        """What runs of a preset begin with."""
        return getattr(preset, self.name, self.default)

    def check(self, value: float, preset: Preset) -> None:
        """Raise SettingError unless ``value`` is in its range, and one for this preset."""
        what = MnistvizError(self.noun)
        if not self.low <= value <= self.high or (self.above_low and value == self.low):
            reason = Setting.ABOVE if self.above_low else Setting.RANGE
            raise SettingError(reason, setting=what, low=self.low, most=self.high, value=value)
        if value and preset.as_written and not self.as_written:
            raise SettingError(Setting.WITHOUT, preset=preset.name, setting=what)


HYPERPARAMETERS = (
    Hyperparameter(
        "learning_rate",
        mark("Learning rate"),
        mark("learning rate"),
        *(0.0, MAX_LEARNING_RATE),
        mark("Learning rate η"),
        mark(
            "How far each update moves the weights against the gradient. Too small and nothing "
            "seems to happen; too large and the loss jumps about or grows without bounds."
        ),
        mark("w ← w − η·∂L/∂w"),
        step="adaptive",
        option="--learning-rate",
        above_low=True,
        slider=(1e-4, 10.0),
    ),
    Hyperparameter(
        "batch_size",
        mark("Batch size"),
        mark("batch size"),
        *(1, 10_000),
        mark("Batch size B"),
        mark(
            "How many images share one update: their gradients are averaged. With 1 it is "
            "stochastic gradient descent in the strict sense; larger batches give calmer steps, "
            "and fewer."
        ),
        mark("∂L/∂w = 1/B·Σᵢ ∂Lᵢ/∂w"),
        step="doubling",
        option="--batch",
        metavar="B",
        help="images per update",
        is_whole=True,
    ),
    Hyperparameter(
        "momentum",
        mark("Momentum"),
        mark("momentum"),
        *(0.0, 0.999),
        mark("Momentum μ"),
        mark(
            "How much of the last step is carried into the next, like a heavy ball that rolls on. "
            "With 0 every step is the gradient's alone; near 1 steps in one direction add up."
        ),
        mark("v ← μ·v + ∂L/∂w, w ← w − η·v"),
        step=0.05,
        option="--momentum",
    ),
    Hyperparameter(
        "augmentation",
        mark("Augmentation"),
        mark("augmentation"),
        *(0.0, 2.0),
        mark("Augmentation s"),
        mark(
            "How far each training image is shifted, turned, scaled and slanted at random before "
            "the network sees it. It learns more slowly and reads other people's digits better; "
            "the images of the notebooks stay as they are."
        ),
        mark("shift ± s pixels, turn ± 12°·s, size ± 15 %·s, slant ± 0.15·s"),
        step=10,
        option="--augmentation",
        metavar="A",
        help="bend the images at random, 0 to 2",
        is_percent=True,
        is_off_at_0=True,
        as_written=False,
    ),
    Hyperparameter(
        "weight_decay",
        mark("Weight decay"),
        mark("weight decay"),
        *(0.0, 0.01),
        mark("Weight decay λ (L2)"),
        mark(
            "How strongly every update pulls all weights towards 0, but no bias, which keeps a "
            "network from learning by heart. The loss that is shown leaves out the penalty that "
            "this amounts to, λ/2·Σ w²."
        ),
        mark("w ← w − η·(∂L/∂w + λ·w)"),
        step=0.0001,
        option="--weight-decay",
        help="pull the weights towards 0, 0 to 0.01",
        is_off_at_0=True,
        as_written=False,
    ),
)
"""From the top of the window's panel downwards."""


@dataclass(frozen=True)
class Change:
    """One of a run's settings, changed between two updates.

    Attributes:
        field: which, an attribute of ``RunSpec``.
        value: what it is from then on, of that attribute's type and in its range.
    """

    field: Field
    value: float


@dataclass(frozen=True)
class RunSpec:
    """All that a run is made from: with a log of changes, the run can be made again.

    Architecture, rule, data, sampling and schedule are the preset's; the seed, and the numbers that
    may be changed while the run goes on, are its own.

    Attributes:
        preset: everything that cannot be changed in the midst of a run.
        seed: 0 to 2**32 - 1; the same specification gives the same run, but for how another
            processor rounds.
        learning_rate: what the preset's schedule starts from; this and the next four are within
            the ranges of ``HYPERPARAMETERS``.
        batch_size: images per update.
        momentum: see ``Momentum``.
        augmentation: how far training images are augmented at random; 1 is what ``Augmentation``
            recommends, 0 leaves them as they are.
        weight_decay: see ``add_decay``.
        true_derivative: whether hidden layers use their activation's derivative, whatever the
            preset's rule says.

    Raises:
        SettingError: a number is out of its range.
    """

    preset: Preset
    seed: int
    batch_size: int
    learning_rate: float
    momentum: float
    augmentation: float = 0.0
    weight_decay: float = 0.0
    true_derivative: bool = False

    def __post_init__(self) -> None:
        for each in HYPERPARAMETERS:
            each.check(getattr(self, each.name), self.preset)
        if not 0 <= self.seed <= MAX_SEED:
            raise SettingError(Setting.SEED, most=MAX_SEED, value=self.seed)

    @classmethod
    def of(cls, preset: Preset, *, seed: int = DEFAULT_SEED, **numbers: float | None) -> Self:
        """The preset's own numbers where none is given, by the names of ``HYPERPARAMETERS``."""
        given: dict[str, Any] = {each.name: each.of(preset) for each in HYPERPARAMETERS}
        given |= {name: value for name, value in numbers.items() if value is not None}
        return cls(preset, seed, **given)

    def changed(self, change: Change) -> Self:
        """The same but for one field.

        Raises:
            SettingError: its value is out of its range.
        """
        changed: dict[str, Any] = {change.field: change.value}
        return replace(self, **changed)

    @property
    def rule(self) -> LearningRule:
        """The preset's learning rule, with the true derivative if that is asked for."""
        rule = self.preset.rule
        return replace(rule, hidden_derivative="derivative") if self.true_derivative else rule
