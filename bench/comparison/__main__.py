"""The command: see `bash bench/run.sh --help`."""

from __future__ import annotations

import argparse
import shlex
import shutil
import sys
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import Path

from comparison.cases import CASES, Case, chosen
from comparison.machine import machine
from comparison.plot import plot_times
from comparison.programs import ROOT
from comparison.records import RecordFile
from comparison.report import write_json, write_page
from comparison.runs import run_all
from comparison.summary import Summary
from comparison.table import comparison_table, shortcomings
from comparison.targets import target_table
from comparison.tools import TOOLS
from comparison.tools.tool import Tool

PAGE, PICTURE = "benchmark.md", "benchmark_time.png"


def parse(arguments: list[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="bash bench/run.sh",
        description="Compare with other packages.",
        epilog="'bash bench/run.sh --stages' times each stage of the engine alone, by Google Benchmark.",
    )
    parser.add_argument("--quick", action="store_true", help="reduced cases, one seed: does everything work?")
    parser.add_argument("--cases", action="append", default=[], metavar="PATTERN", help="e.g. 'city-1e4*'")
    parser.add_argument(
        "--peers",
        metavar="LIST",
        help="patterns of tools to run beside ours, with commas, e.g. 'Zoltan*,METIS*'",
    )
    parser.add_argument("--seeds", type=int, metavar="N", help="at most N seeds per case")
    parser.add_argument("--limit", type=float, metavar="SECONDS", help="time limit of one run: 300, quick 20")
    parser.add_argument("--huge", action="store_true", help="also the case of 10^8 stops")
    parser.add_argument(
        "--resume", action="store_true", help="keep the runs of before, if nothing has changed"
    )
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "bench" / "results", metavar="FOLDER")
    parser.add_argument("--docs", action="store_true", help="also write page and picture to docs/")
    parser.add_argument("--list", action="store_true", help="name cases and tools, and run nothing")
    return parser.parse_args(arguments)


def cases_of(options: argparse.Namespace) -> list[Case]:
    """Return the cases asked for, reduced if so."""
    cases = [case.reduced() if options.quick else case for case in chosen(options.cases, options.huge)]
    return [replace(case, seeds=case.seeds[: options.seeds]) for case in cases]


def tools_of(options: argparse.Namespace) -> list[Tool]:
    """Return ours and the peers asked for."""
    patterns = ["ours*", *((options.peers or "*").split(","))]
    return [tool for tool in TOOLS if any(fnmatch(tool.name, pattern.strip()) for pattern in patterns)]


def show_choice() -> None:
    """Print the names of all cases and tools."""
    for case in CASES:
        print(f"case  {case.name}")
    for tool in TOOLS:
        print(f"tool  {tool.name}: {tool.missing() or tool.about}")


def main() -> None:
    """Run, and report."""
    options = parse(sys.argv[1:])
    if options.list:
        show_choice()
        return
    command = shlex.join(["bash", "bench/run.sh", *sys.argv[1:]])
    cases, tools = cases_of(options), tools_of(options)
    options.out.mkdir(parents=True, exist_ok=True)
    described = machine()
    file = RecordFile(options.out / "runs.jsonl", options.resume)
    run_all(cases, tools, options.limit or (20 if options.quick else 300), file)

    summary = Summary(cases, [tool.name for tool in tools], file.records)
    write_json(options.out / "benchmark.json", command, described, summary, file.records)
    plot_times(summary, options.out / PICTURE)
    write_page(options.out / PAGE, PICTURE, command, described, summary, tools, not options.quick)
    print("\n" + comparison_table(summary) + "\n\n" + shortcomings(summary))
    if not options.quick:
        print("\nTargets of this project\n\n" + target_table(summary))
    if options.docs:
        for name in (PAGE, PICTURE):
            shutil.copy(options.out / name, ROOT / "docs" / name)
    print(f"\nWritten: {options.out}")


if __name__ == "__main__":
    main()
