"""The report of a benchmark: one HTML file that opens without any network, and the same as Markdown."""

from __future__ import annotations

import base64
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2
import numpy as np
import pandas as pd

from equizone.batch.config import Config
from equizone.batch.figures import cost_and_time, maps, png, profile_chart
from equizone.batch.records import MISSING, OK, UNFIT
from equizone.batch.runs import Run
from equizone.batch.standing import NEAR, standing, with_ratios
from equizone.batch.table import CASE
from equizone.tables.files import replacing
from equizone.tables.wording import counted

__all__ = ["write_report"]

_MAPS_AT_MOST = 24
_LEFT_OUT_AT_MOST = 5


def write_report(
    config: Config, table: pd.DataFrame, runs: list[Run], left_out: list[str], labels: Path, folder: Path
) -> None:
    """Write report.html, report.md and the pictures that report.md shows.

    The same results give the same bytes.

    Parameters
    ----------
    config
        The benchmark.
    table
        Its results, a row a run.
    runs
        The runs, in the order of the rows.
    left_out
        The cases that have no runs.
    labels
        The folder with the labels of each run.
    folder
        Where to write.
    """
    rated = with_ratios(table)
    stand = standing(rated)
    order = stand["method"].tolist()
    pictures = {
        "profiles.png": png(profile_chart(rated, order)),
        "cost_and_time.png": png(cost_and_time(stand)),
    }
    mapped = _mapped(config, rated)
    caption = None
    if mapped is not None:
        station = next(run.station for run in runs if run.station.name == mapped["station"])
        pictures["maps.png"] = png(maps(station, _divided(rated, mapped, labels, order)))
        caption = f"{station.name}, {mapped['zones']} zones"
    context = {
        "title": config.title,
        "lead": _lead(table, rated) + _left_out(left_out),
        "rows": [_standing_row(row) for row in stand.to_dict("records")],
        "best": f"{NEAR:.1%}",
        "data": _data_rows(rated, order),
        "order": order,
        "mapped": caption,
        "about": _about(runs),
        "problems": _problems(table),
    }
    _write(folder / "report.html", "report.html.jinja", context, pictures, _embedded)
    for name, content in pictures.items():
        with replacing(folder / name) as aside:
            aside.write_bytes(content)
    _write(folder / "report.md", "report.md.jinja", context, pictures, lambda name, _: name)


