"""The command line: one subcommand per job."""

from __future__ import annotations

import argparse
import re
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pandas as pd
from tqdm import tqdm

from equizone import InputError, Plan, __version__, plan
from equizone.planning.writing import FILES, check_writable

__all__ = ["main"]

EXIT_CODES = """\
exit codes:
  0    zones were written; a plan that misses its tolerance is a result too: the line "status" says so and why
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
    if not sys.warnoptions:
        warnings.simplefilter(
            "ignore"
        )  # libraries warn programmers; what matters to a planner is said in notes
    try:
        options = _parser().parse_args(arguments)
        options.run(options)
    except (InputError, OSError) as failure:
        print(f"equizone: error: {' '.join(str(failure).split())}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("equizone: interrupted", file=sys.stderr)
        return 130
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
        f"Writes {', '.join(FILES)}.",
        epilog=PLAN_EXAMPLES + EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.set_defaults(run=_run_plan)
    command.add_argument(
        "stops", metavar="STOPS", type=Path, help="file of stops: CSV, GeoJSON, GeoPackage or Parquet"
    )
    command.add_argument(
        "--out", metavar="DIR", type=Path, required=True, help="directory to write to; made if need be"
    )

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
        "--area", metavar="FILE", type=Path, help="service area: polygons; default: what the stops occupy"
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
    run.add_argument("--threads", metavar="N", type=int, default=1, help="threads; 0: all cores (default: 1)")
    run.add_argument("--quiet", action="store_true", help="print errors only")


def _run_plan(options: argparse.Namespace) -> None:
    check_writable(options.out)
    _keep_inputs(options)
    wanted = {
        name: value
        for name, value in vars(options).items()
        if name not in ("run", "stops", "out", "quiet", "station")
    }
    with _progress_bar(quiet=options.quiet) as progress:
        result = plan(options.stops, station=_place(options.station), progress=progress, **wanted)
        progress("writing", 0.0)
        result.save(options.out)
        progress("writing", 1.0)
    if not options.quiet:
        print(_account(options.stops, result, options.out))


def _keep_inputs(options: argparse.Namespace) -> None:
    """Refuse to replace a file that the plan is made from."""
    written = {(options.out / name).resolve() for name in FILES}
    for path in (options.stops, options.area, options.station):
        if path is not None and Path(path).resolve() in written:
            raise InputError(f"{path} is an input and would be replaced; give another directory with --out")


def _place(text: str | None) -> str | tuple[float, float] | None:
    """Return the pair of numbers that a text is, or else the text: a path."""
    if text is None:
        return None
    number = r"\s*([-+]?\d+(?:\.\d*)?)\s*"
    pair = re.fullmatch(f"{number},{number}", text)
    return (float(pair[1]), float(pair[2])) if pair else text


@contextmanager
def _progress_bar(*, quiet: bool) -> Iterator[Callable[[str, float], None]]:
    """Show a bar on a terminal after a second; elsewhere, such as in a log, only on runs of many seconds."""
    delay_s, interval_s = (1, 0.1) if sys.stderr.isatty() else (10, 10)
    with tqdm(
        total=1.0,
        disable=quiet,
        delay=delay_s,
        mininterval=interval_s,
        miniters=0,
        leave=False,
        bar_format="{desc:<12}{percentage:3.0f} % |{bar}| {elapsed}",
        file=sys.stderr,
    ) as bar:

        def progress(stage: str, fraction: float) -> None:
            bar.set_description_str(stage, refresh=False)
            bar.update(fraction - bar.n)

        yield progress


def _account(stops: Path, result: Plan, directory: Path) -> str:
    """Return what was read, what came out and where it lies."""
    summary = result.summary
    unit = f" {result.load_unit}" if result.load_unit else ""
    over = summary["load_ratio"] - 1
    status = result.status if not result.reason else f"{result.status}: {result.reason}"
    rows = {
        "zones": f"{len(summary)}",
        "total load": f"{result.loads.sum():,.1f}{unit}",
        "load per zone": _spread(summary["load"], ",.1f", unit),
        "load / target": f"{over.min():+.1%} to {over.max():+.1%}, tolerance {result.tolerance:.1%}",
        "stops per zone": _spread(summary["stops"], ",.0f", ""),
        "status": status,
        "files": f"{', '.join(FILES)} in {directory}",
    }
    read = [f"{stops}: {len(result.stops):,} stops", *(f"  {note}" for note in result.notes), ""]
    return "\n".join([*read, *(f"{name:<16}{text}" for name, text in rows.items())])


def _spread(values: pd.Series, number_format: str, unit: str) -> str:
    least, mean, greatest = (
        format(value, number_format) for value in (values.min(), values.mean(), values.max())
    )
    return f"{least} to {greatest}, mean {mean}{unit}"


if __name__ == "__main__":
    sys.exit(main())
