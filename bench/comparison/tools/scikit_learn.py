"""scikit-learn's k-means and its relatives: the unbalanced reference."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from comparison.stops import Stops
from comparison.tools.tool import PythonTool, Task

if TYPE_CHECKING:
    from comparison.cases import Case

LARGE = 500_000  # stops; from here on 20 iterations of Lloyd's are all that anybody waits for


def k_means(stops: Stops, task: Task) -> Callable[[], Any]:
    """Lloyd's iteration from k-means++."""
    from sklearn.cluster import KMeans

    iterations = 20 if len(stops.loads) >= LARGE else 300
    model = KMeans(task.zones, n_init=1, max_iter=iterations, tol=0, random_state=task.seed)
    return lambda: model.fit(stops.points, sample_weight=stops.loads).labels_


def mini_batch_k_means(stops: Stops, task: Task) -> Callable[[], Any]:
    """Lloyd's iteration on samples."""
    from sklearn.cluster import MiniBatchKMeans

    batch = max(1024, 4 * task.zones)
    model = MiniBatchKMeans(task.zones, n_init=1, batch_size=batch, random_state=task.seed)
    return lambda: model.fit(stops.points, sample_weight=stops.loads).labels_


def bisecting_k_means(stops: Stops, task: Task) -> Callable[[], Any]:
    """Split the heaviest zone in two until there are enough."""
    from sklearn.cluster import BisectingKMeans

    model = BisectingKMeans(
        task.zones, n_init=1, bisecting_strategy="largest_cluster", random_state=task.seed
    )
    return lambda: model.fit(stops.points, sample_weight=stops.loads).labels_


def _lloyd_seconds(case: Case) -> float:
    return 1e-7 * case.stops * case.zones


PACKAGE = "scikit-learn"
MODULE = "comparison.tools.scikit_learn:"
TOOLS = (
    PythonTool(
        "scikit-learn KMeans",
        f"unbalanced; one start, to convergence or 300 iterations, 20 from {LARGE:,} stops on",
        MODULE + "k_means",
        PACKAGE,
        expected_seconds=_lloyd_seconds,
    ),
    PythonTool(
        "scikit-learn MiniBatchKMeans",
        "unbalanced; one start, batches of 4 stops per zone",
        MODULE + "mini_batch_k_means",
        PACKAGE,
    ),
    PythonTool(
        "scikit-learn BisectingKMeans",
        "splits the zone with most stops",
        MODULE + "bisecting_k_means",
        PACKAGE,
    ),
)
