"""k-means-constrained: bounds on cluster sizes by min-cost flow (Bradley, Bennett and Demiriz 2000)."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from equizone.batch.peers.peer import Peer, Unfit
from equizone.batch.task import Task

__all__ = ["PEERS", "RESTARTS", "prepare"]

RESTARTS = 20


def prepare(points: np.ndarray, loads: np.ndarray, task: Task) -> Callable[[], Any]:
    """Return the best of 20 restarts within the same bounds."""
    from k_means_constrained import KMeansConstrained

    if np.ptp(loads) > 0:
        raise Unfit("balances numbers of stops, not loads")
    load = float(loads[0])
    model = KMeansConstrained(
        task.zones,
        size_min=math.ceil(task.lower / load - 1e-9),
        size_max=math.floor(task.upper / load + 1e-9),
        n_init=RESTARTS,
        random_state=task.seed,
        n_jobs=1,
    )
    return lambda: model.fit_predict(points)


PEERS = (
    Peer(
        "k-means-constrained",
        f"equal loads only; the best of {RESTARTS} restarts within the same bounds",
        "k-means-constrained",
        prepare,
    ),
)
