import datetime

import numpy as np
import pandas as pd
import pytest
from equizone import InputError
from equizone.tables.dates import as_day, day_numbers, listed_days

DAY = datetime.date(2026, 11, 11)


@pytest.mark.parametrize(
    "value",
    [
        DAY,
        datetime.datetime(2026, 11, 11, 23, 59),
        pd.Timestamp("2026-11-11 23:59"),
        np.datetime64("2026-11-11T23:59"),
        "2026-11-11",
        "2026-11-11T23:59:59+08:00",
        "2026-11-11 23:59",
        "2026/11/11",
        "2026.11.11",
        " 2026-11-11 ",
        "20261111",
        20261111,
        np.int64(20261111),
        20261111.0,
    ],
)
def test_forms_of_a_date(value):
    assert as_day(value) == DAY
    numbers = day_numbers(pd.Series([value] * 3), "column date")
    assert numbers.tolist() == [(DAY - datetime.date(1970, 1, 1)).days] * 3


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/Los_Angeles"])
def test_time_zones_stay_local(zone):
    stamps = pd.date_range("2026-11-11 00:30", periods=2, freq="23h", tz=zone)
    assert pd.to_datetime(day_numbers(pd.Series(stamps), "date"), unit="D").day.tolist() == [11, 11]


def test_single_digits_and_categories():
    column = pd.Series(["2026-1-5", "2026-1-5 8:00", "2026-01-05"])
    for form in (column, column.astype("category"), column.astype(object)):
        assert len(set(day_numbers(form, "date"))) == 1


@pytest.mark.parametrize(
    "value",
    ["11/12/2026", "2026-13-01", "2026-02-30", "2026-11/11", "", None, pd.NaT, 46337, 1762819200, "x"],
)
def test_what_is_not_a_date_is_named_with_its_row(value):
    column = pd.Series(["2026-11-11", value, "2026-11-12"], dtype=object)
    with pytest.raises(InputError, match=r"column date at row 1 is .*: write dates as 2026-11-11"):
        day_numbers(column, "column date")


def test_lists_by_hand_are_sorted_without_repetition():
    assert listed_days(["2026-11-12", DAY, "20261111"], "peaks") == [DAY, datetime.date(2026, 11, 12)]
    with pytest.raises(InputError, match=r"peaks\[1\] is 'soon'; write dates"):
        listed_days([DAY, "soon"], "peaks")
