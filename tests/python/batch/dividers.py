"""Stops and functions for benchmarks of a few moments."""

import functools
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np


def write_stops(path, stops=60, seed=1):
    """Write a table of x, y in metres and minutes."""
    generator = np.random.default_rng(seed)
    rows = np.column_stack([generator.uniform(0, 2000, (stops, 2)), generator.uniform(1, 4, stops)])
    path.write_text("x,y,minutes\n" + "\n".join(",".join(f"{value:.3f}" for value in row) for row in rows))


def stripes(points, loads, zones, tolerance, seed):
    """Stripes of about equal load from west to east."""
    order = np.argsort(points[:, 0])
    middle = (np.cumsum(loads[order]) - loads[order] / 2) / loads.sum()
    labels = np.empty(len(loads), int)
    labels[order] = np.minimum(zones - 1, (middle * zones).astype(int))
    return labels


def failing(points, loads, zones, tolerance, seed):
    """Raise."""
    raise RuntimeError("no zones today")


def killed(points, loads, zones, tolerance, seed):
    """End the process as the system does where memory runs out."""
    os.kill(os.getpid(), 9)


def endless(points, loads, zones, tolerance, seed):
    """Never answer."""
    while True:
        time.sleep(1)


def floating(points, loads, zones, tolerance, seed):
    """Answer with what are no labels."""
    return np.zeros(len(loads))


def too_many(points, loads, zones, tolerance, seed):
    """Answer with more zones than asked for."""
    return np.arange(len(loads))


def tampering(points, loads, zones, tolerance, seed):
    """Stripes of the stops as they are, which are then made equal."""
    labels = stripes(points, loads, zones, tolerance, seed)
    points[:] = 0
    loads[:] = 1
    return labels


def beating(points, loads, zones, tolerance, seed):
    """Show that it lives, for ever."""
    heart = Path(__file__).parent / "heart"
    while True:
        heart.write_text(str(time.monotonic()))
        time.sleep(0.05)


def with_child(points, loads, zones, tolerance, seed):
    """Stripes; a process goes on that writes a file when it is not ended in time."""
    late = "import sys, time; time.sleep(6); open(sys.argv[1], 'w')"
    subprocess.Popen([sys.executable, "-c", late, str(Path(__file__).parent / "late")])
    (Path(__file__).parent / "early").touch()
    return stripes(points, loads, zones, tolerance, seed)


def pipes(points, loads, zones, tolerance, seed):
    """Raise with what has a meaning in Markdown's tables."""
    raise RuntimeError("one | two")


def slow(points, loads, zones, tolerance, seed):
    """Stripes after a while."""
    time.sleep(5)
    return stripes(points, loads, zones, tolerance, seed)


class _Stripes:
    def __call__(self, points, loads, zones, tolerance, seed):
        return stripes(points, loads, zones, tolerance, seed)


striping = _Stripes()
partly = functools.partial(stripes)
