"""The networks on offer, as one table of frozen values.

A notebook's quirks are names in the columns of this table; the code that carries them out is the
same for all presets.
"""

from dataclasses import dataclass, replace
from typing import Literal, Self

from mnistviz.data.datasets.dataset import DataSetInfo
from mnistviz.data.datasets.mnist import MNIST
from mnistviz.errors import Setting, SettingError
from mnistviz.nn.network import LearningRule, Network
from mnistviz.nn.parameters import Architecture

MAX_UNITS = 4096
"""In a layer: more would take minutes for an epoch, and more memory than a laptop has."""

MAX_HIDDEN_LAYERS, MAX_PARAMETERS = 8, 16_000_000
"""Of a network, for the same reason; what can be trained can be saved and loaded again."""

TrainAccuracy = Literal["while training", "after the epoch"]


@dataclass(frozen=True)
class Preset:
    """Everything that makes one run differ from another, but for the seed.

    Attributes:
        name: as the command line knows it.
        family: the row of the window's first switch, "sigmoid" or "relu".
        as_written: whether it is a notebook's own arithmetic (the second switch).
        summary: one plain sentence for the window and for ``mnistviz presets``.
        hidden: units of each hidden layer, from the first.
        activation: of these, a key of ``ACTIVATIONS``.
        output: the output function, a key of ``OUTPUTS``.
        biases: whether every layer adds a bias.
        initializer: a key of ``INITIALIZERS``.
        split: a key of ``SPLITS``.
        shuffle: whether each epoch takes the images in a new random order.
        batch_size: images per update.
        learning_rate: at the start of the run.
        schedule: what becomes of it, a name that ``schedule_named`` knows.
        augmentation: how far its images are augmented at random (see ``RunSpec``).
        deskew: whether the slant is taken out of every digit before the network gets it.
        epochs: how long the window runs before it stops by itself.
        dtype: the precision it runs in, "float32" or "float64". The notebooks ran in float64; in
            float32 their curves are the same (the README has both) and come much faster.
        train_accuracy: how an epoch's training accuracy is measured: on each batch before its
            update, or on all training images once the epoch is over.
        data: what it learns from; the inputs and outputs of its network are of that size.
    """

    name: str
    family: Literal["sigmoid", "relu"]
    as_written: bool
    summary: str
    hidden: tuple[int, ...]
    activation: str
    output: str
    rule: LearningRule
    initializer: str
    batch_size: int
    learning_rate: float
    biases: bool = True
    split: str = "60,000 / 10,000 as stored"
    shuffle: bool = True
    schedule: str = "constant"
    momentum: float = 0.0
    augmentation: float = 0.0
    deskew: bool = False
    epochs: int = 30
    dtype: Literal["float32", "float64"] = "float32"
    train_accuracy: TrainAccuracy = "while training"
    data: DataSetInfo = MNIST

    @property
    def architecture(self) -> Architecture:
        """Its network: the hidden layers between an input a pixel and an output a class."""
        sizes = (self.data.pixels, *self.hidden, len(self.data.classes))
        return Architecture(sizes, self.activation, self.output, self.biases)

    def variant(
        self,
        *,
        hidden: tuple[int, ...] | None = None,
        deskew: bool = False,
        schedule: str | None = None,
    ) -> Self:
        """The same with other hidden layers, deskewed digits, or another schedule.

        Raises:
            SettingError: a layer is empty, there are too many of them or of weights, or it would
                change what a notebook wrote.
        """
        if hidden is None and schedule is None and not deskew:
            return self
        if self.as_written:
            raise SettingError(Setting.AS_WRITTEN, preset=self.name)
        changed = replace(
            self,
            hidden=self.hidden if hidden is None else hidden,
            deskew=deskew or self.deskew,
            schedule=schedule or self.schedule,
        )
        if hidden is not None:
            if not all(1 <= units <= MAX_UNITS for units in hidden):
                raise SettingError(Setting.UNITS, most=MAX_UNITS)
            if len(hidden) > MAX_HIDDEN_LAYERS:
                raise SettingError(Setting.HIDDEN_LAYERS, most=MAX_HIDDEN_LAYERS)
            if changed.architecture.parameter_count > MAX_PARAMETERS:
                raise SettingError(Setting.PARAMETERS, most=MAX_PARAMETERS)
        return changed

    def network(self) -> Network:
        """The functions of this preset's architecture and learning rule."""
        return Network(self.architecture, self.rule)


_SIGMOID_NOTEBOOK = Preset(
    name="sigmoid-notebook",
    family="sigmoid",
    as_written=True,
    summary="Correct gradients, but a step about a thousand times too small. "
    "One image per update, squared error, no biases.",
    hidden=(128, 64),
    activation="sigmoid",
    output="sigmoid",
    biases=False,
    rule=LearningRule("mean squared error"),
    initializer="normal, variance 1 / outputs",
    split="63,000 / 7,000 permuted",
    shuffle=False,
    batch_size=1,
    learning_rate=0.001,
    epochs=50,
)

_RELU_NOTEBOOK = Preset(
    name="relu-notebook",
    family="relu",
    as_written=True,
    summary="The slopes are wrong, so the first layer never learns. "
    "One image per update, all initial values positive.",
    hidden=(64,),
    activation="relu",
    output="sigmoid",
    rule=LearningRule(
        "cross-entropy / 10",
        hidden_derivative="logistic slope of the activation",
        output_error="difference times logistic slope of the activation",
    ),
    initializer="uniform in [0, 1)",
    shuffle=False,
    batch_size=1,
    learning_rate=0.001,
    train_accuracy="after the epoch",
)

_SIGMOID = Preset(
    name="sigmoid",
    family="sigmoid",
    as_written=False,
    summary="The sigmoid network with softmax, cross-entropy, mini-batches in random order, "
    "momentum and a sensible step.",
    hidden=(128, 64),
    activation="sigmoid",
    output="softmax",
    rule=LearningRule("cross-entropy"),
    initializer="Glorot uniform",
    batch_size=64,
    learning_rate=0.15,
    schedule="halves every 3 epochs",
    momentum=0.9,
)

_RELU = Preset(
    name="relu",
    family="relu",
    as_written=False,
    summary="True derivatives, softmax, cross-entropy, momentum, and mini-batches of slightly "
    "bent images in random order.",
    hidden=(64,),
    activation="relu",
    output="softmax",
    rule=LearningRule("cross-entropy"),
    initializer="He normal",
    batch_size=128,
    learning_rate=0.16,
    schedule="cosine over 7 epochs",
    momentum=0.9,
    augmentation=0.5,
)

PRESETS: dict[str, Preset] = {
    preset.name: preset for preset in (_SIGMOID_NOTEBOOK, _RELU_NOTEBOOK, _SIGMOID, _RELU)
}

DEFAULT_PRESET = _RELU.name

DEFAULT_SEED = 3
"""The notebooks were run without a seed. Of the first few, this is one with which both stay close
to the figures that they printed; the README has other seeds beside it."""


def preset_named(name: str) -> Preset:
    """The preset of that name.

    Raises:
        SettingError: there is none.
    """
    try:
        return PRESETS[name]
    except KeyError:
        presets = ", ".join(PRESETS)
        raise SettingError(Setting.NO_PRESET, value=repr(name), presets=presets) from None


def preset_for(family: str, as_written: bool) -> Preset:
    """The preset that the window's two switches name together.

    Raises:
        LookupError: there is no such pair.
    """
    for preset in PRESETS.values():
        if (preset.family, preset.as_written) == (family, as_written):
            return preset
    raise LookupError(f"no preset for {family}, as written: {as_written}")
