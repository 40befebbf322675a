"""The planning call: a station's stops in, zones of equal work out."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from typing import TypeAlias, TypedDict, Unpack, overload

import geopandas
import pandas as pd
from numpy.typing import ArrayLike

from equizone import checks
from equizone._core import InputError
from equizone.geography.places import Place
from equizone.history.daily import DailyLoads, daily_loads
from equizone.history.modes import Modes
from equizone.planning.dividing import Division, check_percentile
from equizone.planning.familiarity import find_familiarity
from equizone.planning.ground import find_ground
from equizone.planning.history import DaysWork, days_work, stop_ids
from equizone.planning.loads import find_loads, modelled_loads
from equizone.planning.plans import Plans
from equizone.planning.result import Plan
from equizone.planning.staffing import Staffing
from equizone.planning.street_map import GivenBarriers, GivenStreets, check_kind, find_street_map
from equizone.tables.columns import RowError
from equizone.tables.reading import read_stops
from equizone.workload.model import WorkloadModel, find_model
from equizone.workload.productivity import Productivity

__all__ = ["plan"]

WIDEST_MARGIN_M = 100_000

Couriers: TypeAlias = int | pd.DataFrame | str | Path | None
Stops: TypeAlias = str | Path | pd.DataFrame | geopandas.GeoDataFrame


class PlanOptions(TypedDict, total=False):
    """The keywords of plan() but `modes`, for type checkers."""

    shift_hours: float | None
    speed_kmh: float | None
    beta: float | None
    load: str | ArrayLike | None
    workload: WorkloadModel | str | Path | None
    productivity: Productivity
    history: pd.DataFrame | DailyLoads | str | Path | None
    percentile: float | None
    stop: Hashable | None
    familiar: pd.DataFrame | str | Path | None
    lon: Hashable | None
    lat: Hashable | None
    x: Hashable | None
    y: Hashable | None
    crs: object
    tolerance: float
    streets: GivenStreets | None
    barriers: GivenBarriers | None
    profile: str
    fences: str
    targets: ArrayLike | None
    names: Sequence[str] | None
    keep_together: bool
    station: Place | None
    area: Place | None
    margin_m: float | None
    title: str | None
    notes: Sequence[str]
    seed: int
    effort: str
    time_limit_s: float | None
    threads: int
    progress: Callable[[str, float], None] | None


@overload
def plan(
    stops: Stops, couriers: Couriers = None, *, modes: None = None, **options: Unpack[PlanOptions]
) -> Plan: ...


@overload
def plan(
    stops: Stops, couriers: Couriers = None, *, modes: Modes, **options: Unpack[PlanOptions]
) -> Plans: ...


def plan(
    stops: Stops,
    couriers: Couriers = None,
    *,
    shift_hours: float | None = None,
    speed_kmh: float | None = None,
    beta: float | None = None,
    load: str | ArrayLike | None = None,
    workload: WorkloadModel | str | Path | None = None,
    productivity: Productivity = None,
    modes: Modes | None = None,
    history: pd.DataFrame | DailyLoads | str | Path | None = None,
    percentile: float | None = None,
    stop: Hashable | None = None,
    familiar: pd.DataFrame | str | Path | None = None,
    lon: Hashable | None = None,
    lat: Hashable | None = None,
    x: Hashable | None = None,
    y: Hashable | None = None,
    crs: object = None,
    tolerance: float = 0.03,
    targets: ArrayLike | None = None,
    names: Sequence[str] | None = None,
    keep_together: bool = True,
    streets: GivenStreets | None = None,
    barriers: GivenBarriers | None = None,
    profile: str = "van",
    fences: str = "cells",
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
) -> Plan | Plans:
    """Divide a station's stops into one zone of equal work per courier.

    Parameters
    ----------
    stops
        One row per stop: a GeoDataFrame, a DataFrame, or a file (CSV, GeoJSON, GeoPackage, Parquet). For a
        geometry that is not a point, a point inside it stands.
    couriers
        Number of zones, or the couriers themselves: a table or file with a column courier (or name) and any
        of hours, productivity (1 = average) and the traits in the workload profile (experience, stars,
        vehicle). Targets are then proportional to these, and `zones` has a column courier. Give it or
        `shift_hours`, or both: then the number is fixed, and hours are what a courier may work.
    shift_hours
        Hours of work per courier: the number of couriers is the total load, in minutes, over these hours,
        rounded up; see :func:`equizone.couriers_needed`.
    speed_kmh, beta
        Counts the ways in that number: speed on the round and to and from the station, and the factor of the
        tour's length.
    load
        Column of loads, or one load per stop. Default: the column load, else minutes, else 1 per stop.
    workload
        Makes the loads: a :class:`equizone.WorkloadModel`, a profile (TOML file), or "default".
    productivity
        With `workload`: stops an hour by area, as in :meth:`equizone.WorkloadModel.minutes`.
    modes
        From :func:`equizone.find_modes`: one plan for each mode, with the loads of its days. Volumes are new
        parcels for `workload`, which adds what is brought again; else they are the loads.
    history
        Records (or daily loads) that the loads are means of, where there are no modes.
    percentile
        Plans against this percentile of each zone's daily load, such as 90, instead of its mean. Needs
        `modes` or `history`.
    stop
        Column of the ids by which history and `familiar` speak of the stops. Default: stop, stop_id or id.
    familiar
        Who served what, a table or file with columns stop and courier: zones go to the couriers who know
        them.
    lon, lat
        Columns of degrees, WGS 84 unless `crs` names another datum. Default: columns lon/lat, lng/lat or
        longitude/latitude, in any case, in this order.
    x, y
        Columns of coordinates in `crs`. Default: columns x/y.
    crs
        Coordinate system of the columns, e.g. "EPSG:25832", or of a GeoDataFrame that does not say its own.
        "GCJ-02" and "BD-09" name the shifted degrees of Chinese maps, which are converted to WGS 84; nothing
        is taken for them unless it is named.
    tolerance
        Allowed relative deviation of a zone's load from its target, above and below.
    targets
        Load each zone should have, or shares that sum to 1. Default: equal. Zone i has target i.
    names
        One name per zone. Default: "1", "2", ... in the order of the partition, which follows a curve through
        the stops, so that neighbours tend to have near numbers.
    keep_together
        Whether stops at one place, to the centimetre, belong to one zone.
    streets
        The street network that distances follow: an OpenStreetMap extract (.osm.pbf), a folder with nodes.csv
        and edges.csv, or :class:`equizone.Streets`. Default: straight lines.
    barriers
        What zones do not cross but at crossings: "auto" takes rivers, waters, railways, motorways and trunk
        roads from the map of the streets; or an extract, a folder with barriers.csv, a file or GeoDataFrame
        of lines with a column rule, or :class:`equizone.Barriers`.
    profile
        Who goes along the streets: "van", "e-bike" or "foot".
    fences
        "cells": borders halfway between stops, and along barriers. "blocks": zones are made of whole blocks
        between the streets (and barriers). "power": convex, but stops that balance has moved lie outside.
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
        If its loads miss the tolerance, its `status` and `reason` say so. With `modes`, :class:`Plans`: one
        by mode.

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
    _check_area_options(area, margin_m)
    _check_sources(load, workload, productivity, modes, history, percentile)
    _check_targets(couriers, targets)
    if title is not None:
        checks.text(title, "title")
    own_notes = checks.texts(notes, "notes")
    if progress is not None and not callable(progress):
        raise InputError(f"progress is {progress!r}; give a function of stage and fraction")
    division = Division(
        tolerance=_fraction(tolerance),
        targets=targets,
        names=names,
        keep_together=checks.flag(keep_together, "keep_together"),
        margin_m=margin_m,
        percentile=check_percentile(percentile),
        seed=checks.whole(seed, "seed", 0, 2**64 - 1),
        effort=checks.text(effort, "effort"),
        time_limit_s=None if time_limit_s is None else checks.number(time_limit_s, "time_limit_s"),
        threads=checks.whole(threads, "threads", 0, 1024),
        fences=check_kind(fences),
        tell=progress or (lambda stage, fraction: None),
    )
    model = None if workload is None else find_model(workload)
    staffing = Staffing(couriers, shift_hours, speed_kmh, beta, model)
    division.tell("reading", 0.0)
    table = read_stops(stops)
    with table.naming_lines():
        ground = find_ground(table.frame, lon=lon, lat=lat, x=x, y=y, crs=crs, station=station, area=area)
        street_map = find_street_map(streets, barriers, profile, division.fences, ground)
        # Areas of productivity look stops up by their place, whatever its columns are called.
        located = geopandas.GeoDataFrame(
            table.frame.assign(**{ground.geometry_name: ground.stops}), geometry=ground.geometry_name
        )
        work: dict[str, DaysWork]
        if modes is not None or history is not None:
            work = _historic_work(located, stop, modes, history, model, productivity)
        elif model is not None:
            work = {"": DaysWork(modelled_loads(located, model, productivity))}
        else:
            work = {"": DaysWork(find_loads(table.frame, load, in_minutes=shift_hours is not None))}
        known = (
            None
            if familiar is None
            else find_familiarity(familiar, stop_ids(table.frame, stop), staffing.couriers)
        )
    usual = {} if modes is None else dict(zip(modes.summary["mode"], modes.summary["couriers"], strict=True))
    plans = {}
    for mode, of_days in work.items():
        mode_title = table.title if title is None else title
        plans[mode] = division.divide(
            table,
            ground,
            street_map,
            of_days,
            staffing,
            usual=usual.get(mode),
            familiar=known,
            title=f"{mode_title}: {mode}" if mode else mode_title,
            notes=own_notes,
        )
    if modes is None:
        return plans[""]
    return Plans(plans, modes)


