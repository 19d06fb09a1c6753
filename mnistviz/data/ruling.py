"""Lines that were on the paper before anybody wrote: ruled, squared, or around a box.

They are told from strokes by their shape, not by how dark they are: straight, thin, and from one
side of the paper to the other. A stroke that crosses one makes its run of pixels longer there, so
what is taken away is only where nothing but the line is.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from mnistviz.data.paper import Grey, Mask

_STEEPEST = 0.15
"""Of a line to the side that it runs along: nine degrees."""

_THICKEST = 0.04
"""Width of a line, as a share of the longer side."""

_COVERED = 0.75
"""Share of the way across that a line can be seen on, strokes over it left out."""

_SEEN = 0.35
"""Share of the way across that it must be seen on, however much is written over it."""

_UNLIKE = 0.6
"""Times as thick as the other strokes, or as strong: less, and one line alone is none of them."""

_COLUMNS = 280
"""Across a line, these many are looked at."""


class _Runs(NamedTuple):
    """Pieces of columns that stand out from the paper, each from ``top`` down to ``end``."""

    column: npt.NDArray[np.intp]
    top: npt.NDArray[np.intp]
    end: npt.NDArray[np.intp]

    @property
    def length(self) -> npt.NDArray[np.intp]:
        """In pixels."""
        return self.end - self.top

    @property
    def middle(self) -> npt.NDArray[np.float64]:
        """Its row."""
        return (self.top + self.end) / 2.0

    def of(self, which: npt.NDArray[Any]) -> "_Runs":
        """Some of them."""
        return _Runs(self.column[which], self.top[which], self.end[which])
