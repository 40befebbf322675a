"""Arguments that several commands share, and errors in their words."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from pathlib import Path

from equizone import checks
from equizone._core import InputError

__all__ = ["STATION_HELP", "add_column_arguments", "add_workload_arguments", "check_output", "place"]

STATION_HELP = (
    "file of one point, or coordinates like those of the stops (lon,lat); "
    "write negative ones with =, as --station=-0.12,51.5"
)


def add_column_arguments(command: argparse.ArgumentParser) -> argparse._ArgumentGroup:
    """Add the arguments that name columns of coordinates."""
    table = command.add_argument_group("columns")
    table.add_argument("--lon", metavar="COLUMN", help="degrees east; default: lon, lng or longitude")
    table.add_argument("--lat", metavar="COLUMN", help="degrees north; default: lat or latitude")
    table.add_argument("--x", metavar="COLUMN", help="coordinate to the east; needs --crs")
    table.add_argument("--y", metavar="COLUMN", help="coordinate to the north; needs --crs")
    table.add_argument(
        "--crs",
        metavar="CRS",
        help="coordinate system of the columns, such as EPSG:25832, or GCJ-02 or BD-09",
    )
    return table


def add_workload_arguments(command: argparse.ArgumentParser) -> argparse._ArgumentGroup:
    """Add the arguments that tell how stops become minutes."""
    work = command.add_argument_group("workload")
    work.add_argument(
        "--workload",
        metavar="PROFILE",
        help='profile of minutes (TOML), or "default"; reads columns road, customer, parcels, waiting, ...',
    )
    work.add_argument(
        "--productivity",
        metavar="FILE",
        help="stops_per_hour by area: polygons, or a table with the column zone",
    )
    return work


def place(text: str | None) -> str | tuple[float, float] | None:
    """Return the pair of numbers that a text is, or else the text: a path."""
    if text is None:
        return None
    try:
        x, y = map(float, text.split(","))
    except ValueError:
        return text
    return x, y


def check_output(options: argparse.Namespace, argument: str, inputs: Iterable[str]) -> Path | None:
    """Return the file that an argument names, if any, before any work: it can be written and is no input.

    Parameters
    ----------
    options
        The arguments as given.
    argument
        Name of the output among them, such as "out".
    inputs
        Names of those that are read.
    """
    given, name = getattr(options, argument), f"--{argument.replace('_', '-')}"
    if given is None:
        return None
    file = checks.path(given, name)
    if file.is_dir():
        raise InputError(f"{name} is {file}, a directory; give the path of a file")
    if not file.absolute().parent.is_dir():
        raise InputError(f"{name} is {file}, but the directory {file.parent} does not exist; make it first")
    for read in (getattr(options, source) for source in inputs):
        if read is not None and os.path.realpath(read) == os.path.realpath(file):
            raise InputError(f"{file} is an input and would be replaced; give another file with {name}")
    return file
