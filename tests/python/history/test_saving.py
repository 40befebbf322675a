import os

import numpy as np
import pandas as pd
import pytest
from equizone import InputError, find_modes
from equizone.history.saving import FILES, read_modes, save_modes

from .station import day, weekday_history


def records(stops=None):
    """Return a history with kinds, a peak, a holiday and stops of odd names."""
    table = weekday_history((84, 64, 64, 64, 84, 30), weeks=4)
    table["kind"] = np.where(table["stop"] % 3 == 0, "pickup", "delivery")
    if stops is not None:
        table["stop"] = table["stop"].map(stops)
    return table


def modes_of(stops=None):
    peaks = {'11.11 <&> Ü, "sale"': [str(day(9))]}
    return find_modes(records(stops), peaks=peaks, holidays=[str(day(15))])


@pytest.mark.parametrize(
    "stops",
    [None, float, "s{}".format, "{:05d}".format, 'NA "{}", Ü'.format],
    ids=["numbers", "decimals", "texts", "leading zeros", "odd texts"],
)
def test_modes_come_back(tmp_path, stops):
    modes = modes_of(stops)
    save_modes(modes, tmp_path / "new" / "out")
    assert sorted(os.listdir(tmp_path / "new" / "out")) == sorted(FILES)
    again = read_modes(tmp_path / "new" / "out")
    assert again.names == modes.names
    assert (again.unit, again.notes) == (modes.unit, modes.notes)
    for name in ("days", "weekdays", "summary", "loads", "visits"):
        pd.testing.assert_frame_equal(
            getattr(again, name), getattr(modes, name), check_dtype=False, rtol=1e-4
        )
    assert again.daily.dates.tolist() == modes.daily.dates.tolist()
    assert again.daily.stops.tolist() == modes.daily.stops.tolist()
    assert (again.daily.loads != modes.daily.loads).nnz == 0
    for mode in modes.names:
        np.testing.assert_array_equal(
            again.daily_of(mode).loads.toarray(), modes.daily_of(mode).loads.toarray()
        )


def test_written_twice_it_is_the_same(tmp_path):
    save_modes(modes_of(), tmp_path / "one")
    save_modes(read_modes(tmp_path / "one"), tmp_path / "two")
    for name in FILES:
        if name.endswith((".csv", ".txt")):
            assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


def test_units_come_back(tmp_path):
    minutes = records().rename(columns={"parcels": "minutes"})
    save_modes(find_modes(minutes), tmp_path)
    assert read_modes(tmp_path).unit == "min"


def edited(directory, name, change):
    """Change a table as a spreadsheet would: all its cells are texts."""
    table = pd.read_csv(directory / name, dtype=str, keep_default_na=False)
    table = change(table)
    table.to_csv(directory / name, index=False)


def moved(table):
    table.loc[table["date"] == str(day(0)), "mode"] = "Sat"
    return table


def swapped(table):
    a, b = table.index[table["date"].isin([str(day(0)), str(day(5))])]
    table.loc[[a, b], "mode"] = table.loc[[b, a], "mode"].to_numpy()
    return table


def dropped(table, flag="True", mode=None):
    chosen = table["date"] == str(day(0))
    table.loc[chosen, "dropped"] = flag
    if mode is not None:
        table.loc[chosen, "mode"] = mode
    return table


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (moved, "has 7 days of mean volume 84 in mode 'Mon+Fri', but modes.csv has 8 days of mean volume 84"),
        (swapped, "has 8 days of mean volume 77.25 in mode 'Mon+Fri', but modes.csv has 8 days of mean"),
        (dropped, "has 7 days of mean volume 84 in mode 'Mon+Fri', but modes.csv has 8 days"),
        (lambda table: dropped(table, "True", ""), "has 7 days of mean volume 84 in mode 'Mon+Fri'"),
        (lambda table: dropped(table, "False", ""), "has 1 day of mean volume 84 in mode '', but"),
        (lambda table: table.drop(index=5), "has 3 days of mean volume 30 in mode 'Sat', but"),
        (
            lambda table: table.replace({"mode": {"Sat": "Sa"}}),
            "has 4 days of mean volume 30 in mode 'Sa', but",
        ),
    ],
)
def test_days_changed_by_hand_are_refused(tmp_path, change, message):
    save_modes(modes_of(), tmp_path)
    edited(tmp_path, "days.csv", change)
    with pytest.raises(InputError) as caught:
        read_modes(tmp_path)
    assert f"days.csv {message}" in str(caught.value)
    assert str(caught.value).endswith("; run `equizone modes` again with the holidays and peaks wanted")


def test_a_dropped_day_given_a_mode_is_refused(tmp_path):
    save_modes(modes_of(), tmp_path)
    edited(
        tmp_path,
        "days.csv",
        lambda table: table.assign(mode=table["mode"].mask(table["dropped"] == "True", "Sat")),
    )
    with pytest.raises(
        InputError, match=r"has 1 day of mean volume 64 in mode 'Sat, dropped', but modes\.csv has 0"
    ):
        read_modes(tmp_path)


