"""What is asked: which stops, into how many zones, within which bounds, by which tools."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fnmatch import fnmatch

from comparison.instances import Belgian, City, CityInMemory, Instance, Uniform
from comparison.tools import TOOLS

CITY_SEEDS = tuple(range(20240, 20245))
BY_NAME = ("ours thorough", "ours 2 threads", "ours locate")  # run only in cases that name them
EVERY = tuple(tool.name for tool in TOOLS if tool.name not in BY_NAME)
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


CASES = (
    Case("city-1e4-k50-1%", City(10_000), 50, 0.01, tools=(*EVERY, "ours thorough")),
    Case("city-1e5-k500-3%", City(100_000), 500, 0.03),
    Case("city-1e5-k500-1%", City(100_000), 500, 0.01),
    Case("city-1e6-k256-1%", City(1_000_000), 256, 0.01),
    Case("city-1e6-k1000-3%", City(1_000_000), 1_000, 0.03, tools=(*EVERY, "ours 2 threads")),
    Case("city-1e7-k10000-3%", City(10_000_000), 10_000, 0.03, seeds=CITY_SEEDS[:2], tools=("ours",)),
    Case(
        "city-1e8-k100000-3%",
        CityInMemory(100_000_000),
        100_000,
        0.03,
        seeds=CITY_SEEDS[:1],
        tools=("ours",),
        huge=True,
    ),
    Case(
        "uniform-2000-k50-equal",
        Uniform(2_000, 0.0),
        50,
        0.03,
        seeds=tuple(range(5)),
        tools=(*EVERY, "ours thorough"),
    ),
    Case(
        "Leuven1-k203",
        Belgian("Leuven1", 3_000),
        203,
        upper=25,
        seeds=tuple(range(5)),
        tools=(*EVERY, "ours thorough"),
    ),
    Case(
        "Leuven2-k46",
        Belgian("Leuven2", 4_000),
        46,
        upper=150,
        seeds=tuple(range(5)),
        tools=(*EVERY, "ours thorough"),
    ),
    Case("station-840-k30", Uniform(840, 0.6), 30, 0.03, seeds=tuple(range(50)), tools=OURS),
    Case("station-1200-k40", Uniform(1_200, 0.6), 40, 0.03, seeds=tuple(range(50)), tools=OURS),
    Case("locate-1e6-k1000", City(1_000_000), 1_000, 0.03, seeds=CITY_SEEDS[:2], tools=("ours locate",)),
)


def chosen(patterns: list[str], huge: bool) -> list[Case]:
    """Return the cases whose name matches one of the patterns (any, without patterns)."""
    return [
        case
        for case in CASES
        if (huge or not case.huge) and any(fnmatch(case.name, pattern) for pattern in patterns or ["*"])
    ]
