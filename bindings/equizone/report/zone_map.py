"""The interactive map: zones, stops, station and scale bar."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import shapely
from bokeh.core.properties import value
from bokeh.models import (
    ColumnDataSource,
    CustomJS,
    DataRange1d,
    GlyphRenderer,
    HoverTool,
    LinearColorMapper,
    PanTool,
    ResetTool,
    SaveTool,
    ScaleBar,
    TapTool,
    WheelZoomTool,
)
from bokeh.plotting import figure

from equizone.report.colours import BARRIER, INK, shade
from equizone.report.wording import label_texts, load_unit, quantities

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from equizone.planning import Plan
    from equizone.report.scene import Scene

FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'PingFang SC', 'Microsoft YaHei', sans-serif"

STOPS_IN_MOTION = 20_000
"""Maps of more stops than this show every tenth one while the reader drags or zooms, and all at rest."""


def rings(fences: NDArray[np.object_], axis: int) -> list[list[list[list[float]]]]:
    """Return one coordinate of polygons as Bokeh nests them: zone, part, ring (outer first).

    Rounded to decimetres: finer digits only make the file larger.

    Parameters
    ----------
    fences
        Polygons or multipolygons in metres.
    axis
        0 for x, 1 for y.
    """

    def coordinates(ring: shapely.LinearRing) -> list[float]:
        return np.round(shapely.get_coordinates(ring)[:, axis], 1).tolist()

    return [
        [
            [coordinates(ring) for ring in (part.exterior, *part.interiors)]
            for part in shapely.get_parts(fence)
        ]
        for fence in fences
    ]


def zone_map(plan: Plan, scene: Scene, zones: ColumnDataSource) -> figure:
    """Draw the map.

    Parameters
    ----------
    plan
        The plan.
    scene
        What the map shows.
    zones
        Shared with the chart, so that a zone selected in one is selected in both.
    """
    plot = figure(
        name="map",
        x_range=DataRange1d(range_padding=0.04),
        y_range=DataRange1d(range_padding=0.04),
        match_aspect=True,
        sizing_mode="stretch_both",
        min_height=300,
        tools="",
        toolbar_location="above",
        lod_threshold=STOPS_IN_MOTION,
        background_fill_color="#fbfbf9",
        outline_line_color=None,
    )
    plot.axis.visible = False
    plot.grid.visible = False
    plot.toolbar.logo = None

    areas = _draw_zones(plot, zones)
    if scene.barriers:
        plot.multi_line(
            [line[:, 0] for line in scene.barriers],
            [line[:, 1] for line in scene.barriers],
            name="barriers",
            line_color=BARRIER,
            line_width=1.5,
            legend_label="barrier",
        )
    framed = [areas]  # what the first view and the reset button fit into the frame
    stops = _draw_stops(plot, plan, scene)
    labels = _draw_labels(plot, plan, scene)
    if scene.station is not None:
        framed.append(_draw_station(plot, scene.station))
    plot.x_range.renderers = plot.y_range.renderers = framed

    _add_tools(plot, areas, stops)
    _add_scale_bar(plot)
    style_legend(plot)
    plot.legend.click_policy = "hide"
    _follow_zoom(plot, stops, labels, scene.stop_spacing_m)
    return plot


def _draw_zones(plot: figure, zones: ColumnDataSource) -> GlyphRenderer:
    return plot.multi_polygons(
        "xs",
        "ys",
        source=zones,
        fill_color="colour",
        fill_alpha=0.75,
        line_color="white",
        line_width=1.5,
        selection_fill_alpha=1,
        selection_line_color=INK,
        selection_line_width=3,
        nonselection_fill_alpha=0.3,
        nonselection_line_color="white",
        hover_fill_color="colour",
        hover_fill_alpha=1,
        hover_line_color=INK,
        hover_line_width=1.5,
    )


def _draw_stops(plot: figure, plan: Plan, scene: Scene) -> GlyphRenderer:
    write = quantities(plan.loads, load_unit(plan))
    names = plan.zones["zone"].astype(str).to_numpy()
    shades = sorted({shade(colour, 0.55) for colour in scene.colours})
    zone_shade = np.array([shades.index(shade(colour, 0.55)) for colour in scene.colours], dtype=np.uint8)
    source = ColumnDataSource(
        {
            "x": scene.stops[:, 0].astype(np.float32),
            "y": scene.stops[:, 1].astype(np.float32),
            "shade": zone_shade[scene.stop_zones],
            "stop": plan.stops.index.astype(str).tolist(),
            "zone": names[scene.stop_zones].tolist(),
            "load": [write(load) for load in plan.loads],
        }
    )
    mapper = LinearColorMapper(palette=shades, low=-0.5, high=len(shades) - 0.5)
    return plot.scatter(
        "x",
        "y",
        source=source,
        name="stops",
        size=3,
        color={"field": "shade", "transform": mapper},
        legend_label="stops",
    )


def _draw_labels(plot: figure, plan: Plan, scene: Scene) -> GlyphRenderer:
    source = ColumnDataSource(
        {
            "anchor_x": scene.anchors[:, 0],
            "x": np.full(len(scene.anchors), np.nan),
            "y": scene.anchors[:, 1],
            "text": label_texts(plan),
            "height_m": scene.label_height_m,
            "size": ["12px"] * len(scene.anchors),
        }
    )
    return plot.text(
        "x",
        "y",
        text="text",
        source=source,
        name="labels",
        text_font=value(FONT),
        text_font_size="size",
        text_font_style="bold",
        text_color=INK,
        background_fill_color="white",
        background_fill_alpha=0.8,
        border_radius=4,
        padding=2,
        text_align="center",
        text_baseline="middle",
        legend_label="zone names",
    )


def _draw_station(plot: figure, station: NDArray[np.float64]) -> GlyphRenderer:
    return plot.scatter(
        station[:1],
        station[1:],
        name="station",
        marker="star",
        size=24,
        fill_color="white",
        line_color=INK,
        line_width=2,
        legend_label="station",
    )


def _add_tools(plot: figure, areas: GlyphRenderer, stops: GlyphRenderer) -> None:
    wheel = WheelZoomTool(zoom_on_axis=False)
    # The two tooltips open to different sides: over a stop both are read.
    about_zone = HoverTool(
        renderers=[areas],
        attachment="right",
        tooltips=[
            ("zone", "@zone"),
            ("load", "@load_text"),
            ("load / target", "@ratio_text"),
            ("stops", "@stops"),
            ("area", "@area_text"),
        ],
    )
    about_stop = HoverTool(
        renderers=[stops],
        attachment="left",
        limit=3,
        tooltips=[("stop", "@stop"), ("zone", "@zone"), ("load", "@load")],
    )
    plot.add_tools(
        PanTool(), wheel, ResetTool(), SaveTool(), TapTool(renderers=[areas]), about_zone, about_stop
    )
    plot.toolbar.active_scroll = wheel


def _add_scale_bar(plot: figure) -> None:
    bar = ScaleBar(
        range=plot.x_range,
        unit="m",
        bar_length=0.12,
        background_fill_color=None,
        border_line_color=None,
        label_text_font=FONT,
        bar_line_color=INK,
    )
    plot.add_layout(bar, "below")


def style_legend(plot: figure) -> None:
    """Lay the legend out above the plot, where it hides nothing.

    Parameters
    ----------
    plot
        A figure whose glyphs are all drawn.
    """
    plot.add_layout(plot.legend[0], "above")
    plot.legend.orientation = "horizontal"
    plot.legend.border_line_color = None
    plot.legend.padding = plot.legend.margin = 0
    plot.legend.label_text_font = FONT


def _follow_zoom(plot: figure, stops: GlyphRenderer, labels: GlyphRenderer, spacing_m: float) -> None:
    """Let dots and labels follow the zoom: what is too small for a label gets one when it is looked at."""
    code = files("equizone.report").joinpath("follow_zoom.js").read_text(encoding="utf-8")
    args = {"plot": plot, "dots": stops.glyph, "labels": labels.data_source, "spacing_m": spacing_m}
    follow = CustomJS(args=args, code=code)
    for change in ("start", "end"):
        plot.x_range.js_on_change(change, follow)
    plot.js_on_change("inner_width", follow)
