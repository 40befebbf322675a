"""The picture: the plan's map as a still image."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from matplotlib.path import Path as Outline

from equizone.report import wording
from equizone.report.colours import BARRIER, GOOD, INK, OUT_OF_BAND, shade
from equizone.report.scene import Scene, scene

if TYPE_CHECKING:
    import os

    from matplotlib.axes import Axes

    from equizone.planning import Plan

_DPI = 100
_WIDTH_PX = 1600
_LOWEST_PX, _TALLEST_PX = 700, 1500  # of the map; its own proportions decide between
_MARGIN_PX = 30
_SMALLEST_LABEL_PX, _LARGEST_LABEL_PX = 9, 26
_FAINT = "#66727d"
_CHINESE = ("Noto Sans CJK SC", "WenQuanYi Micro Hei", "PingFang SC", "Microsoft YaHei", "SimHei")


def write_picture(plan: Plan, path: str | os.PathLike[str]) -> None:
    """Write the plan's map as a PNG image: zones, stops, zone names, station, scale bar and status.

    The same plan gives the same bytes.

    Parameters
    ----------
    plan
        The plan to draw.
    path
        The PNG file to write; its folder must exist.
    """
    drawn = scene(plan)
    fonts = _fonts()
    head, foot = _head(plan), _foot(plan)
    figure, axes = _map_sheet(drawn, _height_px(head) + _MARGIN_PX, _height_px(foot) + _MARGIN_PX)
    _draw_zones(axes, drawn)
    axes.add_collection(LineCollection(drawn.barriers, colors=BARRIER, linewidths=1.2))
    _draw_stops(axes, drawn)
    _draw_labels(axes, drawn, wording.label_texts(plan), fonts)
    if drawn.station is not None:
        _draw_station(axes, drawn.station)
    _draw_scale_bar(axes)
    height_px = figure.get_figheight() * _DPI
    _write(axes, head, fonts, height_px - _MARGIN_PX)
    _write(axes, foot, fonts, _height_px(foot) + _MARGIN_PX / 2)
    # Without the name of the software, whose version would change the bytes and not the picture.
    figure.savefig(path, format="png", dpi=_DPI, metadata={"Software": None})


@dataclass(frozen=True)
class _Line:
    """A line of lettering above or below the map."""

    text: str
    size_pt: float
    colour: str = _FAINT
    weight: str = "normal"

    @property
    def height_px(self) -> float:
        return 1.5 * self.size_pt * _DPI / 72


def _head(plan: Plan) -> list[_Line]:
    figures = [f"{figure} {name.lower()}" for name, figure, _ in wording.headline(plan)]
    status = textwrap.wrap(wording.status_sentence(plan), 150)
    colour = GOOD if plan.status == "ok" else OUT_OF_BAND
    return [
        *(_Line(line, 24, INK, "bold") for line in textwrap.wrap(plan.title, 75)),
        _Line("   ·   ".join(figures), 12),
        *(_Line(line, 13, colour, "bold") for line in status),
    ]


def _foot(plan: Plan) -> list[_Line]:
    signs = f"● stop   ▲ load above, ▼ below {wording.tolerance(plan)} around the target"
    if plan.station is not None:
        signs = f"☆ station   {signs}"
    if plan.barriers is not None:
        signs = f"━ barrier   {signs}"
    return [_Line(signs, 11), *(_Line(owner, 11) for owner in wording.attributions(plan))]


def _height_px(lines: list[_Line]) -> float:
    return sum(line.height_px for line in lines)


def _write(axes: Axes, lines: list[_Line], fonts: list[str], top_px: float) -> None:
    """Write lines from the left margin down, the first one below ``top_px`` from the sheet's lower edge."""
    for line in lines:
        top_px -= line.height_px
        axes.annotate(
            line.text,
            (_MARGIN_PX, top_px),
            xycoords="figure pixels",
            size=line.size_pt,
            color=line.colour,
            weight=line.weight,
            family=fonts,
            parse_math=False,
            annotation_clip=False,
        )


