"""Tables of stops: from a file, or given as a data frame."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import geopandas
import pandas as pd
import pyarrow
import pyarrow.parquet
import pyogrio

from equizone._core import InputError
from equizone.planning.columns import free_name
from equizone.planning.text_tables import as_numbers, read_text_table

__all__ = ["StopTable", "read_stops", "read_table"]

FORMATS = "CSV (.csv, .tsv, .txt), GeoJSON (.geojson, .json), GeoPackage (.gpkg) and Parquet (.parquet)"


@dataclass(frozen=True)
class StopTable:
    """One row per stop.

    ``original`` repeats the file to the letter ("007" stays "007"); ``frame`` has the same rows and columns,
    with numbers where a file's texts are numbers.
    """

    original: pd.DataFrame
    frame: pd.DataFrame
    title: str
    notes: list[str] = field(default_factory=list)


def read_stops(stops: str | Path | pd.DataFrame) -> StopTable:
    """Return the table of stops given as a path, a DataFrame or a GeoDataFrame; `zone` is left free in it."""
    table = _given(stops)
    names = list(table.frame.columns)
    repeated = sorted({str(name) for name in names if names.count(name) > 1})
    if repeated:
        raise InputError(f"columns of stops repeat: {', '.join(repeated)}; give every column its own name")
    if len(table.frame) == 0:
        raise InputError(f"{table.title} has no rows; give at least one stop")
    return _with_zone_left_free(table)


def read_table(path: str | Path) -> StopTable:
    """Read a file, by its extension or else by its first bytes."""
    path = Path(path)
    if not path.exists():
        raise InputError(f"{path} does not exist")
    if not path.is_file():
        raise InputError(f"{path} is not a file")
    if path.stat().st_size == 0:
        raise InputError(f"{path} is empty")
    read = READERS.get(path.suffix.lower()) or _reader_by_content(path)
    try:
        return read(path)
    except (pyarrow.ArrowException, pyogrio.errors.DataSourceError, ValueError) as failure:
        if isinstance(failure, InputError):
            raise
        raise InputError(f"{path} cannot be read as {path.suffix or 'table'}: {failure}") from failure


def _given(stops: str | Path | pd.DataFrame) -> StopTable:
    if isinstance(stops, str | Path):
        return read_table(stops)
    if isinstance(stops, pd.DataFrame):
        return StopTable(stops, stops, "plan")
    raise InputError(f"stops is a {type(stops).__name__}; give a path, a DataFrame or a GeoDataFrame")


def _with_zone_left_free(table: StopTable) -> StopTable:
    """Rename a column `zone` of the input, so that it stays beside the new one."""
    if "zone" not in table.frame.columns:
        return table
    kept = free_name("zone_before", table.frame.columns)
    note = f"The stops had a column zone already; it is kept as {kept}."
    rename = {"zone": kept}
    return StopTable(
        table.original.rename(columns=rename),
        table.frame.rename(columns=rename),
        table.title,
        [*table.notes, note],
    )


def _read_csv(path: Path) -> StopTable:
    original, separator = read_text_table(path)
    frame, comma_columns = as_numbers(original, decimal_commas=separator != ",")
    notes = [f"Decimal commas were read in {', '.join(comma_columns)}."] if comma_columns else []
    return StopTable(original, frame, path.stem, notes)


def _read_features(path: Path) -> StopTable:
    layers = [str(name) for name, _ in pyogrio.list_layers(path)]
    frame = geopandas.read_file(path, layer=layers[0]) if layers else pd.DataFrame()
    others = f"Of {len(layers)} layers, the first was read: {layers[0]}." if len(layers) > 1 else ""
    return StopTable(frame, frame, path.stem, [others] if others else [])


def _read_parquet(path: Path) -> StopTable:
    metadata = pyarrow.parquet.read_schema(path).metadata or {}
    frame = geopandas.read_parquet(path) if b"geo" in metadata else pd.read_parquet(path)
    return StopTable(frame, frame, path.stem)


Reader = Callable[[Path], StopTable]

READERS: dict[str, Reader] = {
    ".csv": _read_csv,
    ".tsv": _read_csv,
    ".txt": _read_csv,
    ".geojson": _read_features,
    ".json": _read_features,
    ".gpkg": _read_features,
    ".parquet": _read_parquet,
    ".geoparquet": _read_parquet,
}


def _reader_by_content(path: Path) -> Reader:
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(b"PAR1"):
        return _read_parquet
    if head.startswith(b"SQLite format 3\0") or head.lstrip().startswith(b"{"):
        return _read_features
    first_line = head.splitlines()[0]
    if b"\0" not in head and any(mark in first_line for mark in (b",", b";", b"\t")):
        return _read_csv
    raise InputError(f"{path} has an unknown format; equizone reads {FORMATS}")
