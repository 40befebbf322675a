"""The call on arrays: what it accepts, what it refuses, and that what it says is true."""

import threading

import equizone
import numpy as np
import pandas as pd
import pytest
import scipy.sparse
from scipy.optimize import linprog


@pytest.fixture(scope="module")
def stops():
    """Return 600 stops in towns, at UTM coordinates, with lognormal loads."""
    rng = np.random.default_rng(1)
    towns = rng.uniform(0.0, 8_000.0, (6, 2)) + np.array([540_000.0, 5_220_000.0])
    points = towns[rng.integers(0, 6, 600)] + rng.normal(0.0, 500.0, (600, 2))
    return points, rng.lognormal(2.0, 0.6, 600)


@pytest.fixture(scope="module")
def zones(stops):
    return equizone.partition(*stops, zones=12, seed=7)


def assert_same(p, q):
    for name in ("labels", "centers", "offsets", "zone_loads", "moved"):
        np.testing.assert_array_equal(getattr(p, name), getattr(q, name))
    assert (p.cost, p.lower_bound, p.status) == (q.cost, q.lower_bound, q.status)


def test_the_result_tells_the_truth(stops, zones):
    points, loads = stops
    members = [zones.labels == zone for zone in range(12)]
    sums = np.array([loads[member].sum() for member in members])
    centers = np.array([np.average(points[member], axis=0, weights=loads[member]) for member in members])
    target = loads.sum() / 12

    assert zones.status == "ok"
    assert zones.reason == ""
    assert zones.labels.dtype == np.int32
    assert zones.labels.shape == (600,)
    np.testing.assert_allclose(zones.zone_loads, sums, rtol=1e-12)
    np.testing.assert_allclose(zones.centers, centers, atol=1e-6)
    np.testing.assert_allclose(zones.targets, target)
    np.testing.assert_allclose(zones.lower, 0.97 * target)
    np.testing.assert_allclose(zones.upper, 1.03 * target)
    assert zones.imbalance == pytest.approx(sums.max() / target - 1)
    assert zones.shortfall == pytest.approx(1 - sums.min() / target)
    assert 0 <= zones.imbalance <= 0.03
    assert 0 <= zones.shortfall <= 0.03
    square_m2 = ((points - centers[zones.labels]) ** 2).sum(axis=1)
    assert zones.cost == pytest.approx((loads * square_m2).sum(), rel=1e-9)
    assert 0 < zones.lower_bound <= zones.cost


def test_offsets_explain_the_labels_but_of_moved_stops(stops, zones):
    points, _ = stops
    square_m2 = ((points[:, None] - zones.centers) ** 2).sum(axis=2)
    nearest = (square_m2 - zones.offsets).argmin(axis=1)
    np.testing.assert_array_equal(np.flatnonzero(nearest != zones.labels), zones.moved)
    np.testing.assert_array_equal(zones.locate(points), nearest)
    assert len(zones.moved) < 60


def least_cost_of_split_stops(points, loads, p):
    """Return the optimum of the transportation problem with the partition's centers and bounds."""
    n, k = len(points), len(p.centers)
    square_m2 = ((points[:, None] - p.centers) ** 2).sum(axis=2)
    zone_loads = scipy.sparse.kron(loads[None, :], scipy.sparse.eye(k))
    solution = linprog(
        (loads[:, None] * square_m2).ravel(),
        A_ub=scipy.sparse.vstack([zone_loads, -zone_loads]).tocsr(),
        b_ub=np.concatenate([p.upper, -p.lower]),
        A_eq=scipy.sparse.kron(scipy.sparse.eye(n), np.ones((1, k))).tocsr(),
        b_eq=np.ones(n),
        method="highs",
    )
    return solution.fun


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("spread_m", "share"), [(40.0, 0.75), (1000.0, 0.98)])
def test_the_lower_bound_is_below_the_exact_optimum_and_near_it(seed, spread_m, share):
    rng = np.random.default_rng(seed)
    towns = rng.uniform(0, 1000, (5, 2))
    points = towns[rng.integers(0, 5, 200)] + rng.normal(0, spread_m, (200, 2))
    loads = rng.lognormal(0, 0.6, 200)
    p = equizone.partition(points, loads, zones=8, seed=seed)
    assert p.status == "ok"
    optimum = least_cost_of_split_stops(points, loads, p)
    assert optimum <= p.cost * (1 + 1e-9)
    assert share * optimum <= p.lower_bound <= optimum * (1 + 1e-7)


