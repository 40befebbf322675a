"""The project's own performance targets, and whether they are met."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from comparison.summary import OURS, RCB, Row, Summary
from comparison.table import aligned

FAST, THOROUGH, LOCATE, TWO = "ours fast", "ours thorough", "ours locate", "ours 2 threads"
K_MEANS, FLOW, CONSTRAINED = "scikit-learn KMeans", "min-cost flow", "k-means-constrained"
Measure = Callable[[Summary], float]


@dataclass(frozen=True)
class Target:
    """A bound on a figure of a case."""

    case: str
    what: str
    measure: Measure
    sign: Literal["<=", ">="]
    bound: float

    def verdict(self, summary: Summary) -> tuple[str, str, str]:
        """Return bound, measured figure, and "met", "missed" or "not measured"."""
        bound = f"{self.sign} {self.bound:g}"
        figure = self.measure(summary)
        if math.isnan(figure):
            return bound, "-", "not measured"
        met = figure >= self.bound if self.sign == ">=" else figure <= self.bound
        return bound, f"{figure:.4g}", "met" if met else "missed"


def _of(case: str, tool: str, figure: Callable[[Summary, Row], float]) -> Measure:
    def measure(summary: Summary) -> float:
        row = summary.row(case, tool)
        return math.nan if row is None else figure(summary, row)

    return measure


def _ratio(case: str, tool: str, figure: str, other: str) -> Measure:
    return _of(case, tool, lambda summary, row: summary.ratio(row, figure, other))


def _worst(case: str, tool: str, figure: str) -> Measure:
    return _of(case, tool, lambda _, row: max(row.values(figure), default=math.nan))


def _outside(case: str, tool: str) -> Measure:
    """Count runs that failed or have a zone outside its bounds."""
    return _of(case, tool, lambda _, row: float(len(row.records) - row.within))


def _inside(case: str, tool: str) -> Target:
    return Target(case, f"{tool}: runs with a zone outside its bounds", _outside(case, tool), "<=", 0)


def _beside_rcb(case: str, tool: str, cost: float, time: float) -> list[Target]:
    return [
        Target(case, f"{tool}: cost / RCB", _ratio(case, tool, "cost", RCB), "<=", cost),
        Target(case, f"{tool}: time / RCB", _ratio(case, tool, "cpu_seconds", RCB), "<=", time),
        _inside(case, tool),
    ]


def _heavy_stops(case: str) -> list[Target]:
    return [
        _inside(case, OURS),
        Target(case, "ours: slowest run, s", _worst(case, OURS, "cpu_seconds"), "<=", 1.5),
        Target(case, "ours: cost / RCB", _ratio(case, OURS, "cost", RCB), "<=", 0.72),
        Target(case, "ours: largest stray load", _worst(case, OURS, "stray_load"), "<=", 0),
    ]


def _capacity_only(case: str, time: float, cost: float, thorough_cost: float) -> list[Target]:
    return [
        _inside(case, OURS),
        Target(case, "ours: slowest run, s", _worst(case, OURS, "cpu_seconds"), "<=", time),
        Target(case, "ours: highest cost", _worst(case, OURS, "cost"), "<=", cost),
        Target(case, "ours thorough: highest cost", _worst(case, THOROUGH, "cost"), "<=", thorough_cost),
        _inside(case, THOROUGH),
    ]


def _station(case: str) -> list[Target]:
    return [
        _inside(case, OURS),
        Target(case, "ours: slowest run, s", _worst(case, OURS, "cpu_seconds"), "<=", 0.020),
    ]


def _growth(large: str, small: str) -> Measure:
    def measure(summary: Summary) -> float:
        rows = summary.row(large, OURS), summary.row(small, OURS)
        if rows[0] is None or rows[1] is None:
            return math.nan
        return rows[0].mean("cpu_seconds") / rows[1].mean("cpu_seconds")

    return measure


def _never_above(case: str, tool: str, other: str) -> Measure:
    """Return the largest ratio of costs over the seeds."""

    def largest(summary: Summary, row: Row) -> float:
        reference = summary.row(case, other)
        if reference is None:
            return math.nan
        common = row.by_seed.keys() & reference.by_seed.keys()
        ratios = [row.by_seed[seed]["cost"] / reference.by_seed[seed]["cost"] for seed in common]
        return max(ratios, default=math.nan)

    return _of(case, tool, largest)


TEN_THOUSAND, MILLION = "city-1e4-k50-1%", "city-1e6-k1000-3%"
TEN_MILLION, HUNDRED_MILLION = "city-1e7-k10000-3%", "city-1e8-k100000-3%"
EQUAL, LOCATED = "uniform-2000-k50-equal", "locate-1e6-k1000"

TARGETS = (
    *_beside_rcb(MILLION, OURS, cost=0.735, time=4),
    *_beside_rcb(MILLION, FAST, cost=0.755, time=1.5),
    *_beside_rcb("city-1e6-k256-1%", OURS, cost=0.71, time=2),
    *_beside_rcb("city-1e6-k256-1%", FAST, cost=0.73, time=1),
    *_heavy_stops("city-1e5-k500-3%"),
    *_heavy_stops("city-1e5-k500-1%"),
    Target(
        MILLION, "scikit-learn KMeans: time / ours", _ratio(MILLION, K_MEANS, "cpu_seconds", OURS), ">=", 30
    ),
    Target(MILLION, f"ours: wall time / {TWO}", _ratio(MILLION, OURS, "seconds", TWO), ">=", 1.5),
    Target(TEN_THOUSAND, "ours: cost / min-cost flow", _ratio(TEN_THOUSAND, OURS, "cost", FLOW), "<=", 1),
    Target(
        TEN_THOUSAND, "min-cost flow: time / ours", _ratio(TEN_THOUSAND, FLOW, "cpu_seconds", OURS), ">=", 100
    ),
    _inside(TEN_THOUSAND, OURS),
    Target(TEN_MILLION, f"ours: time / that of {MILLION}", _growth(TEN_MILLION, MILLION), "<=", 12),
    Target(
        HUNDRED_MILLION,
        "ours: peak bytes per stop, all included",
        _of(HUNDRED_MILLION, OURS, lambda _, row: max(row.values("peak_bytes")) / row.case.stops),
        "<=",
        150,
    ),
    Target(EQUAL, "ours fast: slowest run, s", _worst(EQUAL, FAST, "cpu_seconds"), "<=", 0.003),
    Target(
        EQUAL,
        "ours thorough: largest cost / k-means-constrained",
        _never_above(EQUAL, THOROUGH, CONSTRAINED),
        "<=",
        1,
    ),
    *_capacity_only("Leuven1-k203", time=0.5, cost=4.88e6, thorough_cost=4.68e6),
    *_capacity_only("Leuven2-k46", time=0.1, cost=3.25e7, thorough_cost=3.19e7),
    *_station("station-840-k30"),
    *_station("station-1200-k40"),
    Target(
        LOCATED,
        "ours locate: stops a second",
        _of(LOCATED, LOCATE, lambda _, row: row.case.stops / row.mean("cpu_seconds")),
        ">=",
        5e6,
    ),
)


def target_rows(summary: Summary) -> list[dict[str, str]]:
    """Return every target with bound, figure and verdict."""
    rows = []
    for target in TARGETS:
        bound, figure, verdict = target.verdict(summary)
        rows.append(
            {"case": target.case, "what": target.what, "bound": bound, "measured": figure, "verdict": verdict}
        )
    return rows


def target_table(summary: Summary) -> str:
    """Return the targets as a table."""
    rows = target_rows(summary)
    return aligned(list(rows[0]), [list(row.values()) for row in rows])
