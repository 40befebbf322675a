"""Synthetic stations beside real ones: the figures in which they should be alike, and a picture of each kind.

python bench/synthetic_stations.py [--stops 1200] [--seed 1] [--picture FILE]

With EQUIZONE_DATA, also the buildings of Krems and Liechtenstein and the LaDe stations of 50 orders or more:
of the latter, the median over the stations. Figures only, no coordinates.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import equizone
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pyproj
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from scipy.spatial import KDTree
from scipy.stats import skew

CELL_M = 100.0
LADE_LEAST = 50
DEGREES = 4326
PUBLISHED_STOPS = 50
DRAWN = ("town", "riverside", "campus", "villages", "published", "city")
COLOURS = dict(zip(equizone.synthetic.place_minutes(), plt.get_cmap("tab20").colors[:12], strict=True))


def figures(points: np.ndarray, loads: np.ndarray) -> dict[str, float]:
    """Return what tells how stops lie and what they weigh; distances are between places, not stops."""
    places, stops = np.unique(points.round(2), axis=0, return_counts=True)
    nearest = KDTree(places).query(places, 2)[0][:, 1]
    cells = np.unique(np.floor(places / CELL_M), axis=0)
    near, middle, far = np.quantile(nearest, (0.1, 0.5, 0.9))
    return {
        "stops": len(points),
        "at shared places, %": 100 * stops[stops > 1].sum() / len(points),
        "nearest place, m: 10 %": near,
        "50 %": middle,
        "90 %": far,
        "stops / occupied km2": len(points) / (len(cells) * CELL_M**2 / 1e6),
        "load: sd / mean": loads.std() / loads.mean(),
        "skewness": skew(loads) if np.ptp(loads) > 0 else 0.0,
        "heaviest / mean": loads.max() / loads.mean(),
    }


def projected(table: pd.DataFrame, lon: str, crs: int) -> np.ndarray:
    """Return the places of a table in metres."""
    to_metres = pyproj.Transformer.from_crs(DEGREES, crs, always_xy=True)
    return np.column_stack(to_metres.transform(table[lon], table["lat"]))


def buildings(file: Path, crs: int) -> dict[str, float]:
    """Return the figures of a town's buildings: one drop each, and more for large ones."""
    table = pd.read_csv(file)
    return figures(projected(table, "lon", crs), np.clip(table["area_m2"].to_numpy() / 200, 1, 25).round())


def lade_stations(file: Path) -> dict[str, float]:
    """Return the medians of the figures of the stations with many orders, each of load 1."""
    utm_zones = {"chongqing": 32648, "hangzhou": 32650}
    station = ["city", "region_id"]
    pickups = pd.read_csv(file).groupby(station).filter(lambda orders: len(orders) >= LADE_LEAST)
    of_stations = [
        figures(projected(orders, "lng", utm_zones[city]), np.ones(len(orders)))
        for (city, _), orders in pickups.groupby(station)
    ]
    shared = pickups.duplicated([*station, "aoi_id"], keep=False).mean()
    print(f"LaDe: {len(of_stations)} stations; {shared:.0%} of the orders share a compound with others\n")
    return pd.DataFrame(of_stations).median().to_dict()


def real_stations() -> dict[str, dict[str, float]]:
    """Return the figures of the real stations, as far as there is data."""
    data = os.environ.get("EQUIZONE_DATA")
    if not data:
        print("EQUIZONE_DATA names no folder with osm and lade: the real stations are left out")
        return {}
    return {
        "Krems": buildings(Path(data) / "osm/krems/buildings.csv", 32633),
        "Liechtenstein": buildings(Path(data) / "osm/liechtenstein/buildings.csv", 2056),
        "LaDe": lade_stations(Path(data) / "lade/pickups.csv"),
    }


def stops_of(kind: str, stops: int) -> int:
    """Return how many stops of a kind are drawn."""
    return PUBLISHED_STOPS if kind == "published" else stops


def draw(axes: Axes, kind: str, drawn: equizone.synthetic.SyntheticStation) -> None:
    """Draw the stops by kind of place, as large as their loads, the river and its bridges, the depot."""
    axes.set_title(f"{kind}, {len(drawn.loads)} stops", loc="left")
    river = LineCollection(drawn.barriers.segments.reshape(-1, 2, 2), colors="#9cc5e0", linewidths=3)
    axes.add_collection(river, autolim=False)
    axes.plot(*drawn.barriers.crossings.T, "s", color="#444444", ms=6)
    for place, stops in drawn.to_frame().groupby("kind"):
        axes.scatter(stops.x, stops.y, s=3 + 100 * stops.minutes / 156, lw=0, color=COLOURS[place])
    axes.plot(*drawn.station, "*", color="black", ms=11)
    axes.set_aspect("equal", adjustable="datalim")
    axes.set_xticks([])
    axes.set_yticks([])
    west, south = drawn.points.min(axis=0)
    length = 1000 if np.ptp(drawn.points, axis=0).max() < 10_000 else 5000
    axes.plot([west, west + length], [south, south], color="black", lw=2)
    axes.annotate(f"{length // 1000} km", (west, south), (0, 4), textcoords="offset points", fontsize=8)


def picture(stations: dict[str, equizone.synthetic.SyntheticStation], file: Path) -> None:
    """Draw all stations on one sheet, two in a row."""
    rows = -(-len(stations) // 2)
    figure, axes = plt.subplots(rows, 2, figsize=(12, 5.5 * rows), layout="constrained", squeeze=False)
    for place, (kind, drawn) in zip(axes.flat, stations.items(), strict=False):
        draw(place, kind, drawn)
    dots = [Line2D([], [], marker="o", ls="", color=colour, label=name) for name, colour in COLOURS.items()]
    depot = Line2D([], [], marker="*", ls="", color="black", ms=11, label="station")
    bridge = Line2D([], [], marker="s", ls="", color="#444444", label="bridge")
    figure.legend(handles=[*dots, depot, bridge], loc="outside lower center", ncols=7, frameon=False)
    figure.savefig(file, dpi=80)


def shown(figure: float) -> str:
    """Return a figure with three digits that count."""
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.3g}"


def main() -> None:
    """Print the figures as a Markdown table, and draw the picture."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stops", type=int, default=1200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--picture", type=Path)
    given = parser.parse_args()
    stations = {
        kind: equizone.synthetic.station(kind, stops_of(kind, given.stops), given.seed)
        for kind in equizone.synthetic.kinds()
    }
    rows = {kind: figures(drawn.points, drawn.loads) for kind, drawn in stations.items()} | real_stations()
    columns = list(next(iter(rows.values())))
    print("| " + " | ".join(["station", *columns]) + " |")
    print("| --- |" + " ---: |" * len(columns))
    for name, row in rows.items():
        print("| " + " | ".join([name, *(shown(row[column]) for column in columns)]) + " |")
    if given.picture:
        picture({kind: stations[kind] for kind in DRAWN}, given.picture)


if __name__ == "__main__":
    main()
