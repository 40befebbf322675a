"""The command line: one subcommand per job.

Only what is quick to import is imported here; the rest is imported by the job, so that help comes at once and
an interruption is met at any time.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import warnings
from collections.abc import Sequence
from typing import NoReturn

from equizone import InputError, __version__

__all__ = ["main"]

EXIT_CODES = """\
exit codes:
  0    zones were written; a plan that misses its tolerance is a result too: the line "status" says so and why
  1    the files were written, but their account could not be printed
  2    bad input or unwritable output: one line on stderr, nothing written
  130  interrupted
"""

PLAN_EXAMPLES = """\
examples:
  equizone plan stops.csv --couriers 40 --out plan
  equizone plan stops.csv --shift-hours 7.5 --load minutes --out plan
  equizone plan stops.gpkg --couriers 12 --tolerance 0.05 --station 9.5031,47.1691 --out plan
  equizone plan stops.csv --x east --y north --crs EPSG:25832 --couriers 12 --out plan

"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    _silence_libraries()
    try:
        options = _parser().parse_args(arguments)
        _refuse_empty(options)
        account = options.run(options)
    except (InputError, OSError) as failure:
        print(f"equizone: error: {' '.join(str(failure).split())}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("equizone: interrupted", file=sys.stderr)
        return 130
    return 0 if options.quiet else _print(account)


def _silence_libraries() -> None:
    """Keep to ourselves what libraries tell programmers; what matters to a planner is said in notes."""
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # it warns of a home that it cannot write to


def _refuse_empty(options: argparse.Namespace) -> None:
    """Refuse empty texts, such as an unset shell variable: as paths they mean the current directory."""
    for name, value in vars(options).items():
        if value == "":
            argument = "STOPS" if name == "stops" else f"--{name.replace('_', '-')}"
            raise InputError(f"{argument} is empty; give {'a directory' if name == 'out' else 'a value'}")


def _print(account: str) -> int:
    """Print what came out; its files are written already, whatever becomes of the text."""
    try:
        print(account, flush=True)
    except OSError as failure:
        # What is left in the buffer would fail again when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(failure, BrokenPipeError):  # the reader, such as head, has seen enough
            return 0
        print(f"equizone: the files are written, but not this account: {failure.strerror}", file=sys.stderr)
        return 1
    return 0


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"equizone: error: {message}; see {self.prog} --help\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="equizone", description="Zones of equal work for courier stations.", allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"equizone {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_plan(commands)
    return parser


def _add_plan(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser(
        "plan",
        help="divide stops into zones of equal work, with fences, map and report",
        description="Divide the stops of a station into one zone of equal work per courier. "
        "Writes zones.geojson, stops.csv, summary.csv, report.html, plan.png.",
        epilog=PLAN_EXAMPLES + EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.set_defaults(run=_run_plan)
    command.add_argument("stops", metavar="STOPS", help="file of stops: CSV, GeoJSON, GeoPackage or Parquet")
    command.add_argument("--out", metavar="DIR", required=True, help="directory to write to; made if need be")

    staff = command.add_argument_group("couriers (one of both)")
    staff.add_argument("--couriers", metavar="K", type=int, help="number of couriers: one zone each")
    staff.add_argument(
        "--shift-hours",
        metavar="H",
        type=float,
        help="hours of work per courier: total minutes / H, rounded up",
    )

    table = command.add_argument_group("columns")
    table.add_argument(
        "--load", metavar="COLUMN", help="work per stop; default: load, else minutes, else 1 per stop"
    )
    table.add_argument("--lon", metavar="COLUMN", help="degrees east; default: lon, lng or longitude")
    table.add_argument("--lat", metavar="COLUMN", help="degrees north; default: lat or latitude")
    table.add_argument("--x", metavar="COLUMN", help="coordinate to the east; needs --crs")
    table.add_argument("--y", metavar="COLUMN", help="coordinate to the north; needs --crs")
    table.add_argument("--crs", metavar="CRS", help="coordinate system of the columns, such as EPSG:25832")

    zones = command.add_argument_group("zones")
    zones.add_argument(
        "--tolerance",
        metavar="T",
        type=float,
        default=0.03,
        help="allowed deviation of a zone's load from its target, as a fraction (default: 0.03)",
    )
    zones.add_argument(
        "--keep-together",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="keep stops of one place in one zone (default: yes)",
    )
    zones.add_argument(
        "--area", metavar="FILE", help="service area: polygons; default: what the stops occupy"
    )
    zones.add_argument(
        "--margin-m",
        metavar="M",
        type=float,
        help="metres from the outermost stops to the default area's boundary",
    )
    zones.add_argument(
        "--station",
        metavar="FILE|X,Y",
        help="file of one point, or coordinates like those of the stops (lon,lat), shown on the map; "
        "write negative ones with =, as --station=-0.12,51.5",
    )

    run = command.add_argument_group("run")
    run.add_argument("--title", help="title of the report; default: the file's name")
    run.add_argument(
        "--note",
        metavar="TEXT",
        dest="notes",
        action="append",
        default=[],
        help="a sentence for the report, such as the data's attribution; may be given several times",
    )
    run.add_argument("--seed", metavar="N", type=int, default=0, help="seed of random choices (default: 0)")
    run.add_argument(
        "--effort", choices=["fast", "default", "thorough"], default="default", help="work put into the zones"
    )
    run.add_argument("--time-limit-s", metavar="S", type=float, help="stop improving after so many seconds")
    run.add_argument(
        "--threads", metavar="N", type=int, default=1, help="threads, up to 1024; 0: all cores (default: 1)"
    )
    run.add_argument("--quiet", action="store_true", help="print errors only")


def _run_plan(options: argparse.Namespace) -> str:
    from equizone.planning import command

    return command.run(options)


if __name__ == "__main__":
    sys.exit(main())
