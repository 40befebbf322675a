"""The planning call: a station's stops in, zones of equal work out."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pandas as pd
import shapely
from numpy.typing import ArrayLike

from equizone import checks
from equizone._core import InputError, partition
from equizone.fencing import fences, service_area
from equizone.geography.coordinates import find_coordinates
from equizone.geography.places import Place, find_area, find_station
from equizone.geography.projection import project
from equizone.planning.buildings import find_buildings
from equizone.planning.loads import find_loads
from equizone.planning.reasons import in_plan_words
from equizone.planning.result import Plan
from equizone.planning.staffing import find_couriers
from equizone.planning.zone_table import name_zones, zone_table
from equizone.tables.reading import read_stops
from equizone.tables.wording import counted

__all__ = ["plan"]

WIDEST_MARGIN_M = 100_000


def plan(
    stops: str | Path | pd.DataFrame | geopandas.GeoDataFrame,
    couriers: int | None = None,
    *,
    shift_hours: float | None = None,
    load: str | ArrayLike | None = None,
    lon: Hashable | None = None,
    lat: Hashable | None = None,
    x: Hashable | None = None,
    y: Hashable | None = None,
    crs: object = None,
    tolerance: float = 0.03,
    targets: ArrayLike | None = None,
    names: Sequence[str] | None = None,
    keep_together: bool = True,
    station: Place | None = None,
    area: Place | None = None,
    margin_m: float | None = None,
    title: str | None = None,
    notes: Sequence[str] = (),
    seed: int = 0,
    effort: str = "default",
    time_limit_s: float | None = None,
    threads: int = 1,
    progress: Callable[[str, float], None] | None = None,
) -> Plan:
    """Divide a station's stops into one zone of equal work per courier.

    Parameters
    ----------
    stops
        One row per stop: a GeoDataFrame, a DataFrame, or a file (CSV, GeoJSON, GeoPackage, Parquet). For a
        geometry that is not a point, a point inside it stands.
    couriers
        Number of zones. Give it or `shift_hours`.
    shift_hours
        Hours of work per courier: the number of couriers is the total load, in minutes, over these hours,
        rounded up.
    load
        Column of loads, or one load per stop. Default: the column load, else minutes, else 1 per stop.
    lon, lat
        Columns of degrees, WGS 84 unless `crs` names another datum. Default: columns lon/lat, lng/lat or
        longitude/latitude, in any case, in this order.
    x, y
        Columns of coordinates in `crs`. Default: columns x/y.
    crs
        Coordinate system of the columns, e.g. "EPSG:25832", or of a GeoDataFrame that does not say its own.
    tolerance
        Allowed relative deviation of a zone's load from its target, above and below.
    targets
        Load each zone should have, or shares that sum to 1. Default: equal. Zone i has target i.
    names
        One name per zone. Default: "1", "2", ... in the order of the partition, which follows a curve through
        the stops, so that neighbours tend to have near numbers.
    keep_together
        Whether stops at one place, to the centimetre, belong to one zone.
    station
        Where the couriers start and end: a point or pair in the coordinate system of the stops, or a file or
        geo table of one point. Shown on the map.
    area
        Service area, which the fences fill: a polygon, or a file or geo table of polygons. Default: the area
        that the stops occupy.
    margin_m
        Metres from the outermost stops to the boundary of the default area, at most 100,000.
    title
        Title of the report. Default: the file's name, or "plan".
    notes
        Sentences of your own for the report, such as the data's attribution. One with a © stands under the
        picture too.
    seed, effort, time_limit_s, threads
        As in :func:`equizone.partition`.
    progress
        Called with the stage and the fraction done.

    Returns
    -------
    Plan
        If its loads miss the tolerance, its `status` and `reason` say so.

    Raises
    ------
    InputError
        A ValueError that names the argument, column or row, and what to do.

    Examples
    --------
    >>> plan = equizone.plan("stops.csv", couriers=40)
    >>> plan.summary
    >>> plan.save("out")
    """
    tolerance = _fraction(tolerance)
    _check_area_options(area, margin_m)
    options: dict[str, Any] = {
        "tolerance": tolerance,
        "seed": checks.whole(seed, "seed", 0, 2**64 - 1),
        "effort": checks.text(effort, "effort"),
        "time_limit_s": None if time_limit_s is None else checks.number(time_limit_s, "time_limit_s"),
        "threads": checks.whole(threads, "threads", 0, 1024),
    }
    keep_together = checks.flag(keep_together, "keep_together")
    own_notes = checks.texts(notes, "notes")
    if title is not None:
        checks.text(title, "title")
    if progress is not None and not callable(progress):
        raise InputError(f"progress is {progress!r}; give a function of stage and fraction")
    tell = progress or (lambda stage, fraction: None)
    tell("reading", 0.0)
    table = read_stops(stops)
    with table.naming_lines():
        found = find_coordinates(table.frame, lon=lon, lat=lat, x=x, y=y, crs=crs)
        projection = project(found.points)
        loads = find_loads(table.frame, load, in_minutes=shift_hours is not None)
        area_polygon = find_area(area, found.points, projection.crs)
    number, staff_notes = find_couriers(couriers, shift_hours, loads.per_stop)
    zone_names = name_zones(names, number)
    buildings, building_notes = find_buildings(projection.points, number, keep_together=keep_together)
    station_point = find_station(station, found.points, projection.crs)
    places = projection.points[buildings.first_stop]
    if area_polygon is None:
        area_polygon = service_area(places, margin_m)

    result = partition(
        places,
        buildings.total(loads.per_stop),
        zones=number,
        targets=targets,
        station=None if station_point is None else shapely.get_coordinates(station_point)[0],
        progress=tell,
        **options,
    )
    tell("fences", 0.0)
    fence_shapes = fences(places, result.labels, area=area_polygon, zones=number)
    shared = len(fence_shapes.attrs["shared"])
    fence_notes = (
        [f"In another zone's fence: {counted(shared, 'stop')}, since zones share a place."] if shared else []
    )

    labels = result.labels[buildings.of_stop]
    zones = zone_table(result, labels, zone_names, fence_shapes.set_crs(projection.crs))
    columns = {"zone": np.array(zone_names, dtype=object)[labels], found.geometry_name: found.points}
    planned = pd.DataFrame(table.frame).assign(**columns)
    return Plan(
        title=table.title if title is None else title,
        stops=geopandas.GeoDataFrame(planned, geometry=found.geometry_name),
        zones=zones.to_crs(found.points.crs),
        loads=loads.per_stop,
        labels=labels,
        partition=result,
        tolerance=tolerance,
        reason=in_plan_words(result.reason, table.frame.index, buildings, zone_names),
        load_name=loads.name,
        load_unit=loads.unit,
        crs=projection.crs,
        station=station_point,
        notes=[
            *table.notes,
            *found.notes,
            projection.note,
            loads.note,
            *staff_notes,
            *building_notes,
            *fence_notes,
            *own_notes,
        ],
        original=table.original,
    )


def _fraction(tolerance: float) -> float:
    if not 0 <= checks.number(tolerance, "tolerance") < 1:
        raise InputError(f"tolerance is {tolerance}; give a fraction from 0 to below 1, such as 0.03 for 3 %")
    return float(tolerance)


def _check_area_options(area: object, margin_m: float | None) -> None:
    if margin_m is None:
        return
    if area is not None:
        raise InputError(
            "area and margin_m are both given; the margin widens the default area only: leave one out"
        )
    if not 0 < checks.number(margin_m, "margin_m") <= WIDEST_MARGIN_M:
        raise InputError(f"margin_m is {margin_m}; give metres above 0, at most {WIDEST_MARGIN_M:,}")
