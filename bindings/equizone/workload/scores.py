"""The second way to minutes: scores of factors, with shares from the analytic hierarchy process."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

import equizone._core as _core
from equizone import checks
from equizone._core import InputError
from equizone.tables.columns import finite_numbers, named_column, refuse_rows

__all__ = ["FactorShares", "compare_factors", "scored_minutes"]


@dataclass(frozen=True)
class FactorShares:
    """How much each factor counts, from pairwise comparisons; made by :func:`equizone.compare_factors`.

    Attributes
    ----------
    shares
        One per factor, by name; they sum to 1.
    consistency_ratio
        0 if no comparison contradicts another; above 0.10 they are refused.
    """

    shares: pd.Series
    consistency_ratio: float


def compare_factors(
    comparisons: pd.DataFrame | ArrayLike,
    factors: Sequence[str] | None = None,
    *,
    most_inconsistent: float = 0.10,
) -> FactorShares:
    """Return the shares of factors from pairwise comparisons: the analytic hierarchy process (Saaty 1980).

    Parameters
    ----------
    comparisons
        Square matrix, or a DataFrame whose columns and index are the factors: how many times as important the
        row's factor is as the column's, from 1/9 to 9.
    factors
        Names of the factors, where `comparisons` has none.
    most_inconsistent
        Largest consistency ratio that is accepted.

    Raises
    ------
    InputError
        For comparisons that are not positive and reciprocal, or that contradict each other too much: names
        the pair at fault, and the value that the others imply.
    """
    values = _matrix(comparisons)
    names = _names(comparisons, len(values)) if factors is None else checks.texts(factors, "factors")
    if len(names) != len(values):
        raise InputError(
            f"factors has {len(names)} names for {len(values)} rows of comparisons; give one per row"
        )
    if len(set(names)) != len(names):
        raise InputError(f"factors are {', '.join(names)}; give each its own name")
    try:
        result = _core.priorities(values, most_inconsistent=most_inconsistent)
    except InputError as error:
        raise InputError(_with_names(str(error), names)) from None
    return FactorShares(pd.Series(result.shares, index=names, name="share"), result.consistency_ratio)


def _matrix(comparisons: pd.DataFrame | ArrayLike) -> np.ndarray:
    try:
        values = np.asarray(comparisons, dtype=float)
    except (TypeError, ValueError):
        raise InputError(
            "comparisons must be a square matrix of numbers, a row and a column per factor"
        ) from None
    if values.ndim != 2 or values.shape[0] != values.shape[1]:
        raise InputError(f"comparisons has shape {values.shape}; give a square matrix, a row per factor")
    return values


def _names(comparisons: pd.DataFrame | ArrayLike, count: int) -> list[str]:
    """Return the factors' names: those of the table, or their numbers."""
    if not isinstance(comparisons, pd.DataFrame):
        return [str(number) for number in range(count)]
    names = [str(name) for name in comparisons.columns]
    if [str(name) for name in comparisons.index] != names:
        raise InputError(
            "comparisons has other rows than columns; name both after the same factors, in one order"
        )
    return names


def _with_names(text: str, names: list[str]) -> str:
    """Name factors where an error counts them."""
    return re.sub(
        r"comparisons\[(\d+), (\d+)\]",
        lambda pair: f"comparisons[{names[int(pair[1])]}, {names[int(pair[2])]}]",
        text,
    )


def scored_minutes(
    stops: pd.DataFrame, shares: FactorShares | pd.Series | Mapping[str, float], *, mean_minutes: float
) -> pd.DataFrame:
    """Return minutes per stop from scores of its factors.

    Parameters
    ----------
    stops
        A column of scores per factor, all on one scale from 0.
    shares
        How much each factor counts; its names are the columns.
    mean_minutes
        Minutes of the mean stop.

    Returns
    -------
    DataFrame
        A column of minutes per factor, and their sum, `total`, as from WorkloadModel.minutes().

    Raises
    ------
    InputError
        For columns not found, scores and shares that are not numbers >= 0, and scores that are all 0.
    """
    if not isinstance(stops, pd.DataFrame):
        raise InputError(
            f"stops is a {type(stops).__name__}; give a DataFrame of scores, a column per factor"
        )
    by_name = shares.shares if isinstance(shares, FactorShares) else pd.Series(shares)
    weighed = finite_numbers(by_name, "shares")
    refuse_rows(weighed < 0, by_name, "shares", "a share must be >= 0")
    if by_name.empty:
        raise InputError("shares is empty; give the share of at least one factor")
    columns = [named_column(stops.columns, name, "the factor") for name in by_name.index]
    scores = np.column_stack([finite_numbers(stops[column], f"column {column}") for column in columns])
    for position, column in enumerate(columns):
        refuse_rows(scores[:, position] < 0, stops[column], f"column {column}", "a score must be >= 0")
    minutes = _core.scored_minutes(scores, weighed, mean_minutes)
    table = pd.DataFrame(minutes, columns=list(by_name.index), index=stops.index)
    return table.assign(total=minutes.sum(axis=1))
