import equizone
import numpy as np
import pandas as pd
import pytest
from equizone.planning.buildings import find_buildings
from equizone.planning.reasons import in_plan_words
from equizone.planning.units import building_units

from .town import MINUTES, STOPS, town


def test_stops_of_one_place_stay_together_unless_told():
    doubled = pd.concat([town(), town()], ignore_index=True)
    together = equizone.plan(doubled, 8)
    assert together.stops.zone[:STOPS].tolist() == together.stops.zone[STOPS:].tolist()
    assert "480 stops share 240 places; stops of one place are kept together." in together.notes
    assert together.summary["stops"].sum() == 480
    assert together.summary["load"].sum() == pytest.approx(2 * MINUTES.sum())
    assert len(together.partition.labels) == STOPS
    apart = equizone.plan(doubled, 8, keep_together=False)
    assert len(apart.partition.labels) == 2 * STOPS
    assert apart.status == "ok"


def test_a_heavy_building_is_named_with_the_way_out():
    campus = town(minutes=1.0)
    campus.loc[100:180, ["lon", "lat"]] = campus.loc[100, ["lon", "lat"]].to_numpy()
    plan = equizone.plan(campus.set_index("id"), 8)
    assert plan.status == "heavy_stop"
    assert "the 81 stops at the place of row '100' (position 100)" in plan.reason
    assert "keep_together=False" in plan.reason


def test_a_heavy_stop_is_named_by_its_row():
    minutes = MINUTES.copy()
    minutes[7] = 1000.0
    plan = equizone.plan(town(minutes=minutes), 8)
    assert plan.status == "heavy_stop"
    assert plan.reason.startswith("the stop at row 7 alone (1000)")
    assert "keep_together" not in plan.reason


def test_reasons_are_translated_in_one_pass():
    """Labels and names that look like stops and zones are put in once and left alone."""
    places = np.array([[0.0, 0.0], [0.0, 0.0], [9.0, 0.0], [0.0, 9.0]])
    units = building_units(places, find_buildings(places, 1, keep_together=True)[0])
    index = pd.Index(["zone 50", "stop 60", "zone 70", "stop 80"])
    told = in_plan_words("stop 0 alone (3) exceeds; so do 2 other stops", index, units, [])
    assert told.startswith("the 2 stops at the place of row 'zone 50' (position 0) alone (3) exceeds")
    assert "2 other stops (stops at one place count once); keep_together=False" in told
    told = in_plan_words("the worst, zone 1, has stop 2", index, units, ["stop 5", "stop 6"])
    assert told == "the worst, zone stop 6, has the stop at row 'stop 80' (position 3)"
