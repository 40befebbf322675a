import numpy as np
import pandas as pd
import pytest
from equizone import InputError
from equizone.history import daily_loads, find_modes, percentile_loads, replay

from .station import day, weekday_history


@pytest.fixture(scope="module")
def records():
    generator = np.random.default_rng(2)
    rows = 3000
    return pd.DataFrame(
        {
            "date": [str(day(int(offset))) for offset in generator.integers(0, 30, rows)],
            "stop": [f"s{number}" for number in generator.integers(0, 60, rows)],
            "volume": generator.integers(0, 9, rows),
        }
    )


@pytest.fixture(scope="module")
def zones():
    return pd.Series({f"s{number}": str(number % 11 + 1) for number in range(55)})


def test_replay_against_a_naive_loop(records, zones):
    def minutes(frame):
        return 3.5 + 2 * frame["volume"]

    result = replay(zones, records, minutes=minutes, shift_hours=1)
    assert result.zones["zone"].tolist() == [str(number + 1) for number in range(11)]
    for line in result.zones.itertuples():
        loads = []
        for date in sorted(set(records["date"])):
            total = 0.0
            for stop in zones.index[zones == line.zone]:
                own = records[(records["date"] == date) & (records["stop"] == stop)]
                total += 3.5 + 2 * own["volume"].sum() if len(own) else 0.0
            loads.append(total)
        assert result.days[line.zone].tolist() == pytest.approx(loads)
        assert line.days == len(loads) == 30
        assert line.mean == pytest.approx(np.mean(loads))
        assert line.p90 == pytest.approx(np.percentile(loads, 90))
        assert line.worst == pytest.approx(max(loads))
        assert line.worst_date == pd.Timestamp(sorted(set(records["date"]))[int(np.argmax(loads))])
        assert line.worst_overload == pytest.approx(max(loads) / np.mean(loads) - 1)
        assert line.days_over == sum(load > 60 for load in loads)
    assert list(result.zones)[-3:] == ["worst_date", "worst_overload", "days_over"]
    assert 0 < result.zones["days_over"].sum() < 330
    share = records["stop"].isin(zones.index)
    assert any(note.startswith("5 stops of the records without a zone") for note in result.notes)
    assert share.mean() < 1


def test_volume_alone_is_not_minutes(records, zones):
    result = replay(zones, records, shift_hours=1)
    assert result.zones["days_over"].isna().all()
    assert any("not known to be minutes" in note for note in result.notes)
    assert replay(zones, records, shift_hours=1, minutes=True).zones["days_over"].notna().all()
    assert replay(zones, records, minutes=True).zones["days_over"].isna().all()
    renamed = records.rename(columns={"volume": "minutes"})
    assert replay(zones, renamed, shift_hours=1).zones["days_over"].notna().all()


def test_a_full_shift_is_not_over():
    table = pd.DataFrame({"date": ["2026-11-11", "2026-11-12"], "stop": "a", "minutes": [0.1 * 3 * 60, 18.1]})
    assert replay({"a": "1"}, table, shift_hours=0.3).zones["days_over"].tolist() == [1]


def test_a_zone_without_a_load_is_not_overloaded():
    table = pd.DataFrame({"date": ["2026-11-11", "2026-11-12"], "stop": ["a", "b"], "minutes": [5, 0]})
    zones = replay({"a": "1", "b": "2"}, table).zones
    assert zones["worst_overload"].tolist() == [1.0, 0.0]


@pytest.mark.parametrize("form", [dict, pd.Series])
def test_hours_by_zone(records, zones, form):
    hours = {str(number): 4 + number / 10 for number in range(1, 12)}
    result = replay(zones, records, minutes=True, shift_hours=form({**hours, "spare": 8}))
    for line in result.zones.itertuples():
        loads = result.days[line.zone]
        assert line.days_over == (loads > 60 * hours[line.zone]).sum()
        alone = replay(zones, records, minutes=True, shift_hours=hours[line.zone]).zones.set_index("zone")
        assert line.days_over == alone.loc[line.zone, "days_over"]
    assert result.zones["days_over"].dtype.kind == "i"


def test_zones_without_hours_are_said(records, zones):
    result = replay(zones, records, minutes=True, shift_hours={2: 0.5, 7.0: 24, "3": np.nan})
    over = result.zones.set_index("zone")["days_over"]
    assert over["2"] == (result.days["2"] > 30).sum() > 0
    assert over["7"] == 0
    assert over.drop(["2", "7"]).isna().all()
    assert (
        "Days over the shift are not counted for zones without hours: 1, 3, 4, 5, 6, 8, 9, 10, 11."
        in result.notes
    )


def test_daily_loads_of_a_mode_can_be_replayed():
    modes = find_modes(weekday_history((9, 8, 8, 8, 9, 3)))
    zones = {stop: str(stop % 2) for stop in range(9)}
    result = replay(zones, modes.daily_of("Mon+Fri"))
    assert len(result.days) == 8
    assert result.zones["mean"].tolist() == [5, 4]
    with pytest.raises(InputError, match="mode is 'Sun'; the modes are Mon"):
        modes.daily_of("Sun")


def test_ids_match_whether_read_as_numbers_or_as_texts():
    table = weekday_history((9, 8))
    for form in (str, int, float):
        zones = pd.Series("a", index=[form(stop) for stop in range(9)])
        assert replay(zones, table).zones["mean"].tolist() == [8.5]
        loads = percentile_loads(daily_loads(table), zones, 50)
        assert loads.index.tolist() == zones.index.tolist()
        assert loads.sum() == pytest.approx(8.5)


