"""The map under a plan: streets that couriers go along, barriers that they do not cross."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

import geopandas
import numpy as np
import pandas as pd

from equizone import checks
from equizone._core import BarrierMetric, InputError, NetworkMetric
from equizone.barriers import Barriers
from equizone.barriers.rules import PRICE
from equizone.planning.ground import Ground
from equizone.street_network import StreetNetwork
from equizone.streets import Streets
from equizone.streets.profiles import find_profile

__all__ = [
    "GivenBarriers",
    "GivenStreets",
    "StreetMap",
    "check_kind",
    "find_street_map",
]

AUTO = "auto"
FENCE_KINDS = ("cells", "blocks", "power")

GivenStreets: TypeAlias = Streets | str | Path
GivenBarriers: TypeAlias = Barriers | geopandas.GeoDataFrame | geopandas.GeoSeries | str | Path


@dataclass(frozen=True)
class StreetMap:
    """Streets and barriers in the coordinate system of the plan; either may be missing."""

    streets: Streets | None
    metric: NetworkMetric | BarrierMetric | None
    """Metres along the streets; or straight, with the prices of barriers."""
    barriers: Barriers | None
    notes: list[str]

    @property
    def priced(self) -> Barriers | None:
        """The barriers with a price alone, if there are any."""
        if self.barriers is None or not (self.barriers.lines["rule"] == PRICE).any():
            return None
        return replace(self.barriers, lines=self.barriers.lines[self.barriers.lines["rule"] == PRICE])

    def block_lines(self) -> np.ndarray:
        """Return the lines that cut an area into blocks: streets that are not in tunnels, and barriers."""
        assert self.streets is not None  # find_street_map() sees to that
        edges = self.streets.edges
        lines = [edges.geometry[~edges["tunnel"]]]
        if self.barriers is not None:
            lines.append(self.barriers.lines.geometry)
        return np.asarray(pd.concat(lines).array, dtype=object)


def find_street_map(
    streets: GivenStreets | None,
    barriers: GivenBarriers | None,
    profile: str,
    fences: str,
    ground: Ground,
) -> StreetMap | None:
    """Read what is given of the map, in the coordinate system of the stops, and see that it covers them."""
    find_profile(profile)
    if fences == "blocks" and streets is None:
        raise InputError('fences is "blocks", which lie between streets; give streets as well')
    if fences == "power" and (streets is not None or barriers is not None):
        raise InputError(
            'fences is "power", which follows straight lines, but streets or barriers are given; '
            'use fences="cells" or "blocks", or leave them out'
        )
    if streets is None and barriers is None:
        return None
    automatic = isinstance(barriers, str) and barriers == AUTO
    if automatic and not isinstance(streets, str | Path):
        raise InputError(
            'barriers is "auto", which takes them from the map of the streets; '
            "give streets as a .osm.pbf file or a folder"
        )
    found = _find_streets(streets, profile)
    walls = _find_barriers(streets if automatic else barriers, profile)
    notes: list[str] = []
    metric: NetworkMetric | BarrierMetric | None = None
    if found is not None:
        found.check_covers(ground.stops)
        notes += found.notes
        metric = NetworkMetric(StreetNetwork.from_streets(found, ground.crs))
        found = found.to_crs(ground.crs)
    if walls is not None:
        walls.check_covers(ground.stops)
        notes += [*walls.notes, *walls.check_reachable(ground.stops)]
        walls = walls.to_crs(ground.crs)
    street_map = StreetMap(found, metric, walls, notes)
    if walls is not None and metric is None and street_map.priced is not None:
        return replace(street_map, metric=BarrierMetric(walls.barrier_lines()))
    return street_map


def _find_streets(given: GivenStreets | None, profile: str) -> Streets | None:
    if given is None or isinstance(given, Streets):
        return given
    if not isinstance(given, str | Path):
        raise InputError(
            f"streets is a {type(given).__name__}; give a .osm.pbf file, a folder with nodes.csv and "
            "edges.csv, or equizone.Streets"
        )
    with _naming("streets"):
        return Streets.read(given, profile)


def _find_barriers(given: GivenBarriers | None, profile: str) -> Barriers | None:
    if given is None or isinstance(given, Barriers):
        return given
    if not isinstance(given, str | Path | geopandas.GeoDataFrame | geopandas.GeoSeries):
        raise InputError(
            f"barriers is a {type(given).__name__}; give "
            '"auto", a file, a GeoDataFrame of lines, or equizone.Barriers'
        )
    with _naming("barriers"):
        return Barriers.read(given, profile) if isinstance(given, str | Path) else Barriers.from_lines(given)


@contextmanager
def _naming(argument: str) -> Iterator[None]:
    """Let errors about a map say what was given; its rows are none of the stops, whose lines are known."""
    try:
        yield
    except InputError as error:
        raise InputError(f"{argument}: {error}") from None


def check_kind(fences: object) -> str:
    """Return a kind of fences."""
    kind = checks.text(fences, "fences")
    if kind not in FENCE_KINDS:
        raise InputError(f"fences is {kind!r}; use {', '.join(FENCE_KINDS[:-1])} or {FENCE_KINDS[-1]}")
    return kind
