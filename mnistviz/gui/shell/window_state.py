"""What the window remembers from one day to the next, in a file of the user's settings.

A window as it was left: what is remembered of it is taken up, and kept when it closes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PyQt6.QtCore import QByteArray, QObject, QSize, QStandardPaths, Qt
from PyQt6.QtWidgets import QStyle

from mnistviz.errors import MnistvizError
from mnistviz.gui.kit.language import LANGUAGES, Language, tr
from mnistviz.gui.kit.theme import ThemeName
from mnistviz.gui.shell.main_window import MainWindow
from mnistviz.gui.shell.settings_writer import Writer
from mnistviz.training.presets import PRESETS
from mnistviz.training.spec import HYPERPARAMETERS, RunSpec

_THEMES: tuple[ThemeName, ...] = ("system", "light", "dark")
_GEOMETRY = bytes.fromhex("01d9d0cb")
"""What ``QWidget.saveGeometry`` begins with."""

_LARGEST = 1 << 20
"""Bytes of a settings file; ours have about five hundred."""

Value = TypeVar("Value")


@dataclass(frozen=True)
class WindowState:
    """All that is kept; None where there is nothing, or nothing that makes sense.

    Attributes:
        geometry: of the window, as ``QWidget.saveGeometry`` has it.
        size: of the window in pixels, if it was kept by a release that knew no more.
        columns: the sizes of the splitter between curves and drawing, in pixels.
        middle: those of the splitter between curves and views.
        view: the English title of the view in front.
        run: what the next run is to be trained with.
    """

    geometry: bytes | None = None
    size: QSize | None = None
    columns: tuple[int, ...] | None = None
    middle: tuple[int, ...] | None = None
    view: str | None = None
    theme: ThemeName | None = None
    projector: bool | None = None
    language: Language | None = None
    run: RunSpec | None = None


def settings_path() -> Path:
    """Where the settings of this user are."""
    place = QStandardPaths.StandardLocation.AppConfigLocation
    return Path(QStandardPaths.writableLocation(place)) / "mnistviz.ini"


class WindowStateFile:
    """Reads the file once, at the start, and has it written anew whenever it is saved.

    Not by QSettings: where a process was killed while it wrote, that waits half a minute for the
    lock that was left. Here no lock is needed, as the file is replaced as a whole.

    Attributes:
        found: what is remembered.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer = Writer(path)
        self._broken = False
        self._nonsense: list[str] = []
        self.found = self._read() or WindowState()

    @property
    def note(self) -> str:
        """One sentence for the person, if the file or something in it is ignored; else ""."""
        if self._broken:
            text = tr("The remembered settings cannot be read and are ignored: {file}")
            return text.format(file=self._path)
        if self._nonsense:
            text = tr("Some remembered settings make no sense and are ignored: {names}")
            return text.format(names=", ".join(self._nonsense))
        return ""

    def ignore(self, key: str) -> None:
        """Something that only the window can tell: what is remembered there makes no sense."""
        self._nonsense.append(key)

    def save_soon(self, what: WindowState) -> None:
        """Have what is in the file replaced, without waiting for it."""
        sections: dict[str, list[str]] = {}
        for key, text in _as_texts(what).items():
            section, name = key.split("/")
            sections.setdefault(section, []).append(f"{name}={text}\n")
        text = "\n".join(f"[{name}]\n{''.join(lines)}" for name, lines in sections.items())
        self._writer.write(text.encode())

    def save(self, what: WindowState) -> bool:
        """Replace what is in the file; False if that is not done within a moment."""
        self.save_soon(what)
        return self.finish()

    def finish(self) -> bool:
        """Wait a moment for what is being written; whether all of it is."""
        return self._writer.finish()

    def _read(self) -> WindowState | None:
        try:
            if not self._path.exists():
                return None
            values = _values(self._path)
        except (OSError, ValueError):
            self._broken = True
            return None
        return WindowState(
            geometry=self._take(values, "window/geometry", _geometry),
            size=self._take(values, "window/size", lambda text: QSize(*_pair(text, low=1))),
            columns=self._take(values, "window/columns", lambda text: _pair(text, low=0)),
            middle=self._take(values, "window/middle", lambda text: _pair(text, low=0)),
            view=self._take(values, "window/view", str),
            theme=self._take(values, "look/theme", lambda text: _one_of(text, _THEMES)),
            projector=self._take(values, "look/projector", _yes),
            language=self._take(values, "look/language", lambda t: _one_of(t, tuple(LANGUAGES))),
            run=self._read_run(values),
        )

    def _read_run(self, values: dict[str, str]) -> RunSpec | None:
        run = {key: text for key, text in values.items() if key.startswith("run/")}
        return self._take({"run": "run"} if run else {}, "run", lambda _: _run(run))

    def _take(
        self, values: dict[str, str], key: str, understand: Callable[[str], Value]
    ) -> Value | None:
        if key not in values:
            return None
        try:
            return understand(values[key])
        except (ValueError, KeyError, MnistvizError):
            self._nonsense.append(key)
            return None


