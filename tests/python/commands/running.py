"""The command line run within the test, and a small town for it."""

import numpy as np
import pandas as pd
from equizone import cli
from equizone.history import synthetic_history

STOPS = 120

FILES = ["plan.png", "report.html", "stops.csv", "summary.csv", "zones.geojson"]
"""What `equizone plan` writes without a history."""


def town():
    """Return stops with ids and degrees."""
    places = np.random.default_rng(3).uniform([9.50, 47.10], [9.56, 47.16], (STOPS, 2)).round(6)
    return pd.DataFrame({"id": [f"{i:03d}" for i in range(STOPS)], "lon": places[:, 0], "lat": places[:, 1]})


def run(*arguments):
    """Run a command and return its exit code."""
    return cli.main([str(argument) for argument in arguments])


def error_of(capsys, *arguments):
    """Run with bad input and return its only line."""
    try:
        code = run(*arguments)
    except SystemExit as leaving:
        code = leaving.code
    out, err = capsys.readouterr()
    assert code == 2
    assert out == ""
    assert err.startswith("equizone: error: ")
    assert err.count("\n") == 1
    return err


def busy_town():
    """Return stops of which the work is known."""
    random = np.random.default_rng(8)
    roads = random.choice(["residential street", "old town"], STOPS)
    return town().assign(road=roads, parcels=random.integers(1, 9, STOPS))


def history():
    """Return three weeks of records of the busy town: date, stop, parcels."""
    return synthetic_history(busy_town(), start="2026-08-31", weeks=3, seed=3)[0]


def files_in(directory):
    """Return the paths of all files below a directory, from there."""
    return sorted(str(path.relative_to(directory)) for path in directory.rglob("*") if path.is_file())


def contents(directory):
    """Return the bytes of all files below a directory, to see whether any changes."""
    return {name: (directory / name).read_bytes() for name in files_in(directory)}
