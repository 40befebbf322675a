"""A plan's files: whole or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas
import pandas as pd

from equizone import checks
from equizone._core import InputError
from equizone.report import write_picture, write_report
from equizone.tables.files import replacing, replacing_files

if TYPE_CHECKING:
    from equizone.planning.result import Plan

__all__ = ["FILES", "check_writable", "files_of", "save", "write_zones"]


def save(plan: Plan, directory: str | Path) -> None:
    """Write all files of a plan into a directory, which is made if need be.

    They are written aside first: a failure leaves the directory as it was. Files of an earlier plan are
    replaced, others stay.
    """
    directory = checks.path(directory, "directory")
    check_writable(directory)
    written = files_of(plan)
    try:
        with replacing_files(directory) as aside:
            for name in written:
                FILES[name](plan, aside / name)
        for name in FILES.keys() - set(written):  # of an earlier plan, and not true of this one
            (directory / name).unlink(missing_ok=True)
    except (OSError, RuntimeError) as failure:  # GDAL's failures are RuntimeErrors
        raise OSError(
            f"cannot write to {directory}: {getattr(failure, 'strerror', None) or failure}"
        ) from failure


def check_writable(directory: Path) -> None:
    """Raise InputError unless save() can write there."""
    existing = next(folder for folder in [directory, *directory.absolute().parents] if folder.exists())
    try:
        with tempfile.TemporaryFile(dir=existing):
            pass
    except OSError as failure:
        raise InputError(f"cannot write to {directory}: {failure.strerror} ({existing})") from failure
    blocked = next((directory / name for name in FILES if (directory / name).is_dir()), None)
    if blocked:
        raise InputError(f"cannot write {blocked}: it is a directory")


def write_zones(zones: geopandas.GeoDataFrame, path: str | Path) -> None:
    """Write zones in the format of the path's extension."""
    write = ZONE_FORMATS.get(checks.path(path, "path").suffix.lower())
    if write is None:
        raise InputError(
            f"{path}: zones are written as {', '.join(ZONE_FORMATS)}; choose one of these extensions"
        )
    with replacing(path) as aside:
        write(zones, aside)


def _write_geojson(zones: geopandas.GeoDataFrame, path: Path) -> None:
    zones.to_crs(4326).to_file(path, driver="GeoJSON", engine="pyogrio", RFC7946="YES")


def _write_geopackage(zones: geopandas.GeoDataFrame, path: Path) -> None:
    zones.to_file(path, driver="GPKG", engine="pyogrio", layer="zones")


def _write_stops(plan: Plan, path: Path) -> None:
    """Write the stops' columns as they were read, and the zone; an index only if it has a name."""
    original = pd.DataFrame(plan.original).assign(zone=plan.stops["zone"].to_numpy())
    has_index = any(name is not None for name in original.index.names)
    original.to_csv(path, index=has_index, encoding="utf-8")


def _write_summary(plan: Plan, path: Path) -> None:
    decimals = {"load": 6, "target": 6, "load_ratio": 6, "area_km2": 6, "compactness": 4}
    plan.summary.round(decimals).to_csv(path, index=False, encoding="utf-8")


ZONE_FORMATS: dict[str, Callable[[geopandas.GeoDataFrame, Path], None]] = {
    ".geojson": _write_geojson,
    ".json": _write_geojson,
    ".gpkg": _write_geopackage,
    ".parquet": geopandas.GeoDataFrame.to_parquet,
}


def _write_replay(plan: Plan, path: Path) -> None:
    assert plan.replayed is not None  # files_of() lists the file only then
    decimals = {"mean": 6, "p90": 6, "worst": 6, "worst_overload": 6}
    plan.replayed.zones.round(decimals).to_csv(path, index=False, encoding="utf-8")


def files_of(plan: Plan) -> list[str]:
    """Return the files that save() writes: replay.csv only with a history behind the loads."""
    return [name for name in FILES if name != REPLAY or plan.replayed is not None]


REPLAY = "replay.csv"

FILES: dict[str, Callable[[Plan, Path], None]] = {
    "zones.geojson": lambda plan, path: _write_geojson(plan.zones, path),
    "stops.csv": _write_stops,
    "summary.csv": _write_summary,
    "report.html": write_report,
    "plan.png": write_picture,
    REPLAY: _write_replay,
}
