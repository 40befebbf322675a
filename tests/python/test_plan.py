import errno
import json
import os
import sys

import equizone
import geopandas
import numpy as np
import pandas as pd
import pyproj
import pytest
import shapely
from equizone import InputError
from equizone.planning.buildings import find_buildings
from equizone.planning.reasons import in_plan_words
from equizone.planning.writing import FILES

STOPS = 240
RANDOM = np.random.default_rng(5)
MINUTES = np.round(RANDOM.lognormal(1.5, 0.5, STOPS), 1)


def town(**changes):
    places = np.random.default_rng(3).uniform([9.50, 47.10], [9.56, 47.16], (STOPS, 2)).round(6)
    columns = {"id": [f"{i:03d}" for i in range(STOPS)], "lon": places[:, 0], "lat": places[:, 1]}
    return pd.DataFrame(columns | {"minutes": MINUTES} | changes)


@pytest.fixture(scope="module")
def plan():
    return equizone.plan(town(), 8)


def points_of(plan):
    metres = plan.stops.to_crs(plan.crs)
    return np.column_stack([metres.geometry.x, metres.geometry.y])


def test_zones_add_up_and_keep_the_tolerance(plan):
    assert plan.status == "ok"
    assert plan.reason == ""
    by_zone = pd.DataFrame({"zone": plan.stops.zone, "load": MINUTES}).groupby("zone")["load"]
    summary = plan.summary.set_index("zone")
    np.testing.assert_allclose(by_zone.sum()[summary.index], summary["load"])
    assert by_zone.count()[summary.index].tolist() == summary["stops"].tolist()
    np.testing.assert_allclose(summary["target"], MINUTES.sum() / 8)
    np.testing.assert_allclose(summary["load_ratio"], summary["load"] / summary["target"])
    assert (summary["load_ratio"] - 1).abs().max() <= 0.03
    assert summary.index.tolist() == [str(zone) for zone in range(1, 9)]


def test_labels_rows_and_names_mean_the_same_zone(plan):
    assert plan.zones["zone"].to_numpy()[plan.labels].tolist() == plan.stops["zone"].tolist()
    np.testing.assert_allclose(plan.partition.zone_loads, plan.summary["load"])
    assert plan.loads.tolist() == MINUTES.tolist()


def test_fences_hold_their_stops_and_measures_are_metric(plan):
    fences = plan.zones.to_crs(plan.crs)
    points = shapely.points(points_of(plan))
    own = fences.geometry.to_numpy()[plan.labels]
    assert (shapely.distance(own, points) < 1e-3).all()
    np.testing.assert_allclose(plan.summary["area_km2"], fences.area / 1e6, rtol=1e-6)
    compactness = 4 * np.pi * fences.area / fences.length**2
    np.testing.assert_allclose(plan.summary["compactness"], compactness, rtol=1e-6)
    geodesic_km2 = abs(pyproj.Geod(ellps="WGS84").geometry_area_perimeter(plan.zones.geometry[0])[0]) / 1e6
    assert plan.summary["area_km2"][0] == pytest.approx(geodesic_km2, rel=2e-3)


def test_same_zones_as_the_call_on_arrays(plan):
    direct = equizone.partition(points_of(plan), MINUTES, zones=8)
    assert equizone.evaluate(points_of(plan), MINUTES, plan.labels, zones=8).imbalance == pytest.approx(
        direct.imbalance
    )
    assert (direct.labels == plan.labels).mean() > 0.99


def test_what_it_says(plan):
    assert plan.title == "plan"
    assert (plan.load_name, plan.load_unit) == ("minutes", "min")
    assert plan.notes == [
        "Coordinates: columns lon, lat, taken as WGS 84 (EPSG:4326).",
        "Projected to WGS 84 / UTM zone 32N (EPSG:32632), since WGS 84 (EPSG:4326) is not "
        "measured in metres.",
        "Loads are those of the column minutes, in minutes.",
    ]
    assert repr(plan) == "Plan('plan', 8 zones, 240 stops, status 'ok')"


