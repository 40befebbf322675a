"""Areas where couriers serve more or fewer stops an hour than elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

import geopandas
import numpy as np
import pandas as pd

from equizone._core import InputError
from equizone.geography.coordinates import find_coordinates
from equizone.tables.columns import finite_numbers, first_column, named_column, refuse_rows
from equizone.tables.ids import as_texts
from equizone.tables.reading import given_table
from equizone.tables.wording import counted

__all__ = ["Productivity", "area_pace"]

Productivity: TypeAlias = geopandas.GeoDataFrame | pd.DataFrame | pd.Series | Mapping | str | Path | None

RATE = "stops_per_hour"
ZONES = ("previous_zone", "zone_before", "zone")
"""Columns of the zone that a stop belonged to; a plan's new zones, in the column zone, go last."""


def area_pace(
    frame: pd.DataFrame, productivity: Productivity, minutes: np.ndarray, visits: np.ndarray
) -> tuple[np.ndarray, list[str]]:
    """Return the multiplier of each stop's minutes, and what to say.

    In each area, the mean minutes per visit become 60 / stops_per_hour; differences between its stops stay.
    Stops an hour mean the work at the stops; if speed_kmh counts the ways apart, without these.

    Parameters
    ----------
    frame
        The stops.
    productivity
        Stops an hour, by polygon or by zone.
    minutes
        Minutes of each stop without regard to areas, (n,).
    visits
        Visits a day to each stop, (n,).
    """
    table = _table(productivity)
    rates = finite_numbers(table[RATE], f"column {RATE} of productivity")
    refuse_rows(rates <= 0, table[RATE], f"column {RATE} of productivity", "give stops an hour above 0")
    area_of_stop = (
        _by_polygon(frame, table) if isinstance(table, geopandas.GeoDataFrame) else _by_zone(frame, table)
    )
    inside = area_of_stop >= 0
    if not inside.any():
        raise InputError(
            "productivity: no stop lies in any of its areas; are their coordinates, or names, right?"
        )
    of_area = [
        np.bincount(area_of_stop[inside], weights=values[inside], minlength=len(table))
        for values in (minutes, visits)
    ]
    with np.errstate(invalid="ignore", divide="ignore"):
        pace_of_area = (60.0 / rates) * of_area[1] / of_area[0]
    pace_of_area[of_area[0] == 0] = 1.0
    pace = np.where(inside, pace_of_area[np.maximum(area_of_stop, 0)], 1.0)
    outside = int((~inside).sum())
    notes = [
        f"In {counted(int((of_area[1] > 0).sum()), 'area')}, the mean minutes per stop follow the stops an "
        "hour given. Planners' rates mostly hold the ways too; then do not count these again by speed_kmh."
    ]
    return pace, notes + ([f"In no area, so unchanged: {counted(outside, 'stop')}."] if outside else [])


def _table(given: Productivity) -> pd.DataFrame:
    if isinstance(given, pd.Series | Mapping):
        series = pd.Series(given)
        given = pd.DataFrame({"zone": as_texts(series.index), RATE: series.to_numpy()})
    table = given_table(given, "productivity")
    named_column(table.columns, RATE, "productivity's column")
    return table


def _by_polygon(frame: pd.DataFrame, areas: geopandas.GeoDataFrame) -> np.ndarray:
    """Return the first area that each stop lies in, -1 for none."""
    if not areas.geom_type.isin(["Polygon", "MultiPolygon"]).all():
        raise InputError("productivity has geometries other than polygons; give polygons with " + RATE)
    if areas.crs is None:
        raise InputError("productivity has no coordinate system; call set_crs(...) first")
    points = find_coordinates(frame).points.to_crs(areas.crs)
    inside, _ = areas.sindex.query(points.to_numpy(), predicate="within")
    in_several = np.bincount(inside, minlength=len(frame)) > 1
    refuse_rows(
        in_several, points, "stop", "it lies in several areas of productivity; areas must not overlap"
    )
    stop, area = areas.sindex.query(points.to_numpy(), predicate="intersects")
    found = np.full(len(frame), -1)
    order = np.lexsort((area, stop))[::-1]
    found[stop[order]] = area[order]
    return found


def _by_zone(frame: pd.DataFrame, zones: pd.DataFrame) -> np.ndarray:
    """Return the row of each stop's zone, -1 for none."""
    key = named_column(zones.columns, "zone", "productivity's column")
    refuse_rows(zones[key].isna().to_numpy(), zones[key], f"column {key} of productivity", "name the zone")
    names = as_texts(zones[key])
    if names.has_duplicates:
        raise InputError(f"productivity names zone {names[names.duplicated()][0]} twice; give each once")
    column = first_column(frame.columns, ZONES)
    if column is None:
        raise InputError(
            f"productivity is by zone, but stops has no column {' or '.join(ZONES)}; "
            "add the zone that each stop belonged to"
        )
    return names.get_indexer(as_texts(frame[column]))
