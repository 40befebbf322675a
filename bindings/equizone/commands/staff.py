"""`equizone staff`: from figures, or from a file of stops, to the number of couriers and why."""

from __future__ import annotations

import argparse

from equizone._core import InputError
from equizone.commands.arguments import (
    STATION_HELP,
    add_column_arguments,
    add_workload_arguments,
    check_output,
    place,
)
from equizone.tables.files import replacing

__all__ = ["DESCRIPTION", "EXAMPLES", "SUMMARY", "add_arguments", "run"]

SUMMARY = "find the number of couriers that a day's work needs, and why"
DESCRIPTION = (
    "Find the number of couriers that a day's work needs: from minutes, or from stops and stops an hour; "
    "with a speed, the ways count too. From a file, the minutes of its stops are a column, or follow from a "
    "workload profile. Says which term binds, and how the day would go with one courier less or more."
)

EXAMPLES = """\
examples:
  equizone staff --stops 640 --stops-per-hour 3.5 --shift-hours 8
  equizone staff --minutes 9600 --stops 640 --area-km2 12 --speed-kmh 15 --station-distance-km 4
  equizone staff stops.csv --load minutes --shift-hours 7.5
  equizone staff stops.csv --workload default --shift-hours 7.5
  equizone staff stops.csv --speed-kmh 15 --station 9.5031,47.1691 --out staffing.csv

"""

FIGURES = (
    "minutes",
    "stops",
    "stops_per_hour",
    "shift_hours",
    "minutes_per_shift",
    "area_km2",
    "speed_kmh",
    "station_distance_km",
    "beta",
)
OF_FILE = ("load", "workload", "productivity", "lon", "lat", "x", "y", "crs", "station")
INPUTS = ("file", "workload", "productivity", "station")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument(
        "file",
        metavar="STOPS",
        nargs="?",
        help="file of stops (CSV, GeoJSON, GeoPackage or Parquet), from which figures not given are taken",
    )
    parser.add_argument("--out", metavar="FILE.csv", help="file for the table of alternatives")
    _add_figures(parser)
    _add_columns(parser)
    add_workload_arguments(parser)
    parser.add_argument("--quiet", action="store_true", help="print errors only")


def _add_figures(parser: argparse.ArgumentParser) -> None:
    work = parser.add_argument_group("work")
    work.add_argument("--minutes", metavar="MIN", type=float, help="service at all stops together")
    work.add_argument("--stops", metavar="N", type=float, help="number of stops")
    work.add_argument(
        "--stops-per-hour", metavar="N", type=float, help="instead of minutes: stops a courier serves an hour"
    )
    work.add_argument(
        "--shift-hours", metavar="H", type=float, default=8.0, help="one courier's day (default: 8)"
    )
    work.add_argument(
        "--minutes-per-shift",
        metavar="MIN",
        type=float,
        help="each courier's time at the station, such as loading (default: the profile's, else 0)",
    )
    ways = parser.add_argument_group("ways (counted if a speed is given)")
    ways.add_argument("--speed-kmh", metavar="V", type=float, help="speed between stops, and to the station")
    ways.add_argument("--area-km2", metavar="A", type=float, help="ground that the stops occupy")
    ways.add_argument(
        "--station-distance-km", metavar="R", type=float, help="mean distance between station and stops"
    )
    ways.add_argument(
        "--beta",
        metavar="B",
        type=float,
        help="tour length / sqrt(stops * area); default: 1.5, the low end of what is found on streets",
    )


def _add_columns(parser: argparse.ArgumentParser) -> None:
    table = add_column_arguments(parser)
    table.add_argument("--load", metavar="COLUMN", help="minutes per stop; default: load, else minutes")
    table.add_argument("--station", metavar="FILE|X,Y", help=STATION_HELP)


def run(options: argparse.Namespace) -> str:
    """Find the number of couriers, write the alternatives if asked, and return the account."""
    from equizone.planning.staff_figures import figures_of_stops
    from equizone.staffing.couriers import couriers_needed

    out = check_output(options, "out", INPUTS)
    figures = {name: getattr(options, name) for name in FIGURES if getattr(options, name) is not None}
    notes: list[str] = []
    if options.file is not None:
        of_file = {name: getattr(options, name) for name in OF_FILE}
        figures, notes = figures_of_stops(
            options.file, figures, **{**of_file, "station": place(options.station)}
        )
    else:
        _refuse_without_file(options)
    needed = couriers_needed(**figures)
    if out is not None:
        with replacing(out) as aside:
            needed.alternatives.to_csv(aside, index=False, encoding="utf-8")
        notes = [*notes, f"The alternatives are written to {out}."]
    return "\n".join([*notes, *([""] if notes else []), str(needed)])


def _refuse_without_file(options: argparse.Namespace) -> None:
    given = [f"--{name}" for name in OF_FILE if getattr(options, name) is not None]
    if given:
        raise InputError(f"{', '.join(given)} without STOPS; give the file of stops, or leave it out")
