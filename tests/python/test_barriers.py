"""Barriers from Python: fences, contiguity, partitions and distances, checked by shapely and numpy."""

import equizone
import geopandas
import numpy as np
import pytest
import shapely

ORIGIN = np.array([540_000.0, 5_220_000.0])
AREA = shapely.box(*(ORIGIN - 100), *(ORIGIN + 1100))


def river():
    x = np.arange(-900, 1900, 9.0)
    return shapely.LineString(ORIGIN + np.column_stack([x, 500 + 150 * np.sin(x / 200)]))


def north(points):
    x, y = (np.asarray(points) - ORIGIN).T
    return y > 500 + 150 * np.sin(x / 200)


def stops(count=300, seed=1):
    return ORIGIN + np.random.default_rng(seed).random((count, 2)) * 1000


def labels_by_bank(points, seed=1):
    return 2 * np.random.default_rng(seed).integers(0, 3, len(points)) + north(points)


def check_coverage(fences, area):
    geometries = fences.to_numpy()
    assert shapely.is_valid(geometries).all()
    assert shapely.coverage_is_valid(geometries)
    assert abs(shapely.area(geometries).sum() / area.area - 1) < 1e-9


def test_fences_end_at_a_closed_barrier():
    points = stops()
    labels = labels_by_bank(points)
    fences = equizone.fences(points, labels, area=AREA, barriers=[river()])
    check_coverage(fences, AREA)
    assert fences.attrs["outside"] == []
    assert fences.attrs["pieces"] == [len(getattr(shape, "geoms", [shape])) for shape in fences]
    banks = shapely.get_parts(
        shapely.polygonize(shapely.get_parts([shapely.union_all([river(), AREA.boundary])]))
    )
    banks = [bank for bank in banks if AREA.covers(bank.representative_point())]
    south, other = sorted(banks, key=lambda bank: bank.centroid.y)
    for zone, fence in enumerate(fences):
        wrong = south if zone % 2 else other
        assert fence.intersection(wrong).area < 1e-3


def test_all_forms_of_barriers_mean_the_same():
    points = stops()
    line = river()
    corners = shapely.get_coordinates(line)
    pieces = np.hstack([corners[:-1], corners[1:]])
    expected = equizone.neighbouring_stops(points, equizone.BarrierLines(pieces))
    halves = shapely.MultiLineString([corners[:100], corners[99:]])
    for form in (pieces, line, [line], halves, geopandas.GeoSeries([line])):
        np.testing.assert_array_equal(equizone.neighbouring_stops(points, form), expected)
    crosses = shapely.intersects(shapely.linestrings(points[expected]), line)
    assert not crosses.any()
    assert len(expected) < len(equizone.neighbouring_stops(points))


def test_polygons_are_barriers_by_their_rings():
    points = stops()
    pond = shapely.Point(ORIGIN + 500).buffer(120)
    edges = equizone.neighbouring_stops(points, pond)
    assert not shapely.intersects(shapely.linestrings(points[edges]), pond.boundary).any()


def test_contiguity_is_told_with_its_reasons():
    points = stops()
    labels = north(points).astype(int)
    assert equizone.is_contiguous(points, labels, barriers=river())
    labels[np.argmax(points[:, 1])] = 0
    found = equizone.is_contiguous(points, labels, barriers=river())
    assert not found
    assert found.stray.tolist() == [np.argmax(points[:, 1])]
    assert found.pieces.tolist() == [2, 1]
    graph = equizone.neighbouring_stops(points, river())
    assert equizone.is_contiguous(points, labels, graph=graph).stray.tolist() == found.stray.tolist()


def test_a_partition_keeps_to_its_bank():
    points = stops(400)
    loads = np.random.default_rng(2).integers(1, 10, 400)
    plan = equizone.partition(points, loads, zones=16, tolerance=0.08, barriers=river())
    assert equizone.is_contiguous(points, plan.labels, barriers=river())
    for zone in range(16):
        assert len(set(north(points[plan.labels == zone]))) == 1
    assert plan.enclosed.size == 0
    assert (plan.loads == loads).all()
    check_coverage(plan.fences(area=AREA, barriers=river()), AREA)


def test_distances_lead_over_crossings():
    points = stops()
    bridge = shapely.get_coordinates(river().interpolate(0.5, normalized=True))
    corners = shapely.get_coordinates(river())
    lines = equizone.BarrierLines(np.hstack([corners[:-1], corners[1:]]), crossings=bridge)
    metres = equizone.BarrierMetric(lines).over(points).distances_from(0)
    straight = np.hypot(*(points - points[0]).T)
    assert (metres >= straight - 1e-3).all()
    same = north(points) == north(points[:1])
    detour = np.hypot(*(points[0] - bridge[0])) + np.hypot(*(points - bridge[0]).T)
    assert (metres[~same] > 0.95 * detour[~same] - 30).all()
    without = equizone.BarrierMetric(river()).over(points).distances_from(0)
    assert (np.isinf(without) == ~same).all()


def test_outliers_are_flagged():
    points = stops(50)
    points[7] += 30_000
    assert equizone.outliers(points).tolist() == [7]
    plan = equizone.partition(points, np.ones(50), zones=10, tolerance=0.05, flag_outliers=True)
    assert plan.outliers.tolist() == [7]
    assert np.bincount(plan.labels).min() > 1


@pytest.mark.parametrize(
    ("barriers", "words"),
    [
        (np.zeros((3, 2)), "barriers has shape"),
        ([[0, 0]], r"barriers\[0\] is a list"),
        (5, "barriers is a int"),
        (np.array([[0, 0, np.nan, 1]]), r"barriers\[0\] has a coordinate nan"),
    ],
)
def test_barriers_that_are_none_are_errors(barriers, words):
    with pytest.raises(equizone.InputError, match=words):
        equizone.neighbouring_stops(stops(20), barriers)


def test_a_graph_that_does_not_fit_is_an_error():
    points = stops(5)
    with pytest.raises(equizone.InputError, match=r"graph\[0\] names stop 9"):
        equizone.is_contiguous(points, np.zeros(5, int), graph=[[0, 9]])
    with pytest.raises(equizone.InputError, match="graph has shape"):
        equizone.is_contiguous(points, np.zeros(5, int), graph=[[0.5, 1.0]])
    with pytest.raises(equizone.InputError, match="barriers and graph"):
        equizone.is_contiguous(points, np.zeros(5, int), barriers=river(), graph=[[0, 1]])
