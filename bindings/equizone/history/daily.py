"""Loads by day and stop: the table from which modes, replays and percentile loads are computed."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
import scipy.sparse

from equizone.history.records import Records, read_records

__all__ = ["DailyLoads", "daily_loads"]


@dataclass(frozen=True)
class DailyLoads:
    """Load of every stop on every day, sparse: only stops with records that day are stored.

    Attributes
    ----------
    dates
        The days with records, ascending.
    stops
        Ids of the stops, in order.
    loads
        Days by stops, in compressed rows; a stored zero is a visit without volume.
    unit
        Of the loads: the name of the column of volumes, min for minutes.
    """

    dates: pd.DatetimeIndex
    stops: pd.Index
    loads: scipy.sparse.csr_array
    unit: str = "volume"

    def visits(self) -> scipy.sparse.csr_array:
        """Return 1 for every day and stop with records."""
        ones = np.ones(self.loads.nnz)
        return scipy.sparse.csr_array((ones, self.loads.indices, self.loads.indptr), self.loads.shape)

    def on(self, chosen: np.ndarray) -> DailyLoads:
        """Return the days chosen, by position or by a mask."""
        return replace(self, dates=self.dates[chosen], loads=self.loads[chosen])


def daily_loads(
    records: str | Path | pd.DataFrame,
    *,
    date: Hashable | None = None,
    stop: Hashable | None = None,
    volume: Hashable | None = None,
) -> DailyLoads:
    """Sum records by day and stop.

    Parameters
    ----------
    records
        One row per record: a DataFrame, or a file (CSV, Parquet).
    date, stop, volume
        Names of columns, as in :func:`find_modes`.

    Returns
    -------
    DailyLoads
        In the unit of the volume.

    Raises
    ------
    InputError
        For columns not found, and rows that cannot be read.
    """
    return sum_by_day(read_records(records, date=date, stop=stop, volume=volume))


def sum_by_day(records: Records) -> DailyLoads:
    """Sum numbered records by day and stop."""
    shape = (len(records.dates), len(records.stops))
    entries = scipy.sparse.coo_array((records.volume, (records.day, records.stop)), shape)
    unit = "min" if records.in_minutes else records.volume_name
    return DailyLoads(records.dates, records.stops, entries.tocsr(), unit)
