"""PowerBin: binning of pixels by centroidal power diagrams (Cappellari 2025)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from equizone.batch.task import Task

from comparison.tools.tool import PythonTool

if TYPE_CHECKING:
    from comparison.cases import Case


def prepare(points: np.ndarray, loads: np.ndarray, task: Task) -> Callable[[], Any]:
    """Return the call with additive capacities, the load of a zone being the capacity of a bin."""
    import matplotlib as mpl

    mpl.use("Agg")
    from powerbin import PowerBin

    # Bins are grown only while they are round in units of pixels, so scattered stops need "pixels" of their
    # own: the side of a mean zone gave the best balance among an eighth to twice of it.
    pixel_m = float(np.sqrt(np.prod(np.ptp(points, axis=0)) / task.zones))
    return lambda: PowerBin(points, loads, task.target, pixel_m, verbose=0).bin_num


def _seconds(case: Case) -> float:
    return 1e-4 * case.stops


TOOLS = (
    PythonTool(
        "PowerBin",
        "takes the load of a zone, not their number (see zones); made for grids of pixels, here as large as "
        "a mean zone",
        "comparison.tools.power_bin:prepare",
        "powerbin",
        expected_seconds=_seconds,
    ),
)
