"""Barriers of a map, passable where its streets cross."""

from __future__ import annotations

from typing import NamedTuple

import geopandas
import numpy as np

from equizone.barriers.crossings import find_crossings
from equizone.barriers.obstacles import KINDS
from equizone.barriers.rules import CROSSINGS
from equizone.geography.coordinates import WGS84
from equizone.streets.network import Streets
from equizone.tables.wording import counted

__all__ = ["MappedBarriers", "mapped_barriers"]


class MappedBarriers(NamedTuple):
    """What :class:`equizone.Barriers` holds, in WGS 84."""

    lines: geopandas.GeoDataFrame
    crossings: geopandas.GeoDataFrame
    mapped: geopandas.GeoSeries
    notes: list[str]


def mapped_barriers(obstacles: geopandas.GeoDataFrame, streets: Streets, source: str) -> MappedBarriers:
    """Return what is in the way on a map, passable where its streets cross."""
    metric = streets.nodes.estimate_utm_crs()
    crossings = find_crossings(obstacles.to_crs(metric), streets.edges.to_crs(metric)).to_crs(WGS84)
    rules = {"rule": CROSSINGS, "price_m": np.nan, "price_minutes": np.nan}
    lines = obstacles[~obstacles["roundabout"]].reset_index(drop=True).assign(**rules)
    lines = lines[["kind", "name", *rules, "geometry"]]
    hull = geopandas.GeoSeries([streets.nodes.union_all().convex_hull], crs=streets.crs).to_crs(WGS84)
    length_km = lines.to_crs(metric).length.groupby(lines["kind"]).sum() / 1000
    listed = ", ".join(f"{kind} {length_km[kind]:,.1f} km" for kind in KINDS if kind in length_km)
    open_at = f"{counted(len(crossings), 'crossing')} for {streets.profile}"
    return MappedBarriers(lines, crossings, hull, [f"Barriers of {source}: {listed or 'none'}; {open_at}."])
