"""What lies on the canvas, and how it came there: the one owner of the drawing and its undo."""

import numpy as np

from mnistviz.app.events import Event
from mnistviz.data.ink.drawing import Drawing
from mnistviz.data.ink.page import Content, is_blank
from mnistviz.data.ink.pen import Points

_ERASER = 14.0
"""Its radius, in canvas units; 280 are the canvas's side."""

_UNDO_DEPTH = 100

_NO_POINTS: Points = np.empty((0, 2))


class Document:
    """Strokes rather than pixels; or a picture, or a stored digit.

    Places are in canvas units, 0 to 280.

    Attributes:
        changed: after every change of what lies there, while the pen is under way too.
        remembered: what lay there can be brought back from now on; before the change is told.
        below: what the stroke under way is drawn on.
    """

    def __init__(self) -> None:
        self.changed: Event[()] = Event()
        self.remembered: Event[()] = Event()
        self.below = Drawing()
        self._content: Content = Drawing()
        self._pen: tuple[float, float] | None = None
        self._erases = self._has_erased = False
        self._undo: list[Content] = []
        self._redo: list[Content] = []

    @property
    def content(self) -> Content:
        """What lies there, with the stroke under way."""
        return self._content

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to read."""
        return is_blank(self._content)

    @property
    def is_under_way(self) -> bool:
        """Whether the pen or the eraser is down, so that more is to come."""
        return self._pen is not None

    @property
    def stroke(self) -> Points:
        """The stroke that the pen is at, ``(n, 2)``; no points if it is at none."""
        if self._pen is None or self._erases or not isinstance(self._content, Drawing):
            return _NO_POINTS
        return self._content.strokes[-1]

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether something that was taken back can be had again."""
        return bool(self._redo)

    def put(self, content: Content) -> None:
        """Put something else there; what was there can be brought back."""
        self._remember()
        self._content, self._pen = content, None
        self.changed.emit()

    def clear(self) -> None:
        """Take everything away."""
        if not self.is_blank:
            self.put(Drawing())

    def undo(self) -> None:
        """Take back the last stroke, erasure, clearing or picture."""
        self._go(self._undo, self._redo)

    def redo(self) -> None:
        """Bring back what was taken back last, unless something else was drawn since."""
        self._go(self._redo, self._undo)

    def pen_down(self, place: tuple[float, float], *, erases: bool = False) -> None:
        """Begin a stroke, which takes the place of anything that is no drawing; or an erasure."""
        self._pen = place
        self._erases, self._has_erased = erases, False
        if erases:
            self._erase(place, place)
        else:
            self._remember()
            self.below = self._content if isinstance(self._content, Drawing) else Drawing()
            self._content = self.below.with_stroke(np.array([place]))
        self.changed.emit()

    def pen_to(self, place: tuple[float, float]) -> None:
        """Go on with it; nothing happens while the pen is up."""
        if self._pen is None or not isinstance(self._content, Drawing):
            return
        start, self._pen = self._pen, place
        if self._erases:
            self._erase(start, place)
        else:
            self._content = self._content.lengthened(np.array([place]))
        self.changed.emit()

    def pen_up(self) -> None:
        """End it."""
        if self._pen is not None:
            self._pen = None
            self.changed.emit()

    def _erase(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Only what takes something away is an erasure, that can be taken back."""
        drawing = self._content if isinstance(self._content, Drawing) else Drawing()
        left = drawing.erased(start, _ERASER, end)
        if left is not self._content:
            if not self._has_erased:
                self._remember()
                self._has_erased = True
            self._content = left

    def _remember(self) -> None:
        self._undo.append(self._content)
        del self._undo[:-_UNDO_DEPTH]
        self._redo.clear()
        self.remembered.emit()

    def _go(self, back: list[Content], forth: list[Content]) -> None:
        if back:
            self._pen = None
            forth.append(self._content)
            self._content = back.pop()
            self.remembered.emit()
            self.changed.emit()
