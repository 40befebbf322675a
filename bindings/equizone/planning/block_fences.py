"""Fences of zones that are made of whole blocks."""

from __future__ import annotations

import geopandas
import numpy as np
import shapely

from equizone.fencing import neighbouring_blocks
from equizone.planning.street_map import StreetMap
from equizone.planning.units import Units

__all__ = ["block_fences"]

APART_M = 0.5
"""A border lies on a barrier where it is nearer than this; of what is left, twice as much is a way."""


def block_fences(units: Units, labels: np.ndarray, zones: int, street_map: StreetMap) -> geopandas.GeoSeries:
    """Join each zone's blocks, and the blocks without stops to the zones around them.

    These go to the zone with which they share the longest border that is no barrier, ring by ring; only what
    barriers enclose goes to a zone beyond one.
    """
    assert units.blocks is not None
    shapes = units.blocks.to_numpy()
    zone_of = np.full(len(shapes), -1)
    zone_of[units.block_of] = labels
    pairs = neighbouring_blocks(units.blocks)
    borders = shapely.intersection(shapes[pairs[:, 0]], shapes[pairs[:, 1]])
    _spread(zone_of, pairs, _free_metres(borders, street_map))
    _spread(zone_of, pairs, shapely.length(borders))
    known = np.flatnonzero(zone_of >= 0)
    for block in np.flatnonzero(zone_of < 0):  # a part of the area without stops
        zone_of[block] = zone_of[known[shapely.distance(shapes[known], shapes[block]).argmin()]]

    joined = [shapely.coverage_union_all(shapes[zone_of == zone]) for zone in range(zones)]
    parts = [shapely.get_parts(shape) for shape in joined]
    fences = geopandas.GeoSeries(
        [own[0] if len(own) == 1 else shape for own, shape in zip(parts, joined, strict=True)], name="fence"
    )
    fences.attrs.update(pieces=[len(own) for own in parts], shared=[], outside=[])
    return fences


def _free_metres(borders: np.ndarray, street_map: StreetMap) -> np.ndarray:
    if street_map.barriers is None:
        return shapely.length(borders)
    walls = shapely.buffer(shapely.union_all(street_map.barriers.lines.geometry.to_numpy()), APART_M)
    shapely.prepare(walls)
    metres = shapely.length(shapely.difference(borders, walls))
    return np.where(metres > 2 * APART_M, metres, 0.0)


def _spread(zone_of: np.ndarray, pairs: np.ndarray, metres: np.ndarray) -> None:
    """Give blocks without a zone that of the longest border, ring by ring, as far as borders lead."""
    both = np.vstack([pairs, pairs[:, ::-1]])
    both_metres = np.concatenate([metres, metres])
    while True:
        grows = (zone_of[both[:, 0]] < 0) & (zone_of[both[:, 1]] >= 0) & (both_metres > 0)
        if not grows.any():
            return
        blocks, zones = both[grows, 0], zone_of[both[grows, 1]]
        keys, where = np.unique(np.column_stack([blocks, zones]), axis=0, return_inverse=True)
        shared = np.bincount(where.ravel(), weights=both_metres[grows])
        order = np.lexsort((keys[:, 1], -shared))[::-1]  # the longest is written last, of several the lowest
        zone_of[keys[order, 0]] = keys[order, 1]