def _map_sheet(drawn: Scene, head_px: float, foot_px: float) -> tuple[Figure, Axes]:
    """Return a sheet with room for head and foot, and axes in metres that show the whole map."""
    west, south, east, north = drawn.bounds
    map_px = _WIDTH_PX - 2 * _MARGIN_PX
    tall_px = float(np.clip(map_px * (north - south) / (east - west), _LOWEST_PX, _TALLEST_PX))
    height_px = head_px + tall_px + foot_px
    figure = Figure(figsize=(_WIDTH_PX / _DPI, height_px / _DPI), facecolor="white")
    axes = figure.add_axes(
        (_MARGIN_PX / _WIDTH_PX, foot_px / height_px, map_px / _WIDTH_PX, tall_px / height_px)
    )
    axes.set_axis_off()
    metres_per_px = 1.04 * max((east - west) / map_px, (north - south) / tall_px)
    x, y = (west + east) / 2, (south + north) / 2
    axes.set_xlim(x - metres_per_px * map_px / 2, x + metres_per_px * map_px / 2)
    axes.set_ylim(y - metres_per_px * tall_px / 2, y + metres_per_px * tall_px / 2)
    return figure, axes


def _metres_per_px(axes: Axes) -> float:
    west, east = axes.get_xlim()
    return (east - west) / (_WIDTH_PX - 2 * _MARGIN_PX)


def _draw_zones(axes: Axes, drawn: Scene) -> None:
    outlines = [outline(fence) for fence in drawn.fences if not fence.is_empty]
    fills = [colour for colour, fence in zip(drawn.colours, drawn.fences, strict=True) if not fence.is_empty]
    axes.add_collection(
        PathCollection(outlines, facecolors=fills, edgecolors="white", linewidths=1.4, alpha=0.8)
    )


def outline(fence: shapely.Polygon | shapely.MultiPolygon) -> Outline:
    """Return a fence as a path to be filled."""
    # Normalized: holes run against their rim, and the fill leaves them out.
    rings = shapely.get_rings(shapely.get_parts(shapely.normalize(fence)))
    return Outline.make_compound_path(
        *(Outline(shapely.get_coordinates(ring), closed=True) for ring in rings)
    )


def _draw_stops(axes: Axes, drawn: Scene) -> None:
    size_px = np.clip(drawn.stop_spacing_m / _metres_per_px(axes) / 3, 1, 7)
    shades = np.array([shade(colour, 0.55) for colour in drawn.colours])
    axes.scatter(
        drawn.stops[:, 0],
        drawn.stops[:, 1],
        s=(size_px * 72 / _DPI) ** 2,
        c=shades[drawn.stop_zones],
        linewidths=0,
        zorder=2,
    )


def _draw_labels(axes: Axes, drawn: Scene, texts: list[str], fonts: list[str]) -> None:
    """Write each zone's name where it fits inside the zone."""
    heights_px = np.minimum(drawn.label_height_m / _metres_per_px(axes), _LARGEST_LABEL_PX)
    pill = {"boxstyle": "round,pad=0.12", "facecolor": "white", "alpha": 0.8, "linewidth": 0}
    for (x, y), text, height_px in zip(drawn.anchors, texts, heights_px, strict=True):
        if height_px >= _SMALLEST_LABEL_PX:
            axes.text(
                x,
                y,
                text,
                size=height_px * 72 / _DPI,
                family=fonts,
                weight="bold",
                color=INK,
                ha="center",
                va="center",
                bbox=pill,
                zorder=3,
                parse_math=False,
            )


def _draw_station(axes: Axes, station: np.ndarray) -> None:
    axes.scatter(
        station[0], station[1], s=420, marker="*", facecolor="white", edgecolor=INK, linewidth=2, zorder=4
    )


def _draw_scale_bar(axes: Axes) -> None:
    """Draw a bar of a round length below the map's right corner."""
    pixel_m = _metres_per_px(axes)
    length_m = _round_length(200 * pixel_m)
    east, south = axes.get_xlim()[1], axes.get_ylim()[0] - 24 * pixel_m
    axes.plot([east - length_m, east], [south, south], color=INK, linewidth=2, clip_on=False)
    text = f"{length_m / 1000:g} km" if length_m >= 1000 else f"{length_m:g} m"
    axes.text(east - length_m / 2, south - 8 * pixel_m, text, size=11, color=INK, ha="center", va="top")


def _round_length(longest_m: float) -> float:
    """Return the greatest 1, 2 or 5 times a power of ten that is no longer than this."""
    power = 10.0 ** np.floor(np.log10(longest_m))
    return float(power * max(digit for digit in (1, 2, 5) if digit * power <= longest_m))


def _fonts() -> list[str]:
    """Return font families in the order in which letters are looked for."""
    installed = {font.name for font in fontManager.ttflist}
    return ["DejaVu Sans", *(font for font in _CHINESE if font in installed)]
