"""The presets "as written" against the notebooks' arithmetic, written out here once more.

The two ``*_notebook`` functions follow the notebooks line by line, one image at a time, and use
nothing of the package. In float64, which the notebooks ran in, the package must come to the same
numbers over 200 updates. In float32, which the presets run in, each single update must: what is
rounded in one grows in the next ones, in the ReLU notebook a thousandfold, and so no two processors
agree on where many of them lead.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pytest

from mnistviz.data.datasets.dataset import DataSet
from mnistviz.data.datasets.mnist import SPLITS
from mnistviz.data.datasets.stream import ImageStream
from mnistviz.nn.arrays import FloatArray
from mnistviz.nn.network import Buffers, LearningRule, Network
from mnistviz.nn.optimizers import Momentum
from mnistviz.nn.parameters import INITIALIZERS, Parameters
from mnistviz.training.presets import PRESETS
from tests.nn.rounding import UNIT, strays

UPDATES = 200
RATE = 0.001
SEED = 20


def s(v: FloatArray) -> FloatArray:
    result: FloatArray = 1 / (1 + np.exp(-v))
    return result


def s_prime(v: FloatArray) -> FloatArray:
    return s(v) * (1 - s(v))


NotebookUpdate = Callable[
    [list[FloatArray], FloatArray, FloatArray], tuple[list[FloatArray], float]
]
Arrays = Callable[[Parameters], list[FloatArray]]


@dataclass(frozen=True)
class ByHand:
    """What a notebook came to.

    Attributes:
        states: its weights and biases before the first update and after each.
        losses: each image's, before its update.
        x: the images.
        y: their one-hot labels.
    """

    states: list[list[FloatArray]]
    losses: list[float]
    x: FloatArray
    y: FloatArray


def relu_update(
    state: list[FloatArray], image: FloatArray, label: FloatArray
) -> tuple[list[FloatArray], float]:
    """Row vectors; ``state`` is w1, b1, w2, b2."""
    w1, b1, w2, b2 = state
    x, y = image.reshape(1, 784), label.reshape(1, 10)
    z1 = x @ w1 + b1
    o1 = np.maximum(z1, 0)
    z2 = o1 @ w2 + b2
    o2 = s(z2)
    loss = float(-np.sum(y * np.log(o2 + 1e-15)) / 10)
    e = o2 - y
    d2 = e * s_prime(o2)
    d1 = (d2 @ w2.T) * s_prime(o1)
    w1, w2 = w1 - RATE * x.T @ d1, w2 - RATE * o1.T @ d2
    b1, b2 = b1 - RATE * d1[0], b2 - RATE * d2[0]
    return [w1, b1, w2, b2], loss


def relu_notebook(x_train: FloatArray, y_train: FloatArray, rng: np.random.Generator) -> ByHand:
    w1, w2 = rng.random((784, 64)), rng.random((64, 10))
    b1, b2 = rng.random(64), rng.random(10)
    states: list[list[FloatArray]] = [[w1, b1, w2, b2]]
    losses = []
    for image, label in zip(x_train, y_train, strict=True):
        state, loss = relu_update(states[-1], image, label)
        states.append(state)
        losses.append(loss)
    return ByHand(states, losses, x_train, y_train)


def sigmoid_update(
    state: list[FloatArray], x: FloatArray, y: FloatArray
) -> tuple[list[FloatArray], float]:
    """Column vectors; ``state`` is W1, W2, W3."""
    w1, w2, w3 = state
    z1 = w1 @ x
    a1 = s(z1)
    z2 = w2 @ a1
    a2 = s(z2)
    z3 = w3 @ a2
    a3 = s(z3)
    loss = float(np.mean((a3 - y) ** 2))
    e3 = 2 * (a3 - y) / 10 * s_prime(z3)
    e2 = (e3 @ w3) * s_prime(z2)
    e1 = (e2 @ w2) * s_prime(z1)
    w3 = w3 - RATE * np.outer(e3, a2)
    w2 = w2 - RATE * np.outer(e2, a1)
    w1 = w1 - RATE * np.outer(e1, x)
    return [w1, w2, w3], loss


def sigmoid_notebook(x_train: FloatArray, y_train: FloatArray, rng: np.random.Generator) -> ByHand:
    w1 = rng.standard_normal((128, 784)) * np.sqrt(1 / 128)
    w2 = rng.standard_normal((64, 128)) * np.sqrt(1 / 64)
    w3 = rng.standard_normal((10, 64)) * np.sqrt(1 / 10)
    states: list[list[FloatArray]] = [[w1, w2, w3]]
    losses = []
    for x, y in zip(x_train, y_train, strict=True):
        state, loss = sigmoid_update(states[-1], x, y)
        states.append(state)
        losses.append(loss)
    return ByHand(states, losses, x_train, y_train)


class Run:
    """A preset's first updates, through the package.

    Attributes:
        step: what the last update took from the parameters.
        losses: each image's, before its update.
    """

    def __init__(
        self, preset_name: str, mnist: DataSet, dtype: Literal["float32", "float64"] = "float64"
    ) -> None:
        self.preset = preset = replace(PRESETS[preset_name], dtype=dtype)
        self.network = preset.network()
        self.parameters = Parameters.zeros(preset.architecture, preset.dtype)
        INITIALIZERS[preset.initializer](self.parameters, np.random.default_rng(SEED))
        self.initial = self.parameters.frozen_copy()
        self.step = Parameters.zeros(preset.architecture, preset.dtype)
        self.losses: list[float] = []
        train = SPLITS[preset.split](mnist).train
        self._stream = ImageStream(train, preset.shuffle, np.random.default_rng(0), preset.dtype)
        self._buffers = Buffers.for_batch(preset.architecture, preset.batch_size, preset.dtype)
        self._optimizer = Momentum(self.parameters)

    def update(self) -> None:
        """Learn from the next image."""
        _, images, targets, labels = self._stream.look(self.preset.batch_size)
        outputs = self.network.forward(self.parameters, images, self._buffers)[-1]
        self.losses.extend(self.network.loss.value(outputs, targets))
        rate = self.preset.learning_rate
        self.network.backward(self.parameters, images, targets, self._buffers, self.step)
        self.step.flat[...] *= rate
        self._optimizer.update(self.parameters, self.step, rate, self.preset.momentum)
        self._stream.advance(len(labels))


def finished(run: Run) -> Run:
    """After all the updates."""
    for _ in range(UPDATES):
        run.update()
    return run


@pytest.fixture(scope="module")
def relu_run(mnist: DataSet) -> Run:
    return finished(Run("relu-notebook", mnist))


@pytest.fixture(scope="module")
def sigmoid_run(mnist: DataSet) -> Run:
    return finished(Run("sigmoid-notebook", mnist))


@pytest.fixture(scope="module")
def relu_by_hand(mnist: DataSet) -> ByHand:
    x = mnist.train.images[:UPDATES] / 255
    y = np.eye(10)[mnist.train.labels[:UPDATES]]
    return relu_notebook(x, y, np.random.default_rng(SEED))


@pytest.fixture(scope="module")
def sigmoid_by_hand(mnist: DataSet) -> ByHand:
    images = np.concatenate([mnist.train.images, mnist.test.images])
    labels = np.concatenate([mnist.train.labels, mnist.test.labels])
    chosen = np.random.RandomState(7).permutation(70000)[7000 : 7000 + UPDATES]
    x, y = images[chosen] / 255, np.eye(10)[labels[chosen]]
    return sigmoid_notebook(x, y, np.random.default_rng(SEED))


def test_relu_notebook(relu_run: Run, relu_by_hand: ByHand) -> None:
    w1, b1, w2, b2 = relu_by_hand.states[-1]
    ours = relu_run.parameters
    np.testing.assert_allclose(ours.weights[0], w1, rtol=0, atol=1e-9)
    np.testing.assert_allclose(ours.weights[1], w2, rtol=0, atol=1e-9)
    np.testing.assert_allclose(ours.biases[0], b1, rtol=0, atol=1e-9)
    np.testing.assert_allclose(ours.biases[1], b2, rtol=0, atol=1e-9)
    np.testing.assert_allclose(relu_run.losses, relu_by_hand.losses, rtol=0, atol=1e-9)


def test_sigmoid_notebook(sigmoid_run: Run, sigmoid_by_hand: ByHand) -> None:
    for ours, theirs in zip(
        sigmoid_run.parameters.weights, sigmoid_by_hand.states[-1], strict=True
    ):
        np.testing.assert_allclose(ours, theirs.T, rtol=0, atol=1e-9)
    np.testing.assert_allclose(sigmoid_run.losses, sigmoid_by_hand.losses, rtol=0, atol=1e-9)


def relu_arrays(parameters: Parameters) -> list[FloatArray]:
    """In the notebook's order, and views."""
    (w1, w2), (b1, b2) = parameters.weights, parameters.biases
    return [w1, b1, w2, b2]


