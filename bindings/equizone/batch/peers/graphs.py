"""The neighbour graph of the stops, as graph partitioners take it."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

import equizone

__all__ = ["LARGEST_INTEGER", "neighbour_matrix", "whole_loads"]

LARGEST_INTEGER = 2**31 - 1


def neighbour_matrix(points: np.ndarray) -> csr_array:
    """Return the neighbour graph of the stops: stops at one place are a chain."""
    pairs = np.asarray(equizone.neighbouring_stops(points))
    ends = np.concatenate([pairs, pairs[:, ::-1]])
    size = len(points)
    return csr_array((np.ones(len(ends), np.int32), (ends[:, 0], ends[:, 1])), (size, size))


def whole_loads(loads: np.ndarray) -> np.ndarray:
    """Scale loads to whole numbers whose sum the partitioners can hold."""
    scale = LARGEST_INTEGER / 4 / loads.sum()
    return np.maximum(1, np.floor(loads * scale)).astype(np.int32)
