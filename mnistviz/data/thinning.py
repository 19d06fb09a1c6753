"""Thick shapes made lines of one pixel."""

import numpy as np

from mnistviz.data.paper import Mask


def _removable() -> tuple[Mask, Mask]:
    """Which pixels each of the two passes takes away, by the eight neighbours' bits.

    Guo and Hall, Parallel thinning with two-subiteration algorithms, 1989. Unlike Zhang and Suen's,
    it leaves something of a square of two by two.
    """
    codes = np.arange(256)
    n, ne, e, se, s, sw, w, nw = (codes >> bit & 1 > 0 for bit in range(8))
    pairs = (~n & (ne | e), ~e & (se | s), ~s & (sw | w), ~w & (nw | n))
    one_piece = sum(pair.astype(int) for pair in pairs) == 1
    first = sum(pair.astype(int) for pair in (nw | n, ne | e, se | s, sw | w))
    second = sum(pair.astype(int) for pair in (n | ne, e | se, s | sw, w | nw))
    fewer = np.minimum(first, second)
    edge = one_piece & (fewer >= 2) & (fewer <= 3)
    return edge & ~((n | ne | ~se) & e), edge & ~((s | sw | ~nw) & w)


_PASSES = _removable()


def thinned(solid: Mask) -> Mask:
    """Thin what is True down to lines one pixel wide, in the same pieces, with the same holes."""
    grid = np.pad(solid, 1).astype(np.uint8)
    flat, width = grid.reshape(-1), grid.shape[1]
    clockwise = (1 - width, 1, 1 + width, width, width - 1, -1, -1 - width)
    left = np.flatnonzero(flat)
    changed = True
    while changed:
        changed = False
        for removable in _PASSES:
            code = flat[left - width]
            for bit, offset in enumerate(clockwise, 1):
                code |= flat[left + offset] << bit
            gone = removable[code]
            if gone.any():
                changed = True
                flat[left[gone]] = 0
                left = left[~gone]
    return grid[1:-1, 1:-1] > 0
