"""The stations of a benchmark."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from equizone import checks
from equizone._core import InputError
from equizone.batch.config import Config, DataSet
from equizone.batch.routing_instances import customers
from equizone.tables.columns import finite_numbers, named_column
from equizone.tables.reading import read_table

__all__ = ["Station", "stations_of"]


@dataclass(frozen=True)
class Station:
    """Stops in metres, with loads."""

    name: str
    data: str
    """The data set it belongs to."""
    points: np.ndarray
    loads: np.ndarray

    @cached_property
    def digest(self) -> str:
        """What tells these stops from others."""
        return hashlib.sha256(self.points.tobytes() + self.loads.tobytes()).hexdigest()[:16]


def stations_of(config: Config, data: DataSet) -> list[Station]:
    """Return the stations of a data set.

    Raises
    ------
    InputError
        Naming the data set, if it has no station, or a file cannot be read.
    """
    made = _drawn(data) if "synthetic" in data.given else _read(config, data)
    stations = [station for station in made if _wanted(station, data)]
    if not stations:
        raise InputError(f"data set {data.name} has no station with as many stops as asked for")
    return stations


def _wanted(station: Station, data: DataSet) -> bool:
    least = checks.whole(data.given.get("min_stops", 1), f"min_stops of {data.name}", 1)
    most = data.given.get("max_stops")
    if most is not None:
        checks.whole(most, f"max_stops of {data.name}", 1)
    return len(station.loads) >= least and (most is None or len(station.loads) <= most)


def _drawn(data: DataSet) -> Iterator[Station]:
    from equizone import synthetic

    given = data.given
    kind = checks.text(given["synthetic"], f"synthetic of {data.name}")
    stops = checks.whole(given.get("stops", 500), f"stops of {data.name}", 1)
    draws = checks.whole(given.get("draws", 1), f"draws of {data.name}", 1)
    seed = checks.whole(given.get("seed", 1), f"seed of {data.name}", 0)
    for draw in range(draws):
        station = synthetic.station(kind=kind, stops=stops, seed=seed + draw)
        yield Station(
            f"{data.name} {draw + 1}" if draws > 1 else data.name,
            data.name,
            np.array(station.points),
            np.array(station.loads),
        )


def _read(config: Config, data: DataSet) -> Iterator[Station]:
    given = data.given
    path = config.folder / Path(given["file"])
    if path.suffix == ".vrp":
        yield Station(data.name, data.name, *customers(path, f"file of {data.name}"))
        return
    frame = read_table(path, f"file of {data.name}").frame
    for name, rows in _groups(frame, data):
        yield Station(name, data.name, _metres(rows, given), _loads(rows, given))


def _groups(frame: pd.DataFrame, data: DataSet) -> Iterator[tuple[str, pd.DataFrame]]:
    group = data.given.get("group")
    if group is None:
        yield data.name, frame
        return
    names = checks.texts([group] if isinstance(group, str) else group, f"group of {data.name}")
    columns = [named_column(frame.columns, name, "group") for name in names]
    for key, rows in frame.groupby(columns, sort=True):
        yield f"{data.name} {' '.join(map(str, key))}", rows


def _metres(rows: pd.DataFrame, given: Any) -> np.ndarray:
    """Return places in metres; x and y without a coordinate system are metres already."""
    if "x" in given and "y" in given and "crs" not in given:
        columns = (named_column(rows.columns, given[axis], axis) for axis in ("x", "y"))
        return np.column_stack([finite_numbers(rows[column], f"column {column}") for column in columns])
    from equizone.geography.coordinates import find_coordinates
    from equizone.geography.projection import project

    named = {key: given[key] for key in ("lon", "lat", "x", "y", "crs") if key in given}
    return project(find_coordinates(rows, **named).points).points


def _loads(rows: pd.DataFrame, given: Any) -> np.ndarray:
    """Return the column of loads, or 1 for each stop."""
    if "load" not in given:
        return np.ones(len(rows))
    column = named_column(rows.columns, given["load"], "load")
    loads = finite_numbers(rows[column], f"column {column}")
    if loads.min() < 0:
        raise InputError(f"column {column} has {loads.min():g}; loads must be >= 0")
    if loads.max() <= 0:
        raise InputError(f"column {column} is 0 throughout a station; leave load out to count stops")
    return loads
