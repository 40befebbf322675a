"""`equizone modes`: from daily records to weekdays that share a mode, and couriers for each."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from equizone import checks
from equizone._core import InputError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["DESCRIPTION", "EXAMPLES", "SUMMARY", "add_arguments", "run"]

SUMMARY = "find the weekdays that share a mode, and the couriers of each, from daily records"
DESCRIPTION = (
    "Learn from three months or more of daily records which weekdays share a mode. Holidays, days without "
    "records and abnormal days are dropped and listed. Writes days.csv, weekdays.csv, modes.csv, loads.csv "
    "(mean volume by stop and mode), visits.csv, daily.parquet, notes.txt: the directory that "
    "`equizone plan --modes` reads."
)
EXAMPLES = """\
examples:
  equizone modes records.parquet --out modes
  equizone modes records.csv --date day --stop customer --holidays 2026-10-01,2026-10-02 --out modes
  equizone modes records.csv --holidays CN --peak "Double 11=2026-11-11" --stops-per-hour 3.5 --out modes
  equizone modes records.csv --volume work --minutes --shift-hours 7.5 --out modes

"""


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    command.add_argument("records", metavar="RECORDS", help="file of daily records: CSV or Parquet")
    command.add_argument("--out", metavar="DIR", required=True, help="directory to write to; made if need be")
    table = command.add_argument_group("columns")
    table.add_argument("--date", metavar="COLUMN", help="day of the record; default: date or day")
    table.add_argument("--stop", metavar="COLUMN", help="id of the stop; default: stop, stop_id or id")
    table.add_argument(
        "--volume", metavar="COLUMN", help="default: volume, parcels, drops or minutes; else 1 per record"
    )
    table.add_argument("--kind", metavar="COLUMN", help="such as pickup and delivery; default: kind, if any")
    table.add_argument(
        "--minutes",
        action="store_const",
        const=True,
        help="the volume is minutes of work, from which couriers are counted; default: if so called",
    )
    days = command.add_argument_group("days")
    days.add_argument(
        "--holidays", metavar="DATES", help="dates with commas between them, or a country's code such as CN"
    )
    days.add_argument(
        "--peak",
        metavar="[NAME=]DATES",
        dest="peaks",
        action="append",
        default=[],
        help="dates that are a mode of their own; may be given several times",
    )
    days.add_argument(
        "--similar",
        metavar="S",
        type=float,
        default=0.10,
        help="largest relative difference of mean volumes within a mode (default: 0.10)",
    )
    staff = command.add_argument_group("couriers")
    staff.add_argument("--stops-per-hour", metavar="N", type=float, help="stops of one courier an hour (3.5)")
    staff.add_argument("--shift-hours", metavar="H", type=float, help="hours of one courier's day (8)")
    command.add_argument("--quiet", action="store_true", help="print errors only")


def run(options: argparse.Namespace) -> str:
    """Find the modes, write them, and return the account."""
    from equizone.history import find_modes
    from equizone.history.saving import FILES, save_modes
    from equizone.tables.wording import counted

    out = checks.path(options.out, "--out")
    if out.exists() and not out.is_dir():
        raise InputError(f"--out is {out}, which is not a directory; give another one")
    if any(os.path.realpath(out / name) == os.path.realpath(options.records) for name in FILES):
        raise InputError(
            f"{options.records} is an input and would be replaced; give another directory with --out"
        )
    modes = find_modes(
        options.records,
        date=options.date,
        stop=options.stop,
        volume=options.volume,
        kind=options.kind,
        holidays=_parts(options.holidays),
        peaks=_peaks(options.peaks),
        similar=options.similar,
        minutes=options.minutes,
        stops_per_hour=options.stops_per_hour,
        shift_hours=options.shift_hours,
    )
    save_modes(modes, out)
    dropped = modes.days[modes.days["dropped"]]
    lines = [
        f"{options.records}: {counted(len(modes.loads), 'stop')} on {counted(len(modes.days), 'day')}",
        *(f"  {note}" for note in modes.notes),
        "",
        _table(modes.weekdays.assign(weekday=modes.weekdays["weekday"].map(WEEKDAYS.__getitem__))),
        "",
        _table(modes.summary),
    ]
    if len(dropped):
        lines += [
            "",
            "Days dropped:",
            *(f"  {row.date:%Y-%m-%d}  {row.reason}" for row in dropped.itertuples()),
        ]
    return "\n".join([*lines, "", f"{', '.join(FILES)} in {out}"])


WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def _table(frame: pd.DataFrame) -> str:
    return frame.to_string(index=False, float_format=lambda value: f"{value:,.1f}")


def _parts(text: str | None) -> list[str]:
    return [] if text is None else [part.strip() for part in text.split(",") if part.strip()]


def _peaks(given: list[str]) -> dict[str, list[str]] | list[str]:
    """Return dates by name, or a list of dates where no name is given."""
    if not all(given):
        raise InputError("--peak is empty; give dates, such as 2026-11-11")
    if not any("=" in text for text in given):
        return [date for text in given for date in _parts(text)]
    named: dict[str, list[str]] = {}
    for text in given:
        name, equals, dates = text.partition("=")
        named.setdefault(name if equals else f"peak {text}", []).extend(_parts(dates if equals else text))
    return named
