"""Fits that several tests look at."""

import pytest

from .time_sheets import history, station


@pytest.fixture(scope="module")
def exact():
    """Return a fit to time sheets without noise, and what it was made from."""
    served, worked, truth = history()
    return station().fit(served, worked), served, worked, truth
