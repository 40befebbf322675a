"""What a plan divides as a whole: stops, buildings, or blocks between streets."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas
import numpy as np
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from equizone._core import InputError, neighbouring_stops
from equizone.fencing import block_loads, blocks_from_lines
from equizone.planning.buildings import Buildings
from equizone.planning.street_map import StreetMap
from equizone.tables.wording import counted

__all__ = ["Units", "block_units", "building_units"]

HEAVY_SHARE = 0.1
"""Of a zone's load: zones made of heavier blocks could not be balanced."""


@dataclass(frozen=True)
class Units:
    """Where units lie, and to which each stop belongs."""

    of_stop: np.ndarray
    points: np.ndarray
    """Projected metres, shape (m, 2)."""
    first_stop: np.ndarray
    """A stop of each unit."""
    blocks: geopandas.GeoSeries | None = None
    """All blocks of the area, also those without stops."""
    block_of: np.ndarray | None = None
    """The block of each unit."""
    graph: np.ndarray | None = None
    """Pairs of blocks between whose stops a way leads; None where there are none at all."""

    def total(self, loads: np.ndarray) -> np.ndarray:
        """Return the load per unit."""
        return np.bincount(self.of_stop, weights=loads, minlength=len(self.points))

    def sizes(self) -> np.ndarray:
        """Return the number of stops per unit."""
        return np.bincount(self.of_stop, minlength=len(self.points))


def building_units(points: np.ndarray, buildings: Buildings) -> Units:
    """Return the buildings as units."""
    return Units(buildings.of_stop, points[buildings.first_stop], buildings.first_stop)


def block_units(
    points: np.ndarray, loads: np.ndarray, street_map: StreetMap, area: shapely.Geometry, couriers: int
) -> tuple[Units, list[str]]:
    """Cut the area into blocks along streets and barriers; return those with stops, and what to say."""
    lines = street_map.block_lines()
    whole = blocks_from_lines(lines, area)
    of_stop, load, _ = block_loads(points, loads, whole)
    links = neighbouring_stops(points, street_map.barriers)
    heavy = load > HEAVY_SHARE * loads.sum() / couriers
    cut = np.flatnonzero(heavy | _in_parts(of_stop, links, len(whole)))
    cuts = [_between_stops(whole[block], points[of_stop == block]) for block in cut]
    blocks = blocks_from_lines([*lines, *cuts], area)
    of_stop, _, centers = block_loads(points, loads, blocks)
    used, first_stop, unit_of_stop = np.unique(of_stop, return_index=True, return_inverse=True)
    if couriers > len(used):
        raise InputError(
            f"couriers is {couriers} but streets cut the area into {counted(len(used), 'block')} with stops; "
            'give fewer couriers, or fences="cells"'
        )
    notes = [f"Zones are made of whole blocks between streets and barriers: {len(whole):,} in the area."]
    if heavy.any():
        notes.append(
            f"{counted(int(heavy.sum()), 'block')} with more than {HEAVY_SHARE:.0%} of a zone's load, "
            f"{load[heavy].sum() / load.sum():.0%} of all load, may be divided between the stops."
        )
    pairs = unit_of_stop[links]
    graph = np.unique(np.sort(pairs[pairs[:, 0] != pairs[:, 1]], axis=1), axis=0)
    return Units(unit_of_stop, centers[used], first_stop, blocks, used, graph if len(graph) else None), notes


def _in_parts(block_of: np.ndarray, links: np.ndarray, blocks: int) -> np.ndarray:
    """Return whether a barrier that ends inside a block separates its stops."""
    inside = links[block_of[links[:, 0]] == block_of[links[:, 1]]]
    stops = len(block_of)
    graph = coo_array((np.ones(len(inside), np.int8), inside.T), (stops, stops))
    _, part_of = connected_components(graph, directed=False)
    parts = np.unique(np.column_stack([block_of, part_of]), axis=0)
    return np.bincount(parts[:, 0], minlength=blocks) > 1


def _between_stops(block: shapely.Polygon, points: np.ndarray) -> shapely.Geometry:
    """Return the lines halfway between the stops of a block, a little beyond its rim, so that they cut it."""
    beyond_m = 0.01
    borders = shapely.voronoi_polygons(shapely.multipoints(points), extend_to=block, only_edges=True)
    return shapely.intersection(borders, shapely.buffer(block, beyond_m))
