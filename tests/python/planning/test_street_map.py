"""Plans along streets: Krems, with the river and the railway; and what is wrong with a map."""

import pickle
import re

import equizone
import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely
from equizone import InputError

from .krems import (
    COURIERS,
    EXAMPLES,
    MAP,
    STOPS,
    TOLERANCE,
    UTM,
    fences_of,
    network,
    places_of,
    plan_of_krems,
    points_of,
    walls,
    zones_in_parts,
)

KINDS = ("cells", "blocks")
LINE = shapely.LineString([(15.0, 48.41), (16.0, 48.41)])


@pytest.fixture(scope="module")
def plans():
    """Return plans along the streets, by the kind of their fences, and one by straight lines."""
    along = {kind: plan_of_krems(streets=MAP, barriers="auto", fences=kind) for kind in KINDS}
    return along | {"straight": plan_of_krems()}


@pytest.mark.parametrize("kind", KINDS)
def test_loads_are_balanced_whatever_the_ground(plans, kind):
    plan = plans[kind]
    minutes = pd.read_csv(STOPS)["minutes"].to_numpy()
    loads = np.bincount(plan.labels, weights=minutes, minlength=COURIERS)
    assert plan.status == "ok"
    assert plan.reason == ""
    assert np.abs(loads * COURIERS / minutes.sum() - 1).max() <= TOLERANCE + 1e-9
    np.testing.assert_allclose(plan.summary["load"], loads, rtol=1e-12)
    assert plan.summary["stops"].tolist() == np.bincount(plan.labels).tolist()
    assert (plan.stops["zone"].to_numpy() == plan.summary["zone"].to_numpy()[plan.labels]).all()


@pytest.mark.parametrize("kind", KINDS)
def test_no_zone_crosses_a_barrier_but_at_its_crossings(plans, kind):
    barriers = walls()
    assert zones_in_parts(plans["straight"], barriers)  # else this shows nothing
    assert zones_in_parts(plans[kind], barriers) == []
    assert "No zone crosses a closed barrier but at its crossings." in plans[kind].notes


@pytest.mark.parametrize("kind", KINDS)
def test_fences_fill_the_area_and_hold_their_stops(plans, kind):
    plan = plans[kind]
    fences = fences_of(plan)
    area = shapely.union_all(fences)
    assert shapely.is_valid(fences).all()
    assert shapely.coverage_is_valid(fences, gap_width=0.01)
    assert shapely.area(fences).sum() == pytest.approx(area.area, rel=1e-9)
    assert area.area == pytest.approx(shapely.union_all(fences_of(plans["straight"])).area, rel=1e-6)
    assert (shapely.distance(fences[plan.labels], places_of(plan)) < 1e-3).all()
    assert plan.summary["area_km2"].to_numpy() == pytest.approx(shapely.area(fences) / 1e6, rel=1e-3)


@pytest.mark.parametrize("kind", KINDS)
def test_work_lies_nearer_by_the_streets(plans, kind):
    metric = network()

    def mean_m(plan):
        return equizone.medians(points_of(plan), plan.loads, plan.labels, metric).mean_distance

    assert mean_m(plans[kind]) < 0.95 * mean_m(plans["straight"])
    told = next(note for note in plans[kind].notes if "By the streets" in note)
    said_m = float(re.search(r"lies ([\d,]+) m", told)[1].replace(",", ""))
    # Of blocks, ways lead to the middle of the work.
    assert said_m == pytest.approx(mean_m(plans[kind]), abs=0.5 if kind == "cells" else 15)


@pytest.mark.parametrize("kind", KINDS)
def test_notes_say_where_fences_lie_in_pieces(plans, kind):
    plan = plans[kind]
    pieces = [len(shapely.get_parts(fence)) for fence in fences_of(plan)]
    apart = plan.summary["zone"][np.array(pieces) > 1].tolist()
    told = [note for note in plan.notes if note.startswith("The fence")]
    assert bool(told) == bool(apart)
    assert all(re.search(rf"\b{zone}\b", told[0]) for zone in apart[:5])


def test_plans_do_not_depend_on_threads(plans):
    again = plan_of_krems(streets=MAP, barriers="auto", fences="blocks", threads=2)
    assert (again.labels == plans["blocks"].labels).all()
    assert shapely.equals_exact(fences_of(again), fences_of(plans["blocks"])).all()


def test_auto_is_the_barriers_of_the_map(plans):
    given = plan_of_krems(streets=equizone.Streets.read(MAP), barriers=equizone.Barriers.read(MAP))
    assert (given.labels == plans["cells"].labels).all()
    assert given.barriers.crs == plans["cells"].barriers.crs == given.crs


