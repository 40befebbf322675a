import equizone
import numpy as np
import pytest
from equizone import InputError

from .town import MINUTES, STOPS, town


@pytest.mark.parametrize(
    ("columns", "load", "name", "unit"),
    [
        ({"Load": 2.0}, None, "Load", ""),
        ({"drops": 3}, "drops", "drops", ""),
        ({}, np.ones(STOPS), "load", ""),
        ({}, None, "minutes", "min"),
    ],
)
def test_where_loads_come_from(columns, load, name, unit):
    plan = equizone.plan(town(**columns), 4, load=load)
    expected = (
        MINUTES if name == "minutes" else np.full(STOPS, columns.get("Load", columns.get("drops", 1.0)))
    )
    assert plan.loads.tolist() == expected.tolist()
    assert (plan.load_name, plan.load_unit) == (name, unit)


def test_without_loads_every_stop_counts_one():
    plan = equizone.plan(town().drop(columns="minutes"), 8)
    assert plan.summary["load"].tolist() == plan.summary["stops"].tolist()
    assert (plan.load_name, plan.load_unit) == ("stops", "stops")
    assert any("Every stop counts 1" in note for note in plan.notes)


def test_hours_make_minutes_of_any_loads():
    plan = equizone.plan(town(drops=3.5), shift_hours=4, load="drops")
    assert plan.load_unit == "min"
    assert any("drops, taken as minutes" in note for note in plan.notes)


def test_no_minutes_no_hours():
    with pytest.raises(InputError, match="shift_hours needs loads in minutes"):
        equizone.plan(town().drop(columns="minutes"), shift_hours=8)
