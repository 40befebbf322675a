"""`equizone plan`: from a file of stops to zones, fences, map and report."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from equizone import checks
from equizone._core import InputError
from equizone.commands.arguments import STATION_HELP, add_column_arguments, add_workload_arguments, place

if TYPE_CHECKING:
    import pandas as pd

    from equizone.planning import Plan, Plans

__all__ = ["DESCRIPTION", "EXAMPLES", "SUMMARY", "add_arguments", "run"]

SUMMARY = "divide stops into zones of equal work, with fences, map and report"
DESCRIPTION = (
    "Divide the stops of a station into one zone of equal work per courier. "
    "Writes zones.geojson, stops.csv, summary.csv, report.html, plan.png; with a history also replay.csv, "
    "how each zone fares on its days; with --modes, a folder of these for each mode, and weekdays.csv."
)
EXAMPLES = """\
examples:
  equizone plan stops.csv --couriers 40 --out plan
  equizone plan stops.csv --shift-hours 7.5 --load minutes --out plan
  equizone plan stops.gpkg --couriers 12 --tolerance 0.05 --station 9.5031,47.1691 --out plan
  equizone plan stops.csv --workload default --shift-hours 8 --speed-kmh 20 --station 9.5,47.2 --out plan
  equizone plan stops.csv --workload profile.toml --modes modes --shift-hours 8 --percentile 90 --out plans
  equizone plan stops.csv --couriers 22 --streets region.osm.pbf --barriers auto --fences blocks --out plan
  equizone plan stops.csv --x east --y north --crs EPSG:25832 --couriers 12 --out plan

