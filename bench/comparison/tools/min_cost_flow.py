"""Exact assignment by min-cost flow (OR-Tools), iterated with the centers, then rounded and repaired."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from equizone.batch.task import Task

from comparison.stops import Stops
from comparison.tools.repair import repaired
from comparison.tools.tool import PythonTool

if TYPE_CHECKING:
    from comparison.cases import Case

ITERATIONS = 30
UNITS_PER_TARGET = 100_000  # loads become whole numbers of such units


def prepare(points: np.ndarray, loads: np.ndarray, task: Task) -> Callable[[], Any]:
    """Return the call from centers of k-means++ to repaired labels."""
    from sklearn.cluster import kmeans_plusplus

    stops = Stops(points, loads)
    centers, _ = kmeans_plusplus(stops.points, task.zones, sample_weight=stops.loads, random_state=task.seed)

    def divide() -> np.ndarray:
        labels = _iterated(stops, task, centers)
        return repaired(stops, task, labels)

    return divide


def _iterated(stops: Stops, task: Task, centers: np.ndarray) -> np.ndarray:
    labels = np.full(len(stops.loads), -1)
    for _ in range(ITERATIONS):
        flow = _flow(stops, task, centers)
        shares = flow / flow.sum(axis=1, keepdims=True)
        centers = _centroids(stops, shares)
        before, labels = labels, flow.argmax(axis=1)  # a stop that is split goes where most of it goes
        if np.array_equal(before, labels):
            break
    return labels


def _centroids(stops: Stops, shares: np.ndarray) -> np.ndarray:
    loads = shares * stops.loads[:, None]
    return (loads.T @ stops.points) / loads.sum(axis=0)[:, None]


def _flow(stops: Stops, task: Task, centers: np.ndarray) -> np.ndarray:
    """Return how much of each stop goes to each zone at the least cost, in units of load."""
    from ortools.graph.python import min_cost_flow

    n, k = len(stops.loads), task.zones
    unit = task.target / UNITS_PER_TARGET
    supplies = np.maximum(1, np.rint(stops.loads / unit)).astype(np.int64)
    lower = int(np.floor(task.lower / unit))
    spare = max(int(np.ceil(task.upper / unit)) - lower, -(-(int(supplies.sum()) - lower * k) // k))
    costs = ((stops.points[:, None, :] - centers[None, :, :]) ** 2).sum(axis=2)

    solver = min_cost_flow.SimpleMinCostFlow()
    stop, zone = np.divmod(np.arange(n * k), k)
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        stop, n + zone, supplies[stop], np.rint(costs.ravel()).astype(np.int64)
    )
    # Each zone takes its least load itself and hands on at most what it may have beyond.
    sink = n + k
    zones = n + np.arange(k)
    solver.add_arcs_with_capacity_and_unit_cost(
        zones, np.full(k, sink), np.full(k, spare), np.zeros(k, np.int64)
    )
    rest = int(supplies.sum()) - lower * k
    solver.set_nodes_supplies(np.arange(sink + 1), np.concatenate([supplies, np.full(k, -lower), [-rest]]))
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise RuntimeError(f"min-cost flow ended with status {status}")
    return solver.flows(arcs).reshape(n, k)


def _seconds(case: Case) -> float:
    return 5e-5 * case.stops * case.zones


TOOLS = (
    PythonTool(
        "min-cost flow",
        f"exact assignment within the bounds, iterated with the centers up to {ITERATIONS} times from "
        "k-means++; stops that are split are rounded, then repaired greedily to the same bounds",
        "comparison.tools.min_cost_flow:prepare",
        "ortools",
        expected_seconds=_seconds,
    ),
)
