"""The checker of certificates, against numpy."""

from types import SimpleNamespace

import equizone
import numpy as np
import pytest


def station(seed, stops=400):
    rng = np.random.default_rng(seed)
    return rng.uniform(0.0, 3000.0, (stops, 2)) + np.array([5e5, 5.2e6]), rng.lognormal(1.0, 0.5, stops)


def figures(points, loads, p):
    """Return cost, dual, and the excess of each stop, from the definitions."""
    squares = ((points[:, None, :] - p.centers[None, :, :]) ** 2).sum(axis=2)
    powers = squares - p.offsets
    own = np.arange(len(points)), p.labels
    upper = np.minimum(p.upper, loads.sum())
    dual = loads @ powers.min(axis=1)
    dual += p.lower @ np.maximum(p.offsets, 0) + upper @ np.minimum(p.offsets, 0)
    return loads @ squares[own], dual, powers[own] - powers.min(axis=1)


@pytest.mark.parametrize("seed", range(4))
def test_figures_are_those_of_numpy(seed):
    points, loads = station(seed)
    p = equizone.partition(points, loads, zones=9, tolerance=0.02)
    check = equizone.check_certificate(points, loads, p)
    cost, dual, excess = figures(points, loads, p)
    assert check.valid, check.faults
    assert check.cost == pytest.approx(cost, rel=1e-9)
    assert check.lower_bound == pytest.approx(dual, rel=1e-9)
    assert check.lower_bound == pytest.approx(p.lower_bound, rel=1e-9)
    assert check.gap == pytest.approx(check.moved_cost + check.slack_cost, abs=1e-9 * cost)
    clear = 1e-2  # m^2: stops on a border, which deviate by less, are no matter
    far = [s for s in check.deviating if s.excess > clear]
    np.testing.assert_array_equal([s.stop for s in far], np.flatnonzero(excess > clear))
    np.testing.assert_allclose([s.excess for s in far], excess[excess > clear], rtol=1e-4)
    assert sum(s.cost for s in check.deviating) == pytest.approx(loads @ excess, rel=1e-6, abs=1e-9 * cost)
    np.testing.assert_allclose(check.zone_loads, np.bincount(p.labels, loads), rtol=1e-12)
    assert check.diagram_loads.sum() == pytest.approx(loads.sum())


def test_a_foreign_partition_needs_labels_centers_and_offsets_alone():
    points = [[0, 0], [2, 0], [8, 0], [10, 0]]
    given = {"labels": [0, 0, 1, 1], "centers": [[1, 0], [9, 0]], "offsets": [0, 0]}
    for check in (
        equizone.check_certificate(points, [1, 1, 1, 1], **given, lower=2, upper=2),
        equizone.check_certificate(
            points, [1, 1, 1, 1], SimpleNamespace(**given, lower=[2, 2], upper=[2, 2])
        ),
    ):
        assert check.valid
        assert (check.cost, check.lower_bound, check.gap) == (4, 4, 0)
        assert check.deviating == []
    claimed = equizone.check_certificate(points, [1, 1, 1, 1], **given, cost=5, lower_bound=4)
    assert claimed.faults == ["cost is reported as 5 but is 4"]


def test_what_is_given_by_name_goes_before_the_partition():
    points, loads = station(7)
    p = equizone.partition(points, loads, zones=6)
    labels = p.labels.copy()
    labels[11] = (labels[11] + 1) % 6
    check = equizone.check_certificate(points, loads, p, labels=labels)
    assert not check.valid
    assert any("load centroid" in fault for fault in check.faults)
    assert 11 in [s.stop for s in check.deviating]
    lied = equizone.check_certificate(points, loads, p, lower_bound=p.cost)
    assert len(lied.faults) == 1
    assert lied.faults[0].startswith("lower_bound is reported as")


def test_a_stop_moved_for_a_bound_says_which():
    check = equizone.check_certificate(
        [[0, 0], [2, 0], [3, 0], [8, 0], [10, 0]],
        np.ones(5),
        labels=[0, 0, 1, 1, 1],
        centers=[[1, 0], [7, 0]],
        offsets=[0, 0],
        upper=[2, 3],
    )
    (stop,) = check.deviating
    assert (stop.stop, stop.zone, stop.nearest, stop.excess, stop.cost) == (2, 1, 0, 12, 12)
    assert stop.why == "zone 0 would have a load of 3 in the diagram, above its upper bound of 2"
    assert "stop=2" in repr(stop)
    assert repr(check) == "CertificateCheck(valid=True, cost=28, lower_bound=16, deviating=1 stops)"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"centers": None}, "centers is missing; give a partition, or labels, centers and offsets by name"),
        ({"labels": [0, 0, 1]}, "labels has 3 entries but points has 4 stops"),
        ({"labels": [0, 0, 1, 2]}, r"labels\[3\] is 2"),
        ({"labels": [0.0, 0.0, 1.0, 1.0]}, "labels has dtype float64"),
        ({"centers": [1, 9]}, r"centers has shape \(2,\)"),
        ({"centers": [[1, 0], [np.nan, 0]]}, r"centers\[1\] has x = nan"),
        ({"offsets": [0, 0, 0]}, "offsets has 3 entries but centers has 2"),
        ({"offsets": [0, np.inf]}, r"offsets\[1\] is inf"),
        ({"lower": [3, 0], "upper": 2}, r"lower\[0\] is 3 and upper\[0\] is 2"),
        ({"upper": [1, 2, 3]}, "upper has 3 entries but centers has 2"),
        ({"cost": "low"}, "cost is 'low'; give a number"),
        ({"loads": [1, -3, 1, 1]}, r"loads\[1\] is -3"),
    ],
)
def test_bad_input_is_named(change, message):
    good = {
        "points": [[0, 0], [2, 0], [8, 0], [10, 0]],
        "loads": [1, 1, 1, 1],
        "labels": [0, 0, 1, 1],
        "centers": [[1, 0], [9, 0]],
        "offsets": [0, 0],
    }
    with pytest.raises(equizone.InputError, match=message):
        equizone.check_certificate(**{**good, **change})
