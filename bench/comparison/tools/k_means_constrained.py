"""k-means-constrained: bounds on cluster sizes by min-cost flow (Bradley, Bennett and Demiriz 2000)."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from comparison.stops import Stops
from comparison.tools.tool import PythonTool, Task, unless_equal_loads

if TYPE_CHECKING:
    from comparison.cases import Case

RESTARTS = 20


def prepare(stops: Stops, task: Task) -> Callable[[], Any]:
    """Return the best of 20 restarts within the same bounds."""
    from k_means_constrained import KMeansConstrained

    load = stops.loads[0]
    model = KMeansConstrained(
        task.zones,
        size_min=math.ceil(task.lower / load - 1e-9),
        size_max=math.floor(task.upper / load + 1e-9),
        n_init=RESTARTS,
        random_state=task.seed,
        n_jobs=1,
    )
    return lambda: model.fit_predict(stops.points)


def _seconds(case: Case) -> float:
    return 3e-4 * case.stops * case.zones


TOOLS = (
    PythonTool(
        "k-means-constrained",
        f"equal loads only; the best of {RESTARTS} restarts within the same bounds",
        "comparison.tools.k_means_constrained:prepare",
        "k-means-constrained",
        unless_equal_loads,
        _seconds,
    ),
)
