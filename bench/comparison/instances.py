"""Where the stops of a case come from."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from equizone.batch.routing_instances import customers

from comparison.programs import program
from comparison.stops import Stops, write_stops

SIDE_M = 20_000.0
DATA_FOLDER = "EQUIZONE_DATA"


@dataclass(frozen=True)
class City:
    """A synthetic city (see `src/synthetic/city.cpp`), drawn anew for each seed."""

    stops: int
    equal_loads = False
    in_file = True
    about = "a synthetic city (`src/synthetic/city.cpp`)"

    def missing(self) -> str | None:
        """Return why the instance cannot be had, if so."""
        return None if program("make_city").exists() else "make_city is not built"

    def write(self, seed: int, file: Path) -> None:
        """Write the stops of a seed to a file."""
        subprocess.check_call(
            [program("make_city"), "--stops", str(self.stops), "--seed", str(seed), "--out", file]
        )

    def arguments(self, seed: int, file: Path) -> list[str]:
        """Return what tells a program where the stops are."""
        return ["--file", str(file)]

    def reduced(self, stops: int) -> City:
        """Return the instance with fewer stops."""
        return replace(self, stops=min(stops, self.stops))


@dataclass(frozen=True)
class CityInMemory(City):
    """A city too large for files: the program draws it itself, and only its own figures score it."""

    in_file = False
    about = f"{City.about}, drawn by the program itself"

    def write(self, seed: int, file: Path) -> None:
        """Write nothing."""

    def arguments(self, seed: int, file: Path) -> list[str]:
        """Return what tells a program which city to draw."""
        return ["--city-stops", str(self.stops), "--city-seed", str(seed)]


@dataclass(frozen=True)
class Uniform:
    """Stops spread evenly over a square of 20 km; loads lognormal with mean 1, or all 1."""

    stops: int
    sigma: float
    in_file = True

    @property
    def equal_loads(self) -> bool:
        """Return whether all loads are the same."""
        return self.sigma == 0

    @property
    def about(self) -> str:
        """Return the instance in words."""
        loads = "equal loads" if self.equal_loads else f"lognormal loads (sigma {self.sigma:g})"
        return f"places spread evenly over a square, {loads}"

    def missing(self) -> str | None:
        """Return why the instance cannot be had, if so."""
        return None

    def write(self, seed: int, file: Path) -> None:
        """Write the stops of a seed to a file."""
        random = np.random.default_rng(seed)
        points = random.uniform(0.0, SIDE_M, (self.stops, 2))
        write_stops(Stops(points, random.lognormal(-(self.sigma**2) / 2, self.sigma, self.stops)), file)

    def arguments(self, seed: int, file: Path) -> list[str]:
        """Return what tells a program where the stops are."""
        return ["--file", str(file)]

    def reduced(self, stops: int) -> Uniform:
        """Return the instance with fewer stops."""
        return replace(self, stops=min(stops, self.stops))


@dataclass(frozen=True)
class Belgian:
    """Customers of a routing instance of Arnold, Gendreau and Sorensen (2019), without the depot.

    The file is the same for all seeds: only the tools draw.
    """

    name: str
    stops: int
    equal_loads = False
    in_file = True

    @property
    def about(self) -> str:
        """Return the instance in words."""
        return (
            f"customers and demands of {self.name} (Arnold, Gendreau and Sorensen 2019), from "
            f"belgium/{self.name}.vrp in the folder that {DATA_FOLDER} names"
        )

    def _source(self) -> Path:
        return Path(os.environ.get(DATA_FOLDER, "")) / "belgium" / f"{self.name}.vrp"

    def missing(self) -> str | None:
        """Return why the instance cannot be had, if so."""
        return (
            None
            if self._source().is_file()
            else f"{DATA_FOLDER} names no folder with belgium/{self.name}.vrp"
        )

    def write(self, seed: int, file: Path) -> None:
        """Write the customers to a file."""
        write_stops(Stops(*customers(self._source())), file)

    def arguments(self, seed: int, file: Path) -> list[str]:
        """Return what tells a program where the stops are."""
        return ["--file", str(file)]

    def reduced(self, stops: int) -> Belgian:
        """Return the instance itself: it is small, and a part of it is another question."""
        return self


Instance = City | Uniform | Belgian
