"""One clear message for every mistake in a history, or in what is asked of it."""

import sys

import numpy as np
import pandas as pd
import pytest
from equizone import InputError
from equizone.history import find_modes

from .station import day, weekday_history


@pytest.fixture
def table():
    return weekday_history((9, 8, 8, 8, 9, 3))


def changed(table, row, column, value):
    table = table.astype({column: object})
    table.loc[row, column] = value
    return table


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("parcels", -1, "column parcels at row 7 is -1: a volume must be >= 0"),
        ("parcels", np.inf, "column parcels at row 7 is inf: give a finite number"),
        ("parcels", "many", "column parcels at row 7 is 'many': give a finite number"),
        ("parcels", None, "column parcels at row 7 is empty: give a finite number"),
        ("date", "11/12/2026", "column date at row 7 is '11/12/2026': write dates as 2026-11-11"),
        ("date", "1970-01-01", "column date at row 7 is '1970-01-01': it lies more than 20 years"),
        ("stop", None, "column stop at row 7 is empty: name the stop"),
        ("stop", " ", "column stop at row 7 is ' ': name the stop"),
    ],
)
def test_a_bad_cell_is_named_with_its_row(table, column, value, message):
    with pytest.raises(InputError) as caught:
        find_modes(changed(table, 7, column, value))
    assert message in str(caught.value)


def test_a_missing_kind(table):
    table["kind"] = "pickup"
    with pytest.raises(InputError, match="column kind at row 7 is empty: name the kind"):
        find_modes(changed(table, 7, "kind", None))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"date": "dat"}, "date is 'dat', but there is no such column; did you mean date?"),
        ({"volume": "parcel"}, "volume is 'parcel', but there is no such column; did you mean parcels?"),
        ({"similar": 1}, "similar is 1; give a fraction from 0 to below 1"),
        ({"similar": -0.1}, "similar is -0.1; give a fraction"),
        ({"similar": float("nan")}, "similar is nan; give a fraction"),
        ({"similar": "10%"}, "similar is '10%'; give a number"),
        ({"stops_per_hour": 0}, "stops_per_hour is 0; give a number > 0"),
        ({"shift_hours": 25}, "shift_hours is 25; give the hours"),
        (
            {"stops_per_hour": 3, "minutes": True},
            "stops_per_hour is 3, but couriers are counted from the volume's minutes; leave out",
        ),
        ({"minutes": "yes"}, "minutes is 'yes'; give True or False"),
        ({"holidays": [3.5]}, "holidays[0] is 3.5; give a date such as 2026-12-25, or a country code"),
        ({"holidays": 5}, "holidays is 5; give dates"),
        ({"peaks": ["soon"]}, "peaks[0] is 'soon'; write dates as 2026-11-11"),
        (
            {"peaks": ["2026-12-24"]},
            "peaks: 2026-12-24 has no records; they run from 2026-08-31 to 2026-09-26",
        ),
        ({"peaks": day(6)}, "peaks: 2026-09-06 has no records"),
        (
            {"peaks": [day(2)], "holidays": {day(2): "Harvest"}},
            "peaks: 2026-09-02 is also a holiday (Harvest); leave it out of peaks or of holidays",
        ),
        ({"peaks": {"a": day(2), "b": [day(2)]}}, "peaks: 2026-09-02 belongs to 'a' and to 'b'"),
        ({"peaks": {"a": []}}, "peaks: 'a' has no dates"),
        ({"peaks": {" ": day(2)}}, "peaks: ' ' names no peak"),
        ({"holidays": [np.int64(5)]}, "holidays[0] is 5; give a date"),
        ({"peaks": {"Sat": day(2)}}, "peaks: 'Sat' is also the name of a mode of weekdays"),
    ],
)
def test_a_bad_argument_is_named(table, options, message):
    with pytest.raises(InputError) as caught:
        find_modes(table, **options)
    assert message in str(caught.value)


def test_no_date_or_no_stop(table):
    with pytest.raises(InputError, match="date is 'date', but there is no such column"):
        find_modes(table.drop(columns="date"))
    with pytest.raises(InputError, match="stop is 'stop', but there is no such column"):
        find_modes(table.drop(columns="stop"))


def test_an_empty_table(table):
    with pytest.raises(InputError, match="records has no rows; give one row per record"):
        find_modes(table.iloc[:0])
    with pytest.raises(InputError, match="records is a list; give a path or a DataFrame"):
        find_modes([1])


def test_two_weeks_with_their_days_off_are_the_least(table):
    dates = pd.to_datetime(table["date"])
    assert len(find_modes(table[dates < str(day(14))]).days) == 12
    with pytest.raises(InputError, match=r"from 2026-08-31 to 2026-09-11, 12 days; modes need at least two"):
        find_modes(table[dates < str(day(12))])


def test_thirteen_days_of_a_station_that_works_every_day_are_too_few():
    table = weekday_history((5,) * 7, weeks=2, dropped=[13])
    with pytest.raises(InputError, match="13 days; modes need at least two weeks"):
        find_modes(table)


