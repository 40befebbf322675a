"""spopt's regionalisation (Feng et al. 2022): SKATER and regions grown by k-means on the neighbour graph."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from equizone.batch.peers.graphs import neighbour_matrix
from equizone.batch.peers.peer import Peer
from equizone.batch.task import Task

__all__ = ["PEERS"]


def skater(points: np.ndarray, loads: np.ndarray, task: Task) -> Callable[[], Any]:
    """Return SKATER with half a zone's stops as the least size of a region."""
    from spopt.region import Skater

    frame, weights = _tables(points, loads)
    floor = max(1, len(points) // task.zones // 2)

    def divide() -> Any:
        model = Skater(frame, weights, ["x", "y"], n_clusters=task.zones, floor=floor)
        model.solve()
        return model.labels_

    return divide


def region_k_means(points: np.ndarray, loads: np.ndarray, task: Task) -> Callable[[], Any]:
    """Return regions grown around random stops."""
    from spopt.region import RegionKMeansHeuristic

    _, weights = _tables(points, loads)

    def divide() -> Any:
        np.random.seed(task.seed)  # noqa: NPY002 - the package draws from it
        model = RegionKMeansHeuristic(points, task.zones, weights)
        model.solve()
        return model.labels_

    return divide


def _tables(points: np.ndarray, loads: np.ndarray) -> tuple[Any, Any]:
    import geopandas
    from libpysal.weights import WSP

    places = geopandas.points_from_xy(points[:, 0], points[:, 1])
    frame = geopandas.GeoDataFrame(
        {"x": points[:, 0], "y": points[:, 1], "load": loads}, geometry=places, crs="EPSG:3857"
    )
    return frame, WSP(neighbour_matrix(points)).to_W(silence_warnings=True)


_PACKAGE = "spopt"
PEERS = (
    Peer(
        "spopt-skater",
        "SKATER: a spanning tree cut where zones become most alike; least size half a zone, no balance",
        _PACKAGE,
        skater,
    ),
    Peer(
        "spopt-region-kmeans",
        "regions grown around random stops and improved at their borders; no balance",
        _PACKAGE,
        region_k_means,
    ),
)
