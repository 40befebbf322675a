"""Streets from the two tables of osmnx, in which every direction is a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import geopandas
import numpy as np
import pandas as pd
import shapely

from equizone._core import InputError
from equizone.geography.limits import check_map
from equizone.streets.from_tables import is_filled
from equizone.streets.pieces import is_said, make_pieces
from equizone.streets.profiles import Profile, Use
from equizone.tables.columns import finite_numbers, refuse_rows

__all__ = ["pieces_of_osmnx"]

DIRECTIONS = ("oneway", "junction")
"""Tags that osmnx has turned into rows: what remains is used as the row runs."""


def pieces_of_osmnx(
    nodes: geopandas.GeoDataFrame, edges: geopandas.GeoDataFrame, profile: Profile
) -> tuple[geopandas.GeoDataFrame, geopandas.GeoDataFrame]:
    """Return nodes and streets; the two rows of a street that is used both ways become one."""
    _check(nodes, edges)
    place = pd.Index(nodes.index)
    rows = {end: place.get_indexer(edges.index.get_level_values(end)) for end in ("u", "v")}
    for end, row in rows.items():
        named = edges.index.get_level_values(end).to_series(index=range(len(edges)))
        refuse_rows(row < 0, named, f"{end} of edges", "nodes has no such osmid")
    tags = [_tags(row) for row in edges.drop(columns="geometry", errors="ignore").to_dict("records")]
    uses = [_as_row(profile.use(of_row), profile) for of_row in tags]
    length_m = _numbers(edges, "length")
    same_street = _streets(rows["u"], rows["v"], edges, length_m)
    first, both_ways = _merged(same_street, [use is not None for use in uses], rows["u"])

    geometry = nodes.geometry.to_numpy()
    start, end = rows["u"][first], rows["v"][first]
    pieces = make_pieces(
        start=start,
        end=end,
        lines=_lines(edges, geometry, rows)[first],
        crs=nodes.crs,
        uses=[
            Use(use.kmh, True, use.backward or bool(both))
            for row, both in zip(first, both_ways, strict=True)
            if (use := uses[row]) is not None
        ],
        highway=[tags[row].get("highway", "") for row in first],
        bridge=[is_said(tags[row].get("bridge")) for row in first],
        tunnel=[is_said(tags[row].get("tunnel")) for row in first],
        length_m=length_m[first],
        minutes=_numbers(edges, "travel_time")[first] / 60 if _has_times(edges, profile) else None,
    )
    return geopandas.GeoDataFrame({"osm_id": place.to_numpy()}, geometry=geometry, crs=nodes.crs), pieces


def _check(nodes: Any, edges: Any) -> None:
    for table, name in ((nodes, "nodes"), (edges, "edges")):
        is_table = isinstance(table, geopandas.GeoDataFrame) and table.active_geometry_name is not None
        if not is_table or table.crs is None:
            raise InputError(
                f"{name} is no GeoDataFrame with a coordinate system; give those of graph_to_gdfs"
            )
        if len(table) == 0:
            raise InputError(f"{name} has no rows")
    assert isinstance(nodes, geopandas.GeoDataFrame)
    assert isinstance(edges, geopandas.GeoDataFrame)
    if list(edges.index.names) != ["u", "v", "key"]:
        raise InputError(f"edges has the index {list(edges.index.names)}; give u, v, key, as osmnx does")
    for name in ("length", "highway"):
        if name not in edges:
            raise InputError(
                f"edges has no column {name}; the columns are {', '.join(map(str, edges.columns))}"
            )
    if nodes.crs != edges.crs:
        raise InputError("nodes and edges are in different coordinate systems; give both in one")
    _check_shapes(nodes.geometry.reset_index(drop=True), "geometry of nodes", "POINT")
    _check_shapes(edges.geometry.reset_index(drop=True).dropna(), "geometry of edges", "LINESTRING")


def _check_shapes(shapes: geopandas.GeoSeries, what: str, kind: str) -> None:
    other = shapely.get_type_id(shapes.to_numpy()) != shapely.GeometryType[kind].value
    refuse_rows(other | shapes.is_empty.to_numpy(), shapes, what, f"give a {kind}")
    check_map(shapes, what)


def _numbers(edges: geopandas.GeoDataFrame, name: str) -> np.ndarray:
    values = finite_numbers(edges[name].reset_index(drop=True), f"column {name} of edges")
    refuse_rows(values < 0, edges[name], f"column {name} of edges", "give a number that is not negative")
    return values


def _has_times(edges: geopandas.GeoDataFrame, profile: Profile) -> bool:
    """Whether osmnx's travel times, which are those of cars, are those of the vehicle."""
    return "travel_time" in edges and profile.obeys_limits


def _tags(row: Mapping[object, object]) -> dict[str, str]:
    firsts = {str(name): value[0] if isinstance(value, list) else value for name, value in row.items()}
    return {name: str(value) for name, value in firsts.items() if name not in DIRECTIONS and is_filled(value)}


def _as_row(use: Use | None, profile: Profile) -> Use | None:
    """Return the use in the row's own direction, and back where the vehicle need not obey oneways."""
    return None if use is None else Use(use.kmh, True, not profile.oneway_keys)


def _streets(u: np.ndarray, v: np.ndarray, edges: geopandas.GeoDataFrame, length_m: np.ndarray) -> np.ndarray:
    """Return a number by street: rows between the same nodes, of the same ways and length, are one."""
    ways = edges["osmid"].map(_way_ids) if "osmid" in edges else pd.Series("", index=edges.index)
    keys = pd.DataFrame(
        {
            "least": np.minimum(u, v),
            "most": np.maximum(u, v),
            "ways": ways.to_numpy(),
            "mm": (length_m * 1e3).round(),
        }
    )
    return keys.groupby(list(keys), sort=False).ngroup().to_numpy()


def _way_ids(osmid: object) -> str:
    return ",".join(sorted(map(str, osmid))) if isinstance(osmid, list) else str(osmid)


def _merged(street: np.ndarray, used: list[bool], u: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the first used row of each street, and whether there is one of the other direction."""
    rows = pd.DataFrame({"street": street, "u": u, "row": np.arange(len(u))})[np.array(used, dtype=bool)]
    one_each = rows.groupby("street", sort=False).agg(row=("row", "first"), starts=("u", "nunique"))
    return one_each["row"].to_numpy(), one_each["starts"].to_numpy() > 1


def _lines(edges: geopandas.GeoDataFrame, places: np.ndarray, rows: Mapping[str, np.ndarray]) -> np.ndarray:
    """Return the rows' lines; where osmnx has left one out, the street is straight."""
    xy = shapely.get_coordinates(places)
    lines = edges.geometry.to_numpy().copy()
    straight = shapely.is_missing(lines)
    lines[straight] = shapely.linestrings(np.stack([xy[rows["u"]], xy[rows["v"]]], axis=1)[straight])
    return lines