def test_tables_saved_by_a_spreadsheet_are_still_read(tmp_path):
    modes = modes_of()
    save_modes(modes, tmp_path)
    edited(
        tmp_path,
        "days.csv",
        lambda table: table.assign(
            date=table["date"].str.replace("-", "/"),
            dropped=table["dropped"].str.upper(),
            volume=modes.days["volume"],
        ),
    )
    pd.testing.assert_frame_equal(read_modes(tmp_path).days, modes.days, check_dtype=False)


@pytest.mark.parametrize(
    ("name", "column", "value", "message"),
    [
        (
            "days.csv",
            "date",
            "31.8.2026",
            "column date of .*days.csv at row 2 is '31.8.2026': write dates as",
        ),
        (
            "days.csv",
            "volume",
            "many",
            "column volume of .*days.csv at row 2 is 'many': give a finite number",
        ),
        (
            "days.csv",
            "stops_pickup",
            "",
            "column stops_pickup of .*days.csv at row 2 is empty: give a finite",
        ),
        (
            "days.csv",
            "weekday",
            "7",
            "column weekday of .*days.csv at row 2 is '7': give a number from 0, Monday",
        ),
        ("days.csv", "dropped", "no", "column dropped of .*days.csv at row 2 is 'no': write True or False"),
        ("weekdays.csv", "representative", "", "column representative of .*weekdays.csv at row 2 is empty"),
        ("weekdays.csv", "mode", "Sa", "weekdays.csv has mode 'Sa', which modes.csv does not list; run"),
        (
            "modes.csv",
            "couriers",
            "x",
            "column couriers of .*modes.csv at row 2 is 'x': give a finite number",
        ),
        ("loads.csv", "Sat", "x", "column Sat of .*loads.csv at row 2 is 'x': give a finite number"),
        (
            "loads.csv",
            "stop",
            "new",
            "loads.csv has other stops than daily.parquet; run `equizone modes` again",
        ),
        ("visits.csv", "stop", "1", "visits.csv has other stops than daily.parquet; run"),
    ],
)
def test_bad_cells_are_named(tmp_path, name, column, value, message):
    save_modes(modes_of(), tmp_path)
    edited(
        tmp_path, name, lambda table: table.assign(**{column: table[column].mask(table.index == 2, value)})
    )
    with pytest.raises(InputError, match=message):
        read_modes(tmp_path)


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".csv")])
def test_unreadable_tables_are_named(tmp_path, name):
    save_modes(modes_of(), tmp_path)
    table = pd.read_csv(tmp_path / name)
    for content, message in [
        (b"", "cannot be read as a table"),
        (b"\xff\xfe\x00", "cannot be read as a table"),
        (b'a,b\n1,2\n1,2,3\n"', "cannot be read as a table"),
        (b"a,b\n1,2\n", "has no column "),
        (table.iloc[:0].to_csv(index=False).encode(), "has no rows"),
    ]:
        (tmp_path / name).write_bytes(content)
        with pytest.raises(InputError, match=f"{name} {message}.*; run `equizone modes` again") as caught:
            read_modes(tmp_path)
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda table: table.drop(columns="volume"), "volume is 'volume', but there is no such column"),
        (lambda table: table.assign(volume="x"), "column volume at row 0 is 'x'"),
        (lambda table: table.assign(volume=-table["volume"]), "a volume must be >= 0"),
        (lambda table: table.assign(stop=None), "column stop at row 0 is empty"),
        (lambda table: table.iloc[:0], "has no rows"),
    ],
)
def test_bad_daily_loads_are_named(tmp_path, change, message):
    save_modes(modes_of(), tmp_path)
    change(pd.read_parquet(tmp_path / "daily.parquet")).to_parquet(tmp_path / "daily.parquet")
    with pytest.raises(
        InputError, match=f"daily.parquet cannot be used: .*{message}.*; run `equizone modes`"
    ):
        read_modes(tmp_path)


def test_daily_loads_that_are_no_parquet(tmp_path):
    save_modes(modes_of(), tmp_path)
    (tmp_path / "daily.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(InputError, match=r"daily\.parquet cannot be used: .*cannot be read as Parquet"):
        read_modes(tmp_path)


@pytest.mark.parametrize("name", FILES)
def test_missing_files_are_named(tmp_path, name):
    save_modes(modes_of(), tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(InputError, match=f"has no {name}; give the directory"):
        read_modes(tmp_path)


def test_a_failure_leaves_the_directory_as_it_was(tmp_path, monkeypatch):
    def fail(*_, **__):
        raise OSError("disk full")

    save_modes(modes_of(), tmp_path)
    before = {name: (tmp_path / name).read_bytes() for name in FILES}
    monkeypatch.setattr(pd.DataFrame, "to_parquet", fail)
    with pytest.raises(OSError, match="disk full"):
        save_modes(find_modes(records()), tmp_path)
    assert {name: (tmp_path / name).read_bytes() for name in os.listdir(tmp_path)} == before
