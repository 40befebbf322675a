import equizone
import numpy as np
import pandas as pd
import pytest
from equizone import InputError, WorkloadModel

from .town import busy_town, town


@pytest.fixture(scope="module")
def plan():
    return equizone.plan(busy_town(), 8, workload="default")


def test_loads_are_the_model_s_minutes(plan):
    minutes = WorkloadModel.default().minutes(busy_town())
    pd.testing.assert_frame_equal(plan.workload, minutes)
    assert plan.loads.tolist() == minutes["total"].tolist()
    assert (plan.load_name, plan.load_unit) == ("minutes", "min")
    assert set(minutes.attrs["notes"]) <= set(plan.notes)
    by_zone = minutes["total"].groupby(plan.stops["zone"].to_numpy()).sum()
    np.testing.assert_allclose(plan.summary["load"], by_zone[plan.summary["zone"]])
    assert (plan.summary["load_ratio"] - 1).abs().max() <= 0.03


def test_a_plan_without_a_model_has_no_items():
    assert equizone.plan(town(), 4).workload is None


def test_model_file_and_name_mean_the_same(plan, tmp_path):
    model = WorkloadModel.default()
    model.to_file(tmp_path / "profile.toml")
    for workload in (model, tmp_path / "profile.toml", str(tmp_path / "profile.toml")):
        again = equizone.plan(busy_town(), 8, workload=workload)
        assert again.loads.tolist() == plan.loads.tolist()
        assert again.labels.tolist() == plan.labels.tolist()


def test_the_model_goes_before_a_column_of_minutes(plan):
    told = equizone.plan(busy_town(minutes=1.0, load=2.0), 8, workload="default")
    assert told.loads.tolist() == plan.loads.tolist()


def test_productivity_of_areas_reaches_the_loads(plan):
    quarters = np.where(busy_town()["lon"] < 9.53, "west", "east")
    slow = equizone.plan(
        busy_town(previous_zone=quarters), 8, workload="default", productivity={"west": 2.0, "east": 6.0}
    )
    assert slow.loads[quarters == "west"].mean() == pytest.approx(30)
    assert slow.loads[quarters == "east"].mean() == pytest.approx(10)
    assert slow.workload["area"].abs().max() > 0
    assert len(slow.zones) == len(plan.zones)


@pytest.mark.parametrize(
    ("columns", "options", "message"),
    [
        ({"road": "old twon"}, {}, "column road at row 0 is 'old twon', .*old town"),
        ({"parcels": -1}, {}, "column parcels at row 0 is -1"),
        ({"sign_for_rate": 1.5}, {}, "column sign_for_rate at row 0 is 1.5"),
        ({"visits": 0, "parcels": 0}, {}, "gives every stop 0 minutes; are there parcels or visits"),
        ({}, {"workload": "no.toml"}, "no.toml does not exist; give a profile"),
        ({}, {"workload": 7}, "workload is 7; give a path"),
        ({}, {"productivity": {"a": 3}}, "productivity is by zone, but stops has no column"),
        ({}, {"load": "parcels"}, "load and workload are both given"),
        ({}, {"workload": None, "productivity": {"a": 3}}, "productivity is given without workload"),
    ],
)
def test_bad_input(columns, options, message):
    with pytest.raises(InputError, match=message):
        equizone.plan(busy_town(**columns), **{"couriers": 8, "workload": "default"} | options)


def test_nothing_known_of_the_work():
    with pytest.raises(InputError, match=r"none of the columns that tell of work .*default is taken"):
        equizone.plan(town(), 8, workload="default")


def test_errors_name_the_line_of_a_file(tmp_path):
    stops = busy_town().astype({"parcels": object})
    stops.loc[5, "parcels"] = "many"
    stops.to_csv(tmp_path / "stops.csv", index=False)
    with pytest.raises(InputError, match=r"column parcels at row 5 \(line 7\) is 'many'"):
        equizone.plan(tmp_path / "stops.csv", 8, workload="default")
