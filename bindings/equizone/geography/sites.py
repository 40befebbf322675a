"""Places: stops whose coordinates are equal to the centimetre are at one."""

from __future__ import annotations

import numpy as np
import pandas as pd

__all__ = ["number_places"]

PER_METRE = 100


def number_places(points: np.ndarray) -> np.ndarray:
    """Return the place of each projected point (n, 2), numbered from 0 in order of appearance."""
    grid = pd.DataFrame(np.rint(points * PER_METRE))
    return grid.groupby([0, 1], sort=False).ngroup().to_numpy()
