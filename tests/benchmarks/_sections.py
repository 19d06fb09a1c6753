"""The tables of the README's section "Figures", each made from what the benchmarks print."""

import platform
from collections.abc import Callable, Mapping
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from threadpoolctl import threadpool_info

from _shared import table
from mnistviz.gui.shell.view_table import VIEWS


class Measure(Protocol):
    """Runs a script of this folder, or ``mnistviz``, and gives what it prints as JSON."""

    quick: bool

    def __call__(self, script: str, *arguments: str) -> Any: ...


def machine(_measure: Measure) -> str:
    """What all this was measured on."""
    about = Path("/proc/cpuinfo")
    lines = about.read_text().splitlines() if about.exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    kernels = {str(each["architecture"]) for each in threadpool_info() if "architecture" in each}
    return (
        f"{names[0] if names else platform.processor()}, {len(names) or 'several'} processors; "
        f"{platform.system()}, Python {platform.python_version()}, NumPy {np.__version__} "
        f"with BLAS kernels for {', '.join(sorted(kernels)) or 'this processor'}."
    )


def notebooks(measure: Measure) -> str:
    """Each epoch as printed and as it is here."""
    found = measure("epochs", "--only", "notebooks")["notebooks"]
    relu, sigmoid = (
        list(zip(found[name]["printed"], found[name]["here"], strict=True))
        for name in ("relu-notebook", "sigmoid-notebook")
    )
    rows = []
    for epoch, (loss, accuracy) in enumerate(zip_longest(relu, sigmoid), 1):
        one, other = ["", "", ""], ["", "", ""]
        if loss:
            one = [f"{loss[0]:.5f}", f"{loss[1]:.5f}", f"{100 * (loss[1] / loss[0] - 1):+.1f} %"]
        if accuracy:
            other = [*map(percent, accuracy), f"{100 * (accuracy[1] - accuracy[0]):+.1f}"]
        rows.append([epoch, *one, *other])
    head = ("epoch", "ReLU loss, printed", "here", "", "sigmoid accuracy, printed", "here", "")
    return table(head, rows)


def corrected(measure: Measure) -> str:
    """Accuracy of the corrected presets after some epochs."""
    found = measure("epochs", "--only", "corrected")["corrected"]
    head = ("preset and seed", *next(iter(found.values())))
    return table(head, [(f"`{name}`", *map(percent, row.values())) for name, row in found.items()])


def long(measure: Measure) -> str:
    """Accuracy after long trainings."""
    found = measure("epochs", "--only", "long", "--seeds", "2")["long"]
    return table(
        ("ReLU network", *(f"seed {seed}" for seed in range(len(next(iter(found.values())))))),
        [(sizes, *map(percent, row)) for sizes, row in found.items()],
    )


def training(measure: Measure) -> str:
    """Images a second, and how many times as fast ours is."""
    found = measure("training")
    names = {
        "ours": "here",
        "ours, augmented": "here, images bent",
        "plain NumPy": "plain NumPy",
        "scikit-learn": "scikit-learn",
        "PyTorch": "PyTorch",
        "matrix products": "the matrix products of a step alone",
    }
    batches = [(title, f"{{}}: {key}") for key, title in names.items()]
    single = [
        ("as in the notebook, here", "{}-notebook: ours"),
        ("as in the notebook, its own loop", "{}-notebook: its own loop"),
    ]
    rows = []
    for title, key in (*batches, *single):
        cells = [found.get(key.format(preset)) for preset in ("relu", "sigmoid")]
        if all(cells):  # otherwise its package is not installed
            rows.append((title, *map(_speed, cells)))
    return table(("images a second", "ReLU 784-64-10", "sigmoid 784-128-64-10"), rows)


def _speed(figures: Mapping[str, float]) -> str:
    speed, ratio = figures["images_per_second"], figures["ours_is_times_as_fast"]
    return f"{1000 * round(speed / 1000):,}" + ("" if ratio == 1.0 else f" ({ratio:.2f})")


def accuracy(measure: Measure) -> str:
    """Seconds to 97 and 98 percent."""
    found = measure("accuracy")
    rows = []
    for mark in (97, 98):
        each = found[f"each_seed_to_{mark}_percent"]
        middle = found[f"seconds_to_{mark}_percent"]
        rows.append((f"{mark} %", f"{middle:.1f} s", f"{min(each):.1f} to {max(each):.1f} s"))
    return table(("of the test images", "median", "of all seeds"), rows)


def strokes(measure: Measure) -> str:
    """Percent of the pen digits read rightly."""
    found = measure("strokes")
    networks = {
        "relu": "784-64-10",
        "sigmoid": "784-128-64-10",
        "drawings": "784-128-64-10 ReLU",
    }
    head = ("network that ships", *(way.replace("picture, ", "") for way in found["relu"]))
    rows = [
        (f"`{name}` {sizes}", *(f"{value:.1f}" for value in found[name].values()))
        for name, sizes in networks.items()
    ]
    return table(head, rows)


def meter(measure: Measure) -> str:
    """What is called a digit."""
    found = measure("meter")["shares"]
    verdicts = list(next(iter(found.values())))
    rows = [
        (kind, *(f"{100 * row[verdict]:.1f}" for verdict in verdicts))
        for kind, row in found.items()
    ]
    return table(("percent called", *verdicts), rows)


