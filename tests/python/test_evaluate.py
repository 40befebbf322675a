"""Scores of labels, against numpy, shapely and scipy."""

import equizone
import numpy as np
import pytest
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components


def random_labels(seed, stops=150, zones=5):
    rng = np.random.default_rng(seed)
    points = rng.uniform(0.0, 1000.0, (stops, 2)) + np.array([5e5, 5.2e6])
    # Stripes with noise: some zones in one piece, some in several.
    labels = (((points[:, 0] - 5e5) / 1000 * zones + rng.normal(0, 0.15, stops)) % zones).astype(int)
    return points, rng.lognormal(1.0, 0.5, stops), labels


def neighbours_by_shapely(points):
    """Return the pairs of points whose Voronoi cells share an edge."""
    local = points - points.mean(axis=0)
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.MultiPoint(local), extend_to=shapely.box(-1e5, -1e5, 1e5, 1e5))
    )
    stops, owners = shapely.STRtree(shapely.points(local)).query(cells, predicate="intersects")[::-1]
    cell_of = cells[owners[np.argsort(stops)]]
    one, other = shapely.STRtree(cell_of).query(cell_of, predicate="intersects")
    shared = shapely.length(shapely.intersection(cell_of[one], cell_of[other]))
    pairs = (one < other) & (shared > 1e-6)
    return one[pairs], other[pairs]


@pytest.mark.parametrize("seed", range(5))
def test_pieces_are_those_of_the_voronoi_cells(seed):
    points, loads, labels = random_labels(seed)
    one, other = neighbours_by_shapely(points)
    inside = labels[one] == labels[other]
    graph = coo_array((np.ones(inside.sum()), (one[inside], other[inside])), shape=(150, 150))
    _, piece = connected_components(graph, directed=False)
    pieces = [len(np.unique(piece[labels == zone])) for zone in range(5)]
    piece_loads = np.bincount(piece, loads)
    heaviest = [piece_loads[piece[labels == zone]].max() for zone in range(5)]

    score = equizone.evaluate(points, loads, labels)
    np.testing.assert_array_equal(score.pieces, pieces)
    assert max(pieces) > 1
    assert score.stray_load == pytest.approx(1 - sum(heaviest) / loads.sum())


def test_sums_are_those_of_numpy():
    points, loads, labels = random_labels(9)
    score = equizone.evaluate(points, loads, labels)
    zone_loads = np.bincount(labels, loads)
    centers = np.array(
        [np.average(points[labels == z], axis=0, weights=loads[labels == z]) for z in range(5)]
    )
    square_m2 = ((points - centers[labels]) ** 2).sum(axis=1)
    assert score.zones == 5
    np.testing.assert_array_equal(score.stops, np.bincount(labels))
    np.testing.assert_allclose(score.zone_loads, zone_loads, rtol=1e-13)
    np.testing.assert_allclose(score.centers, centers, atol=1e-8)
    np.testing.assert_allclose(score.zone_costs, np.bincount(labels, loads * square_m2), rtol=1e-9)
    assert score.cost == pytest.approx(score.zone_costs.sum())
    assert score.imbalance == pytest.approx(zone_loads.max() / zone_loads.mean() - 1)
    assert score.shortfall == pytest.approx(1 - zone_loads.min() / zone_loads.mean())
    assert score.empty_zones == 0


def test_a_partition_and_its_score_agree():
    points, loads, _ = random_labels(3, stops=400)
    p = equizone.partition(
        points, loads, zones=8, targets=np.arange(1, 9) / 36, tolerance=0.1, contiguous=True
    )
    score = equizone.evaluate(points, loads, p.labels, targets=p.targets)
    np.testing.assert_allclose(score.zone_loads, p.zone_loads, rtol=1e-13)
    np.testing.assert_allclose(score.centers, p.centers, atol=1e-6)
    assert score.cost == pytest.approx(p.cost, rel=1e-9)
    assert score.imbalance == pytest.approx(p.imbalance)
    assert score.shortfall == pytest.approx(p.shortfall)
    assert score.stray_load == 0
    np.testing.assert_array_equal(score.pieces, 1)


def test_empty_zones_are_counted():
    score = equizone.evaluate([[0.0, 0.0], [2.0, 0.0]], [1, 1], [2, 2], zones=4)
    assert score.empty_zones == 3
    assert score.pieces.tolist() == [0, 0, 1, 0]
    assert score.centers[2].tolist() == [1.0, 0.0]
    assert np.isnan(score.centers[[0, 1, 3]]).all()
    assert (score.imbalance, score.shortfall) == (3.0, 1.0)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"labels": [0, -1, 1]}, r"labels\[1\] is -1"),
        ({"labels": [0, 1]}, "labels has 2 entries but points has 3 stops"),
        ({"labels": [0.0, 1.0, 1.0]}, "labels has dtype float64"),
        ({"labels": ["a", "b", "b"]}, "labels has dtype <U1"),
        ({"labels": [[0, 1, 1]]}, r"labels has shape \(1, 3\)"),
        ({"zones": 1}, r"labels\[1\] is 1; labels count from 0 to 0 for 1 zones"),
        ({"zones": -3}, "zones is -3"),
        ({"loads": [1, -3, 1]}, r"loads\[1\] is -3; every load must be finite and >= 0"),
        ({"loads": [0, 0, 0]}, "loads are all zero"),
        ({"points": [[0, 0], [1, np.nan], [2, 0]]}, r"points\[1\] has y = nan"),
        ({"targets": [1, 1, 1]}, "targets has 3 entries but zones is 2"),
        ({"targets": [1, -1]}, r"targets\[1\] is -1"),
    ],
)
def test_bad_input_is_named(change, message):
    good = {"points": [[0, 0], [1, 0], [2, 0]], "loads": [1, 2, 3], "labels": [0, 1, 1]}
    with pytest.raises(equizone.InputError, match=message):
        equizone.evaluate(**{**good, **change})
