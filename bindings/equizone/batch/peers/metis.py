"""METIS k-way (Karypis and Kumar 1998) on the neighbour graph, through pymetis."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from equizone.batch.peers.graphs import neighbour_matrix, whole_loads
from equizone.batch.peers.peer import Peer
from equizone.batch.task import Task

__all__ = ["PEERS", "prepare"]


def prepare(points: np.ndarray, loads: np.ndarray, task: Task) -> Callable[[], Any]:
    """Make the graph, which is not timed, and return the k-way call."""
    import pymetis

    matrix = neighbour_matrix(points)
    adjacency = pymetis.CSRAdjacency(matrix.indptr, matrix.indices)
    weights = whole_loads(loads)
    # METIS takes the tolerance in thousandths.
    options = pymetis.Options(ufactor=max(1, int(1_000 * task.tolerance)), seed=task.seed)

    def divide() -> Any:
        graph: dict[str, Any] = {"adjacency": adjacency, "vweights": weights}
        return pymetis.part_graph(task.zones, recursive=False, options=options, **graph)[1]

    return divide


PEERS = (
    Peer(
        "metis",
        "METIS k-way on the neighbour graph, whose making is not counted; least edges cut, no distance",
        "pymetis",
        prepare,
    ),
)
