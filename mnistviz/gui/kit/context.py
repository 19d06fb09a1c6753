"""What every view is given: whom it may ask, and what it may ask the window for."""

from collections.abc import Callable
from dataclasses import dataclass

from mnistviz.data.ink.page import Content
from mnistviz.gui.kit.background import Background
from mnistviz.gui.shell.pins import Pins
from mnistviz.gui.shell.predictor import Predictor


@dataclass(frozen=True)
class Context:
    """The same for all views, so that the window wires none of them by itself.

    Attributes:
        reader: what the network on screen makes of what is drawn.
        pins: the drawings that are kept.
        background: does beside the window what is slow.
        show: lays something on the canvas.
        show_evidence: the same, and brings the view Evidence to the front.
        show_change: brings the filters to the front, and how far they have moved.
        say: shows a line at the top of the window; an empty one when all has gone well.
        set_true_derivative: whether the running network is to learn by the true derivative.
    """

    predictor: Predictor
    pins: Pins
    background: Background
    show: Callable[[Content], None]
    show_evidence: Callable[[Content], None]
    show_change: Callable[[], None]
    say: Callable[[str], None]
    set_true_derivative: Callable[[bool], None]
