"""Only the window knows Qt: everything else is imported in a fresh interpreter without it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import mnistviz

ROOT = Path(mnistviz.__file__).parents[1]
SCRIPT = """
import importlib, json, pkgutil, sys
import mnistviz

WINDOWS = {"mnistviz.gui", "mnistviz.commands.window", "mnistviz.commands.screenshot"}
seen = []

def walk(package):
    for info in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        if info.name in WINDOWS:
            continue
        module = importlib.import_module(info.name)
        seen.append(info.name)
        if info.ispkg:
            walk(module)

walk(mnistviz)
loaded = sorted(sys.modules)
print(json.dumps({"seen": seen, "loaded": loaded}))
"""


def test_everything_but_the_window_is_free_of_qt() -> None:
    command = [sys.executable, "-c", SCRIPT]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    answer = json.loads(result.stdout)
    package = Path(mnistviz.__file__).parent
    expected = {
        ".".join(path.relative_to(package.parent).with_suffix("").parts)
        for path in package.rglob("*.py")
        if path.stem not in ("__init__", "window", "screenshot")
    }
    assert {name for name in expected if ".gui." not in name} <= {*answer["seen"]}
    roots = ("PyQt6", "pyqtgraph", "PySide6", "mnistviz.gui")
    assert [name for name in answer["loaded"] if name.startswith(roots)] == []


@pytest.mark.parametrize("name", ["window", "screenshot"])
def test_a_command_that_opens_a_window_loads_qt_only_when_it_runs(name: str) -> None:
    script = (
        "import sys, mnistviz.commands.window, mnistviz.commands.screenshot; print([*sys.modules])"
    )
    command = [sys.executable, "-c", script]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "PyQt6" not in result.stdout
