"""Couriers for a mean day: from stops and productivity, or from minutes of work."""

from __future__ import annotations

import math
from dataclasses import dataclass

from equizone import checks
from equizone._core import InputError
from equizone.staffing.couriers import couriers_needed

__all__ = ["Productivity", "find_productivity"]

STOPS_PER_HOUR = 3.5
SHIFT_HOURS = 8.0


@dataclass(frozen=True)
class Productivity:
    """What one courier does in a shift; minutes of work, if stops_per_hour is None."""

    stops_per_hour: float | None
    shift_hours: float
    notes: list[str]

    def couriers(self, mean_stops: float, mean_volume: float) -> int:
        """Return how many couriers a mean day needs."""
        work = (
            {"minutes": mean_volume}
            if self.stops_per_hour is None
            else {"stops": mean_stops, "stops_per_hour": self.stops_per_hour}
        )
        needed = couriers_needed(**work, shift_hours=self.shift_hours).couriers
        assert needed is not None  # only ways can make a shift too short, and none count here
        return needed


def find_productivity(
    stops_per_hour: float | None, shift_hours: float | None, *, in_minutes: bool
) -> Productivity:
    """Check what was given, and say what was assumed."""
    hours = _positive(shift_hours, "shift_hours", SHIFT_HOURS)
    if hours > 24:
        raise InputError(f"shift_hours is {hours:g}; give the hours of one courier's day, up to 24")
    assumed_hours = " (assumed; give shift_hours)" if shift_hours is None else ""
    if in_minutes:
        if stops_per_hour is not None:
            raise InputError(
                f"stops_per_hour is {stops_per_hour}, but couriers are counted from the volume's minutes; "
                "leave out stops_per_hour or minutes"
            )
        note = f"Couriers are the mean minutes over {hours:g} hours each{assumed_hours}, rounded up."
        return Productivity(None, hours, [note])
    rate = _positive(stops_per_hour, "stops_per_hour", STOPS_PER_HOUR)
    assumed_rate = " (assumed; give stops_per_hour)" if stops_per_hour is None else ""
    note = (
        f"Couriers are the mean stops over {rate:g} stops an hour{assumed_rate} "
        f"times {hours:g} hours{assumed_hours}, rounded up."
    )
    return Productivity(rate, hours, [note])


def _positive(given: float | None, name: str, default: float) -> float:
    value = default if given is None else checks.number(given, name)
    if not 0 < value < math.inf:
        raise InputError(f"{name} is {value:g}; give a number > 0")
    return value
