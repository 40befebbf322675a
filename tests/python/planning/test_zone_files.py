"""Zones as files: what is written comes back, in every format."""

import json
import os
import warnings

import equizone
import geopandas
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from equizone import InputError
from equizone.planning.zone_files import write_zones

from .town import town

FORMATS = ["geojson", "json", "gpkg", "shp", "parquet", "geoparquet"]


@pytest.fixture(scope="module")
def plan():
    return equizone.plan(town(), 8)


@pytest.fixture(scope="module")
def projected_plan():
    stops = town()
    points = geopandas.GeoSeries.from_xy(stops.lon, stops.lat, crs=4326).to_crs(2056)
    return equizone.plan(stops.assign(x=points.x, y=points.y), 4, x="x", y="y", crs=2056)


def written(plan, path):
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*Shapefile's columns")
        plan.to_file(path)
    is_parquet = path.suffix.endswith("parquet")
    return geopandas.read_parquet(path) if is_parquet else pyogrio.read_dataframe(path)


@pytest.mark.parametrize("suffix", FORMATS)
def test_zones_come_back(plan, projected_plan, tmp_path, suffix):
    for given, name in ((plan, "degrees"), (projected_plan, "metres")):
        zones = written(given, tmp_path / f"{name}.{suffix}")
        assert zones["zone"].tolist() == given.zones["zone"].tolist()
        assert zones["stops"].tolist() == given.zones["stops"].tolist()
        np.testing.assert_allclose(zones.iloc[:, 6], given.zones["compactness"])
        expected = 4326 if suffix in ("geojson", "json") else given.zones.crs
        assert zones.crs.equals(expected, ignore_axis_order=True) or zones.crs.to_epsg() == 4326 == expected
        assert zones.is_valid.all()
        np.testing.assert_allclose(
            zones.to_crs(given.crs).area, given.zones.to_crs(given.crs).area, rtol=1e-4
        )


@pytest.mark.parametrize("suffix", FORMATS)
def test_nothing_else_is_written(plan, tmp_path, suffix):
    written(plan, tmp_path / f"zones.{suffix}")
    shapefile = ["zones.cpg", "zones.dbf", "zones.prj", "zones.shp", "zones.shx"]
    assert sorted(os.listdir(tmp_path)) == (shapefile if suffix == "shp" else [f"zones.{suffix}"])


def test_geojson_is_that_of_rfc_7946(projected_plan, tmp_path):
    projected_plan.to_file(tmp_path / "z.geojson")
    content = json.loads((tmp_path / "z.geojson").read_text())
    assert "crs" not in content
    for feature in content["features"]:
        shape = shapely.geometry.shape(feature["geometry"])
        parts = shapely.get_parts(shape)
        assert shape.is_valid
        assert all(shapely.is_ccw(part.exterior) for part in parts)
        assert shapely.box(9, 47, 10, 48).contains(shape)


def test_rings_follow_the_right_hand_whatever_was_given(tmp_path):
    hole = shapely.box(9.52, 47.12, 9.53, 47.13)
    zone = shapely.Polygon(shapely.box(9.5, 47.1, 9.6, 47.2).exterior, [hole.exterior.coords])
    turned = shapely.Polygon(zone.exterior.coords[::-1], [ring.coords[::-1] for ring in zone.interiors])
    for number, shape in enumerate((zone, turned, shapely.MultiPolygon([turned]))):
        zones = geopandas.GeoDataFrame({"zone": ["1"]}, geometry=[shape], crs=4326)
        path = tmp_path / f"{number}.geojson"
        write_zones(zones, path)
        (feature,) = json.loads(path.read_text())["features"]
        polygons = shapely.get_parts(shapely.geometry.shape(feature["geometry"]))
        assert [shapely.is_ccw(polygon.exterior) for polygon in polygons] == [True]
        assert [shapely.is_ccw(ring) for polygon in polygons for ring in polygon.interiors] == [False]


@pytest.mark.parametrize("suffix", ["geojson", "gpkg", "shp", "parquet"])
def test_zones_of_the_example_are_a_coverage_in_every_format(example_stops, tmp_path, suffix):
    plan = equizone.plan(example_stops, 40, effort="fast")
    zones = written(plan, tmp_path / f"zones.{suffix}")
    assert len(zones) == 40
    assert zones.is_valid.all()
    if suffix != "geojson":  # whose coordinates are rounded to a centimetre
        assert shapely.coverage_is_valid(zones.geometry.to_numpy())
    metric = zones.to_crs(plan.crs)
    assert metric.union_all().area == pytest.approx(metric.area.sum(), rel=1e-6)
    inside = zones.sindex.query(plan.stops.geometry, predicate="intersects")
    assert len(set(inside[0])) == len(plan.stops)