def test_index_columns_and_crs_of_a_geo_table_are_kept():
    stops = town().set_index("id")
    points = geopandas.points_from_xy(stops.lon, stops.lat, crs=4326)
    given = geopandas.GeoDataFrame(stops, geometry=points).to_crs(2056).rename_geometry("place")
    before = given.copy()
    plan = equizone.plan(given, 8)
    pd.testing.assert_frame_equal(pd.DataFrame(plan.stops.drop(columns="zone")), pd.DataFrame(given))
    assert plan.stops.geometry.name == "place"
    assert plan.stops.crs == plan.zones.crs == plan.crs == pyproj.CRS(2056)
    pd.testing.assert_frame_equal(given, before)


def test_a_repeated_index_is_no_obstacle():
    plan = equizone.plan(town().set_axis(["same"] * STOPS), 8)
    assert plan.stops.zone.tolist() == equizone.plan(town(), 8).stops.zone.tolist()


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


@pytest.mark.parametrize(("hours", "couriers"), [(4.0, 4), (840 / 4 / 60, 4), (3.49, 5), (24.0, 1)])
def test_couriers_from_hours(hours, couriers):
    plan = equizone.plan(town(minutes=840 / STOPS), shift_hours=hours, tolerance=0.05)
    assert len(plan.zones) == couriers
    called = "1 courier" if couriers == 1 else f"{couriers} couriers"
    assert f"840.0 min of work / {hours:g} h per courier = {14 / hours:.2f}: {called}." in plan.notes


def test_hours_make_minutes_of_any_loads():
    plan = equizone.plan(town(drops=3.5), shift_hours=4, load="drops")
    assert plan.load_unit == "min"
    assert any("drops, taken as minutes" in note for note in plan.notes)


def test_targets_and_names_belong_together():
    plan = equizone.plan(town(), 3, targets=[0.5, 0.25, 0.25], names=["Ann", "Bo", "Chen"])
    summary = plan.summary.set_index("zone")
    np.testing.assert_allclose(summary["target"] / MINUTES.sum(), [0.5, 0.25, 0.25])
    assert (summary["load_ratio"] - 1).abs().max() <= 0.03
    assert set(plan.stops.zone) == {"Ann", "Bo", "Chen"}


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


@pytest.mark.parametrize(
    "station",
    [
        (9.53, 47.13),
        shapely.Point(9.53, 47.13),
        geopandas.GeoSeries.from_xy([9.53], [47.13], crs=4326).to_crs(2056),
    ],
)
def test_station_in_the_plan_s_metres(station):
    plan = equizone.plan(town(), 4, station=station)
    expected = pyproj.Transformer.from_crs(4326, 32632, always_xy=True).transform(9.53, 47.13)
    assert (plan.station.x, plan.station.y) == pytest.approx(expected, abs=1e-2)


def test_area_bounds_the_fences():
    area = shapely.box(9.49, 47.09, 9.57, 47.17)
    plan = equizone.plan(town(), 4, area=area)
    covered = plan.zones.to_crs(plan.crs).area.sum()
    given = geopandas.GeoSeries([area], crs=4326).to_crs(plan.crs).area.sum()
    assert covered == pytest.approx(given, rel=1e-6)
    assert plan.summary["area_km2"].sum() == pytest.approx(given / 1e6, rel=1e-6)


def test_margin_widens_the_area():
    narrow, wide = (equizone.plan(town(), 4, margin_m=margin_m) for margin_m in (50, 500))
    assert wide.summary["area_km2"].sum() > narrow.summary["area_km2"].sum()


def test_one_courier_and_one_per_stop():
    assert equizone.plan(town(), 1).summary["stops"].tolist() == [STOPS]
    few = town().iloc[:5]
    assert equizone.plan(few, 5).summary["stops"].tolist() == [1] * 5


