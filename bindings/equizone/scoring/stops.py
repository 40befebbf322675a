"""Scores of a table of stops, whose zones are a column."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas
import numpy as np
import pandas as pd

from equizone._core import Evaluation, InputError, evaluate
from equizone.geography.coordinates import Coordinates, find_coordinates
from equizone.geography.places import find_station
from equizone.geography.projection import project
from equizone.tables.columns import finite_numbers, first_column, named_column, refuse_rows
from equizone.tables.reading import given_table

if TYPE_CHECKING:
    from equizone.barriers import Barriers

__all__ = ["Scores", "evaluate_stops"]

ZONES = ("zone", "zones", "courier", "courier_id", "label")
LOADS = ("load", "minutes")


@dataclass(frozen=True)
class Scores:
    """Scores of a table of stops.

    Attributes
    ----------
    evaluation
        The figures, as :func:`equizone.evaluate` returns them.
    names
        The zones' names, as the column has them, in the order of their numbers.
    notes
        How the table was read: coordinates, columns.
    """

    evaluation: Evaluation
    names: list[str]
    notes: list[str]

    @property
    def summary(self) -> dict[str, Any]:
        """All figures of the zones together; units are in the names."""
        return self.evaluation.summary()

    @property
    def zones(self) -> pd.DataFrame:
        """A row for each zone, under its own name."""
        return self.evaluation.to_frame().assign(zone=self.names)


def evaluate_stops(
    stops: str | Path | pd.DataFrame,
    zone: Hashable | None = None,
    load: Hashable | None = None,
    *,
    reference: Hashable | None = None,
    barriers: Barriers | None = None,
    station: Any = None,
    targets: Any = None,
    lon: Hashable | None = None,
    lat: Hashable | None = None,
    x: Hashable | None = None,
    y: Hashable | None = None,
    crs: object = None,
) -> Scores:
    """Score any column of zones: a plan's, a courier's of today, another program's.

    Parameters
    ----------
    stops
        A file or a (Geo)DataFrame, as :func:`equizone.plan` takes it.
    zone
        The column of zones: numbers or names. Default: zone, zones, courier, courier_id or label.
    load
        The column of loads. Default: load or minutes; without either, every stop counts 1.
    reference
        A column of the zones before, for the churn.
    barriers
        ``equizone.Barriers`` that zones should not cross.
    station
        A point, or a pair in the coordinates of the stops.
    targets
        Load each zone should have, by name (a dict or Series). Default: equal ones.
    lon, lat, x, y, crs
        Columns of coordinates and their system, as for :func:`equizone.plan`.

    Returns
    -------
    Scores
        With ``summary``, ``zones`` and ``evaluation``.

    Raises
    ------
    InputError
        A column that is not there, a stop without zone, coordinates that are none.
    """
    frame = given_table(stops, "stops")
    found = find_coordinates(frame, lon=lon, lat=lat, x=x, y=y, crs=crs)
    projection = project(found.points)
    zone_column = _column(frame, zone, ZONES, "zone")
    names, labels = _zones(frame[zone_column], f"column {zone_column}")
    loads, load_note = _loads(frame, load)
    options: dict[str, Any] = {"barriers": None if barriers is None else _in(barriers, projection.crs)}
    if reference is not None:
        column = named_column(frame.columns, reference, "reference")
        options["reference"] = _zones(frame[column], f"column {column}")[1]
    if targets is not None:
        options["targets"] = _targets(targets, names)
    options["station"] = _station(station, found, projection.crs)
    evaluation = evaluate(projection.points, loads, labels, len(names), **options)
    notes = [*found.notes, f"Zones: column {zone_column}. {load_note}"]
    return Scores(evaluation, names, notes)


def _column(frame: pd.DataFrame, given: Hashable | None, usual: tuple[str, ...], what: str) -> Hashable:
    if given is not None:
        return named_column(frame.columns, given, what)
    found = first_column(frame.columns, usual)
    if found is None:
        columns = ", ".join(map(str, frame.columns))
        raise InputError(f"no column {' or '.join(usual)}; name it with {what}; the columns are {columns}")
    return found


def _zones(column: pd.Series, what: str) -> tuple[list[str], np.ndarray]:
    """Return the zones' names and the number of each stop's; names that are numbers are sorted as such."""
    empty = (column.isna() | (column.astype(str).str.strip() == "")).to_numpy()
    refuse_rows(empty, column, what, "every stop needs a zone")
    numbers, names = pd.factorize(column, sort=True)
    return [str(name) for name in names], numbers.astype(np.int32)


def _loads(frame: pd.DataFrame, load: Hashable | None) -> tuple[np.ndarray, str]:
    if load is None and first_column(frame.columns, LOADS) is None:
        return np.ones(len(frame)), "Every stop counts 1: there is no column load or minutes."
    column = _column(frame, load, LOADS, "load")
    return finite_numbers(frame[column], f"column {column}"), f"Loads: column {column}."


def _targets(given: Any, names: list[str]) -> np.ndarray:
    by_name = {str(name): float(target) for name, target in dict(given).items()}
    missing = next((name for name in names if name not in by_name), None)
    if missing is not None:
        raise InputError(f"targets has none for zone {missing}; give one for each zone")
    return np.array([by_name[name] for name in names])


def _in(barriers: Barriers, crs: Any) -> Any:
    return barriers.to_crs(crs) if hasattr(barriers, "to_crs") else barriers


def _station(given: Any, found: Coordinates, crs: Any) -> tuple[float, float] | None:
    place = find_station(given, found, crs)
    if place is None:
        return None
    metres = geopandas.GeoSeries([place], crs=found.points.crs).to_crs(crs)
    return float(metres.x.iloc[0]), float(metres.y.iloc[0])
