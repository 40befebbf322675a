"""The examples' stops, maps and history are what their scripts make, and suit their couriers."""

import subprocess
import sys
from pathlib import Path

import equizone
import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely
from equizone.osm.extract import read_extract

pytestmark = pytest.mark.usefixtures("own_cache")

EXAMPLES = Path(__file__).parents[2] / "examples" / "data"
FOLDER = EXAMPLES / "liechtenstein"
REGIONS = ["liechtenstein", "krems"]
MAPS = {"liechtenstein": FOLDER / "map.osm.pbf", "krems": EXAMPLES / "krems" / "map"}


@pytest.mark.parametrize("region", REGIONS)
def test_the_script_reproduces_the_files(data_folder, tmp_path, region):
    subprocess.run(
        [sys.executable, EXAMPLES / "make_stops.py", region, tmp_path],
        env={"EQUIZONE_DATA": str(data_folder)},
        check=True,
    )
    for name in ("stops.csv", "station.geojson"):
        assert (tmp_path / name).read_bytes() == (EXAMPLES / region / name).read_bytes()


def test_the_script_reproduces_the_maps(data_folder, tmp_path):
    subprocess.run(
        [sys.executable, EXAMPLES / "make_maps.py", tmp_path],
        env={"EQUIZONE_DATA": str(data_folder)},
        check=True,
    )
    for name in ("nodes.csv", "edges.csv", "barriers.csv"):
        assert (tmp_path / "krems" / "map" / name).read_bytes() == (MAPS["krems"] / name).read_bytes()
    # Compressed files may differ from one version of the compressor to another.
    made, shipped = (
        read_extract(path) for path in (tmp_path / "liechtenstein" / "map.osm.pbf", MAPS["liechtenstein"])
    )
    assert [way.tags for way in made.ways] == [way.tags for way in shipped.ways]
    for one, other in zip(made.ways, shipped.ways, strict=True):
        np.testing.assert_array_equal(one.lonlat, other.lonlat)
    assert [water.polygon.wkb for water in made.waters] == [water.polygon.wkb for water in shipped.waters]
    assert made.gates == shipped.gates
    assert len(shipped.gates) > 30


@pytest.mark.parametrize(("region", "streets_km"), [("liechtenstein", 200), ("krems", 100)])
def test_the_map_covers_the_stops(region, streets_km):
    stops = pd.read_csv(EXAMPLES / region / "stops.csv")
    places = geopandas.GeoSeries.from_xy(stops["lon"], stops["lat"], crs=4326)
    streets, barriers = equizone.Streets.read(MAPS[region]), equizone.Barriers.read(MAPS[region])
    for map_of in (streets, barriers):
        map_of.check_covers(places)
    assert streets.edges["length_m"].sum() > streets_km * 1000
    assert {"river", "railway"} <= set(barriers.lines["kind"])
    nearest_m = places.to_crs(3035).distance(streets.edges.to_crs(3035).union_all())
    assert nearest_m.quantile(0.99) < 200


def test_the_river_and_the_railway_cut_krems():
    """The notice states how many near pairs they part: counted here by brute force."""
    stops = pd.read_csv(EXAMPLES / "krems" / "stops.csv")
    places = geopandas.GeoSeries.from_xy(stops["lon"], stops["lat"], crs=4326).to_crs(31287)
    lines = equizone.Barriers.read(MAPS["krems"]).lines.to_crs(31287)
    xy = shapely.get_coordinates(places.to_numpy())
    apart_m = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))
    one, other = np.nonzero(np.triu(apart_m < 400, 1))
    ways = shapely.linestrings(np.stack([xy[one], xy[other]], axis=1))
    for kind, share in (("river", 0.18), ("railway", 0.11)):
        wall = lines[lines["kind"] == kind].union_all()
        shapely.prepare(wall)
        assert shapely.intersects(wall, ways).mean() == pytest.approx(share, abs=0.005)


def test_krems_has_a_working_day_for_twenty_two_couriers():
    minutes = pd.read_csv(EXAMPLES / "krems" / "stops.csv")["minutes"]
    assert 6.5 * 60 <= minutes.sum() / 22 <= 7.5 * 60
    assert minutes.max() < minutes.sum() / 22 / 2
    plan = equizone.plan(EXAMPLES / "krems" / "stops.csv", 22)
    assert plan.status == "ok"


