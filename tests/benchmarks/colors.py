"""The contrast of all colours, and how far apart they are for everybody, as Markdown.

    python tests/benchmarks/colors.py

Contrast is WCAG 2's, without and with light of the room on the screen (5 % of the projector's
white). Distances are CIE76, for usual vision and for three kinds of colour blindness, simulated
after Machado, Oliveira and Fernandes (2009) at severity 1.0.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from mnistviz.gui.theme import DARK, LIGHT
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


def main() -> None:
    """Print both tables."""
    print("| on | | needed | light | light, pale | dark | dark, pale |")
    print("|---|---|---:|---:|---:|---:|---:|")
    for ink, paper, kind in CONTRASTS:
        figures = [
            contrast(color(theme, ink), color(theme, paper), flare)
            for theme in (LIGHT, DARK)
            for flare in (0.0, FLARE)
        ]
        cells = " | ".join(f"{figure:.2f}" for figure in figures)
        print(f"| {ink} | {paper} | {LIMITS[kind]} | {cells} |")
    print()
    names = [f"{theme}, {vision}" for theme in ("light", "dark") for vision in VISIONS]
    print(f"| | | needed | {' | '.join(names)} |")
    print("|---|---|---:" + "|---:" * len(names) + "|")
    for one, other, least in APART:
        distances = [
            distance(color(theme, one), color(theme, other), vision)
            for theme in (LIGHT, DARK)
            for vision in VISIONS
        ]
        cells = " | ".join(f"{figure:.0f}" for figure in distances)
        print(f"| {one} | {other} | {least:.0f} | {cells} |")


if __name__ == "__main__":
    main()
