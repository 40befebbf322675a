"""Tools that behave badly, and one that does not."""

import time

import numpy as np


def stripes(points, loads, task):
    """Cut the stops into stripes of equal numbers from west to east."""

    def divide():
        labels = np.empty(len(loads), int)
        labels[np.argsort(points[:, 0])] = np.arange(len(labels)) * task.zones // len(labels)
        return labels

    return divide


def hungry(points, loads, task):
    """Take 60 MB and a tenth of a second for one zone."""

    def divide():
        start = time.process_time()
        waste = np.ones(7_500_000)
        while time.process_time() < start + 0.1:
            waste += 1
        return np.zeros(len(loads), int)

    return divide


def crashing(points, loads, task):
    """Fail while dividing."""

    def divide():
        raise RuntimeError("no zones today")

    return divide


def short(points, loads, task):
    """Forget the last stop."""
    return lambda: np.zeros(len(loads) - 1, int)


def endless(points, loads, task):
    """Never end."""
    return lambda: time.sleep(600)