def test_stops_without_volume_are_not_called_unknown():
    table = pd.DataFrame({"date": ["2026-11-11", "2026-11-12"], "stop": [1, 2], "parcels": [3, 0]})
    message = "zone_of_stop has 1 stop of the records, but all their volumes are zero"
    with pytest.raises(InputError, match=message):
        replay({"2": "a"}, table)
    with pytest.raises(InputError, match=message):
        percentile_loads(daily_loads(table), {"2": "a"}, 90)
    assert replay({"2": "a"}, table, minutes=lambda frame: 5.0 + frame["volume"]).zones["worst"].item() == 5


def test_messages_show_ids_as_python_writes_them():
    table = pd.DataFrame({"date": ["2026-11-11"], "stop": [1], "parcels": [3]})
    with pytest.raises(
        InputError, match="such as 1; its index must be stops' ids, but holds others, such as 5"
    ):
        replay(pd.Series({5: "a"}), table)
    with pytest.raises(InputError, match="zone_of_stop has stop 1 twice"):
        replay(pd.Series(["a", "a"], index=[1, 1]), table)


@pytest.mark.parametrize(
    ("zone_of_stop", "options", "message"),
    [
        ([1, 2], {}, "zone_of_stop is a list; give a Series"),
        (pd.Series(["1", "2"], index=["s1", "s1"]), {}, "zone_of_stop has stop 's1' twice"),
        ({"other": "1"}, {}, "zone_of_stop has none of the stops of the records, such as 's0'"),
        ({"s1": None}, {}, "zone_of_stop has none of the stops"),
        ({"s1": "1"}, {"shift_hours": 0}, "shift_hours is 0; give the hours"),
        ({"s1": "1"}, {"shift_hours": {"1": 25}}, "shift_hours of zone '1' is 25; give the hours"),
        ({"s1": "1"}, {"shift_hours": {"1": "8"}}, "shift_hours of zone '1' is '8'; give a number"),
        ({"s1": "1"}, {"shift_hours": {"2": 8}}, "shift_hours has none of the zones, such as '1', but has"),
        ({"s1": "1"}, {"shift_hours": {1: 8, "1": 8}}, "shift_hours has zone '1' twice"),
        ({"s1": "1"}, {"minutes": "no"}, "minutes is 'no'; give True or False"),
        ({"s1": "1"}, {"minutes": lambda frame: [1.0]}, r"shape \(1,\) for [0-9,]+ rows; return one number"),
        ({"s1": "1"}, {"minutes": lambda frame: -1.0 - frame["volume"]}, "minutes returned -.* for stop s"),
    ],
)
def test_bad_input(records, zone_of_stop, options, message):
    with pytest.raises(InputError, match=message):
        replay(zone_of_stop, records, **options)


@pytest.mark.parametrize("percentile", [0, 10, 50, 90, 95.5, 100])
def test_percentile_loads_add_up_to_the_percentile(records, zones, percentile):
    daily = daily_loads(records)
    loads = percentile_loads(daily, zones, percentile)
    dense = pd.DataFrame(daily.loads.toarray(), index=daily.dates, columns=daily.stops)
    assert loads.index.equals(zones.index)
    assert (loads >= 0).all()
    for zone in zones.unique():
        stops = zones.index[zones == zone]
        wanted = np.percentile(dense[stops].sum(axis=1), percentile)
        assert loads[stops].sum() == pytest.approx(wanted)


def test_the_excess_is_shared_by_covariance(records, zones):
    daily = daily_loads(records)
    loads = percentile_loads(daily, zones, 70)
    dense = pd.DataFrame(daily.loads.toarray(), index=daily.dates, columns=daily.stops)
    checked = 0
    for zone in zones.unique():
        own = dense[zones.index[zones == zone]]
        total = own.sum(axis=1)
        covariance = own.apply(lambda column, total=total: np.cov(column, total, ddof=0)[0, 1])
        step = (np.percentile(total, 70) - total.mean()) / total.var(ddof=0)
        wanted = own.mean() + step * covariance
        if (wanted >= 0).all():
            pd.testing.assert_series_equal(
                loads[own.columns], wanted, check_names=False, check_index_type=False
            )
            checked += 1
    assert checked > 5


def test_a_stop_that_swings_against_its_zone_never_costs_less_than_nothing():
    dates = [str(day(offset)) for offset in range(10)]
    parts = [
        pd.DataFrame({"date": dates, "stop": "with", "volume": [1, 1, 1, 1, 1, 100, 100, 100, 100, 100]}),
        pd.DataFrame({"date": dates[:1], "stop": "against", "volume": [10]}),
        pd.DataFrame({"date": dates, "stop": "steady", "volume": 5}),
    ]
    daily = daily_loads(pd.concat(parts))
    loads = percentile_loads(daily, dict.fromkeys(["with", "against", "steady", "unseen"], "1"), 100)
    assert loads.sum() == pytest.approx(105)
    assert loads["unseen"] == 0
    assert loads.min() >= 0
    assert loads["with"] > 99


def test_a_zone_that_never_changes_has_its_mean():
    table = pd.DataFrame({"date": ["2026-11-11", "2026-11-12"], "stop": "a", "volume": 7.0})
    assert percentile_loads(daily_loads(table), {"a": "1"}, 90).tolist() == [7.0]


def test_bad_percentile(records, zones):
    with pytest.raises(InputError, match="percentile is 101; give a number from 0 to 100"):
        percentile_loads(daily_loads(records), zones, 101)
