"""The exact assignment and its repair, against a linear program and by themselves."""

import numpy as np
import pytest
from comparison.stops import Stops
from comparison.tools.repair import repaired
from equizone.batch.task import Task
from scipy.optimize import linprog


def station(seed, stops, zones, tolerance):
    random = np.random.default_rng(seed)
    loads = random.lognormal(0, 0.6, stops)
    target = loads.sum() / zones
    task = Task(zones, target, (1 - tolerance) * target, (1 + tolerance) * target, seed)
    return Stops(random.uniform(0, 1_000, (stops, 2)), loads), task


def violation(stops, task, labels):
    loads = np.bincount(labels, stops.loads, task.zones)
    return np.maximum(loads - task.upper, 0).sum() + np.maximum(task.lower - loads, 0).sum()


@pytest.mark.parametrize("seed", range(3))
def test_the_flow_costs_as_much_as_the_linear_program(seed):
    pytest.importorskip("ortools")
    from comparison.tools.min_cost_flow import UNITS_PER_TARGET, _flow

    stops, task = station(seed, stops=40, zones=4, tolerance=0.05)
    centers = np.random.default_rng(seed + 100).uniform(0, 1_000, (4, 2))
    flow = _flow(stops, task, centers)
    costs = ((stops.points[:, None] - centers) ** 2).sum(axis=2)
    loads_of_zone = np.kron(np.ones(40), np.eye(4))
    exact = linprog(
        costs.ravel(),
        A_ub=np.vstack([loads_of_zone, -loads_of_zone]),
        b_ub=np.concatenate([np.full(4, task.upper), np.full(4, -task.lower)]),
        A_eq=np.kron(np.eye(40), np.ones(4)),
        b_eq=stops.loads,
    )
    unit = task.target / UNITS_PER_TARGET
    np.testing.assert_allclose(flow.sum(axis=1) * unit, stops.loads, atol=unit)
    assert (flow * unit * costs).sum() == pytest.approx(exact.fun, rel=1e-3)


@pytest.mark.parametrize("seed", range(5))
def test_repair_brings_zones_within_their_bounds(seed):
    stops, task = station(seed, stops=400, zones=5, tolerance=0.03)
    nearest = ((stops.points[:, None] - stops.points[:5]) ** 2).sum(axis=2).argmin(axis=1)
    assert violation(stops, task, nearest) > 0
    assert violation(stops, task, repaired(stops, task, nearest)) == pytest.approx(0, abs=1e-9)


def test_repair_leaves_good_labels_alone():
    stops, task = station(1, stops=400, zones=5, tolerance=0.03)
    good = repaired(stops, task, np.arange(400) % 5)
    np.testing.assert_array_equal(repaired(stops, task, good), good)
