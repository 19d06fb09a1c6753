"""Thick shapes made lines."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mnistviz.data.ink.tracing import skeletonised


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 2**32 - 1))
def test_thinning_keeps_pieces_and_holes(seed: int) -> None:
    from scipy import ndimage

    noise = np.random.default_rng(seed).random((30, 30))
    solid = ndimage.gaussian_filter(noise, 1.5) > 0.5
    lines = skeletonised(solid)
    assert not (lines & ~solid).any()
    around = np.ones((3, 3), int)
    assert ndimage.label(lines, around)[1] == ndimage.label(solid, around)[1]
    holes = [ndimage.label(np.pad(~each, 1, constant_values=True))[1] for each in (lines, solid)]
    assert holes[0] == holes[1]
    assert not ndimage.binary_erosion(lines, around).any()
