"""Which stops barriers cut off from the others."""

from __future__ import annotations

import numpy as np
import shapely

__all__ = ["enclosed_stops"]

OUTSIDE = -1


def enclosed_stops(
    walls: np.ndarray, crossings: np.ndarray, reach_m: float, points: np.ndarray
) -> list[np.ndarray]:
    """Return the stops of each pocket: encircled by walls without a crossing, and not with most of the stops.

    Walls that are no ring encircle nothing: one gets around their ends.

    Parameters
    ----------
    walls
        Lines that may not be crossed.
    crossings
        Points; walls are open within `reach_m` metres of them.
    points
        The stops' points, in the same projected metres as the others.

    Complexity: O(m log m + n log m) for m pieces of walls and n stops, beside the ends that walls share.
    """
    gaps = shapely.union_all(shapely.buffer(crossings, reach_m))
    closed = shapely.difference(shapely.union_all(walls), gaps)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts([closed])))
    face = np.full(len(points), OUTSIDE)
    stop, of_face = shapely.STRtree(faces).query(points, "within")
    face[stop] = of_face
    places, sizes = np.unique(face, return_counts=True)
    main = places[np.argmax(sizes)]
    return [np.flatnonzero(face == place) for place in places if place != main]
