import os

import equizone
import numpy as np
import pandas as pd
import pytest
from equizone import InputError, find_modes
from equizone.planning.plans import folder_names

from .records import history, mean_of, minutes_by_day
from .town import STOPS, busy_town

PEAK = "2026-09-09"


@pytest.fixture(scope="module")
def records():
    return history(peaks={PEAK: 1.8})


@pytest.fixture(scope="module")
def modes(records):
    return find_modes(records, peaks={"11.11 / Ü?": [PEAK]})


@pytest.fixture(scope="module")
def plans(modes):
    return equizone.plan(busy_town(), modes=modes, workload="default", shift_hours=5, title="Vaduz")


def test_a_plan_for_every_mode(plans, modes):
    assert list(plans) == modes.names == ["Mon+Fri", "Tue+Wed+Thu", "Sat", "11.11 / Ü?"]
    assert len(plans) == 4
    for mode, plan in plans.items():
        assert plan.mode == mode
        assert plan.title == f"Vaduz: {mode}"
        assert plan.status == "ok"
        assert len(plan.stops) == STOPS
        assert len(plan.zones) == int(np.ceil(plan.loads.sum() / 60 / 5))
    assert len(plans["Sat"].zones) < len(plans["Tue+Wed+Thu"].zones) < len(plans["Mon+Fri"].zones)
    assert repr(plans).startswith(f"Plans(Mon+Fri: {len(plans['Mon+Fri'].zones)} zones, ")
    with pytest.raises(KeyError, match=r"'Sun'; the modes are Mon\+Fri, Tue"):
        plans["Sun"]


def test_loads_are_the_mean_of_the_days_minutes(plans, modes, records):
    for mode, plan in plans.items():
        dates = modes.days.loc[modes.days["mode"] == mode, "date"]
        expected = mean_of(minutes_by_day(busy_town(), records, dates))
        np.testing.assert_allclose(plan.workload, expected, rtol=1e-12, atol=1e-12)
        assert list(plan.workload.columns) == list(expected.columns)
        np.testing.assert_allclose(plan.loads, expected["total"], rtol=1e-12)
        assert plan.load_unit == "min"


def test_the_mean_day_s_parcels_would_give_other_minutes(plans, modes):
    """Work is not linear in parcels: the mean of the minutes is not the minutes of the mean."""
    mean_day = busy_town(parcels=modes.loads["Sat"].to_numpy(), visits=modes.visits["Sat"].to_numpy())
    minutes = equizone.WorkloadModel.default().minutes(mean_day)["total"]
    assert abs(minutes.sum() / plans["Sat"].loads.sum() - 1) > 1e-3


def test_staffing_per_weekday_is_that_of_the_plans(plans, modes):
    weekdays = plans.weekdays
    assert weekdays["weekday"].tolist()[:6] == [0, 1, 2, 3, 4, 5]
    assert weekdays["weekday"].isna().tolist() == [False] * 6 + [True]
    assert weekdays.iloc[6][["mode", "representative"]].tolist() == [list(plans)[-1], pd.Timestamp(PEAK)]
    assert weekdays["couriers"].tolist() == [len(plans[mode].zones) for mode in weekdays["mode"]]
    np.testing.assert_allclose(weekdays["load"], [plans[mode].loads.sum() for mode in weekdays["mode"]])
    kept = ["weekday", "mode", "days", "mean_stops", "mean_volume", "representative"]
    of_weekdays = weekdays.loc[:5, kept].astype({"weekday": "int64"})
    pd.testing.assert_frame_equal(of_weekdays, modes.weekdays[kept], check_like=True, check_dtype=False)
    for plan in plans.values():
        assert plan.weekdays is plans.weekdays


def test_without_a_model_volumes_are_loads_and_productivity_counts_couriers(modes):
    plans = equizone.plan(busy_town(), modes=modes)
    for mode, plan in plans.items():
        np.testing.assert_allclose(plan.loads, modes.loads[mode])
        assert (plan.load_name, plan.load_unit) == ("parcels", "")
        couriers = modes.summary.set_index("mode")["couriers"][mode]
        assert len(plan.zones) == couriers
        assert any("as the modes say by stops an hour" in note for note in plan.notes)


def test_minutes_in_the_history_are_minutes(records):
    in_minutes = find_modes(records.rename(columns={"parcels": "minutes"}))
    plans = equizone.plan(busy_town(), modes=in_minutes, shift_hours=2)
    for plan in plans.values():
        assert plan.load_unit == "min"
        assert len(plan.zones) == int(np.ceil(plan.loads.sum() / 120))


def test_volumes_are_no_hours(modes):
    with pytest.raises(InputError, match="minutes, but those of the history are parcels; give workload"):
        equizone.plan(busy_town(), modes=modes, shift_hours=8)


def test_a_number_of_couriers_holds_for_every_mode(modes):
    plans = equizone.plan(busy_town(), 5, modes=modes, workload="default")
    assert [len(plan.zones) for plan in plans.values()] == [5] * 4
    assert plans.weekdays["couriers"].tolist() == [5] * 7


