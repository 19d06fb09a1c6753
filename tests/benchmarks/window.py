"""What the window costs training, and how smooth it is meanwhile.

    python tests/benchmarks/window.py [--preset NAME] [--view NAME] [--seconds N]
                                      [--size WxH] [--quick] [--json]

Opens the real window, trains at full speed with the curves, the filters (or another view) and the
prediction of a drawing in view, and measures for N seconds:

training_ratio               images a second with the window alive, over those while the main thread
                             sleeps and nobody takes snapshots; both in turn, a second each, in one
                             run, median of the pairs
frames_per_second            how often the plot of the loss was really painted; the window draws
                             thirty times a second
event_loop_delay_p50_ms      how late a precise timer of the window's event loop is
event_loop_delay_p99_ms
stroke_to_prediction_p95_ms  from a movement of the pen being sent until the picture that the
                             network is given of it is painted, and with it the answer; measured
                             in slices of its own, as no hand draws all the time
crowded_pen_p95_ms           the same with 100 strokes on the canvas already
crowded_eraser_p95_ms        the same while the eraser goes through 100 strokes
peak_memory_mb               the process's largest resident size
"""

import os
import resource
import time
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PyQt6.QtCore import QEvent, QEventLoop, QObject, QPoint, QPointF, Qt, QTimer
from PyQt6.QtGui import QMouseEvent
from PyQt6.QtWidgets import QApplication, QWidget

from _shared import parsed, parser, show
from mnistviz.data.ink.drawing import CANVAS, Drawing
from mnistviz.gui.shell.application import destroy, make_application, open_window
from mnistviz.gui.shell.main_window import MainWindow
from mnistviz.training.presets import DEFAULT_PRESET, PRESETS
from mnistviz.training.run import Run
from mnistviz.training.snapshot import Status
from mnistviz.training.spec import RunSpec

_SLICE = 1.0
_TICK_MS = 5
_STROKE_MS = 50
_STROKES, _POINTS = 100, 40


class Paints(QObject):
    """Remembers when widgets were painted."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.times: dict[QObject, list[float]] = {widget: [] for widget in widgets}
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, widget: QObject | None, event: QEvent | None) -> bool:  # noqa: N802
        """Look, and let it pass."""
        if event is not None and widget is not None and event.type() == QEvent.Type.Paint:
            self.times[widget].append(time.perf_counter())
        return False


class Lateness:
    """How late each tick of a timer comes, in milliseconds after it was due."""

    def __init__(self) -> None:
        self.delays: list[float] = []
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Begin."""
        self._due = time.perf_counter() + _TICK_MS / 1000
        self._timer.start(_TICK_MS)

    def stop(self) -> None:
        """End."""
        self._timer.stop()

    def _tick(self) -> None:
        self.delays.append(max(1000 * (time.perf_counter() - self._due), 0.0))
        self.start()


class Pen:
    """Draws on the canvas, and notes when it moved."""

    def __init__(self, canvas: QWidget) -> None:
        self._canvas = canvas
        self.moved: list[float] = []
        self._timer = QTimer()
        self._timer.timeout.connect(self._move)

    def start(self) -> None:
        """Put the pen down."""
        self._angle = 0.0
        self._send(QEvent.Type.MouseButtonPress, Qt.MouseButton.LeftButton)
        self._timer.start(_STROKE_MS)

    def stop(self) -> None:
        """Lift it."""
        self._timer.stop()
        self._send(QEvent.Type.MouseButtonRelease, Qt.MouseButton.LeftButton)

    def _move(self) -> None:
        self._angle += 0.15
        self.moved.append(time.perf_counter())
        self._send(QEvent.Type.MouseMove, Qt.MouseButton.LeftButton)

    def _send(self, kind: QEvent.Type, held: Qt.MouseButton) -> None:
        side = min(self._canvas.width(), self._canvas.height())
        middle = self._canvas.rect().center()
        radius = 0.3 * side
        place = QPoint(
            round(middle.x() + radius * np.cos(self._angle)),
            round(middle.y() + radius * np.sin(self._angle)),
        )
        button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else held
        event = QMouseEvent(
            kind,
            QPointF(place),
            QPointF(self._canvas.mapToGlobal(place)),
            button or Qt.MouseButton.NoButton,
            held,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.postEvent(self._canvas, event)


def crowd() -> Drawing:
    """What a class leaves on the canvas: 100 strokes of 40 points, some 5 units apart."""
    random = np.random.default_rng(0)
    turned = random.normal(0.0, 0.25, (_STROKES, _POINTS)).cumsum(axis=1)
    turned += random.uniform(0.0, 2.0 * np.pi, (_STROKES, 1))
    steps = 5.0 * np.stack([np.cos(turned), np.sin(turned)], axis=2)
    places = random.uniform(0.1 * CANVAS, 0.9 * CANVAS, (_STROKES, 1, 2)) + steps.cumsum(axis=1)
    return Drawing(tuple(np.clip(places, 0.0, CANVAS)))


def live(seconds: float) -> None:
    """Let the window's event loop run."""
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), Qt.TimerType.PreciseTimer, loop.quit)
    loop.exec()


