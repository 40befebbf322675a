"""METIS k-way (Karypis and Kumar 1998) on the Delaunay graph, through pymetis."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from comparison.stops import Stops
from comparison.tools.tool import PythonTool, Task

LARGEST_INTEGER = 2**31 - 1


def prepare(stops: Stops, task: Task) -> Callable[[], Any]:
    """Make the graph, which is not timed, and return the k-way call."""
    import pymetis

    starts, neighbours = _delaunay(stops.points)
    loads = _whole_loads(stops)
    # METIS takes the tolerance in thousandths.
    options = pymetis.Options(ufactor=max(1, int(1_000 * task.tolerance)), seed=task.seed)

    def divide() -> Any:
        graph = {"xadj": starts, "adjncy": neighbours, "vweights": loads}
        return pymetis.part_graph(task.zones, recursive=False, options=options, **graph)[1]

    return divide


def _delaunay(points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    from scipy.sparse import coo_array
    from scipy.spatial import Delaunay

    # Stops at one place are no vertices of a Delaunay graph: a metre of noise gives each its own.
    apart = points + np.random.default_rng(0).uniform(-0.5, 0.5, points.shape)
    corners = Delaunay(apart).simplices
    one = corners.ravel()
    other = np.roll(corners, 1, axis=1).ravel()
    ends = np.concatenate([one, other]), np.concatenate([other, one])
    graph = coo_array((np.ones(len(ends[0]), np.int8), ends), (len(points), len(points))).tocsr()
    return graph.indptr, graph.indices


def _whole_loads(stops: Stops) -> np.ndarray:
    """Scale loads to whole numbers whose sum METIS can hold."""
    return np.maximum(1, np.floor(stops.loads * (LARGEST_INTEGER / 4 / stops.total))).astype(np.int32)


TOOLS = (
    PythonTool(
        "METIS k-way",
        "on the Delaunay graph, whose making is not counted; least edges cut, not least distance",
        "comparison.tools.metis:prepare",
        "pymetis",
    ),
)
