"""The zones of a history's stops."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import scipy.sparse

from equizone._core import InputError
from equizone.history.daily import DailyLoads
from equizone.tables.ids import as_texts, shown
from equizone.tables.wording import counted

__all__ = ["ZonedStops", "zoned_stops"]


@dataclass(frozen=True)
class ZonedStops:
    """Zones with their numbers: "2" goes before "10".

    Attributes
    ----------
    names
        The zones, in order.
    zone_of_stop
        Zone by stop, as given, without stops that have none.
    numbers
        Zone number of every stop of the history; -1 for none.
    """

    names: list[str]
    zone_of_stop: pd.Series
    numbers: np.ndarray

    def sums(self, daily: DailyLoads) -> np.ndarray:
        """Return the load of every zone (column) on every day (row)."""
        inside = np.flatnonzero(self.numbers >= 0)
        shape = (len(self.numbers), len(self.names))
        members = scipy.sparse.csr_array((np.ones(len(inside)), (inside, self.numbers[inside])), shape)
        return (daily.loads @ members).toarray()


def zoned_stops(zone_of_stop: pd.Series | Mapping, daily: DailyLoads) -> ZonedStops:
    """Check zones by stop, and number them; some stop of them must have volume."""
    given = pd.Series(zone_of_stop, dtype=object) if isinstance(zone_of_stop, Mapping) else zone_of_stop
    if not isinstance(given, pd.Series):
        raise InputError(
            f"zone_of_stop is a {type(given).__name__}; give a Series of zones whose index is the stops' ids"
        )
    given = given[given.notna()]
    ids = as_texts(given.index)
    repeated = given.index[ids.duplicated()]
    if len(repeated):
        raise InputError(f"zone_of_stop has stop {shown(repeated[0])} twice; give every stop one zone")
    names = sorted({str(zone) for zone in given}, key=_natural)
    numbered = given.map({zone: names.index(str(zone)) for zone in set(given)}).set_axis(ids)
    numbers = numbered.reindex(as_texts(daily.stops)).fillna(-1).to_numpy(dtype=np.int64)
    inside = numbers >= 0
    if not inside.any():
        example = f", such as {shown(given.index[0])}" if len(given) else ""
        raise InputError(
            f"zone_of_stop has none of the stops of the records, such as {shown(daily.stops[0])}; "
            f"its index must be stops' ids, but holds others{example}"
        )
    if not daily.loads.data[inside[daily.loads.indices]].any():
        raise InputError(
            f"zone_of_stop has {counted(int(inside.sum()), 'stop')} of the records, but all their volumes "
            "are zero; some must be > 0"
        )
    return ZonedStops(names, given.astype(str), numbers)


def _natural(name: str) -> list[tuple[bool, int, str]]:
    parts = re.split(r"(\d+)", name)
    return [(not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts if part]