def reliability(measure: Measure) -> str:
    """Accuracy of the networks that ship, and how far their probabilities are off."""
    rows = []
    for name in ("relu", "sigmoid", "drawings"):
        found = measure("mnistviz", "evaluate", f"resources/models/{name}.npz", "--json")
        errors = map(percent, found["calibration_error"].values())
        rows.append((f"`{name}`", percent(found["accuracy"]), *errors))
    return table(("network that ships", "test images", "as computed", "with temperature"), rows)


def window(measure: Measure) -> str:
    """Each view in front while either kind of training runs."""
    columns = {
        "training_ratio": ("share of the speed", 100.0, " %"),
        "frames_per_second": ("frames a second", 1.0, ""),
        "event_loop_delay_p50_ms": ("late by, median", 1.0, " ms"),
        "event_loop_delay_p99_ms": ("99th percentile", 1.0, " ms"),
        "stroke_to_prediction_p95_ms": ("stroke to answer", 1.0, " ms"),
        "crowded_pen_p95_ms": ("pen, 100 strokes", 1.0, " ms"),
        "crowded_eraser_p95_ms": ("eraser, 100 strokes", 1.0, " ms"),
        "peak_memory_mb": ("peak memory", 1.0, " MB"),
    }
    rows, known = [], list[str]()
    for view in [each.title for each in VIEWS[: 1 if measure.quick else None]]:
        found = [
            measure("window", "--preset", preset, "--view", view, "--seconds", "5")
            for preset in ("relu", "sigmoid-notebook")
        ]
        known = [key for key in columns if key in found[0]]
        cells = []
        for key in known:
            _, times, unit = columns[key]
            numbers = [times * each[key] for each in found]
            digits = 1 if unit == " ms" else 0
            cells.append(" / ".join(f"{number:.{digits}f}" for number in numbers) + unit)
        rows.append((view, *cells))
    return table(("view in front", *(columns[key][0] for key in known)), rows)


def gradients(measure: Measure) -> str:
    """Update and gradient compared, a row a moment, layer by layer."""
    moments: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in measure("gradients"):
        moments.setdefault((row["preset"], row["moment"]), []).append(row)
    rows = []
    for (preset, moment), layers in moments.items():
        cosines = ("–" if row["cosine"] is None else f"{row['cosine']:.3f}" for row in layers)
        errors = (f"{row['error']:.0e}" for row in layers)
        rows.append((f"`{preset}` {moment}", " · ".join(cosines), " · ".join(errors)))
    return table(("", "cosine of each layer", "relative error of each layer"), rows)


def change(measure: Measure) -> str:
    """The smallest changes, by network and target."""
    rows = [
        (
            name.replace("_", " "),
            f"{100 * row['found']:.0f} %",
            f"{row['pixels_of_ink']:.1f}",
            f"{row['milliseconds']:.0f}",
        )
        for name, row in measure("change").items()
    ]
    return table(("", "found", "pixels of ink", "ms of a processor"), rows)


def colors(measure: Measure) -> str:
    """The least contrasts and distances."""
    found = measure("colors")
    rows: list[tuple[object, ...]] = []
    for kind, title in (("text", "contrast of text"), ("graphic", "contrast of lines and areas")):
        some = [row for row in found["contrasts"] if row["kind"] == kind]
        plain = min(min(row["light"], row["dark"]) for row in some)
        pale = min(min(row["light, pale"], row["dark, pale"]) for row in some)
        rows.append((title, some[0]["needed"], f"{plain:.1f}", f"{pale:.1f}"))
    for row in found["distances"][:2]:
        least = min(value for name, value in row.items() if ", " in name)
        title = f"distance of {row['one']} and {row['other']}"
        rows.append((title, f"{row['needed']:.0f}", f"{least:.0f}", ""))
    return table(("", "needed", "least", "with stray light"), rows)


def pictures(measure: Measure) -> str:
    """Of ten digits in each kind of picture: read, answered with "no", refused and why."""
    rows = [
        (kind, row["read"], row["no"], ", ".join(f"{n}: {w}" for w, n in row["refused"].items()))
        for kind, row in measure("pictures").items()
    ]
    return table(("of ten digits", "read", "called no digit", "refused"), rows)


def plain(script: str, titles: Mapping[str, tuple[str, str]], measure: Measure) -> str:
    """Some figures of a script, a line each."""
    found = measure(script)
    rows = [(title, form.format(found[key])) for key, (title, form) in titles.items()]
    return table(("", "median"), rows)


def percent(share: float) -> str:
    """With the two decimals that ten thousand images allow."""
    return f"{100 * share:.2f} %"


SECTIONS: dict[str, Callable[[Measure], str]] = {
    "machine": machine,
    "notebooks": notebooks,
    "corrected": corrected,
    "long": long,
    "training": training,
    "accuracy": accuracy,
    "strokes": strokes,
    "pictures": pictures,
    "meter": meter,
    "reliability": reliability,
    "window": window,
    "gradients": gradients,
    "change": change,
    "colors": colors,
    "startup": partial(
        plain,
        "startup",
        {
            "bare_window_seconds": ("a bare window with two plots is painted after", "{:.2f} s"),
            "window_seconds": ("the window is painted after", "{:.2f} s"),
            "ratio": ("times the bare one", "{:.2f}"),
            "digits_ready_seconds": ("the digits are ready later by", "{:.2f} s"),
            "permuted_digits_ready_seconds": ("permuted digits by", "{:.2f} s"),
        },
    ),
    "session": partial(
        plain,
        "session",
        {
            "first_point_seconds": ("from pressing Train to the first point", "{:.2f} s"),
            "close_seconds": ("closing while training", "{:.3f} s"),
            "test_cost": ("share of the speed that the tests cost", "{:.1%}"),
        },
    ),
}
