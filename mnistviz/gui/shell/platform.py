"""Whether a window can be opened here at all, found out before Qt would abort the program."""

import ctypes
import math
import os
import socket
import subprocess
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from mnistviz.errors import MnistvizError
from mnistviz.process import say

# What Qt's own wheels load from the system on Linux, with the packages that have them on Debian
# and its relatives; other distributions have similar names.
_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
_PACKAGES_X11 = {
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
_PACKAGES_WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
_OPTIONAL = {"libxcb-xinerama.so.0", "libglib-2.0.so.0"}
"""Not every release of Qt needs these; they are named only together with others."""

_SIZES = {"QT_SCALE_FACTOR": (0.25, 8), "QT_FONT_DPI": (24, 960)}
"""Variables with the least and the largest that a screen can have. With none at all, or a thousand
times the usual, Qt makes a window that cannot be painted."""

_HARMLESS = {"", "offscreen", "minimal"}
"""Plugins that need no screen; none at all is what Windows and macOS have."""

_PATIENCE = 20.0
"""Seconds to wait for what has no screen, most likely."""

WITHOUT_DISPLAY = "presets, train, evaluate, predict, screenshot and neighbours need none"


def require_libraries(*, x11: bool, wayland: bool = False) -> None:
    """Raise MnistvizError naming the packages to install, if Qt's libraries are missing here."""
    if not sys.platform.startswith("linux"):
        return
    needed = _PACKAGES | (_PACKAGES_X11 if x11 else {}) | (_PACKAGES_WAYLAND if wayland else {})
    missing = [name for name in needed if not _loads(name)]
    if all(name in _OPTIONAL for name in missing):
        return
    packages = " ".join(needed[name] for name in missing)
    raise MnistvizError(
        f"Qt needs system libraries that are not installed; on Debian or Ubuntu: "
        f"sudo apt install {packages}"
    )


def require_display() -> None:
    """Raise MnistvizError if there is no screen to open a window on."""
    _mend_environment()
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    plugins = chosen.split(";") if chosen else _usual_plugins()
    problems = []
    for plugin in plugins:  # the first that works is taken, as Qt does
        try:
            _require(plugin.partition(":")[0].lower())
        except MnistvizError as problem:
            problems.append(problem)
        else:
            return
    raise problems[0]


def use_offscreen() -> None:
    """Let Qt paint into memory, with no screen."""
    _mend_environment()
    require_libraries(x11=False)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"


def _mend_environment() -> None:
    """Give what Qt needs to know, where the environment does not say it."""
    with suppress(RuntimeError):  # a user whom the system does not know
        if not os.environ.get("HOME"):  # Qt would take the root of the file system
            os.environ.pop("HOME", None)
            os.environ["HOME"] = str(Path.home())
    if os.environ.get("LC_ALL") in {"C", "POSIX"}:  # Qt takes UTF-8 all the same, and says so
        os.environ["LC_ALL"] = "C.UTF-8"
    for name, (low, high) in _SIZES.items():
        if (text := os.environ.get(name)) and not low <= _number(text) <= high:
            say(f"mnistviz: {name} must be {low} to {high}, not {text:.20}, and is ignored")
            del os.environ[name]


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def _usual_plugins() -> list[str]:
    """What Qt tries if nothing is chosen."""
    if not sys.platform.startswith("linux"):
        return [""]
    given = os.environ.get
    wayland = "WAYLAND_DISPLAY" in os.environ or given("XDG_SESSION_TYPE") == "wayland"
    return ["wayland"] * wayland + ["xcb"] * (bool(given("DISPLAY")) or not wayland)


def _require(plugin: str) -> None:
    """Raise MnistvizError if that plugin of Qt's has no screen here."""
    display = os.environ.get("DISPLAY")
    if plugin == "xcb" and not display:
        raise MnistvizError(f"there is no display to open the window on; {WITHOUT_DISPLAY}")
    require_libraries(x11=plugin == "xcb", wayland=plugin == "wayland")
    reason = f"Qt cannot open a window with QT_QPA_PLATFORM={plugin}"
    if plugin == "xcb":
        works, reason = _x11_answers(), f"the display {display} does not answer"
    elif plugin == "wayland":
        display = os.environ.get("WAYLAND_DISPLAY") or "wayland-0"
        works, reason = _wayland_answers(display), f"the display {display} does not answer"
    else:
        works = plugin in _HARMLESS or _qt_starts()
    if not works:
        raise MnistvizError(f"{reason}; {WITHOUT_DISPLAY}")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return _ships_with_qt(library)
    return True


def _ships_with_qt(library: str) -> bool:
    spec = find_spec("PyQt6")
    folders = (spec.submodule_search_locations or []) if spec else []
    return any((Path(folder) / "Qt6" / "lib" / library).exists() for folder in folders)


def _x11_answers() -> bool:
    """Connect to the X server and hang up again: Qt would abort the program if this failed."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    failed = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not failed


def _wayland_answers(display: str) -> bool:
    """Connect to the compositor and hang up again."""
    if os.environ.get("WAYLAND_SOCKET"):  # which is connected, and has one use
        return True
    with suppress(OSError), socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(_PATIENCE)
        connection.connect(str(Path(os.environ.get("XDG_RUNTIME_DIR", ""), display)))
        return True
    return False


def _qt_starts() -> bool:
    """Try, in a process of its own, which Qt may abort."""
    code = (
        "from PyQt6.QtGui import QGuiApplication\n"
        "app = QGuiApplication([])\n"
        "raise SystemExit(app.primaryScreen() is None)"
    )
    with suppress(OSError, subprocess.TimeoutExpired):
        command = [sys.executable, "-c", code]
        tried = subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False)  # noqa: S603
        return tried.returncode == 0
    return False
