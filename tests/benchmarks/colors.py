"""The contrast of all colours, and how far apart they are for everybody, as Markdown.

    python tests/benchmarks/colors.py [--quick] [--json]

Contrast is WCAG 2's, without and with light of the room on the screen (5 % of the projector's
white). Distances are CIE76, for usual vision and for three kinds of colour blindness, simulated
after Machado, Oliveira and Fernandes (2009) at severity 1.0. Nothing here is slow: ``--quick`` is
the same.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from _shared import parsed, parser, table
from mnistviz.gui.kit.theme import DARK, LIGHT
from tests.gui.color_vision import (
    APART,
    CONTRASTS,
    FLARE,
    LIMITS,
    VISIONS,
    color,
    contrast,
    distance,
)

_THEMES = {"light": LIGHT, "dark": DARK}


def contrasts() -> list[dict[str, object]]:
    """A row for each ink and paper, each with the contrast it needs and those it has."""
    return [
        {"ink": ink, "paper": paper, "kind": kind, "needed": LIMITS[kind]}
        | {
            name + pale: contrast(color(theme, ink), color(theme, paper), flare)
            for name, theme in _THEMES.items()
            for pale, flare in (("", 0.0), (", pale", FLARE))
        }
        for ink, paper, kind in CONTRASTS
    ]


def distances() -> list[dict[str, object]]:
    """A row for each pair of colours, each with the distance it needs and those it has."""
    return [
        {"one": one, "other": other, "needed": least}
        | {
            f"{name}, {vision}": distance(color(theme, one), color(theme, other), vision)
            for name, theme in _THEMES.items()
            for vision in VISIONS
        }
        for one, other, least in APART
    ]


def main() -> None:
    """Print both tables."""
    options = parsed(parser(__doc__))
    tables = {"contrasts": contrasts(), "distances": distances()}
    if options.json:
        print(json.dumps(tables))
        return
    for (name, rows), digits in zip(tables.items(), (2, 0), strict=True):
        cells = [
            [f"{value:.{digits}f}" if isinstance(value, float) else value for value in row.values()]
            for row in rows
        ]
        print(f"{name}\n\n{table(list(rows[0]), cells)}\n")


if __name__ == "__main__":
    main()
