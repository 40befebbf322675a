"""Barriers on real ground: Krems, with the river Krems and the railway."""

import os
from pathlib import Path

import equizone
import numpy as np
import pandas as pd
import pyproj
import pytest
import shapely

DATA = os.environ.get("EQUIZONE_DATA")
pytestmark = pytest.mark.skipif(not DATA, reason="EQUIZONE_DATA names no folder with osm/krems")


def projected(geometries):
    to_metres = pyproj.Transformer.from_crs(4326, 32633, always_xy=True)
    return shapely.transform(
        geometries, lambda xy: np.column_stack(to_metres.transform(*xy.T)), include_z=False
    )


@pytest.fixture(scope="module")
def krems():
    folder = Path(DATA) / "osm" / "krems"
    buildings = pd.read_csv(folder / "buildings.csv")
    points = shapely.get_coordinates(projected(shapely.points(buildings.lon, buildings.lat)))
    loads = np.clip(buildings.area_m2.to_numpy() / 200, 1, 25).round()
    lines = projected(shapely.from_wkt(pd.read_csv(folder / "barriers.csv").wkt))
    streets = projected(shapely.from_wkt(pd.read_csv(folder / "edges.csv").wkt))
    line, street = shapely.STRtree(streets).query(lines, predicate="intersects")
    met = shapely.intersection(lines[line], streets[street])
    crossings = shapely.get_coordinates(met[shapely.get_type_id(met) != shapely.GeometryType.LINESTRING])
    corners = [shapely.get_coordinates(line) for line in lines]
    pieces = np.vstack([np.hstack([xy[:-1], xy[1:]]) for xy in corners])
    return points, loads, equizone.BarrierLines(pieces, crossings=crossings)


@pytest.mark.parametrize("zones", [20, 40])
def test_no_zone_crosses_river_or_railway_but_at_a_crossing(krems, zones):
    points, loads, barriers = krems
    planar = equizone.partition(points, loads, zones=zones, tolerance=0.05)
    assert not equizone.is_contiguous(points, planar.labels, barriers=barriers)
    plan = equizone.partition(points, loads, zones=zones, tolerance=0.05, barriers=barriers)
    assert plan.status == "ok"
    found = equizone.is_contiguous(points, plan.labels, barriers=barriers)
    assert found
    assert set(found.enclosed) <= set(plan.enclosed)
    assert len(plan.enclosed) < 0.01 * len(points)

    area = equizone.service_area(points)
    fences = plan.fences(area=area, barriers=barriers)
    shapes = fences.to_numpy()
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    assert abs(shapely.area(shapes).sum() / area.area - 1) < 1e-9
    assert (shapely.distance(shapes[plan.labels], shapely.points(points)) < 1e-6).all()
