"""How colours look: to people who do not tell some of them apart, and on a pale projection."""

import numpy as np
import numpy.typing as npt

from mnistviz.gui.kit.theme import Theme

Vector = npt.NDArray[np.float64]

# Machado, Oliveira & Fernandes, "A physiologically-based model for simulation of color vision
# deficiency", IEEE Transactions on Visualization and Computer Graphics 15(6), 2009: the matrices
# for severity 1.0, which apply to linear RGB.
VISIONS: dict[str, Vector] = {
    "usual": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritan": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}

FLARE = 0.05
"""Light of the room on the screen, as a share of the projector's white."""

LIMITS = {"text": 4.5, "graphic": 3.0}
"""Contrasts that WCAG 2.2 asks for, in 1.4.3 (AA) and 1.4.11."""

# (ink, paper, kind): everything that is read or recognised, on all that it stands on.
CONTRASTS = (
    *((ink, on, "text") for ink in ("text", "muted") for on in ("surface", "window", "hover")),
    ("on_strong", "strong", "text"),
    *((ink, on, "text") for ink in ("error",) for on in ("surface", "window")),
    *((ink, "surface", "graphic") for ink in ("train", "test", "strong", "negative", "positive")),
    *((ink, "neutral", "graphic") for ink in ("negative", "positive")),
    *(("outline", on, "graphic") for on in ("surface", "window")),
    *(("strong", on, "graphic") for on in ("window", "hover")),
)

# (one, other, least distance): what a person must tell apart by more than its place. The colours
# of the last group never mean two things in one picture.
APART = (
    ("train", "test", 40.0),
    ("negative", "positive", 40.0),
    ("negative", "neutral", 30.0),
    ("positive", "neutral", 30.0),
    *(("error", other, 20.0) for other in ("train", "test", "text", "muted")),
    *(("error", other, 15.0) for other in ("negative", "positive")),
    *((one, "text", 20.0) for one in ("train", "test", "negative", "positive")),
    *((one, other, 10.0) for one in ("train", "test") for other in ("negative", "positive")),
)


def linear(color: str) -> Vector:
    """``#rrggbb`` as linear red, green and blue, ``(3,)``, 0 to 1 (IEC 61966-2-1)."""
    encoded = np.array([int(color[start : start + 2], 16) for start in (1, 3, 5)]) / 255.0
    result: Vector = np.where(
        encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4
    )
    return result


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2 defines it, 0 to 1."""
    return float(np.array([0.2126, 0.7152, 0.0722]) @ linear(color))


def contrast(one: str, other: str, flare: float = 0.0) -> float:
    """From 1 to 21 as WCAG 2 defines it; ``flare`` is light that falls on both."""
    low, high = sorted((luminance(one) + flare, luminance(other) + flare))
    return (high + 0.05) / (low + 0.05)


def lab(light: Vector) -> Vector:
    """CIE L*a*b* (D65) of linear RGB, ``(3,)``."""
    to_xyz = np.array(
        [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ]
    )
    t = to_xyz @ np.clip(light, 0.0, 1.0) / np.array([0.95047, 1.0, 1.08883])
    f = np.where(t > (6 / 29) ** 3, np.cbrt(t), t / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(one: str, other: str, vision: str = "usual") -> float:
    """CIE76: the Euclidean distance in L*a*b*; about 2 can just be noticed side by side."""
    matrix = VISIONS[vision]
    return float(np.linalg.norm(lab(matrix @ linear(one)) - lab(matrix @ linear(other))))


def color(theme: Theme, name: str) -> str:
    """One of the theme's colours, by name."""
    value: str = getattr(theme, name)
    return value
