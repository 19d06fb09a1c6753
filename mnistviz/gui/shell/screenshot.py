"""Drives the real window without a person, and takes its picture."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic

from PyQt6.QtCore import QEventLoop, QTimer

from mnistviz.errors import MnistvizError
from mnistviz.gui.kit.language import Language
from mnistviz.gui.kit.theme import ThemeName
from mnistviz.gui.shell.application import destroy, make_application, open_window
from mnistviz.gui.shell.main_window import MainWindow
from mnistviz.process import Stopped, catching
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.snapshot import Status
from mnistviz.training.spec import RunSpec

_PATIENCE = 60.0
"""Seconds to wait for the digits before giving up."""


def take_screenshot(
    path: Path,
    settings: RunSpec,
    model: TrainedModel | None = None,
    *,
    seconds: float,
    width: int,
    height: int,
    theme: ThemeName,
    language: Language = "en",
    projector: bool = False,
    test_digit: int | None = None,
    view: str = "Filters",
) -> None:
    """Save a PNG of the window after training for ``seconds``.

    What is remembered of the person's own window is neither read nor changed.

    Raises:
        MnistvizError: the digits cannot be read, or the file cannot be written.
        Stopped: a signal came; the file is not written.
    """
    app = make_application()
    asked: list[int] = []  # nothing may be raised in what Qt calls
    with catching(asked.append):
        window = open_window(
            app, settings, theme=theme, projector=projector, language=language, model=model
        )
        try:
            window.resize(width, height)
            window.show()
            _prepare(window, asked, test_digit, view)
            if seconds:
                _train(window, asked, seconds)
            window.save_picture(path)
        finally:
            window.close()
            destroy(window)


def _prepare(window: MainWindow, asked: list[int], test_digit: int | None, view: str) -> None:
    def is_loaded() -> bool:
        snapshot = window.experiments.snapshot
        is_tested = snapshot is not None and snapshot.last_test is not None
        return is_tested or bool(window.message.text)

    _wait(is_loaded, asked, _PATIENCE)
    if window.experiments.snapshot is None:
        raise MnistvizError(window.message.text or "the digits did not load")
    if test_digit is not None:
        count = len(window.experiments.snapshot.test_digits)
        if test_digit >= count:
            raise MnistvizError(f"there are {count} test digits, no {test_digit}")
        window.drawing.show_test_digit(test_digit)
    titles = [name.lower() for name in window.views.names]
    if view.lower() not in titles:
        raise MnistvizError(f"there is no view {view!r}; choose from {', '.join(titles)}")
    window.views.tabs.setCurrentIndex(titles.index(view.lower()))
    _wait(lambda: _is_answered(window), asked, _PATIENCE)


def _train(window: MainWindow, asked: list[int], seconds: float) -> None:
    window.controls.train.click()
    end = monotonic() + seconds
    ended = Status.FINISHED, Status.FAILED
    _wait(lambda: monotonic() >= end or window.experiments.status in ended, asked, seconds + 1.0)


def _is_answered(window: MainWindow) -> bool:
    """Whether all is there that can be said of what lies on the canvas.

    The training digits to compare it with come from ``background``; where there are none, nothing
    is under way, and nobody waits for them.
    """
    works = (window.background, window.thinking)
    return window.predictor.is_judged and not any(work.is_busy for work in works)


def _wait(until: Callable[[], bool], asked: list[int], patience: float) -> None:
    """Let the window live until something is so, or somebody has asked for an end."""
    loop, timer = QEventLoop(), QTimer()
    end = monotonic() + patience
    timer.timeout.connect(lambda: loop.quit() if asked or until() or monotonic() > end else None)
    timer.start(10)
    loop.exec()
    if asked:
        raise Stopped(asked[0])
