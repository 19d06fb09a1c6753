"""Training as a plain object: a call makes an update, or a few. No thread, no clock, no print."""

import math
from dataclasses import dataclass, replace

import numpy as np

from mnistviz.data.datasets.augmentation import Augmentation, Augmenter, AugmenterState
from mnistviz.data.datasets.dataset import LabelledImages
from mnistviz.data.datasets.deskewing import deskewed
from mnistviz.data.datasets.stream import Batch, ImageStream, StreamState
from mnistviz.errors import Diverged
from mnistviz.nn.arrays import FloatArray, make, norm
from mnistviz.nn.network import Buffers, Network
from mnistviz.nn.one_by_one import BLOCK, OneByOne
from mnistviz.nn.optimizers import Momentum, MomentumState, add_decay, schedule_named
from mnistviz.nn.parameters import INITIALIZERS, Parameters
from mnistviz.training.history import Updates
from mnistviz.training.spec import Change, RunSpec


@dataclass(frozen=True, eq=False)
class TrainerState:
    """All that the updates to come depend on, beside the digits. Nothing can change it.

    Attributes:
        settings: as they stood.
        parameters: read-only.
        waits: see ``OneByOne``.
        updates, images_seen: see ``Trainer``.
    """

    settings: RunSpec
    parameters: Parameters
    momentum: MomentumState
    stream: StreamState
    augmenter: AugmenterState
    waits: tuple[int, ...]
    updates: int
    images_seen: int


class BatchStep:
    """All calls of NumPy for a batch, with their arguments; they allocate no arrays of their own.

    Attributes:
        batch: views whose contents the stream changes from step to step.
    """

    def __init__(
        self, network: Network, parameters: Parameters, batch: Batch, gradient: Parameters
    ) -> None:
        """``gradient`` is where ``backward`` leaves its result; several steps may share it."""
        count, dtype = len(batch.labels), parameters.flat.dtype
        buffers = Buffers.for_batch(network.architecture, count, dtype)
        self.batch = batch
        self._network = network
        self._scale = buffers.scale
        self._error_scale = network.error_scale(count)
        self._forward = network.forward_calls(parameters, batch.images, buffers)
        self._backward = network.backward_calls(
            parameters, batch.images, batch.targets, buffers, gradient
        )
        self._outputs = buffers.activations[-1]
        self._losses: FloatArray = np.empty(count, dtype)
        self._answers = np.empty(count, np.intp)
        self._is_correct = np.empty(count, np.bool_)

    def forward(self) -> float:
        """The batch's mean loss."""
        make(self._forward)
        losses = self._network.loss.value(self._outputs, self.batch.targets, self._losses)
        return float(np.add.reduce(losses)) / len(losses)

    def count_correct(self) -> int:
        """How many of its images ``forward`` read rightly."""
        self._outputs.argmax(axis=1, out=self._answers)
        np.equal(self._answers, self.batch.labels, out=self._is_correct)
        return int(np.count_nonzero(self._is_correct))

    def backward(self, learning_rate: float) -> None:
        """Leave the mean gradient times ``learning_rate`` in the gradient."""
        self._scale[...] = self._error_scale * learning_rate
        make(self._backward)


