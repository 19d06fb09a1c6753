"""The presets "as written" against the notebooks' arithmetic, written out here once more.

The two ``*_notebook`` functions follow the notebooks line by line, one image at a time, and use
nothing of the package. The package must come to the same numbers over 200 updates: in float64,
which the notebooks ran in, and as nearly as float32 allows in that, which the presets run in.
"""

from dataclasses import replace
from typing import Literal

import numpy as np
import pytest

from mnistviz.data.digits import Split
from mnistviz.data.splits import SPLITS
from mnistviz.data.stream import ImageStream
from mnistviz.nn.arrays import FloatArray
from mnistviz.nn.initializers import INITIALIZERS
from mnistviz.nn.network import Buffers, LearningRule, Network
from mnistviz.nn.optimizers import Momentum
from mnistviz.nn.parameters import Parameters
from mnistviz.presets import PRESETS

UPDATES = 200
RATE = 0.001
SEED = 20


def s(v: FloatArray) -> FloatArray:
    result: FloatArray = 1 / (1 + np.exp(-v))
    return result


def s_prime(v: FloatArray) -> FloatArray:
    return s(v) * (1 - s(v))


def relu_notebook(
    x_train: FloatArray, y_train: FloatArray, rng: np.random.Generator
) -> tuple[list[FloatArray], list[float]]:
    """Row vectors. Returns w1, b1, w2, b2 and each image's loss before its update."""
    w1, w2 = rng.random((784, 64)), rng.random((64, 10))
    b1, b2 = rng.random((1, 64)), rng.random((1, 10))
    losses = []
    for image, label in zip(x_train, y_train, strict=True):
        x, y = image.reshape(1, 784), label.reshape(1, 10)
        z1 = x @ w1 + b1
        o1 = np.maximum(z1, 0)
        z2 = o1 @ w2 + b2
        o2 = s(z2)
        losses.append(float(-np.sum(y * np.log(o2 + 1e-15)) / 10))
        e = o2 - y
        d2 = e * s_prime(o2)
        d1 = (d2 @ w2.T) * s_prime(o1)
        w1, w2 = w1 - RATE * x.T @ d1, w2 - RATE * o1.T @ d2
        b1, b2 = b1 - RATE * d1, b2 - RATE * d2
    return [w1, b1[0], w2, b2[0]], losses


def sigmoid_notebook(
    x_train: FloatArray, y_train: FloatArray, rng: np.random.Generator
) -> tuple[list[FloatArray], list[float]]:
    """Column vectors. Returns W1, W2, W3 and each image's loss before its update."""
    w1 = rng.standard_normal((128, 784)) * np.sqrt(1 / 128)
    w2 = rng.standard_normal((64, 128)) * np.sqrt(1 / 64)
    w3 = rng.standard_normal((10, 64)) * np.sqrt(1 / 10)
    losses = []
    for x, y in zip(x_train, y_train, strict=True):
        z1 = w1 @ x
        a1 = s(z1)
        z2 = w2 @ a1
        a2 = s(z2)
        z3 = w3 @ a2
        a3 = s(z3)
        losses.append(float(np.mean((a3 - y) ** 2)))
        e3 = 2 * (a3 - y) / 10 * s_prime(z3)
        e2 = (e3 @ w3) * s_prime(z2)
        e1 = (e2 @ w2) * s_prime(z1)
        w3 = w3 - RATE * np.outer(e3, a2)
        w2 = w2 - RATE * np.outer(e2, a1)
        w1 = w1 - RATE * np.outer(e1, x)
    return [w1, w2, w3], losses


class Run:
    """A preset's first updates, through the package."""

    def __init__(
        self, preset_name: str, mnist: Split, dtype: Literal["float32", "float64"] = "float64"
    ) -> None:
        preset = replace(PRESETS[preset_name], dtype=dtype)
        self.network = preset.network()
        self.parameters = Parameters.zeros(preset.architecture, preset.dtype)
        INITIALIZERS[preset.initializer](self.parameters, np.random.default_rng(SEED))
        self.initial = self.parameters.frozen_copy()
        self.losses: list[float] = []
        train = SPLITS[preset.split](mnist).train
        stream = ImageStream(train, preset.shuffle, np.random.default_rng(0), preset.dtype)
        buffers = Buffers.for_batch(preset.architecture, preset.batch_size, preset.dtype)
        step = Parameters.zeros(preset.architecture, preset.dtype)
        optimizer = Momentum(self.parameters)
        for _ in range(UPDATES):
            _, images, targets, labels = stream.look(preset.batch_size)
            outputs = self.network.forward(self.parameters, images, buffers)[-1]
            self.losses.extend(self.network.loss.value(outputs, targets))
            rate = preset.learning_rate
            self.network.backward(self.parameters, images, targets, buffers, step)
            step.flat[...] *= rate
            optimizer.update(self.parameters, step, rate, preset.momentum)
            stream.advance(len(labels))


@pytest.fixture(scope="module")
def relu_run(mnist: Split) -> Run:
    return Run("relu-notebook", mnist)


@pytest.fixture(scope="module")
def sigmoid_run(mnist: Split) -> Run:
    return Run("sigmoid-notebook", mnist)


