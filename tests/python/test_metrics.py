"""Zones by matrices and street networks, in Python."""

import csv
import os
import pickle
from pathlib import Path

import equizone
import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

DATA = os.environ.get("EQUIZONE_DATA")
needs_data = pytest.mark.skipif(not DATA, reason="EQUIZONE_DATA does not name the folder of the data sets")


def station(stops=300, seed=0):
    rng = np.random.default_rng(seed)
    points = rng.uniform(0, 5000, (stops, 2))
    return points, rng.lognormal(0, 0.5, stops)


def straight(points):
    return np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))


def town(name):
    """Nodes in metres (near enough for a town), both directions of streets, stops and drops."""
    folder = Path(DATA) / "osm" / name
    tables = {}
    for table in ("nodes", "edges", "buildings"):
        with (folder / f"{table}.csv").open(encoding="utf-8") as file:
            tables[table] = list(csv.DictReader(file))
    metres = np.array([np.cos(np.radians(48.4)), 1.0]) * 111_200

    def places(rows):
        return np.array([[float(row["lon"]), float(row["lat"])] for row in rows]) * metres

    edges = [(int(row["from"]), int(row["to"]), float(row["length_m"])) for row in tables["edges"]]
    back = [
        (to, start, length)
        for (start, to, length), row in zip(edges, tables["edges"], strict=True)
        if row["oneway"] == "0"
    ]
    both = np.array(edges + back)
    nodes, stops = places(tables["nodes"]), places(tables["buildings"])
    area = np.array([float(row["area_m2"]) for row in tables["buildings"]])
    return nodes, both[:, :2].astype(int), both[:, 2], stops, np.clip(np.ceil(area / 200), 1, 20)


def test_matrix_result():
    points, loads = station()
    matrix = straight(points) * np.random.default_rng(1).uniform(1, 1.5, (300, 300))
    p = equizone.partition(points, loads, zones=8, metric=equizone.MatrixMetric(matrix))
    assert p.status == "ok"
    assert p.center_stops.shape == (8,)
    assert (p.labels[p.center_stops] == np.arange(8)).all()
    assert (p.centers == points[p.center_stops]).all()
    assert p.cost == pytest.approx((loads * matrix[p.center_stops[p.labels], np.arange(300)]).sum())
    assert 0 < p.lower_bound <= p.cost
    assert p.unreachable.size == 0
    assert np.abs(p.zone_loads / p.targets - 1).max() <= 0.03 + 1e-9
    again = pickle.loads(pickle.dumps(p))
    assert (again.center_stops == p.center_stops).all()
    measured = equizone.medians(points, loads, p.labels, equizone.MatrixMetric(matrix))
    assert measured.cost == pytest.approx(p.cost)
    assert measured.mean_distance == pytest.approx(p.cost / loads.sum())
    with pytest.raises(ValueError, match="made with a metric"):
        p.locate(points[:3])


def test_planar_result_has_no_center_stops():
    points, loads = station()
    p = equizone.partition(points, loads, zones=8)
    assert p.center_stops.size == 0
    assert p.unreachable.size == 0


def test_visits_differ_from_loads():
    points, loads = station(120)
    visits = np.random.default_rng(3).integers(0, 4, 120)
    matrix = straight(points)
    p = equizone.partition(
        points, loads, zones=5, metric=equizone.MatrixMetric(matrix, visits=visits), tolerance=0.05
    )
    assert p.status == "ok"
    assert p.cost == pytest.approx((visits * matrix[p.center_stops[p.labels], np.arange(120)]).sum())


def test_start_from_a_result():
    points, loads = station()
    metric = equizone.MatrixMetric(straight(points))
    p = equizone.partition(points, loads, zones=8, metric=metric)
    assert equizone.partition(points, loads, zones=8, metric=metric, start=p).status == "ok"
    again = equizone.partition(points, loads, zones=8, metric=metric, start=p.labels)
    assert again.cost <= p.cost * (1 + 1e-9)


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (lambda: equizone.MatrixMetric(np.ones((3, 4))), r"matrix has shape \(3, 4\); it must be square"),
        (lambda: equizone.MatrixMetric(np.ones(4)), r"matrix has shape \(4,\)"),
        (lambda: equizone.MatrixMetric([[0.0, np.nan], [1, 0]]), r"matrix\[0, 1\] is nan"),
        (lambda: equizone.MatrixMetric([[0.0, 1], [-2, 0]]), r"matrix\[1, 0\] is -2"),
        (lambda: equizone.MatrixMetric(np.ones((2, 2)), visits=[1, -1]), r"visits\[1\] is -1"),
        (lambda: equizone.StreetNetwork([[0, 0], [1, 1]], [[0, 2]]), r"edges\[0\] goes to node 2"),
        (lambda: equizone.StreetNetwork([[0, 0], [1, 1]], [[0.0, 1.0]]), "numbers of nodes are whole"),
        (lambda: equizone.StreetNetwork([[0, 0], [1, 1]], [[0, 1]], [1, 2]), "lengths has 2 entries"),
        (lambda: equizone.StreetNetwork([[0, 0], [1, 1]], [0, 1]), r"edges has shape \(2,\)"),
    ],
)
def test_bad_metrics(make, text):
    with pytest.raises(ValueError, match=text):
        make()


