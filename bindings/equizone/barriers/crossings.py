"""Where streets pass over, under or through barriers."""

from __future__ import annotations

import geopandas
import numpy as np
import shapely

from equizone.barriers.obstacles import ROADS

__all__ = ["find_crossings"]

AROUND_M = 1.5
"""How far around a place a street must be seen on both sides of the barrier: less than between two tracks."""
SEEN_M = 0.2
MOTORWAYS = ("motorway", "motorway_link")
WATERS = ("river", "canal", "water")


def find_crossings(
    barriers: geopandas.GeoDataFrame, streets: geopandas.GeoDataFrame
) -> geopandas.GeoDataFrame:
    """Return the places at which streets get across: highway (class of a street there) and a point.

    A street that passes over or under a barrier crosses it; so do streets that meet it at one place from two
    sides, as at a level crossing or a junction of a trunk road. Those that end at it on one side do not. A
    motorway is no crossing of a river: who lives beside it cannot use it there. All entries of a roundabout
    are crossings of its road.

    Parameters
    ----------
    barriers
        Lines with `kind` and `roundabout`, in projected metres.
    streets
        Lines with `highway`, in the same metres.
    """
    open_to_all = streets[~streets["highway"].isin(MOTORWAYS)]
    beside_roads = open_to_all[~open_to_all["highway"].isin(ROADS)]
    is_road = barriers["kind"].isin(ROADS)
    groups = [
        (barriers[barriers["kind"].isin(WATERS)], open_to_all),
        (barriers[barriers["kind"] == "railway"], open_to_all),
        (barriers[is_road & ~barriers["roundabout"]], beside_roads),
    ]
    found = [_crossings(walls.geometry.to_numpy(), ways) for walls, ways in groups]
    found.append(_entries(barriers.geometry[barriers["roundabout"]].to_numpy(), beside_roads))
    places = np.concatenate([place for place, _ in found])
    classes = np.concatenate([highway for _, highway in found])
    return geopandas.GeoDataFrame({"highway": classes.astype(str)}, geometry=places, crs=barriers.crs)


def _crossings(walls: np.ndarray, streets: geopandas.GeoDataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return the places, and the class of one of the streets there."""
    lines = streets.geometry.to_numpy()
    candidates, street = _meetings(walls, lines)
    wall_tree, street_tree = shapely.STRtree(walls), shapely.STRtree(lines)
    across = [
        _gets_across(
            place,
            walls[wall_tree.query(place, "dwithin", AROUND_M)],
            lines[street_tree.query(place, "dwithin", AROUND_M)],
        )
        for place in candidates
    ]
    kept = np.array(across, dtype=bool)
    return candidates[kept], streets["highway"].to_numpy()[street[kept]]


def _entries(roundabouts: np.ndarray, streets: geopandas.GeoDataFrame) -> tuple[np.ndarray, np.ndarray]:
    places, street = _meetings(roundabouts, streets.geometry.to_numpy())
    return places, streets["highway"].to_numpy()[street]


def _meetings(walls: np.ndarray, lines: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the distinct places, to the centimetre, at which streets touch walls, and a street of each."""
    wall, line = shapely.STRtree(lines).query(walls, "intersects")
    places, pair = shapely.get_parts(shapely.intersection(walls[wall], lines[line]), return_index=True)
    is_point = shapely.get_type_id(places) == shapely.GeometryType.POINT
    places, street = places[is_point], line[pair[is_point]]
    _, first = np.unique(shapely.get_coordinates(places).round(2), axis=0, return_index=True)
    first.sort()
    return places[first], street[first]


def _gets_across(place: shapely.Point, walls: np.ndarray, streets: np.ndarray) -> bool:
    """Whether streets are seen in two of the pieces into which walls divide the surroundings of a place."""
    around = place.buffer(AROUND_M)
    # Walls that were cut at the circle would miss it by their rounding: they are cut a little beyond.
    near_walls = shapely.intersection(walls, place.buffer(2 * AROUND_M))
    pieces = shapely.polygonize(shapely.get_parts(shapely.union_all([around.exterior, *near_walls])))
    seen_m = shapely.length(shapely.intersection(shapely.union_all(streets), shapely.get_parts(pieces)))
    return bool((seen_m > SEEN_M).sum() >= 2)
