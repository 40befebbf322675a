"""Scores of plans for real towns, against figures found without them."""

import equizone
import numpy as np
import pandas as pd
import pyproj
import pytest
import shapely

UTM = {"krems": 32633, "liechtenstein": 32632}


@pytest.fixture(scope="module", params=[("krems", 20), ("liechtenstein", 40)], ids=lambda param: param[0])
def town(request, data_folder):
    """Return buildings in metres, their loads, the labels of a partition, its scores, and barriers."""
    name, zones = request.param
    folder = data_folder / "osm" / name
    buildings = pd.read_csv(folder / "buildings.csv")
    to_metres = pyproj.Transformer.from_crs(4326, UTM[name], always_xy=True)
    points = np.column_stack(to_metres.transform(buildings.lon, buildings.lat))
    loads = np.clip(buildings.area_m2.to_numpy() / 200, 1, 25).round()
    labels = equizone.partition(points, loads, zones=zones, tolerance=0.05, effort="fast").labels
    barriers = equizone.Barriers.read(folder).to_crs(UTM[name])
    before = equizone.partition(points, loads, zones=zones, tolerance=0.05, effort="fast", seed=9).labels
    scores = equizone.evaluate(points, loads, labels, reference=before, barriers=barriers)
    return points, loads, labels, scores, barriers


def test_land_is_that_of_the_fences(town):
    points, _, labels, scores, barriers = town
    fences = equizone.fences(points, labels, barriers=barriers).to_numpy()
    area, length = shapely.area(fences), shapely.length(fences)
    shapes = scores.shapes
    np.testing.assert_allclose(shapes.areas_m2, area, rtol=1e-9)
    np.testing.assert_allclose(shapes.polsby_popper, 4 * np.pi * area / length**2, rtol=1e-9)
    radius = shapely.minimum_bounding_radius(fences)
    np.testing.assert_allclose(shapes.reock, area / (np.pi * radius**2), rtol=1e-6)
    border = (length.sum() - shapely.coverage_union_all(fences).length) / 2
    assert shapes.border_m == pytest.approx(border, rel=1e-4)
    for measure in (shapes.polsby_popper, shapes.reock, shapes.inertia):
        assert ((measure > 0) & (np.asarray(measure) <= 1)).all()


def test_travel_is_a_tour_through_the_ground_of_each_zone(town):
    points, _, labels, scores, _ = town
    for zone, travel in enumerate(scores.travel_km):
        own = points[labels == zone]
        expected = 1.5 * np.sqrt(len(own) * equizone.occupied_area_km2(own))
        assert travel == pytest.approx(expected, rel=1e-9)


def test_far_stops_are_those_that_a_distance_table_shows(town):
    points, _, labels, scores, _ = town
    distance = np.linalg.norm(points[:, None] - np.asarray(scores.centers), axis=2)
    own = distance[np.arange(len(points)), labels]
    np.testing.assert_array_equal(scores.far, np.flatnonzero(own >= 2 * distance.min(axis=1)))


def test_a_division_that_knows_barriers_has_nothing_beyond_them(town):
    points, loads, _, scores, barriers = town
    zones = scores.zones
    aware = equizone.partition(
        points, loads, zones=zones, tolerance=0.05, effort="fast", barriers=barriers
    ).labels
    known = equizone.evaluate(points, loads, aware, barriers=barriers, land=False)
    assert known.crossing_load == 0
    assert known.crossing_zones == 0
    assert scores.crossing_load > 0
    assert 0 < scores.crossing_zones <= zones
