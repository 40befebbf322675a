"""The pictures of a benchmark: profiles, cost beside time, and maps side by side."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from equizone.batch.standing import profiles
from equizone.batch.stations import Station
from equizone.report.colours import INK, shade, zone_colours
from equizone.report.picture import outline

__all__ = ["cost_and_time", "maps", "png", "profile_chart"]

_COLOURS = ("#2f6fdf", "#c2410c", "#2e8b57", "#a21caf", "#b7791f", "#0e7490", "#6b7280", "#dc2626")
_Dashes = tuple[float, tuple[float, ...]]
_STYLES: tuple[_Dashes, ...] = ((0, ()), (0, (5, 2)), (0, (5, 2, 1, 2)), (0, (1, 1.5)))
_FAINT = "#66727d"
_WIDEST = 1.5  # the ratio up to which profiles are drawn


def png(figure: Figure) -> bytes:
    """Return a figure as PNG; the same figure gives the same bytes."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=110, metadata={"Software": None})
    return buffer.getvalue()


def profile_chart(table: pd.DataFrame, order: Sequence[str]) -> Figure:
    """Draw the share of cases that each method solves within a ratio of the best cost."""
    ratios = np.linspace(1, _WIDEST, 201)
    reached = profiles(table, ratios)
    figure = Figure(figsize=(10, 5.4), layout="constrained")
    axes = figure.add_subplot()
    drawn = [method for method in order if method in reached and reached[method].iloc[-1] > 0]
    lines = []
    for place, method in enumerate(drawn):
        colour, style = _look(place)
        axes.plot(100 * (ratios - 1), 100 * reached[method], color=colour, linestyle=style, linewidth=1.8)
        lines.append(Line2D([], [], color=colour, linestyle=style, linewidth=1.8, label=method))
    axes.set_xlabel("cost above the best within the tolerance, at most (%)")
    axes.set_ylabel("cases (%)")
    axes.set_xlim(0, 100 * (_WIDEST - 1))
    axes.set_ylim(0, 102)
    _plain(axes)
    if lines:
        axes.legend(handles=lines, loc="center left", bbox_to_anchor=(1.01, 0.5), frameon=False, fontsize=9)
    return figure


def _look(place: int) -> tuple[str, _Dashes]:
    return _COLOURS[place % len(_COLOURS)], _STYLES[place // len(_COLOURS) % len(_STYLES)]


def cost_and_time(stand: pd.DataFrame) -> Figure:
    """Draw each method's mean cost ratio beside its median time."""
    figure = Figure(figsize=(10, 5.4), layout="constrained")
    axes = figure.add_subplot()
    shown = stand[stand["cost_ratio"].notna() & stand["seconds"].notna()]
    above = 100 * (shown["cost_ratio"] - 1)
    sizes = 20 + 180 * shown["within_share"]
    axes.scatter(shown["seconds"], above, s=sizes, color=_COLOURS[0], alpha=0.55, linewidths=0)
    for seconds, ratio, method in zip(shown["seconds"], above, shown["method"], strict=True):
        axes.annotate(
            method, (seconds, ratio), xytext=(6, 4), textcoords="offset points", fontsize=9, color=INK
        )
    axes.set_xscale("log")
    axes.set_yscale("symlog", linthresh=1)
    axes.set_ylim(0, 1.3 * max(1.0, above.max()) if len(above) else 1.0)
    axes.margins(x=0.15)
    axes.set_xlabel("median time (s)")
    axes.set_ylabel("cost above the best, geometric mean (%)")
    _plain(axes)
    return figure


def _plain(axes: Axes) -> None:
    axes.grid(color="#e5e8ea", linewidth=0.8)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


def maps(station: Station, divided: Sequence[tuple[str, str, np.ndarray]]) -> Figure:
    """Draw one station divided by several methods, side by side.

    Parameters
    ----------
    station
        The station.
    divided
        For each method its name, a line about its result, and labels.
    """
    columns = min(4, len(divided))
    rows = -(-len(divided) // columns)
    extent = np.ptp(station.points, axis=0)
    tall = float(np.clip(extent[1] / max(extent[0], 1e-9), 0.5, 1.4))
    figure = Figure(figsize=(3.4 * columns, (3.2 * tall + 0.55) * rows), layout="constrained")
    for place, (method, line, labels) in enumerate(divided):
        axes = figure.add_subplot(rows, columns, place + 1)
        _draw_map(axes, station, labels)
        axes.set_title(method, fontsize=10, color=INK, weight="bold", loc="left", pad=14)
        axes.text(0, 1.012, line, transform=axes.transAxes, fontsize=8, color=_FAINT)
    return figure


def _draw_map(axes: Axes, station: Station, labels: np.ndarray) -> None:
    from equizone.fencing import fences

    used, numbers = np.unique(labels, return_inverse=True)
    polygons = fences(station.points, numbers.astype(np.int32)).to_numpy()
    colours = zone_colours(polygons)
    axes.add_collection(
        PathCollection(
            [outline(polygon) for polygon in polygons],
            facecolors=colours,
            edgecolors="white",
            linewidths=0.8,
            alpha=0.8,
        )
    )
    shades = np.array([shade(colour, 0.55) for colour in colours])
    size = float(np.clip(900 / len(labels), 0.5, 8))
    axes.scatter(
        station.points[:, 0], station.points[:, 1], s=size, c=shades[numbers], linewidths=0, zorder=2
    )
    axes.set_aspect("equal", adjustable="datalim")
    axes.autoscale_view()
    axes.set_axis_off()
    assert len(used) == len(polygons)
