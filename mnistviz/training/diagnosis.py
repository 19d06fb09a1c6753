"""What is wrong with a run, if anything is; the words for it are the window's.

The thresholds are far from what the two corrected networks ever show, from their first update to
their last (``tests/benchmarks/health.py`` prints it), and no rule speaks before it has seen enough.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from mnistviz.training.facts import LAST, Facts
from mnistviz.training.snapshot import Status
from mnistviz.training.spec import MAX_LEARNING_RATE

_ENOUGH, _ENOUGH_UPDATES, _ENOUGH_IMAGES = 4, 30, 1000
"""Measurements, updates, and images, before anything is said of how well it goes."""

_NOTHING = 1e-6
"""Of the strongest layer's gradient: with less, a layer stands still while others learn. The
corrected networks' layers differ by ten times at most, the ReLU notebook's by 1e9."""

_MAJORITY = 0.5
"""Share of a layer's units above which it is worth saying that they are dead or saturated."""

GUIDE = 1e-3
"""A usual update-to-weight ratio: with much less, learning takes very long."""

_AIM = 2e-3
"""The ratio that a suggested learning rate comes near to, rounded to a power of ten."""

_SLOW, _READS = 1e-4, 0.9
"""The step is too small if every layer's ratio is below the first while accuracy is below the
second: nobody would complain of small steps in a network that reads well."""

_CHANCE, _LONG, _LONG_IMAGES = 0.2, 300, 20_000
"""Below this accuracy after so many updates, and images, nothing was learned if steps are large."""

_RISEN, _LOST = 2.0, 0.1
"""Times its best that a loss has risen, and the accuracy lost meanwhile, if steps throw it back."""

_WORSE, _BETTER = 1.1, 0.9
"""Times what they were at the best test: the losses on test and training images that overfits."""

_LATER = 1.0
"""Epochs since the best test before it is called overfitting: an image must come again for that,
and within an epoch the test loss goes up and down by more than a tenth."""

_ERRORS = 3.0
"""Standard errors by which accuracy on training images must exceed that on test images."""


class Kind(Enum):
    """What there is to say."""

    MODEL = "a network from a file"
    READY = "no update made yet"
    EARLY = "too early to tell"
    FINE = "nothing looks wrong"
    DIVERGED = "diverged"
    DEAD = "dead units"
    NO_GRADIENT = "no gradient"
    SATURATED = "saturated units"
    STUCK = "nothing learned with large steps"
    THROWN_BACK = "loss far above its best"
    TOO_LOW = "learning rate too low"
    OVERFITTING = "overfitting"


@dataclass(frozen=True)
class Finding:
    """One thing to say, and the figures for it; those that it has no use for are 0.

    Attributes:
        layer: counted from 1.
        share: of that layer's units, 0 to 1.
        from_start: whether that was so before the learning rate could do anything.
        wrong_derivative: whether the gradient is lost because of the derivative that is used.
        learning_rate: the one that it is about, before the schedule.
        instead: a learning rate to try.
        ratio: the smallest of the layers' update-to-weight ratios.
        now, best: test losses.
    """

    kind: Kind
    layer: int = 0
    share: float = 0.0
    from_start: bool = False
    wrong_derivative: bool = False
    learning_rate: float = 0.0
    instead: float = 0.0
    ratio: float = 0.0
    now: float = 0.0
    best: float = 0.0

    @property
    def is_alarm(self) -> bool:
        """Whether something is wrong."""
        return self.kind not in (Kind.MODEL, Kind.READY, Kind.EARLY, Kind.FINE)


def diagnose(facts: Facts) -> Finding:
    """The gravest thing that the facts show beyond doubt."""
    if facts.diverged:
        return _too_high(Kind.DIVERGED, facts)
    if facts.status is Status.ENDED:
        return Finding(Kind.MODEL)
    if not facts.updates:
        return Finding(Kind.READY)
    enough = (
        facts.measurements >= _ENOUGH
        and facts.seen >= _ENOUGH_UPDATES
        and facts.images >= _ENOUGH_IMAGES
    )
    rules = _OF_STATE if facts.measurements >= LAST else ()
    for rule in (*rules, *(_OF_COURSE if enough else ())):
        if (finding := rule(facts)) is not None:
            return finding
    return Finding(Kind.FINE if enough else Kind.EARLY)


def _too_high(kind: Kind, facts: Facts) -> Finding:
    # Units that died do not come back, and so on, when the learning rate is lowered afterwards.
    lasting = kind in (Kind.DIVERGED, Kind.DEAD, Kind.SATURATED)
    rate = facts.highest_rate if lasting else facts.settings.learning_rate
    own = facts.own_learning_rate
    instead = own if own < 0.9 * rate else rate / 10.0
    return Finding(kind, learning_rate=rate, instead=instead)


