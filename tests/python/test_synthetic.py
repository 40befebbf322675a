"""Synthetic stations as Python sees them."""

import inspect

import equizone
import numpy as np
import pandas as pd
import pytest
from equizone.cli import main

# The first of 1,000 stops of seed 1, as tests/synthetic/synthetic_station_test.cpp has them.
FIRST_STOPS = {
    "town": ("house", 9531.560802356049, 10152.298824110274, 5.7911261433254184),
    "campus": ("house", 9605.1700990244044, 10545.404530344305, 5.7911261433254184),
    "villages": ("village", 14049.53459270006, 12908.21822064387, 8.9178938709003592),
    "riverside": ("house", 9531.560802356049, 10152.298824110274, 5.7911261433254184),
    "published": ("office", 3417.6195890763511, 11379.872317684047, 20.445097429953048),
    "city": ("any", 4739.3347830660387, 9041.8382337454095, 0.56056694339153557),
    "uniform": ("any", 14058.43666317701, 10408.732398777138, 0.45466764211403665),
}

# A stop of each kind of place, as docs/synthetic.md states it, and how many stops share the visit.
PLACES = {
    "house": ({"customer": "house"}, 1),
    "apartments": ({"customer": "apartment building", "parcels": 3}, 1),
    "tower": ({"customer": "apartment building", "parcels": 10}, 10),
    "shop": ({"customer": "shop", "parcels": 2}, 1),
    "office": ({"road": "easy parking", "customer": "office tower", "parcels": 5}, 1),
    "company": (
        {
            "road": "easy parking",
            "customer": "company",
            "waiting": "goods-in check",
            "shape": "industrial samples",
            "parcels": 8,
        },
        1,
    ),
    "dorm": ({"customer": "campus", "parcels": 5}, 5),
    "pickup_point": ({"road": "easy parking", "customer": "campus point", "parcels": 300}, 1),
    "village": ({"road": "winding village road", "customer": "house"}, 1),
    "farm": ({"road": "winding village road", "customer": "house", "other": "vague address"}, 1),
    "lonely": ({"road": "winding village road", "customer": "house", "other": "vague address"}, 1),
}
UNLESS_STATED = {
    "road": "residential street",
    "waiting": "none",
    "shape": "regular",
    "other": "none",
    "parcels": 1,
}


def test_the_kinds_are_those_that_c_plus_plus_pins():
    assert set(equizone.synthetic.kinds()) == set(FIRST_STOPS)
    assert all(text and "\n" not in text for text in equizone.synthetic.kinds().values())


@pytest.mark.parametrize("kind", FIRST_STOPS)
def test_the_first_stop_is_pinned(kind):
    drawn = equizone.synthetic.station(kind=kind, stops=1000, seed=1)
    place, x, y, minutes = FIRST_STOPS[kind]
    assert drawn.kinds[0] == place
    assert drawn.points[0] == pytest.approx([x, y], rel=1e-12)
    assert drawn.loads[0] == pytest.approx(minutes, rel=1e-12)


@pytest.mark.parametrize("kind", FIRST_STOPS)
def test_a_million_stops_are_drawn(kind):
    drawn = equizone.synthetic.station(kind, 1_000_000, seed=2)
    assert drawn.points.shape == (1_000_000, 2)
    assert drawn.loads.shape == drawn.kinds.shape == (1_000_000,)
    assert np.isfinite(drawn.points).all()
    assert drawn.loads.min() > 0
    assert set(drawn.kinds) <= set(equizone.synthetic.place_minutes())


def test_the_table_is_ready_for_a_plan(tmp_path):
    drawn = equizone.synthetic.station("town", 300, seed=4)
    table = drawn.to_frame()
    assert list(table) == ["x", "y", "minutes", "kind"]
    np.testing.assert_array_equal(table[["x", "y"]], drawn.points)
    np.testing.assert_array_equal(table["minutes"], drawn.loads)
    plan = equizone.plan(table, couriers=4, crs="EPSG:32648", keep_together=False)
    assert plan.summary["load"].sum() == pytest.approx(drawn.loads.sum())
    table.to_csv(tmp_path / "stops.csv", index=False)
    options = ["--couriers", "4", "--crs", "EPSG:32648", "--out", str(tmp_path / "plan")]
    assert main(["plan", str(tmp_path / "stops.csv"), *options]) == 0
    written = pd.read_csv(tmp_path / "plan" / "stops.csv")
    assert written["zone"].nunique() == 4
    np.testing.assert_array_equal(written["kind"], table["kind"])


def test_the_river_is_a_barrier_that_zones_keep_to():
    drawn = equizone.synthetic.station("riverside", 1500, seed=6)
    assert len(drawn.barriers.crossings) == 2
    # The figures are about this seed: without barriers, zones lie across the river.
    straight = equizone.partition(drawn.points, drawn.loads, zones=12)
    minding = equizone.partition(drawn.points, drawn.loads, zones=12, barriers=drawn.barriers)
    assert not equizone.is_contiguous(drawn.points, straight.labels, barriers=drawn.barriers)
    assert equizone.is_contiguous(drawn.points, minding.labels, barriers=drawn.barriers)


def test_arrays_cannot_be_written_and_outlive_their_station():
    points = equizone.synthetic.station("town", 50).points
    with pytest.raises(ValueError, match="read-only"):
        points[0, 0] = 1.0
    np.testing.assert_array_equal(points, equizone.synthetic.station("town", 50, seed=0).points)


@pytest.mark.parametrize("place", PLACES)
def test_minutes_are_those_of_the_default_profile(place):
    factors, sharing = PLACES[place]
    minutes = equizone.WorkloadModel.default().minutes(pd.DataFrame([UNLESS_STATED | factors]))
    assert equizone.synthetic.place_minutes()[place] == pytest.approx(
        minutes["total"].iloc[0] / sharing, abs=0.006
    )


def test_every_kind_of_place_has_its_minutes_checked():
    assert set(equizone.synthetic.place_minutes()) == {"any", *PLACES}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("hamlet", 10), 'kind is "hamlet"; give one of town, campus, villages, riverside, published'),
        ((3, 10), "kind is 3; give a name in quotes"),
        (("town", 0), "stops is 0; give a number from 1"),
        (("town", -7), "stops is -7; give a number from 1"),
        (("town", 2.5), "stops is 2.5; give a whole number"),
        (("town", 2**31), "stops is 2147483648; give a number from 1 to 2147483647"),
        (("town", 10, -1), "seed is -1; give a whole number in range"),
    ],
)
def test_what_cannot_be_drawn_is_refused(arguments, message):
    with pytest.raises(equizone.InputError, match=message):
        equizone.synthetic.station(*arguments)


def test_all_is_documented():
    for name in equizone.synthetic.__all__:
        assert inspect.getdoc(getattr(equizone.synthetic, name))
    for name, member in vars(equizone.synthetic.SyntheticStation).items():
        assert name.startswith("_") or inspect.getdoc(member)
    told = inspect.getdoc(equizone.synthetic.station)
    assert "Parameters\n----------\nkind\n" in told
    assert "Raises\n------\nInputError\n" in told
