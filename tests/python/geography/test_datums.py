import itertools

import equizone
import geopandas
import numpy as np
import pandas as pd
import pyproj
import pytest
import shapely
from equizone import InputError, convert_datum
from equizone.geography.coordinates import find_coordinates

DATUMS = ["WGS 84", "GCJ-02", "BD-09"]

# Longitude, latitude in WGS 84 and GCJ-02, from the tests of eviltransform (Shanghai, Shenzhen, Beijing) and
# the examples of coordtransform.
PUBLISHED = np.array(
    [
        (121.5272106, 31.1774276, 121.531541859215, 31.17530398364597),
        (113.912316, 22.543847, 113.9171764808363, 22.540796131694766),
        (116.377817, 39.911954, 116.38404722455657, 39.91334545536069),
        (116.404, 39.915, 116.41024449916938, 39.91640428150164),
    ]
)


def metres_apart(a, b):
    return pyproj.Geod(ellps="WGS84").inv(*np.transpose(a), *np.transpose(b))[2]


def chinese_places():
    return np.random.default_rng(2).uniform([74, 18.2], [134.5, 53.5], (2000, 2))


def test_published_points_of_gcj_02():
    wgs84, gcj02 = PUBLISHED[:, :2], PUBLISHED[:, 2:]
    assert metres_apart(convert_datum(wgs84, "WGS 84", "GCJ-02"), gcj02).max() < 1e-6
    assert metres_apart(convert_datum(gcj02, "GCJ-02", "WGS 84"), wgs84).max() < 1e-6


def test_published_points_of_bd_09():
    place = [[116.404, 39.915]]
    assert (
        metres_apart(convert_datum(place, "gcj02", "bd09"), [[116.41036949371029, 39.92133699351021]]) < 1e-6
    )
    # Published is the usual way back, which is not exact.
    assert (
        metres_apart(convert_datum(place, "bd09", "gcj02"), [[116.39762729119315, 39.90865673957631]]) < 0.1
    )
    assert metres_apart(convert_datum(place, "gcj02", "wgs84"), [[116.39775550083061, 39.91359571849836]]) < 1


@pytest.mark.parametrize(("source", "target"), list(itertools.permutations(DATUMS, 2)))
def test_there_and_back(source, target):
    places = chinese_places()
    there = convert_datum(places, source, target)
    assert metres_apart(there, places).min() > 30
    assert metres_apart(there, places).max() < 2000
    assert metres_apart(convert_datum(there, target, source), places).max() < 1e-3


def test_the_detour_is_the_direct_way():
    places = chinese_places()
    direct = convert_datum(places, "WGS 84", "BD-09")
    detour = convert_datum(convert_datum(places, "WGS 84", "GCJ-02"), "GCJ-02", "BD-09")
    np.testing.assert_array_equal(direct, detour)
    same = convert_datum(places, "gcj_02", "GCJ02")
    np.testing.assert_array_equal(same, places)
    assert same is not places
    assert convert_datum(np.empty((0, 2)), "BD-09", "WGS 84").shape == (0, 2)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([[116, 40]], "GCJ", "WGS 84"), 'source is \'GCJ\'; give "WGS 84", "GCJ-02" or "BD-09"'),
        (([[116, 40]], "GCJ-02", None), "target is None"),
        (([116, 40], "GCJ-02", "BD-09"), r"lonlat has shape \(2,\)"),
        (
            ([[116, 40], [40, 116]], "BD-09", "WGS 84"),
            r"lonlat\[1\] is \(40, 116\), .* \(1 such rows\); BD-09",
        ),
        (
            ([[np.nan, 40]], "GCJ-02", "WGS 84"),
            r"lonlat\[0\] is \(nan, 40\); every coordinate must be finite",
        ),
        (([[116, 40], [0, np.inf]], "WGS 84", "WGS 84"), r"lonlat\[1\] is \(0, inf\)"),
        (("x", "GCJ-02", "WGS 84"), "lonlat is 'x'; give an array of numbers"),
        (([[116, 40], [116]], "GCJ-02", "WGS 84"), r"lonlat is \[\[116, 40\], \[116\]\]; give an array"),
    ],
)
def test_bad_input(arguments, message):
    with pytest.raises(InputError, match=message):
        convert_datum(*arguments)


@pytest.mark.parametrize("crs", ["GCJ-02", "gcj02", "BD-09", "bd09"])
def test_a_named_datum_is_converted_and_said(crs):
    wgs84 = PUBLISHED[2:, :2]
    shifted = convert_datum(wgs84, "WGS 84", crs)
    frame = pd.DataFrame(shifted, columns=["lng", "lat"])
    as_points = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(*shifted.T))
    for stops in (frame, as_points, as_points.set_crs(4326)):
        found = find_coordinates(stops, crs=crs)
        assert found.points.crs == 4326
        assert metres_apart(shapely.get_coordinates(found.points.to_numpy()), wgs84).max() < 1e-3
        assert f"{crs[:2].upper()}" in found.notes[0]
        assert "converted to WGS 84" in found.notes[0]
    # Nothing is guessed: unnamed, the same columns are WGS 84.
    np.testing.assert_array_equal(shapely.get_coordinates(find_coordinates(frame).points.to_numpy()), shifted)


def test_a_plan_in_gcj_02_is_that_in_wgs_84():
    wgs84 = np.random.default_rng(5).uniform([116.30, 39.90], [116.40, 39.98], (80, 2))
    station, area = (116.35, 39.94), shapely.box(116.29, 39.89, 116.41, 39.99)
    shifted = convert_datum([*wgs84, station], "WGS 84", "GCJ-02")
    given = pd.DataFrame(shifted[:-1], columns=["lon", "lat"])
    shifted_area = shapely.transform(area, lambda lonlat: convert_datum(lonlat, "WGS 84", "GCJ-02"))
    plan = equizone.plan(given, 4, crs="GCJ-02", station=tuple(shifted[-1]), area=shifted_area)
    plain = equizone.plan(pd.DataFrame(wgs84, columns=["lon", "lat"]), 4, station=station, area=area)
    np.testing.assert_array_equal(plan.labels, plain.labels)
    assert plan.station.distance(plain.station) < 1e-3
    assert any("Zones are in WGS 84, the columns of the stops stay in GCJ-02" in note for note in plan.notes)
    assert not any("Zones are in" in note for note in plain.notes)
    assert plan.stops["lon"].tolist() == given["lon"].tolist()
    assert (plan.zones.to_crs(plan.crs).hausdorff_distance(plain.zones.to_crs(plain.crs)) < 0.1).all()
    shown = plan.zones.to_crs(4326).transform(lambda lonlat: convert_datum(lonlat, "WGS 84", "GCJ-02"))
    assert shown.is_valid.all()
    assert shown.union_all().buffer(1e-7).covers(shapely.points(shifted[:-1])).all()
    with pytest.raises(InputError, match=r"place at row 0 is .*: not in China, where alone GCJ-02"):
        equizone.plan(given, 4, crs="GCJ-02", station=(9.5, 47.1))
