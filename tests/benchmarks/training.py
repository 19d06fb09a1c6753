"""How fast training is, beside everything people would reach for instead.

    python tests/benchmarks/training.py [--rounds N] [--profile] [--json]

Mini-batches (784-64-10 ReLU and 784-128-64-10 sigmoid, batch 64, momentum, float32): this package,
plain NumPy, scikit-learn's MLPClassifier and PyTorch on the CPU if they are installed
(``pip install .[bench]``), the bare matrix products, and this package with augmentation.
One image per update: this package, and the notebooks' own loops.

All take turns in one run, a slice each, with one BLAS thread; figures are medians over the rounds,
and ratios are medians of the rounds' ratios. ``--profile`` says where a step's time goes.
"""

import argparse
import json
import time
import warnings
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from statistics import median

import numpy as np
from threadpoolctl import threadpool_limits

from mnistviz.data.mnist import load_mnist
from mnistviz.data.splits import SPLITS
from mnistviz.nn.arrays import FloatArray
from mnistviz.nn.one_by_one import BLOCK
from mnistviz.presets import PRESETS, Preset
from mnistviz.training.settings import RunSettings
from mnistviz.training.trainer import Trainer

Slice = Callable[[int], None]
"""Trains on so many images."""

_BATCH = 64
_MINI_BATCH_SLICE, _SINGLE_SLICE = 6400, 960
MNIST = load_mnist()
IMAGES = MNIST.train.images[:12_800].astype(np.float32) / 255.0
LABELS = MNIST.train.labels[:12_800].astype(np.int64)


def ours(preset: Preset, augmentation: float = 0.0) -> Slice:
    """This package's trainer, images from bytes included."""
    settings = RunSettings.of(preset, seed=0, augmentation=augmentation)
    trainer = Trainer(settings, SPLITS[preset.split](MNIST).train)

    def train(count: int) -> None:
        end = trainer.images_seen + count
        while trainer.images_seen < end:
            trainer.advance()

    return train


def products(sizes: tuple[int, ...]) -> Slice:
    """The matrix products of a step alone: what no step with this BLAS can undercut."""
    random = np.random.default_rng(0)
    weights = [random.random(shape, np.float32) for shape in pairwise(sizes)]
    values = [random.random((_BATCH, size), np.float32) for size in sizes]
    errors = [np.empty_like(value) for value in values]
    gradients = [np.empty_like(w) for w in weights]

    def train(count: int) -> None:
        for _ in range(count // _BATCH):
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
        for start in range(0, count, _BATCH):
            chosen = order[start % len(order) :][:_BATCH]
            values = [IMAGES[chosen]]
            for k, (w, b) in enumerate(zip(weights, biases, strict=True)):
                z = values[-1] @ w + b
                values.append(np.maximum(z, 0) if k < len(weights) - 1 else z)
            e = np.exp(values[-1] - values[-1].max(axis=1, keepdims=True))
            error = (e / e.sum(axis=1, keepdims=True) - targets[chosen]) / len(chosen)
            slopes = []
            for k in range(len(weights) - 1, -1, -1):
                slopes.append((k, values[k].T @ error, error.sum(axis=0)))
                error = (error @ weights[k].T) * (values[k] > 0)
            for k, by_weights, by_biases in slopes:
                for at, slope in ((k, by_weights), (k + len(weights), by_biases)):
                    moves[at] = 0.9 * moves[at] + slope
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
        batch_size=_BATCH,
        learning_rate_init=0.05,
        momentum=0.9,
        nesterovs_momentum=False,
        alpha=0.0,
    )
    model.partial_fit(IMAGES[:_BATCH], LABELS[:_BATCH], classes=np.arange(10))
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
        for start in range(0, count, _BATCH):
            chosen = order[start % len(order) :][:_BATCH]
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

    def slope(v: FloatArray) -> FloatArray:
        return sigmoid(v) * (1 - sigmoid(v))

    def train(count: int) -> None:
        nonlocal w1, w2, b1, b2
        total = 0.0
        for x, y in zip(images[:count, None], targets[:count, None], strict=True):
            o1 = np.maximum(np.dot(x, w1) + b1, 0)
            o2 = sigmoid(np.dot(o1, w2) + b2)
            total += -np.sum(y * np.log(o2 + 1e-15)) / 10
            d2 = (o2 - y) * slope(o2)
            d1 = np.dot(d2, w2.T) * slope(o1)
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


def contestants() -> dict[str, Slice]:
    """All that can run here, by name."""
    relu, sigmoid = PRESETS["relu"], PRESETS["sigmoid"]
    relu, sigmoid = (replace(each, batch_size=_BATCH) for each in (relu, sigmoid))
    every: dict[str, Slice | None] = {}
    for preset, hidden, activation in ((relu, (64,), "relu"), (sigmoid, (128, 64), "logistic")):
        sizes = preset.architecture.sizes
        every |= {
            f"{preset.name}: ours": ours(preset),
            f"{preset.name}: ours, augmented": ours(preset, 1.0),
            f"{preset.name}: matrix products": products(sizes),
            f"{preset.name}: plain NumPy": plain_numpy(sizes),
            f"{preset.name}: scikit-learn": scikit_learn(hidden, activation),
            f"{preset.name}: PyTorch": pytorch(hidden, activation),
        }
    every |= {
        "relu-notebook: ours": ours(PRESETS["relu-notebook"]),
        "relu-notebook: its own loop": relu_notebook(),
        "sigmoid-notebook: ours": ours(PRESETS["sigmoid-notebook"]),
        "sigmoid-notebook: its own loop": sigmoid_notebook(),
    }
    return {name: train for name, train in every.items() if train is not None}