def _as_texts(what: WindowState) -> dict[str, str]:
    window, look = ("geometry", "columns", "middle", "view"), ("theme", "projector", "language")
    values = {f"window/{name}": getattr(what, name) for name in window}
    values |= {f"look/{name}": getattr(what, name) for name in look}
    if (run := what.run) is not None:
        values["run/preset"] = run.preset.name
        for name in ("seed", *(setting.name for setting in HYPERPARAMETERS)):
            values[f"run/{name}"] = repr(getattr(run, name))
    return {key: _as_text(value) for key, value in values.items() if value is not None}


def _as_text(value: bytes | tuple[int, ...] | bool | str) -> str:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    return value if isinstance(value, str) else "yes" if value else "no"


def _run(values: dict[str, str]) -> RunSpec:
    """What a version before has not written is the preset's own."""
    keys = {setting: f"run/{setting.name}" for setting in HYPERPARAMETERS}
    numbers = {
        setting.name: (int if setting.is_whole else float)(values[key])
        for setting, key in keys.items()
        if key in values
    }
    return RunSpec.of(PRESETS[values["run/preset"]], seed=int(values["run/seed"]), **numbers)


def _geometry(text: str) -> bytes:
    geometry = bytes.fromhex(text)
    if not geometry.startswith(_GEOMETRY):
        raise ValueError(text)
    return geometry


def _yes(text: str) -> bool:
    return _one_of(text, ("no", "yes")) == "yes"


def _one_of(text: object, choices: tuple[Value, ...]) -> Value:
    return choices[choices.index(text)]


def _pair(text: str, *, low: int) -> tuple[int, int]:
    first, second = (int(part) for part in text.split())
    if not (low <= min(first, second) and max(abs(first), abs(second)) < 1 << 16):
        raise ValueError(text)
    return first, second


def _values(path: Path) -> dict[str, str]:
    """What is in the file, by "section/name".

    Raises:
        OSError: it cannot be read.
        ValueError: it is not what this program writes, but some other kind of file.
    """
    if not path.is_file() or path.stat().st_size > _LARGEST:
        raise ValueError(path)
    values, section = {}, ""
    for line in map(str.strip, path.read_text(encoding="utf-8").splitlines()):
        name, equals, value = map(str.strip, line.partition("="))
        if line.startswith("["):
            section = line.strip("[]") + "/"
        elif line and not line.startswith(";"):
            if not (name and equals and "\0" not in line):
                raise ValueError(line)
            values[section + name] = value
    return values


class WindowStateKeeper(QObject):
    """Saves when the window closes, and whenever a theme, a mode or a language is chosen."""

    def __init__(self, window: MainWindow, memory: WindowStateFile) -> None:
        super().__init__(window)
        self._window, self._memory = window, memory
        self._take_up(memory.found)
        window.closing.connect(self.save)
        window.closing.connect(memory.finish)
        window.appearance.chosen.connect(self.save)
        if memory.note:
            window.say(memory.note)

    def save(self) -> None:
        """Keep everything; if the file cannot be written, the window is none the worse for it."""
        window, look = self._window, self._window.appearance
        columns, middle = window.room.sizes()
        self._memory.save_soon(
            WindowState(
                geometry=window.kept_geometry().data(),
                columns=columns if any(columns) else None,
                middle=middle if any(middle) else None,
                view=window.views.names[window.views.tabs.currentIndex()],
                theme=look.theme_name,
                projector=look.projector,
                language=look.language,
                run=window.experiments.settings,
            )
        )

    def _take_up(self, found: WindowState) -> None:
        window = self._window
        if found.geometry:  # Qt refuses that of a screen which was much wider, or narrower
            window.restoreGeometry(QByteArray(found.geometry))
        _fit_screen(window, found.size or window.size())
        window.room.set_sizes((found.columns or (), found.middle or ()))
        if found.view in window.views.names:
            window.views.tabs.setCurrentIndex(window.views.names.index(found.view))
        elif found.view is not None:
            self._memory.ignore("window/view")


def _fit_screen(window: MainWindow, wanted: QSize) -> None:
    """Open as large as wanted, or on a smaller screen maximised, and never larger than that is."""
    screen, style = window.screen(), window.style()
    if screen is None or style is None:
        return
    # How wide the frame will be nobody knows before the window is on the screen.
    title = style.pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight, None, window)
    room = screen.availableSize() - QSize(title, 2 * title)
    window.resize(wanted.boundedTo(room))
    if window.size() != wanted:
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)
