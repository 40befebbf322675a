"""`equizone workload`: from stops to minutes, itemised; and from time sheets to a profile."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING, Any

from equizone._core import InputError
from equizone.commands.arguments import add_workload_arguments, check_output
from equizone.tables.files import replacing

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from equizone.tables.reading import StopTable

__all__ = ["DESCRIPTION", "EXAMPLES", "SUMMARY", "add_arguments", "run"]

SUMMARY = "turn what is known of stops into minutes of work, itemised by factor"
DESCRIPTION = (
    "Turn what a table says of its stops into minutes of work per stop and day, a column per factor and "
    "their total. Columns road, customer, waiting, shape and other hold categories of the profile, or "
    "numbers; parcels, visits, weight_kg, volume_l and sign_for_rate hold numbers. With --served and "
    "--worked, the profile is first fitted to what couriers worked. With --comparisons, minutes follow from "
    "scores instead."
)
EXAMPLES = """\
examples:
  equizone workload stops.csv --out minutes.csv
  equizone workload --save-profile profile.toml            (the default profile, to edit)
  equizone workload stops.csv --workload profile.toml --productivity quarters.geojson --out minutes.csv
  equizone workload stops.csv --served visits.csv --worked hours.csv --save-profile fitted.toml
  equizone workload stops.csv --served visits.csv --worked hours.csv --held customer --bounds road=1,10
  equizone workload scores.csv --comparisons matrix.csv --mean-minutes 8 --out minutes.csv