def test_a_partition_by_streets_is_kept_whole(plans, tmp_path):
    first = plans["cells"].partition
    again = pickle.loads(pickle.dumps(first))
    for name in ("labels", "centers", "center_stops", "unreachable", "enclosed", "zone_loads", "offsets"):
        assert np.array_equal(getattr(again, name), getattr(first, name)), name
    assert (again.cost, again.lower_bound, again.status) == (first.cost, first.lower_bound, first.status)
    assert (again.labels[again.center_stops] == np.arange(COURIERS)).all()


def test_a_metric_and_barriers_at_once(plans):
    points, loads = points_of(plans["straight"]), plans["straight"].loads
    barriers = walls()
    asked = {"zones": COURIERS, "tolerance": TOLERANCE, "effort": "fast", "metric": network()}
    free = equizone.partition(points, loads, **asked)
    kept = equizone.partition(points, loads, **asked, barriers=barriers)
    assert free.status == kept.status == "ok"
    assert free.enclosed.size == 0
    assert equizone.is_contiguous(points, kept.labels, barriers=barriers)
    assert kept.cost == pytest.approx(equizone.medians(points, loads, kept.labels, asked["metric"]).cost)
    with pytest.raises(InputError, match="barriers and graph are both given"):
        equizone.partition(points, loads, **asked, barriers=barriers, graph=[[0, 1]])


def test_barriers_alone_keep_zones_apart():
    plan = plan_of_krems(barriers=MAP)
    assert plan.status == "ok"
    assert zones_in_parts(plan, walls()) == []
    assert not any("By the streets" in note for note in plan.notes)


@pytest.mark.parametrize("kind", KINDS)
def test_streets_do_not_cost_the_balance(kind):
    assert plan_of_krems(couriers=40, barriers=MAP).status == "ok"
    assert plan_of_krems(couriers=40, barriers="auto", streets=MAP, fences=kind).status == "ok"


@pytest.mark.parametrize("crs", [31287, 2056])
def test_stops_in_other_metres_are_planned_in_them(crs):
    stops = pd.read_csv(STOPS)
    places = geopandas.GeoSeries.from_xy(stops.pop("lon"), stops.pop("lat"), crs=4326).to_crs(crs)
    plan = plan_of_krems(
        stops=geopandas.GeoDataFrame(stops, geometry=places), streets=MAP, barriers="auto", fences="blocks"
    )
    assert plan.status == "ok"
    assert plan.crs == plan.stops.crs == plan.zones.crs == plan.barriers.crs == crs
    assert zones_in_parts(plan, walls().to_crs(crs)) == []


def test_streets_alone_know_no_barriers(plans):
    plan = plan_of_krems(streets=MAP)
    assert plan.status == "ok"
    assert plan.barriers is None
    assert not any("barrier" in note.lower() for note in plan.notes)
    assert equizone.is_contiguous(points_of(plan), plan.labels)
    assert plan.partition.cost <= plans["cells"].partition.cost * 1.02


def test_one_line_without_a_crossing_parts_the_town(plans):
    points = points_of(plans["straight"])
    northing = np.median(points[:, 1])
    north = points[:, 1] > northing
    border = geopandas.GeoSeries([shapely.LineString([(530e3, northing), (560e3, northing)])], crs=UTM)
    for given in (border, border.to_frame("geometry"), border.segmentize(1000).to_crs(4326)):
        plan = plan_of_krems(barriers=given)
        banks = [np.bincount(north[plan.labels == zone], minlength=2) for zone in range(COURIERS)]
        assert (np.min(banks, axis=1) == 0).all()
        assert np.max(banks, axis=0).min() > 0


