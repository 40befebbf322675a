"""Fences from Python, checked by shapely (GEOS), which shares no code with them."""

import equizone
import geopandas
import numpy as np
import pandas as pd
import pyproj
import pytest
import shapely

FAR_FROM_ZERO = np.array([540_000.0, 5_220_000.0])  # UTM-like


def nearest_labels(points, zones, rng):
    centers = points[rng.choice(len(points), zones, replace=False)]
    return ((points[:, None] - centers) ** 2).sum(axis=2).argmin(axis=1)


def uniform(rng):
    return rng.random((1500, 2)) * 5000 + FAR_FROM_ZERO


def clustered(rng):
    centers = rng.random((12, 2)) * 8000
    return rng.normal(size=(1500, 2)) * 150 + centers[rng.integers(0, 12, 1500)] + FAR_FROM_ZERO


def grid(rng):
    return np.stack(np.meshgrid(np.arange(30), np.arange(30)), axis=-1).reshape(-1, 2) * 25.0 + FAR_FROM_ZERO


def collinear(rng):
    return np.outer(rng.random(60) * 1000, [0.3, 0.7]) + FAR_FROM_ZERO


def one_circle(rng):
    angles = np.arange(180) / 90 * np.pi
    return 500 * np.column_stack([np.cos(angles), np.sin(angles)]) + FAR_FROM_ZERO


def duplicated(rng):
    return np.repeat(rng.random((200, 2)) * 1000, 3, axis=0) + FAR_FROM_ZERO


def heavy_tailed(rng):
    return rng.standard_t(2, size=(1500, 2)) * 300 + FAR_FROM_ZERO


def two_far_clusters(rng):
    return (
        np.vstack([rng.normal(size=(300, 2)) * 200, rng.normal(size=(300, 2)) * 300 + [20_000, 3000]])
        + FAR_FROM_ZERO
    )


STATIONS = [uniform, clustered, grid, collinear, one_circle, duplicated, heavy_tailed, two_far_clusters]


def check_fences(fences, points, labels, area):
    geometries = fences.to_numpy()
    assert shapely.is_valid(geometries).all()
    filled = geometries[~shapely.is_empty(geometries)]
    assert shapely.coverage_is_valid(filled)
    assert shapely.area(geometries).sum() == pytest.approx(area.area, rel=1e-9)
    assert shapely.symmetric_difference(shapely.coverage_union_all(filled), area).area <= 1e-9 * area.area
    first, second = shapely.STRtree(filled).query(filled, predicate="intersects")
    pairs = first < second
    overlaps = shapely.area(shapely.intersection(filled[first[pairs]], filled[second[pairs]]))
    assert overlaps.sum() <= 1e-9 * area.area
    own = np.setdiff1d(np.arange(len(points)), fences.attrs["shared"])
    assert shapely.covers(geometries[np.asarray(labels)[own]], shapely.points(points[own])).all()
    for polygon in shapely.get_parts(filled):
        assert polygon.exterior.is_ccw
        assert not any(hole.is_ccw for hole in polygon.interiors)


@pytest.mark.parametrize("station", STATIONS, ids=lambda station: station.__name__)
@pytest.mark.parametrize("kind", ["near", "random"])
def test_fences_partition_the_derived_area(station, kind):
    rng = np.random.default_rng(3)
    points = station(rng)
    labels = nearest_labels(points, 8, rng) if kind == "near" else rng.integers(0, 8, len(points))
    area = equizone.service_area(points)
    assert area.is_valid
    assert area.geom_type == "Polygon"
    assert shapely.contains_properly(area, shapely.points(points)).all()
    check_fences(equizone.fences(points, labels), points, labels, area)


def test_fences_fill_an_area_with_hole_and_islands():
    rng = np.random.default_rng(4)
    points = uniform(rng)
    lake = shapely.box(*(FAR_FROM_ZERO + 2000), *(FAR_FROM_ZERO + 3000))
    island = lake.buffer(-300)
    outskirts = shapely.Point(FAR_FROM_ZERO + np.array([9000, 0])).buffer(200)
    area = shapely.union_all([shapely.Point(FAR_FROM_ZERO + 2500).buffer(4000) - lake, island, outskirts])
    points = points[shapely.covers(area, shapely.points(points))]
    labels = rng.integers(0, 6, len(points))
    check_fences(equizone.fences(points, labels, area=area), points, labels, area)