def test_a_shapefile_says_which_names_it_cuts(plan, tmp_path):
    with pytest.warns(UserWarning, match="names of up to 10 letters: compactness is compactnes") as said:
        plan.to_file(tmp_path / "zones.shp")
    assert len(said) == 1
    columns = pyogrio.read_dataframe(tmp_path / "zones.shp").columns
    assert list(columns) == [
        "zone",
        "stops",
        "load",
        "target",
        "load_ratio",
        "area_km2",
        "compactnes",
        "geometry",
    ]


def test_cut_names_stay_distinct_and_whole(tmp_path):
    names = ["productivity", "Productivity", "productivi", "productivity_mean", "电子围栏的名称", "short"]
    zones = geopandas.GeoDataFrame(
        dict(zip(names, range(6), strict=True)), geometry=[shapely.box(0, 0, 1, 1)], index=[0], crs=4326
    )
    (note,) = write_zones(zones, tmp_path / "zones.shp")
    read = pyogrio.read_dataframe(tmp_path / "zones.shp")
    columns = list(read.columns[:-1])
    assert columns == ["productiv2", "Productiv3", "productivi", "productiv4", "电子围", "short"]
    assert read[columns].iloc[0].tolist() == [0, 1, 2, 3, 4, 5]
    assert note.count(" is ") == 4
    assert write_zones(zones[["short", "geometry"]], tmp_path / "few.shp") == []


def test_zones_without_a_fence_are_written(tmp_path):
    zones = geopandas.GeoDataFrame(
        {"zone": ["a", "b"]}, geometry=[shapely.box(0, 0, 1, 1), shapely.Polygon()], crs=4326
    )
    for suffix in FORMATS:
        write_zones(zones, tmp_path / f"z.{suffix}")
        assert (tmp_path / f"z.{suffix}").exists()


def test_a_plan_is_saved_in_further_formats(plan, tmp_path):
    with pytest.warns(UserWarning, match="compactnes"):
        plan.save(tmp_path, formats=["gpkg", ".SHP", "parquet", "geojson", "gpkg"])
    files = set(os.listdir(tmp_path))
    assert {"zones.geojson", "zones.gpkg", "zones.shp", "zones.dbf", "zones.parquet", "plan.png"} <= files
    assert len(pyogrio.read_dataframe(tmp_path / "zones.gpkg", layer="zones")) == 8


def test_zones_of_an_earlier_plan_are_named(plan, tmp_path):
    plan.save(tmp_path, formats=["gpkg", "parquet"])
    before = (tmp_path / "zones.gpkg").read_bytes()
    with pytest.warns(UserWarning, match="earlier plan") as told:
        plan.save(tmp_path, formats=["parquet"])
    assert [str(warning.message).split(" holds")[0] for warning in told] == [str(tmp_path / "zones.gpkg")]
    assert (tmp_path / "zones.gpkg").read_bytes() == before


def test_bad_paths_and_formats(plan, tmp_path):
    with pytest.raises(InputError, match=r"zones are written as \.geojson, \.json, \.gpkg, \.shp, \.parquet"):
        plan.to_file(tmp_path / "zones.dwg")
    with pytest.raises(InputError, match=r"the directory .*none does not exist; make it first"):
        plan.to_file(tmp_path / "none" / "zones.shp")
    with pytest.raises(InputError, match=r"formats\[1\] is 'kml'; give any of geojson, json, gpkg, shp"):
        plan.save(tmp_path / "out", formats=["gpkg", "kml"])
    assert not (tmp_path / "out").exists()
    (tmp_path / "zones.dbf").mkdir()
    with pytest.raises(InputError, match=r"zones\.dbf: it is a directory"):
        plan.save(tmp_path, formats=["shp"])
    assert os.listdir(tmp_path) == ["zones.dbf"]


def test_modes_are_saved_in_further_formats(tmp_path):
    records = equizone.synthetic_history(town(), mean="minutes", start="2026-08-31", weeks=3, seed=3)[0]
    plans = equizone.plan(town(), modes=equizone.find_modes(records), couriers=4)
    plans.save(tmp_path, formats=["gpkg"])
    assert len(pd.Series(sorted(tmp_path.glob("*/zones.gpkg")))) == len(plans)
    with pytest.warns(UserWarning, match="earlier plan") as told:
        plans.save(tmp_path)
    assert len(told) == len(plans)