def test_six_days_with_records_are_the_least():
    mondays = weekday_history((5,), weeks=6)
    assert len(find_modes(mondays).days) == 6
    with pytest.raises(InputError) as caught:
        find_modes(mondays[mondays["date"] != str(day(21))])
    assert str(caught.value) == (
        "records have 5 days from 2026-08-31 to 2026-10-05; "
        "modes need at least 6 days with records, better three months of them"
    )


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ("4", "column stop at row 7 is '4': other rows have 4; write every id in one way"),
        (4.0, None),  # the same number
        ("4 ", None),
    ],
)
def test_ids_that_read_alike(table, other, message):
    table["stop"] %= 5
    table = changed(table, 7, "stop", other)
    if message is None:
        find_modes(table)
        return
    with pytest.raises(InputError) as caught:
        find_modes(table)
    assert str(caught.value) == message


def test_kinds_that_read_alike(table):
    kinds = pd.Series(np.where(table.index % 2 == 0, 1, 2), dtype=object)
    kinds[[9, 11]] = "2"
    with pytest.raises(InputError) as caught:
        find_modes(table.assign(kind=kinds))
    assert str(caught.value) == (
        "column kind at row 9 is '2': other rows have 2; write every id in one way (2 such rows)"
    )


def test_no_volume_at_all(table):
    with pytest.raises(InputError, match="all 180 volumes are zero"):
        find_modes(table.assign(parcels=0))


def test_no_day_left(table):
    dates = sorted(set(table["date"]))
    with pytest.raises(InputError, match=r"no day is left: of 24 days, all are dropped \(holiday: 24\)"):
        find_modes(table, holidays=dates)


def test_a_weekday_of_holidays_only_has_no_row(table):
    modes = find_modes(table, holidays=[day(5 + 7 * week) for week in range(4)])
    assert modes.weekdays["weekday"].tolist() == [0, 1, 2, 3, 4]
    assert "Sat has no row and no mode: none of its 4 days was kept (holiday)." in modes.notes


def test_a_stop_at_two_places_on_one_day(table):
    table["lon"], table["lat"] = 9.5 + table["stop"] / 1000, 47.1
    find_modes(table)
    moved = table.copy()
    moved.loc[moved["date"] == str(day(3)), "lat"] += 0.1  # elsewhere, but all day long
    find_modes(moved)
    again = pd.concat([table, table.iloc[[4]].assign(lat=47.1 + 2e-6)])
    find_modes(again)  # 0.2 m
    twice = pd.concat([table, table.iloc[[4]].assign(lat=47.101)])
    with pytest.raises(InputError) as caught:
        find_modes(twice)
    assert str(caught.value) == (
        "stop 4 lies at two places on 2026-08-31: lon, lat = 9.504, 47.1 and 9.504, 47.101, "
        "111 m apart; give each place its own id, or leave these columns out"
    )


def test_places_in_metres_and_records_without_places(table):
    table["x"], table["y"] = 100.0 * table["stop"], 5.0
    missing = pd.concat([table, table.assign(x=np.nan), table.assign(x=table["x"] + 0.9)])
    find_modes(missing)
    with pytest.raises(
        InputError, match=r"stop 0 lies at two places on 2026-08-31: x, y = 0, 5 and 1.5, 5, 2 m"
    ):
        find_modes(pd.concat([table, table.assign(x=table["x"] + 1.5)]))


def test_countries_need_their_package(table, monkeypatch):
    monkeypatch.setitem(sys.modules, "holidays", None)
    with pytest.raises(InputError, match=r"pip install holidays, or give the dates"):
        find_modes(table, holidays="LI")


def test_holidays_by_country_and_by_date(table):
    pytest.importorskip("holidays", reason="calendars by country are an extra")
    modes = find_modes(table, holidays=["LI", day(3)])
    dropped = modes.days[modes.days["dropped"]].set_index("date")["reason"]
    assert dropped.to_dict() == {
        pd.Timestamp(day(3)): "holiday",
        pd.Timestamp("2026-09-08"): "holiday: Nativity of Mary",
    }
    for code in ("Atlantis", "03.10.2026", "US-"):
        with pytest.raises(
            InputError, match=f"holidays is '{code}': write dates as 2026-12-25, or a country"
        ):
            find_modes(table, holidays=code)
    for code in ("ZZ", "US-XX"):
        with pytest.raises(InputError, match=f"holidays is '{code}', which is neither a date"):
            find_modes(table, holidays=code)


def test_dates_end_where_they_end(table):
    for text in ("2026-03-025", "2026-03-02xyz", "2026-03", "2026"):
        with pytest.raises(InputError, match="write dates as 2026-11-11"):
            find_modes(table.assign(date=[text] + ["2026-03-02"] * (len(table) - 1)))


def test_volumes_beyond_any_use_are_refused(table):
    with pytest.raises(InputError, match=r"volume at row 0 is 1e\+308: a volume must be at most 1e\+12"):
        find_modes(table.assign(volume=1e308))


def test_the_order_of_records_changes_no_bit(table):
    table = table.assign(volume=np.arange(len(table)) * 0.1 + 0.7)
    table = pd.concat([table, table.assign(volume=table["volume"] / 3)])
    modes, shuffled = find_modes(table), find_modes(table.sample(frac=1, random_state=5))
    pd.testing.assert_frame_equal(modes.days, shuffled.days, check_exact=True)
    pd.testing.assert_frame_equal(modes.loads, shuffled.loads, check_exact=True)
