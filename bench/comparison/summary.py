"""Figures of each case and tool over its seeds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from comparison.cases import Case
from comparison.records import OK, Record

OURS, RCB = "ours", "Zoltan RCB"


@dataclass(frozen=True)
class Row:
    """One tool on one case."""

    case: Case
    tool: str
    records: tuple[Record, ...]

    @property
    def runs(self) -> list[Record]:
        """Return the runs that went well."""
        return [record for record in self.records if record.outcome == OK]

    @property
    def by_seed(self) -> dict[int | None, dict]:
        """Return the figures of each seed."""
        return {record.seed: record.figures for record in self.runs}

    def values(self, figure: str) -> list[float]:
        """Return a figure of all seeds."""
        return [figures[figure] for figures in self.by_seed.values() if figures.get(figure) is not None]

    def mean(self, figure: str) -> float:
        """Return the geometric mean over the seeds; NaN without any."""
        return geometric_mean(self.values(figure))

    @property
    def within(self) -> int:
        """Return in how many runs every zone was within its bounds."""
        return sum(bool(figures["within"]) for figures in self.by_seed.values())

    @property
    def shortcomings(self) -> list[str]:
        """Return why runs are missing."""
        reasons = [f"{record.outcome}: {record.reason}" for record in self.records if record.outcome != OK]
        return list(dict.fromkeys(reasons))


class Summary:
    """Rows by case and tool."""

    def __init__(self, cases: Sequence[Case], tools: Sequence[str], records: Iterable[Record]) -> None:
        latest = {(record.case, record.tool, record.seed): record for record in records}
        self.rows: list[Row] = []
        for case in cases:
            for tool in tools:
                own = tuple(r for (name, by, _), r in latest.items() if (name, by) == (case.name, tool))
                if own:
                    self.rows.append(Row(case, tool, own))

    def row(self, case: str, tool: str) -> Row | None:
        """Return the row of a case and tool, if there is one with figures."""
        found = (row for row in self.rows if (row.case.name, row.tool) == (case, tool) and row.runs)
        return next(found, None)

    def ratio(self, row: Row, figure: str, other: str) -> float:
        """Return the geometric mean, over common seeds, of a figure / another tool's; NaN without any."""
        reference = self.row(row.case.name, other)
        if reference is None:
            return float("nan")
        return geometric_mean(
            [
                figures[figure] / reference.by_seed[seed][figure]
                for seed, figures in row.by_seed.items()
                if seed in reference.by_seed and reference.by_seed[seed][figure] > 0
            ]
        )


def geometric_mean(values: Sequence[float]) -> float:
    """Return the geometric mean; NaN without values, 0 if one is 0."""
    if not values:
        return float("nan")
    with np.errstate(divide="ignore"):
        return float(np.exp(np.log(np.asarray(values, float)).mean()))
