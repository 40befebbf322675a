"""PyVRP's routes as zones (Wouda, Lan and Kool 2024): who minds the way minds compact clusters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from equizone.batch.peers.peer import Peer, Unfit
from equizone.batch.task import Task

__all__ = ["PEERS"]

_UNITS = 10_000  # of load in a zone: PyVRP takes whole numbers
_ITERATIONS = 500
_MOST_STOPS = 2_000  # its table of distances has a row and a column for each


def prepare(points: np.ndarray, loads: np.ndarray, task: Task) -> Callable[[], Any]:
    """Return the call that routes as many vehicles as zones, none loaded beyond the upper bound."""
    from pyvrp import Model
    from pyvrp.stop import MaxIterations

    if len(points) > _MOST_STOPS:
        raise Unfit(f"tables of distances are made for at most {_MOST_STOPS:,} stops")
    model = Model()
    middle = np.average(points, axis=0, weights=loads)
    every = np.vstack([middle, points])
    places = [model.add_location(x, y) for x, y in every.tolist()]
    depot = model.add_depot(places[0])
    for place, load in zip(places[1:], np.ceil(loads / task.target * _UNITS).astype(int), strict=True):
        model.add_client(place, delivery=int(load))
    rounding = len(points) // task.zones
    capacity = int(np.floor(task.upper / task.target * _UNITS)) + rounding
    model.add_vehicle_type(task.zones, capacity=capacity, start_depot=depot, end_depot=depot)
    for one, from_place in zip(places, every, strict=True):
        distances = np.rint(np.hypot(*(every - from_place).T)).astype(int).tolist()
        for other, distance in zip(places, distances, strict=True):
            model.add_edge(one, other, distance=distance)

    def divide() -> Any:
        result = model.solve(MaxIterations(_ITERATIONS), seed=task.seed, display=False)
        labels = np.zeros(len(points), np.int32)
        for zone, route in enumerate(result.best.routes()):
            labels[[visit.idx for visit in route if visit.is_client()]] = zone
        return labels

    return divide


PEERS = (
    Peer(
        "pyvrp",
        f"routes from the middle of the stops, {_ITERATIONS} iterations; least distance driven, upper bounds",
        "pyvrp",
        prepare,
    ),
)