class Trainer:
    """A network being taught.

    Attributes:
        settings: as they stand; ``change`` changes them.
        digits: what it learns from, deskewed if the preset says so.
        deskew: whether they are.
        network: the functions of the preset, with the learning rule of the settings.
        parameters: the weights and biases as they stand.
        initial: a frozen copy of the values that the run began with.
        updates: how many have been made.
        images_seen: how many images they took, over all epochs.
    """

    def __init__(self, settings: RunSpec, digits: LabelledImages) -> None:
        preset = settings.preset
        if digits.info != preset.data:
            raise ValueError(f"a network for {preset.data} cannot learn from {digits.info}")
        self.settings = settings
        self.deskew = preset.deskew
        if self.deskew:
            digits = replace(digits, images=deskewed(digits.images, digits.info.shape))
        self.digits = digits
        # Independent streams of random numbers, so that the order of the images does not depend
        # on how many initial values were drawn, or on how images are augmented.
        for_values, for_order, for_augmentation = np.random.SeedSequence(settings.seed).spawn(3)
        self.parameters = Parameters.zeros(preset.architecture, preset.dtype)
        INITIALIZERS[preset.initializer](self.parameters, np.random.default_rng(for_values))
        self.initial = self.parameters.frozen_copy()
        self.updates = 0
        self.images_seen = 0
        order, augmentation = map(np.random.default_rng, (for_order, for_augmentation))
        self._stream = ImageStream(digits, preset.shuffle, order, preset.dtype)
        self._augmenter = Augmenter(Augmentation(), augmentation, digits.info.shape)
        self._optimizer = Momentum(self.parameters)
        self._last_was_block = False
        self._schedule = schedule_named(preset.schedule)
        self._gradient = Parameters.zeros(preset.architecture, preset.dtype)
        self._steps: dict[tuple[int, int], BatchStep] = {}
        self._steps_size = settings.batch_size
        self._go_by_rule()
        self._augment()

    def change(self, change: Change) -> None:
        """Go by another setting from the next update on, or from the next images.

        Raises:
            SettingError: its value is out of its range; nothing is changed.
        """
        before, self.settings = self.settings, self.settings.changed(change)
        if self.settings.rule != before.rule:
            self._go_by_rule()
        if self.settings.augmentation != before.augmentation:
            self._augment()

    def _go_by_rule(self) -> None:
        preset = self.settings.preset
        self.network = Network(preset.architecture, self.settings.rule)
        self._steps.clear()
        self._blocks = OneByOne(self.network, preset.dtype)

    def _augment(self) -> None:
        strength = self.settings.augmentation
        self._augmenter.ranges = Augmentation().times(strength)
        self._stream.augment(self._augmenter if strength else None)

    def state(self) -> TrainerState:
        """Where it stands between two updates, as a value."""
        return TrainerState(
            self.settings,
            self.parameters.frozen_copy(),
            self._optimizer.state(),
            self._stream.state(),
            self._stream.augmented_with or self._augmenter.state,
            self._blocks.waits,
            self.updates,
            self.images_seen,
        )

    def restore(self, state: TrainerState) -> None:
        """Go on from a state of a trainer of the same preset, seed and digits.

        In the same process the updates that follow are the same as they were then, bit for bit,
        as long as the same numbers of them are asked for at a time.
        """
        self.settings = state.settings
        self._go_by_rule()
        self._blocks.waits = state.waits
        self.parameters.flat[...] = state.parameters.flat
        self._optimizer.restore(state.momentum)
        self._augment()
        self._augmenter.state = state.augmenter
        self._stream.restore(state.stream)
        self._last_was_block = False
        self.updates, self.images_seen = state.updates, state.images_seen

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
        return self.settings.learning_rate * self._schedule(self.epoch)

    def update_norms(self) -> tuple[float, ...] | None:
        """Per layer, the length of what the last update added to the weights, all included.

        Where images were taken one by one, root mean square over the last block. None before the
        first update, after ``restore``, and if the rule was changed since.
        """
        if self._last_was_block:
            return self._blocks.move_norms()
        last_move = self._optimizer.last_move
        if last_move is None:
            return None
        move = Parameters(self.parameters.architecture, last_move)
        return tuple(norm(weights) for weights in move.weights)

    def advance(self, most: int = BLOCK) -> Updates:
        """Make as many updates as are best made together, but at most ``most``.

        With one image per update, no momentum and no weight decay these are up to ``BLOCK`` (see
        ``nn.one_by_one``), and the result is the same up to rounding however many are asked for
        at a time. Otherwise it is one.

        Raises:
            Diverged: the next batch's loss is NaN or infinite; no update is made.
        """
        # Overflow is no surprise here: the loss is looked at, and a run that diverges is stopped.
        with np.errstate(over="ignore", invalid="ignore"):
            settings = self.settings
            if settings.batch_size == 1 and not (settings.momentum or settings.weight_decay):
                return self._one_by_one(min(most, BLOCK))
            return self._one_batch()

    def _one_batch(self) -> Updates:
        learning_rate = self.learning_rate_now
        batch = self._stream.look(self.settings.batch_size)
        count = len(batch.labels)
        step = self._step_for(batch)
        loss = step.forward()
        if not math.isfinite(loss):
            raise Diverged(self.updates, learning_rate)
        step.backward(learning_rate)
        if self.settings.weight_decay:
            decay = learning_rate * self.settings.weight_decay
            add_decay(self._gradient, self.parameters, decay)
        self._optimizer.update(
            self.parameters, self._gradient, learning_rate, self.settings.momentum
        )
        self._last_was_block = False
        self._count(count, 1)
        figures = self.epoch, count, loss, step.count_correct()
        return Updates(*(np.array([figure]) for figure in figures))

    def _one_by_one(self, most: int) -> Updates:
        batch = self._stream.look_at_ready(most)
        count, total = len(batch.labels), len(self.digits)
        epochs = self.epoch + np.arange(count + 1) / total
        start = self.settings.learning_rate
        rates = [start * self._schedule(float(epoch)) for epoch in epochs[:-1]]
        outputs = self._blocks.run(self.parameters, batch.images, batch.targets, rates)
        losses = self.network.loss.value(outputs, batch.targets)
        finite = np.isfinite(losses)
        if not finite.all():
            count = int(finite.argmin())
            if not count:
                raise Diverged(self.updates, rates[0])
        self._blocks.apply(self.parameters, batch.images[:count])
        self._last_was_block = True
        self._optimizer.forget()
        correct = outputs[:count].argmax(axis=1) == batch.labels[:count]
        self._count(count, count)
        return Updates(
            epochs[1 : count + 1],
            np.ones(count, np.int64),
            losses[:count].astype(np.float64),
            correct.astype(np.int64),
        )

    def _count(self, images: int, updates: int) -> None:
        self._stream.advance(images)
        self.images_seen += images
        self.updates += updates

    def _step_for(self, batch: Batch) -> BatchStep:
        # The stream deals out the same few views again and again, while the batch size lasts.
        step = self._steps.get(batch.rows)
        if step is None or step.batch is not batch:
            if self.settings.batch_size != self._steps_size:
                self._steps.clear()
                self._steps_size = self.settings.batch_size
            step = BatchStep(self.network, self.parameters, batch, self._gradient)
            self._steps[batch.rows] = step
        return step
