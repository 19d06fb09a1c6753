"""The specification of a run, checked once, here; and what may change in its midst."""

import math
from dataclasses import dataclass, replace
from typing import Any, Literal, Self

from mnistviz.errors import Setting, SettingError
from mnistviz.nn.network import LearningRule
from mnistviz.training.presets import DEFAULT_SEED, Preset

MAX_LEARNING_RATE = 1000.0
MAX_BATCH_SIZE = 10_000
MAX_MOMENTUM = 0.999
MAX_SEED = 2**32 - 1
MAX_AUGMENTATION = 2.0


Field = Literal["learning_rate", "momentum", "batch_size", "augmentation", "true_derivative"]


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
        batch_size: images per update, 1 to 10,000.
        learning_rate: above 0, at most 1000; what the preset's schedule starts from.
        momentum: 0 to 0.999.
        augmentation: how far training images are augmented at random, 0 (as they are) to 2; 1 is
            what ``Augmentation`` recommends. A notebook's images are never augmented.
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
    true_derivative: bool = False

    def __post_init__(self) -> None:
        for words, least, value, most in (
            (Setting.LEARNING_RATE, math.ulp(0.0), self.learning_rate, MAX_LEARNING_RATE),
            (Setting.MOMENTUM, 0.0, self.momentum, MAX_MOMENTUM),
            (Setting.BATCH_SIZE, 1, self.batch_size, MAX_BATCH_SIZE),
            (Setting.AUGMENTATION, 0.0, self.augmentation, MAX_AUGMENTATION),
            (Setting.SEED, 0, self.seed, MAX_SEED),
        ):
            if not least <= value <= most:  # NaN is in no range
                raise SettingError(words, most=most, value=value)
        if self.augmentation and self.preset.as_written:
            raise SettingError(Setting.NEVER_AUGMENTED, preset=self.preset.name)

    @classmethod
    def of(
        cls,
        preset: Preset,
        *,
        seed: int = DEFAULT_SEED,
        batch_size: int | None = None,
        learning_rate: float | None = None,
        momentum: float | None = None,
        augmentation: float | None = None,
    ) -> Self:
        """The preset's own numbers where none is given."""
        return cls(
            preset,
            seed,
            preset.batch_size if batch_size is None else batch_size,
            preset.learning_rate if learning_rate is None else learning_rate,
            preset.momentum if momentum is None else momentum,
            preset.augmentation if augmentation is None else augmentation,
        )

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
