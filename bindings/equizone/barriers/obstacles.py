"""What stands in the way on a map: rivers, waters, railways, motorways and trunk roads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import geopandas
import numpy as np
import pandas as pd
import shapely

from equizone._core import InputError
from equizone.geography.coordinates import WGS84
from equizone.osm.extract import Extract
from equizone.streets.from_tables import is_filled, line_column
from equizone.streets.pieces import is_said, lengths_m
from equizone.tables.columns import named_column

__all__ = ["KINDS", "ROADS", "obstacles_of_extract", "obstacles_of_tables"]

KINDS = ("river", "canal", "water", "railway", "motorway", "trunk")
ROADS = ("motorway", "trunk")
RAILWAYS = ("rail", "light_rail", "narrow_gauge", "subway", "funicular")

LINES_AND_AREAS = ("LINESTRING", "MULTILINESTRING", "POLYGON", "MULTIPOLYGON")

LEAST_WATER_M2 = 2500.0
"""Smaller ponds are walked around."""
VIADUCT_M = 100.0
"""A bridge of a railway or road that is longer than this leaves the ground below it free. A shorter one spans
a street or a brook: it stays, and is open where a street passes below."""


class Obstacle(NamedTuple):
    """Something in the way: a line, or a body of water."""

    kind: str
    name: str
    bridge: bool
    tunnel: bool
    roundabout: bool
    flowing: bool
    """Whether it is the water of a river, which the river's line may stand for."""
    geometry: shapely.Geometry


def obstacles_of_extract(extract: Extract, kinds: Iterable[str]) -> geopandas.GeoDataFrame:
    """Return the lines of these kinds: kind, name, roundabout, geometry (WGS 84)."""
    lines = [(way.tags, shapely.LineString(way.lonlat)) for way in extract.ways if not _is_water(way.tags)]
    waters = [({"natural": "water", **water.tags}, water.polygon) for water in extract.waters]
    return _on_the_ground([*lines, *waters], kinds)


def obstacles_of_tables(
    barriers: pd.DataFrame, streets: pd.DataFrame | None, kinds: Iterable[str]
) -> geopandas.GeoDataFrame:
    """Return the same from tables: barriers have `kind` (key=value), streets `highway`, both `wkt`."""
    found: list[tuple[dict[str, str], shapely.Geometry]] = []
    for table, name, column in ((barriers, "barriers", "kind"), (streets, "edges", "highway")):
        if table is None:
            continue
        named_column(table.columns, column, f"a column of {name}")
        lines = line_column(table, name, WGS84, LINES_AND_AREAS)
        if lines is None:
            raise InputError(
                f"{name} has no column wkt; the columns are {', '.join(map(str, table.columns))}"
            )
        for row, line in zip(table.to_dict("records"), lines, strict=True):
            tags = {str(key): str(value) for key, value in row.items() if is_filled(value)}
            key, _, value = tags.get("kind", "").partition("=")
            tags = {**tags, key: value}
            is_ring = isinstance(line, shapely.LineString) and line.is_closed and len(line.coords) > 3
            found.append((tags, shapely.Polygon(line) if _is_water(tags) and is_ring else line))
    return _on_the_ground(found, kinds)


def _is_water(tags: Mapping[str, str]) -> bool:
    return tags.get("natural") == "water" or tags.get("waterway") == "riverbank"


def _kind(tags: Mapping[str, str]) -> str | None:
    if _is_water(tags):
        return "water"
    if tags.get("waterway") in ("river", "canal"):
        return tags["waterway"]
    if tags.get("railway") in RAILWAYS:
        return "railway"
    return tags["highway"] if tags.get("highway") in ROADS else None


def _on_the_ground(
    things: Iterable[tuple[Mapping[str, str], shapely.Geometry]], kinds: Iterable[str]
) -> geopandas.GeoDataFrame:
    """Return what bars the way there: no tunnels, no viaducts, rivers by one line, waters by their shores."""
    wanted = set(kinds)
    table = geopandas.GeoDataFrame(
        [_obstacle(kind, tags, shape) for tags, shape in things if (kind := _kind(tags)) in wanted],
        columns=list(Obstacle._fields),
        geometry="geometry",
        crs=WGS84,
    ).astype(dict.fromkeys(("bridge", "tunnel", "roundabout", "flowing"), bool))
    is_area = table.geom_type.isin(["Polygon", "MultiPolygon"])
    lines, waters = table[~is_area & ~table["tunnel"]], table[is_area]
    is_viaduct = lines["bridge"] & (lengths_m(lines.geometry.to_numpy(), WGS84) > VIADUCT_M)
    lines = lines[~(is_viaduct & lines["kind"].isin(["railway", *ROADS]))]
    shown = pd.concat([lines, _shores(waters, lines[lines["kind"].isin(["river", "canal"])])])
    return shown[["kind", "name", "roundabout", "geometry"]].reset_index(drop=True)


def _obstacle(kind: str | None, tags: Mapping[str, str], shape: shapely.Geometry) -> Obstacle:
    assert kind is not None
    return Obstacle(
        kind=kind,
        name=tags.get("name", ""),
        bridge=is_said(tags.get("bridge")),
        tunnel=is_said(tags.get("tunnel")) or is_said(tags.get("covered")),
        roundabout=tags.get("junction") in ("roundabout", "circular"),
        flowing=tags.get("waterway") == "riverbank" or tags.get("water") in ("river", "canal", "stream"),
        geometry=shape,
    )


def _shores(waters: geopandas.GeoDataFrame, rivers: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """Return the shores of waters: not of ponds, nor of rivers whose line runs through them."""
    if waters.empty:
        return waters
    area_m2 = waters.to_crs(waters.estimate_utm_crs()).area
    has_line = np.zeros(len(waters), dtype=bool)
    has_line[
        shapely.STRtree(rivers.geometry.to_numpy()).query(waters.geometry.to_numpy(), "intersects")[0]
    ] = True
    kept = waters[(area_m2 >= LEAST_WATER_M2) & ~(waters["flowing"] & has_line)]
    return kept.set_geometry(kept.boundary).explode(ignore_index=True)