def _write(
    path: Path,
    template: str,
    context: dict[str, Any],
    pictures: dict[str, bytes],
    place: Callable[[str, bytes], str],
) -> None:
    page = path.suffix == ".html"
    environment = jinja2.Environment(
        autoescape=page,
        finalize=None if page else _in_markdown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    text = files("equizone.batch").joinpath(template).read_text(encoding="utf-8")
    shown = {name.removesuffix(".png"): place(name, content) for name, content in pictures.items()}
    with replacing(path) as aside:
        aside.write_text(
            environment.from_string(text).render(**context, pictures=shown), encoding="utf-8", newline="\n"
        )


def _in_markdown(value: object) -> object:
    """Keep what others have written from being taken for a table's border, or for HTML."""
    return value.replace("|", "\\|").replace("<", "&lt;") if isinstance(value, str) else value


def _embedded(_: str, content: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(content).decode()


def _lead(table: pd.DataFrame, rated: pd.DataFrame) -> str:
    cases = rated.drop_duplicates(CASE)
    solved = cases["best_cost"].notna().sum()
    return (
        f"{counted(len(table), 'run')}: {counted(table['method'].nunique(), 'method')} on "
        f"{counted(table['station'].nunique(), 'station')}, {counted(len(cases), 'case')} "
        f"(station, zones, tolerance and seed). In {solved} of them somebody met the tolerance; "
        "cost is compared among those who did."
    )


def _left_out(cases: list[str]) -> str:
    if not cases:
        return ""
    shown, more = cases[:_LEFT_OUT_AT_MOST], len(cases) - _LEFT_OUT_AT_MOST
    others = f" and {counted(more, 'other')}" if more > 0 else ""
    return f" Left out, having more zones than stops: {', '.join(shown)}{others}."


def _standing_row(row: dict[str, Any]) -> dict[str, str]:
    return {
        "method": row["method"],
        "labels": f"{row['labels']}/{row['runs']}",
        "within": _share(row, "within_share"),
        "best": _share(row, "best_share"),
        "ratio": _ends(row, "cost_ratio", lambda value: f"{value:.3f}"),
        "rank": _ends(row, "mean_rank", lambda value: f"{value:.2f}"),
        "imbalance": _or_dash(row["imbalance"], lambda value: f"{value:.1%}"),
        "stray": _or_dash(row["stray_load"], lambda value: f"{value:.1%}"),
        "seconds": _or_dash(row["seconds"], _seconds),
        "slowest": _or_dash(row["slowest_s"], _seconds),
        "memory": _or_dash(row["memory_mb"], lambda value: f"{value:.3g} MB"),
    }


def _share(row: dict[str, Any], name: str) -> str:
    return _ends(row, name, lambda value: f"{value:.0%}")


def _ends(row: dict[str, Any], name: str, write: Callable[[float], str]) -> str:
    """Write a figure and the ends of its interval."""
    if pd.isna(row[name]):
        return "–"
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    return write(row[name]) if low == high else f"{write(row[name])} [{write(low)}, {write(high)}]"


def _or_dash(value: float, write: Callable[[float], str]) -> str:
    return "–" if pd.isna(value) else write(value)


def _seconds(value: float) -> str:
    return f"{value * 1000:.3g} ms" if value < 1 else f"{value:.3g} s"


def _data_rows(rated: pd.DataFrame, order: list[str]) -> list[dict[str, Any]]:
    """Return each data set and number of zones, with the mean cost ratio of each method."""
    rows = []
    for (data, zones, tolerance), runs in rated.groupby(["data", "zones", "tolerance"], sort=False):
        part = runs[~runs["outcome"].isin([MISSING, UNFIT])]
        cells = [_cell(part[part["method"] == method]) for method in order]
        rows.append(
            {
                "data": data,
                "stations": runs["station"].nunique(),
                "zones": zones,
                "tolerance": f"{tolerance:.3g}",
                "cells": cells,
            }
        )
    return rows


def _cell(runs: pd.DataFrame) -> str:
    """Write the mean ratio; where not all runs met the tolerance, how many did."""
    if len(runs) == 0:
        return "–"
    within = runs[runs["within"]]
    met = "" if len(within) == len(runs) else f" ({len(within)}/{len(runs)})"
    if len(within) == 0:
        return met.strip()
    return f"{np.exp(np.log(within['ratio']).mean()):.3f}{met}"


def _mapped(config: Config, rated: pd.DataFrame) -> dict[str, Any] | None:
    """Return the case that is drawn: of the station asked for, or of one of middling size."""
    cases = rated[rated["outcome"] == OK].drop_duplicates(CASE)
    if config.map is not None:
        cases = cases[cases["station"] == config.map]
    if len(cases) == 0:
        return None
    middling = cases.sort_values(["stops", "station", "zones", "seed"]).iloc[len(cases) // 2]
    return middling.to_dict()


def _divided(
    rated: pd.DataFrame, mapped: dict[str, Any], labels: Path, order: list[str]
) -> list[tuple[str, str, np.ndarray]]:
    of_case = rated[np.logical_and.reduce([rated[column] == mapped[column] for column in CASE])]
    of_case = of_case[of_case["outcome"] == OK].set_index("method")
    divided = []
    for method in [name for name in order if name in of_case.index][:_MAPS_AT_MOST]:
        row = of_case.loc[method]
        ratio = "" if pd.isna(row["ratio"]) else f"cost {row['ratio']:.3f} x best, "
        line = f"{ratio}loads {1 - row['shortfall']:.2f} to {1 + row['imbalance']:.2f}"
        divided.append((method, line, np.load(labels / f"{row['run']}.npy")))
    return divided


def _about(runs: list[Run]) -> list[tuple[str, str]]:
    return list({run.method.label: (run.method.label, run.method.about) for run in runs}.values())


def _problems(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return why runs have no labels: method, outcome, reason and how many."""
    without = table[table["outcome"] != OK]
    counts = without.groupby(["method", "outcome", "reason"], sort=False).size().reset_index(name="runs")
    return counts.to_dict("records")
