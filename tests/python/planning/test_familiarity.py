import itertools

import equizone
import numpy as np
import pandas as pd
import pytest
import scipy.sparse
from equizone import InputError
from equizone.planning.familiarity import Familiarity, find_familiarity

from .town import STOPS, town

NAMES = ["Ann", "Bo", "Chen", "Dora"]


def familiarity(visits):
    return Familiarity(
        [f"c{number}" for number in range(len(visits))],
        scipy.sparse.csc_array(np.asarray(visits, dtype=float)),
        [],
    )


def kept_by(visits, labels, courier_of_zone):
    """Count the visits that stay, stop by stop."""
    couriers = [courier_of_zone[zone] for zone in labels]
    return sum(visits[who][stop] for stop, who in enumerate(couriers) if who >= 0)


def best_kept(visits, labels, zones, allowed=lambda zone, courier: True):
    """Try every way to give zones to couriers; the longer side keeps some without the other."""
    couriers = list(range(len(visits))) + [-1] * max(0, zones - len(visits))
    return max(
        kept_by(visits, labels, given)
        for given in itertools.permutations(couriers, zones)
        if all(who < 0 or allowed(zone, who) for zone, who in enumerate(given))
    )


@pytest.mark.parametrize("couriers", [2, 4, 6])
@pytest.mark.parametrize("seed", range(6))
def test_no_assignment_keeps_more_visits(couriers, seed):
    random = np.random.default_rng(seed)
    visits, labels = random.integers(0, 9, (couriers, 25)), random.integers(0, 4, 25)
    known = familiarity(visits)
    given = known.assign(labels, 4, None)
    served = given[given >= 0]
    assert len(set(served)) == len(served) == min(4, couriers)
    assert kept_by(visits, labels, given) == best_kept(visits, labels, 4)
    assert known.share_kept(labels, given) == pytest.approx(kept_by(visits, labels, given) / visits.sum())


@pytest.mark.parametrize("seed", range(6))
def test_unequal_couriers_change_zones_among_equals_only(seed):
    random = np.random.default_rng(seed)
    targets = np.array([8.0, 4.0, 8.0, 4.0, 8.0])
    visits, labels = random.integers(0, 9, (5, 25)), random.integers(0, 5, 25)
    given = familiarity(visits).assign(labels, 5, targets)
    assert sorted(given) == list(range(5))
    assert targets[given].tolist() == targets.tolist()
    best = best_kept(visits, labels, 5, lambda zone, courier: targets[zone] == targets[courier])
    assert kept_by(visits, labels, given) == best


def test_stops_that_nobody_served_go_with_the_nearest_served_one():
    random = np.random.default_rng(1)
    points = random.uniform(0, 1000, (40, 2))
    visits = random.integers(1, 9, (3, 40)) * (np.arange(40) % 4 > 0)
    usual = familiarity(visits).usual_courier(points)
    for stop in range(40):
        served = [other for other in range(40) if visits[:, other].any()]
        nearest = min(served, key=lambda other: np.hypot(*(points[other] - points[stop])))
        assert usual[stop] == visits[:, nearest].argmax()


def served_by(plan, names):
    """Return who served each stop, if zone i belonged to names[i]."""
    return pd.DataFrame({"stop": plan.stops["id"], "courier": np.array(names)[plan.labels]})


def roster(hours):
    return pd.DataFrame({"courier": NAMES, "hours": hours})


def test_zones_go_to_those_who_know_them():
    before = equizone.plan(town(), 4)
    names = ["Dora", "Ann", "Chen", "Bo"]
    for couriers in (4, roster(8)):
        plan = equizone.plan(town(), couriers, familiar=served_by(before, names))
        assert plan.zones["courier"].tolist() == names
        assert plan.labels.tolist() == before.labels.tolist()
        assert "100% of what was served stays with the courier who served it." in plan.notes


