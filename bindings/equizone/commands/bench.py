"""`equizone bench`: methods side by side over many stations, from a configuration to a report."""

from __future__ import annotations

import argparse
from pathlib import Path

__all__ = ["DESCRIPTION", "EXAMPLES", "SUMMARY", "add_arguments", "run"]

SUMMARY = "compare methods, ours and others', over many stations"
DESCRIPTION = (
    "Divide every station of a configuration by every method, number of zones, tolerance and seed, each run "
    "in a process of its own, and write one tidy table (results.csv, results.parquet) and a report "
    "(report.html, report.md). After an interruption, the same command goes on where it stopped; failures "
    "are recorded. Methods are those of `equizone methods`, other packages', and any function "
    "divide(points, loads, zones, tolerance, seed) -> labels."
)

EXAMPLES = """\
a configuration (TOML):
  zones = [5, 10]
  seeds = [1, 2]
  methods = ["balanced", "kmeans", "sklearn-kmeans", {function = "my_module:divide", label = "mine"}]

  [[data]]
  file = "stops.csv"         # lon/lat, or x/y in metres; group = ["city", "station"] makes many of one
  load = "minutes"           # a column; without it every stop counts 1

  [[data]]
  synthetic = "town"         # a kind of equizone.synthetic
  stops = 600
  draws = 10

examples:
  equizone bench stations.toml --out results
  equizone bench stations.toml --out results --processes 2

"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("config", metavar="CONFIG", help="the TOML file that says what is compared")
    parser.add_argument(
        "--out", metavar="DIR", help="folder for results (default: the file's name, without .toml)"
    )
    parser.add_argument("--processes", metavar="N", type=int, help="runs at a time (default: all cores)")
    parser.add_argument("--quiet", action="store_true", help="print errors only, and show no progress")


def run(options: argparse.Namespace) -> str:
    """Run the benchmark and return the account."""
    from equizone.batch import run_benchmark
    from equizone.batch.records import OK
    from equizone.batch.standing import standing, with_ratios

    out = Path(options.out if options.out is not None else Path(options.config).with_suffix("").name)
    table = run_benchmark(options.config, out, processes=options.processes, progress=not options.quiet)
    stand = standing(with_ratios(table))
    width = max(map(len, stand["method"]))
    lines = [f"{'method':<{width}}  within  best  cost/best  rank        time"]
    lines += [_line(row, width) for row in stand.to_dict("records")]
    failed = int((table["outcome"] != OK).sum())
    lines += ["", f"{len(table)} runs, {failed} without labels. The report is {out / 'report.html'}."]
    return "\n".join(lines)


def _line(row: dict, width: int) -> str:
    cells = [
        _written(row["within_share"], "{:.0%}", 6),
        _written(row["best_share"], "{:.0%}", 4),
        _written(row["cost_ratio"], "{:.3f}", 9),
        _written(row["mean_rank"], "{:.1f}", 4),
        _written(row["seconds"], "{:.3g} s", 10),
    ]
    return "  ".join([f"{row['method']:<{width}}", *cells])


def _written(value: float, how: str, width: int) -> str:
    """Write a figure, or a dash where there is none."""
    return f"{how.format(value) if value == value else '–':>{width}}"