"""

FIT_OPTIONS = ("held", "bounds", "confidence")
INPUTS = ("stops", "workload", "productivity", "served", "worked", "comparisons")


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    command.add_argument(
        "stops", metavar="STOPS", nargs="?", help="file of stops: CSV, GeoJSON, GeoPackage or Parquet"
    )
    command.add_argument("--out", metavar="FILE.csv", help="file for the stops' columns and their minutes")
    add_workload_arguments(command)
    fit = command.add_argument_group("fit to what happened (--served and --worked; the others as you like)")
    fit.add_argument(
        "--served",
        metavar="FILE",
        help="a row per attempt made: date, courier, and the columns of a stop, or its id",
    )
    fit.add_argument("--worked", metavar="FILE", help="a row per courier and day: date, courier, minutes")
    fit.add_argument(
        "--held",
        metavar="NAME",
        action="append",
        help="figure, or beginning of figures, that stays, such as road; may be given several times",
    )
    fit.add_argument(
        "--bounds",
        metavar="NAME=LOW,HIGH",
        action="append",
        help="least and greatest minutes of a figure, such as road=1,10; may be given several times",
    )
    fit.add_argument("--confidence", metavar="C", type=float, help="of the intervals (default: 0.95)")
    scores = command.add_argument_group("minutes from scores (both)")
    scores.add_argument(
        "--comparisons",
        metavar="FILE",
        help="square table of factors, compared in pairs (analytic hierarchy process); stops have scores",
    )
    scores.add_argument("--mean-minutes", metavar="MIN", type=float, help="minutes of the mean stop")
    command.add_argument("--save-profile", metavar="FILE.toml", help="write the profile, fitted if asked")
    command.add_argument("--quiet", action="store_true", help="print errors only")


def run(options: argparse.Namespace) -> str:
    """Compute the minutes, write them, and return the account."""
    from equizone.tables.reading import read_stops
    from equizone.workload.model import find_model

    _check(options)
    table = None if options.stops is None else read_stops(options.stops)
    if options.comparisons is not None and table is not None:
        return "\n".join(_scored(table, options))
    model = find_model(options.workload or "default")
    lines = []
    if options.served is not None:
        frame = None if table is None else table.frame
        calibration = model.fit(options.served, options.worked, stops=frame, **_fit_options(options))
        model = calibration.model
        lines += [calibration.report(), ""]
    if table is not None:
        with table.naming_lines():
            minutes = model.minutes(table.frame, productivity=options.productivity)
        lines += _reported(table, minutes, minutes.attrs["notes"], options)
    if options.save_profile is not None:
        with replacing(options.save_profile) as aside:
            model.to_file(aside)
        lines.append(f"The profile: {options.save_profile}")
    return "\n".join(lines).rstrip()


def _check(options: argparse.Namespace) -> None:
    """Refuse arguments that do not go together, and outputs that cannot be written, before any work."""
    for one, other in (("served", "worked"), ("comparisons", "mean_minutes")):
        if (getattr(options, one) is None) != (getattr(options, other) is None):
            raise InputError(f"--{one} and --{other.replace('_', '-')} go together; give both")
    if options.stops is None and options.save_profile is None:
        raise InputError("give STOPS, a file of stops, or --save-profile, a file for the profile")
    if options.comparisons is not None:
        given = [
            name for name in ("workload", "productivity", "served", "save_profile") if getattr(options, name)
        ]
        if given or options.stops is None:
            raise InputError(
                "--comparisons takes STOPS with scores and needs no profile; leave out "
                + ", ".join(f"--{name.replace('_', '-')}" for name in given or ["save_profile"])
            )
    for_fit = [name for name in FIT_OPTIONS if getattr(options, name) is not None]
    if for_fit and options.served is None:
        raise InputError(f"--{for_fit[0]} is for a fit; give --served and --worked, or leave it out")
    outputs = [check_output(options, argument, INPUTS) for argument in ("out", "save_profile")]
    files = [os.path.realpath(file) for file in outputs if file is not None]
    if len(set(files)) < len(files):
        raise InputError(f"--out and --save-profile are both {options.out}; give two files")


def _fit_options(options: argparse.Namespace) -> dict[str, Any]:
    """Return the options of the fit that are given."""
    given = {name: getattr(options, name) for name in FIT_OPTIONS if getattr(options, name) is not None}
    if "bounds" in given:
        given["bounds"] = dict(map(_bound, given["bounds"]))
    return given


def _bound(text: str) -> tuple[str, tuple[float, float]]:
    name, _, pair = text.rpartition("=")
    try:
        low, high = map(float, pair.split(","))
    except ValueError:
        raise InputError(f"--bounds is {text!r}; write it as NAME=LOW,HIGH, such as road=1,10") from None
    return name, (low, high)


def _scored(table: StopTable, options: argparse.Namespace) -> list[str]:
    """Return the account of minutes from scores."""
    from equizone.workload.scores import compare_factors, scored_minutes

    shares = compare_factors(options.comparisons)
    with table.naming_lines():
        minutes = scored_minutes(table.frame, shares, mean_minutes=options.mean_minutes)
    told = ", ".join(f"{name} {share:.1%}" for name, share in shares.shares.items())
    notes = [f"Shares of the factors: {told}; consistency ratio {shares.consistency_ratio:.3f}."]
    return _reported(table, minutes, notes, options)


def _reported(
    table: StopTable, minutes: pd.DataFrame, notes: Sequence[str], options: argparse.Namespace
) -> list[str]:
    """Write the minutes if asked, and return the account of them."""
    from equizone.tables.columns import free_name
    from equizone.tables.wording import counted

    lines = [f"{options.stops}: {counted(len(minutes), 'stop')}", *(f"  {note}" for note in notes), ""]
    lines += [*_itemised(minutes), ""]
    if options.out is not None:
        # The total is called minutes, which is what `equizone plan` and `equizone staff` look for.
        names = {name: f"{name}_min" for name in minutes.columns} | {"total": "minutes"}
        kept = free_name("minutes_before", table.original.columns)
        original = table.original.rename(columns={"minutes": kept})
        with replacing(options.out) as aside:
            original.assign(**minutes.round(4).rename(columns=names)).to_csv(
                aside, index=False, encoding="utf-8"
            )
        if "minutes" in table.original.columns:
            lines.append(f"The stops had a column minutes already; it is kept as {kept}.")
        lines.append(f"The minutes of every stop, in all and by factor: {options.out}")
    return lines


def _itemised(minutes: pd.DataFrame) -> list[str]:
    """Return the table of factors: minutes a day, share, minutes per stop."""
    sums = minutes.sum()
    lines = [f"{'factor':<12}{'min a day':>12}{'share':>9}{'min per stop':>14}"]
    for name, value in sums.items():
        if value != 0 or name == "total":
            lines.append(
                f"{name:<12}{value:>12,.1f}{value / sums['total']:>9.1%}{value / len(minutes):>14.2f}"
            )
    return lines
