"""Barriers from Python: fences, contiguity, partitions and distances, checked by shapely and numpy."""

import pickle

import equizone
import geopandas
import numpy as np
import pytest
import shapely
from equizone.barrier_lines import straight_pieces

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


def test_contiguity_of_no_stops_is_an_error():
    with pytest.raises(equizone.InputError, match="points is empty; give at least one stop"):
        equizone.is_contiguous(np.zeros((0, 2)), [])
    with pytest.raises(equizone.InputError, match="labels is empty; give at least one stop"):
        equizone.is_contiguous([], [], graph=np.zeros((0, 2), int))


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


@pytest.mark.parametrize("given", ["yes", None, 1])
def test_flags_are_true_or_false(given):
    points, loads = np.random.default_rng(0).uniform(0, 100, (20, 2)), np.ones(20)
    for name in ("contiguous", "flag_outliers"):
        with pytest.raises(ValueError, match=f"{name} is {given!r}; give True or False"):
            equizone.partition(points, loads, zones=2, **{name: given})
        equizone.partition(points, loads, zones=2, **{name: np.True_})
    with pytest.raises(ValueError, match=f"land is {given!r}; give True or False"):
        equizone.evaluate(points, loads, np.arange(20) % 2, land=given)
    with pytest.raises(ValueError, match=f"mapped is {given!r}; give True or False"):
        equizone.BarrierLines(np.zeros((1, 4)), mapped=given)


def test_a_graph_that_links_too_few_is_told():
    graph = equizone.neighbouring_stops(stops(40))
    within = graph[(graph < 20).all(axis=1)]  # the others have no neighbours
    p = equizone.partition(stops(40), np.ones(40), zones=4, graph=within)
    assert p.status == "not_reached"
    assert len(p.enclosed) >= 20
    assert f"{len(p.enclosed)} stops in parts too small for a zone went to the nearest one" in p.reason


def test_a_graph_that_does_not_fit_is_an_error():
    points = stops(5)
    with pytest.raises(equizone.InputError, match=r"graph\[0\] names stop 9"):
        equizone.is_contiguous(points, np.zeros(5, int), graph=[[0, 9]])
    with pytest.raises(equizone.InputError, match="graph has shape"):
        equizone.is_contiguous(points, np.zeros(5, int), graph=[[0.5, 1.0]])
    with pytest.raises(equizone.InputError, match="barriers and graph"):
        equizone.is_contiguous(points, np.zeros(5, int), barriers=river(), graph=[[0, 1]])


def ring(radius_m):
    """Return a circle around the middle of the stops."""
    angle = np.linspace(0, 2 * np.pi, 60)
    return shapely.LineString(ORIGIN + 500 + radius_m * np.column_stack([np.cos(angle), np.sin(angle)]))


def in_ring(points, radius_m):
    return shapely.contains_xy(shapely.Polygon(ring(radius_m).coords), points)


@pytest.mark.parametrize("radius_m", [60, 250])
def test_given_barriers_around_stops_are_an_error(radius_m):
    points = stops()
    inside = np.flatnonzero(in_ring(points, radius_m))
    words = (
        rf"barriers enclose {len(inside)} of 300 stops with no .* the first is points\[{inside[0]}\]: give"
    )
    given = equizone.Barriers.from_lines(geopandas.GeoSeries([ring(radius_m)], crs=32632))
    for barriers in (ring(radius_m), [ring(radius_m)], given):
        with pytest.raises(equizone.InputError, match=words):
            equizone.partition(points, np.ones(300), zones=6, barriers=barriers)
    found = equizone.enclosures(points, given)
    assert (found >= 0).tolist() == in_ring(points, radius_m).tolist()


def test_pockets_of_a_map_and_zones_of_their_own_are_none():
    points = stops()
    pieces = equizone.BarrierLines(straight_pieces(ring(60)), mapped=True)
    p = equizone.partition(points, np.ones(300), zones=6, barriers=pieces)
    assert p.status == "ok"
    assert p.enclosed.tolist() == np.flatnonzero(in_ring(points, 60)).tolist()
    big = next(radius for radius in range(200, 400) if in_ring(points, radius).sum() == 100)
    p = equizone.partition(points, np.ones(300), zones=6, barriers=ring(big))
    assert p.status == "ok"
    assert p.enclosed.size == 0
    assert len(set(p.labels[in_ring(points, big)])) == 2


@pytest.mark.parametrize(
    "call",
    [
        lambda points, walls: equizone.partition(points, np.ones(300), zones=3, barriers=walls),
        lambda points, walls: equizone.is_contiguous(points, np.zeros(300, int), barriers=walls),
        lambda points, walls: equizone.fences(points, np.zeros(300, int), barriers=walls),
        lambda points, walls: equizone.BarrierMetric(walls).over(points),
    ],
)
def test_barriers_of_another_region_are_an_error(call):
    points = stops()
    degrees = geopandas.GeoSeries([river()], crs=32632).to_crs(4326).array
    words = (
        r"barriers lie \d+ m or more beyond the stops \(barriers\[\d+\] is the nearest piece\); give those"
    )
    for walls in (degrees, shapely.transform(river(), lambda xy: xy + np.array([40_000, 0]))):
        with pytest.raises(equizone.InputError, match=words):
            call(points, walls)


def test_prices_count_without_a_metric_too():
    points = stops()
    toll = equizone.Barriers.from_lines(geopandas.GeoSeries([river()], crs=32632), "3000 m")
    asked = {"zones": 6, "tolerance": 0.1}
    p = equizone.partition(points, np.ones(300), **asked, barriers=toll)
    free = equizone.partition(points, np.ones(300), **asked)

    def on_both_banks(labels):
        return sum(len(set(north(points[labels == zone]))) == 2 for zone in range(6))

    assert on_both_banks(p.labels) < on_both_banks(free.labels)
    metric = equizone.BarrierMetric(toll)
    assert p.cost == pytest.approx(equizone.medians(points, np.ones(300), p.labels, metric).cost)


def test_barriers_can_be_sent_to_other_processes():
    bridge = shapely.get_coordinates(river().interpolate(0.5, normalized=True))
    pieces = straight_pieces(river())
    prices = np.where(np.arange(len(pieces)) % 2, 5.0, np.inf)
    lines = equizone.BarrierLines(pieces, prices, bridge, reach_m=9.0, mapped=True)
    for given in (lines, equizone.BarrierLines(pieces)):
        again = pickle.loads(pickle.dumps(given))
        for name in ("segments", "prices", "crossings"):
            np.testing.assert_array_equal(getattr(again, name), getattr(given, name))
        assert (again.reach_m, again.mapped) == (given.reach_m, given.mapped)
    metric = equizone.BarrierMetric(lines, visits=np.arange(300))
    again = pickle.loads(pickle.dumps(metric))
    points = stops()
    assert again.visits.tolist() == list(range(300))
    np.testing.assert_array_equal(again.over(points).distances_from(3), metric.over(points).distances_from(3))