def sigmoid_arrays(parameters: Parameters) -> list[FloatArray]:
    return [weights.T for weights in parameters.weights]


@pytest.mark.parametrize(
    ("name", "update", "arrays"),
    [
        ("relu", relu_update, relu_arrays),
        ("sigmoid", sigmoid_update, sigmoid_arrays),
    ],
    ids=["relu", "sigmoid"],
)
def test_single_updates_in_single_precision(
    name: str,
    update: NotebookUpdate,
    arrays: Arrays,
    mnist: DataSet,
    request: pytest.FixtureRequest,
) -> None:
    by_hand: ByHand = request.getfixturevalue(f"{name}_by_hand")
    run = Run(f"{name}-notebook", mnist, "float32")
    assert run.parameters.flat.dtype == run.step.flat.dtype == np.float32
    for number, (state, x, y) in enumerate(zip(by_hand.states, by_hand.x, by_hand.y, strict=False)):
        for ours, values in zip(arrays(run.parameters), state, strict=True):
            ours[...] = values
        before = [ours.astype(np.float64) for ours in arrays(run.parameters)]
        run.update()
        if number % 8 == 0:  # the others would take their time and show no more

            def steps_and_loss(
                values: Sequence[FloatArray], x: FloatArray = x, y: FloatArray = y
            ) -> list[FloatArray]:
                after, loss = update([*values], x, y)
                return [*map(np.subtract, values, after), np.array(loss)]

            found = [*arrays(run.step), np.array(run.losses[-1])]
            allowed = strays(steps_and_loss, before)
            for ours, exact, atol in zip(found, steps_and_loss(before), allowed, strict=True):
                # A derivative next to 0 is the difference of 1 and a square next to it.
                np.testing.assert_allclose(ours, exact, rtol=0, atol=atol + 4 * RATE * UNIT)


