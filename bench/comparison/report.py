"""What is left of a benchmark: JSON with everything, and a page with the tables."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from comparison.cases import Case
from comparison.records import OK, Record
from comparison.summary import Summary
from comparison.table import comparison_table, shortcomings
from comparison.targets import target_rows, target_table
from comparison.tools.tool import Tool

LEFT_OUT = """\
Left out:

- torch-kmeans (its ConstrainedKMeans takes loads and an upper bound) and balanced-kmeans need PyTorch and
  have had no release since 2022 and 2020;
- size-constrained-clustering and light-size-constrained-clustering bound numbers of stops by the same
  min-cost flow as k-means-constrained, and have had no release since 2021 and 2023.
"""

READING = """\
Every run is a process of its own with one thread. Time is the CPU time of the dividing call alone: no
reading, no imports. Memory is the peak of resident memory during that call less what was resident before it.
Costs and times are geometric means over the seeds, and so are ratios, taken seed by seed; imbalance, stray
load and memory are the largest, least / target is the lowest. One scorer judges all labels: the cost is the
sum of load times squared distance to the load centroid of the zone; imbalance is the heaviest load / target
\\- 1; a stray load is one outside its zone's heaviest connected piece. A tool that does not balance has no
bounds to meet; its cost shows what balance takes. Times of runs that go to several threads of their own
accord (PowerBin) count all of them.
"""


def write_json(
    file: Path, command: str, machine: dict[str, Any], summary: Summary, records: Sequence[Record]
) -> None:
    """Write all runs with the machine, the command and the verdicts."""
    content = {
        "command": command,
        "machine": machine,
        "targets": target_rows(summary),
        "runs": [asdict(record) for record in records],
    }
    file.write_text(json.dumps(content, indent=1) + "\n")


def write_page(
    file: Path,
    picture: str,
    command: str,
    machine: dict[str, Any],
    summary: Summary,
    tools: Sequence[Tool],
    judged: bool,
) -> None:
    """Write the page of the docs."""
    described = ", ".join(f"{name.replace('_', ' ')}: {value}" for name, value in machine.items())
    parts = [
        "# Benchmark",
        f"Made by `{command}` on this machine: {described}.",
        READING,
        comparison_table(summary),
        shortcomings(summary),
        f"![Time against the number of stops]({picture})",
        "## Cases",
        "\n".join(f"- `{case.name}`: {described_case(case)}" for case in _cases(summary)),
        "## Tools",
        "\n".join(f"- **{tool.name}**{_version(tool, summary)}: {tool.about}." for tool in tools),
        LEFT_OUT,
        "## Targets of this project",
        target_table(summary) if judged else "Not judged: cases were reduced.",
    ]
    file.write_text("\n\n".join(part.rstrip("\n") for part in parts) + "\n")


def described_case(case: Case) -> str:
    """Return a case in words."""
    bounds = (
        f"within {100 * case.tolerance:g} %" if case.tolerance is not None else f"at most {case.upper:g} each"
    )
    seeds = f"{len(case.seeds)} seeds" if len(case.seeds) > 1 else "one seed"
    return f"{case.stops:,} stops into {case.zones:,} zones, {bounds}; {case.instance.about}; {seeds}"


def _cases(summary: Summary) -> list[Case]:
    return list(dict.fromkeys(row.case for row in summary.rows))


def _version(tool: Tool, summary: Summary) -> str:
    versions = {
        record.figures["version"]
        for row in summary.rows
        if row.tool == tool.name
        for record in row.records
        if record.outcome == OK
    }
    return f" ({', '.join(sorted(versions))})" if versions else ""
