"""The number of couriers: given, from a roster, from work and hours, or from a mode's productivity."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import scipy.sparse

from equizone import checks
from equizone._core import InputError
from equizone.geography.sites import number_places
from equizone.history.daily import DailyLoads
from equizone.planning.ground import Ground
from equizone.planning.loads import Loads
from equizone.planning.roster import Roster, find_roster
from equizone.staffing.couriers import CouriersNeeded, couriers_needed
from equizone.staffing.ways import measure_ways
from equizone.tables.wording import counted
from equizone.workload.model import WorkloadModel

__all__ = ["Staff", "Staffing"]


@dataclass(frozen=True)
class Staff:
    """How many couriers there are, and what is known of them."""

    number: int
    notes: list[str] = field(default_factory=list)
    roster: Roster | None = None
    service_hours: np.ndarray | None = None
    """Hours of average work that each courier can do at his stops in a shift, once the ways are made; None
    where no hours are given, or loads are no minutes."""


class Staffing:
    """What the caller says about couriers; their number follows from the work of a day.

    Parameters
    ----------
    couriers
        Their number, or their table.
    shift_hours
        Hours of one courier's day; of those whose hours the table does not state.
    speed_kmh, beta
        If a speed is given, the ways count: between stops, and to and from the station.
    model
        Gives the multipliers of couriers' traits, and their minutes at the station.
    """

    def __init__(
        self,
        couriers: int | pd.DataFrame | str | Path | None,
        shift_hours: float | None,
        speed_kmh: float | None,
        beta: float | None,
        model: WorkloadModel | None,
    ) -> None:
        self._roster = (
            find_roster(couriers, (model or WorkloadModel.default()).profile)
            if isinstance(couriers, pd.DataFrame | str | Path)
            else None
        )
        self._couriers = None if couriers is None or self._roster else checks.whole(couriers, "couriers", 1)
        self._hours = _checked_hours(shift_hours) if self._roster is None else self._roster.hours
        if self._roster is not None and self._roster.hours is None and shift_hours is not None:
            self._hours = _checked_hours(shift_hours)
        if self._roster is not None and self._roster.hours is not None and shift_hours is not None:
            raise InputError("shift_hours is given, and couriers has a column hours; leave one out")
        if speed_kmh is not None and self._hours is None:
            raise InputError(
                "speed_kmh is given without shift_hours, the hours in which the ways are to be made"
            )
        if beta is not None and speed_kmh is None:
            raise InputError("beta is given without speed_kmh; give both, or leave beta out")
        self._speed_kmh, self._beta = speed_kmh, beta
        self._minutes_per_shift = 0.0 if model is None else model.minutes_per_shift

    @property
    def couriers(self) -> list[str] | None:
        """Names of the couriers, where their table is given."""
        return None if self._roster is None else self._roster.names

    def staff(
        self, loads: Loads, ground: Ground, usual: int | None = None, daily: DailyLoads | None = None
    ) -> Staff:
        """Return the couriers for the loads of a day, no more than stops.

        Parameters
        ----------
        loads
            Loads of the stops; minutes, if hours are given.
        ground
            Where the stops are.
        usual
            The number to take where neither couriers nor hours were given.
        daily
            The days behind the loads, if any: how many places a day is made of.
        """
        given = self._couriers if self._roster is None else len(self._roster)
        needed = self._needed(loads, ground, daily)
        if needed is None and given is None and usual is None:
            raise InputError(
                "give couriers, the number of zones, or shift_hours, the hours of one courier's day"
            )
        number = next(n for n in (given, None if needed is None else needed.couriers, usual) if n is not None)
        stops = len(loads.per_stop)
        if number > stops:
            raise InputError(
                f"couriers is {number} but the table has {counted(stops, 'stop')}; every zone needs a stop"
            )
        notes = [] if self._roster is None else [*self._roster.notes]
        service_hours = self._service_hours(needed, number)
        if needed is not None and given is None:
            notes.append(needed.reason)
        elif service_hours is not None:
            notes.append(_capacity(loads, service_hours))
        elif given is None:
            notes.append(
                f"{counted(number, 'courier')}, as the modes say by stops an hour; "
                "give shift_hours to count minutes instead."
            )
        return Staff(number, notes, self._roster, service_hours)

    def _needed(self, loads: Loads, ground: Ground, daily: DailyLoads | None) -> CouriersNeeded | None:
        """Return how many couriers of mean hours and productivity the work needs, if hours are given."""
        if self._hours is None or (loads.unit != "min" and self._roster is not None):
            return None
        if loads.unit != "min":
            raise InputError(
                f"shift_hours needs loads in minutes, but those of the history are {loads.name}; "
                "give workload, which turns parcels into minutes, or couriers"
            )
        minutes, stops = float(loads.per_stop.sum()), len(loads.per_stop)
        hours = float(np.mean(self._hours))
        productivity = 1.0 if self._roster is None else float(self._roster.productivity.mean())
        if minutes / 60 / hours > stops and self._couriers is None and self._roster is None:
            raise InputError(
                f"shift_hours is {hours:g}: {minutes:,.1f} min of work would need "
                f"{minutes / 60 / hours:,.6g} couriers, more than there are stops ({stops:,}); "
                "are the loads minutes?"
            )
        needed = couriers_needed(
            minutes=minutes / productivity,
            shift_hours=hours,
            minutes_per_shift=self._minutes_per_shift,
            **self._ways(loads, ground, daily),
        )
        if needed.couriers is None:
            raise InputError(needed.reason)
        return needed

    def _service_hours(self, needed: CouriersNeeded | None, number: int) -> np.ndarray | None:
        """Return what is left of each courier's shift for stops, in hours of average work."""
        if needed is None:
            return None
        day = needed.alternatives.set_index("couriers").loc[needed.couriers]
        ways_h = day["between_stops_h"] / number
        ways_h += (day["line_haul_h"] + day["at_station_h"]) / needed.couriers
        hours: Any = self._hours
        left = np.broadcast_to(np.asarray(hours, dtype=float), number) - ways_h
        if (left <= 0).any():
            raise InputError(
                f"the hours of a courier, {np.min(hours):g}, are used up by ways and station, "
                f"{ways_h:.2f} h; give more hours"
            )
        return left if self._roster is None else left * self._roster.productivity

    def _ways(self, loads: Loads, ground: Ground, daily: DailyLoads | None) -> dict[str, float]:
        """Return what the ways depend on, if they are to count: of the stops that have work."""
        if self._speed_kmh is None:
            return {}
        measured = measure_ways(ground.points[loads.per_stop > 0], ground.station_xy)
        ways = {
            "stops": measured.stops if daily is None else _places_a_day(daily, ground.points),
            "area_km2": measured.area_km2,
            "speed_kmh": self._speed_kmh,
            "station_distance_km": measured.station_distance_km,
            "beta": self._beta,
        }
        return {name: value for name, value in ways.items() if value is not None}


def _checked_hours(shift_hours: float | None) -> float | None:
    if shift_hours is None:
        return None
    hours = checks.number(shift_hours, "shift_hours")
    if not 0 < hours <= 24:
        raise InputError(f"shift_hours is {shift_hours}; give the hours of one courier's day, up to 24")
    return hours


def _capacity(loads: Loads, service_hours: np.ndarray) -> str:
    """Say how much of what the couriers can do the work takes."""
    work_h, able_h = float(loads.per_stop.sum()) / 60, float(service_hours.sum())
    return (
        f"{work_h:,.1f} h of work at the stops; {counted(len(service_hours), 'courier')} can do "
        f"{able_h:,.1f} h in their hours, with ways and station taken off: {work_h / able_h:.0%}."
    )


def _places_a_day(daily: DailyLoads, points: np.ndarray) -> float:
    """Return the mean number of places that are visited on a day."""
    place = number_places(points)
    of_place = scipy.sparse.csr_array(
        (np.ones(len(place)), (np.arange(len(place)), place)), shape=(len(place), int(place.max()) + 1)
    )
    return (daily.visits() @ of_place).nnz / len(daily.dates)
