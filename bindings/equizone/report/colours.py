"""Colours for zones: neighbours never look alike, whatever the reader's colour vision."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

PALETTE = ("#709fff", "#dfaf50", "#bfef9f", "#ef808f", "#8fefdf", "#af9fcf")
"""Six light fills, chosen to stay apart in full, red-blind, green-blind and blue-blind vision.

Six are enough for every map of zones in one piece: some zone of a planar map always has at most five
neighbours.
"""

INK = "#22303c"
"""Lettering and outlines."""

BARRIER = "#1f4e8c"
"""Lines that zones keep to."""

GOOD = "#1c6b3c"
"""Lettering of good news."""

OUT_OF_BAND = "#a3123a"
"""Marks what lies outside the tolerance; always together with a sign, never alone."""

_GAP = 0.05  # zones closer than this share of their typical width look like neighbours


def shade(colour: str, brightness: float) -> str:
    """Darken a colour, e.g. for the dots of a zone on its own fill.

    Parameters
    ----------
    colour
        As "#rrggbb".
    brightness
        Factor on each channel, 0 (black) to 1 (unchanged).
    """
    channels = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(channel * brightness):02x}" for channel in channels)


def neighbours(fences: NDArray[np.object_]) -> list[set[int]]:
    """Return, for each zone, the zones that touch it or lie across a narrow gap.

    Parameters
    ----------
    fences
        Polygons in metres, shape (k,).
    """
    gap_m = _GAP * float(np.sqrt(np.median(shapely.area(fences))))
    pairs = shapely.STRtree(fences).query(fences, predicate="dwithin", distance=gap_m)
    near: list[set[int]] = [set() for _ in fences]
    for one, other in pairs.T.tolist():
        if one != other:
            near[one].add(other)
    return near


def zone_colours(fences: NDArray[np.object_]) -> list[str]:
    """Choose a colour per zone, different from the colours of its neighbours.

    Takes zones in smallest-last order (Matula and Beck 1983), which needs at most six colours on a planar
    map, and gives each the least used colour that is free. Zones in several pieces may need more: these
    colours are darker rounds of the palette.

    Parameters
    ----------
    fences
        Polygons in metres, shape (k,).

    Returns
    -------
    list of str
        "#rrggbb" per zone.
    """
    near = neighbours(fences)
    chosen: dict[int, int] = {}
    uses = [0] * max(len(PALETTE), 1 + max(map(len, near)))
    for zone in reversed(_smallest_degree_first(near)):
        taken = {chosen[other] for other in near[zone] if other in chosen}
        free = [colour for colour in range(len(uses)) if colour not in taken]
        # A colour beyond the palette only if there is no other way.
        colour = min(free, key=lambda colour: (colour // len(PALETTE), uses[colour]))
        chosen[zone] = colour
        uses[colour] += 1
    return [_colour(chosen[zone]) for zone in range(len(near))]


def _colour(number: int) -> str:
    darker, place = divmod(number, len(PALETTE))
    return shade(PALETTE[place], 0.75**darker)


def _smallest_degree_first(near: Sequence[set[int]]) -> list[int]:
    """Order zones so that each has the fewest neighbours among itself and those after it."""
    degree = [len(others) for others in near]
    queue = [(count, zone) for zone, count in enumerate(degree)]
    heapq.heapify(queue)
    order: list[int] = []
    removed = [False] * len(near)
    while queue:
        _, zone = heapq.heappop(queue)
        if removed[zone]:
            continue  # an older, higher count of a zone that is already placed
        removed[zone] = True
        order.append(zone)
        for other in near[zone]:
            degree[other] -= 1
            heapq.heappush(queue, (degree[other], other))
    return order
