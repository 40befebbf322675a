"""One scorer for all tools."""

from __future__ import annotations

from dataclasses import dataclass

import equizone
import numpy as np
from equizone.batch.task import Task

from comparison.stops import Stops

ROUNDING = 1e-9


@dataclass(frozen=True)
class Score:
    """Quality of labels; the cost is the sum of load times squared distance to the zone's load centroid."""

    zones: int
    imbalance: float
    least: float
    cost: float
    stray_load: float
    within: bool


def score(stops: Stops, labels: np.ndarray, task: Task) -> Score:
    """Score labels; zones beyond those asked for count, and so do empty ones."""
    if len(labels) != len(stops.loads):
        raise ValueError(f"{len(labels)} labels for {len(stops.loads)} stops")
    zones = max(task.zones, int(labels.max()) + 1)
    evaluation = equizone.evaluate(stops.points, stops.loads, labels, zones=zones)
    zone_loads = evaluation.zone_loads
    return Score(
        zones=int(np.count_nonzero(evaluation.stops)),
        imbalance=float(zone_loads.max() / task.target - 1),
        least=float(zone_loads.min() / task.target),
        cost=float(evaluation.cost),
        stray_load=float(evaluation.stray_load),
        within=bool(
            zones == task.zones
            and zone_loads.min() >= task.lower - ROUNDING * task.target
            and zone_loads.max() <= task.upper + ROUNDING * task.target
        ),
    )
