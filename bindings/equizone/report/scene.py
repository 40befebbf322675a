"""What a map of the plan shows, in metres around the middle of the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from equizone.report.colours import zone_colours
from equizone.report.wording import label_texts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from equizone.planning import Plan

_GLYPH_WIDTH = 0.62  # of a digit, in font heights


@dataclass(frozen=True)
class Scene:
    """Zones, stops and station as the page and the picture draw them.

    Coordinates are metres from the middle of the map: small numbers, short in files and exact in the
    single precision that browsers draw with.
    """

    fences: NDArray[np.object_]
    """One polygon per zone."""
    colours: list[str]
    """Fill per zone."""
    anchors: NDArray[np.float64]
    """Where a zone's label stands, shape (k, 2)."""
    label_height_m: NDArray[np.float64]
    """The tallest lettering with which a zone's label stays inside its fence."""
    stops: NDArray[np.float64]
    """Shape (n, 2)."""
    stop_zones: NDArray[np.intp]
    """Row of each stop's zone."""
    station: NDArray[np.float64] | None
    """Shape (2,)."""
    barriers: list[NDArray[np.float64]]
    """Lines that zones keep to, as far as the fences reach, shape (m, 2) each."""

    @property
    def stop_spacing_m(self) -> float:
        """Typical distance from a stop to the next, in the zone in the middle."""
        stops = np.bincount(self.stop_zones, minlength=len(self.fences))
        return float(np.sqrt(np.median(shapely.area(self.fences) / np.maximum(stops, 1))))

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north of everything drawn."""
        west, south, east, north = shapely.total_bounds(self.fences)
        if self.station is not None:
            x, y = self.station
            west, south, east, north = min(west, x), min(south, y), max(east, x), max(north, y)
        return float(west), float(south), float(east), float(north)


def scene(plan: Plan) -> Scene:
    """Project a plan's zones and stops and lay out what a map of it shows.

    Parameters
    ----------
    plan
        The plan to draw.
    """
    zones = plan.zones.to_crs(plan.crs)
    middle = zones.total_bounds.reshape(2, 2).mean(axis=0)
    fences = shapely.transform(zones.geometry.to_numpy(), lambda points: points - middle)
    names = zones["zone"].astype(str).tolist()
    anchors, room_m = _label_places(fences)
    rows = {name: row for row, name in enumerate(names)}
    return Scene(
        fences=fences,
        colours=zone_colours(fences),
        anchors=anchors,
        label_height_m=2 * room_m / _diagonals(label_texts(plan)),
        stops=shapely.get_coordinates(plan.stops.geometry.to_crs(plan.crs)) - middle,
        stop_zones=np.array([rows[name] for name in plan.stops["zone"].astype(str)], dtype=np.intp),
        station=None if plan.station is None else shapely.get_coordinates(plan.station)[0] - middle,
        barriers=_barrier_lines(plan, middle, fences),
    )


def _barrier_lines(
    plan: Plan, middle: NDArray[np.float64], fences: NDArray[np.object_]
) -> list[NDArray[np.float64]]:
    if plan.barriers is None:
        return []
    lines = shapely.transform(plan.barriers.geometry.to_numpy(), lambda points: points - middle)
    parts = shapely.get_parts(shapely.intersection(lines, shapely.union_all(fences)))
    return [shapely.get_coordinates(part) for part in parts if part.length > 0]


def _label_places(fences: NDArray[np.object_]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return centre and radius of the largest circle inside each fence."""
    centres = np.full((len(fences), 2), np.nan)
    radii_m = np.zeros(len(fences))
    drawn = ~shapely.is_empty(fences)  # a zone all of whose places belong to others as well has no fence
    width_m = np.sqrt(shapely.area(fences[drawn]))
    radii = shapely.maximum_inscribed_circle(fences[drawn], tolerance=np.maximum(0.02 * width_m, 0.01))
    centres[drawn] = shapely.get_coordinates(shapely.get_point(radii, 0))
    radii_m[drawn] = shapely.length(radii)
    return centres, radii_m


def _diagonals(texts: list[str]) -> NDArray[np.float64]:
    """Return the diagonals of texts, in font heights."""
    return np.array([np.hypot(_GLYPH_WIDTH * len(text), 1) for text in texts])