"""


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    command.add_argument("stops", metavar="STOPS", help="file of stops: CSV, GeoJSON, GeoPackage or Parquet")
    command.add_argument("--out", metavar="DIR", required=True, help="directory to write to; made if need be")

    staff = command.add_argument_group("couriers (one of the first three; with --modes, none is needed)")
    staff.add_argument("--couriers", metavar="K", type=int, help="number of couriers: one zone each")
    staff.add_argument(
        "--shift-hours",
        metavar="H",
        type=float,
        help="hours of work per courier: total minutes / H, rounded up",
    )
    staff.add_argument(
        "--roster",
        metavar="FILE",
        help="table of couriers: courier, and any of hours, productivity, experience, stars, vehicle",
    )
    staff.add_argument(
        "--familiar",
        metavar="FILE",
        help="who served what: stop, courier; zones go to the couriers who know them",
    )
    staff.add_argument(
        "--speed-kmh", metavar="V", type=float, help="with --shift-hours: count the ways, at this speed"
    )
    staff.add_argument(
        "--beta", metavar="B", type=float, help="factor of the tour's length (default: 1.5, on streets)"
    )

    table = add_column_arguments(command)
    table.add_argument(
        "--load", metavar="COLUMN", help="work per stop; default: load, else minutes, else 1 per stop"
    )
    table.add_argument(
        "--stop", metavar="COLUMN", help="ids that records speak of; default: stop, stop_id or id"
    )

    work = add_workload_arguments(command)
    work.add_argument(
        "--modes",
        metavar="DIR",
        help="what `equizone modes` wrote: one plan per mode, each in its own folder",
    )
    work.add_argument(
        "--history", metavar="FILE", help="daily records (stop, date, volume) that loads are means of"
    )
    work.add_argument(
        "--percentile",
        metavar="P",
        type=float,
        help="plan against this percentile of each zone's daily load, such as 90, instead of the mean",
    )

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
        "--streets",
        metavar="MAP",
        help="streets that distances follow: an OpenStreetMap extract (.osm.pbf), or a folder with nodes.csv "
        "and edges.csv; default: straight lines",
    )
    zones.add_argument(
        "--barriers",
        metavar="auto|FILE",
        help="what zones do not cross but at crossings: auto for rivers, railways and fast roads of the map "
        "of the streets; or a map, or a file of lines with a column rule",
    )
    zones.add_argument(
        "--profile",
        choices=["van", "e-bike", "foot"],
        default="van",
        help="who goes along the streets (default: van)",
    )
    zones.add_argument(
        "--fences",
        choices=["cells", "blocks", "power"],
        default="cells",
        help="borders halfway between stops; around whole blocks of the streets; or convex (default: cells)",
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
        help=f"{STATION_HELP}; shown on the map",
    )

    zones.add_argument(
        "--formats",
        metavar="F,F",
        help="further formats of zones.geojson: gpkg, shp, parquet (shp cuts columns' names to 10 letters)",
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


def run(options: argparse.Namespace) -> str:
    """Plan, write the files, and return the account of both."""
    from equizone.history.saving import read_modes
    from equizone.planning import Plan, plan
    from equizone.planning.plans import written_files
    from equizone.planning.writing import FILES, check_writable, further_files

    out = checks.path(options.out, "--out")
    formats = [] if options.formats is None else options.formats.split(",")
    further = further_files(formats)
    check_writable(out, formats)
    modes = None if options.modes is None else read_modes(options.modes)
    written = [*FILES, *further] if modes is None else written_files(modes.names, formats)
    _keep_inputs(options, out, written)
    if options.couriers is not None and options.roster is not None:
        raise InputError("--couriers and --roster are both given; leave one out")
    wanted = {
        name: value
        for name, value in vars(options).items()
        if name not in ("run", "stops", "out", "quiet", "station", "couriers", "roster", "modes", "formats")
    }
    with _progress_bar(quiet=options.quiet) as progress:
        result: Plan | Plans = plan(
            options.stops,
            options.couriers if options.roster is None else options.roster,
            station=place(options.station),
            modes=modes,
            progress=progress,
            **wanted,
        )
        progress("writing", 0.0)
        result.save(out, formats)
        progress("writing", 1.0)
    if isinstance(result, Plan):
        return _account(options.stops, result, out, further)
    return _account_of_modes(options.stops, result, out, further)


def _keep_inputs(options: argparse.Namespace, out: Path, files: Iterable[str]) -> None:
    """Refuse to replace a file that the plan is made from."""
    written = {os.path.realpath(out / name) for name in files}
    inputs = (
        "stops",
        "area",
        "station",
        "workload",
        "productivity",
        "history",
        "roster",
        "familiar",
        "streets",
        "barriers",
    )
    paths = [
        checks.path(getattr(options, name), name) for name in inputs if getattr(options, name) is not None
    ]
    if options.modes is not None:
        paths += Path(options.modes).iterdir()
    for path in paths:
        if os.path.realpath(path) in written:
            raise InputError(f"{path} is an input and would be replaced; give another directory with --out")


@contextmanager
def _progress_bar(*, quiet: bool) -> Iterator[Callable[[str, float], None]]:
    """Show a bar on a terminal after a second; elsewhere, such as in a log, only on runs of many seconds."""
    from tqdm import tqdm

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


def _account(stops: str, result: Plan, directory: Path, further: list[str]) -> str:
    """Return what was read, what came out and where it lies."""
    from equizone.planning.writing import files_of
    from equizone.tables.wording import counted

    read = [f"{stops}: {counted(len(result.stops), 'stop')}", *(f"  {note}" for note in result.notes), ""]
    files = ", ".join([*files_of(result), *further])
    return "\n".join([*read, *_figures(result), f"{'files':<16}{files} in {directory}"])


def _account_of_modes(stops: str, results: Plans, directory: Path, further: list[str]) -> str:
    """Return the account of every mode's plan."""
    from equizone.planning.plans import folder_names
    from equizone.planning.writing import files_of
    from equizone.tables.wording import counted

    plans = list(results.values())
    shared = [note for note in plans[0].notes if all(note in other.notes for other in plans)]
    lines = [
        f"{stops}: {counted(len(plans[0].stops), 'stop')}, {counted(len(results), 'mode')}",
        *(f"  {note}" for note in shared),
    ]
    for mode, result in results.items():
        own = [note for note in result.notes if note not in shared]
        lines += ["", mode, *(f"  {note}" for note in own), *_figures(result)]
    folders = ", ".join(folder_names(list(results)).values())
    files = ", ".join([*files_of(plans[0]), *further])
    return "\n".join([*lines, "", f"{'files':<16}weekdays.csv, and {files} in {folders} in {directory}"])


def _figures(result: Plan) -> list[str]:
    summary = result.summary
    unit = f" {result.load_unit}" if result.load_unit else ""
    over = summary["load_ratio"] - 1
    rows = {
        "zones": f"{len(summary)}",
        "total load": f"{result.loads.sum():,.1f}{unit}",
        "load per zone": _spread(summary["load"], ",.1f", unit),
        "load / target": f"{_signed(over.min())} to {_signed(over.max())}, tolerance {result.tolerance:.1%}",
        "stops per zone": _spread(summary["stops"], ",.0f", ""),
        "status": result.status if not result.reason else f"{result.status}: {result.reason}",
    }
    return [f"{name:<16}{text}" for name, text in rows.items()]


def _spread(values: pd.Series, number_format: str, unit: str) -> str:
    least, mean, greatest = (
        format(value, number_format) for value in (values.min(), values.mean(), values.max())
    )
    return f"{least} to {greatest}, mean {mean}{unit}"


def _signed(share: float) -> str:
    """Return a share with its sign; what rounds to nothing is +0.0 %."""
    return f"{round(share, 3) + 0.0:+.1%}"
