"""Training as a plain object: every call makes one update. No thread, no clock, no print."""

import math
from typing import NamedTuple

import numpy as np

from mnistviz.data.digits import Digits
from mnistviz.data.stream import ImageStream
from mnistviz.errors import MnistvizError
from mnistviz.nn.initializers import INITIALIZERS
from mnistviz.nn.network import Buffers
from mnistviz.nn.optimizers import Momentum
from mnistviz.nn.parameters import Parameters
from mnistviz.nn.schedules import SCHEDULES
from mnistviz.training.settings import RunSettings


class Diverged(MnistvizError):  # noqa: N818 - a state of a run rather than a mistake of a program
    """The loss is no longer a finite number. The parameters are as the last update left them."""


class Update(NamedTuple):
    """One update, measured on its own batch before the weights moved.

    Attributes:
        images: how many images the batch had.
        loss: the batch's mean loss.
        correct: how many of its images were read rightly.
    """

    images: int
    loss: float
    correct: int


class Trainer:
    """A network being taught.

    Attributes:
        settings: what the run was started with.
        digits: what it learns from.
        learning_rate: the one that the schedule starts from; may be changed between any two
            updates, and so may ``momentum`` and ``batch_size``.
        parameters: the weights and biases as they stand.
        initial: a frozen copy of the values that the run began with.
        updates: how many have been made.
        images_seen: how many images they took, over all epochs.
    """

    def __init__(self, settings: RunSettings, digits: Digits) -> None:
        preset = settings.preset
        self.settings = settings
        self.digits = digits
        self.learning_rate = settings.learning_rate
        self.momentum = settings.momentum
        self.batch_size = settings.batch_size
        self.network = preset.network()
        # Two independent streams of random numbers, so that the order of the images does not
        # depend on how many initial values were drawn.
        for_values, for_order = np.random.SeedSequence(settings.seed).spawn(2)
        self.parameters = Parameters.zeros(preset.architecture, preset.dtype)
        INITIALIZERS[preset.initializer](self.parameters, np.random.default_rng(for_values))
        self.initial = self.parameters.frozen_copy()
        self.updates = 0
        self.images_seen = 0
        self._stream = ImageStream(
            digits, preset.shuffle, np.random.default_rng(for_order), preset.dtype
        )
        self._optimizer = Momentum(self.parameters)
        self._schedule = SCHEDULES[preset.schedule]
        self._gradient = Parameters.zeros(preset.architecture, preset.dtype)
        self._buffers: dict[int, Buffers] = {}

    @property
    def epochs_done(self) -> int:
        """Epochs finished."""
        return self._stream.epoch

    @property
    def epoch(self) -> float:
        """Epochs finished, with the fraction of the one under way."""
        return self._stream.epoch + self._stream.position / len(self.digits)

    @property
    def learning_rate_now(self) -> float:
        """What the next update is made with: the learning rate times the schedule's factor."""
        return self.learning_rate * self._schedule(self.epoch)

    def step(self) -> Update:
        """Take the next batch, and make one update of all parameters.

        Raises:
            Diverged: the batch's loss is NaN or infinite; the update is not made.
        """
        # Overflow is no surprise here: the loss is looked at, and a run that diverges is stopped.
        with np.errstate(over="ignore", invalid="ignore"):
            return self._step(self.learning_rate_now)

    def _step(self, learning_rate: float) -> Update:
        images, targets = self._stream.next(self.batch_size)
        buffers = self._buffers_for(len(images))
        outputs = self.network.forward(self.parameters, images, buffers)[-1]
        loss = float(self.network.loss.value(outputs, targets).mean())
        if not math.isfinite(loss):
            raise Diverged(
                f"the loss is no longer a finite number after update {self.updates:,}: "
                f"a learning rate of {learning_rate:.3g} is too high"
            )
        correct = int(np.count_nonzero(outputs.argmax(axis=1) == targets.argmax(axis=1)))
        self.network.backward(self.parameters, images, targets, buffers, self._gradient)
        self._optimizer.update(self.parameters, self._gradient, learning_rate, self.momentum)
        self.updates += 1
        self.images_seen += len(images)
        return Update(len(images), loss, correct)

    def _buffers_for(self, batch: int) -> Buffers:
        if batch not in self._buffers:
            if len(self._buffers) >= 4:  # batch sizes tried earlier; two are in use at a time
                self._buffers.clear()
            preset = self.settings.preset
            self._buffers[batch] = Buffers.for_batch(preset.architecture, batch, preset.dtype)
        return self._buffers[batch]