def test_locate_places_new_stops(zones):
    rng = np.random.default_rng(2)
    new = rng.uniform([535_000, 5_215_000], [555_000, 5_235_000], (1000, 2))
    square_m2 = ((new[:, None] - zones.centers) ** 2).sum(axis=2)
    located = zones.locate(new)
    assert located.dtype == np.int32
    np.testing.assert_array_equal(located, (square_m2 - zones.offsets).argmin(axis=1))
    assert zones.locate(np.empty((0, 2))).shape == (0,)
    with pytest.raises(equizone.InputError, match=r"points\[1\] has y = nan"):
        zones.locate([[0.0, 0.0], [0.0, np.nan]])


def test_arrays_of_the_result_are_read_only_views(stops):
    labels = equizone.partition(*stops, zones=5).labels  # outlives its result
    assert labels.max() == 4
    with pytest.raises(ValueError, match="read-only"):
        labels[0] = 1


def test_input_is_left_alone(stops):
    points, loads = stops[0].copy(), stops[1].copy()
    equizone.partition(points, loads, zones=5)
    np.testing.assert_array_equal(points, stops[0])
    np.testing.assert_array_equal(loads, stops[1])


@pytest.mark.parametrize(
    "convert",
    [
        pytest.param(lambda x: x.tolist(), id="lists"),
        pytest.param(np.asfortranarray, id="column order"),
        pytest.param(lambda x: np.repeat(x, 2, axis=0)[::2], id="every other row"),
        pytest.param(lambda x: np.flip(np.flip(x).copy()), id="negative strides"),
        pytest.param(lambda x: x.astype(">f8"), id="big-endian"),
        pytest.param(lambda x: pd.DataFrame(x) if x.ndim == 2 else pd.Series(x), id="pandas"),
        pytest.param(
            lambda x: pd.DataFrame(x, index=range(600, 0, -1)) if x.ndim == 2 else pd.Series(x),
            id="any index",
        ),
    ],
)
def test_anything_like_an_array_is_taken(stops, zones, convert):
    assert_same(equizone.partition(*map(convert, stops), zones=12, seed=7), zones)


@pytest.mark.parametrize("dtype", [np.float32, np.int64, np.int32, np.uint16])
def test_other_numbers_are_taken(dtype):
    rng = np.random.default_rng(3)
    points = rng.integers(0, 5000, (200, 2))
    loads = rng.integers(1, 9, 200)
    expected = equizone.partition(points.astype(float), loads.astype(float), zones=6)
    assert_same(equizone.partition(points.astype(dtype), loads.astype(dtype), zones=6), expected)


def test_loads_may_be_true_or_false():
    points = np.random.default_rng(4).uniform(0, 100, (20, 2))
    served = np.arange(20) % 2 == 0
    assert equizone.partition(points, served, zones=5).zone_loads.tolist() == [2.0] * 5


@pytest.mark.parametrize("threads", [0, 2, 3])
def test_threads_do_not_matter(stops, zones, threads):
    assert_same(equizone.partition(*stops, zones=12, seed=7, threads=threads), zones)


