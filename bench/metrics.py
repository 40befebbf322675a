"""Zones by street networks and matrices: quality beside planar zones and proven optima, and times.

    EQUIZONE_DATA=folder python bench/metrics.py [towns] [medians] [grid] [matrix]

Towns: load-weighted mean distance over the streets from each stop to the median stop of its zone (found anew
for all), of planar zones, of zones made with the network, and of those that must not cross rivers and
railways but where streets do; and how many zones cross them. Medians: capacitated p-median instances with
their proven optima. Grid and matrix: generated, one core.
"""

import csv
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import equizone
import numpy as np
from numpy.typing import NDArray
from on_the_ground import mapped_barriers
from pyproj import Transformer

DATA = Path(os.environ.get("EQUIZONE_DATA", "."))
TOWNS = {"krems": 32633, "liechtenstein": 32632}
Array = NDArray[np.float64]


def rows(path: Path) -> list[dict[str, str]]:
    """Read a table of texts."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def streets(folder: Path, to_metres: Transformer) -> equizone.StreetNetwork:
    """Make a network of the town's edges, with nodes at the bends of their lines."""
    number: dict[tuple[float, float], int] = {}
    edges: list[tuple[int, int]] = []
    shares: list[float] = []
    for row in rows(folder / "edges.csv"):
        line = [(float(x), float(y)) for x, y in re.findall(r"([\d.]+) ([\d.]+)", row["wkt"])]
        ends = [number.setdefault(place, len(number)) for place in line]
        x, y = to_metres.transform(*zip(*line, strict=True))
        lengths = np.hypot(np.diff(x), np.diff(y))
        lengths *= float(row["length_m"]) / lengths.sum()
        for start, end, length in zip(ends, ends[1:], lengths, strict=False):
            both = [(start, end)] if row["oneway"] == "1" else [(start, end), (end, start)]
            edges += both
            shares += [float(length)] * len(both)
    nodes = np.column_stack(to_metres.transform(*np.array(list(number)).T))
    return equizone.StreetNetwork(nodes, np.array(edges), np.array(shares))


def drops(area_m2: Array) -> Array:
    """Return a drop for every 200 m² of a building that it begins, 20 at most."""
    return np.clip(np.ceil(area_m2 / 200), 1, 20)


def town(name: str) -> tuple[Array, Array, equizone.NetworkMetric]:
    """Read a town: its buildings, a drop for every 200 m² of each up to 20, and its streets."""
    to_metres = Transformer.from_crs(4326, TOWNS[name], always_xy=True)
    folder = DATA / "osm" / name
    buildings = rows(folder / "buildings.csv")
    lon, lat, area = (np.array([float(row[key]) for row in buildings]) for key in ("lon", "lat", "area_m2"))
    points = np.column_stack(to_metres.transform(lon, lat))
    return points, drops(area), equizone.NetworkMetric(streets(folder, to_metres))


def timed(call: Callable[[], equizone.Partition]) -> tuple[equizone.Partition, float]:
    """Call it and tell the seconds."""
    start = time.perf_counter()
    return call(), time.perf_counter() - start


def compare_towns() -> Iterator[str]:
    """Compare zones by the network, without and with barriers, with planar ones, at a tolerance of 5 %."""
    yield f"{'town':14} {'k':>3}   {'zones':20}   mean m   less %   across barriers   seconds   status"
    for name in TOWNS:
        points, loads, metric = town(name)
        barriers = mapped_barriers(DATA / "osm" / name, TOWNS[name])
        for zones in (20, 40):
            planar = 0.0
            for kind, options in {
                "planar": {},
                "network": {"metric": metric},
                "network and barriers": {"metric": metric, "barriers": barriers},
            }.items():
                p, seconds = timed(
                    lambda: equizone.partition(points, loads, zones=zones, tolerance=0.05, **options)  # noqa: B023
                )
                mean = equizone.medians(points, loads, p.labels, metric).mean_distance
                planar = planar or mean
                stray = equizone.is_contiguous(points, p.labels, barriers=barriers).stray
                yield (
                    f"{name:14} {zones:3}   {kind:20} {mean:8.1f} {100 * (1 - mean / planar):8.1f}"
                    f" {len(np.unique(p.labels[stray])):17} {seconds:9.2f}   {p.status}"
                    f", {len(p.unreachable)} unreachable"
                )


