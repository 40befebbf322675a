"""What is asked: which stops, into how many zones, within which bounds, by which tools."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fnmatch import fnmatch
from typing import Any

from comparison.instances import Belgian, City, CityInMemory, Instance, Uniform
from comparison.tools import TOOLS

CITY_SEEDS, FIVE = tuple(range(20240, 20245)), tuple(range(5))
BY_NAME = ("ours thorough", "ours 2 threads", "ours locate")  # run only in cases that name them
EVERY = tuple(tool.name for tool in TOOLS if tool.name not in BY_NAME)
WITH_THOROUGH = (*EVERY, "ours thorough")
OURS = ("ours", "ours fast")
REDUCED = ", reduced"


@dataclass(frozen=True)
class Case:
    """One question. Bounds come from `tolerance` around equal targets, or are 0 and `upper`."""

    name: str
    instance: Instance
    zones: int
    tolerance: float | None = None
    upper: float | None = None
    seeds: tuple[int, ...] = CITY_SEEDS
    tools: tuple[str, ...] = EVERY
    huge: bool = False

    @property
    def stops(self) -> int:
        """Return the number of stops."""
        return self.instance.stops

    def bounds(self, target: float) -> tuple[float, float]:
        """Return the least and the most load of a zone."""
        if self.tolerance is None:
            assert self.upper is not None
            return 0.0, self.upper
        return (1 - self.tolerance) * target, (1 + self.tolerance) * target

    def reduced(self) -> Case:
        """Return a small relative of the case, for a quick look whether all works."""
        instance = self.instance.reduced(max(600, self.stops // 100))
        zones = max(2, self.zones * instance.stops // self.stops)
        tools = tuple(tool for tool in self.tools if tool != "ours thorough")
        return replace(
            self, name=self.name + REDUCED, instance=instance, zones=zones, seeds=self.seeds[:1], tools=tools
        )


def _city(exponent: int, zones: int, tolerance: float, **more: Any) -> Case:
    """Return a case of 10^exponent stops in a city."""
    instance = (CityInMemory if more.get("huge") else City)(10**exponent)
    return Case(f"city-1e{exponent}-k{zones}-{tolerance:.0%}", instance, zones, tolerance, **more)


def _capacity(name: str, stops: int, zones: int, upper: float) -> Case:
    """Return a case of nearly full zones without a lower bound."""
    return Case(f"{name}-k{zones}", Belgian(name, stops), zones, upper=upper, seeds=FIVE, tools=WITH_THOROUGH)


def _station(stops: int, zones: int) -> Case:
    """Return a case of a courier's station, with many seeds."""
    seeds = tuple(range(50))
    return Case(f"station-{stops}-k{zones}", Uniform(stops, 0.6), zones, 0.03, seeds=seeds, tools=OURS)


CASES = (
    _city(4, 50, 0.01, tools=WITH_THOROUGH),
    _city(5, 500, 0.03),
    _city(5, 500, 0.01),
    _city(6, 256, 0.01),
    _city(6, 1_000, 0.03, tools=(*EVERY, "ours 2 threads")),
    _city(7, 10_000, 0.03, seeds=CITY_SEEDS[:2], tools=("ours",)),
    _city(8, 100_000, 0.03, seeds=CITY_SEEDS[:1], tools=("ours",), huge=True),
    Case("uniform-2000-k50-equal", Uniform(2_000, 0.0), 50, 0.03, seeds=FIVE, tools=WITH_THOROUGH),
    _capacity("Leuven1", 3_000, 203, upper=25),
    _capacity("Leuven2", 4_000, 46, upper=150),
    _station(840, 30),
    _station(1_200, 40),
    Case("locate-1e6-k1000", City(10**6), 1_000, 0.03, seeds=CITY_SEEDS[:2], tools=("ours locate",)),
)


def chosen(patterns: list[str], huge: bool) -> list[Case]:
    """Return the cases whose name matches one of the patterns (any, without patterns)."""
    return [
        case
        for case in CASES
        if (huge or not case.huge) and any(fnmatch(case.name, pattern) for pattern in patterns or ["*"])
    ]
