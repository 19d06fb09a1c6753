"""What the benchmarks share: the arguments that all of them take, and how they print figures."""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

PEN_DIGITS = Path(__file__).parents[1] / "strokes" / "pendigits.npz"
"""Digits that people drew with a pen; the README beside the file says whose they are."""


def parser(doc: str | None) -> argparse.ArgumentParser:
    """With the arguments that all benchmarks take; ``doc`` is the help."""
    result = argparse.ArgumentParser(
        description=doc, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    result.add_argument(
        "--quick", action="store_true", help="a few seconds: less of everything, but all of it real"
    )
    result.add_argument("--json", action="store_true", help="print the figures as JSON")
    return result


def parsed(parser: argparse.ArgumentParser, **quick: object) -> argparse.Namespace:
    """The arguments given; with ``--quick`` those named here are as small as said here."""
    options = parser.parse_args()
    if options.quick:
        vars(options).update(quick)
    return options


def show(figures: Mapping[str, Any], *, as_json: bool) -> None:
    """Print the figures: as JSON on one line, or a line each; a group of them under its name."""
    if as_json:
        print(json.dumps(figures, ensure_ascii=False))
        return
    for name, value in figures.items():
        if isinstance(value, Mapping):
            print(name)
            for part, each in value.items():
                print(f"  {part!s:34} {each}")
        else:
            print(f"{name:36} {value}")


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Markdown; every column but the first stands on the right."""
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)