def _of_units(kind: Kind, facts: Facts, layer: int, share: float, at_first: float) -> Finding:
    start = at_first > _MAJORITY
    return replace(_too_high(kind, facts), layer=layer, share=share, from_start=start)


def _dead(facts: Facts) -> Finding | None:
    for number, layer in enumerate(facts.layers, 1):
        if layer.dead > _MAJORITY:
            return _of_units(Kind.DEAD, facts, number, layer.dead, layer.dead_at_first)
    return None


def _saturated_in(facts: Facts, number: int) -> Finding:
    layer = facts.layers[number - 1]
    found, at_first = layer.saturated, layer.saturated_at_first
    return _of_units(Kind.SATURATED, facts, number, found, at_first)


def _saturated(facts: Facts) -> Finding | None:
    # Outputs that are sure of every image are what training is for.
    for number, layer in enumerate(facts.layers[:-1], 1):
        if layer.saturated > _MAJORITY:
            return _saturated_in(facts, number)
    return None


def _saturated_outputs(facts: Facts) -> Finding | None:
    # They read nothing, and hardly move any more.
    now, layer = facts.now, facts.layers[-1]
    if now is None or max(now.train_accuracy, now.test_accuracy) > _CHANCE:
        return None
    if not (layer.saturated > _MAJORITY and max(each.ratio for each in facts.layers) < _SLOW):
        return None
    return _saturated_in(facts, len(facts.layers))


def _no_gradient(facts: Facts) -> Finding | None:
    strongest = max(layer.gradient for layer in facts.layers)
    for number, layer in enumerate(facts.layers, 1):
        if layer.gradient < _NOTHING * strongest:
            return Finding(Kind.NO_GRADIENT, number, wrong_derivative=facts.wrong_derivative)
    return None


def _stuck(facts: Facts) -> Finding | None:
    now = facts.now
    if now is None or facts.seen < _LONG or facts.images < _LONG_IMAGES:
        return None
    steps = max(layer.ratio for layer in facts.layers)
    if max(now.train_accuracy, now.test_accuracy) > _CHANCE or steps < GUIDE:
        return None
    return _too_high(Kind.STUCK, facts)


def _thrown_back(facts: Facts) -> Finding | None:
    now, best = facts.now, facts.best_ever
    if now is None or best is None:
        return None
    risen = now.test_loss > _RISEN * best.test_loss and now.train_loss > _RISEN * best.train_loss
    if not risen or now.test_accuracy > best.test_accuracy - _LOST:
        return None
    return replace(_too_high(Kind.THROWN_BACK, facts), now=now.test_loss, best=best.test_loss)


def _too_low(facts: Facts) -> Finding | None:
    now, ratios = facts.now, [layer.ratio for layer in facts.layers]
    if now is None or max(now.train_accuracy, now.test_accuracy) > _READS:
        return None
    if not 0.0 < min(ratios) <= max(ratios) < _SLOW:
        return None
    rate = facts.settings.learning_rate
    times = 10.0 ** round(math.log10(_AIM / min(ratios)))
    instead = min(rate * times, MAX_LEARNING_RATE)
    return Finding(Kind.TOO_LOW, ratio=min(ratios), learning_rate=rate, instead=instead)


def _overfitting(facts: Facts) -> Finding | None:
    now, best = facts.now, facts.best
    if now is None or best is None or facts.since_best < _LATER:
        return None
    # Where single images are learned from, it goes up and down: the best of many tests counts.
    worse = facts.lowest > _WORSE * best.test_loss and now.train_loss < _BETTER * best.train_loss
    shares = (now.train_accuracy, max(now.train_images, 1)), (now.test_accuracy, facts.test_images)
    # Standard error of the difference of two shares: sqrt of the sum of p (1 - p) / n.
    error = math.sqrt(sum((p * (1.0 - p) + 1.0 / n) / n for p, n in shares))
    if not worse or now.train_accuracy - facts.highest < _ERRORS * error:
        return None
    return Finding(Kind.OVERFITTING, now=now.test_loss, best=best.test_loss)


_Rule = Callable[[Facts], Finding | None]

_OF_STATE: tuple[_Rule, ...] = (_dead, _saturated, _no_gradient)
"""What a layer is like, which three measurements show."""

_OF_COURSE: tuple[_Rule, ...] = (_saturated_outputs, _stuck, _thrown_back, _too_low, _overfitting)
"""How it goes, which takes longer to tell, and may only be a sign of the former."""