def test_relu_notebooks_first_layer_never_learns(relu_run: Run) -> None:
    now, then = relu_run.parameters, relu_run.initial
    first = np.abs(now.weights[0] - then.weights[0]).max()
    second = np.abs(now.weights[1] - then.weights[1]).max()
    assert first < 1e-6
    assert second > 0.1


def test_every_layer_of_the_sigmoid_notebook_learns(sigmoid_run: Run) -> None:
    # Far more than the 1e-9 by which the two programs may differ.
    for now, then in zip(sigmoid_run.parameters.weights, sigmoid_run.initial.weights, strict=True):
        assert np.abs(now - then).max() > 1e-5


def test_relu_notebook_starts_saturated(mnist: DataSet, relu_run: Run) -> None:
    image = mnist.train.images[:1] / 255
    hidden, outputs = relu_run.network.forward(relu_run.initial, image)
    assert hidden.mean() == pytest.approx(54, abs=2)
    np.testing.assert_array_equal(outputs, 1.0)


def rule_and_truth(run: Run, mnist: DataSet) -> tuple[Parameters, Parameters]:
    """What the preset sends backwards for 500 images, and its loss's true gradient."""
    architecture = run.network.architecture
    images = mnist.train.images[:500] / 255
    targets = np.eye(10)[mnist.train.labels[:500]]
    buffers = Buffers.for_batch(architecture, 500, np.float64)
    found = []
    for network in (run.network, Network(architecture, LearningRule(run.network.rule.loss))):
        gradient = Parameters.zeros(architecture, np.float64)
        network.forward(run.parameters, images, buffers)
        network.backward(run.parameters, images, targets, buffers, gradient)
        found.append(gradient)
    return found[0], found[1]


def test_relu_notebook_does_not_follow_its_loss(mnist: DataSet, relu_run: Run) -> None:
    rule, truth = rule_and_truth(relu_run, mnist)
    assert np.abs(rule.weights[0]).max() < 1e-6 * np.abs(truth.weights[0]).max()
    assert np.sum(rule.weights[1] * truth.weights[1]) > 0  # but roughly the right way


def test_sigmoid_notebook_follows_its_loss(mnist: DataSet, sigmoid_run: Run) -> None:
    rule, truth = rule_and_truth(sigmoid_run, mnist)
    np.testing.assert_array_equal(rule.flat, truth.flat)
