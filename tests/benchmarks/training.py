"""How fast training is, beside everything people would reach for instead.

    python tests/benchmarks/training.py [--rounds N] [--profile] [--quick] [--json]

Mini-batches (784-64-10 ReLU and 784-128-64-10 sigmoid, batch 64, momentum, float32): this package,
plain NumPy, scikit-learn's MLPClassifier and PyTorch on the CPU if they are installed
(``pip install .[bench]``), the bare matrix products, and this package with augmentation.
One image per update: this package, and the notebooks' own loops.

All take turns in one run, a slice each, with one BLAS thread; figures are medians over the rounds,
and ratios are medians of the rounds' ratios. ``--profile`` says where a step's time goes.
"""

import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import replace
from statistics import median

import numpy as np
from threadpoolctl import threadpool_limits

from _rivals import (
    BATCH,
    MNIST,
    Slice,
    plain_numpy,
    products,
    pytorch,
    relu_notebook,
    scikit_learn,
    sigmoid_notebook,
)
from _shared import parsed, parser, show
from mnistviz.data.datasets.mnist import SPLITS
from mnistviz.nn.one_by_one import BLOCK
from mnistviz.training.presets import PRESETS, Preset
from mnistviz.training.spec import RunSpec
from mnistviz.training.trainer import Trainer

_MINI_BATCH_SLICE, _SINGLE_SLICE = 6400, 960


def ours(preset: Preset, augmentation: float = 0.0) -> Slice:
    """This package's trainer, images from bytes included."""
    settings = RunSpec.of(preset, seed=0, augmentation=augmentation)
    trainer = Trainer(settings, SPLITS[preset.split](MNIST).train)

    def train(count: int) -> None:
        end = trainer.images_seen + count
        while trainer.images_seen < end:
            trainer.advance()

    return train


def contestants() -> dict[str, Slice]:
    """All that can run here, by name."""
    relu, sigmoid = PRESETS["relu"], PRESETS["sigmoid"]
    relu, sigmoid = (replace(each, batch_size=BATCH) for each in (relu, sigmoid))
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
    for name, train in every.items():
        if train is None:
            print(f"left out, for its package is not installed: {name}", file=sys.stderr)
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
    settings = RunSpec.of(PRESETS[name], seed=0, augmentation=0.0, batch_size=BATCH)
    trainer = Trainer(settings, MNIST.train)
    for _ in range(50):
        trainer.advance()
    whole = timed({"step": trainer.advance})["step"]
    step = next(iter(trainer._steps.values()))
    parts: dict[str, Callable[[], object]] = {
        "gather and convert 64 images": lambda: trainer._stream._convert(0, BATCH)
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
    trainer = Trainer(RunSpec.of(PRESETS[name], seed=0), SPLITS[PRESETS[name].split](MNIST).train)
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
    arguments = parser(__doc__)
    arguments.add_argument("--rounds", type=int, default=15)
    arguments.add_argument("--profile", action="store_true")
    options = parsed(arguments, rounds=1)
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
    show(figures, as_json=options.json)


if __name__ == "__main__":
    main()
