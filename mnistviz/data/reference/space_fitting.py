"""Works out resources/neighbours.npz: the principal components, every digit's place, the meter.

The meter's small network is taught on training digits as they are, augmented, and drawn anew, each
without itself among its neighbours, against the pictures of ``not_digits``. Where it says "no" and
"unsure" is set by MNIST's test digits. It takes about two minutes.
"""

from pathlib import Path

import numpy as np

from mnistviz.data.datasets.dataset import DataSet, LabelledImages, one_hot
from mnistviz.data.datasets.deskewing import deskewed
from mnistviz.data.reference.digit_space import (
    ARCHITECTURE,
    DOUBTED,
    REFUSED,
    RULE,
    Likeness,
    Thresholds,
    measured,
    save,
)
from mnistviz.data.reference.neighbours import Neighbours, principal_axes
from mnistviz.data.reference.not_digits import MAKERS, augmented, drawn_anew
from mnistviz.nn.arrays import ByteArray, FloatArray, IntArray
from mnistviz.nn.network import Buffers, Network
from mnistviz.nn.optimizers import Momentum
from mnistviz.nn.parameters import Parameters, he_normal

_EACH = 12_000
"""Digits as they are; as many bent ones; and two thirds as many drawn anew."""

_ALIKE = 2.0
"""Distance from the nearest training digit below which a picture cannot be called anything else:
half of a 1 is a 1, and so is a random line that happens to be upright and straight."""

_EPOCHS = 16
_BATCH = 128
_LEARNING_RATE = 0.03
_MOMENTUM = 0.9
_SAFETY = 0.0005
"""Share of the test digits by which the thresholds stay away from what is allowed."""


def build(mnist: DataSet, path: Path, *, seed: int = 0, share: float = 1.0) -> None:
    """Work everything out from MNIST, and write it to ``path``.

    Args:
        mnist: the digits; coordinates are made of all for training, thresholds by all for testing.
        path: the file.
        seed: of all that is random.
        share: of the pictures that the meter is taught on; above 0, up to 1.

    Raises:
        FileError: the file cannot be written; an older one is left as it was.
    """
    straight = deskewed(mnist.train.images)
    axes = principal_axes(straight)
    codes = axes.codes(straight)
    space = Neighbours(axes, codes, mnist.train)
    measures, labels = _examples(space, mnist.train, straight, share, np.random.default_rng(seed))
    centre, spread = measures.mean(axis=0), measures.std(axis=0) + np.float32(1e-3)
    parameters = _taught((measures - centre) / spread, labels, np.random.default_rng(seed))
    free = Likeness(centre, spread, parameters, Thresholds(0.0, 0.0))
    of_test = deskewed(mnist.test.images)
    scores = free.scores(measured(of_test, space.around(of_test)))
    refused, doubted = np.quantile(scores, [REFUSED - _SAFETY, DOUBTED - _SAFETY])
    likeness = Likeness(centre, spread, parameters, Thresholds(float(refused), float(doubted)))
    save(path, axes, codes, likeness)


def _examples(
    space: Neighbours,
    digits: LabelledImages,
    straight: ByteArray,
    share: float,
    rng: np.random.Generator,
) -> tuple[FloatArray, ByteArray]:
    """Measures ``(n, 58)`` of digits and others, and ``(n,)`` 1 for the digits."""

    def chosen(count: int) -> IntArray:
        return rng.permutation(len(digits))[: max(int(share * count), 1)]

    as_they_are, to_augment, to_draw = chosen(_EACH), chosen(_EACH), chosen(2 * _EACH // 3)
    parts = [
        measured(pictures, space.around(pictures, itself))
        for pictures, itself in (
            (straight[as_they_are], as_they_are),
            (deskewed(augmented(digits, to_augment, rng)), to_augment),
            (deskewed(drawn_anew(digits, to_draw)), to_draw),
        )
    ]
    are_digits = sum(map(len, parts))
    for make, count in MAKERS.items():
        straight_others = deskewed(make(digits, max(int(share * count), 1), rng))
        around = space.around(straight_others)
        are_others = around.to_nearest[:, 0] > _ALIKE
        parts.append(measured(straight_others, around)[are_others])
    measures = np.concatenate(parts)
    return measures, (np.arange(len(measures)) < are_digits).astype(np.uint8)


def _taught(inputs: FloatArray, labels: ByteArray, rng: np.random.Generator) -> Parameters:
    """A network that tells 1 from 0, by gradient descent with momentum and a falling rate."""
    network = Network(ARCHITECTURE, RULE)
    parameters = Parameters.zeros(ARCHITECTURE, np.float32)
    he_normal(parameters, rng)
    gradient = Parameters.zeros(ARCHITECTURE, np.float32)
    momentum = Momentum(parameters)
    targets = one_hot(labels, 2, np.float32)
    batch = min(_BATCH, len(inputs))
    buffers = Buffers.for_batch(ARCHITECTURE, batch, np.float32)
    steps = len(inputs) // batch
    for epoch in range(_EPOCHS):
        order = rng.permutation(len(inputs))
        rate = _LEARNING_RATE * (0.5 + 0.5 * np.cos(np.pi * epoch / _EPOCHS))
        for step in range(steps):
            part = order[step * batch : (step + 1) * batch]
            images, wanted = inputs[part], targets[part]
            network.forward(parameters, images, buffers)
            network.backward(parameters, images, wanted, buffers, gradient)
            np.multiply(gradient.flat, np.float32(rate), out=gradient.flat)
            momentum.update(parameters, gradient, rate, _MOMENTUM)
    return parameters.frozen_copy()
