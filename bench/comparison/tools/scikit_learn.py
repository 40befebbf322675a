"""scikit-learn's k-means and its relatives: the unbalanced reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from equizone.batch.peers.scikit_learn import LARGE

from comparison.tools.tool import PythonTool

if TYPE_CHECKING:
    from comparison.cases import Case


def _lloyd_seconds(case: Case) -> float:
    return 1e-7 * case.stops * case.zones


PACKAGE = "scikit-learn"
MODULE = "equizone.batch.peers.scikit_learn:"
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
