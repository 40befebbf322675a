"""Modes of histories small enough to check by hand or by brute force."""

import numpy as np
import pandas as pd
import pytest
from equizone.history import find_modes

from .station import STEADY, day, weekday_history


def test_840_stops_need_30_couriers_and_640_need_23():
    modes = find_modes(weekday_history())
    assert modes.names == ["Mon+Fri", "Tue+Wed+Thu", "Sat"]
    assert modes.weekdays["couriers"].tolist() == [30, 23, 23, 23, 30, 11]
    assert modes.summary["couriers"].tolist() == [30, 23, 11]
    assert modes.summary["days"].tolist() == [8, 12, 4]
    assert any("3.5 stops an hour (assumed" in note and "8 hours (assumed" in note for note in modes.notes)


def test_productivity_given_is_not_called_assumed():
    modes = find_modes(weekday_history(), stops_per_hour=7, shift_hours=4)
    assert modes.summary["couriers"].tolist() == [30, 23, 11]
    assert not any("assumed" in note for note in modes.notes)


def test_minutes_are_divided_by_hours():
    table = weekday_history().groupby("date", as_index=False)["parcels"].sum()
    table = table.rename(columns={"parcels": "Minutes"}).assign(stop="all")
    modes = find_modes(table, shift_hours=7)
    assert modes.unit == "min"
    assert modes.summary["couriers"].tolist() == [2, 2, 1]  # 840, 640 and 300 min in shifts of 420
    assert find_modes(table, minutes=False).summary["couriers"].tolist() == [1, 1, 1]
    by_stops = find_modes(table, stops_per_hour=0.05, shift_hours=8)
    assert by_stops.summary["couriers"].tolist() == [3, 3, 3]
    assert by_stops.unit == "min"  # whatever counts the couriers


def test_minutes_under_any_name():
    table = weekday_history().rename(columns={"parcels": "work"})
    for name in ("Min", "minute", "work"):
        named = table.rename(columns={"work": name})
        modes = find_modes(named, volume=name, minutes=True if name == "work" else None)
        assert modes.unit == "min"
        assert modes.summary["couriers"].tolist() == [2, 2, 1]
    assert find_modes(table, volume="work").unit == "work"


def test_columns_of_the_contract():
    modes = find_modes(weekday_history())
    contract = ["date", "weekday", "stops", "volume", "dropped", "reason", "mode"]
    assert list(modes.days) == contract
    assert {"weekday", "mode", "mean_stops", "mean_volume", "representative", "couriers"} <= set(
        modes.weekdays
    )
    assert modes.days["dropped"].dtype == bool
    assert list(modes.loads) == list(modes.visits) == modes.names
    assert modes.loads.index.name == "stop"


def test_every_figure_against_a_naive_computation():
    generator = np.random.default_rng(5)
    rows = []
    for offset in range(7 * 5):
        if offset % 7 < 6:
            count = generator.integers(1, 40)
            for _ in range(count + 20 * (offset % 7 in (0, 4))):
                kind = "pickup" if generator.random() < 0.3 else "delivery"
                rows.append((day(offset), f"s{generator.integers(30)}", generator.integers(0, 9) / 4, kind))
    table = pd.DataFrame(rows, columns=["Date", "ID", "volume", "Kind"]).sample(frac=1, random_state=1)
    modes = find_modes(table, peaks=[day(8)], similar=0.4)
    mode_of = {row.date.date(): row.mode for row in modes.days.itertuples() if not row.dropped}
    assert mode_of[day(8)] == f"peak {day(8)}"
    for row in modes.days.itertuples():
        own = table[table["Date"] == row.date.date()]
        assert row.stops == own["ID"].nunique()
        assert row.volume == own["volume"].sum()
        assert row.volume_pickup == own.loc[own["Kind"] == "pickup", "volume"].sum()
        assert row.volume_pickup + row.volume_delivery == row.volume
        for kind in ("pickup", "delivery"):
            assert getattr(row, f"stops_{kind}") == own.loc[own["Kind"] == kind, "ID"].nunique()
        assert max(row.stops_pickup, row.stops_delivery) <= row.stops
    for mode in modes.names:
        dates = [date for date, name in mode_of.items() if name == mode]
        own = table[table["Date"].isin(dates)]
        line = modes.summary.set_index("mode").loc[mode]
        assert line["days"] == len(dates)
        assert line["mean_volume"] == pytest.approx(own["volume"].sum() / len(dates))
        for kind in ("pickup", "delivery"):
            of_kind = own[own["Kind"] == kind]
            visits = of_kind.groupby("Date")["ID"].nunique().sum()
            assert line[f"mean_stops_{kind}"] == pytest.approx(visits / len(dates))
            assert line[f"mean_volume_{kind}"] == pytest.approx(of_kind["volume"].sum() / len(dates))
        for stop in table["ID"].unique():
            of_stop = own[own["ID"] == stop]
            assert modes.loads.loc[stop, mode] == pytest.approx(of_stop["volume"].sum() / len(dates))
            assert modes.visits.loc[stop, mode] == pytest.approx(of_stop["Date"].nunique() / len(dates))
        np.testing.assert_allclose(modes.daily_of(mode).loads.mean(axis=0), modes.loads[mode])
    for line in modes.weekdays.itertuples():
        own = modes.days[(modes.days["weekday"] == line.weekday) & (modes.days["mode"] == line.mode)]
        distance = {
            row.date: (abs(row.volume - own["volume"].mean()), abs(row.stops - own["stops"].mean()))
            for row in own.itertuples()
        }
        assert line.mean_volume == pytest.approx(own["volume"].mean())
        assert line.mean_stops_pickup == pytest.approx(own["stops_pickup"].mean())
        assert distance[line.representative] == min(distance.values())


