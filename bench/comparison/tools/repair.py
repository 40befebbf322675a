"""The simplest fair repair: moves of single stops until every zone is within its bounds, or none helps."""

from __future__ import annotations

import numpy as np
from equizone.batch.task import Task

from comparison.stops import Stops

NEAREST = 10  # zones that a stop may move to
ROUNDS = 20_000


def repaired(stops: Stops, task: Task, labels: np.ndarray) -> np.ndarray:
    """Move stops one by one, always the one with the least increase of cost per violation removed.

    A zone's violation is its load above the upper or below the lower bound. Moves go to one of the 10 nearest
    centers, which stay where they are. What no single move mends remains, and shows in the score.
    """
    labels = labels.copy()
    zone_loads = np.bincount(labels, stops.loads, task.zones)
    distances = _square_distances(stops, labels, task.zones)
    nearest = np.argsort(distances, axis=1)[:, :NEAREST]
    for _ in range(ROUNDS):
        movable, gain = _gains(stops, task, labels, nearest, zone_loads)
        increase = stops.loads[movable, None] * (
            np.take_along_axis(distances[movable], nearest[movable], axis=1)
            - distances[movable, labels[movable]][:, None]
        )
        price = np.full_like(gain, np.inf)
        np.divide(increase, gain, out=price, where=gain > 1e-12 * task.target)
        if price.size == 0 or not np.isfinite(price.min()):
            break
        row, column = np.unravel_index(price.argmin(), price.shape)
        stop, zone = movable[row], nearest[movable[row], column]
        zone_loads[labels[stop]] -= stops.loads[stop]
        zone_loads[zone] += stops.loads[stop]
        labels[stop] = zone
    return labels


def _square_distances(stops: Stops, labels: np.ndarray, zones: int) -> np.ndarray:
    loads = np.bincount(labels, stops.loads, zones)
    centers = np.column_stack(
        [np.bincount(labels, stops.loads * coordinate, zones) / loads for coordinate in stops.points.T]
    )
    return ((stops.points[:, None, :] - centers[None, :, :]) ** 2).sum(axis=2)


def _violation(task: Task, zone_loads: np.ndarray) -> np.ndarray:
    return np.maximum(zone_loads - task.upper, 0) + np.maximum(task.lower - zone_loads, 0)


def _gains(
    stops: Stops, task: Task, labels: np.ndarray, nearest: np.ndarray, zone_loads: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the stops that touch a violated zone, and the violation that each of their moves removes."""
    violation = _violation(task, zone_loads)
    bad = violation > 0
    movable = np.flatnonzero(bad[labels] | bad[nearest].any(axis=1))
    loads = stops.loads[movable]
    home, away = labels[movable], nearest[movable]
    left = violation[home] - _violation(task, zone_loads[home] - loads)
    reached = violation[away] - _violation(task, zone_loads[away] + loads[:, None])
    return movable, np.where(away == home[:, None], 0.0, left[:, None] + reached)
