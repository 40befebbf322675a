"""Stops at one place, such as the households of one building, which a plan keeps together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from equizone._core import InputError
from equizone.geography.sites import number_places
from equizone.tables.wording import counted

__all__ = ["Buildings", "find_buildings"]


@dataclass(frozen=True)
class Buildings:
    """The building of each stop (0-based, in order of appearance), and each building's first stop."""

    of_stop: np.ndarray
    first_stop: np.ndarray

    def __len__(self) -> int:
        """Return the number of buildings."""
        return len(self.first_stop)

    def sizes(self) -> np.ndarray:
        """Return the number of stops per building."""
        return np.bincount(self.of_stop, minlength=len(self))

    def total(self, loads: np.ndarray) -> np.ndarray:
        """Return the load per building."""
        return np.bincount(self.of_stop, weights=loads, minlength=len(self))


def find_buildings(points: np.ndarray, couriers: int, *, keep_together: bool) -> tuple[Buildings, list[str]]:
    """Return the buildings of stops at projected points (n, 2), one per courier or more, and what to say.

    Without `keep_together`, every stop is a building of its own.
    """
    if not keep_together:
        return Buildings(np.arange(len(points)), np.arange(len(points))), []
    of_stop = number_places(points)
    buildings = Buildings(of_stop, np.unique(of_stop, return_index=True)[1])
    if couriers > len(buildings):
        raise InputError(
            f"couriers is {couriers} but the {counted(len(points), 'stop')} share "
            f"{counted(len(buildings), 'place')}, and stops of "
            "one place are kept together; give fewer couriers, or keep_together=False"
        )
    joined = len(points) - len(buildings)
    note = (
        f"{counted(len(points), 'stop')} share {counted(len(buildings), 'place')}; "
        "stops of one place are kept together."
    )
    return buildings, [note] if joined else []
