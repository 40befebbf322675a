"""Fixtures that several test files share."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def data_folder():
    """Return the folder of the larger data sets; without it, the test is skipped."""
    if "EQUIZONE_DATA" not in os.environ:
        pytest.skip("EQUIZONE_DATA does not name the folder of the larger data sets")
    return Path(os.environ["EQUIZONE_DATA"])


@pytest.fixture(scope="session")
def example_stops():
    """Return the path of the stops shipped with the repository."""
    return ROOT / "examples" / "data" / "liechtenstein" / "stops.csv"


@pytest.fixture
def own_cache(tmp_path, monkeypatch):
    """Return the folder in which this test alone keeps what is made of maps."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "equizone"