def test_metric_must_be_one():
    points, loads = station(20)
    for given in (None, 5):
        with pytest.raises(ValueError, match=f"metric is {given}; give a MatrixMetric, a NetworkMetric or a"):
            equizone.medians(points, loads, np.zeros(20, int), given)
    with pytest.raises(ValueError, match="network is 'streets'; give a StreetNetwork"):
        equizone.NetworkMetric("streets")
    with pytest.raises(ValueError, match="matrix has no way between any two of its 20 stops"):
        equizone.MatrixMetric(np.full((20, 20), np.inf))
    with pytest.raises(
        ValueError, match="metric is 'streets'; give a MatrixMetric, a NetworkMetric or a BarrierMetric"
    ):
        equizone.partition(points, loads, zones=2, metric="streets")
    with pytest.raises(ValueError, match="give a MatrixMetric, a NetworkMetric or a BarrierMetric") as error:
        equizone.partition(points, loads, zones=2, metric=np.ones((20, 20)))
    assert "\n" not in str(error.value)
    with pytest.raises(ValueError, match="barriers is None; give barriers"):
        equizone.BarrierMetric(None)
    with pytest.raises(ValueError, match="matrix has 3 rows but points has 20 stops"):
        equizone.partition(points, loads, zones=2, metric=equizone.MatrixMetric(np.ones((3, 3))))


def test_metrics_can_be_sent_to_other_processes():
    points, loads = station(40)
    network = equizone.StreetNetwork(points, [[i, (i + 1) % 40] for i in range(40)], walk_per_m=2.0)
    matrix = straight(points)
    for metric in (
        equizone.MatrixMetric(matrix),
        equizone.MatrixMetric(matrix, visits=np.arange(40)),
        equizone.NetworkMetric(network, visits=np.ones(40)),
    ):
        again = pickle.loads(pickle.dumps(metric))
        assert type(again) is type(metric)
        assert again.visits.tolist() == metric.visits.tolist()
        p, q = (equizone.partition(points, loads, zones=4, metric=m) for m in (metric, again))
        assert (p.labels == q.labels).all()
        assert p.cost == q.cost
    assert (equizone.MatrixMetric(matrix).matrix == matrix).all()


def test_network_can_be_extended():
    class Streets(equizone.StreetNetwork):
        @classmethod
        def of_a_square(cls):
            return cls([[0, 0], [100, 0], [100, 100], [0, 100]], [[0, 1], [1, 2], [2, 3], [3, 0]])

    streets = Streets.of_a_square()
    assert isinstance(streets, Streets)
    assert streets.distances_from([[20, 5]], [[80, 10]]) == pytest.approx(75)
    assert streets.distances_from([[80, 10]], [[20, 5]]) == pytest.approx(355)
    points = [[20, 5], [80, 10], [95, 50], [5, 50]]
    p = equizone.partition(points, np.ones(4), zones=2, metric=equizone.NetworkMetric(streets))
    assert p.status == "ok"


@needs_data
def test_network_distances_are_those_of_scipy():
    nodes, edges, lengths, _, _ = town("krems")
    places = nodes[:: len(nodes) // 60]
    least = {}
    for (start, end), length in zip(edges, lengths, strict=True):
        least[start, end] = min(length, least.get((start, end), np.inf))
    start, end = np.array(list(least)).T
    graph = csr_array((np.array(list(least.values())), (start, end)), shape=(len(nodes), len(nodes)))
    chosen = np.arange(0, len(nodes), len(nodes) // 60)
    known = dijkstra(graph, indices=chosen)[:, chosen]
    ours = equizone.StreetNetwork(nodes, edges, lengths).distances_from(places, places)
    # Where streets cross without a node, a node may lie on another street.
    same = np.isclose(ours, known, rtol=1e-9, atol=1e-6)
    assert same.mean() > 0.9


@needs_data
@pytest.mark.parametrize(("zones", "at_least"), [(20, 0.05), (40, 0.05)])
def test_zones_by_streets_are_nearer_than_planar_ones_in_krems(zones, at_least):
    nodes, edges, lengths, points, loads = town("krems")
    metric = equizone.NetworkMetric(equizone.StreetNetwork(nodes, edges, lengths))
    planar = equizone.partition(points, loads, zones=zones, tolerance=0.05)
    p = equizone.partition(points, loads, zones=zones, tolerance=0.05, metric=metric)
    assert p.status == "ok"
    before, after = (equizone.medians(points, loads, q.labels, metric) for q in (planar, p))
    assert after.mean_distance < (1 - at_least) * before.mean_distance
    assert (after.unreachable == p.unreachable).all()


@needs_data
@pytest.mark.parametrize("instance", ["SJC1", "SJC2", "lin318_015"])
def test_capacitated_medians_are_within_one_per_cent_of_the_optimum(instance):
    folder = Path(DATA) / "cpmp"
    numbers = (folder / f"{instance}.dat").read_text().split()
    with (folder / "reference.csv").open(encoding="utf-8") as file:
        optimum = {row["instance"]: float(row["cost"]) for row in csv.DictReader(file)}[instance]
    x, y, capacity, demand = np.array(numbers[2:], dtype=float).reshape(-1, 4).T
    points = np.column_stack([x, y])
    metric = equizone.MatrixMetric(straight(points), visits=np.ones(len(x)))
    p = equizone.partition(points, demand, zones=int(numbers[1]), upper=capacity[0], metric=metric)
    assert p.status == "ok"
    assert p.zone_loads.max() <= capacity[0]
    assert optimum * (1 - 1e-6) <= p.cost <= 1.01 * optimum
