"""Whether a map covers the stops."""

from __future__ import annotations

import geopandas
import numpy as np
import shapely

from equizone.tables.columns import RowError

__all__ = ["check_covers"]

NEAR_M, FAR_M, ELSEWHERE_M = 1000.0, 5000.0, 100_000.0
FEW = 0.01
"""Few stops, such as huts, may lie between the two distances beyond the outermost streets."""


def check_covers(mapped: geopandas.GeoSeries, stops: geopandas.GeoSeries, what: str, proposal: str) -> None:
    """Refuse a map that ends before the stops do: roads and rivers that lie beyond it would not count.

    The map is taken to reach as far as the convex hull of what is drawn on it, and 1,000 m more; up to one
    stop in a hundred may lie up to 5,000 m beyond the hull.

    Parameters
    ----------
    mapped
        What the map shows.
    stops
        The stops' points.
    what
        What the error calls the map, such as "the streets of region.osm.pbf".
    proposal
        What to do about it; where all stops lie far from the map, coordinates may be swapped instead.

    Raises
    ------
    InputError
        How many stops lie beyond, how far, and which one is farthest.
    """
    crs = stops.crs if stops.crs.is_projected else stops.estimate_utm_crs()
    hull = shapely.convex_hull(shapely.union_all(shapely.convex_hull(mapped.to_crs(crs).to_numpy())))
    distance_m = shapely.distance(stops.to_crs(crs).to_numpy(), hull)
    beyond = distance_m > NEAR_M
    if beyond.mean() > FEW or (distance_m > FAR_M).any():
        farthest = int(np.argmax(distance_m))
        if distance_m.min() > ELSEWHERE_M:
            proposal = f"are their coordinates swapped? Else {proposal}"
        raise RowError(
            f"{what} do not cover the stops: {beyond.sum():,} of {len(stops):,} lie beyond, up to "
            f"{distance_m[farthest]:,.0f} m; the farthest is ",
            stops.index,
            farthest,
            f"; {proposal}",
        )