def until(window: MainWindow, status: Status) -> None:
    """Wait for the run to do that."""
    while window.experiments.snapshot is None or window.experiments.snapshot.status is not status:
        live(0.02)


def run_of(window: MainWindow) -> Run:
    """What the worker is at, rather than the newest snapshot of it."""
    (run,) = window.application.worker._runs.values()
    assert isinstance(run, Run)
    return run


def rate(window: MainWindow, *, alive: bool) -> float:
    """Images a second over one slice."""
    start, before = time.perf_counter(), run_of(window).trainer.images_seen
    if alive:
        live(_SLICE)
    else:
        time.sleep(_SLICE)
    return (run_of(window).trainer.images_seen - before) / (time.perf_counter() - start)


def delays_until_painted(moved: list[float], painted: list[float]) -> list[float]:
    """Milliseconds from each movement to the first painting after it."""
    times = np.array(painted)
    after = np.searchsorted(times, moved)
    pairs = zip(moved, after, strict=True)
    return [1000 * (times[i] - start) for start, i in pairs if i < len(times)]


def measure(
    preset: str, seconds: float, size: tuple[int, int], view: str = "Filters"
) -> dict[str, object]:
    """All figures."""
    app = make_application()
    window = open_window(app, RunSpec.of(PRESETS[preset]), theme="light")
    window.resize(*size)
    window.show()
    names = [name.lower() for name in window.views.names]
    window.views.tabs.setCurrentIndex(names.index(view.lower()))
    until(window, Status.READY)
    # The answer is painted together with the picture; if it stays the same, it is not painted.
    grid, plot = window.drawing.grid, window.curves.loss.surface()
    paints = Paints(grid, plot)
    lateness, pen = Lateness(), Pen(window.drawing.canvas)
    window.controls.train.click()
    until(window, Status.RUNNING)
    run_of(window).epochs_asked = 10**9  # it must not finish while it is measured
    live(1.0)
    window.drawing.show_test_digit(0)
    canvas = window.drawing.canvas
    sheets = {
        "stroke_to_prediction_p95_ms": (Drawing(), False),
        "crowded_pen_p95_ms": (crowd(), False),
        "crowded_eraser_p95_ms": (crowd(), True),
    }
    moved: dict[str, list[float]] = {name: [] for name in sheets}
    pairs, alive_seconds, frames = [], 0.0, 0
    while alive_seconds < seconds:
        lateness.start()
        before, start = len(paints.times[plot]), time.perf_counter()
        with_window = rate(window, alive=True)
        alive_seconds += time.perf_counter() - start
        frames += len(paints.times[plot]) - before
        lateness.stop()
        pairs.append((with_window, rate(window, alive=False)))
        for name, (drawing, erasing) in sheets.items():
            window.document.put(drawing)
            canvas.erasing = erasing
            first = len(pen.moved)
            pen.start()
            live(_SLICE)
            pen.stop()
            live(0.1)
            moved[name] += pen.moved[first:]
        canvas.erasing = False
    answered = {name: delays_until_painted(moved[name], paints.times[grid]) for name in sheets}
    window.close()
    destroy(window)
    return {
        "preset": preset,
        "view": view,
        "seconds": round(alive_seconds, 1),
        "training_ratio": round(median(a / b for a, b in pairs), 4),
        "images_per_second": round(median(a for a, _ in pairs)),
        "images_per_second_without": round(median(b for _, b in pairs)),
        "frames_per_second": round(frames / alive_seconds, 1),
        "event_loop_delay_p50_ms": round(float(np.percentile(lateness.delays, 50)), 2),
        "event_loop_delay_p99_ms": round(float(np.percentile(lateness.delays, 99)), 2),
        **{name: round(float(np.percentile(each, 95)), 2) for name, each in answered.items()},
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }


def main() -> None:
    """Measure, and print."""
    arguments = parser(__doc__)
    arguments.add_argument("--preset", choices=PRESETS, default=DEFAULT_PRESET)
    arguments.add_argument("--view", default="Filters", metavar="NAME", help="the tab in front")
    arguments.add_argument("--seconds", type=float, default=10.0)
    arguments.add_argument("--size", default="1920x1080")
    options = parsed(arguments, seconds=1.0)
    width, height = (int(side) for side in options.size.split("x"))
    figures = measure(options.preset, options.seconds, (width, height), options.view)
    show(figures, as_json=options.json)


if __name__ == "__main__":
    main()
