"""A small benchmark: one table of stops and a configuration beside it."""

import shutil
from pathlib import Path

import pytest

from .dividers import write_stops

CONFIG = """\
zones = [3, 4]
tolerance = [0.1]
seeds = [1, 2]
methods = [{methods}]

[[data]]
name = "small"
file = "stops.csv"
x = "x"
y = "y"
load = "minutes"
{more}
"""


@pytest.fixture
def small(tmp_path):
    """Return a function that writes a configuration with these methods, and returns its path."""
    write_stops(tmp_path / "stops.csv")
    shutil.copy(Path(__file__).parent / "dividers.py", tmp_path / "dividers.py")

    def configuration(*methods, more=""):
        path = tmp_path / "small.toml"
        path.write_text(CONFIG.format(methods=", ".join(methods), more=more))
        return path

    return configuration


def function(name):
    """Return a function of dividers.py as a configuration names it."""
    return f'{{function = "dividers:{name}", label = "{name}"}}'
