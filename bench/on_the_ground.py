"""Fences, barriers and contiguity: seconds for a city, and zones that cross barriers on real ground.

python bench/on_the_ground.py [--stops 100000] [--zones 500]

With EQUIZONE_DATA, also Krems and Liechtenstein: buildings, rivers and railways, crossed where streets do.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import equizone
import numpy as np
import pandas as pd
import pyproj
import shapely

EXTENT_M = 30_000
CRS = {"krems": 32633, "liechtenstein": 2056}


def timed(make: Callable[[], Any]) -> tuple[Any, float]:
    """Return what is made, and the seconds it takes."""
    start = time.perf_counter()
    return make(), time.perf_counter() - start


def city_barriers() -> equizone.BarrierLines:
    """Return three rivers from west to east with a bridge every 5 km."""
    x = np.arange(-2000.0, EXTENT_M + 2000, 10)
    pieces, bridges = [], []
    for south in (6000, 15000, 24000):
        river = np.column_stack([x, south + 900 * np.sin(x / 1500)])
        pieces.append(np.hstack([river[:-1], river[1:]]))
        bridges.append(river[::500])
    return equizone.BarrierLines(np.vstack(pieces), crossings=np.vstack(bridges))


def measure_city(stops: int, zones: int) -> None:
    """Print the seconds of everything on the ground for random stops."""
    points = np.random.default_rng(0).random((stops, 2)) * EXTENT_M
    barriers = city_barriers()
    area = equizone.service_area(points)
    plan, seconds = timed(lambda: equizone.partition(points, np.ones(stops), zones=zones, barriers=barriers))
    print(f"{stops} stops, {zones} zones on their side of {barriers}: {plan.status}, {seconds:.2f} s")
    contiguity, seconds = timed(lambda: equizone.is_contiguous(points, plan.labels, barriers=barriers))
    print(f"  checked: {contiguity}, {seconds:.2f} s")
    for name, options in {
        "cells": {},
        "cells cut at barriers": {"barriers": barriers},
        "cells of fewer corners": {"barriers": barriers, "simplify_m": 10},
        "power": {"kind": "power"},
    }.items():
        fences, seconds = timed(lambda options=options: plan.fences(area=area, **options))
        error = abs(fences.area.sum() / area.area - 1)
        print(f"  fences, {name}: {seconds:.2f} s, areas sum to the service area within {error:.0e}")
    ways, seconds = timed(lambda: equizone.BarrierMetric(barriers).over(points))
    _, one = timed(lambda: ways.distances_from(0))
    print(f"  ways around barriers: ready in {seconds:.2f} s, all from one stop in {one:.3f} s")


def projected(wkt: pd.Series, crs: int) -> np.ndarray:
    """Return lines of a table in metres."""
    to_metres = pyproj.Transformer.from_crs(4326, crs, always_xy=True)
    return shapely.transform(shapely.from_wkt(wkt), lambda xy: np.column_stack(to_metres.transform(*xy.T)))


def mapped_barriers(folder: Path, crs: int) -> equizone.BarrierLines:
    """Return a town's rivers and railways, with crossings where streets cross them."""
    lines = projected(pd.read_csv(folder / "barriers.csv").wkt, crs)
    streets = projected(pd.read_csv(folder / "edges.csv").wkt, crs)
    line, street = shapely.STRtree(streets).query(lines, predicate="intersects")
    met = shapely.intersection(lines[line], streets[street])
    crossings = shapely.get_coordinates(met[shapely.get_type_id(met) != shapely.GeometryType.LINESTRING])
    corners = [shapely.get_coordinates(line) for line in lines]
    pieces = np.vstack([np.hstack([xy[:-1], xy[1:]]) for xy in corners])
    return equizone.BarrierLines(pieces, crossings=crossings)


def real_station(folder: Path, crs: int) -> tuple[np.ndarray, np.ndarray]:
    """Return buildings, and loads by floor space."""
    buildings = pd.read_csv(folder / "buildings.csv")
    to_metres = pyproj.Transformer.from_crs(4326, crs, always_xy=True)
    points = np.column_stack(to_metres.transform(buildings.lon, buildings.lat))
    return points, np.clip(buildings.area_m2.to_numpy() / 200, 1, 25).round()


def measure_station(folder: Path, crs: int) -> None:
    """Print how many zones cross a closed barrier, planned without and with barriers."""
    points, loads = real_station(folder, crs)
    barriers = mapped_barriers(folder, crs)
    for zones in (20, 40):
        for name, options in {"planar": {}, "with barriers": {"barriers": barriers}}.items():
            plan, seconds = timed(
                lambda zones=zones, options=options: equizone.partition(
                    points, loads, zones=zones, tolerance=0.05, **options
                )
            )
            found = equizone.is_contiguous(points, plan.labels, barriers=barriers)
            print(
                f"{folder.name}, {zones} zones {name}: {plan.status}, {seconds:.2f} s, "
                f"{len(np.unique(plan.labels[found.stray]))} zones cross a closed barrier, "
                f"{len(found.stray)} stops beyond, {len(found.enclosed)} enclosed, cost {plan.cost:.3g}"
            )


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stops", type=int, default=100_000)
    parser.add_argument("--zones", type=int, default=500)
    given = parser.parse_args()
    measure_city(given.stops, given.zones)
    data = os.environ.get("EQUIZONE_DATA")
    if not data:
        print("EQUIZONE_DATA names no folder with osm/krems: the real stations are left out")
        return
    for name, crs in CRS.items():
        measure_station(Path(data) / "osm" / name, crs)


if __name__ == "__main__":
    main()