@pytest.mark.parametrize(
    ("columns", "options", "message"),
    [
        ({}, {}, "give couriers, the number of zones, or shift_hours"),
        ({}, {"couriers": 4, "shift_hours": 8}, "couriers and shift_hours are both given"),
        ({}, {"couriers": 3.5}, "couriers is 3.5; give a whole number"),
        ({}, {"couriers": "four"}, "couriers is 'four'; give a whole number"),
        ({}, {"couriers": 0}, "couriers is 0; give at least 1"),
        ({}, {"couriers": 241}, "couriers is 241 but the table has 240 stops"),
        ({"lon": 9.5, "lat": 47.1}, {"couriers": 2}, "240 stops share 1 place, .*keep_together=False"),
        ({}, {"shift_hours": 0}, "shift_hours is 0"),
        ({}, {"shift_hours": float("nan")}, "shift_hours is nan"),
        ({"minutes": 9.0}, {"shift_hours": 8, "load": "minuten"}, "did you mean minutes"),
        ({"minutes": -1.0}, {"couriers": 4}, "column minutes at row 0 is -1.0: a load must be >= 0"),
        ({"minutes": 0.0}, {"couriers": 4}, "column minutes: all 240 loads are zero"),
        ({"minutes": "much"}, {"couriers": 4}, "column minutes at row 0 is 'much': give a finite number"),
        ({}, {"couriers": 4, "load": [1.0, 2.0]}, "load has shape .2,. but there are 240 stops"),
        ({}, {"couriers": 4, "load": pd.Series(MINUTES)[::-1]}, "load is a Series whose index is not that"),
        ({}, {"couriers": 4, "load": [np.nan] * STOPS}, "argument load at row 0 is empty"),
        ({}, {"couriers": 4, "tolerance": 3}, "tolerance is 3; give a fraction"),
        ({}, {"couriers": 4, "tolerance": float("nan")}, "tolerance is nan"),
        ({}, {"couriers": 4, "seed": -1}, "seed is -1"),
        ({}, {"couriers": 4, "effort": "huge"}, 'effort is "huge"'),
        ({}, {"couriers": 4, "names": ["a", "b"]}, "names has 2 names for 4 zones"),
        ({}, {"couriers": 4, "names": list("abca")}, "names repeat: a"),
        ({}, {"couriers": 4, "targets": [1.0, 2.0]}, "targets"),
        (
            {},
            {"couriers": 4, "station": (47.13, 9.53)},
            "station lies 5,... km from the nearest stop.*swapped",
        ),
        ({}, {"couriers": 4, "station": (9.5, np.nan)}, "station is POINT .*finite"),
        ({}, {"couriers": 4, "station": (9.5,)}, "station is .9.5,.; give a file, a geometry"),
        ({}, {"couriers": 4, "station": shapely.box(9, 47, 10, 48)}, "station has 1 places .Polygon."),
        ({}, {"couriers": 4, "station": "nowhere.geojson"}, "nowhere.geojson does not exist"),
        ({}, {"couriers": 4, "area": shapely.box(9.4, 47.0, 9.53, 47.2)}, "lies [0-9,]+ m outside the area"),
        ({}, {"couriers": 4, "area": shapely.Point(9.5, 47.1)}, "area has Point; give polygons"),
        (
            {},
            {"couriers": 4, "area": shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])},
            "not a valid polygon",
        ),
        (
            {},
            {"couriers": 4, "area": shapely.box(9, 47, 10, 48), "margin_m": 10},
            "area and margin_m are both",
        ),
        ({}, {"couriers": 4, "margin_m": -1}, "margin_m is -1"),
        ({}, {"couriers": 4, "margin_m": 1e6}, "margin_m is 1000000.0; .*at most 100,000"),
        (
            {},
            {"shift_hours": 1e-300},
            "shift_hours is 1e-300: .* more than there are stops .240.; are the loads",
        ),
        ({}, {"couriers": 4, "station": (200, 100)}, "a longitude lies within 180 degrees"),
        ({}, {"couriers": 4, "station": town()}, "station has no geometry; give GeoJSON"),
        ({}, {"couriers": 4, "station": "nowhere"}, "nowhere does not exist; .* a file, or two numbers X,Y"),
        ({}, {"couriers": 4, "station": "a\0b"}, "station is .*zero bytes"),
        ({}, {"couriers": 4, "area": "https://example.org/a.geojson"}, "a URL; download it first"),
        ({}, {"couriers": 4, "area": shapely.Polygon()}, "area is empty"),
        ({}, {"couriers": 4, "area": geopandas.GeoSeries([], crs=4326)}, "area is empty"),
    ],
)
def test_bad_input(columns, options, message):
    with pytest.raises(InputError, match=message):
        equizone.plan(town(**columns), **options)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"couriers": True}, "couriers is True; give a whole number"),
        ({"couriers": None, "shift_hours": "8"}, "shift_hours is '8'; give a number"),
        ({"load": 1}, "load is 1; give a column's name"),
        ({"tolerance": "0.03"}, "tolerance is '0.03'; give a number"),
        ({"seed": 1.5}, "seed is 1.5; give a whole number"),
        ({"seed": None}, "seed is None; give a whole number"),
        ({"seed": 2**64}, "seed is 18446744073709551616; give at most 18446744073709551615"),
        ({"threads": 1025}, "threads is 1025; give at most 1024"),
        ({"threads": -1}, "threads is -1; give at least 0"),
        ({"threads": 2**70}, "threads is 1180591620717411303424; give at most 1024"),
        ({"effort": 3}, "effort is 3; give a text"),
        ({"time_limit_s": "10"}, "time_limit_s is '10'; give a number"),
        ({"margin_m": "10"}, "margin_m is '10'; give a number"),
        ({"names": ["a", "", "c", "d"]}, r"names\[1\] is ''; give a text that is not blank"),
        ({"names": ["a", "b", None, "d"]}, r"names\[2\] is None; give a text"),
        ({"names": 4}, "names is 4; give a list of texts"),
        ({"notes": "one"}, "notes is 'one'; give a list of texts"),
        ({"title": 7}, "title is 7; give a text"),
        ({"keep_together": "no"}, "keep_together is 'no'; give True or False"),
        ({"progress": 5}, "progress is 5; give a function"),
    ],
)
def test_wrong_types(options, message):
    with pytest.raises(InputError, match=message):
        equizone.plan(town(), **{"couriers": 4} | options)


