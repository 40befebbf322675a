"""Streets from two tables, of nodes and edges."""

from __future__ import annotations

from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import pyproj
import shapely

from equizone.geography.coordinates import find_coordinates
from equizone.geography.limits import check_map
from equizone.streets.pieces import is_said, lengths_m, make_pieces
from equizone.streets.profiles import Profile
from equizone.tables.columns import finite_numbers, named_column, refuse_rows
from equizone.tables.ids import as_texts
from equizone.tables.reading import given_table

__all__ = ["EDGES", "NODES", "line_column", "pieces_of_tables"]

NODES, EDGES = "nodes.csv", "edges.csv"
GIVEN_NUMBERS = ("length_m", "minutes")
SAME_PLACE_M = 10.0


def pieces_of_tables(
    nodes: pd.DataFrame | str | Path, edges: pd.DataFrame | str | Path, profile: Profile, crs: object
) -> tuple[geopandas.GeoDataFrame, geopandas.GeoDataFrame]:
    """Return nodes and streets; edges closed to the vehicle, and nodes without others, are left out."""
    points = _points(given_table(nodes, "nodes"), crs)
    table = given_table(edges, "edges")
    ends = [_rows_of(points.index, table, name) for name in ("from", "to")]
    given = {name: _numbers(table, name) for name in GIVEN_NUMBERS if name in table}
    named_column(table.columns, "highway", "a column of edges")
    tags = [_tags(row) for row in table.to_dict("records")]
    uses = [profile.use(of_row) for of_row in tags]
    kept = np.flatnonzero([use is not None for use in uses])

    used, place = np.unique(np.concatenate([end[kept] for end in ends]), return_inverse=True)
    places = points.to_numpy()[used]
    start, end = place[: len(kept)], place[len(kept) :]
    straight = shapely.linestrings(np.stack([_xy(places)[start], _xy(places)[end]], axis=1))
    given_lines = line_column(table, "edges", points.crs)
    lines = (
        straight
        if given_lines is None
        else _between(given_lines[kept], straight, table.iloc[kept], points.crs)
    )
    length_m = given["length_m"][kept] if "length_m" in given else lengths_m(lines, points.crs)
    pieces = make_pieces(
        start=start,
        end=end,
        lines=lines,
        crs=points.crs,
        uses=[use for use in uses if use is not None],
        highway=[tags[row].get("highway", "") for row in kept],
        bridge=[is_said(tags[row].get("bridge")) for row in kept],
        tunnel=[is_said(tags[row].get("tunnel")) for row in kept],
        length_m=length_m,
        minutes=given["minutes"][kept] if "minutes" in given else None,
    )
    ids = points.index.to_numpy()[used]
    return geopandas.GeoDataFrame({"node_id": ids}, geometry=places, crs=points.crs), pieces


def line_column(
    table: pd.DataFrame, what: str, crs: pyproj.CRS, kinds: tuple[str, ...] = ("LINESTRING",)
) -> np.ndarray | None:
    """Return the lines of a geometry or of a column `wkt`, in a coordinate system; None if there are none.

    Other kinds of geometries than those named are refused, and what no map can show.
    """
    if isinstance(table, geopandas.GeoDataFrame) and table.active_geometry_name is not None:
        name = "geometry"
        given = table.geometry if table.crs is None else table.geometry.to_crs(crs)
        lines = shapely.force_2d(given.to_numpy())
    elif "wkt" in table:
        name, given = "wkt", table["wkt"]
        lines = shapely.force_2d(shapely.from_wkt(given.to_numpy(), on_invalid="ignore"))
    else:
        return None
    known = [shapely.GeometryType[kind].value for kind in kinds]
    broken = shapely.is_missing(lines) | shapely.is_empty(lines) | ~np.isin(shapely.get_type_id(lines), known)
    refuse_rows(broken, given, f"{name} of {what}", f"give a {' or '.join(kinds)} that is not empty")
    check_map(geopandas.GeoSeries(lines, index=table.index, crs=crs), f"{name} of {what}")
    return lines


def _points(table: pd.DataFrame, crs: object) -> geopandas.GeoSeries:
    """Return the places of the nodes by their ids."""
    ids = as_texts(table[named_column(table.columns, "node_id", "a column of nodes")])
    refuse_rows(ids.duplicated(), ids.to_series(), "node_id of nodes", "every node needs its own id")
    points = find_coordinates(table, crs=crs).points
    check_map(points, "node")
    return points.set_axis(ids)


def _rows_of(ids: pd.Index, edges: pd.DataFrame, name: str) -> np.ndarray:
    named = edges[named_column(edges.columns, name, "a column of edges")]
    rows = ids.get_indexer(as_texts(named))
    refuse_rows(rows < 0, named, f"column {name} of edges", "nodes has no such node_id")
    return rows


def _numbers(edges: pd.DataFrame, name: str) -> np.ndarray:
    values = finite_numbers(edges[name], f"column {name} of edges")
    refuse_rows(values < 0, edges[name], f"column {name} of edges", "give a number that is not negative")
    return values


def _tags(row: dict[str, object]) -> dict[str, str]:
    return {str(name): _text(value) for name, value in row.items() if is_filled(value)}


def is_filled(value: object) -> bool:
    """Whether a cell holds a tag's value: a text that is not empty, or a number."""
    return isinstance(value, str | int | float | np.number) and not pd.isna(value) and value != ""


def _text(value: object) -> str:
    """Return a tag's value; numbers that pandas made of it lose their decimal point again."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _between(lines: np.ndarray, straight: np.ndarray, edges: pd.DataFrame, crs: pyproj.CRS) -> np.ndarray:
    """Let lines begin and end at their nodes, from which coordinates in a file differ by their rounding."""
    coordinates, line = shapely.get_coordinates(lines, return_index=True)
    first = np.searchsorted(line, np.arange(len(lines)))
    last = np.searchsorted(line, np.arange(len(lines)), side="right") - 1
    ends = shapely.get_coordinates(straight).reshape(-1, 2, 2)
    for row, name, end in ((first, "from", ends[:, 0]), (last, "to", ends[:, 1])):
        apart_m = lengths_m(shapely.linestrings(np.stack([coordinates[row], end], axis=1)), crs)
        refuse_rows(
            apart_m > SAME_PLACE_M,
            edges[name],
            f"column {name} of edges",
            f"its line does not {'start' if name == 'from' else 'end'} at this node",
        )
        coordinates[row] = end
    return shapely.linestrings(coordinates, indices=line)


def _xy(points: np.ndarray) -> np.ndarray:
    return shapely.get_coordinates(points)
