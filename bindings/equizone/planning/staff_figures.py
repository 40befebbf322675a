"""The figures of staffing, taken from a table of stops."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from equizone._core import InputError
from equizone.geography.places import Place
from equizone.planning.ground import find_ground
from equizone.planning.loads import Loads, find_loads, modelled_loads
from equizone.staffing.ways import Ways, measure_ways
from equizone.tables.reading import read_stops
from equizone.tables.wording import counted
from equizone.workload.model import WorkloadModel, find_model
from equizone.workload.productivity import Productivity

__all__ = ["figures_of_stops"]


def figures_of_stops(
    stops: str | Path | pd.DataFrame,
    known: Mapping[str, float],
    *,
    load: str | None = None,
    workload: WorkloadModel | str | Path | None = None,
    productivity: Productivity = None,
    lon: str | None = None,
    lat: str | None = None,
    x: str | None = None,
    y: str | None = None,
    crs: str | None = None,
    station: Place | None = None,
) -> tuple[dict[str, float], list[str]]:
    """Return arguments of :func:`equizone.couriers_needed`, and what to say of them.

    Parameters
    ----------
    stops
        The table, or its file.
    known
        Arguments known already, which are kept. Without minutes and stops_per_hour among them, the service is
        the sum of the stops' loads, or of the minutes that the workload model gives them; with speed_kmh, the
        ways are measured too.
    load, workload, productivity, lon, lat, x, y, crs, station
        As in :func:`equizone.plan`.
    """
    _check_use(known, load, workload, productivity)
    _check_station(known, station)
    table = read_stops(stops)
    figures: dict[str, float] = {"stops": len(table.frame)}
    notes = [f"{table.title}: {counted(len(table.frame), 'stop')}.", *table.notes]
    with table.naming_lines():
        served = np.ones(len(table.frame), dtype=bool)
        if not _tells_service(known):
            model = None if workload is None else find_model(workload)
            loads = _loads(table.frame, load, model, productivity)
            if model is not None:
                figures["minutes_per_shift"] = model.minutes_per_shift
            served = loads.per_stop > 0
            figures["minutes"] = float(loads.per_stop.sum())
            notes += loads.notes
        if "speed_kmh" in known:
            ground = find_ground(table.frame, lon=lon, lat=lat, x=x, y=y, crs=crs, station=station, area=None)
            ways = measure_ways(ground.points[served], ground.station_xy)
            figures |= _way_figures(ways)
            notes += [*ground.notes, *_way_notes(ways, known)]
    if "stops_per_hour" in known:  # it counts stops; the ways alone would count places
        figures["stops"] = len(table.frame)
    return {**figures, **known}, notes


def _tells_service(known: Mapping[str, float]) -> bool:
    return "minutes" in known or "stops_per_hour" in known


def _loads(
    frame: pd.DataFrame, load: str | None, model: WorkloadModel | None, productivity: Productivity
) -> Loads:
    if model is None:
        return find_loads(frame, load, in_minutes=True)
    return modelled_loads(frame, model, productivity)


def _check_use(
    known: Mapping[str, float],
    load: str | None,
    workload: WorkloadModel | str | Path | None,
    productivity: Productivity,
) -> None:
    """Refuse to be told the service twice."""
    sources = [name for name, given in (("load", load), ("workload", workload)) if given is not None]
    if sources and _tells_service(known):
        raise InputError(
            f"{sources[0]} is given, but minutes or stops_per_hour tells the service already; leave one out"
        )
    if len(sources) > 1:
        raise InputError("load and workload both tell the minutes of the stops; leave one out")
    if productivity is not None and workload is None:
        raise InputError("productivity is given without workload, the minutes that it changes; give both")


def _check_station(known: Mapping[str, float], station: Place | None) -> None:
    if station is None:
        return
    if "speed_kmh" not in known:
        raise InputError("station is given without speed_kmh; give the speed, or leave the station out")
    if "station_distance_km" in known:
        raise InputError("station and station_distance_km are both given; leave one out")


def _way_figures(ways: Ways) -> dict[str, float]:
    figures: dict[str, float] = {"stops": ways.stops, "area_km2": ways.area_km2}
    if ways.station_distance_km is not None:
        figures["station_distance_km"] = ways.station_distance_km
    return figures


def _way_notes(ways: Ways, known: Mapping[str, float]) -> list[str]:
    """Say what was measured, of what is not known already."""
    notes = []
    if "area_km2" not in known:
        notes.append(f"The stops occupy {ways.area_km2:,.2f} km2 at {counted(ways.stops, 'place')}.")
    if ways.station_distance_km is not None:
        notes.append(
            f"The station lies {ways.station_distance_km:,.2f} km from the stops on average, in a straight "
            "line; streets are longer."
        )
    elif "station_distance_km" not in known:
        notes.append("No station is given: the way to it and back does not count.")
    return notes