def test_of_equally_close_days_the_later_one_represents():
    modes = find_modes(weekday_history(weeks=3))
    assert (modes.weekdays["representative"].dt.date == [day(14 + n) for n in range(6)]).all()


def test_one_class_is_every_day():
    modes = find_modes(weekday_history((100, 101, 105, 99, 100)))
    assert modes.names == ["every day"]
    assert modes.summary.loc[0, "weekdays"] == "Mon+Tue+Wed+Thu+Fri"


def test_similar_decides_what_is_shared():
    table = weekday_history((100, 110, 121))
    assert find_modes(table, similar=0.05).names == ["Mon", "Tue", "Wed"]
    assert len(find_modes(table, similar=0.10).names) == 2
    assert find_modes(table, similar=0.21).names == ["every day"]


def test_holidays_are_dropped_with_their_names():
    holidays = {day(1): "Founders' Day", day(3): "Harvest"}
    modes = find_modes(weekday_history(dropped=[1]), holidays=holidays)
    dropped = modes.days[modes.days["dropped"]]
    assert dropped["reason"].tolist() == ["holiday: Founders' Day", "holiday: Harvest"]
    assert dropped["volume"].tolist() == [0, 640]  # the first was a day off, the second was worked
    assert set(dropped["mode"]) == {""}
    assert modes.weekdays.set_index("weekday").loc[[1, 3], "days"].tolist() == [3, 3]


def test_holidays_outside_the_history_and_on_days_off_are_passed_over():
    modes = find_modes(weekday_history(), holidays=["2020-01-01", str(day(6))])
    assert not modes.days["dropped"].any()


def test_a_day_without_records_is_listed_but_days_off_are_not():
    modes = find_modes(weekday_history(dropped=[9]))
    assert len(modes.days) == 24
    dropped = modes.days[modes.days["dropped"]]
    assert dropped["date"].dt.date.tolist() == [day(9)]
    assert dropped["reason"].tolist() == ["no records"]
    assert dropped["volume"].tolist() == [0]
    assert any("without records" in note and str(day(9)) in note for note in modes.notes)


def test_a_single_sunday_is_no_mode():
    table = weekday_history((*STEADY, 50), weeks=8, dropped=[6 + 7 * week for week in range(7)])
    modes = find_modes(table)
    assert modes.weekdays["weekday"].tolist() == [0, 1, 2, 3, 4, 5]
    assert modes.days.iloc[-1]["reason"] == "the station seldom works on Sun"
    assert any(note.startswith("Sun has no row") for note in modes.notes)


def test_alternate_saturdays_are_a_weekday():
    modes = find_modes(weekday_history(weeks=8, dropped=[5 + 14 * pair for pair in range(4)]))
    saturday = modes.weekdays.set_index("weekday").loc[5]
    assert (saturday["days"], saturday["mean_stops"]) == (4, 300)


def test_runs_of_peaks_are_modes_that_do_not_touch_the_others():
    changed = {9: 2000, 10: 2100, 16: 1900}
    table = weekday_history(changed=changed)
    modes = find_modes(table, peaks=[day(16), day(10), day(9)])
    first, second = f"peak {day(9)}", f"peak {day(16)}"
    assert modes.names[-2:] == [first, second]
    assert not modes.days["dropped"].any()
    summary = modes.summary.set_index("mode")
    assert summary.loc[first, ["days", "mean_volume", "couriers"]].tolist() == [2, 2050, 74]
    assert summary.loc[second, "weekdays"] == "Wed"
    assert modes.weekdays["mean_volume"].tolist() == list(STEADY)
    named = find_modes(table, peaks={"sale": [day(9), day(16)], "after": str(day(10))})
    assert named.names[-2:] == ["sale", "after"]


def test_a_peak_not_named_is_dropped_and_the_notes_say_so():
    modes = find_modes(weekday_history(changed={9: 2000}))
    dropped = modes.days[modes.days["dropped"]]
    assert dropped["reason"].tolist() == ["volume 2,000 is 3.1 times the median of Wed (640)"]
    assert any("1 day of abnormal volume dropped" in note for note in modes.notes)


def test_two_weeks_that_differ_are_kept_and_said():
    modes = find_modes(weekday_history(weeks=2, changed={7: 2000}))
    assert not modes.days["dropped"].any()
    assert any(note.startswith("Mon has only 2 days, of volumes 840 and 2,000") for note in modes.notes)


def test_a_weekday_of_a_single_day_is_said():
    modes = find_modes(weekday_history((*STEADY, 50), weeks=4, dropped=[6, 13, 20]))
    assert modes.weekdays.set_index("weekday").loc[6, "days"] == 1
    (note,) = [note for note in modes.notes if note.startswith("Sun")]
    assert note == (
        "Sun has only 1 day, 2026-09-27, of volume 50: too few to tell whether it is abnormal; it is kept."
    )


def test_a_lasting_change_of_level_is_pointed_out():
    changed = {offset: 3 * STEADY[offset % 7] for offset in range(21, 28) if offset % 7 < 6}
    modes = find_modes(weekday_history(changed=changed))
    assert any("6 of 24 days with records are abnormal" in note for note in modes.notes)


def test_the_order_of_records_changes_nothing():
    table = weekday_history()
    shuffled = find_modes(table.sample(frac=1, random_state=3))
    pd.testing.assert_frame_equal(shuffled.loads, find_modes(table).loads)
    pd.testing.assert_frame_equal(shuffled.days, find_modes(table).days)


def test_without_volumes_every_record_counts_one():
    table = weekday_history().drop(columns="parcels")
    modes = find_modes(pd.concat([table, table]))
    assert modes.days["volume"].tolist() == [2 * stops for stops in modes.days["stops"]]
    assert any(note.startswith("Every record counts 1") for note in modes.notes)
