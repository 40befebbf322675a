"""The second way to minutes: scores of factors, with shares from the analytic hierarchy process."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

import equizone._core as _core
from equizone import checks
from equizone._core import InputError
from equizone.tables.columns import finite_numbers, named_column, refuse_rows
from equizone.tables.ids import as_texts, shown
from equizone.tables.reading import given_table
from equizone.workload.model import total_minutes

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
    comparisons: pd.DataFrame | ArrayLike | str | Path,
    factors: Sequence[str] | None = None,
    *,
    most_inconsistent: float = 0.10,
) -> FactorShares:
    """Return the shares of factors from pairwise comparisons: the analytic hierarchy process (Saaty 1980).

    Parameters
    ----------
    comparisons
        Square matrix, or a table (DataFrame or file) whose columns are the factors: how many times as
        important the row's factor is as the column's, from 1/9 to 9; fractions may be texts, such as "1/3".
        Rows are in the order of the columns, unless the index, or the first column of a file, names them.
    factors
        Names of the factors, where `comparisons` has none.
    most_inconsistent
        Largest consistency ratio that is accepted.

    Raises
    ------
    InputError
        For comparisons that are not positive and reciprocal, or that contradict each other too much: names
        the pair at fault, and the value that the others imply. For rows and columns of different names.
    """
    table = _square(comparisons)
    names = [str(name) for name in table.columns] if factors is None else checks.texts(factors, "factors")
    if len(names) != len(table):
        raise InputError(
            f"factors has {len(names)} names for {len(table)} rows of comparisons; give one per row"
        )
    if len(set(names)) != len(names):
        raise InputError(f"factors are {', '.join(names)}; give each its own name")
    values = np.array(
        [
            [_number(cell, row, name) for name, cell in zip(names, cells, strict=True)]
            for row, cells in zip(names, table.to_numpy(dtype=object), strict=True)
        ]
    )
    try:
        result = _core.priorities(values, most_inconsistent=most_inconsistent)
    except InputError as error:
        raise InputError(_with_names(str(error), names)) from None
    return FactorShares(pd.Series(result.shares, index=names, name="share"), result.consistency_ratio)


def _square(comparisons: pd.DataFrame | ArrayLike | str | Path) -> pd.DataFrame:
    """Return the table of comparisons, its rows in the order of its columns."""
    if not isinstance(comparisons, pd.DataFrame | str | Path):
        return _of_array(comparisons)
    table = given_table(comparisons, "comparisons")
    if len(table) == len(table.columns) - 1:  # a file's first column names the rows
        table = table.set_index(table.columns[0])
    if table.shape[0] != table.shape[1]:
        raise InputError(f"comparisons has shape {table.shape}; give a square matrix, a row per factor")
    if isinstance(table.index, pd.RangeIndex):  # rows without names
        return table
    rows, columns = as_texts(table.index).str.strip(), as_texts(table.columns).str.strip()
    if rows.has_duplicates or set(rows) != set(columns):
        raise InputError(
            f"comparisons has rows {', '.join(rows)} but columns {', '.join(columns)}; "
            "name both after the same factors"
        )
    return table.iloc[rows.get_indexer(columns)].set_axis(columns, axis=1)


def _of_array(comparisons: ArrayLike) -> pd.DataFrame:
    try:
        values = np.asarray(comparisons, dtype=object)
    except ValueError:  # rows of nested lists that differ
        raise InputError("comparisons must be a square matrix, a row and a column per factor") from None
    if values.ndim != 2 or values.shape[0] != values.shape[1]:
        raise InputError(f"comparisons has shape {values.shape}; give a square matrix, a row per factor")
    return pd.DataFrame(values)


def _number(cell: object, row: str, column: str) -> float:
    """Return a comparison: a number, or a fraction such as "1/3"."""
    try:
        return float(Fraction("".join(cell.split()))) if isinstance(cell, str) else float(cell)  # type: ignore[arg-type]
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        raise InputError(
            f"comparisons[{row}, {column}] is {shown(cell)}; give a number above 0, such as 3 or 1/3"
        ) from None


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
    return table.assign(total=total_minutes(minutes))
