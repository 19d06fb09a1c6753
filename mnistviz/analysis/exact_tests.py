"""Exact tests of whether counts differ by more than chance: no approximation for large numbers.

Both give a two-sided p-value, as twice that of the rarer side: 1 where there is nothing to tell.
"""

from functools import cache

import numpy as np

from mnistviz.nn.arrays import FloatArray, IntArray


def same_rate(one: int, other: int) -> float:
    """The p-value of two Poisson counts having one mean, 0 to 1.

    Given their sum n, either of them is binomial with n and one half then (Przyborowski and
    Wilenski 1940, "Homogeneity of results in testing samples from Poisson series").
    """
    more, n = max(one, other), one + other
    k = np.arange(more, n + 1)
    table = _log_factorials(n)
    tail = np.exp(table[n] - table[k] - table[n - k] - n * np.log(2.0)).sum()
    return min(2.0 * float(tail), 1.0)


def same_share(hits: int, size: int, other_hits: int, other_size: int) -> float:
    """The p-value of two groups having one share of hits, 0 to 1.

    Given how many hits there are in all, those of one group are hypergeometric then (Fisher 1935,
    "The Logic of Inductive Inference").

    Args:
        hits: 0 to ``size``.
        size: of the first group.
        other_hits: 0 to ``other_size``.
        other_size: of the second group.
    """
    all_hits, everything = hits + other_hits, size + other_size
    table = _log_factorials(everything)
    k: IntArray = np.arange(max(0, all_hits - other_size), min(all_hits, size) + 1, dtype=np.int64)
    logs = _log_choose(table, size, k) + _log_choose(table, other_size, all_hits - k)
    p = np.exp(logs - _log_choose(table, everything, all_hits))
    here = hits - int(k[0])
    rarer = min(float(p[: here + 1].sum()), float(p[here:].sum()))
    return min(2.0 * rarer, 1.0)


def _log_choose(table: FloatArray, n: int, k: IntArray | int) -> FloatArray:
    result: FloatArray = table[n] - table[k] - table[n - k]
    return result


def _log_factorials(n: int) -> FloatArray:
    """log(i!) for i of 0 to at least ``n``."""
    return _table(1 << n.bit_length())


@cache
def _table(size: int) -> FloatArray:
    result: FloatArray = np.concatenate(([0.0], np.cumsum(np.log(np.arange(1, size + 1)))))
    return result
