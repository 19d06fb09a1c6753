"""Whether a window can be opened here at all, found out before Qt would abort the program."""

import ctypes
import os
import sys
from importlib.util import find_spec
from pathlib import Path

from mnistviz.errors import MnistvizError

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
_OPTIONAL = {"libxcb-xinerama.so.0", "libglib-2.0.so.0"}
"""Not every release of Qt needs these; they are named only together with others."""

WITHOUT_DISPLAY = "presets, train, evaluate, predict and screenshot need none"


def require_libraries(*, x11: bool) -> None:
    """Raise MnistvizError naming the packages to install, if Qt's libraries are missing here."""
    if not sys.platform.startswith("linux"):
        return
    needed = _PACKAGES | (_PACKAGES_X11 if x11 else {})
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
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if not sys.platform.startswith("linux") or (chosen and not chosen.startswith("xcb")):
        require_libraries(x11=False)
        return
    wayland, x11 = os.environ.get("WAYLAND_DISPLAY"), os.environ.get("DISPLAY")
    if not (wayland or x11):
        raise MnistvizError(f"there is no display to open the window on; {WITHOUT_DISPLAY}")
    require_libraries(x11=not wayland)
    if not wayland and not _x11_answers():
        raise MnistvizError(f"the display {x11} does not answer; {WITHOUT_DISPLAY}")


def use_offscreen() -> None:
    """Let Qt paint into memory, with no screen."""
    require_libraries(x11=False)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"


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
