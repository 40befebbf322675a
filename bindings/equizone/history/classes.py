"""Optimal classes of numbers on a line, under a limit on how far the members of a class may differ."""

from __future__ import annotations

import numpy as np

__all__ = ["similar_classes"]

LAST_BITS = 1e-12


def similar_classes(values: np.ndarray, multiplicities: np.ndarray, similar: float) -> np.ndarray:
    """Divide positive values into classes such that in each, max <= (1 + similar) * min.

    Of all such classifications this is one with the fewest classes and, among these, with the least sum of
    squares within the classes: dynamic programming over the sorted values. Complexity: the square of their
    number.

    Parameters
    ----------
    values
        Positive numbers.
    multiplicities
        How often each value counts in the sum of squares.
    similar
        Largest relative difference within a class.

    Returns
    -------
    numpy.ndarray
        The class of every value; classes are numbered from the smallest values up.

    References
    ----------
    Fisher, W. D. (1958). On grouping for maximum homogeneity. Journal of the American Statistical
    Association 53(284), 789-798.
    """
    order = np.argsort(values, kind="stable")
    sorted_values, counts = values[order], multiplicities[order]
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]  # classes, sum of squares, first of the last class
    for end in range(1, len(values) + 1):
        limit = sorted_values[end - 1] * (1 - LAST_BITS)
        best.append(
            min(
                (
                    best[begin][0] + 1,
                    best[begin][1] + _squares(sorted_values[begin:end], counts[begin:end]),
                    begin,
                )
                for begin in range(end)
                if limit <= (1 + similar) * sorted_values[begin]
            )
        )
    classes = np.empty(len(values), dtype=np.int64)
    end = len(values)
    while end > 0:
        count, _, begin = best[end]
        classes[order[begin:end]] = count - 1
        end = begin
    return classes


def _squares(values: np.ndarray, multiplicities: np.ndarray) -> float:
    mean = np.average(values, weights=multiplicities)
    return float(multiplicities @ (values - mean) ** 2)
