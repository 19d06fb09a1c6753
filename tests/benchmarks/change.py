"""How small the changes are that turn the answers of the networks that ship, and what they take.

    python tests/benchmarks/change.py [--digits N] [--seed S] [--quick] [--json]

For each network, test digits spread evenly: the change with the least ink to the runner-up, and to
a digit drawn at random from the nine others. Prints how often one was found, its ink in pixels and
the processor's milliseconds that it took (medians).
"""

import time
from statistics import median

import numpy as np
from threadpoolctl import threadpool_limits

from _shared import parsed, parser, show
from mnistviz.analysis.stroke_change import Change, smallest_change
from mnistviz.data.datasets.dataset import as_input
from mnistviz.data.datasets.deskewing import deskewed
from mnistviz.data.datasets.mnist import load_mnist
from mnistviz.files import resource
from mnistviz.nn.arrays import ByteArray
from mnistviz.training.model_file import TrainedModel, load_model

_MODELS = ("relu", "sigmoid", "drawings")


def targets(
    model: TrainedModel, images: ByteArray, rng: np.random.Generator
) -> dict[str, list[int]]:
    """What each answer is to become, by kind."""
    outputs = model.network().predict(model.parameters, as_input(images, np.float32))
    order = outputs.argsort(axis=1)
    return {
        "to_the_runner_up": order[:, -2].tolist(),
        "to_a_random_digit": rng.permuted(order[:, :-1], axis=1)[:, 0].tolist(),
    }


def figures_of(model: TrainedModel, images: ByteArray, wanted: list[int]) -> dict[str, float]:
    """Which share was found, the ink that it takes and the time."""
    network, found, times = model.network(), list[Change](), []
    for pixels, target in zip(images, wanted, strict=True):
        start = time.thread_time()
        change = smallest_change(network, model.parameters, pixels, target)
        times.append(time.thread_time() - start)
        if change is not None:
            found.append(change)
    return {
        "found": len(found) / len(images),
        "pixels_of_ink": round(median(each.added + each.removed for each in found), 2),
        "milliseconds": round(1000.0 * median(times), 1),
    }


def main() -> None:
    """Measure, and print."""
    arguments = parser(__doc__)
    arguments.add_argument("--digits", type=int, default=100)
    arguments.add_argument("--seed", type=int, default=0)
    options = parsed(arguments, digits=8)
    test = load_mnist().test
    chosen = np.linspace(0, len(test) - 1, options.digits).astype(int)
    figures: dict[str, object] = {}
    with threadpool_limits(limits=1):
        for name in _MODELS:
            model = load_model(resource(f"models/{name}.npz"))
            images = test.images[chosen]
            images = deskewed(images) if model.deskew else images
            rng = np.random.default_rng(options.seed)
            for kind, wanted in targets(model, images, rng).items():
                figures[f"{name} {kind}"] = figures_of(model, images, wanted)
    show(figures, as_json=options.json)


if __name__ == "__main__":
    main()
