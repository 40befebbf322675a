"""The bar chart: each zone's load beside its target and the tolerance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bokeh.models import (
    BasicTicker,
    ColumnDataSource,
    GlyphRenderer,
    HoverTool,
    NumeralTickFormatter,
    PanTool,
    Range1d,
    ResetTool,
    SaveTool,
    TapTool,
    WheelZoomTool,
)
from bokeh.plotting import figure

from equizone.report.colours import INK, OUT_OF_BAND
from equizone.report.zone_map import FONT, style_legend

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHORT = 3  # letters of a zone name that stand side by side below 60 bars
_LABELS = 60  # as many zone names as fit below the bars on a screen 1280 pixels wide


def load_chart(zones: ColumnDataSource, unit: str) -> figure:
    """Draw the loads of the zones, in the order of the table.

    Parameters
    ----------
    zones
        Shared with the map, so that a zone selected in one is selected in both.
    unit
        Unit of the loads.
    """
    names = zones.data["zone"]
    top = max(max(zones.data["load"]), max(zones.data["upper"]))
    plot = figure(
        name="chart",
        x_range=Range1d(0.4, len(names) + 0.6),
        y_range=Range1d(0, 1.12 * top),
        sizing_mode="stretch_width",
        height=270,
        tools="",
        toolbar_location="right",
        outline_line_color=None,
    )
    plot.toolbar.logo = None

    bars = plot.vbar(
        x="place",
        top="load",
        width=0.82,
        source=zones,
        fill_color="colour",
        fill_alpha=0.9,
        line_color=None,
        selection_line_color=INK,
        selection_line_width=2.5,
        nonselection_fill_alpha=0.35,
        hover_fill_alpha=1,
        hover_fill_color="colour",
        hover_line_color=INK,
        legend_label="load",
    )
    _draw_target_and_tolerance(plot, zones)
    plot.text(
        "place",
        "sign_height",
        text="sign",
        source=zones,
        text_align="center",
        text_baseline="bottom",
        text_color=OUT_OF_BAND,
        text_font_size="13px",
        nonselection_text_alpha=1,
    )
    _add_tools(plot, bars)
    _style_axes(plot, names, unit)
    style_legend(plot)
    return plot


def _draw_target_and_tolerance(plot: figure, zones: ColumnDataSource) -> None:
    look = {"source": zones, "left": "left", "right": "right", "color": INK}
    plot.quad(
        **look,
        bottom="lower",
        top="upper",
        fill_alpha=0.2,
        line_color=None,
        nonselection_fill_alpha=0.2,
        legend_label="tolerance",
    )
    plot.segment(
        x0="left",
        x1="right",
        y0="target",
        y1="target",
        source=zones,
        color=INK,
        line_width=1.5,
        nonselection_line_alpha=1,
        legend_label="target",
    )


def _add_tools(plot: figure, bars: GlyphRenderer) -> None:
    about_zone = HoverTool(
        renderers=[bars],
        tooltips=[
            ("zone", "@zone"),
            ("load", "@load_text"),
            ("target", "@target_text"),
            ("load / target", "@ratio_text"),
            ("stops", "@stops"),
        ],
    )
    plot.add_tools(
        PanTool(dimensions="width"),
        WheelZoomTool(dimensions="width"),
        ResetTool(),
        SaveTool(),
        TapTool(renderers=[bars]),
        about_zone,
    )


def _style_axes(plot: figure, names: Sequence[str], unit: str) -> None:
    plot.xgrid.visible = False
    plot.ygrid.grid_line_color = "#e6e6e2"
    plot.xaxis.ticker = BasicTicker(min_interval=1, desired_num_ticks=_LABELS, num_minor_ticks=0)
    plot.xaxis.major_label_overrides = dict(enumerate(names, start=1))
    if max(map(len, names)) > _SHORT:
        plot.xaxis.major_label_orientation = "vertical"
    plot.xaxis.axis_label = "zone"
    plot.yaxis.axis_label = f"load ({unit})"
    plot.yaxis.formatter = NumeralTickFormatter(format="0,0.[00]")
    plot.axis.axis_line_color = plot.axis.major_tick_line_color = "#9aa3ab"
    plot.axis.minor_tick_line_color = None
    plot.axis.axis_label_text_font = plot.axis.major_label_text_font = FONT
    plot.axis.axis_label_text_font_style = "normal"
