"""The runs of a benchmark: every station by every method, number of zones, tolerance and seed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cached_property

from equizone.batch.config import Config
from equizone.batch.methods import Divider
from equizone.batch.stations import Station, stations_of
from equizone.batch.task import Task

__all__ = ["Run", "runs_of"]


@dataclass(frozen=True)
class Run:
    """A station to be divided by a method."""

    station: Station
    method: Divider
    zones: int
    tolerance: float
    seed: int

    @cached_property
    def task(self) -> Task:
        """What the method is asked."""
        return Task.of(self.station.loads, self.zones, self.tolerance, self.seed)

    @cached_property
    def key(self) -> str:
        """What makes two runs the same: the stops, the method's build and options, and the task."""
        method = [self.method.kind, self.method.name, self.method.version, dict(self.method.options)]
        identity = [self.station.digest, method, asdict(self.task)]
        return hashlib.sha256(json.dumps(identity, sort_keys=True).encode()).hexdigest()[:20]


def runs_of(config: Config, methods: list[Divider]) -> tuple[list[Run], list[str]]:
    """Return all runs, station by station, and the cases left out, which have more zones than stops."""
    runs, left_out = [], []
    for data in config.data:
        for station in stations_of(config, data):
            stops = len(station.loads)
            for zones in data.zones:
                if zones > stops:
                    left_out.append(f"{station.name} in {zones} zones ({stops} stops)")
                    continue
                for tolerance in data.tolerance:
                    for seed in config.seeds:
                        runs += [Run(station, method, zones, tolerance, seed) for method in methods]
    return runs, left_out
