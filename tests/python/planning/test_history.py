import equizone
import numpy as np
import pandas as pd
import pytest
from equizone import InputError
from equizone.history import daily_loads

from .records import history, mean_of, minutes_by_day
from .town import busy_town


@pytest.fixture(scope="module")
def records():
    return history(weeks=2)


def test_loads_are_the_mean_over_all_days(records):
    plan = equizone.plan(busy_town(), 6, history=records)
    dates = records["date"].unique()
    assert len(dates) == 12
    sums = records.groupby("stop")["parcels"].sum().reindex(busy_town()["id"], fill_value=0)
    np.testing.assert_allclose(plan.loads, sums / 12)
    assert any(note.startswith("Loads are the mean ") and "12 days" in note for note in plan.notes)


def test_minutes_are_the_mean_of_the_days_minutes(records):
    plan = equizone.plan(busy_town(), 6, history=records, workload="default")
    expected = mean_of(minutes_by_day(busy_town(), records, records["date"].unique()))
    np.testing.assert_allclose(plan.loads, expected["total"])
    np.testing.assert_allclose(plan.workload, expected, atol=1e-12)
    assert "Parcels and visits are those of 12 days of the history." in plan.notes


def test_productivity_counts_once_for_all_days(records):
    quarters = np.where(busy_town()["lon"] < 9.53, "west", "east")
    stops = busy_town(zone=quarters)
    options = {"history": records, "workload": "default"}
    plain, slow = (
        equizone.plan(stops, 6, **options, productivity=rates) for rates in (None, {"west": 2.0, "east": 6.0})
    )
    pace = slow.loads / plain.loads
    for quarter, stops_per_hour in (("west", 2.0), ("east", 6.0)):
        inside = quarters == quarter
        assert np.ptp(pace[inside]) < 1e-12
        visits = records[records["stop"].isin(stops.loc[inside, "id"])].groupby(["date", "stop"]).ngroups
        assert slow.loads[inside].sum() * 12 / visits == pytest.approx(60 / stops_per_hour, rel=0.02)


def test_file_table_and_daily_loads_are_one_history(records, tmp_path):
    records.to_parquet(tmp_path / "records.parquet")
    records.to_csv(tmp_path / "records.csv", index=False)
    daily = daily_loads(records)
    loads = [
        equizone.plan(busy_town(), 6, history=given).loads.tolist()
        for given in (records, daily, tmp_path / "records.parquet", str(tmp_path / "records.csv"))
    ]
    assert all(other == loads[0] for other in loads)


def test_zones_are_replayed_day_by_day(records):
    plan = equizone.plan(busy_town(), 6, history=records, workload="default")
    replay = plan.replay(records, workload="default", hours=6)
    by_day = minutes_by_day(busy_town(), records, sorted(records["date"].unique()))
    zone_of_stop = plan.stops["zone"].to_numpy()
    for row in replay.zones.itertuples():
        loads = [table["total"].to_numpy()[zone_of_stop == row.zone].sum() for table in by_day]
        np.testing.assert_allclose(replay.days[row.zone], loads)
        assert row.p90 == pytest.approx(np.percentile(loads, 90))
        assert row.worst == pytest.approx(max(loads))
        assert row.days_over == sum(load > 360 for load in loads)
    summary = plan.summary.set_index("zone")["load"]
    np.testing.assert_allclose(replay.zones["mean"], summary[replay.zones["zone"]])


def test_a_plan_of_a_history_brings_its_replay(records, tmp_path):
    plan = equizone.plan(busy_town(), history=records, workload="default", shift_hours=6)
    again = plan.replay(records, workload="default")
    pd.testing.assert_frame_equal(plan.replayed.zones, again.zones)
    pd.testing.assert_frame_equal(plan.replayed.days, again.days)
    over = (again.days > 360).sum().sum() / again.days.size
    assert 0 < over < 1
    worst = again.days.max().max()
    (note,) = [note for note in plan.notes if note.startswith("Over 12 days of the history")]
    assert f"{over:.1%} of the zones' days exceed what a shift leaves for stops" in note
    assert f"{worst:,.1f} min" in note
    plan.save(tmp_path)
    written = pd.read_csv(tmp_path / "replay.csv", dtype={"zone": str}, parse_dates=["worst_date"])
    for column in ("zone", "days", "worst_date", "days_over"):
        assert written[column].tolist() == again.zones[column].tolist()
    np.testing.assert_allclose(
        written[["mean", "p90", "worst"]], again.zones[["mean", "p90", "worst"]], atol=1e-3
    )


def test_a_plan_without_a_history_has_no_replay():
    assert equizone.plan(busy_town(), 6, workload="default").replayed is None


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"load": "parcels"}, "load and history are both given"),
        (
            {"shift_hours": 8, "couriers": None},
            "minutes, but those of the history are parcels; give workload",
        ),
        ({"couriers": None}, "give couriers, the number of zones, or shift_hours"),
        ({"history": "no.csv"}, "no.csv does not exist"),
        ({"history": 5}, "records is a int"),
    ],
)
def test_bad_input(records, options, message):
    with pytest.raises(InputError, match=message):
        equizone.plan(busy_town(), **{"couriers": 6, "history": records} | options)
