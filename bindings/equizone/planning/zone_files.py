"""Zones as files of fences: GeoJSON, GeoPackage, Shapefile, GeoParquet."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Callable, Hashable, Iterable
from pathlib import Path

import geopandas

from equizone import checks
from equizone._core import InputError
from equizone.tables.files import replacing_files

__all__ = ["FORMATS", "check_formats", "write_geojson", "write_zones", "zone_files"]

LONGEST_FIELD_NAME = 10
"""Bytes that a Shapefile's table has for the name of a column."""


def write_zones(zones: geopandas.GeoDataFrame, path: str | Path) -> list[str]:
    """Write zones in the format of the path's extension; return what the format could not keep.

    A Shapefile is several files of one name; all are replaced once all are written.
    """
    file = checks.path(path, "path")
    write = FORMATS.get(file.suffix.lower())
    if write is None:
        raise InputError(f"{file}: zones are written as {', '.join(FORMATS)}; choose one of these extensions")
    if not file.absolute().parent.is_dir():
        raise InputError(f"cannot write {file}: the directory {file.parent} does not exist; make it first")
    with replacing_files(file.absolute().parent) as aside:
        return write(zones, aside / file.name)


def check_formats(formats: Iterable[str]) -> list[str]:
    """Return the extensions of formats given as "gpkg", "shp", "parquet", ..., without GeoJSON."""
    suffixes = []
    for position, name in enumerate(checks.texts(formats, "formats")):
        suffix = f".{name.strip().lower().removeprefix('.')}"
        if suffix not in FORMATS:
            known = ", ".join(known.removeprefix(".") for known in FORMATS)
            raise InputError(f"formats[{position}] is {name!r}; give any of {known}")
        suffixes.append(suffix)
    return [suffix for suffix in dict.fromkeys(suffixes) if suffix != ".geojson"]


def zone_files(suffix: str) -> list[str]:
    """Return the names of the files that zones in a format are."""
    return [f"zones{part}" for part in (SHAPEFILE if suffix == ".shp" else [suffix])]


def write_geojson(zones: geopandas.GeoDataFrame, path: Path) -> list[str]:
    """Write RFC 7946: WGS 84, outer rings counterclockwise and holes clockwise, 7 decimals (a centimetre)."""
    zones.to_crs(4326).to_file(path, driver="GeoJSON", engine="pyogrio", RFC7946="YES")
    return []


def _write_geopackage(zones: geopandas.GeoDataFrame, path: Path) -> list[str]:
    zones.to_file(path, driver="GPKG", engine="pyogrio", layer="zones")
    return []


def _write_shapefile(zones: geopandas.GeoDataFrame, path: Path) -> list[str]:
    names = _short_names([name for name in zones.columns if name != zones.active_geometry_name])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what they say of names is said below, once
        zones.rename(columns=names).to_file(path, driver="ESRI Shapefile", engine="pyogrio", encoding="utf-8")
    cut = [f"{name} is {short}" for name, short in names.items() if name != short]
    if not cut:
        return []
    return [f"{path.name}: a Shapefile's columns have names of up to 10 letters: {', '.join(cut)}."]


def _write_geoparquet(zones: geopandas.GeoDataFrame, path: Path) -> list[str]:
    zones.to_parquet(path)
    return []


def _short_names(names: Iterable[Hashable]) -> dict[Hashable, str]:
    """Return names that fit, no two alike in any case; those that fit already keep theirs."""
    texts = {name: str(name) for name in names}
    short = {name: text for name, text in texts.items() if len(text.encode()) <= LONGEST_FIELD_NAME}
    taken = {text.casefold() for text in short.values()}
    for name, text in texts.items():
        if name not in short:
            variants = (_cut(text, ending) for ending in itertools.chain([""], map(str, itertools.count(2))))
            short[name] = next(variant for variant in variants if variant.casefold() not in taken)
            taken.add(short[name].casefold())
    return {name: short[name] for name in texts}


def _cut(text: str, ending: str) -> str:
    """Return the beginning of a text, in whole letters, and the ending: 10 bytes at most."""
    return text.encode()[: LONGEST_FIELD_NAME - len(ending)].decode(errors="ignore") + ending


SHAPEFILE = (".shp", ".shx", ".dbf", ".prj", ".cpg")

FORMATS: dict[str, Callable[[geopandas.GeoDataFrame, Path], list[str]]] = {
    ".geojson": write_geojson,
    ".json": write_geojson,
    ".gpkg": _write_geopackage,
    ".shp": _write_shapefile,
    ".parquet": _write_geoparquet,
    ".geoparquet": _write_geoparquet,
}