def test_power_fences_are_convex_on_the_ground():
    plan = plan_of_krems(fences="power")
    fences = fences_of(plan)
    within = shapely.intersection(shapely.convex_hull(fences), shapely.union_all(fences))
    assert shapely.area(fences) == pytest.approx(shapely.area(within), rel=1e-4)
    assert shapely.coverage_is_valid(fences, gap_width=0.01)
    outside = (shapely.distance(fences[plan.labels], places_of(plan)) > 1e-3).sum()
    told = [note for note in plan.notes if note.startswith("In another zone's fence")]
    assert (outside > 0) == bool(told)
    if told:
        assert int(re.search(r"([\d,]+) stop", told[0])[1]) == pytest.approx(outside, abs=1)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"barriers": "auto"}, 'barriers is "auto".*give streets as a .osm.pbf file or a folder'),
        ({"barriers": "auto", "streets": equizone.Streets.read(MAP)}, 'barriers is "auto"'),
        ({"fences": "blocks"}, 'fences is "blocks".*give streets as well'),
        ({"fences": "blocks", "barriers": MAP}, 'fences is "blocks".*give streets as well'),
        ({"fences": "hexagons"}, "fences is 'hexagons'; use cells, blocks or power"),
        ({"fences": None}, "fences is None"),
        ({"streets": MAP, "profile": "tank"}, "profile is 'tank'; give van, e-bike"),
        ({"streets": MAP, "profile": None}, "profile is None"),
        ({"streets": "nowhere.osm.pbf"}, "nowhere.osm.pbf does not exist"),
        ({"streets": EXAMPLES / "krems"}, "nodes.csv"),
        ({"streets": STOPS}, "streets: .* cannot be read as an OpenStreetMap extract.*give a .osm.pbf"),
        ({"barriers": "nothing.geojson"}, "barriers: nothing.geojson does not exist"),
        ({"barriers": EXAMPLES / "krems"}, "barriers.csv"),
        ({"barriers": geopandas.GeoDataFrame(geometry=[LINE])}, "has no coordinate system"),
        ({"barriers": geopandas.GeoDataFrame(geometry=[], crs=4326)}, "has no rows"),
        (
            {"streets": MAP, "fences": "blocks", "area": shapely.box(15.6, 48.40, 15.63, 48.42)},
            "outside the area",
        ),
    ],
)
def test_bad_input_is_one_line(options, words):
    with pytest.raises(InputError, match=words) as caught:
        plan_of_krems(**options)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "of_map", [{"streets": MAP}, {"barriers": MAP}, {"streets": MAP, "barriers": "auto"}]
)
def test_a_map_of_elsewhere_says_by_how_much(of_map):
    words = "do not cover the stops: 2,205 of 2,205 lie beyond, up to 4\\d\\d,\\d\\d\\d m"
    with pytest.raises(InputError, match=words) as caught:
        equizone.plan(EXAMPLES / "liechtenstein" / "stops.csv", 20, **of_map)
    assert "\n" not in str(caught.value)


def test_given_lines_that_encircle_stops_are_refused():
    middle = shapely.Point(pd.read_csv(STOPS)[["lon", "lat"]].iloc[0])
    ring = geopandas.GeoSeries([middle.buffer(5e-4).exterior], crs=4326)
    with pytest.raises(InputError, match=r"barriers of lines encircle \d+ stops? without a crossing"):
        plan_of_krems(barriers=ring)


def test_the_profile_is_checked_also_where_nothing_is_read_by_it():
    with pytest.raises(InputError, match="profile is 'tank'"):
        plan_of_krems(profile="tank")


def test_power_fences_along_streets_are_refused_in_words_of_the_plan():
    with pytest.raises(InputError, match='fences is "power"'):
        plan_of_krems(streets=MAP, fences="power")


@pytest.mark.parametrize("given", [7, [LINE], geopandas.GeoDataFrame(geometry=[LINE])])
def test_errors_about_barriers_name_them(given):
    with pytest.raises(InputError, match="barriers"):
        plan_of_krems(barriers=given)


def test_rows_of_a_map_are_not_lines_of_the_stops(tmp_path):
    for table in ("nodes", "edges"):
        (tmp_path / f"{table}.csv").write_bytes((MAP / f"{table}.csv").read_bytes())
    edges = pd.read_csv(tmp_path / "edges.csv")
    edges.assign(length_m=np.where(edges.index == 900, -1.0, edges["length_m"])).to_csv(
        tmp_path / "edges.csv", index=False
    )
    lines = geopandas.GeoDataFrame({"rule": ["closed", "open"]}, geometry=[LINE, LINE], crs=4326)
    lines.to_file(tmp_path / "lines.geojson")
    few = tmp_path / "few.csv"
    pd.read_csv(STOPS).head(50).to_csv(few, index=False)
    for options, words in (
        ({"streets": tmp_path}, "streets: column length_m of edges at row 900 is -1.0: give"),
        ({"barriers": tmp_path / "lines.geojson"}, "barriers: rule of lines at row 1 is 'open'; give"),
        ({"barriers": STOPS.with_name("station.geojson")}, "barriers: geometry of lines at row 0 is POINT"),
    ):
        with pytest.raises(InputError, match=words):
            equizone.plan(few, couriers=2, **options)


def test_a_table_of_streets_is_refused_without_printing_it():
    with pytest.raises(InputError, match="streets is a GeoDataFrame"):
        plan_of_krems(streets=equizone.Streets.read(MAP).edges)
