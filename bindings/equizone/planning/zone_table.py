"""Zones as a table: names, loads, measures of their fences."""

from __future__ import annotations

from collections.abc import Sequence

import geopandas
import numpy as np

from equizone import checks
from equizone._core import InputError, Partition

__all__ = ["name_zones", "zone_table"]


def name_zones(names: Sequence[str] | None, number: int) -> list[str]:
    """Return the names given, one per zone and no two alike, or "1", "2", ..."""
    if names is None:
        return [str(zone + 1) for zone in range(number)]
    texts = checks.texts(names, "names")
    if len(texts) != number:
        raise InputError(f"names has {len(texts)} names for {number} zones; give a list of one name per zone")
    repeated = sorted({name for name in texts if texts.count(name) > 1})
    if repeated:
        raise InputError(f"names repeat: {', '.join(repeated)}; give every zone its own name")
    return texts


def zone_table(
    partition: Partition, labels: np.ndarray, names: Sequence[str], fences: geopandas.GeoSeries
) -> geopandas.GeoDataFrame:
    """Return one row per zone; fences are in projected metres."""
    area_m2 = fences.area.to_numpy()
    with np.errstate(invalid="ignore"):  # a zone without a fence has no compactness
        compactness = 4 * np.pi * area_m2 / fences.length.to_numpy() ** 2
    columns = {
        "zone": names,
        "stops": np.bincount(labels, minlength=len(names)),
        "load": partition.zone_loads,
        "target": partition.targets,
        "load_ratio": partition.zone_loads / partition.targets,
        "area_km2": area_m2 / 1e6,
        "compactness": compactness,
    }
    return geopandas.GeoDataFrame(columns, geometry=fences.to_numpy(), crs=fences.crs)