def _historic_work(
    frame: pd.DataFrame,
    stop: Hashable | None,
    modes: Modes | None,
    history: pd.DataFrame | DailyLoads | str | Path | None,
    model: WorkloadModel | None,
    productivity: Productivity,
) -> dict[str, DaysWork]:
    """Return the work of the days of each mode, or of all days."""
    ids = stop_ids(frame, stop)
    if modes is not None:
        return {name: _mode_work(frame, ids, modes, name, model, productivity) for name in modes.names}
    daily = history if isinstance(history, DailyLoads) else daily_loads(history)
    return {"": days_work(frame, ids, daily, model, productivity)}


def _mode_work(
    frame: pd.DataFrame,
    ids: pd.Series,
    modes: Modes,
    name: str,
    model: WorkloadModel | None,
    productivity: Productivity,
) -> DaysWork:
    try:
        return days_work(frame, ids, modes.daily_of(name), model, productivity)
    except RowError:
        raise
    except InputError as error:
        raise InputError(f"mode {name}: {error}") from None


def _fraction(tolerance: float) -> float:
    if not 0 <= checks.number(tolerance, "tolerance") < 1:
        raise InputError(f"tolerance is {tolerance}; give a fraction from 0 to below 1, such as 0.03 for 3 %")
    return float(tolerance)


