"""k-means-constrained: bounds on cluster sizes by min-cost flow (Bradley, Bennett and Demiriz 2000)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from equizone.batch.peers.k_means_constrained import RESTARTS

from comparison.tools.tool import PythonTool, unless_equal_loads

if TYPE_CHECKING:
    from comparison.cases import Case


def _seconds(case: Case) -> float:
    return 3e-4 * case.stops * case.zones


TOOLS = (
    PythonTool(
        "k-means-constrained",
        f"equal loads only; the best of {RESTARTS} restarts within the same bounds",
        "equizone.batch.peers.k_means_constrained:prepare",
        "k-means-constrained",
        unless_equal_loads,
        _seconds,
    ),
)
