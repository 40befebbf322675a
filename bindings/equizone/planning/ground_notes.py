"""What a plan says of streets, barriers and fences."""

from __future__ import annotations

from collections.abc import Sequence

import geopandas
import numpy as np
import pandas as pd

from equizone._core import Contiguity, Partition, is_contiguous
from equizone.planning.street_map import StreetMap
from equizone.planning.units import Units
from equizone.tables.columns import row_name
from equizone.tables.wording import counted

__all__ = ["fence_notes", "ground_notes", "outlier_notes"]

NAMED = 5
"""More are counted."""


def outlier_notes(result: Partition, units: Units, index: pd.Index) -> list[str]:
    """Name the stops far from all others."""
    if len(result.outliers) == 0:
        return []
    rows = [row_name(index, int(units.first_stop[unit])) for unit in result.outliers[:NAMED]]
    more = f" and {len(result.outliers) - NAMED} more" if len(result.outliers) > NAMED else ""
    return [
        f"Far from all others, over 1 km and eight times the usual distance, and with the nearest zone: "
        f"{', '.join(rows)}{more}."
    ]


def ground_notes(
    result: Partition,
    units: Units,
    street_map: StreetMap | None,
    names: Sequence[str],
) -> list[str]:
    """Say how far stops lie from the middle of their zone by streets, and whether zones cross barriers."""
    if street_map is None:
        return []
    notes = []
    if street_map.metric is not None:
        mean_m = result.cost / result.zone_loads.sum()
        ways = "By the streets" if street_map.streets is not None else "With the prices of barriers"
        notes.append(f"{ways}, work lies {mean_m:,.0f} m from the middle of its zone on average.")
        if len(result.unreachable):
            notes.append(
                f"Not to be reached from the middle of their zone without breaking a rule, such as a oneway: "
                f"{counted(len(result.unreachable), 'place')}; such ways count three times."
            )
    if len(result.enclosed):
        notes.append(
            f"Enclosed by barriers, and with the nearest zone: {counted(len(result.enclosed), 'place')}."
        )
    if street_map.barriers is not None:
        checked = _checked(result.labels, units, street_map)
        apart = [names[zone] for zone in np.unique(result.labels[np.asarray(checked.stray, dtype=int)])]
        notes.append(
            f"{_listed('Zone', apart)} in parts that barriers separate."
            if apart
            else "No zone crosses a closed barrier but at its crossings."
        )
    return notes


def _checked(labels: np.ndarray, units: Units, street_map: StreetMap) -> Contiguity:
    """Judge zones where ways lead: between blocks, or between stops."""
    if units.graph is None:
        return is_contiguous(units.points, labels, barriers=street_map.barriers)
    return is_contiguous(units.points, labels, graph=units.graph)


def fence_notes(fences: geopandas.GeoSeries, names: Sequence[str]) -> list[str]:
    """Say where fences are not what one expects: in pieces, or with stops of others inside."""
    notes = []
    shared = len(fences.attrs["shared"])
    if shared:
        notes.append(f"In another zone's fence: {counted(shared, 'stop')}, since zones share a place.")
    outside = len(fences.attrs.get("outside", []))
    if outside:
        notes.append(f"In another zone's fence, since zones are balanced: {counted(outside, 'stop')}.")
    apart = [names[zone] for zone, pieces in enumerate(fences.attrs["pieces"]) if pieces > 1]
    if apart:
        notes.append(f"{_listed('The fence of zone', apart)} in several pieces.")
    return notes


def _listed(subject: str, zones: list[str]) -> str:
    """Return "Zone 3 lies" or "Zones 3, 7 lie"; of many the first."""
    if len(zones) == 1:
        return f"{subject} {zones[0]} lies"
    more = f" and {len(zones) - NAMED} more" if len(zones) > NAMED else ""
    return f"{subject.replace('The fence', 'The fences')}s {', '.join(zones[:NAMED])}{more} lie"
