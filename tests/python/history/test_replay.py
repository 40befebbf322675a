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
        assert line.days_over == sum(load > 60 for load in loads)
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
    zones = pd.Series({str(stop): "a" for stop in range(9)})
    assert replay(zones, table).zones["mean"].tolist() == [8.5]
    assert percentile_loads(daily_loads(table), zones, 50).index.tolist() == zones.index.tolist()


@pytest.mark.parametrize(
    ("zone_of_stop", "options", "message"),
    [
        ([1, 2], {}, "zone_of_stop is a list; give a Series"),
        (pd.Series(["1", "2"], index=["s1", "s1"]), {}, "zone_of_stop has stop 's1' twice"),
        ({"other": "1"}, {}, "zone_of_stop has none of the stops of the records, such as 's0'"),
        ({"s1": None}, {}, "zone_of_stop has none of the stops"),
        ({"s1": "1"}, {"shift_hours": 0}, "shift_hours is 0; give the hours"),
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
