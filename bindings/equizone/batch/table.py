"""The tidy table of a benchmark: one row a run, a column a figure, units in the names."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from equizone.batch.records import OK, Record
from equizone.batch.runs import Run
from equizone.tables.files import replacing

__all__ = ["CASE", "results_table", "write_results"]

CASE = ["data", "station", "zones", "tolerance", "seed"]
"""The columns that make a case: what every method is asked."""


def results_table(runs: Iterable[Run], records: dict[str, Record]) -> pd.DataFrame:
    """Return one row for each run that has a record, in the order of the runs."""
    return pd.DataFrame([_row(run, records[run.key]) for run in runs if run.key in records])


def _row(run: Run, record: Record) -> dict[str, object]:
    figures = dict(record.figures) if record.outcome == OK else {}
    memory = {name: figures.pop(f"{name}_bytes", None) for name in ("memory", "peak")}
    return {
        "data": run.station.data,
        "station": run.station.name,
        "stops": len(run.station.loads),
        "zones": run.zones,
        "tolerance": run.tolerance,
        "seed": run.seed,
        "method": run.method.label,
        "version": run.method.version,
        "outcome": record.outcome,
        "reason": record.reason,
        "within": bool(figures.pop("within", False)) if record.outcome == OK else False,
        **{f"{name}_mb": None if size is None else size / 1e6 for name, size in memory.items()},
        **figures,
        "run": run.key,
    }


def write_results(table: pd.DataFrame, folder: Path) -> None:
    """Write results.csv and results.parquet, each whole or not at all."""
    with replacing(folder / "results.csv") as aside:
        table.to_csv(aside, index=False, encoding="utf-8")
    with replacing(folder / "results.parquet") as aside:
        table.to_parquet(aside, index=False)
