"""The scores of a run: what an evaluation says that knows no method."""

from __future__ import annotations

from typing import Any

import numpy as np

import equizone
from equizone.batch.stations import Station
from equizone.batch.task import Task

__all__ = ["SLACK", "scores"]

SLACK = 1e-9
"""Rounding of sums that counts as within the bounds."""


def scores(station: Station, labels: np.ndarray, task: Task) -> dict[str, Any]:
    """Return the scores of labels, all of them numbers."""
    seen = equizone.evaluate(station.points, station.loads, labels, zones=task.zones)
    loads = np.asarray(seen.zone_loads)
    within = loads.max() <= task.upper * (1 + SLACK) and loads.min() >= task.lower * (1 - SLACK)
    return {
        "within": bool(within and seen.empty_zones == 0),
        "cost": seen.cost,
        "imbalance": seen.imbalance,
        "shortfall": seen.shortfall,
        "empty_zones": int(seen.empty_zones),
        "zones_in_pieces": int((np.asarray(seen.pieces) > 1).sum()),
        "stray_load": seen.stray_load,
    }
