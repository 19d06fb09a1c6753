"""How long a person waits for the window, and then for the digits.

    python tests/benchmarks/startup.py [--repeats N] [--quick] [--json]

Opens windows in fresh processes, in turn in one run: a bare one (a QMainWindow with two of
pyqtgraph's PlotWidgets), ours, and ours with the preset whose digits are permuted. Prints medians:

- ``bare_window_seconds`` and ``window_seconds``: from before the process is started until the
  window's first paint, with all that is in it, has ended;
- ``ratio``: of each window to the bare one before it;
- ``digits_ready_seconds`` and ``permuted_digits_ready_seconds``: from that paint until the window
  shows the untrained network, so that Train can be pressed.

Windows open on whatever QT_QPA_PLATFORM says, else on the display, else off screen. Every process
finds its modules compiled, as those of an installed package are: the first of each kind, which
compiles them into a folder of this benchmark, is not counted.
"""

import os
import subprocess
import sys
import tempfile
import time
from statistics import median

from _shared import parsed, parser, show

# The programs are text and not functions, so that a fresh process imports nothing but its own.
# They print instants of the monotonic clock, which all processes share.
_PROBE = """
import sys, time
from PyQt6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PyQt6.QtWidgets import QMainWindow

class Probe(QObject):
    def eventFilter(self, window, event):
        if event.type() == QEvent.Type.Paint:
            window.removeEventFilter(self)
            # Its children are painted after it, in the same go; then this is the next event.
            ended = QEvent(QEvent.Type.User)
            QCoreApplication.postEvent(self, ended, Qt.EventPriority.HighEventPriority.value)
        return False

    def event(self, event):
        if event.type() == QEvent.Type.User:
            print("painted", time.monotonic(), flush=True)
            painted()
        return super().event(event)

probe = Probe()
show_unwatched = QMainWindow.show

def show(window):
    window.installEventFilter(probe)
    watch(window)
    show_unwatched(window)

QMainWindow.show = show
"""

_BARE = """
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication, QMainWindow, QSplitter
import pyqtgraph

def watch(window):
    pass

painted = QApplication.quit
app = QApplication(sys.argv)
window, splitter = QMainWindow(), QSplitter(Qt.Orientation.Vertical)
splitter.addWidget(pyqtgraph.PlotWidget())
splitter.addWidget(pyqtgraph.PlotWidget())
window.setCentralWidget(splitter)
window.resize(1280, 800)
window.show()
app.exec()
"""

_OURS = """
from mnistviz.cli import main

def watch(window):
    def ready(snapshot):
        print("ready", time.monotonic(), flush=True)
        window.close()

    window.experiments.shown.connect(ready)  # after the window's own slot

def painted():
    pass

sys.exit(main(sys.argv[1:]))
"""

_PROGRAMS = {
    "bare": (_BARE,),
    "window": (_OURS,),
    "permuted": (_OURS, "--preset", "sigmoid-notebook"),
}


def open_window(kind: str, environment: dict[str, str]) -> dict[str, float]:
    """Seconds until the window was "painted" and, if it is ours, until it was "ready"."""
    program, *arguments = _PROGRAMS[kind]
    command = [sys.executable, "-c", _PROBE + program, *arguments]
    start = time.monotonic()
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    lines = (line.split() for line in done.stdout.splitlines())
    took = {event: float(instant) - start for event, instant in lines}
    if done.returncode or len(took) != (1 if kind == "bare" else 2):
        raise SystemExit(f"{kind}: {done.stderr or 'the window was closed too soon'}")
    return took


def measure(repeats: int) -> dict[str, float]:
    """The figures to print, by name."""
    with tempfile.TemporaryDirectory() as compiled:
        # Nor is a window to be as somebody left their own, or to be remembered in its place.
        environment = os.environ | {"PYTHONPYCACHEPREFIX": compiled, "XDG_CONFIG_HOME": compiled}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        rounds = [
            {kind: open_window(kind, environment) for kind in _PROGRAMS} for _ in range(repeats + 1)
        ][1:]

    def digits_ready(kind: str) -> float:
        return median(took[kind]["ready"] - took[kind]["painted"] for took in rounds)

    bare = [took["bare"]["painted"] for took in rounds]
    ours = [took["window"]["painted"] for took in rounds]
    return {
        "repeats": repeats,
        "bare_window_seconds": median(bare),
        "window_seconds": median(ours),
        "ratio": median(our / its for our, its in zip(ours, bare, strict=True)),
        "digits_ready_seconds": digits_ready("window"),
        "permuted_digits_ready_seconds": digits_ready("permuted"),
    }


def main() -> None:
    """Measure, and print."""
    arguments = parser(__doc__)
    arguments.add_argument("--repeats", type=int, default=7)
    options = parsed(arguments, repeats=1)
    if options.repeats < 1:
        arguments.error("at least one repeat")
    figures = {name: round(value, 4) for name, value in measure(options.repeats).items()}
    show(figures, as_json=options.json)


if __name__ == "__main__":
    main()
