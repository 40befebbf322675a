"""What a plan divides as a whole: stops, buildings, or blocks between streets."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas
import numpy as np
import shapely

from equizone._core import InputError
from equizone.fencing import block_loads, blocks_from_lines, neighbouring_blocks
from equizone.planning.buildings import Buildings
from equizone.planning.street_map import StreetMap
from equizone.tables.wording import counted

__all__ = ["Units", "block_fences", "block_units", "building_units"]

HEAVY_SHARE = 0.1
"""Of a zone's load: zones made of heavier blocks could not be balanced."""


@dataclass(frozen=True)
class Units:
    """Where units lie, and to which each stop belongs."""

    of_stop: np.ndarray
    points: np.ndarray
    """Projected metres, shape (m, 2)."""
    first_stop: np.ndarray
    """A stop of each unit; -1 where there is none."""
    blocks: geopandas.GeoSeries | None = None
    graph: np.ndarray | None = None
    """Pairs of neighbouring blocks with a way between them."""

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
    """Cut the area into blocks along streets and barriers, and return them as units, with what to say."""
    lines = street_map.block_lines()
    whole = blocks_from_lines(lines, area)
    of_stop, load, _ = block_loads(points, loads, whole)
    heavy = np.flatnonzero(load > HEAVY_SHARE * loads.sum() / couriers)
    cuts = [_between_stops(whole[block], points[of_stop == block]) for block in heavy]
    blocks = blocks_from_lines([*lines, *cuts], area)
    of_stop, _, centers = block_loads(points, loads, blocks)
    first_stop = np.full(len(blocks), -1)
    stops = np.arange(len(points))[::-1]
    first_stop[of_stop[stops]] = stops
    worked = int((first_stop >= 0).sum())
    if couriers > worked:
        raise InputError(
            f"couriers is {couriers} but streets cut the area into {counted(worked, 'block')} with stops; "
            'give fewer couriers, or fences="cells"'
        )
    graph = street_map.open_borders(neighbouring_blocks(blocks), blocks)
    notes = [f"Zones are made of whole blocks between streets and barriers: {len(whole):,} in the area."]
    if len(heavy):
        notes.append(
            f"{counted(len(heavy), 'block')} with more than {HEAVY_SHARE:.0%} of a zone's load each "
            "may be divided between their stops."
        )
    return Units(of_stop, centers, first_stop, blocks, graph), notes


def _between_stops(block: shapely.Polygon, points: np.ndarray) -> shapely.Geometry:
    """Return the lines halfway between the stops of a block, a little beyond its rim, so that they cut it."""
    beyond_m = 0.01
    borders = shapely.voronoi_polygons(shapely.multipoints(points), extend_to=block, only_edges=True)
    return shapely.intersection(borders, shapely.buffer(block, beyond_m))


def block_fences(units: Units, labels: np.ndarray, zones: int) -> geopandas.GeoSeries:
    """Join each zone's blocks."""
    assert units.blocks is not None
    shapes = units.blocks.to_numpy()
    joined = [shapely.coverage_union_all(shapes[labels == zone]) for zone in range(zones)]
    fences = geopandas.GeoSeries([_unwrapped(shape) for shape in joined], name="fence")
    fences.attrs["pieces"] = [len(shapely.get_parts(shape)) for shape in joined]
    fences.attrs["shared"] = []
    return fences


def _unwrapped(shape: shapely.Geometry) -> shapely.Geometry:
    parts = shapely.get_parts(shape)
    return parts[0] if len(parts) == 1 else shape