def test_area_of_touching_discs():
    """Unions of buffers touch themselves within rounding: valid for GEOS, so valid for us."""
    rng = np.random.default_rng(5)
    points = np.unique(rng.integers(0, 30, (300, 2)), axis=0) * 100.0
    area = shapely.union_all(shapely.buffer(shapely.points(points), 50))
    labels = rng.integers(0, 5, len(points))
    check_fences(equizone.fences(points, labels, area=area), points, labels, area)


def test_series():
    points = np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 0.0], [0.0, 0.0], [0.0, 0.0]])
    fences = equizone.fences(points, [0, 1, 1, 2, 0], zones=4)
    assert isinstance(fences, geopandas.GeoSeries)
    assert fences.name == "fence"
    assert list(fences.index) == [0, 1, 2, 3]
    assert list(fences.is_empty) == [False, False, True, True]
    assert fences.attrs["shared"] == [3]
    assert fences[0].covers(shapely.Point(0, 0))


def test_same_input_same_bytes():
    rng = np.random.default_rng(6)
    points = uniform(rng)
    labels = rng.integers(0, 9, len(points))
    first, second = (equizone.fences(points, labels) for _ in range(2))
    assert [fence.wkb for fence in first] == [fence.wkb for fence in second]


def test_margin():
    points = uniform(np.random.default_rng(7))
    area = equizone.service_area(points, margin_m=200)
    distances = shapely.distance(area.exterior, shapely.points(points))
    assert 160 < distances.min() <= 200.001
    single = equizone.service_area(points[:1])
    assert shapely.distance(single.exterior, shapely.Point(points[0])) > 80


@pytest.mark.parametrize(("place", "crs"), [("liechtenstein", 32632), ("krems", 32633)])
def test_real_buildings(data_folder, place, crs):
    buildings = pd.read_csv(data_folder / "osm" / place / "buildings.csv")
    to_metres = pyproj.Transformer.from_crs(4326, crs, always_xy=True)
    points = np.column_stack(to_metres.transform(buildings.lon, buildings.lat))
    rng = np.random.default_rng(8)
    area = equizone.service_area(points)
    assert area.area < 0.9 * shapely.MultiPoint(points).convex_hull.area
    for labels in (nearest_labels(points, 40, rng), rng.integers(0, 40, len(points))):
        check_fences(equizone.fences(points, labels), points, labels, area)


SQUARE = shapely.box(-1, -1, 11, 11)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": "alpha"}, "kind is 'alpha'"),
        ({"zones": 0}, "zones is 0"),
        ({"zones": 1}, "labels[1] is 1"),
        ({"labels": [0, -1]}, "labels[1] is -1"),
        ({"labels": [0]}, "labels has 1 entries"),
        ({"labels": [0.0, 1.5]}, "labels has dtype float64"),
        ({"points": [[0.0, 0.0], [10.0, np.nan]]}, "points[1] has y = nan"),
        ({"points": [0.0, 10.0]}, "points has shape (2,)"),
        ({"points": np.empty((0, 2)), "labels": np.empty(0, int)}, "points is empty"),
        ({"area": shapely.Polygon()}, "area is empty"),
        ({"area": shapely.Point(0, 0)}, "area is a Point"),
        ({"area": shapely.Polygon([(-1, -1), (11, 11), (11, -1), (-1, 11)])}, "area is not a valid polygon"),
        ({"area": shapely.box(-1, -1, 5, 5)}, "points[1] lies 5 m outside area (1 of 2 stops lie outside)"),
    ],
)
def test_bad_input(changes, message):
    arguments = {"points": [[0.0, 0.0], [10.0, 0.0]], "labels": [0, 1], "area": SQUARE} | changes
    with pytest.raises(equizone.InputError) as caught:
        equizone.fences(**arguments)
    assert message in str(caught.value)


@pytest.mark.parametrize("margin_m", [0, -5.0, np.nan, np.inf])
def test_bad_margin(margin_m):
    with pytest.raises(ValueError, match="margin_m is"):
        equizone.service_area([[0.0, 0.0], [10.0, 0.0]], margin_m)
