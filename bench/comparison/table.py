"""The table as text: for the terminal and, being Markdown, for the docs."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from comparison.summary import OURS, RCB, Row, Summary

MEGABYTE = 1e6


def _number(value: float, digits: int = 3) -> str:
    """Return a number with so many significant digits, a dash for none."""
    if not math.isfinite(value):
        return "-"
    if value != 0 and not 1e-3 <= abs(value) < 1e5:
        return f"{value:.{digits - 1}e}".replace("e+0", "e").replace("e-0", "e-").replace("e+", "e")
    decimals = max(0, digits - 1 - (math.floor(math.log10(abs(value))) if value else 0))
    return f"{value:.{decimals}f}"


def _percent(value: float) -> str:
    return f"{100 * value:.1f} %"


def _zones(row: Row) -> str:
    counts = sorted({int(zones) for zones in row.values("zones")})
    return str(counts[0]) if len(counts) == 1 else f"{counts[0]} to {counts[-1]}"


def _columns(summary: Summary) -> dict[str, Callable[[Row], str]]:
    return {
        "time, s": lambda row: _number(row.mean("cpu_seconds")),
        "x ours": lambda row: _number(summary.ratio(row, "cpu_seconds", OURS)),
        "imbalance": lambda row: _percent(max(row.values("imbalance"))),
        "least / target": lambda row: f"{min(row.values('least')):.3f}",
        "within bounds": lambda row: f"{row.within} of {len(row.runs)}",
        "cost": lambda row: _number(row.mean("cost"), 4),
        "cost x ours": lambda row: _number(summary.ratio(row, "cost", OURS)),
        "cost x RCB": lambda row: _number(summary.ratio(row, "cost", RCB)),
        "stray load": lambda row: f"{100 * max(row.values('stray_load'), default=math.nan):.2g} %",
        "memory, MB": lambda row: _number(max(row.values("memory_bytes")) / MEGABYTE),
        "memory x ours": lambda row: _number(summary.ratio(row, "memory_bytes", OURS)),
        "zones": _zones,
    }


def comparison_table(summary: Summary) -> str:
    """Return one line per case and tool with results."""
    columns = _columns(summary)
    lines = [
        [row.case.name, row.tool, *(cell(row) for cell in columns.values())]
        for row in summary.rows
        if row.runs
    ]
    return aligned(["case", "tool", *columns], lines)


def shortcomings(summary: Summary) -> str:
    """Return which runs are missing in the table, and why."""
    cases: dict[tuple[str, str], list[str]] = {}
    for row in summary.rows:
        for reason in row.shortcomings:
            cases.setdefault((row.tool, reason), []).append(row.case.name)
    tools: dict[tuple[str, str], list[str]] = {}
    for (tool, reason), names in cases.items():
        tools.setdefault((reason, ", ".join(names)), []).append(tool)
    lines = [f"- {', '.join(names)}: {reason} ({where})" for (reason, where), names in tools.items()]
    return "\n".join(["Missing in the table:\n", *lines]) if lines else "No run is missing or has failed."


def aligned(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table whose columns are aligned in plain text too."""
    if not lines:
        return "(nothing was run)"
    cells = [[cell.replace("nan %", "-").replace("|", "/") for cell in line] for line in lines]
    widths = [max(len(line[i]) for line in [list(heads), *cells]) for i in range(len(heads))]
    rows = [" | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in cells]
    head = " | ".join(cell.ljust(width) for cell, width in zip(heads, widths, strict=True))
    rule = " | ".join("-" * width for width in widths)
    return "\n".join(f"| {row} |" for row in [head, rule, *rows])
