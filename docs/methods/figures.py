"""Draws the zones of each method on one made-up station: a picture for every page of this folder.

python docs/methods/figures.py [FAMILY ...]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import equizone
import matplotlib as mpl
import numpy as np
import shapely
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline

FAMILIES = {
    "geometric": ("grid", "hilbert", "rcb", "sweep", "voronoi", "voronoi_additive", "voronoi_multiplicative"),
    "graph": ("spanning_tree", "min_cost_path"),
    "flow_and_swaps": ("min_cost_flow", "capacity_voronoi"),
    "k_means": ("kmeans", "density_kmeans", "weighted_kmeans", "two_stage"),
    "set_cover": ("set_cover",),
    "searches": ("annealing", "tabu", "genetic"),
}
ZONES = 12
STATION = np.array([3200.0, 2600.0])


def town() -> tuple[np.ndarray, np.ndarray]:
    """Return 600 stops: a dense middle, two suburbs, houses between; the work of each in minutes."""
    generator = np.random.default_rng(20)
    places = np.vstack(
        [
            generator.normal((2600, 2300), (450, 400), (240, 2)),
            generator.normal((4900, 1100), (350, 250), (110, 2)),
            generator.normal((4600, 3300), (300, 350), (90, 2)),
            generator.uniform((300, 300), (5900, 4100), (160, 2)),
        ]
    )
    return places, generator.uniform(2, 8, len(places))


def patch(piece: shapely.Polygon) -> PathPatch:
    """Return a polygon as matplotlib draws it."""
    rings = [np.asarray(ring.coords) for ring in (piece.exterior, *piece.interiors)]
    return PathPatch(Outline.make_compound_path(*(Outline(ring, closed=True) for ring in rings)))


def draw(axes: Axes, method: str, points: np.ndarray, loads: np.ndarray) -> None:
    """Draw the fences and stops of one method, and say how well its loads are balanced."""
    p = equizone.partition(points, loads, zones=ZONES, method=method, station=STATION, seed=3)
    area = shapely.box(*points.min(axis=0) - 150, *points.max(axis=0) + 150)
    colors = mpl.colormaps["tab20"].colors
    fences = equizone.fences(points, p.labels, area=area)
    for zone, fence in enumerate(fences):
        pieces = [patch(piece) for piece in shapely.get_parts(fence)]
        axes.add_collection(
            PatchCollection(pieces, facecolor=(*colors[zone], 0.35), edgecolor="0.25", linewidth=0.6)
        )
    axes.scatter(*points.T, s=2 + loads / 2, c=[colors[zone] for zone in p.labels], linewidths=0)
    if method == "sweep":
        axes.plot(*STATION, marker="s", color="black", markersize=5)
    axes.set_title(f"{method}\n{100 * p.imbalance:+.0f} %, {-100 * p.shortfall:+.0f} %", fontsize=9)
    axes.set_aspect("equal")
    axes.set_axis_off()
    axes.autoscale_view()


def picture(family: str) -> Path:
    """Draw a family's methods side by side, the default method last."""
    points, loads = town()
    methods = (*FAMILIES[family], "balanced")
    columns = min(4, len(methods))
    rows = -(-len(methods) // columns)
    figure, grid = plt.subplots(
        rows, columns, figsize=(3.2 * columns, 2.6 * rows), squeeze=False, layout="constrained"
    )
    for axes in grid.flat:
        axes.set_axis_off()
    for axes, method in zip(grid.flat, methods, strict=False):
        draw(axes, method, points, loads)
    path = Path(__file__).with_name(f"{family}.png")
    figure.savefig(path, dpi=110, bbox_inches="tight", pad_inches=0.05)
    plt.close(figure)
    return path


def main() -> None:
    """Draw the families asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("families", nargs="*", metavar="FAMILY", help=f"of {', '.join(FAMILIES)}")
    arguments = parser.parse_args()
    if unknown := set(arguments.families) - set(FAMILIES):
        parser.error(f"no family {', '.join(sorted(unknown))}; there are {', '.join(FAMILIES)}")
    mpl.use("Agg")
    for family in arguments.families or FAMILIES:
        print(picture(family))


if __name__ == "__main__":
    main()
