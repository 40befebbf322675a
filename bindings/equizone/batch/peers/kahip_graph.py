"""KaHIP's KaFFPa (Sanders and Schulz 2011) on the neighbour graph."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from equizone.batch.peers.graphs import neighbour_matrix, whole_loads
from equizone.batch.peers.peer import Peer
from equizone.batch.task import Task

__all__ = ["PEERS"]

_ECO = 1  # the middle of its three settings


def prepare(points: np.ndarray, loads: np.ndarray, task: Task) -> Callable[[], Any]:
    """Make the graph, which is not timed, and return the call."""
    import kahip

    graph = neighbour_matrix(points)
    weights = whole_loads(loads).tolist()
    starts, neighbours = graph.indptr.tolist(), graph.indices.tolist()
    edges = [1] * len(neighbours)

    def divide() -> Any:
        arguments = (task.zones, task.tolerance, True, task.seed, _ECO)
        return kahip.kaffpa(weights, starts, edges, neighbours, *arguments)[1]

    return divide


PEERS = (
    Peer(
        "kahip",
        "KaFFPa (eco) on the neighbour graph, whose making is not counted; least edges cut, no distance",
        "kahip",
        prepare,
    ),
)