def _check_sources(
    load: object, workload: object, productivity: object, modes: object, history: object, percentile: object
) -> None:
    """Refuse sources of loads that exclude each other."""
    if load is not None:
        for name, value in {"workload": workload, "modes": modes, "history": history}.items():
            if value is not None:
                raise InputError(
                    f"load and {name} are both given, and both say what the loads are; leave one out"
                )
    if productivity is not None and workload is None:
        raise InputError("productivity is given without workload, whose minutes it changes; give both")
    if modes is not None and history is not None:
        raise InputError("modes and history are both given; modes bring their history along: leave one out")
    if modes is not None and not isinstance(modes, Modes):
        raise InputError(f"modes is a {type(modes).__name__}; give what equizone.find_modes returns")
    if percentile is not None and modes is None and history is None:
        raise InputError("percentile is given without a history of daily loads; give history, or modes")


def _check_targets(couriers: object, targets: object) -> None:
    if targets is not None and isinstance(couriers, pd.DataFrame | str | Path):
        raise InputError("targets are given, and couriers is a table, which states them too; leave one out")


def _check_area_options(area: object, margin_m: float | None) -> None:
    if margin_m is None:
        return
    if area is not None:
        raise InputError(
            "area and margin_m are both given; the margin widens the default area only: leave one out"
        )
    if not 0 < checks.number(margin_m, "margin_m") <= WIDEST_MARGIN_M:
        raise InputError(f"margin_m is {margin_m}; give metres above 0, at most {WIDEST_MARGIN_M:,}")
