"""Histories from files give what they give as tables."""

import pandas as pd
import pytest
from equizone import InputError
from equizone.history import find_modes

from .station import weekday_history


@pytest.fixture(scope="module")
def table():
    table = weekday_history((9, 8, 8, 8, 9, 3))
    table["stop"] = "S" + table["stop"].astype(str).str.zfill(3)
    return table.assign(parcels=table.index % 4 / 2 + 1, driver="someone", kind="pickup")


def assert_same(path, table):
    modes, wanted = find_modes(path), find_modes(table)
    pd.testing.assert_frame_equal(modes.days, wanted.days)
    pd.testing.assert_frame_equal(modes.loads, wanted.loads, check_index_type=False)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text(tmp_path, table, separator, encoding):
    path = tmp_path / "records.csv"
    decimal = "," if separator == ";" else "."
    table.to_csv(path, index=False, sep=separator, encoding=encoding, decimal=decimal)
    assert_same(path, table)


@pytest.mark.parametrize("form", ["datetime64[ns]", "datetime64[s]", "datetime64[ms, Asia/Shanghai]", "str"])
def test_parquet(tmp_path, table, form):
    path = tmp_path / "records.parquet"
    dated = table.assign(date=table["date"].astype(form)).set_index("driver")
    dated.to_parquet(path)
    assert_same(path, table)


def test_parquet_of_dates(tmp_path, table):
    path = tmp_path / "records.parquet"
    table.assign(date=pd.to_datetime(table["date"]).dt.date).to_parquet(path)
    assert_same(path, table)


def test_unknown_extensions_are_read_by_content(tmp_path, table):
    path = tmp_path / "records.data"
    table.to_csv(path, index=False)
    assert_same(path, table)


def test_ids_are_read_as_those_of_stops(tmp_path):
    table = weekday_history((9, 8))
    for ids, kept in ((table["stop"], [0, 1]), (table["stop"].astype(str).str.zfill(2), ["00", "01"])):
        table.assign(stop=ids).to_csv(tmp_path / "records.csv", index=False)
        assert find_modes(tmp_path / "records.csv").loads.index.tolist()[:2] == kept


def test_an_error_names_the_line(tmp_path):
    table = weekday_history((9, 8))
    table.loc[7, "parcels"] = -1
    path = tmp_path / "records.csv"
    table.to_csv(path, index=False)
    with pytest.raises(InputError, match=r"column parcels at row 7 \(line 9\) is -1: a volume must be >= 0"):
        find_modes(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "is empty"),
        ("date,stop,parcels\n", "has no rows"),
        ("date,stop,parcels\n2026-11-11,a\n", "cannot be read as a table"),
        ("date,stop,parcels,parcels\n2026-11-11,a,1,2\n", "columns of records repeat: parcels"),
        ("date,stop,parcels\n2026-11-11,a,few\n", r"parcels at row 0 \(line 2\) is 'few'"),
        ("date,stop,parcels\n2026-11-11,a,\n", r"parcels at row 0 \(line 2\) is empty"),
        ("date,stop,parcels\n,a,2\n", r"date at row 0 \(line 2\) is empty"),
        ("when,stop,parcels\n2026-11-11,a,2\n", "the columns are when, stop, parcels"),
    ],
)
def test_bad_text(tmp_path, content, message):
    path = tmp_path / "records.csv"
    path.write_text(content)
    with pytest.raises(InputError, match=message):
        find_modes(path)


def test_bad_files(tmp_path):
    with pytest.raises(InputError, match="does not exist; records must be a file"):
        find_modes(tmp_path / "none.csv")
    path = tmp_path / "records.parquet"
    path.write_bytes(b"PAR1 is not all it takes")
    with pytest.raises(InputError, match="cannot be read as Parquet"):
        find_modes(path)


def test_a_table_with_repeated_columns():
    table = weekday_history((9, 8))
    doubled = pd.concat([table, table[["parcels"]]], axis=1)
    with pytest.raises(InputError, match="columns of records repeat: parcels"):
        find_modes(doubled)
