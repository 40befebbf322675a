"""Scores of a table of stops, whose zones are a column."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from equizone._core import Evaluation, InputError, evaluate
from equizone.geography.coordinates import find_coordinates
from equizone.geography.places import find_station
from equizone.geography.projection import project
from equizone.scoring.reference import find_reference
from equizone.scoring.zone_column import ZONES, column_of, zones_of
from equizone.tables.columns import finite_numbers, first_column
from equizone.tables.reading import given_table

if TYPE_CHECKING:
    from equizone.barriers import Barriers

__all__ = ["Scores", "evaluate_stops"]

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
    names_before
        The same of the reference's zones, after those of today; empty without a reference.
    notes
        How the table was read: coordinates, columns.
    """

    evaluation: Evaluation
    names: list[str]
    names_before: list[str]
    notes: list[str]

    @property
    def summary(self) -> dict[str, Any]:
        """All figures of the zones together; units are in the names."""
        return self.evaluation.summary()

    @property
    def zones(self) -> pd.DataFrame:
        """A row for each zone, under its own name; beside it that of the zone that it continues, if any."""
        frame = self.evaluation.to_frame().assign(zone=self.names)
        if self.evaluation.churn is not None:
            known = dict(enumerate(self.names_before))
            frame["continues"] = [known.get(number) for number in self.evaluation.churn.continues]
        return frame


def evaluate_stops(
    stops: str | Path | pd.DataFrame,
    zone: Hashable | None = None,
    load: Hashable | None = None,
    *,
    reference: Hashable | Path | pd.DataFrame | None = None,
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
        The zones before, for the churn: a column of the stops, or a file or table of its own with the ids of
        the stops (stop, stop_id or id) and a column of zones.
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
    zone_column = column_of(frame, zone, ZONES, "zone")
    names, labels = zones_of(frame[zone_column], f"column {zone_column}")
    loads, load_note = _loads(frame, load)
    options: dict[str, Any] = {"barriers": None if barriers is None else _in(barriers, projection.crs)}
    names_before: list[str] = []
    if reference is not None:
        names_before, options["reference"] = find_reference(reference, frame, zone_column, names)
    if targets is not None:
        options["targets"] = _targets(targets, names)
    place = find_station(station, found, projection.crs)
    options["station"] = None if place is None else (place.x, place.y)
    evaluation = evaluate(projection.points, loads, labels, len(names), **options)
    notes = [*found.notes, f"Zones: column {zone_column}. {load_note}"]
    return Scores(evaluation, names, names_before, notes)


def _loads(frame: pd.DataFrame, load: Hashable | None) -> tuple[np.ndarray, str]:
    if load is None and first_column(frame.columns, LOADS) is None:
        return np.ones(len(frame)), "Every stop counts 1: there is no column load or minutes."
    column = column_of(frame, load, LOADS, "load")
    return finite_numbers(frame[column], f"column {column}"), f"Loads: column {column}."


def _targets(given: Any, names: list[str]) -> np.ndarray:
    by_name = {str(name): float(target) for name, target in dict(given).items()}
    missing = next((name for name in names if name not in by_name), None)
    if missing is not None:
        raise InputError(f"targets has none for zone {missing}; give one for each zone")
    return np.array([by_name[name] for name in names])


def _in(barriers: Barriers, crs: Any) -> Any:
    return barriers.to_crs(crs) if hasattr(barriers, "to_crs") else barriers
