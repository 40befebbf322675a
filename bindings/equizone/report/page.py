"""The report: one HTML file that opens without any network."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import numpy as np
from bokeh.document import Document
from bokeh.models import ColumnDataSource
from bokeh.resources import Resources

from equizone.report import wording
from equizone.report.load_chart import load_chart
from equizone.report.scene import Scene, scene
from equizone.report.work_tables import weekday_rows, work_rows
from equizone.report.zone_map import STOPS_IN_MOTION, rings, zone_map

if TYPE_CHECKING:
    import os

    from equizone.planning import Plan

# The drawing part alone: widgets, tables and WebGL would double the file, and WebGL without a graphics card
# is four times slower than the plain canvas.
_SCRIPTS = Resources(mode="inline", components=["bokeh"])


def write_report(plan: Plan, path: str | os.PathLike[str]) -> None:
    """Write the report: headline figures, map, chart of loads, table of zones and notes on one page.

    The same plan gives the same bytes.

    Parameters
    ----------
    plan
        The plan to report.
    path
        The HTML file to write; its folder must exist.
    """
    Path(path).write_text(report_html(plan), encoding="utf-8", newline="\n")


def report_html(plan: Plan) -> str:
    """Return the report as one HTML document.

    Parameters
    ----------
    plan
        The plan to report.
    """
    drawn = scene(plan)
    unit = wording.load_unit(plan)
    zones = _zone_source(plan, drawn, unit)
    document = Document(title=plan.title)
    document.add_root(zone_map(plan, drawn, zones))
    document.add_root(load_chart(zones, unit))
    return _template().render(
        title=plan.title,
        headline=wording.headline(plan),
        status="over-shift" if wording.over_shift(plan) else plan.status,
        status_sentence=wording.status_sentence(plan),
        tolerance=wording.tolerance(plan),
        unit=unit,
        rows=_rows(plan, drawn),
        replayed=plan.replayed is not None,
        wide=plan.replayed is not None or "courier" in plan.zones,
        shift=plan.replayed is not None and not plan.replayed.zones["days_over"].isna().any(),
        work=work_rows(plan),
        weekdays=weekday_rows(plan),
        volume_unit="" if plan.weekdays is None else plan.weekdays.attrs.get("unit", ""),
        notes=plan.notes,
        thinned=len(plan.stops) > STOPS_IN_MOTION,
        document=_with_stable_ids(document.to_json(deferred=False), {}),
        bokeh=_SCRIPTS.render_js(),
        style=_text("page.css"),
        script=_text("page.js"),
    )


def _zone_source(plan: Plan, drawn: Scene, unit: str) -> ColumnDataSource:
    """Gather what map and chart show of each zone: one source, so that selecting is shared."""
    zones = plan.zones
    target = zones["target"].to_numpy(dtype=float)
    place = np.arange(1, len(zones) + 1)
    loads = wording.quantities(zones["load"], unit)
    targets = wording.quantities(target, unit)
    areas = wording.quantities(zones["area_km2"], "km²")
    return ColumnDataSource(
        {
            "zone": zones["zone"].astype(str).tolist(),
            "sign": wording.out_of_band(plan),
            "colour": drawn.colours,
            "stops": zones["stops"].tolist(),
            "load": zones["load"].tolist(),
            "load_text": [loads(load) for load in zones["load"]],
            "target": target,
            "target_text": [targets(load) for load in target],
            "lower": target * (1 - plan.tolerance),
            "upper": target * (1 + plan.tolerance),
            "ratio_text": [wording.percent(ratio) for ratio in zones["load_ratio"]],
            "area_text": [areas(area) for area in zones["area_km2"]],
            "sign_height": np.maximum(zones["load"], target * (1 + plan.tolerance)),
            "place": place,
            "left": place - 0.5,
            "right": place + 0.5,
            "xs": rings(drawn.fences, 0),
            "ys": rings(drawn.fences, 1),
        },
        name="zones",
    )


def _rows(plan: Plan, drawn: Scene) -> list[dict[str, Any]]:
    """Return the rows of the table: the zone's name, courier, colour, sign, and (value, text) by column."""
    zones = plan.zones
    writers = {
        "stops": wording.quantities(zones["stops"], "").number,
        "load": wording.quantities(zones["load"], "").number,
        "target": wording.quantities(zones["target"], "").number,
        "load_ratio": wording.percent,
        "area_km2": wording.quantities(zones["area_km2"], "").number,
        "compactness": wording.Quantities("", 2).number,
    }
    columns = [[(value, write(value)) for value in zones[column]] for column, write in writers.items()]
    columns += _replayed_columns(plan)
    names = zones["zone"].astype(str)
    couriers = zones["courier"] if "courier" in zones else [""] * len(zones)
    return [
        {"name": name, "courier": courier, "colour": colour, "sign": sign, "cells": cells}
        for name, courier, colour, sign, *cells in zip(
            names, couriers, drawn.colours, wording.out_of_band(plan), *columns, strict=True
        )
    ]


def _replayed_columns(plan: Plan) -> list[list[tuple[float, str]]]:
    """Return each zone's busy day (P90) and the share of days over the shift, in the order of the zones."""
    if plan.replayed is None:
        return []
    fared = plan.replayed.zones.set_index("zone").loc[plan.zones["zone"].astype(str)]
    write = wording.quantities(plan.zones["load"], "").number
    busy = [(value, write(value)) for value in fared["p90"]]
    if fared["days_over"].isna().any():
        return [busy]
    over = fared["days_over"] / fared["days"]
    return [busy, [(share, wording.percent(share)) for share in over]]


def _with_stable_ids(node: Any, numbers: dict[str, int]) -> Any:
    """Renumber Bokeh's objects by their order in the document; Bokeh counts through the whole process."""
    if isinstance(node, list | tuple):
        return [_with_stable_ids(item, numbers) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: f"m{numbers.setdefault(value, len(numbers))}"
        if key == "id"
        else _with_stable_ids(value, numbers)
        for key, value in node.items()
    }


def _template() -> jinja2.Template:
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.policies["json.dumps_kwargs"] = {}  # unsorted: Bokeh's objects come before references to them
    return environment.from_string(_text("page.html"))


def _text(name: str) -> str:
    return files("equizone.report").joinpath(name).read_text(encoding="utf-8")
