"""Barriers that are given as lines, with rules and crossings of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

import geopandas
import numpy as np
import pandas as pd
import shapely

from equizone._core import InputError
from equizone.barriers.rules import CLOSED, CROSSINGS, read_rule
from equizone.geography.limits import check_map
from equizone.tables.columns import refuse_rows
from equizone.tables.reading import read_table

__all__ = ["given_barriers", "given_crossings"]

FARTHEST_CROSSING_M = 50.0

Lines: TypeAlias = geopandas.GeoDataFrame | geopandas.GeoSeries | str | Path


def given_barriers(lines: Lines, rule: str | None, default: str) -> geopandas.GeoDataFrame:
    """Return lines with kind, name, rule, price_m and price_minutes, in their coordinate system."""
    table = _geo_table(lines, "lines")
    shape = table.geometry
    is_area = shape.geom_type.isin(["Polygon", "MultiPolygon"])
    shape = shape.where(~is_area, shape.boundary)
    refuse_rows(
        ~shape.geom_type.isin(["LineString", "MultiLineString", "LinearRing"]).to_numpy()
        | shape.is_empty.to_numpy(),
        table.geometry,
        "geometry of lines",
        "give lines, or polygons whose outlines are barriers",
    )
    if rule is None and "rule" in table:
        rules = [read_rule(text, f"rule of lines at row {row}") for row, text in enumerate(table["rule"])]
    else:
        rules = [read_rule(default if rule is None else rule)] * len(table)
    stated = {name: table[name].astype(str) if name in table else "" for name in ("kind", "name")}
    prices = pd.DataFrame(rules, index=table.index)
    barriers = geopandas.GeoDataFrame({**stated, **prices}, geometry=shape, crs=table.crs)
    return barriers.explode(ignore_index=True)


def given_crossings(crossings: Lines | None, barriers: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """Return the points at which barriers of the rule "crossings" are open, in their coordinate system.

    A line, such as a bridge, opens every barrier that it crosses; a point every barrier within 50 m, at its
    nearest place.
    """
    metric = barriers.estimate_utm_crs() if barriers.crs.is_geographic else barriers.crs
    passable = barriers.geometry[barriers["rule"] == CROSSINGS].to_crs(metric).to_numpy()
    if crossings is None:
        if len(passable):
            raise InputError(
                f'rule is "{CROSSINGS}", but no crossings are given; give crossings, or "{CLOSED}"'
            )
        return geopandas.GeoDataFrame({"highway": []}, geometry=[], crs=barriers.crs)
    if not len(passable):
        raise InputError(f'crossings are given, but no line has the rule "{CROSSINGS}"; leave them out')
    table = _geo_table(crossings, "crossings")
    shapes = table.geometry.to_crs(metric).to_numpy()
    reach_m = np.where(shapely.get_dimensions(shapes) == 0, FARTHEST_CROSSING_M, 0.0)
    tree = shapely.STRtree(passable)
    crossing, barrier = tree.query(shapes, "dwithin", reach_m)
    far = np.ones(len(shapes), dtype=bool)
    far[crossing] = False
    refuse_rows(
        far,
        table.geometry,
        "crossing",
        f'no barrier with the rule "{CROSSINGS}" is there; lines must cross one, points lie within '
        f"{FARTHEST_CROSSING_M:.0f} m of one",
    )
    is_point = shapely.get_dimensions(shapes[crossing]) == 0
    nearest = shapely.get_point(shapely.shortest_line(passable[barrier], shapes[crossing]), 0)
    met = shapely.intersection(passable[barrier], shapes[crossing])
    places = shapely.point_on_surface(shapely.get_parts(np.where(is_point, nearest, met)))
    return geopandas.GeoDataFrame({"highway": [""] * len(places)}, geometry=places, crs=metric).to_crs(
        barriers.crs
    )


def _geo_table(given: Lines, name: str) -> geopandas.GeoDataFrame:
    table = read_table(given, name).frame if isinstance(given, str | Path) else given
    if isinstance(table, geopandas.GeoSeries):
        table = table.to_frame("geometry").set_geometry("geometry")
    if not isinstance(table, geopandas.GeoDataFrame) or table.active_geometry_name is None:
        raise InputError(
            f"{name} has no geometry; give a GeoDataFrame, a GeoSeries or a file such as GeoJSON"
        )
    if table.crs is None:
        raise InputError(f"{name} has no coordinate system; call {name}.set_crs(...) first")
    if len(table) == 0:
        raise InputError(f"{name} has no rows")
    refuse_rows(
        (table.geometry.isna() | table.geometry.is_empty).to_numpy(),
        table.geometry,
        f"geometry of {name}",
        "leave it out",
    )
    table = table.reset_index(drop=True)
    table = table.set_geometry(shapely.force_2d(table.geometry.to_numpy()), crs=table.crs)
    check_map(table.geometry, f"geometry of {name}")
    return table
