import equizone
import geopandas
import numpy as np
import pandas as pd
import pyproj
import pytest
import shapely
from equizone import InputError

from .town import MINUTES, STOPS, points_of, town


@pytest.fixture(scope="module")
def plan():
    return equizone.plan(town(), 8)


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


def test_targets_and_names_belong_together():
    plan = equizone.plan(town(), 3, targets=[0.5, 0.25, 0.25], names=["Ann", "Bo", "Chen"])
    summary = plan.summary.set_index("zone")
    np.testing.assert_allclose(summary["target"] / MINUTES.sum(), [0.5, 0.25, 0.25])
    assert (summary["load_ratio"] - 1).abs().max() <= 0.03
    assert set(plan.stops.zone) == {"Ann", "Bo", "Chen"}


def test_one_courier_and_one_per_stop():
    assert equizone.plan(town(), 1).summary["stops"].tolist() == [STOPS]
    few = town().iloc[:5]
    assert equizone.plan(few, 5).summary["stops"].tolist() == [1] * 5


def test_progress_is_told():
    told = []
    equizone.plan(town(), 8, progress=lambda stage, fraction: told.append((stage, fraction)))
    assert all(0 <= fraction <= 1 for _, fraction in told)
    stages = list(dict.fromkeys(stage for stage, _ in told))
    assert stages[0] == "reading"
    assert "balancing" in stages
    assert stages[-1] == "fences"


def test_real_buildings(data_folder):
    plan = equizone.plan(f"{data_folder}/osm/liechtenstein/buildings.csv", 60, load="area_m2", tolerance=0.05)
    assert plan.status in ("ok", "heavy_stop")
    assert plan.title == "buildings"


def test_pickups_of_real_couriers(data_folder):
    pickups = pd.read_csv(f"{data_folder}/lade/pickups.csv")
    with pytest.raises(InputError, match=r"km apart.*more than one station"):
        equizone.plan(pickups, 10)
    plan = equizone.plan(pickups[pickups["city"] == "hangzhou"], 10, tolerance=0.1)
    assert plan.summary["stops"].sum() == 1156
    assert plan.crs == pyproj.CRS(32650)
