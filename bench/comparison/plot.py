"""Time against the number of stops."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import matplotlib as mpl

from comparison.cases import REDUCED
from comparison.summary import Summary

mpl.use("Agg")
import matplotlib.pyplot as plt

CASES = (
    "city-1e4-k50-1%",
    "city-1e5-k500-3%",
    "city-1e6-k1000-3%",
    "city-1e7-k10000-3%",
    "city-1e8-k100000-3%",
)


def plot_times(summary: Summary, file: Path) -> None:
    """Draw the seconds of each tool on the cities, both axes logarithmic."""
    times: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for row in summary.rows:
        if row.case.name.removesuffix(REDUCED) in CASES and row.runs:
            times[row.tool].append((row.case.stops, row.mean("cpu_seconds")))

    figure, axes = plt.subplots(figsize=(9, 5.5), layout="constrained")
    for number, (tool, points) in enumerate(times.items()):
        stops, seconds = zip(*sorted(points), strict=True)
        ours = tool.startswith("ours")
        axes.plot(
            stops,
            seconds,
            color=mpl.colormaps["tab20"](number % 20),
            marker="osD^vP*X"[number % 8],
            linewidth=2.5 if ours else 1.2,
            linestyle="-" if ours else "--",
            label=tool,
        )
    axes.set(xscale="log", yscale="log", xlabel="stops", ylabel="seconds of one core")
    axes.set_title("Cities; 200 stops a zone up to 100,000 stops, 1,000 above", fontsize=10)
    axes.grid(which="major", alpha=0.4)
    if times:
        figure.legend(fontsize=8, loc="outside right upper")
    figure.savefig(file, dpi=110)
    plt.close(figure)
