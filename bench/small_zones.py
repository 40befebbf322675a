"""What set covering and effort gain on the default method, most of all where zones have few stops.

    python bench/small_zones.py

Costs by that of the default method at its default effort, means of ten made-up stations; CPU seconds
of one thread.
"""

from __future__ import annotations

import time

import numpy as np

from methods import by_method, station

STATIONS = 10
CASES = (
    (60, 12, 0.03, False),
    (100, 20, 0.03, False),
    (100, 10, 0.005, False),
    (300, 10, 0.03, False),
    (500, 10, 0.03, True),
    (2000, 20, 0.03, True),
)


def row(stops: int, zones: int, tolerance: float, equal: bool) -> str:
    """Return a line of the table; every result must lie within its bounds."""
    thorough, covers, seconds = [], [], []
    for seed in range(STATIONS):
        points, loads = station(stops, seed, equal=equal)
        default = by_method(points, loads, zones, "balanced", tolerance=tolerance)
        more = by_method(points, loads, zones, "balanced", tolerance=tolerance, effort="thorough")
        start = time.process_time()
        cover = by_method(points, loads, zones, "set_cover", tolerance=tolerance)
        seconds.append(time.process_time() - start)
        if not default.status == more.status == cover.status == "ok":
            raise SystemExit(f"station {seed} of {stops} stops cannot be compared: not within its bounds")
        thorough.append(more.cost / default.cost)
        covers.append(cover.cost / default.cost)
    return (
        f"| {stops:,} | {zones} | {100 * tolerance:g} % | {'equal' if equal else '1 to 3'} "
        f"| {np.mean(thorough):.3f} | {np.mean(covers):.3f} | {min(covers):.3f} to {max(covers):.3f} "
        f"| {np.mean(seconds):.1f} |"
    )


def main() -> None:
    """Print the table."""
    heads = ("stops", "zones", "tolerance", "loads", "default method, thorough", "set_cover")
    print("|", " | ".join((*heads, "least to greatest", "seconds")), "|")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for case in CASES:
        print(row(*case), flush=True)


if __name__ == "__main__":
    main()