def test_stops_are_plausible():
    stops = pd.read_csv(FOLDER / "stops.csv", dtype={"id": str})
    assert 2000 <= len(stops) <= 4000
    assert stops["id"].is_unique
    assert not stops.duplicated(["lon", "lat"]).any()
    assert stops["lon"].between(9.47, 9.55).all()
    assert stops["lat"].between(47.08, 47.20).all()


@pytest.mark.parametrize("region", REGIONS)
def test_the_notice_names_the_figures_of_the_files(region):
    stops = pd.read_csv(EXAMPLES / region / "stops.csv")
    notice = " ".join((EXAMPLES / region / "README.md").read_text(encoding="utf-8").split())
    assert f"{len(stops):,} buildings" in notice
    assert f"{stops['parcels'].sum():,} parcels a day" in notice
    assert f"{stops['minutes'].sum():,.2f} minutes of work" in notice


@pytest.mark.parametrize("region", REGIONS)
def test_minutes_are_those_of_the_default_profile(region):
    stops = pd.read_csv(EXAMPLES / region / "stops.csv")
    minutes = equizone.WorkloadModel.default().minutes(stops.drop(columns="minutes"))
    np.testing.assert_allclose(stops["minutes"], minutes["total"], atol=0.005 + 1e-9)


def test_categories_follow_from_the_surroundings():
    stops = pd.read_csv(FOLDER / "stops.csv")
    assert set(stops["customer"]) == {"house", "apartment building", "office", "company"}
    areas = stops.groupby("customer")["area_m2"]
    order = ["house", "apartment building", "office", "company"]
    assert areas.max()[order].is_monotonic_increasing
    assert (areas.max()[order[:-1]].to_numpy() < areas.min()[order[1:]].to_numpy()).all()
    roads = stops["road"].value_counts()
    assert roads.index[0] == "residential street"
    assert roads["congested street"] > 200


def test_forty_couriers_have_a_working_day_each():
    minutes = pd.read_csv(FOLDER / "stops.csv")["minutes"]
    per_courier = minutes.sum() / 40
    assert 6 * 60 <= per_courier <= 7.5 * 60
    assert minutes.max() < per_courier / 2


@pytest.fixture(scope="module")
def history(tmp_path_factory):
    path = tmp_path_factory.mktemp("history") / "history.parquet"
    subprocess.run([sys.executable, FOLDER / "make_history.py", path], check=True)
    return path


def test_history_is_the_same_every_time(history, tmp_path):
    again = tmp_path / "again.parquet"
    subprocess.run([sys.executable, FOLDER / "make_history.py", again], check=True)
    pd.testing.assert_frame_equal(pd.read_parquet(again), pd.read_parquet(history))


def test_history_is_plausible(history):
    records = pd.read_parquet(history)
    stops = pd.read_csv(FOLDER / "stops.csv")
    assert list(records) == ["date", "stop", "kind", "parcels"]
    assert set(records["stop"]) <= set(stops["id"])
    assert set(records["kind"]) == {"delivery", "pickup"}
    assert (records["parcels"] > 0).all()
    assert records["date"].min() == pd.Timestamp("2026-08-31")
    assert records["date"].max() == pd.Timestamp("2026-11-28")
    assert not (records["date"].dt.day_of_week == 6).any()


def test_history_shows_its_modes(history):
    modes = equizone.find_modes(history, holidays="LI", peaks={"Black Friday": ["2026-11-27"]})
    assert modes.names == ["Mon+Fri", "Tue+Wed+Thu", "Sat", "Black Friday"]
    dropped = modes.days[modes.days["dropped"]]
    assert dropped["date"].dt.strftime("%Y-%m-%d").tolist() == ["2026-09-08", "2026-10-13", "2026-10-14"]
    volumes = modes.summary.set_index("mode")["mean_volume"]
    parcels = pd.read_csv(FOLDER / "stops.csv")["parcels"].sum()
    assert volumes["Mon+Fri"] == pytest.approx(1.2 * parcels, rel=0.02)
    assert volumes["Tue+Wed+Thu"] == pytest.approx(0.8 * parcels, rel=0.02)
    assert volumes["Sat"] == pytest.approx(0.4 * parcels, rel=0.02)


@pytest.mark.parametrize("region", REGIONS)
def test_the_licence_is_named_beside_the_data(region):
    notice = (EXAMPLES / region / "README.md").read_text(encoding="utf-8")
    assert "© OpenStreetMap contributors" in notice
    assert "Open Database License (ODbL) 1.0" in notice
