"""What the ways of a day depend on, measured from where the stops are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from equizone.geography.sites import number_places
from equizone.staffing.couriers import occupied_area_km2

__all__ = ["Ways", "measure_ways"]


@dataclass(frozen=True)
class Ways:
    """The figures of :func:`equizone.couriers_needed` that follow from places; stops are distinct places."""

    stops: int
    area_km2: float
    station_distance_km: float | None


def measure_ways(points: np.ndarray, station: np.ndarray | None) -> Ways:
    """Measure the ways between stops at projected points (n, 2), and to a station, in straight lines."""
    distance_km = None
    if station is not None:
        distance_km = float(np.linalg.norm(points - station, axis=1).mean()) / 1000
    return Ways(int(number_places(points).max()) + 1, occupied_area_km2(points), distance_km)
