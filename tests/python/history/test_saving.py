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
    [None, "s{}".format, "{:05d}".format, 'NA "{}", Ü'.format],
    ids=["numbers", "texts", "leading zeros", "odd texts"],
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


def test_days_corrected_by_hand_are_the_mode_s_days(tmp_path):
    modes = modes_of()
    save_modes(modes, tmp_path)
    days = pd.read_csv(tmp_path / "days.csv", keep_default_na=False)
    first = str(day(0))
    assert days.loc[days["date"] == first, "mode"].item() == "Mon+Fri"
    days.loc[days["date"] == first, "mode"] = "Sat"
    days.to_csv(tmp_path / "days.csv", index=False)
    again = read_modes(tmp_path)
    assert pd.Timestamp(first) in again.daily_of("Sat").dates
    assert pd.Timestamp(first) not in again.daily_of("Mon+Fri").dates


def test_other_modes_than_those_listed_are_refused(tmp_path):
    save_modes(modes_of(), tmp_path)
    text = (tmp_path / "days.csv").read_text(encoding="utf-8")
    (tmp_path / "days.csv").write_text(text.replace("Mon+Fri", "Mon+Fry"), encoding="utf-8")
    with pytest.raises(InputError, match=r"days\.csv has mode 'Mon\+Fry', which modes\.csv does not list"):
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
