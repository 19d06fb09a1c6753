"""All figures of the README, measured anew and printed as its tables.

    python tests/benchmarks/readme.py [--only NAME ...] [--write] [--quick]

Run it on an idle machine, with ``pip install -e '.[bench]'``. ``--write`` puts each table between
its two marks in the README as soon as it is there. ``--quick``, for CI, runs everything in this
folder in its short form, also what has no table; it fails if one of them does, or if the README
lacks a table that is measured here or has another.
"""

import argparse
import importlib.util
import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from _sections import SECTIONS

_FOLDER = Path(__file__).parent
_ROOT = _FOLDER.parents[1]
_README = _ROOT / "README.md"
_MARKED = re.compile(r"(<!-- figures: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
_PATIENCE, _PATIENCE_IF_QUICK = 3600.0, 600.0


class Runs:
    """Runs benchmarks, each a process of its own, and remembers which."""

    def __init__(self, *, quick: bool) -> None:
        self.quick = quick
        self.scripts: set[str] = set()

    def __call__(self, script: str, *arguments: str) -> Any:
        """What the script prints with ``--json``; of ``mnistviz``, what that prints.

        Raises:
            subprocess.SubprocessError: it fails or takes too long.
        """
        self.scripts.add(script)
        if script == "mnistviz":
            command = ["-m", script, *arguments]
        else:
            quick = ["--quick"] if self.quick else []
            command = [str(_FOLDER / f"{script}.py"), "--json", *quick, *arguments]
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, *command],
            cwd=_ROOT,
            stdout=subprocess.PIPE,
            check=True,
            timeout=_PATIENCE_IF_QUICK if self.quick else _PATIENCE,
        )
        took = time.perf_counter() - start
        print(f"{took:6.1f} s  {' '.join((script, *arguments))}", file=sys.stderr, flush=True)
        return json.loads(done.stdout)


def without_table(runs: Runs) -> list[str]:
    """The scripts of the folder that were not run yet."""
    every = {path.stem for path in _FOLDER.glob("[!_]*.py")}
    return sorted(every - runs.scripts - {Path(__file__).stem})


def write(name: str, text: str) -> None:
    """Put a table between its marks."""
    before = _README.read_text(encoding="utf-8")
    after = _MARKED.sub(
        lambda found: f"{found[1]}{text}\n{found[3]}" if found[2] == name else found[0], before
    )
    _README.write_text(after, encoding="utf-8")


def parsed() -> argparse.Namespace:
    """The arguments, which go together."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--only", choices=SECTIONS, nargs="+", metavar="NAME")
    arguments.add_argument("--write", action="store_true")
    arguments.add_argument("--quick", action="store_true")
    options = arguments.parse_args()
    if options.write and options.quick:
        arguments.error("figures of a quick run are not for the README")
    marked = [name for _, name, _ in _MARKED.findall(_README.read_text(encoding="utf-8"))]
    if sorted(marked) != sorted(SECTIONS):
        odd = ", ".join(sorted(set(marked) ^ set(SECTIONS))) or "one of them twice"
        arguments.error(f"the README's tables and those measured here differ: {odd}")
    missing = [name for name in ("sklearn", "torch") if importlib.util.find_spec(name) is None]
    if options.write and missing and "training" in (options.only or SECTIONS):
        arguments.error(f"not installed: {', '.join(missing)} (pip install -e '.[bench]')")
    return options


def main() -> None:
    """Measure, and print."""
    options = parsed()
    runs, failed = Runs(quick=options.quick), []
    for name in options.only or SECTIONS:
        try:
            text = SECTIONS[name](runs)
        except (subprocess.SubprocessError, LookupError, ValueError) as error:
            failed.append(f"{name}: {error!r}")
            continue
        print(f"<!-- figures: {name} -->\n{text}\n<!-- end -->\n", flush=True)
        if options.write:
            write(name, text)
    for script in without_table(runs) if options.quick and not options.only else ():
        try:
            runs(script)
        except (subprocess.SubprocessError, ValueError) as error:
            failed.append(f"{script}: {error!r}")
    if failed:
        sys.exit("benchmarks that failed:\n" + "\n".join(failed))


if __name__ == "__main__":
    main()