def test_the_share_kept_is_that_of_the_visits():
    before = equizone.plan(town(), 5)
    served = served_by(before, ["Ann", "Bo", "Chen", "Dora", "Eve"]).assign(parcels=np.arange(STOPS))
    plan = equizone.plan(town(), 4, familiar=served)
    now = plan.zones.set_index("zone")["courier"][plan.stops["zone"]].to_numpy()
    share = np.arange(STOPS)[now == served["courier"]].sum() / np.arange(STOPS).sum()
    assert f"{share:.0%} of what was served stays with the courier who served it." in plan.notes
    assert 0.5 < share < 1


def test_unequal_couriers_start_from_the_areas_they_know():
    earlier = equizone.plan(town(), 4, seed=3)
    served = served_by(earlier, ["Chen", "Dora", "Ann", "Bo"])
    couriers = roster([8, 7, 6, 5])
    plan = equizone.plan(town(), couriers, familiar=served)
    assert plan.zones["courier"].tolist() == NAMES, "zone i has the target of courier i"
    np.testing.assert_allclose(plan.zones["target"] / plan.loads.sum(), np.array([8, 7, 6, 5]) / 26)
    assert (plan.summary["load_ratio"] - 1).abs().max() <= 0.03
    known = find_familiarity(served, town()["id"], NAMES)
    afresh = equizone.plan(town(), couriers)
    kept, kept_afresh = (
        known.share_kept(labels, known.assign(labels, 4, np.array([8, 7, 6, 5]) / 26))
        for labels in (plan.labels, afresh.labels)
    )
    assert kept >= kept_afresh
    assert kept > 0.6
    assert f"{kept:.0%} of what was served stays with the courier who served it." in plan.notes


def test_zones_of_nobody_have_no_courier():
    before = equizone.plan(town(), 2)
    plan = equizone.plan(town(), 4, familiar=served_by(before, ["Ann", "Bo"]))
    assert sorted(plan.zones["courier"]) == ["", "", "Ann", "Bo"]


def test_strangers_are_passed_over_and_told(tmp_path):
    served = served_by(equizone.plan(town(), 4), NAMES)
    strange = pd.DataFrame({"stop": ["far", "000"], "courier": ["Ann", "Zoe"]})
    pd.concat([served, strange]).to_csv(tmp_path / "served.csv", index=False)
    plan = equizone.plan(town(), roster(8), familiar=tmp_path / "served.csv")
    assert "Passed over in familiar: 2 rows of other stops or couriers." in plan.notes
    assert "100% of what was served stays with the courier who served it." in plan.notes


@pytest.mark.parametrize(
    ("served", "options", "message"),
    [
        ({"courier": ["Ann"]}, {}, "familiar's column is 'stop', but there is no such column"),
        ({"stop": ["000"]}, {}, "familiar's column is 'courier', but there is no such column"),
        ({"stop": ["000"], "courier": ["Ann"], "parcels": [-1]}, {}, "column parcels of familiar at row 0"),
        ({"stop": ["000"], "courier": ["Ann"], "volume": [0]}, {}, "familiar has no visit"),
        ({"stop": ["x"], "courier": ["Ann"]}, {}, "familiar has no visit .* such as 'x', .* such as '000'"),
        ({"stop": ["000"], "courier": ["Zoe"]}, {"couriers": roster(8)}, "familiar has no visit"),
        ({"stop": ["000"], "courier": ["Ann"]}, {"stop": "idd"}, "stop is 'idd'.*did you mean id"),
        ({"stop": [], "courier": []}, {}, "familiar has no rows"),
    ],
)
def test_bad_input(served, options, message):
    with pytest.raises(InputError, match=message):
        equizone.plan(town(), familiar=pd.DataFrame(served), **{"couriers": 4} | options)


def test_a_file_that_is_not_there():
    with pytest.raises(InputError, match=r"served\.csv does not exist"):
        equizone.plan(town(), 4, familiar="served.csv")


def test_ids_that_repeat_name_nobody():
    with pytest.raises(InputError, match="column id of stops has '000' twice"):
        equizone.plan(town(id="000"), 4, familiar=pd.DataFrame({"stop": ["000"], "courier": ["Ann"]}))
