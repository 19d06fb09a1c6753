"""Exact tests of counts, compared with SciPy's."""

import pytest
from scipy.stats import binomtest, hypergeom

from mnistviz.analysis.mistakes import same_rate, same_share


@pytest.mark.parametrize("one", [0, 1, 5, 6, 12, 30, 200, 5000])
def test_two_counts(one: int) -> None:
    for other in (0, 1, 3, 10, 40, 170, 4800):
        expected = binomtest(one, one + other).pvalue if one + other else 1.0
        assert same_rate(one, other) == pytest.approx(expected, abs=1e-9)
        assert same_rate(other, one) == same_rate(one, other)


@pytest.mark.parametrize(
    "counts",
    [(18, 20, 180, 180), (950, 1000, 8900, 9000), (0, 10, 0, 90), (10, 10, 0, 90), (3, 5, 4, 7)],
)
def test_two_shares(counts: tuple[int, int, int, int]) -> None:
    hits, size, other_hits, other_size = counts
    of = hypergeom(size + other_size, hits + other_hits, size)
    expected = min(1.0, 2.0 * min(of.cdf(hits), of.sf(hits - 1)))
    assert same_share(*counts) == pytest.approx(expected, rel=1e-6)
    swapped = same_share(other_hits, other_size, hits, size)
    assert swapped == pytest.approx(expected, rel=1e-6)