def test_other_python_threads_may_run(stops, zones):
    results = [None] * 3

    def solve(at):
        results[at] = equizone.partition(*stops, zones=12, seed=7)

    threads = [threading.Thread(target=solve, args=(at,)) for at in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for result in results:
        assert_same(result, zones)


def test_stages_compose(stops):
    points, loads = stops
    first = equizone.kmeans(points, loads, zones=12)
    assert first.status == "not_reached"
    square_m2 = ((points[:, None] - first.centers) ** 2).sum(axis=2)
    np.testing.assert_array_equal(first.labels, square_m2.argmin(axis=1))
    for start in (first.labels, first.labels.astype(np.int64), first.labels.tolist(), first.centers, first):
        second = equizone.balance(points, loads, start, zones=12)
        assert second.status == "ok"
        assert_same(equizone.partition(points, loads, zones=12, start=start), second)


def test_shares_are_targets(stops):
    points, loads = stops
    shares = np.arange(1, 13) / 78
    by_share = equizone.partition(points, loads, zones=12, targets=shares)
    assert by_share.status == "ok"
    np.testing.assert_allclose(by_share.zone_loads / loads.sum(), shares, rtol=0.03 + 1e-9)
    np.testing.assert_allclose(by_share.targets, shares * loads.sum())


def test_one_number_bounds_all_zones(stops):
    points, loads = stops
    most = 1.01 * loads.sum() / 12
    p = equizone.partition(points, loads, zones=12, upper=most)
    assert p.status == "ok"
    assert p.zone_loads.max() <= most * (1 + 1e-12)
    np.testing.assert_array_equal(p.lower, 0)


def test_a_giant_stop_is_a_status_not_an_error(stops):
    points, loads = stops
    loads = loads.copy()
    loads[88] = loads.sum()
    p = equizone.partition(points, loads, zones=5)
    assert p.status == "heavy_stop"
    assert "stop 88 alone" in p.reason
    assert len(np.unique(p.labels)) == 5


def test_progress_is_reported_and_may_stop_the_run(stops):
    seen = []
    equizone.partition(*stops, zones=12, progress=lambda stage, fraction: seen.append((stage, fraction)))
    assert len({stage for stage, _ in seen}) >= 2
    assert all(0 <= fraction <= 1 for _, fraction in seen)

    def stop(stage, fraction):
        raise KeyError(stage)

    with pytest.raises(KeyError):
        equizone.partition(*stops, zones=12, progress=stop)


def test_a_time_limit_still_gives_a_whole_result(stops):
    p = equizone.partition(*stops, zones=12, time_limit_s=0.0)
    assert set(p.labels) == set(range(12))


def test_repr_says_what_matters(zones):
    assert "zones=12" in repr(zones)
    assert "status='ok'" in repr(zones)


class TestBadInput:
    """Each is a ValueError that names what is wrong."""

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"zones": 0}, "zones is 0"),
            ({"zones": -1}, "zones is -1"),
            ({"zones": 601}, "zones is 601 but there are 600 stops"),
            ({"tolerance": -0.1}, r"tolerance is -0\.1"),
            ({"tolerance": float("nan")}, "tolerance is nan"),
            ({"targets": [1.0] * 5}, "targets has 5 entries but zones is 12"),
            ({"targets": [0.0] + [1.0] * 11}, r"targets\[0\] is 0"),
            ({"targets": [1.0] * 12}, "targets sum to 12"),
            ({"targets": np.ones((12, 1))}, r"targets has shape \(12, 1\)"),
            ({"targets": ["a"] * 12}, "targets has dtype"),
            ({"lower": [1.0] * 5}, "lower has 5 entries"),
            ({"upper": -1.0}, r"upper\[0\] is -1"),
            ({"lower": 5.0, "upper": 4.0}, r"lower\[0\] is 5 but upper\[0\] is 4"),
            ({"method": "magic"}, 'method is "magic"'),
            ({"effort": "heroic"}, 'effort is "heroic"'),
            ({"time_limit_s": -1.0}, "time_limit_s is -1"),
            ({"threads": -1}, "threads is -1"),
            ({"station": (1.0, 2.0, 3.0)}, "station has 3 numbers"),
            ({"station": (5_220_000.0, 540_000.0)}, "swapped"),
            ({"start": np.zeros(7, dtype=int)}, "start.* has 7 entries"),
            ({"start": np.full(600, 12)}, r"start.*\[0\] is 12"),
            ({"start": np.full(600, -1)}, r"start.*\[0\] is -1"),
            ({"start": np.full(600, 2**40)}, r"start.*\[0\] is 1099511627776"),
            ({"start": np.zeros(600)}, "start has dtype float64; labels are whole numbers"),
            ({"start": np.zeros((3, 2))}, "centers but zones is 12"),
            ({"start": np.zeros((12, 3))}, r"start has shape \(12, 3\)"),
        ],
    )
    def test_options(self, stops, change, message):
        with pytest.raises(equizone.InputError, match=message):
            equizone.partition(*stops, **{"zones": 12, **change})

    @pytest.mark.parametrize(
        ("points", "message"),
        [
            (np.zeros((2, 600)), r"points has shape \(2, 600\); it must be \(n, 2\)"),
            (np.zeros(600), r"points has shape \(600,\)"),
            (np.zeros((600, 2, 1)), r"points has shape \(600, 2, 1\)"),
            (np.zeros((600, 3)), r"points has shape \(600, 3\)"),
            (5.0, r"points has shape \(\)"),
            (np.full((600, 2), "a"), "points has dtype <U1"),
            (np.full((600, 2), None), "points has dtype object"),
            (np.zeros((600, 2), dtype=complex), "points has dtype complex128"),
            (np.zeros((600, 2), dtype="datetime64[s]"), "points has dtype datetime64"),
            ([[0.0, 1.0], [2.0]], "points is not an array"),
            (np.empty((0, 2)), "points is empty"),
            (np.zeros((599, 2)), "loads has 600 entries but points has 599 stops"),
        ],
    )
    def test_points(self, stops, points, message):
        loads = stops[1] if len(np.atleast_1d(np.asarray(points, dtype=object))) else np.empty(0)
        with pytest.raises(equizone.InputError, match=message):
            equizone.partition(points, loads, zones=1)

    @pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
    def test_coordinates_that_are_not_finite(self, stops, value):
        points = stops[0].copy()
        points[417, 1] = value
        with pytest.raises(equizone.InputError, match=r"points\[417\] has y = -?(nan|inf); every coordinate"):
            equizone.partition(points, stops[1], zones=12)

    @pytest.mark.parametrize("value", [-3.0, np.nan, np.inf])
    def test_loads_that_are_none(self, stops, value):
        loads = stops[1].copy()
        loads[417] = value
        with pytest.raises(equizone.InputError, match=r"loads\[417\] is -?(3|nan|inf); every load"):
            equizone.partition(stops[0], loads, zones=12)

    @pytest.mark.parametrize(
        ("loads", "message"),
        [
            (np.zeros(600), "loads are all zero"),
            (np.ones((600, 1)), r"loads has shape \(600, 1\)"),
            (np.full(600, "1"), "loads has dtype <U1"),
            (np.full(600, 1, dtype=object), "loads has dtype object"),
            (pd.Series([1.0, None] * 300), r"loads\[1\] is nan"),
            (pd.Series([1, None] * 300, dtype="Int64"), "loads"),
        ],
    )
    def test_loads(self, stops, loads, message):
        with pytest.raises(equizone.InputError, match=message):
            equizone.partition(stops[0], loads, zones=12)

    def test_it_is_a_value_error(self, stops):
        assert issubclass(equizone.InputError, ValueError)
        with pytest.raises(ValueError, match="zones is 0"):
            equizone.kmeans(*stops, zones=0)

    def test_options_are_keywords(self, stops):
        with pytest.raises(TypeError):
            equizone.partition(*stops, 12)
        with pytest.raises(TypeError):
            equizone.partition(*stops)