@pytest.fixture(scope="module")
def relu_by_hand(mnist: Split) -> tuple[list[FloatArray], list[float]]:
    x = mnist.train.images[:UPDATES] / 255
    y = np.eye(10)[mnist.train.labels[:UPDATES]]
    return relu_notebook(x, y, np.random.default_rng(SEED))


@pytest.fixture(scope="module")
def sigmoid_by_hand(mnist: Split) -> tuple[list[FloatArray], list[float]]:
    images = np.concatenate([mnist.train.images, mnist.test.images])
    labels = np.concatenate([mnist.train.labels, mnist.test.labels])
    chosen = np.random.RandomState(7).permutation(70000)[7000 : 7000 + UPDATES]
    x, y = images[chosen] / 255, np.eye(10)[labels[chosen]]
    return sigmoid_notebook(x, y, np.random.default_rng(SEED))


def test_relu_notebook(relu_run: Run, relu_by_hand: tuple[list[FloatArray], list[float]]) -> None:
    (w1, b1, w2, b2), losses = relu_by_hand
    ours = relu_run.parameters
    np.testing.assert_allclose(ours.weights[0], w1, rtol=0, atol=1e-9)
    np.testing.assert_allclose(ours.weights[1], w2, rtol=0, atol=1e-9)
    np.testing.assert_allclose(ours.biases[0], b1, rtol=0, atol=1e-9)
    np.testing.assert_allclose(ours.biases[1], b2, rtol=0, atol=1e-9)
    # An output near 1e-15 is as small as float64's steps just below 1, which is where the package
    # forms it, 1 + tanh; its logarithm tells the two programs apart.
    np.testing.assert_allclose(relu_run.losses, losses, rtol=2e-3, atol=1e-9)
    assert np.mean(relu_run.losses) == pytest.approx(np.mean(losses), rel=1e-4)


def test_sigmoid_notebook(
    sigmoid_run: Run, sigmoid_by_hand: tuple[list[FloatArray], list[float]]
) -> None:
    weights, losses = sigmoid_by_hand
    for ours, theirs in zip(sigmoid_run.parameters.weights, weights, strict=True):
        np.testing.assert_allclose(ours, theirs.T, rtol=0, atol=1e-9)
    np.testing.assert_allclose(sigmoid_run.losses, losses, rtol=0, atol=1e-9)


def test_relu_notebook_in_single_precision(
    mnist: Split, relu_by_hand: tuple[list[FloatArray], list[float]]
) -> None:
    (w1, b1, w2, b2), losses = relu_by_hand
    run = Run("relu-notebook", mnist, "float32")
    ours = run.parameters
    assert ours.flat.dtype == np.float32
    # The first layer stands still but for the rounding of its initial values.
    np.testing.assert_allclose(ours.weights[0], w1, rtol=0, atol=1e-7)
    np.testing.assert_allclose(ours.biases[0], b1, rtol=0, atol=1e-7)
    # The second moves by more than 0.1, in steps of saturated outputs times hidden values of 54.
    np.testing.assert_allclose(ours.weights[1], w2, rtol=0, atol=2e-3)
    np.testing.assert_allclose(ours.biases[1], b2, rtol=0, atol=2e-5)
    # The package forms an output as 1 + tanh, and float32 has no number between 1 - 6e-8 and 1: so
    # an output below that is 0, and its loss the notebook's greatest, -log(1e-15) / 10. Nothing
    # is learned from that figure, but it is shown. Where outputs are not that small, it is right.
    ours_shown, by_hand = np.array(run.losses), np.array(losses)
    clear = by_hand < 1.0  # the label's output is above 5e-5
    assert np.count_nonzero(clear) > 30
    np.testing.assert_allclose(ours_shown[clear], by_hand[clear], rtol=0, atol=1e-2)
    assert ours_shown.max() < 3.46


def test_sigmoid_notebook_in_single_precision(
    mnist: Split, sigmoid_by_hand: tuple[list[FloatArray], list[float]]
) -> None:
    weights, losses = sigmoid_by_hand
    run = Run("sigmoid-notebook", mnist, "float32")
    assert run.parameters.flat.dtype == np.float32
    for ours, theirs in zip(run.parameters.weights, weights, strict=True):
        np.testing.assert_allclose(ours, theirs.T, rtol=0, atol=2e-6)
    np.testing.assert_allclose(run.losses, losses, rtol=0, atol=1e-6)


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


def test_relu_notebook_starts_saturated(mnist: Split, relu_run: Run) -> None:
    image = mnist.train.images[:1] / 255
    hidden, outputs = relu_run.network.forward(relu_run.initial, image)
    assert hidden.mean() == pytest.approx(54, abs=2)
    np.testing.assert_array_equal(outputs, 1.0)


def rule_and_truth(run: Run, mnist: Split) -> tuple[Parameters, Parameters]:
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


def test_relu_notebook_does_not_follow_its_loss(mnist: Split, relu_run: Run) -> None:
    rule, truth = rule_and_truth(relu_run, mnist)
    assert np.abs(rule.weights[0]).max() < 1e-6 * np.abs(truth.weights[0]).max()
    assert np.sum(rule.weights[1] * truth.weights[1]) > 0  # but roughly the right way


def test_sigmoid_notebook_follows_its_loss(mnist: Split, sigmoid_run: Run) -> None:
    rule, truth = rule_and_truth(sigmoid_run, mnist)
    np.testing.assert_array_equal(rule.flat, truth.flat)
