import equizone
import numpy as np
import pandas as pd
import pytest
from equizone import InputError, WorkloadModel

from .town import MINUTES, town

PROFILE = """
[courier.experience.old]
multiplier = 1.0
[courier.experience.new]
multiplier = 0.5
[courier.vehicle.van]
multiplier = 1.0
[courier.vehicle.bike]
multiplier = 0.8
"""


def roster(**columns):
    return pd.DataFrame({"courier": ["Ann", "Bo", "Chen", "Dora"]} | columns)


def targets_of(plan):
    return plan.zones["target"].to_numpy() / plan.loads.sum()


@pytest.mark.parametrize(
    ("columns", "shares"),
    [
        ({}, [1, 1, 1, 1]),
        ({"hours": [8, 8, 4, 6]}, [8, 8, 4, 6]),
        ({"productivity": [1, 1.5, 0.5, 1]}, [1, 1.5, 0.5, 1]),
        ({"Hours": [8, 8, 4, 6], "Productivity": [1, 1.5, 0.5, 1]}, [8, 12, 2, 6]),
        ({"experience": ["old", "new", "", None]}, [1, 0.5, 1, 1]),
        (
            {"hours": 6, "vehicle": ["van", "bike", "BIKE ", "van"], "experience": ["new", "new", "old", ""]},
            [0.5, 0.4, 0.8, 1],
        ),
    ],
)
def test_targets_are_proportional(columns, shares, tmp_path):
    (tmp_path / "profile.toml").write_text(PROFILE)
    stops = town(parcels=1, waiting=MINUTES)
    plan = equizone.plan(stops, roster(**columns), workload=tmp_path / "profile.toml")
    np.testing.assert_allclose(targets_of(plan), np.array(shares) / sum(shares))
    assert plan.zones["courier"].tolist() == ["Ann", "Bo", "Chen", "Dora"]
    assert list(plan.zones.columns[:2]) == ["zone", "courier"]
    assert plan.status == "ok"
    assert (plan.summary["load_ratio"] - 1).abs().max() <= 0.03


def test_traits_of_the_default_profile_need_no_workload():
    multipliers = WorkloadModel.default().profile.multipliers("stars")
    stars = [5, None, 1, 3]
    plan = equizone.plan(town(), roster(stars=stars))
    shares = np.array([multipliers["5"], multipliers["3"], multipliers["1"], multipliers["3"]])
    np.testing.assert_allclose(targets_of(plan), shares / shares.sum())
    assert "Work is shared among the couriers by stars." in plan.notes


def test_the_hours_are_compared_with_the_work():
    plan = equizone.plan(town(), roster(hours=[8, 8, 4, 4]))
    work_h = MINUTES.sum() / 60
    assert (
        f"{work_h:,.1f} h of work at the stops; 4 couriers can do 24.0 h in their hours, with ways and "
        f"station taken off: {work_h / 24:.0%}." in plan.notes
    )
    np.testing.assert_allclose(plan.service_hours, [8, 8, 4, 4])
    slow = equizone.plan(town(), roster(hours=[8, 8, 4, 4], productivity=[0.5, 0.5, 0.5, 0.5]))
    assert any("4 couriers can do 12.0 h" in note for note in slow.notes)
    np.testing.assert_allclose(slow.service_hours, [4, 4, 2, 2])
    assert any("4 of 4 zones have more than" in note for note in slow.notes)
    without_unit = equizone.plan(town(load=1.0), roster(hours=[8, 8, 4, 4]))
    assert not any("in their hours" in note for note in without_unit.notes)


def test_a_roster_s_file_and_its_couriers_are_written(tmp_path):
    roster(hours=[8, 8, 4, 6]).rename(columns={"courier": "Name"}).to_csv(tmp_path / "r.csv", index=False)
    plan = equizone.plan(town(), tmp_path / "r.csv")
    plan.save(tmp_path / "out")
    summary = pd.read_csv(tmp_path / "out" / "summary.csv")
    assert summary["courier"].tolist() == ["Ann", "Bo", "Chen", "Dora"]
    np.testing.assert_allclose(summary["target"], plan.loads.sum() * np.array([8, 8, 4, 6]) / 26, rtol=1e-6)


@pytest.mark.parametrize(
    ("couriers", "options", "message"),
    [
        (pd.DataFrame({"who": ["Ann"]}), {}, "couriers has no column courier; its columns are who"),
        (roster().iloc[:0], {}, "couriers has no rows"),
        (roster(courier=["Ann", "Bo", "Ann", "Dora"]), {}, "column courier at row 2 is 'Ann'"),
        (roster(courier=["Ann", "", "Chen", "Dora"]), {}, "column courier at row 1 is empty"),
        (roster(courier=["Ann", None, "Chen", "Dora"]), {}, "column courier at row 1 is empty"),
        (roster(hours=[8, 0, 8, 8]), {}, "column hours of couriers at row 1 is 0: give a number above 0"),
        (roster(hours=[8, 25, 8, 8]), {}, "column hours of couriers at row 1 is 25: a day has 24"),
        (roster(hours=[8, "x", 8, 8]), {}, "column hours of couriers at row 1 is 'x': give a finite number"),
        (roster(productivity=[1, 1, -1, 1]), {}, "column productivity of couriers at row 2 is -1"),
        (roster(vehicle="vam"), {}, "column vehicle of couriers at row 0 is 'vam': the profile knows van"),
        (roster(), {"targets": [1, 1, 1, 1]}, "targets are given, and couriers is a table"),
        (
            roster(hours=[8, 8, 4, 6]),
            {"shift_hours": 8},
            "shift_hours is given, and couriers has a column hours",
        ),
        ("nobody.csv", {}, "nobody.csv does not exist"),
    ],
)
def test_bad_input(couriers, options, message):
    with pytest.raises(InputError, match=message):
        equizone.plan(town(), couriers, **options)


def test_no_more_couriers_than_stops():
    with pytest.raises(InputError, match="couriers is 4 but the table has 3 stops"):
        equizone.plan(town().iloc[:3], roster())
