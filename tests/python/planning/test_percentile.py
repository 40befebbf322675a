import equizone
import numpy as np
import pandas as pd
import pytest
from equizone import InputError
from equizone.history import percentile_loads

from .records import history
from .town import STOPS, busy_town, town


def swinging(weeks=8):
    """Return records in which the stops of the east swing together, and those of the west are steady."""
    random = np.random.default_rng(4)
    east = (town()["lon"] > 9.53).to_numpy()
    days = pd.date_range("2026-08-31", periods=7 * weeks)
    factors = random.lognormal(0, 0.5, len(days))
    factors /= factors.mean()
    parts = [
        pd.DataFrame({"date": day, "stop": town()["id"], "volume": 10 * np.where(east, factor, 1.0)})
        for day, factor in zip(days, factors, strict=True)
    ]
    return pd.concat(parts, ignore_index=True)


def p90_of(plan, records):
    zones = dict(zip(plan.stops["id"], plan.stops["zone"], strict=True))
    by_day = records.assign(zone=records["stop"].map(zones)).groupby(["zone", "date"])["volume"].sum()
    p90 = by_day.groupby(level="zone").agg(lambda loads: np.percentile(loads, 90))
    return p90[plan.summary["zone"]]


def spread(values):
    return values.max() / values.min() - 1


@pytest.fixture(scope="module")
def records():
    return swinging()


@pytest.fixture(scope="module")
def plan(records):
    return equizone.plan(town(), 6, history=records, percentile=90)


def test_bad_days_are_balanced_rather_than_mean_days(plan, records):
    against_mean = equizone.plan(town(), 6, history=records)
    assert spread(against_mean.summary["load"]) < 0.07
    assert spread(p90_of(against_mean, records)) > 0.4
    assert spread(p90_of(plan, records)) < 0.15


def test_a_zone_s_load_is_its_percentile(plan, records):
    loads = pd.Series(plan.loads, plan.stops["zone"].to_numpy()).groupby(level=0).sum()
    np.testing.assert_allclose(loads[plan.summary["zone"]], plan.summary["load"])
    np.testing.assert_allclose(plan.summary["load"], p90_of(plan, records), rtol=0.05)


def test_percentile_loads_add_up_to_the_percentile_of_their_zones(plan, records):
    daily = equizone.daily_loads(records)
    zones = plan.stops.set_index("id")["zone"]
    sums = percentile_loads(daily, zones, 90).groupby(zones).sum()
    np.testing.assert_allclose(sums[plan.summary["zone"]], p90_of(plan, records))


def test_it_is_said_with_figures(plan, records):
    days = records["date"].nunique()
    mean = records["volume"].sum() / days
    planned, reached = [note for note in plan.notes if "90th percentile" in note]
    assert f"over {days} days, {plan.loads.sum():,.1f} volume in all" in planned
    assert f"the mean day has {mean:,.1f} volume." in planned
    bad_days = np.percentile(plan.replayed.days, 90, axis=0)
    assert f"between {bad_days.min():,.1f} and {bad_days.max():,.1f} volume" in reached
    assert plan.loads.sum() > mean


def test_steady_days_have_no_bad_ones(records):
    steady = records.assign(volume=10.0)
    plans = [
        equizone.plan(town(), 6, history=steady, percentile=percentile, effort="fast")  # no search
        for percentile in (None, 90)
    ]
    np.testing.assert_allclose(plans[1].loads, plans[0].loads)
    assert plans[1].labels.tolist() == plans[0].labels.tolist()


def test_more_bad_days_need_more_couriers():
    records = history(weeks=3)
    mean, bad = (
        equizone.plan(busy_town(), history=records, workload="default", shift_hours=4, percentile=percentile)
        for percentile in (None, 95)
    )
    assert bad.loads.sum() > 1.1 * mean.loads.sum()
    assert len(bad.zones) == int(np.ceil(bad.loads.sum() / 240)) > len(mean.zones)


def test_modes_may_be_planned_against_a_percentile():
    records = history()
    modes = equizone.find_modes(records)
    plain, bad = (
        equizone.plan(busy_town(), 5, modes=modes, percentile=percentile) for percentile in (None, 90)
    )
    for mode in modes.names:
        assert bad[mode].loads.sum() > plain[mode].loads.sum()
        assert len(bad[mode].loads) == STOPS
        assert any("90th percentile" in note for note in bad[mode].notes)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"percentile": 0}, "percentile is 0; give a number above 0 and below 100"),
        ({"percentile": 100}, "percentile is 100"),
        ({"percentile": float("nan")}, "percentile is nan"),
        ({"percentile": "90"}, "percentile is '90'; give a number"),
        ({"percentile": 90, "history": None}, "percentile is given without a history of daily loads"),
    ],
)
def test_bad_input(records, options, message):
    with pytest.raises(InputError, match=message):
        equizone.plan(town(), 6, **{"history": records} | options)
