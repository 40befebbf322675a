"""What an OpenStreetMap extract holds of streets, railways and waters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import shapely

from equizone import checks
from equizone._core import InputError

__all__ = ["Extract", "Water", "Way", "existing_extract", "read_extract"]

KEYS_OF_WAYS = ("highway", "railway", "waterway")
KEYS_OF_WATER = ("natural", "waterway", "landuse")


@dataclass(frozen=True)
class Way:
    """A line of the map: a street, a railway, a river."""

    tags: dict[str, str]
    nodes: np.ndarray
    """Ids of its nodes, shape (n,), n >= 2: ways meet where they share one."""
    lonlat: np.ndarray
    """Degrees, WGS 84, shape (n, 2)."""


@dataclass(frozen=True)
class Water:
    """A body of water: a closed way, or a multipolygon with its islands."""

    tags: dict[str, str]
    polygon: shapely.Geometry
    """Degrees, WGS 84."""


@dataclass(frozen=True)
class Extract:
    """The lines and waters of an extract, in the order of the file."""

    ways: list[Way]
    waters: list[Water]
    gates: dict[int, dict[str, str]]
    """Nodes with something across the way (tag `barrier`: a bollard, a gate): their tags by their ids."""


def existing_extract(path: str | Path) -> Path:
    """Return the path of an extract; raise InputError if no file is there."""
    file = checks.path(path, "path")
    if not file.is_file():
        raise InputError(
            f"{file} {'is no file' if file.exists() else 'does not exist'}; "
            "give an OpenStreetMap extract (.osm.pbf)"
        )
    return file


def read_extract(path: str | Path) -> Extract:
    """Read highways, railways, waterways and bodies of water from an extract (.osm.pbf, or .osm).

    A way of which the extract lacks some nodes, as at its border, is kept in the pieces that it has.

    Parameters
    ----------
    path
        The file. What pyosmium reads is accepted.

    Raises
    ------
    InputError
        pyosmium is not installed, or the file cannot be read.
    """
    file = existing_extract(path)
    osmium = _osmium()
    ways: list[Way] = []
    waters: list[Water] = []
    gates: dict[int, dict[str, str]] = {}
    try:
        for thing in _things(osmium, file):
            if thing.is_node():
                if "barrier" in thing.tags:
                    gates[thing.id] = dict(thing.tags)
            elif thing.is_way():
                ways += _pieces(thing)
            elif thing.is_area() and _is_water(tags := dict(thing.tags)):
                waters.append(
                    Water(tags, shapely.from_wkb(osmium.geom.WKBFactory().create_multipolygon(thing)))
                )
    except RuntimeError as failure:
        raise InputError(
            f"{file} cannot be read as an OpenStreetMap extract: {' '.join(str(failure).split())}; "
            "give a .osm.pbf file"
        ) from failure
    return Extract(ways, waters, gates)


def _osmium() -> ModuleType:
    try:
        import osmium
        import osmium.geom
    except ImportError as missing:
        raise InputError(
            "reading OpenStreetMap extracts needs pyosmium; run: pip install 'equizone[network]'"
        ) from missing
    return osmium


def _things(osmium: ModuleType, file: Path) -> Iterator[Any]:
    """Yield nodes, ways with their places, and areas; each is valid until the next is asked for."""
    by_key = osmium.filter.KeyFilter
    return iter(
        osmium.FileProcessor(file)
        .with_locations()
        .with_areas(by_key(*KEYS_OF_WATER))
        .with_filter(osmium.filter.EntityFilter(osmium.osm.NODE | osmium.osm.WAY | osmium.osm.AREA))
        .with_filter(by_key(*KEYS_OF_WAYS, *KEYS_OF_WATER, "barrier"))
    )


def _pieces(way: Any) -> list[Way]:
    """Return the runs of nodes whose places are in the extract; a closed area's outline is no street."""
    tags = dict(way.tags)
    if not any(key in tags for key in KEYS_OF_WAYS):
        return []
    placed = [
        (node.ref, node.lon, node.lat) if node.location.valid() else (node.ref, np.nan, np.nan)
        for node in way.nodes
    ]
    ids = np.array([ref for ref, _, _ in placed], dtype=np.int64)
    lonlat = np.array([place for _, *place in placed], dtype=float).reshape(-1, 2)
    known = np.isfinite(lonlat[:, 0])
    ends = np.flatnonzero(np.diff(np.concatenate([[False], known, [False]]).astype(np.int8)))
    runs = zip(ends[::2], ends[1::2], strict=True)
    return [Way(tags, ids[first:last], lonlat[first:last]) for first, last in runs if last - first >= 2]


def _is_water(tags: dict[str, str]) -> bool:
    return (
        tags.get("natural") == "water"
        or tags.get("waterway") == "riverbank"
        or tags.get("landuse") in ("reservoir", "basin")
    )
