"""What a method of a benchmark is asked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

__all__ = ["Task"]


@dataclass(frozen=True)
class Task:
    """Divide into `zones` zones, each with a load from `lower` to `upper`.

    Attributes
    ----------
    zones
        Number of zones.
    target
        Load that each zone should have.
    lower, upper
        Least and greatest load allowed.
    seed
        Seed of all random choices.
    """

    zones: int
    target: float
    lower: float
    upper: float
    seed: int

    @property
    def tolerance(self) -> float:
        """By which share of its target a zone may be too heavy."""
        return self.upper / self.target - 1

    @staticmethod
    def of(loads: np.ndarray, zones: int, tolerance: float, seed: int) -> Task:
        """Return the task with equal targets.

        Where all loads are equal, zones hold whole numbers of stops: the bounds reach at least to the
        numbers next to the mean, or nobody could meet them.
        """
        total = float(loads.sum())
        target = total / zones
        lower, upper = target * (1 - tolerance), target * (1 + tolerance)
        if np.ptp(loads) == 0:
            load = float(loads[0])
            lower = min(lower, load * (len(loads) // zones))
            upper = max(upper, load * -(-len(loads) // zones))
        return Task(zones, target, lower, upper, seed)
