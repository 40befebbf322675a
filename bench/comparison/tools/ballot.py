"""ballot: balanced k-means by optimal transport (Luo and Mixon 2025)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from equizone.batch.task import Task

from comparison.tools.tool import PythonTool, unless_equal_loads

if TYPE_CHECKING:
    from comparison.cases import Case


def prepare(points: np.ndarray, loads: np.ndarray, task: Task) -> Callable[[], Any]:
    """Return the exact variant: each iteration assigns stops to copies of the centers."""
    from ballot import BalancedKMeans

    model = BalancedKMeans(task.zones, algorithm="exact", random_state=task.seed)
    return lambda: model.fit_predict(points)


def _unfit(case: Case) -> str | None:
    if case.stops % case.zones:
        return "stops are no multiple of zones"
    return unless_equal_loads(case)


def _seconds(case: Case) -> float:
    """Guess from 10 iterations of an assignment that grows with the cube of the stops."""
    return 20 * (case.stops / 2_000) ** 3


TOOLS = (
    PythonTool(
        "ballot",
        "equal loads only; every zone the same number of stops",
        "comparison.tools.ballot:prepare",
        "ballot",
        _unfit,
        _seconds,
    ),
)
