"""What people would reach for instead of this package's training, each as a function of slices."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from mnistviz.data.datasets.mnist import load_mnist
from mnistviz.nn.arrays import FloatArray

Slice = Callable[[int], None]
"""Trains on so many images."""

BATCH = 64
MNIST = load_mnist()
IMAGES = MNIST.train.images[:12_800].astype(np.float32) / 255.0
LABELS = MNIST.train.labels[:12_800].astype(np.int64)


def products(sizes: tuple[int, ...]) -> Slice:
    """The matrix products of a step alone: what no step with this BLAS can undercut."""
    random = np.random.default_rng(0)
    weights = [random.random(shape, np.float32) for shape in pairwise(sizes)]
    values = [random.random((BATCH, size), np.float32) for size in sizes]
    errors = [np.empty_like(value) for value in values]
    gradients = [np.empty_like(w) for w in weights]

    def train(count: int) -> None:
        for _ in range(count // BATCH):
            for k, w in enumerate(weights):
                np.matmul(values[k], w, out=errors[k + 1])
            for k in range(len(weights) - 1, -1, -1):
                np.matmul(values[k].T, errors[k + 1], out=gradients[k])
                if k:
                    np.matmul(errors[k + 1], weights[k].T, out=errors[k])

    return train


def plain_numpy(sizes: tuple[int, ...]) -> Slice:
    """What one writes down first: a new array for every result. ReLU, softmax, momentum."""
    random = np.random.default_rng(0)
    weights = [
        (random.standard_normal(shape) * np.sqrt(2 / shape[0])).astype(np.float32)
        for shape in pairwise(sizes)
    ]
    biases = [np.zeros(size, np.float32) for size in sizes[1:]]
    moves = [np.zeros_like(each) for each in (*weights, *biases)]
    targets = np.eye(10, dtype=np.float32)[LABELS]

    def train(count: int) -> None:
        order = random.permutation(len(IMAGES))
        for start in range(0, count, BATCH):
            chosen = order[start % len(order) :][:BATCH]
            values = [IMAGES[chosen]]
            for k, (w, b) in enumerate(zip(weights, biases, strict=True)):
                z = values[-1] @ w + b
                values.append(np.maximum(z, 0) if k < len(weights) - 1 else z)
            e = np.exp(values[-1] - values[-1].max(axis=1, keepdims=True))
            error = (e / e.sum(axis=1, keepdims=True) - targets[chosen]) / len(chosen)
            derivatives = []
            for k in range(len(weights) - 1, -1, -1):
                derivatives.append((k, values[k].T @ error, error.sum(axis=0)))
                error = (error @ weights[k].T) * (values[k] > 0)
            for k, by_weights, by_biases in derivatives:
                for at, derivative in ((k, by_weights), (k + len(weights), by_biases)):
                    moves[at] = 0.9 * moves[at] + derivative
                weights[k] -= 0.05 * moves[k]
                biases[k] -= 0.05 * moves[k + len(weights)]

    return train


def scikit_learn(hidden: tuple[int, ...], activation: str) -> Slice | None:
    """MLPClassifier with the same batch size and momentum."""
    try:
        from sklearn.neural_network import MLPClassifier
    except ImportError:
        return None
    model = MLPClassifier(
        hidden,
        activation=activation,
        solver="sgd",
        batch_size=BATCH,
        learning_rate_init=0.05,
        momentum=0.9,
        nesterovs_momentum=False,
        alpha=0.0,
    )
    model.partial_fit(IMAGES[:BATCH], LABELS[:BATCH], classes=np.arange(10))
    return lambda count: model.partial_fit(IMAGES[:count], LABELS[:count])


def pytorch(hidden: tuple[int, ...], activation: str) -> Slice | None:
    """An ordinary training loop on the CPU, with one thread (two are slower here)."""
    try:
        import torch
    except ImportError:
        return None
    torch.set_num_threads(1)
    sizes, layers = (784, *hidden, 10), []
    kind = torch.nn.ReLU if activation == "relu" else torch.nn.Sigmoid
    for inputs, outputs in pairwise(sizes):
        layers += [torch.nn.Linear(inputs, outputs), kind()]
    model = torch.nn.Sequential(*layers[:-1])
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
    loss_of = torch.nn.CrossEntropyLoss()
    images, labels = torch.from_numpy(IMAGES), torch.from_numpy(LABELS)

    def train(count: int) -> None:
        order = torch.randperm(len(images))
        for start in range(0, count, BATCH):
            chosen = order[start % len(order) :][:BATCH]
            optimizer.zero_grad()
            loss_of(model(images[chosen]), labels[chosen]).backward()
            optimizer.step()

    return train


def relu_notebook() -> Slice:
    """The ReLU notebook's own loop."""
    random = np.random.default_rng(0)
    w1, w2 = random.random((784, 64)), random.random((64, 10))
    b1, b2 = random.random((1, 64)), random.random((1, 10))
    images, targets = IMAGES.astype(np.float64), np.eye(10)[LABELS]

    def sigmoid(v: FloatArray) -> FloatArray:
        result: FloatArray = 1 / (1 + np.exp(-v))
        return result

    def derivative(v: FloatArray) -> FloatArray:
        return sigmoid(v) * (1 - sigmoid(v))

    def train(count: int) -> None:
        nonlocal w1, w2, b1, b2
        total = 0.0
        for x, y in zip(images[:count, None], targets[:count, None], strict=True):
            o1 = np.maximum(np.dot(x, w1) + b1, 0)
            o2 = sigmoid(np.dot(o1, w2) + b2)
            total += -np.sum(y * np.log(o2 + 1e-15)) / 10
            d2 = (o2 - y) * derivative(o2)
            d1 = np.dot(d2, w2.T) * derivative(o1)
            by_w1, by_w2 = np.dot(x.T, d1), np.dot(o1.T, d2)
            w1 -= 0.001 * by_w1
            w2 -= 0.001 * by_w2
            b1 -= 0.001 * d1
            b2 -= 0.001 * d2

    return train


def sigmoid_notebook() -> Slice:
    """The sigmoid notebook's own loop."""
    random = np.random.default_rng(0)
    w1 = random.standard_normal((128, 784)) * np.sqrt(1 / 128)
    w2 = random.standard_normal((64, 128)) * np.sqrt(1 / 64)
    w3 = random.standard_normal((10, 64)) * np.sqrt(1 / 10)
    images, targets = IMAGES.astype(np.float64), np.eye(10)[LABELS]

    def sigmoid(v: FloatArray, *, derivative: bool = False) -> FloatArray:
        if derivative:
            slope: FloatArray = np.exp(-v) / (np.exp(-v) + 1) ** 2
            return slope
        result: FloatArray = 1 / (1 + np.exp(-v))
        return result

    def train(count: int) -> None:
        nonlocal w1, w2, w3
        for x, y in zip(images[:count], targets[:count], strict=True):
            z1 = np.dot(w1, x)
            a1 = sigmoid(z1)
            z2 = np.dot(w2, a1)
            a2 = sigmoid(z2)
            z3 = np.dot(w3, a2)
            e3 = 2 * (sigmoid(z3) - y) / 10 * sigmoid(z3, derivative=True)
            by_w3 = np.outer(e3, a2)
            e2 = np.dot(w3.T, e3) * sigmoid(z2, derivative=True)
            by_w2 = np.outer(e2, a1)
            e1 = np.dot(w2.T, e2) * sigmoid(z1, derivative=True)
            by_w1 = np.outer(e1, x)
            w1 -= 0.001 * by_w1
            w2 -= 0.001 * by_w2
            w3 -= 0.001 * by_w3

    return train
