"""A plan's files: whole or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from equizone import checks
from equizone._core import InputError
from equizone.planning.zone_files import FORMATS, check_formats, write_geojson, write_zones, zone_files
from equizone.report import write_picture, write_report
from equizone.tables.files import replacing_files

if TYPE_CHECKING:
    from equizone.planning.result import Plan

__all__ = ["FILES", "check_writable", "files_of", "further_files", "save", "stale_zones"]


def save(plan: Plan, directory: str | Path, formats: Iterable[str] = ()) -> list[str]:
    """Write all files of a plan into a directory, which is made if need be.

    They are written aside first: a failure leaves the directory as it was. Files of an earlier plan are
    replaced, others stay. Returns what the further formats of the zones could not keep, and which of
    them are of an earlier plan.
    """
    directory = checks.path(directory, "directory")
    suffixes = check_formats(formats)
    check_writable(directory, formats)
    written = files_of(plan)
    notes: list[str] = []
    try:
        with replacing_files(directory) as aside:
            for name in written:
                FILES[name](plan, aside / name)
            for suffix in suffixes:
                notes += write_zones(plan.zones, aside / f"zones{suffix}")
        for name in FILES.keys() - set(written):  # of an earlier plan, and not true of this one
            (directory / name).unlink(missing_ok=True)
    except (OSError, RuntimeError) as failure:  # GDAL's failures are RuntimeErrors
        raise OSError(
            f"cannot write to {directory}: {getattr(failure, 'strerror', None) or failure}"
        ) from failure
    return notes + stale_zones(directory, formats)


def stale_zones(directory: Path, formats: Iterable[str]) -> list[str]:
    """Return a note for each further format of the zones that an earlier plan left in the directory.

    Such files may have been edited or loaded elsewhere, so they are not deleted.
    """
    written = further_files(formats)
    found = [
        directory / name
        for suffix in FORMATS
        for name in zone_files(suffix)[:1]
        if name not in (*FILES, *written) and (directory / name).exists()
    ]
    return [
        f"{path} holds the zones of an earlier plan: name its format too to write it anew, or delete it."
        for path in found
    ]


def check_writable(directory: Path, formats: Iterable[str] = ()) -> None:
    """Raise InputError unless save() can write there."""
    existing = next(folder for folder in [directory, *directory.absolute().parents] if folder.exists())
    try:
        with tempfile.TemporaryFile(dir=existing):
            pass
    except OSError as failure:
        raise InputError(f"cannot write to {directory}: {failure.strerror} ({existing})") from failure
    names = [*FILES, *further_files(formats)]
    blocked = next((directory / name for name in names if (directory / name).is_dir()), None)
    if blocked:
        raise InputError(f"cannot write {blocked}: it is a directory")


def _write_zones(plan: Plan, path: Path) -> None:
    write_geojson(plan.zones, path)


def _write_stops(plan: Plan, path: Path) -> None:
    """Write the stops' columns as they were read, and the zone; an index only if it has a name."""
    original = pd.DataFrame(plan.original).assign(zone=plan.stops["zone"].to_numpy())
    has_index = any(name is not None for name in original.index.names)
    original.to_csv(path, index=has_index, encoding="utf-8")


def _write_summary(plan: Plan, path: Path) -> None:
    decimals = {"load": 6, "target": 6, "load_ratio": 6, "area_km2": 6, "compactness": 4}
    plan.summary.round(decimals).to_csv(path, index=False, encoding="utf-8")


def _write_replay(plan: Plan, path: Path) -> None:
    assert plan.replayed is not None  # files_of() lists the file only then
    decimals = {"mean": 6, "p90": 6, "worst": 6, "worst_overload": 6}
    plan.replayed.zones.round(decimals).to_csv(path, index=False, encoding="utf-8")


def further_files(formats: Iterable[str]) -> list[str]:
    """Return the names of the files that further formats of the zones are."""
    return [name for suffix in check_formats(formats) for name in zone_files(suffix)]


def files_of(plan: Plan) -> list[str]:
    """Return the files that save() writes: replay.csv only with a history behind the loads."""
    return [name for name in FILES if name != REPLAY or plan.replayed is not None]


REPLAY = "replay.csv"

FILES: dict[str, Callable[[Plan, Path], object]] = {
    "zones.geojson": _write_zones,
    "stops.csv": _write_stops,
    "summary.csv": _write_summary,
    "report.html": write_report,
    "plan.png": write_picture,
    REPLAY: _write_replay,
}
