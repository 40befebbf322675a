"""Files that the commands read."""

import pytest
from equizone import find_modes
from equizone.history.saving import save_modes

from .running import busy_town, history, town


@pytest.fixture(scope="session")
def modes():
    return find_modes(history())


@pytest.fixture
def station(tmp_path, modes):
    """Return a folder with stops.csv, records.csv and the modes."""
    busy_town().to_csv(tmp_path / "stops.csv", index=False)
    history().to_csv(tmp_path / "records.csv", index=False)
    save_modes(modes, tmp_path / "modes")
    return tmp_path


@pytest.fixture
def stops(tmp_path):
    """Return the path of the town's stops."""
    path = tmp_path / "stops.csv"
    town().to_csv(path, index=False)
    return path
