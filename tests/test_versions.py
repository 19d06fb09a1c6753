"""What a report of a fault says about the program and what it runs on."""

import os
import platform
import subprocess
import sys
from importlib import import_module
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from threadpoolctl import threadpool_info

import mnistviz
from mnistviz import versions
from mnistviz.versions import version_report
from tests.conftest import Cli

ROOT = Path(mnistviz.__file__).parents[1]


def lines() -> dict[str, str]:
    """By their first words."""
    return dict(line.partition(" ")[::2] for line in version_report().splitlines())


def test_it_says_what_it_runs_on() -> None:
    from PyQt6.QtCore import PYQT_VERSION_STR, qVersion

    found = lines()
    assert version_report().splitlines()[0] == f"mnistviz {mnistviz.__version__}"
    assert found[platform.python_implementation()] == platform.python_version()
    assert found["NumPy"] == np.__version__
    assert found["Qt"] == f"{qVersion()} with PyQt6 {PYQT_VERSION_STR}"
    assert {"SciPy", "Pillow", "pyqtgraph"} <= {*found}
    assert version_report().splitlines()[-1] == platform.platform()


def test_it_names_the_kernel_that_multiplies() -> None:
    found = [library for library in threadpool_info() if library["user_api"] == "blas"]
    names = {library["architecture"] for library in found if "architecture" in library}
    assert all(f"{name} kernel" in lines()["BLAS"] for name in names)


def test_a_library_that_is_loaded_twice_is_named_once(monkeypatch: pytest.MonkeyPatch) -> None:
    one = {"user_api": "blas", "internal_api": "openblas", "version": "0.3", "architecture": "Zen"}
    other = {"user_api": "openmp", "internal_api": "openmp", "version": None}
    monkeypatch.setattr(versions, "threadpool_info", lambda: [one, other, one])
    assert lines()["BLAS"] == "openblas 0.3, Zen kernel"


def test_a_blas_that_is_not_recognized(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "threadpool_info", list)
    assert lines()["BLAS"] == "not recognized"


def test_a_package_without_its_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(_: str) -> str:
        raise PackageNotFoundError

    monkeypatch.setattr("importlib.metadata.version", lost)
    assert lines()["SciPy"] == "(version unknown)"


def test_qt_that_cannot_be_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(name: str) -> Any:
        if name == "PyQt6.QtGui":
            raise ImportError("libEGL.so.1: cannot open shared object file")
        return import_module(name)

    monkeypatch.setattr(versions, "import_module", load)
    report = version_report()
    assert "PyQt6" in report
    assert "Qt cannot be loaded: libEGL.so.1" in report
    assert "NumPy" in report


def test_the_command_prints_it(cli: Cli) -> None:
    outcome = cli("--version")
    assert (outcome.status, outcome.out, outcome.err) == (0, f"{version_report()}\n", "")


def test_the_command_needs_no_display() -> None:
    command = [sys.executable, "-m", "mnistviz", "--version"]
    screen = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    rest = {name: value for name, value in os.environ.items() if name not in screen}
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, env=rest)
    assert result.stdout.startswith(f"mnistviz {mnistviz.__version__}\n")
    assert result.stderr == ""