@pytest.mark.parametrize("write", ["save", "to_file", "report", "picture"])
def test_a_plan_is_written_to_paths_only(plan, write, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for path, message in ((None, "is None; give a path"), ("", "is empty; give a path")):
        with pytest.raises(InputError, match=message):
            getattr(plan, write)(path)
    assert os.listdir(tmp_path) == []


def test_reasons_are_translated_in_one_pass():
    """Labels and names that look like stops and zones are put in once and left alone."""
    places = np.array([[0.0, 0.0], [0.0, 0.0], [9.0, 0.0], [0.0, 9.0]])
    buildings, _ = find_buildings(places, 1, keep_together=True)
    index = pd.Index(["zone 50", "stop 60", "zone 70", "stop 80"])
    told = in_plan_words("stop 0 alone (3) exceeds; so do 2 other stops", index, buildings, [])
    assert told.startswith("the 2 stops at the place of row 'zone 50' (position 0) alone (3) exceeds")
    assert "2 other stops (stops at one place count once); keep_together=False" in told
    told = in_plan_words("the worst, zone 1, has stop 2", index, buildings, ["stop 5", "stop 6"])
    assert told == "the worst, zone stop 6, has the stop at row 'stop 80' (position 3)"


def test_no_minutes_no_hours():
    with pytest.raises(InputError, match="shift_hours needs loads in minutes"):
        equizone.plan(town().drop(columns="minutes"), shift_hours=8)


def test_progress_is_told():
    told = []
    equizone.plan(town(), 8, progress=lambda stage, fraction: told.append((stage, fraction)))
    assert all(0 <= fraction <= 1 for _, fraction in told)
    stages = list(dict.fromkeys(stage for stage, _ in told))
    assert stages[0] == "reading"
    assert "balancing" in stages
    assert stages[-1] == "fences"


def test_save_writes_every_file(plan, tmp_path):
    out = tmp_path / "new" / "out"
    plan.save(out)
    assert sorted(os.listdir(out)) == sorted(FILES)
    stops = pd.read_csv(out / "stops.csv", dtype=str)
    pd.testing.assert_frame_equal(stops, town().assign(zone=plan.stops.zone).astype(str), check_dtype=False)
    summary = pd.read_csv(out / "summary.csv", dtype={"zone": str})
    columns = ["zone", "stops", "load", "target", "load_ratio", "area_km2", "compactness"]
    assert list(summary.columns) == columns
    np.testing.assert_allclose(summary[columns[1:]], plan.summary[columns[1:]], atol=1e-4)


def test_stops_csv_repeats_the_file_to_the_letter(tmp_path):
    path = tmp_path / "a.csv"
    texts = town().astype(str).assign(share="0.50", remark='街道, "7"')
    texts.to_csv(path, index=False)
    plan = equizone.plan(path, 4)
    plan.save(tmp_path / "out")
    zoned = texts.assign(zone=plan.stops.zone.to_numpy()).to_csv(index=False)
    assert (tmp_path / "out" / "stops.csv").read_text(encoding="utf-8") == zoned
    assert plan.title == "a"


def test_a_plan_can_be_planned_again(plan, tmp_path):
    plan.save(tmp_path)
    again = equizone.plan(tmp_path / "stops.csv", 8)
    assert again.stops["zone_before"].astype(str).tolist() == plan.stops["zone"].tolist()
    again.save(tmp_path)
    columns = pd.read_csv(tmp_path / "stops.csv").columns
    assert list(columns) == ["id", "lon", "lat", "minutes", "zone_before", "zone"]


def test_a_named_index_is_written(tmp_path):
    equizone.plan(town().set_index("id"), 4).save(tmp_path)
    assert pd.read_csv(tmp_path / "stops.csv", dtype=str)["id"].tolist() == town()["id"].tolist()


def test_an_index_called_zone_is_kept_under_another_name(tmp_path):
    plan = equizone.plan(town().set_index(town()["id"].rename("zone")), 4)
    plan.save(tmp_path)
    written = pd.read_csv(tmp_path / "stops.csv", dtype=str)
    assert list(written.columns) == ["zone_before", "id", "lon", "lat", "minutes", "zone"]
    assert written["zone_before"].tolist() == written["id"].tolist()
    assert "The stops had an index zone already; it is kept as zone_before." in plan.notes


def test_geometries_are_written_in_full(tmp_path):
    boxes = shapely.buffer(shapely.points(town().lon, town().lat), 0.0001, cap_style="square")
    plan = equizone.plan(geopandas.GeoDataFrame(town(), geometry=boxes, crs=4326), 4)
    plan.save(tmp_path)
    assert (plan.stops.geom_type == "Point").all()
    written = shapely.from_wkt(pd.read_csv(tmp_path / "stops.csv")["geometry"].to_numpy())
    np.testing.assert_array_equal(shapely.get_coordinates(written), shapely.get_coordinates(boxes))


def test_a_failure_leaves_the_directory_as_it_was(plan, tmp_path, monkeypatch):
    def fail(plan, path):
        path.write_text("half")
        raise OSError("disk full")

    monkeypatch.setitem(FILES, "plan.png", fail)
    (tmp_path / "summary.csv").write_text("earlier")
    with pytest.raises(OSError, match="disk full"):
        plan.save(tmp_path)
    assert os.listdir(tmp_path) == ["summary.csv"]
    assert (tmp_path / "summary.csv").read_text() == "earlier"
    with pytest.raises(OSError, match="disk full"):
        plan.save(tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_full_disk_is_named(plan, tmp_path, monkeypatch):
    def fail(plan, path):
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setitem(FILES, "plan.png", fail)
    with pytest.raises(OSError, match=f"^cannot write to {tmp_path}: No space left on device$"):
        plan.save(tmp_path)


def test_saving_replaces_own_files_and_leaves_others(plan, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "summary.csv").write_text("earlier")
    plan.save(tmp_path)
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert (tmp_path / "summary.csv").read_text().startswith("zone,stops")


def test_unwritable_places(plan, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match=r"cannot write to .*file"):
        plan.save(tmp_path / "file")
    with pytest.raises(InputError, match=r"cannot write to .*Not a directory"):
        plan.save(tmp_path / "file" / "out")
    (tmp_path / "out" / "stops.csv").mkdir(parents=True)
    with pytest.raises(InputError, match=r"stops\.csv: it is a directory"):
        plan.save(tmp_path / "out")


@pytest.mark.parametrize("name", ["zones.geojson", "zones.gpkg", "zones.parquet"])
def test_zone_files_come_back(plan, tmp_path, name):
    path = tmp_path / name
    plan.to_file(path)
    zones = geopandas.read_parquet(path) if name.endswith("parquet") else geopandas.read_file(path)
    assert zones["zone"].tolist() == plan.zones["zone"].tolist()
    assert zones.crs == plan.zones.crs
    np.testing.assert_allclose(zones.to_crs(plan.crs).area, plan.zones.to_crs(plan.crs).area, rtol=1e-4)
    assert os.listdir(tmp_path) == [name]


def test_geojson_is_that_of_rfc_7946(tmp_path):
    stops = town()
    points = geopandas.GeoSeries.from_xy(stops.lon, stops.lat, crs=4326).to_crs(2056)
    equizone.plan(stops.assign(x=points.x, y=points.y), 4, x="x", y="y", crs=2056).to_file(
        tmp_path / "z.geojson"
    )
    content = json.loads((tmp_path / "z.geojson").read_text())
    assert "crs" not in content
    for feature in content["features"]:
        shape = shapely.geometry.shape(feature["geometry"])
        parts = shapely.get_parts(shape)
        assert shape.is_valid
        assert all(shapely.is_ccw(part.exterior) for part in parts)
        assert shapely.box(9, 47, 10, 48).contains(shape)


def test_other_zone_formats_are_refused(plan, tmp_path):
    with pytest.raises(InputError, match=r"zones are written as \.geojson, \.json, \.gpkg, \.parquet"):
        plan.to_file(tmp_path / "zones.dwg")


def test_report_and_picture(plan, tmp_path):
    plan.report(tmp_path / "a.html")
    plan.picture(tmp_path / "a.png")
    assert sorted(os.listdir(tmp_path)) == ["a.html", "a.png"]


def test_explore_needs_its_extra(plan, monkeypatch):
    monkeypatch.setitem(sys.modules, "folium", None)
    with pytest.raises(ImportError, match=r"pip install equizone\[explore\]"):
        plan.explore()


def test_explore_shows_zones_and_stops(plan):
    pytest.importorskip("folium")
    pytest.importorskip("mapclassify")
    layers = [child.layer_name for child in plan.explore()._children.values() if hasattr(child, "layer_name")]
    assert {"zones", "stops"} <= set(layers)


def test_real_buildings():
    folder = os.environ.get("EQUIZONE_DATA")
    if not folder:
        pytest.skip("EQUIZONE_DATA is not set: the folder of the larger data sets")
    plan = equizone.plan(f"{folder}/osm/liechtenstein/buildings.csv", 60, load="area_m2", tolerance=0.05)
    assert plan.status in ("ok", "heavy_stop")
    assert plan.title == "buildings"


def test_pickups_of_real_couriers():
    folder = os.environ.get("EQUIZONE_DATA")
    if not folder:
        pytest.skip("EQUIZONE_DATA is not set: the folder of the larger data sets")
    pickups = pd.read_csv(f"{folder}/lade/pickups.csv")
    with pytest.raises(InputError, match=r"km apart.*more than one station"):
        equizone.plan(pickups, 10)
    plan = equizone.plan(pickups[pickups["city"] == "hangzhou"], 10, tolerance=0.1)
    assert plan.summary["stops"].sum() == 1156
    assert plan.crs == pyproj.CRS(32650)
