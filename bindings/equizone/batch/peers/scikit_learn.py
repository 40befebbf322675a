"""scikit-learn's k-means and its relatives: the unbalanced reference."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from equizone.batch.peers.peer import Peer
from equizone.batch.task import Task

__all__ = ["LARGE", "PEERS", "bisecting_k_means", "k_means", "mini_batch_k_means"]

LARGE = 500_000  # stops; from here on 20 iterations of Lloyd's are all that anybody waits for


def k_means(points: np.ndarray, loads: np.ndarray, task: Task) -> Callable[[], Any]:
    """Lloyd's iteration from k-means++."""
    from sklearn.cluster import KMeans

    iterations = 20 if len(loads) >= LARGE else 300
    model = KMeans(task.zones, n_init=1, max_iter=iterations, tol=0, random_state=task.seed)
    return lambda: model.fit(points, sample_weight=loads).labels_


def mini_batch_k_means(points: np.ndarray, loads: np.ndarray, task: Task) -> Callable[[], Any]:
    """Lloyd's iteration on samples."""
    from sklearn.cluster import MiniBatchKMeans

    batch = max(1024, 4 * task.zones)
    model = MiniBatchKMeans(task.zones, n_init=1, batch_size=batch, random_state=task.seed)
    return lambda: model.fit(points, sample_weight=loads).labels_


def bisecting_k_means(points: np.ndarray, loads: np.ndarray, task: Task) -> Callable[[], Any]:
    """Split the zone with most stops in two until there are enough."""
    from sklearn.cluster import BisectingKMeans

    strategy = "largest_cluster"
    model = BisectingKMeans(task.zones, n_init=1, bisecting_strategy=strategy, random_state=task.seed)
    return lambda: model.fit(points, sample_weight=loads).labels_


_PACKAGE = "scikit-learn"
PEERS = (
    Peer(
        "sklearn-kmeans",
        f"unbalanced; one start, to convergence or 300 iterations, 20 from {LARGE:,} stops on",
        _PACKAGE,
        k_means,
    ),
    Peer(
        "sklearn-minibatch",
        "unbalanced; one start, batches of 4 stops per zone",
        _PACKAGE,
        mini_batch_k_means,
    ),
    Peer("sklearn-bisecting", "splits the zone with most stops", _PACKAGE, bisecting_k_means),
)