@pytest.mark.parametrize("of_stops", [int, str])
@pytest.mark.parametrize("of_records", [int, str])
def test_ids_are_the_same_as_numbers_and_as_texts(records, plans, of_stops, of_records, tmp_path):
    recorded = records.assign(stop=records["stop"].astype(int).astype(of_records))
    named = busy_town().assign(id=np.arange(STOPS).astype(of_stops))
    modes = find_modes(recorded, peaks={"11.11 / Ü?": [PEAK]})
    again = equizone.plan(named, modes=modes, workload="default", shift_hours=5)
    for mode, plan in plans.items():
        np.testing.assert_allclose(again[mode].loads, plan.loads)
    recorded.to_csv(tmp_path / "records.csv", index=False)
    from_file = find_modes(tmp_path / "records.csv", peaks={"11.11 / Ü?": [PEAK]})
    of_file = equizone.plan(named, modes=from_file, workload="default", shift_hours=5)
    assert of_file["Sat"].loads.tolist() == again["Sat"].loads.tolist()


def test_stops_without_records_and_records_without_stops(records, modes):
    stops = busy_town()
    stops.loc[[3, 7], "id"] = ["new1", "new2"]
    plans = equizone.plan(stops, 4, modes=modes)
    volume = records[records["date"].isin(modes.daily_of("Sat").dates)].groupby("stop")["parcels"].sum()
    share = volume[["003", "007"]].sum() / volume.sum()
    assert plans["Sat"].loads[[3, 7]].tolist() == [0.0, 0.0]
    assert "Without a record in the history, so load 0: 2 stops." in plans["Sat"].notes
    passed = f"Passed over in the history: 2 stops that the plan does not have, {share:.1%} of the volume."
    assert passed in plans["Sat"].notes


@pytest.mark.parametrize(
    ("stops", "options", "message"),
    [
        (
            {"id": [f"x{number}" for number in range(STOPS)]},
            {},
            "no record of a stop of the plan.*'000'.*'x0'",
        ),
        ({"id": "000"}, {}, "column id of stops has '000' twice; give every stop its own id"),
        ({}, {"stop": "customers"}, "stop is 'customers'.*did you mean customer"),
        ({}, {"load": "parcels"}, "load and modes are both given"),
        ({}, {"history": "records.csv"}, "modes and history are both given"),
        ({}, {"modes": "modes"}, "modes is a str; give what equizone.find_modes returns"),
        ({}, {"productivity": {"a": 1}}, "productivity is given without workload"),
        ({}, {"names": ["a", "b"]}, "names has 2 names for"),
    ],
)
def test_bad_input(modes, stops, options, message):
    with pytest.raises(InputError, match=message):
        equizone.plan(busy_town(**stops), **{"modes": modes} | options)


def test_stops_without_ids(modes):
    with pytest.raises(InputError, match=r"stops has no column stop, stop_id, id .*the columns are lon, lat"):
        equizone.plan(busy_town().drop(columns="id"), modes=modes)


def test_every_plan_is_saved_in_a_folder_of_its_mode(plans, tmp_path):
    plans.save(tmp_path / "out")
    folders = ["11.11-Ü", "Mon+Fri", "Sat", "Tue+Wed+Thu"]
    assert sorted(os.listdir(tmp_path / "out")) == [*folders, "weekdays.csv"]
    weekdays = pd.read_csv(tmp_path / "out" / "weekdays.csv", parse_dates=["representative"])
    pd.testing.assert_frame_equal(weekdays, plans.weekdays, check_dtype=False)
    for mode, plan in plans.items():
        folder = tmp_path / "out" / folder_names(list(plans))[mode]
        summary = pd.read_csv(folder / "summary.csv", dtype={"zone": str})
        np.testing.assert_allclose(summary["load"], plan.summary["load"], atol=1e-5)
        assert f"Vaduz: {mode}" in (folder / "report.html").read_text(encoding="utf-8")
    assert all(not name.startswith(".") for _, _, names in os.walk(tmp_path) for name in names)


def test_nothing_is_written_where_a_folder_cannot_be(plans, tmp_path):
    (tmp_path / "Sat").write_text("a file")
    with pytest.raises(InputError, match=r"cannot write to .*Sat"):
        plans.save(tmp_path)
    assert os.listdir(tmp_path) == ["Sat"]


def test_folders_have_plain_names_and_no_two_are_alike():
    modes = ["a-2", "a", "a?", "A!", "../..", "", "peak 2026-11-11", "6.18", "weekdays.csv", "C:\\x", "a\0b"]
    names = list(folder_names(modes).values())
    assert list(folder_names(modes)) == modes
    assert len({name.casefold() for name in names}) == len(modes)
    assert "weekdays.csv" not in names
    for name in names:
        assert not set(name) & set('/\\:*?"<>|\0 ')
        assert name.strip(".") == name != ""
    assert names[6:8] == ["peak-2026-11-11", "6.18"]
