"""Tables of stops: from a file, or given as a data frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import geopandas
import pandas as pd
import pyarrow
import pyarrow.parquet
import pyogrio

from equizone import checks
from equizone._core import InputError
from equizone.tables.columns import RowError, free_name, refuse_repeated
from equizone.tables.text_tables import as_numbers, line_of_row, read_text_table

__all__ = ["StopTable", "given_table", "read_stops", "read_table"]

EXPECTED = {"station": "a file, or two numbers X,Y"}
UNREADABLE = (
    pyarrow.ArrowException,
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    ValueError,
)
SQLITE = b"SQLite format 3\0"
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
    line_of: Callable[[int], int] | None = None
    """The line of the file on which the row at a position starts, where the file has lines."""

    @contextmanager
    def naming_lines(self) -> Iterator[None]:
        """Let errors about a row name its line in the file too."""
        try:
            yield
        except RowError as error:
            if self.line_of is None:
                raise
            line = self.line_of(error.position)
            raise InputError(f"{error.before}{error.row} (line {line}){error.after}") from None


def read_stops(stops: str | Path | pd.DataFrame) -> StopTable:
    """Return the table of stops given as a path, a DataFrame or a GeoDataFrame; `zone` is left free in it."""
    table = _given(stops)
    refuse_repeated(table.frame.columns, "stops")
    if len(table.frame) == 0:
        raise InputError(f"{table.title} has no rows; give at least one stop")
    return _with_zone_left_free(table)


def read_table(given: str | Path, argument: str = "stops") -> StopTable:
    """Read a file, by its extension or else by its first bytes."""
    path = checks.path(given, argument)
    if not path.exists():
        raise InputError(f"{path} does not exist; {argument} must be {EXPECTED.get(argument, 'a file')}")
    if not path.is_file():
        raise InputError(f"{path} is not a file")
    if path.stat().st_size == 0:
        raise InputError(f"{path} is empty")
    read = READERS.get(path.suffix.lower()) or _reader_by_content(path)
    try:
        return read(path)
    except InputError:
        raise
    except UNREADABLE as failure:
        raise InputError(f"{path} cannot be read as {path.suffix or 'table'}: {failure}") from failure


def given_table(given: str | Path | pd.DataFrame, argument: str) -> pd.DataFrame:
    """Return a table given as a path or a DataFrame; it must have rows."""
    frame = read_table(given, argument).frame if isinstance(given, str | Path) else given
    if not isinstance(frame, pd.DataFrame):
        raise InputError(f"{argument} is a {type(frame).__name__}; give a DataFrame or a file")
    if len(frame) == 0:
        raise InputError(f"{argument} has no rows")
    return frame


def _given(stops: str | Path | pd.DataFrame) -> StopTable:
    if isinstance(stops, str | Path):
        return read_table(stops)
    if isinstance(stops, pd.DataFrame):
        return StopTable(stops, stops, "plan")
    raise InputError(f"stops is a {type(stops).__name__}; give a path, a DataFrame or a GeoDataFrame")


def _with_zone_left_free(table: StopTable) -> StopTable:
    """Rename a column or an index `zone` of the input, so that it stays beside the new column."""
    for what, rename, names in (
        ("a column", _columns_renamed, table.frame.columns),
        ("an index", _index_renamed, table.frame.index.names),
    ):
        if "zone" in names:
            kept = free_name("zone_before", [*table.frame.columns, *table.frame.index.names])
            note = f"The stops had {what} zone already; it is kept as {kept}."
            table = replace(
                table,
                original=rename(table.original, kept),
                frame=rename(table.frame, kept),
                notes=[*table.notes, note],
            )
    return table


def _columns_renamed(frame: pd.DataFrame, kept: str) -> pd.DataFrame:
    return frame.rename(columns={"zone": kept})


def _index_renamed(frame: pd.DataFrame, kept: str) -> pd.DataFrame:
    return frame.rename_axis(index={"zone": kept})


def _read_csv(path: Path) -> StopTable:
    original, separator = read_text_table(path)
    frame, comma_columns = as_numbers(original, decimal_commas=separator != ",")
    notes = [f"Decimal commas were read in {', '.join(comma_columns)}."] if comma_columns else []
    return StopTable(original, frame, path.stem, notes, partial(line_of_row, path, separator))


def _read_geojson(path: Path) -> StopTable:
    # The prefix keeps GDAL to this format: others may open, or even run, what a file names inside.
    try:
        frame = pyogrio.read_dataframe(f"GeoJSON:{path}")
    except pyogrio.errors.DataSourceError as failure:
        _, _, where = str(failure).partition("; ")
        raise InputError(
            f"{path} cannot be read as GeoJSON; it must hold a FeatureCollection, a Feature or a geometry"
            f"{f' ({where})' if where else ''}"
        ) from failure
    return StopTable(frame, frame, path.stem)


def _read_geopackage(path: Path) -> StopTable:
    if not _head(path).startswith(SQLITE) or _head(path)[68:70] != b"GP":
        raise InputError(f"{path} cannot be read as GeoPackage: it is another kind of file")
    layers = [str(name) for name, _ in pyogrio.list_layers(path)]
    frame = pyogrio.read_dataframe(path, layer=layers[0]) if layers else pd.DataFrame()
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
    ".geojson": _read_geojson,
    ".json": _read_geojson,
    ".gpkg": _read_geopackage,
    ".parquet": _read_parquet,
    ".geoparquet": _read_parquet,
}


def _reader_by_content(path: Path) -> Reader:
    head = _head(path)
    if head.startswith(b"PAR1"):
        return _read_parquet
    if head.startswith(SQLITE):
        return _read_geopackage
    if head.lstrip().startswith(b"{"):
        return _read_geojson
    first_line = head.splitlines()[0]
    if b"\0" not in head and any(mark in first_line for mark in (b",", b";", b"\t")):
        return _read_csv
    raise InputError(f"{path} has an unknown format; equizone reads {FORMATS}")


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4096)