def compare_medians() -> Iterator[str]:
    """Compare with proven optima of capacitated p-median instances: plain distances, upper bounds only."""
    yield "instance   method              optimum        cost   above %   seconds   status"
    for reference in rows(DATA / "cpmp" / "reference.csv"):
        numbers = (DATA / "cpmp" / f"{reference['instance']}.dat").read_text(encoding="utf-8").split()
        zones = int(numbers[1])
        x, y, capacity, demand = np.array(numbers[2:], dtype=float).reshape(-1, 4).T
        points = np.column_stack([x, y])
        matrix = np.hypot(x[:, None] - x, y[:, None] - y)
        options = {"upper": capacity[0], "metric": equizone.MatrixMetric(matrix, visits=np.ones(len(x)))}
        optimum = float(reference["cost"])
        for method in ("balanced", "min_cost_path"):
            p, seconds = timed(
                lambda: equizone.partition(points, demand, zones=zones, method=method, **options)  # noqa: B023
            )
            yield (
                f"{reference['instance']:10} {method:15} {optimum:11.2f} {p.cost:11.2f}"
                f" {100 * (p.cost / optimum - 1):9.3f} {seconds:9.2f}   {p.status}"
            )


def grid(rng: np.random.Generator) -> tuple[Array, Array, equizone.NetworkMetric]:
    """Generate 60,000 crossings 100 m apart, a river with five bridges, and 20,000 stops."""
    columns, lines, bridges = 300, 200, 5
    number = np.arange(columns * lines).reshape(lines, columns)
    across = number[:, :-1], number[:, 1:]
    along = number[:-1], number[1:]
    dry = np.ones((lines - 1, columns), dtype=bool)
    dry[lines // 2] = False
    dry[lines // 2, columns // (2 * bridges) :: columns // bridges] = True
    streets = np.concatenate(
        [np.column_stack([a.ravel(), b.ravel()]) for a, b in (across, (along[0][dry], along[1][dry]))]
    )
    nodes = 100.0 * np.column_stack([number.ravel() % columns, number.ravel() // columns])
    edges = np.concatenate([streets, streets[:, ::-1]])
    chosen = streets[rng.integers(len(streets), size=20_000)]
    share = rng.random((len(chosen), 1))
    points = (1 - share) * nodes[chosen[:, 0]] + share * nodes[chosen[:, 1]] + rng.normal(0, 10, chosen.shape)
    return (
        points,
        rng.lognormal(0, 0.6, len(points)),
        equizone.NetworkMetric(equizone.StreetNetwork(nodes, edges)),
    )


def described(p: equizone.Partition, loads: Array) -> str:
    """Tell status, mean distance, and how far from the bound at these medians."""
    gap = 100 * (p.cost / p.lower_bound - 1) if p.lower_bound else np.nan
    return (
        f"{p.status}, mean {p.cost / loads.sum():.1f} m, at most {gap:.2f} % above the bound at its medians"
    )


def time_grid() -> Iterator[str]:
    """Time a large network."""
    points, loads, metric = grid(np.random.default_rng(7))
    p, seconds = timed(lambda: equizone.partition(points, loads, zones=200, metric=metric))
    yield f"grid of 60,000 nodes, 20,000 stops, 200 zones: {seconds:.1f} s, {described(p, loads)}"


def time_matrix() -> Iterator[str]:
    """Time a large asymmetric matrix."""
    rng = np.random.default_rng(7)
    points = rng.uniform(0, 10_000, (5_000, 2))
    loads = rng.lognormal(0, 0.6, len(points))
    straight = np.hypot(*(points[:, None, :] - points[None, :, :]).transpose(2, 0, 1))
    metric = equizone.MatrixMetric(straight * rng.uniform(1.0, 1.5, straight.shape))
    p, seconds = timed(lambda: equizone.partition(points, loads, zones=50, metric=metric))
    yield f"matrix of 5,000 x 5,000, 50 zones: {seconds:.1f} s, {described(p, loads)}"


PARTS = {
    "towns": compare_towns,
    "medians": compare_medians,
    "grid": time_grid,
    "matrix": time_matrix,
}

if __name__ == "__main__":
    for part in sys.argv[1:] or PARTS:
        for line in PARTS[part]():
            print(line, flush=True)
