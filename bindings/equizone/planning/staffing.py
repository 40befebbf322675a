"""The number of couriers: given, from a roster, from work and hours, or from a mode's productivity."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from equizone import checks
from equizone._core import InputError
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
    service_hours: float | None = None
    """Hours of a shift that are left for stops, once the ways are made; None where no hours are given."""


class Staffing:
    """What the caller says about couriers; their number follows from the work of a day.

    Parameters
    ----------
    couriers
        Their number, or their table.
    shift_hours
        Hours of one courier's day.
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
        if couriers is not None and shift_hours is not None:
            raise InputError("couriers and shift_hours are both given; leave one out")
        if speed_kmh is not None and shift_hours is None:
            raise InputError(
                "speed_kmh is given without shift_hours, the hours in which the ways are to be made"
            )
        if beta is not None and speed_kmh is None:
            raise InputError("beta is given without speed_kmh; give both, or leave beta out")
        self._roster = (
            find_roster(couriers, (model or WorkloadModel.default()).profile)
            if isinstance(couriers, pd.DataFrame | str | Path)
            else None
        )
        self._couriers = None if couriers is None or self._roster else checks.whole(couriers, "couriers", 1)
        self.shift_hours = None if shift_hours is None else checks.number(shift_hours, "shift_hours")
        self._speed_kmh, self._beta = speed_kmh, beta
        self._minutes_per_shift = 0.0 if model is None else model.minutes_per_shift

    @property
    def couriers(self) -> list[str] | None:
        """Names of the couriers, where their table is given."""
        return None if self._roster is None else self._roster.names

    def staff(self, loads: Loads, ground: Ground, usual: int | None = None) -> Staff:
        """Return the couriers for the loads of a day, no more than stops.

        Parameters
        ----------
        loads
            Loads of the stops; minutes, if hours are given.
        ground
            Where the stops are.
        usual
            The number to take where neither couriers nor hours were given.
        """
        if self._roster is not None:
            result = Staff(len(self._roster), [*self._roster.notes, *self._capacity(loads)], self._roster)
        elif self._couriers is not None:
            result = Staff(self._couriers)
        elif self.shift_hours is not None:
            result = self._for_hours(self.shift_hours, loads, ground)
        elif usual is not None:
            result = Staff(usual, [f"{counted(usual, 'courier')}, as the history's productivity says."])
        else:
            raise InputError(
                "give couriers, the number of zones, or shift_hours, the hours of one courier's day"
            )
        stops = len(loads.per_stop)
        if result.number > stops:
            raise InputError(
                f"couriers is {result.number} but the table has {counted(stops, 'stop')}; "
                "every zone needs a stop"
            )
        return result

    def _for_hours(self, shift_hours: float, loads: Loads, ground: Ground) -> Staff:
        if loads.unit != "min":
            raise InputError(
                f"shift_hours needs loads in minutes, but those of the history are {loads.name}; "
                "give workload, which turns parcels into minutes, or couriers"
            )
        minutes, stops = float(loads.per_stop.sum()), len(loads.per_stop)
        if not 0 < shift_hours <= 24:
            raise InputError(f"shift_hours is {shift_hours}; give the hours of one courier's day, up to 24")
        if minutes / 60 / shift_hours > stops:
            raise InputError(
                f"shift_hours is {shift_hours:g}: {minutes:,.1f} min of work would need "
                f"{minutes / 60 / shift_hours:,.6g} couriers, more than there are stops ({stops:,}); "
                "are the loads minutes?"
            )
        needed = couriers_needed(
            minutes=minutes,
            shift_hours=shift_hours,
            minutes_per_shift=self._minutes_per_shift,
            **self._ways(loads, ground),
        )
        if needed.couriers is None:
            raise InputError(needed.reason)
        return Staff(needed.couriers, [needed.reason], service_hours=_service_hours(needed, shift_hours))

    def _ways(self, loads: Loads, ground: Ground) -> dict[str, float]:
        """Return what the ways depend on, if they are to count: of the stops that have work."""
        if self._speed_kmh is None:
            return {}
        measured = measure_ways(ground.points[loads.per_stop > 0], ground.station_xy)
        ways = {
            "stops": measured.stops if loads.stops_a_day is None else loads.stops_a_day,
            "area_km2": measured.area_km2,
            "speed_kmh": self._speed_kmh,
            "station_distance_km": measured.station_distance_km,
            "beta": self._beta,
        }
        return {name: value for name, value in ways.items() if value is not None}

    def _capacity(self, loads: Loads) -> list[str]:
        """Say how much of the roster's hours the work takes."""
        hours = None if self._roster is None else self._roster.hours
        if hours is None or loads.unit != "min":
            return []
        work_h = loads.per_stop.sum() / 60
        return [
            f"{work_h:,.1f} h of work for {hours.sum():,.1f} h of {counted(len(hours), 'courier')}: "
            f"{work_h / hours.sum():.0%} of their hours."
        ]


def _service_hours(needed: CouriersNeeded, shift_hours: float) -> float:
    """Return what is left of a shift for stops."""
    day = needed.alternatives.set_index("couriers").loc[needed.couriers]
    return shift_hours - (day["hours_per_courier"] - day["service_h"] / needed.couriers)
