"""Tables as text: CSV and its relatives, as spreadsheets and databases export them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd

from equizone._core import InputError

__all__ = ["as_numbers", "line_of_row", "read_text_table"]

SEPARATORS = ",;\t"
# Only texts that a number repeats to the letter: an id such as 007 or 1e5 stays text.
NUMBER = r"-?(?:0|[1-9]\d*)(?:\.\d+)?"
NUMBER_WITH_COMMA = r"-?(?:0|[1-9]\d*)(?:,\d+)?"


def read_text_table(path: Path) -> tuple[pd.DataFrame, str]:
    """Return all cells as text, and the separator found in the header."""
    text = _decoded(path)
    header_line = next((line for line in text.splitlines() if line.strip()), "")
    if not header_line:
        raise InputError(f"{path} is empty")
    separator = max(SEPARATORS, key=header_line.count)
    try:
        cells = pd.read_csv(
            io.StringIO(text), sep=separator, header=None, dtype=str, keep_default_na=False, na_filter=False
        )
    except (pd.errors.ParserError, csv.Error) as failure:
        raise InputError(f"{path} is not a table separated by {separator!r}: {failure}") from failure
    frame = cells.iloc[1:].reset_index(drop=True)
    frame.columns = cells.iloc[0].str.strip().to_list()
    unnamed = [name == "" and (frame.iloc[:, at] == "").all() for at, name in enumerate(frame.columns)]
    return frame.loc[:, [not empty for empty in unnamed]], separator


def line_of_row(path: Path, separator: str, position: int) -> int:
    """Return the line on which a row of read_text_table() starts; blank lines and breaks in cells count."""
    reader = csv.reader(io.StringIO(_decoded(path), newline=""), delimiter=separator)
    last_line = 0
    starts = []
    for cells in reader:
        if any(cell.strip() for cell in cells) or len(cells) > 1:
            starts.append(last_line + 1)
        last_line = reader.line_num
        if len(starts) > position + 1:  # the header is the first
            break
    return starts[-1]


def as_numbers(texts: pd.DataFrame, *, decimal_commas: bool) -> tuple[pd.DataFrame, list[str]]:
    """Turn columns of which every text is a number into numbers, and return which had decimal commas.

    Where commas separate the columns, a comma inside a number is as likely one of thousands: not read.
    """
    frame = texts.copy()
    comma_columns = []
    for name in texts.columns[~texts.columns.duplicated(keep=False)]:
        filled = texts[name][texts[name] != ""]
        if filled.empty:
            continue
        if filled.str.fullmatch(NUMBER).all():
            frame[name] = _parsed(filled, texts.index)
        elif decimal_commas and filled.str.fullmatch(NUMBER_WITH_COMMA).all():
            frame[name] = _parsed(filled.str.replace(",", "."), texts.index)
            comma_columns.append(name)
    return frame, comma_columns


def _parsed(filled: pd.Series, index: pd.Index) -> pd.Series:
    is_whole = len(filled) == len(index) and not filled.str.contains(".", regex=False).any()
    if not is_whole:
        return filled.astype(object).map(float).reindex(index)
    fits_64_bits = filled.str.len().max() <= 18
    return filled.astype("int64") if fits_64_bits else filled


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as failure:
        raise InputError(
            f"{path} is not UTF-8 text (byte {failure.start}); save it as CSV UTF-8, "
            "or read it with pandas.read_csv(..., encoding=...) and give the DataFrame"
        ) from failure
    if "\0" in text:
        raise InputError(f"{path} is not a text table: it has zero bytes")
    return text
