"""Hours of the couriers' days: one number for all zones, or hours by zone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from equizone import checks
from equizone._core import InputError
from equizone.tables.ids import as_texts, shown

__all__ = ["shift_limits"]


def shift_limits(shift_hours: float | pd.Series | Mapping | None, zones: Sequence[str]) -> np.ndarray:
    """Return the hours of each zone's courier; NaN for zones that are given none.

    Zones may be named that have no stop in the history.
    """
    if shift_hours is None:
        return np.full(len(zones), np.nan)
    if not isinstance(shift_hours, pd.Series | Mapping):
        return np.full(len(zones), _checked(shift_hours, "shift_hours"))
    given = {zone: hours for zone, hours in shift_hours.items() if not pd.isna(hours)}
    names = as_texts(given)
    if names.has_duplicates:
        raise InputError(f"shift_hours has zone {names[names.duplicated()][0]!r} twice; give every zone one")
    hours = pd.Series(
        [_checked(value, f"shift_hours of zone {shown(zone)}") for zone, value in given.items()],
        index=names,
        dtype=float,
    )
    limits = hours.reindex(list(zones)).to_numpy()
    if np.isnan(limits).all():
        example = f", but has others, such as {names[0]!r}" if len(names) else ""
        raise InputError(f"shift_hours has none of the zones, such as {zones[0]!r}{example}")
    return limits


def _checked(hours: object, name: str) -> float:
    number = checks.number(hours, name)
    if not 0 < number <= 24:
        raise InputError(f"{name} is {number:g}; give the hours of one courier's day, up to 24")
    return number
