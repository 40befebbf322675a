"""The number of couriers: given, or total load over hours per courier."""

from __future__ import annotations

import math

import numpy as np

from equizone import checks
from equizone._core import InputError
from equizone.tables.wording import counted

__all__ = ["find_couriers"]


def find_couriers(
    couriers: int | None, shift_hours: float | None, loads: np.ndarray
) -> tuple[int, list[str]]:
    """Return how many couriers there are, no more than stops, and what to say of it.

    Parameters
    ----------
    couriers
        Their number, if given.
    shift_hours
        Otherwise, the hours of one courier's day.
    loads
        Load of each stop; minutes, if hours are given.
    """
    if couriers is not None and shift_hours is not None:
        raise InputError("couriers and shift_hours are both given; leave one out")
    notes: list[str] = []
    if couriers is not None:
        number = checks.whole(couriers, "couriers", 1)
    elif shift_hours is not None:
        number, notes = _for_hours(float(loads.sum()), len(loads), checks.number(shift_hours, "shift_hours"))
    else:
        raise InputError("give couriers, the number of zones, or shift_hours, the hours of one courier's day")
    if number > len(loads):
        raise InputError(
            f"couriers is {number} but the table has {counted(len(loads), 'stop')}; every zone needs a stop"
        )
    return number, notes


def _for_hours(total_minutes: float, stops: int, shift_hours: float) -> tuple[int, list[str]]:
    if not 0 < shift_hours <= 24:
        raise InputError(f"shift_hours is {shift_hours}; give the hours of one courier's day, up to 24")
    exact = total_minutes / 60 / shift_hours
    if exact > stops:
        raise InputError(
            f"shift_hours is {shift_hours:g}: {total_minutes:,.1f} min of work would need {exact:,.6g} "
            f"couriers, more than there are stops ({stops:,}); are the loads minutes?"
        )
    number = max(1, math.ceil(exact * (1 - 1e-12)))  # 40 full shifts need 40, whatever the last bit says
    note = (
        f"{total_minutes:,.1f} min of work / {shift_hours:g} h per courier = {exact:.2f}: "
        f"{counted(number, 'courier')}."
    )
    return number, [note]
