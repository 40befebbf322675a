"""Tables of records: data frames, and files of which only the columns needed are read."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Hashable, Sequence
from functools import partial
from pathlib import Path

import pandas as pd
import pyarrow
import pyarrow.csv
import pyarrow.parquet

from equizone import checks
from equizone._core import InputError
from equizone.tables.reading import StopTable, read_table
from equizone.tables.text_tables import SEPARATORS, as_numbers, line_of_row

__all__ = ["read_columns"]

Choice = Callable[[Sequence[Hashable]], tuple[list[Hashable], list[Hashable]]]
"""Which of a table's columns are needed: those that repeat few values (dates, stops, kinds), and numbers."""


def read_columns(records: str | Path | pd.DataFrame, choose: Choice) -> StopTable:
    """Return the columns chosen of a DataFrame or a file; one row per record.

    A file's texts come as categories, so that ten million records hold each stop's id once.
    """
    if isinstance(records, pd.DataFrame):
        table = StopTable(records, records, "records")
    elif isinstance(records, str | Path):
        path = checks.path(records, "records")
        read = READERS.get(path.suffix.lower()) if path.is_file() and path.stat().st_size > 0 else None
        table = read(path, choose) if read else read_table(records, "records")
    else:
        raise InputError(f"records is a {type(records).__name__}; give a path or a DataFrame")
    _chosen(list(table.frame.columns), choose)
    if len(table.frame) == 0:
        raise InputError(f"{table.title} has no rows; give one row per record")
    return table


def _read_csv(path: Path, choose: Choice) -> StopTable:
    encoding = _encoding(path)
    separator = _separator(path, encoding)
    reading = pyarrow.csv.ReadOptions(encoding=encoding)
    parsing = pyarrow.csv.ParseOptions(delimiter=separator, newlines_in_values=True)
    repeated_text = pyarrow.dictionary(pyarrow.int32(), pyarrow.string())
    try:
        with pyarrow.csv.open_csv(path, read_options=reading, parse_options=parsing) as reader:
            repeating, numbers = _chosen(reader.schema.names, choose)
        table = pyarrow.csv.read_csv(
            path,
            read_options=reading,
            parse_options=parsing,
            convert_options=pyarrow.csv.ConvertOptions(
                include_columns=[*repeating, *numbers],
                column_types=dict.fromkeys(repeating, repeated_text),
                decimal_point="." if separator == "," else ",",
            ),
        )
    except (pyarrow.ArrowException, UnicodeDecodeError) as failure:
        raise InputError(
            f"{path} cannot be read as a table separated by {separator!r}: {failure}"
        ) from failure
    frame = table.to_pandas()
    for name in repeating:
        frame[name] = _numbers_if_all_are(frame[name])
    return StopTable(frame, frame, path.stem, line_of=partial(line_of_row, path, separator))


def _read_parquet(path: Path, choose: Choice) -> StopTable:
    try:
        schema = pyarrow.parquet.read_schema(path)
        repeating, numbers = _chosen(schema.names, choose)
        texts = [name for name in repeating if _is_text(schema.field(name).type)]
        table = pyarrow.parquet.read_table(path, columns=[*repeating, *numbers], read_dictionary=texts)
    except pyarrow.ArrowException as failure:
        raise InputError(f"{path} cannot be read as Parquet: {failure}") from failure
    # The index that pandas stored is dropped: rows are counted from 0.
    frame = table.replace_schema_metadata(None).to_pandas(date_as_object=False)
    return StopTable(frame, frame, path.stem)


READERS: dict[str, Callable[[Path, Choice], StopTable]] = {
    ".csv": _read_csv,
    ".tsv": _read_csv,
    ".txt": _read_csv,
    ".parquet": _read_parquet,
}


def _chosen(names: list[Hashable], choose: Choice) -> tuple[list[Hashable], list[Hashable]]:
    repeating, numbers = choose(names)
    doubled = [str(name) for name in [*repeating, *numbers] if names.count(name) > 1]
    if doubled:
        raise InputError(f"columns of records repeat: {', '.join(doubled)}; give every column its own name")
    return repeating, numbers


def _numbers_if_all_are(texts: pd.Series) -> pd.Series:
    """Turn categories into numbers by the same rule as in tables of stops: "7" is a number, "007" is not."""
    categories = pd.DataFrame({"value": texts.cat.categories.astype(object)})
    numbers = as_numbers(categories, decimal_commas=False)[0]["value"]
    if not pd.api.types.is_numeric_dtype(numbers):
        return texts
    return pd.Series(numbers.to_numpy()[texts.cat.codes], texts.index)


def _is_text(kind: pyarrow.DataType) -> bool:
    return pyarrow.types.is_string(kind) or pyarrow.types.is_large_string(kind)


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        return "utf-16" if file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8"


def _separator(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding, errors="replace") as file:
        header = next((line for line in file if line.strip()), "")
    return max(SEPARATORS, key=header.count)
