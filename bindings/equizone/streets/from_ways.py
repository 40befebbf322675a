"""Streets from the ways of an OpenStreetMap extract, cut where they meet."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Set

import geopandas
import numpy as np
import shapely

from equizone._core import InputError
from equizone.geography.coordinates import WGS84
from equizone.geography.limits import check_map
from equizone.osm.extract import Way
from equizone.streets.pieces import is_said, make_pieces
from equizone.streets.profiles import Profile

__all__ = ["pieces_of_ways"]


def pieces_of_ways(
    ways: list[Way], gates: Mapping[int, Mapping[str, str]], profile: Profile, source: str
) -> tuple[geopandas.GeoDataFrame, geopandas.GeoDataFrame]:
    """Return nodes and streets: a way is cut at every node that another way, or itself again, has too.

    What the vehicle does not get past, such as a bollard, ends a street on either side: the node is there
    once for each, under a negative id.
    """
    shut = {gate for gate, tags in gates.items() if not profile.passes(tags)}
    fresh = itertools.count(-1, -1)
    used = [
        (part, use)
        for way in ways
        if (use := profile.use(way.tags)) is not None
        for part in _parted(way, shut, fresh)
    ]
    if not used:
        raise InputError(f"{source} has no streets for {profile.name}; is it another region?")
    sizes = np.array([len(way.nodes) for way, _ in used])
    ids = np.concatenate([way.nodes for way, _ in used])
    lonlat = np.concatenate([way.lonlat for way, _ in used])
    of_way = np.repeat(np.arange(len(used)), sizes)

    first, last = _cuts(ids, sizes)
    lines = _lines(lonlat, first, last)
    junction, place = np.unique(np.concatenate([ids[first], ids[last]]), return_inverse=True)
    lonlat_of = np.empty((len(junction), 2))
    lonlat_of[place] = lonlat[np.concatenate([first, last])]
    nodes = geopandas.GeoDataFrame(
        {"osm_id": junction}, geometry=geopandas.points_from_xy(*lonlat_of.T), crs=WGS84
    )
    check_map(nodes.geometry, f"node of {source}")
    pieces = [used[row] for row in of_way[first]]
    edges = make_pieces(
        start=place[: len(first)],
        end=place[len(first) :],
        lines=lines,
        crs=WGS84,
        uses=[use for _, use in pieces],
        highway=[way.tags["highway"] for way, _ in pieces],
        bridge=[is_said(way.tags.get("bridge")) for way, _ in pieces],
        tunnel=[is_said(way.tags.get("tunnel")) for way, _ in pieces],
    )
    return nodes, edges


def _parted(way: Way, shut: Set[int], fresh: Iterator[int]) -> Iterator[Way]:
    """Yield the parts of a way between what shuts it, each with an end of its own there."""
    is_shut = np.array([node in shut for node in way.nodes.tolist()])
    if not is_shut.any():
        yield way
        return
    inner = np.flatnonzero(is_shut[1:-1]) + 1
    for first, last in itertools.pairwise([0, *inner, len(way.nodes) - 1]):
        nodes = way.nodes[first : last + 1].copy()
        for end in (0, -1):
            if is_shut[(first, last)[end]]:
                nodes[end] = next(fresh)
        yield Way(way.tags, nodes, way.lonlat[first : last + 1])


def _cuts(ids: np.ndarray, sizes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the positions at which each piece begins and ends, in the ways' nodes one after another."""
    _, inverse, times = np.unique(ids, return_inverse=True, return_counts=True)
    begins = np.zeros(len(ids), dtype=bool)
    ends = np.zeros(len(ids), dtype=bool)
    bounds = np.concatenate([[0], np.cumsum(sizes)])
    begins[bounds[:-1]] = True
    ends[bounds[1:] - 1] = True
    meets = times[inverse] > 1
    first = np.flatnonzero((meets | begins) & ~ends)
    last = np.flatnonzero((meets | ends) & ~begins)
    return first, last


def _lines(lonlat: np.ndarray, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Return the lines from each first to its last position."""
    sizes = last - first + 1
    begin = np.cumsum(sizes) - sizes
    rows = np.arange(sizes.sum()) - np.repeat(begin - first, sizes)
    return shapely.linestrings(lonlat[rows], indices=np.repeat(np.arange(len(first)), sizes))
