"""Synthetic stations: stops and loads as towns, campuses, villages and riversides have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from equizone._core import SyntheticStation, place_minutes
from equizone._core import station_kinds as kinds
from equizone._core import synthetic_station as station

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["SyntheticStation", "kinds", "place_minutes", "station"]


def stops_table(drawn: SyntheticStation) -> pd.DataFrame:
    """Return one row per stop of a synthetic station: x, y, minutes, kind."""
    import pandas as pd

    x, y = drawn.points.T
    return pd.DataFrame({"x": x, "y": y, "minutes": drawn.loads, "kind": drawn.kinds})
