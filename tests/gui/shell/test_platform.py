"""What is said instead of a window where none can be opened."""

import os
import socket
import sys
from pathlib import Path

import pytest

from mnistviz.errors import MnistvizError
from mnistviz.gui.shell import platform

VARIABLES = (
    *("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY", "XDG_SESSION_TYPE"),
    *("LC_ALL", "QT_SCALE_FACTOR", "QT_FONT_DPI"),
)


@pytest.fixture(autouse=True)
def linux(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Linux with every library and no screen."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(platform, "_loads", lambda _name: True)
    monkeypatch.setattr(platform, "_x11_answers", lambda: True)
    monkeypatch.setattr(platform, "_wayland_answers", lambda _display: True)
    monkeypatch.setattr(platform, "_qt_starts", lambda: False)


def lacking(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    monkeypatch.setattr(platform, "_loads", lambda name: name not in names)


def test_no_display() -> None:
    with pytest.raises(MnistvizError, match="there is no display") as error:
        platform.require_display()
    assert len(str(error.value).splitlines()) == 1
    assert "screenshot" in str(error.value)


@pytest.mark.parametrize("chosen", ["xcb", "xcb:extra"])
def test_no_display_for_x11_either(monkeypatch: pytest.MonkeyPatch, chosen: str) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", chosen)
    with pytest.raises(MnistvizError, match="there is no display"):
        platform.require_display()


@pytest.mark.parametrize(
    ("name", "value"),
    [("QT_QPA_PLATFORM", "offscreen"), ("WAYLAND_DISPLAY", "wayland-0"), ("DISPLAY", ":0")],
)
def test_a_display(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    platform.require_display()


def test_a_display_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.setattr(platform, "_x11_answers", lambda: False)
    with pytest.raises(MnistvizError, match=":7 does not answer"):
        platform.require_display()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    platform.require_display()


def test_a_compositor_that_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "_wayland_answers", lambda _display: False)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    with pytest.raises(MnistvizError, match="wayland-7 does not answer"):
        platform.require_display()
    monkeypatch.setenv("DISPLAY", ":0")
    platform.require_display()
    monkeypatch.setenv("QT_QPA_PLATFORM", "wayland")
    with pytest.raises(MnistvizError, match="wayland-7 does not answer"):
        platform.require_display()
    monkeypatch.setenv("QT_QPA_PLATFORM", "wayland;offscreen")
    platform.require_display()


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="Windows has no Wayland")
def test_whether_a_compositor_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.delenv("WAYLAND_SOCKET", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    assert not platform._wayland_answers("wayland-0")
    with socket.socket(socket.AF_UNIX) as compositor:
        compositor.bind("wayland-0")
        assert not platform._wayland_answers("wayland-0"), "left by one that was killed"
        compositor.listen()
        monkeypatch.setenv("XDG_RUNTIME_DIR", "")
        assert platform._wayland_answers("wayland-0")
    monkeypatch.setenv("WAYLAND_SOCKET", "7")
    assert platform._wayland_answers("nowhere")


def test_a_plugin_that_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "nonsense:here")
    with pytest.raises(MnistvizError, match="QT_QPA_PLATFORM=nonsense;"):
        platform.require_display()
    monkeypatch.setattr(platform, "_qt_starts", lambda: True)
    platform.require_display()


@pytest.mark.parametrize(("name", "starts"), [("nonsense", False), ("minimal", True)])
def test_whether_qt_starts(name: str, starts: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("QT_QPA_PLATFORM", name)
    assert platform._qt_starts() is starts


@pytest.mark.skipif(os.name != "posix", reason="Windows knows no HOME")
@pytest.mark.parametrize("home", ["", None])
def test_a_home_is_found(home: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("HOME", home or "")
    if home is None:
        monkeypatch.delenv("HOME")
    platform.require_display()
    import pwd

    assert os.environ["HOME"] == pwd.getpwuid(os.getuid()).pw_dir


def test_a_locale_that_qt_would_complain_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    platform.use_offscreen()
    assert os.environ["LC_ALL"] == "C.UTF-8"


@pytest.mark.parametrize(
    ("name", "value"),
    [(name, value) for name in ("QT_SCALE_FACTOR", "QT_FONT_DPI") for value in ("0", "nan", "1e9")]
    + [("QT_SCALE_FACTOR", "large"), ("QT_SCALE_FACTOR", "-1")],
)
def test_an_absurd_size_of_everything(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(name, value)
    platform.use_offscreen()
    assert name not in os.environ
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"mnistviz: {name} must be ")
    assert line.endswith(f", not {value}, and is ignored")


def test_a_size_that_makes_sense(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QT_SCALE_FACTOR", "1.5")
    platform.use_offscreen()
    assert os.environ["QT_SCALE_FACTOR"] == "1.5"
    assert capsys.readouterr().err == ""


def test_a_missing_library_is_named_by_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking(monkeypatch, "libEGL.so.1", "libxcb-cursor.so.0")
    with pytest.raises(MnistvizError, match=r"sudo apt install libegl1$"):
        platform.require_libraries(x11=False)
    with pytest.raises(MnistvizError, match=r"sudo apt install libegl1 libxcb-cursor0$"):
        platform.require_libraries(x11=True)


def test_wayland_needs_no_x11_library(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking(monkeypatch, "libxcb-cursor.so.0")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    platform.require_display()
    monkeypatch.delenv("WAYLAND_DISPLAY")
    monkeypatch.setenv("DISPLAY", ":0")
    with pytest.raises(MnistvizError, match="libxcb-cursor0"):
        platform.require_display()


def test_wayland_needs_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking(monkeypatch, "libwayland-cursor.so.0")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    with pytest.raises(MnistvizError, match="libwayland-cursor0"):
        platform.require_display()
    monkeypatch.setenv("DISPLAY", ":0")
    platform.require_display()


def test_a_library_that_qt_may_do_without(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking(monkeypatch, "libxcb-xinerama.so.0", "libglib-2.0.so.0")
    platform.require_libraries(x11=True)


def test_it_is_named_together_with_others_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking(monkeypatch, "libglib-2.0.so.0", "libEGL.so.1")
    with pytest.raises(MnistvizError, match="libegl1 libglib2"):
        platform.require_libraries(x11=False)


def test_other_systems_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(platform, "_loads", lambda _name: False)
    platform.require_libraries(x11=True)
    platform.require_display()


def test_off_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    platform.use_offscreen()
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
    lacking(monkeypatch, "libfontconfig.so.1")
    with pytest.raises(MnistvizError, match="libfontconfig1"):
        platform.use_offscreen()


def test_looking_for_a_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert not platform._loads("libno-such-library.so.0")
    assert platform._loads("libQt6Core.so.6"), "it ships with PyQt6"
