"""Makes a change that turns the answer smaller, as long as it still does."""

from dataclasses import replace

import numpy as np

from mnistviz.analysis.stroke_trial import Trial
from mnistviz.analysis.strokes import Stroke, drawn_on

Strokes = tuple[Stroke, ...]

_STEPS = (1.5, 0.75, 0.4)
"""Pixels that an end moves, first boldly and then with care."""

PICTURES = 400
"""To try for all changes together: each round tries all small variations of one of them, 14 for
each stroke at most."""

_LEAST_GAIN = 1e-3
"""Pixels of ink; a smaller gain is rounding."""


def without_needless(trial: Trial, strokes: Strokes) -> Strokes:
    """Without those strokes that the answer does not need, the last ones kept first.

    Args:
        trial: what the change is to turn.
        strokes: which turn it together.
    """
    for stroke in strokes:
        fewer = tuple(other for other in strokes if other is not stroke)
        if fewer and trial.of(drawn_on(trial.before, fewer)[np.newaxis]).turned[0]:
            strokes = fewer
    return strokes


def refined(trial: Trial, strokes: Strokes, pictures: int = PICTURES) -> Strokes:
    """The same change with less ink: strokes shortened and moved while the answer stays.

    Args:
        trial: what the change is to turn.
        strokes: which turn it.
        pictures: after how many the search for something smaller ends.
    """
    least = float(trial.of(drawn_on(trial.before, strokes)[np.newaxis]).ink[0])
    steps = list(_STEPS)
    while pictures > 0:
        others = _variations(strokes, steps[0])
        pictures -= len(others)
        tried = trial.of(np.stack([drawn_on(trial.before, other) for other in others]))
        best = tried.smallest()
        if best and tried.ink[best[0]] < least - _LEAST_GAIN:
            strokes, least = others[best[0]], float(tried.ink[best[0]])
        elif len(steps) > 1:
            steps.pop(0)
        else:
            break
    return strokes


def _variations(strokes: Strokes, step: float) -> list[Strokes]:
    """Each with one of the strokes a little otherwise."""
    return [
        (*strokes[:number], other, *strokes[number + 1 :])
        for number, stroke in enumerate(strokes)
        for other in _around(stroke, step)
    ]


def _around(stroke: Stroke, step: float) -> list[Stroke]:
    """Shorter ones, those with another end, and the whole of it moved by ``step`` pixels."""
    result = [] if not stroke.length else _shorter(stroke, step)
    for across, down in ((step, 0.0), (-step, 0.0), (0.0, step), (0.0, -step)):
        start, end = (stroke.x0 + across, stroke.y0 + down), (stroke.x1 + across, stroke.y1 + down)
        result.append(Stroke(*start, *end, stroke.erases))
        if stroke.length:
            result.append(replace(stroke, x0=start[0], y0=start[1]))
            result.append(replace(stroke, x1=end[0], y1=end[1]))
    return result


def _shorter(stroke: Stroke, step: float) -> list[Stroke]:
    share = min(step / stroke.length, 1.0)
    across, down = (stroke.x1 - stroke.x0) * share, (stroke.y1 - stroke.y0) * share
    return [
        replace(stroke, x0=stroke.x0 + across, y0=stroke.y0 + down),
        replace(stroke, x1=stroke.x1 - across, y1=stroke.y1 - down),
    ]