def measure(every: dict[str, Slice], rounds: int) -> dict[str, list[float]]:
    """Microseconds an image, a round each."""
    found: dict[str, list[float]] = {}
    for number in range(rounds + 1):
        for name, train in every.items():
            count = _SINGLE_SLICE if "notebook" in name else _MINI_BATCH_SLICE
            start = time.perf_counter()
            train(count)
            took = 1e6 * (time.perf_counter() - start) / count
            if number:  # the first round only warms up
                found.setdefault(name, []).append(took)
    return found


def summary(found: dict[str, list[float]]) -> dict[str, dict[str, float]]:
    """Images a second, and how many times as fast ours is as each."""
    figures = {}
    for name, times in found.items():
        own = found[f"{name.split(':')[0]}: ours"]
        figures[name] = {
            "images_per_second": round(1e6 / median(times)),
            "ours_is_times_as_fast": round(
                median(theirs / mine for theirs, mine in zip(times, own, strict=True)), 2
            ),
        }
    return figures


def profile_batch(name: str) -> dict[str, float]:
    """Microseconds of each call of a mini-batch step."""
    trainer = Trainer(RunSettings.of(PRESETS[name], seed=0, augmentation=0.0), MNIST.train)
    for _ in range(50):
        trainer.advance()
    whole = timed({"step": trainer.advance})["step"]
    step = next(iter(trainer._steps.values()))
    parts: dict[str, Callable[[], object]] = {
        "gather and convert 64 images": lambda: trainer._stream._convert(0, _BATCH)
    }
    for direction, calls in (("forward", step._forward), ("backward", step._backward)):
        for number, call in enumerate(calls):
            shapes = [a.shape for a in getattr(call, "args", ()) if isinstance(a, np.ndarray)]
            label = getattr(getattr(call, "func", call), "__name__", "call")
            parts[f"{direction} {number}: {label} {shapes}"] = call
    parts["loss"] = step.forward
    parts["correct"] = step.count_correct
    parts["update of the parameters"] = lambda: trainer._optimizer.update(
        trainer.parameters, trainer._gradient, 1e-9, 0.9
    )
    found = timed(parts)
    found["loss"] -= sum(time for part, time in found.items() if part.startswith("forward"))
    return found | {"a whole step": whole}


def profile_single(name: str) -> dict[str, float]:
    """Microseconds an image of each part of a block of single images."""
    trainer = Trainer(
        RunSettings.of(PRESETS[name], seed=0), SPLITS[PRESETS[name].split](MNIST).train
    )
    for _ in range(50):
        trainer.advance()
    whole = timed({"all": trainer.advance})["all"]
    blocks, rates = trainer._blocks, [1e-9] * BLOCK
    batch = trainer._stream.look(BLOCK)
    with np.errstate(over="ignore"):
        found = timed(
            {
                "end of the block: update": lambda: blocks.apply(trainer.parameters, batch.images),
                "the errors (run)": lambda: blocks.run(
                    trainer.parameters, batch.images, batch.targets, rates
                ),
            }
        )
        found["a whole block (advance)"] = whole
    return {part: time / BLOCK for part, time in found.items()}


def timed(parts: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The median of many calls of each, in microseconds."""
    found: dict[str, list[float]] = {part: [] for part in parts}
    for _ in range(300):
        for part, call in parts.items():
            start = time.perf_counter()
            call()
            found[part].append(1e6 * (time.perf_counter() - start))
    return {part: round(median(times), 2) for part, times in found.items()}


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    warnings.filterwarnings("ignore")  # scikit-learn's about convergence
    every = contestants()  # first, so that the limit holds for the libraries it loads too
    with threadpool_limits(limits=1):
        figures: dict[str, object] = dict(summary(measure(every, options.rounds)))
        if options.profile:
            figures |= {f"{n}: a step, µs": profile_batch(n) for n in ("relu", "sigmoid")}
            figures |= {
                f"{n}: an image, µs": profile_single(n)
                for n in ("relu-notebook", "sigmoid-notebook")
            }
    if options.json:
        print(json.dumps(figures, ensure_ascii=False))
        return
    for name, found in figures.items():
        if isinstance(found, dict) and "images_per_second" in found:
            speed, ratio = found["images_per_second"], found["ours_is_times_as_fast"]
            print(f"{name:34} {speed:9,.0f} images/s   ours is {ratio:5.2f} times as fast")
        elif isinstance(found, dict):
            print(f"\n{name}")
            for part, value in found.items():
                print(f"  {value:8.2f}  {part}")


if __name__ == "__main__":
    main()
