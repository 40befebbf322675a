import geopandas
import numpy as np
import pandas as pd
import pyproj
import pytest
import shapely
from equizone import InputError
from equizone.geography.coordinates import find_coordinates
from equizone.geography.projection import project

LON = np.array([9.50, 9.52, 9.53, 9.51])
LAT = np.array([47.10, 47.15, 47.20, 47.12])


def table(lon_name="lon", lat_name="lat", **changes):
    return pd.DataFrame({lon_name: LON, lat_name: LAT} | changes)


def projected(crs):
    return geopandas.GeoSeries.from_xy(LON, LAT, crs=4326).to_crs(crs)


@pytest.mark.parametrize(
    "names", [("lon", "lat"), ("LNG", "Lat"), ("Longitude", "LATITUDE"), (" lon", "lat ")]
)
def test_degrees_are_found_by_name_and_said(names):
    found = find_coordinates(table(*names))
    assert found.points.crs == 4326
    assert found.points.x.tolist() == LON.tolist()
    assert found.points.y.tolist() == LAT.tolist()
    assert found.notes == [f"Coordinates: columns {names[0]}, {names[1]}, taken as WGS 84 (EPSG:4326)."]


def test_order_of_candidates():
    both = table().assign(longitude=0.0, latitude=0.0, x=1.0, y=2.0)
    assert find_coordinates(both).points.x[0] == LON[0]
    assert find_coordinates(both, crs="EPSG:32632").points.x[0] == 1.0
    assert find_coordinates(both, crs="EPSG:4258").points.x[0] == LON[0]
    assert find_coordinates(both, lon="longitude", lat="latitude").points.x[0] == 0.0


def test_named_columns_and_a_stated_datum():
    found = find_coordinates(table("E", "N"), lon="E", lat="N", crs="EPSG:4258")
    assert found.points.crs == pyproj.CRS(4258)
    assert found.notes == ["Coordinates: columns E, N, in ETRS89 (EPSG:4258)."]


def test_columns_may_be_numbered():
    assert find_coordinates(table(1, 2), lon=1, lat=2).points.y.tolist() == LAT.tolist()


@pytest.mark.parametrize("crs", [4326, 3995])
def test_poles_are_refused(crs):
    north = geopandas.GeoSeries.from_xy([9.5, 9.5, 9.6], [83.9, 84.5, 86.0], crs=4326).to_crs(crs)
    with pytest.raises(
        InputError,
        match=r"stop at row 1 lies at latitude 84\.50, too near a pole \(2 such rows\): .*80 S and 84 N",
    ):
        project(north)
    south = geopandas.GeoSeries.from_xy([9.5, 9.6], [-81.0, -79.0], crs=4326)
    with pytest.raises(InputError, match=r"stop at row 0 lies at latitude -81\.00"):
        project(south)


@pytest.mark.parametrize("crs", [4326, 3460])
def test_the_antimeridian_is_refused(crs):
    fiji = geopandas.GeoSeries.from_xy([179.9, 179.95, -179.9], [-16.8, -16.8, -16.9], crs=4326).to_crs(crs)
    with pytest.raises(
        InputError, match=r"both sides of the antimeridian, longitude 180 \(2 before it, 1 beyond"
    ):
        project(fiji)
    for side in (fiji[:2], fiji[2:]):
        project(side)


def test_a_column_called_geometry_is_not_overwritten():
    assert find_coordinates(table().assign(geometry="POINT (1 2)")).geometry_name == "geometry_2"


def test_metric_system_is_kept_to_the_bit():
    utm = projected(32632)
    result = project(find_coordinates(pd.DataFrame({"x": utm.x, "y": utm.y}), crs=32632).points)
    np.testing.assert_array_equal(result.points, np.column_stack([utm.x, utm.y]))
    assert result.crs == pyproj.CRS(32632)


@pytest.mark.parametrize(
    ("crs", "reason"),
    [(4326, "not measured in metres"), (3857, "distorts distances here by 47%"), (2056, None), (25833, None)],
)
def test_what_is_reprojected_and_why(crs, reason):
    result = project(projected(crs))
    if reason:
        assert result.crs == pyproj.CRS(32632)
        assert reason in result.note
        utm = projected(32632)
        np.testing.assert_allclose(result.points, np.column_stack([utm.x, utm.y]), atol=1e-6)
    else:
        assert result.crs == pyproj.CRS(crs)


def test_feet_become_metres():
    town = geopandas.GeoSeries.from_xy([-74.00, -74.01], [40.70, 40.72], crs=4326)
    result = project(town.to_crs(2263))
    assert "not measured in metres" in result.note
    geodesic_m = pyproj.Geod(ellps="WGS84").inv(-74.00, 40.70, -74.01, 40.72)[2]
    assert np.hypot(*np.diff(result.points, axis=0)[0]) == pytest.approx(geodesic_m, rel=1e-3)


def test_polygons_are_represented_by_a_point_inside():
    boxes = [shapely.box(9.5, 47.1, 9.501, 47.101), shapely.Point(9.52, 47.1, 400)]
    found = find_coordinates(geopandas.GeoDataFrame({"id": [1, 2]}, geometry=boxes, crs=4326))
    assert boxes[0].contains(found.points[0])
    assert (found.points.geom_type == "Point").all()
    assert not found.points.has_z.any()
    assert "each of 1 stop that has" in found.notes[1]


@pytest.mark.parametrize(
    ("frame", "options", "message"),
    [
        (table("a", "b"), {}, "no coordinates found.*the columns are a, b"),
        (table("x", "y"), {}, "columns x, y need a coordinate system; give crs"),
        (table("x", "y"), {"x": "x", "y": "y"}, "columns x, y need a coordinate system"),
        (table("lonn", "latt"), {}, "did you mean lonn and latt\\? the columns are"),
        (table(), {"lon": "lon", "lat": "lon"}, "lon and lat are both column 'lon'; give two columns"),
        (table(1, 2), {"lon": 1, "lat": 3}, "lat is 3, but there is no such column; the columns are 1, 2"),
        (table(), {"lon": "lon"}, "lon given; give lon and lat"),
        (table(), {"lon": "lon", "y": "lat"}, "lon and y given"),
        (table("lngitude", "lat"), {"lon": "longitude", "lat": "lat"}, "did you mean lngitude"),
        (
            table(),
            {"lon": "lon", "lat": "lat", "crs": 32632},
            "are degrees, but crs is WGS 84 / UTM zone 32N",
        ),
        (table(), {"crs": "EPSG:99999"}, "not a known coordinate system"),
        (
            table(),
            {"crs": "GCJ-3"},
            "not a known coordinate system; give one as EPSG:25832, or GCJ-02 or BD-09",
        ),
        (
            table(),
            {"crs": "GCJ-02"},
            r"stop at row 0 is POINT \(9.5 47.1\): not in China, where alone GCJ-02",
        ),
        (table(lon=[9.5, np.nan, np.inf, 9.5]), {}, r"column lon at row 1 is empty: .*\(2 such rows\)"),
        (table(lon=["9.5", "9,52", "", "9.5"]), {}, "column lon at row 1 is '9,52': .*decimal point"),
        (table(lon=[9.5, "east", None, 9.5]), {}, "column lon at row 1 is 'east'"),
        (table(lon=pd.Timestamp("2024-01-01")), {}, "column lon holds datetime"),
        (
            table("lat", "lon").assign(lat=106.5),
            {},
            "latitude at row 0 is 106.5: .*swapped: give lon='lat', lat='lon'",
        ),
        (table().assign(lon=170, lat=[1, 2, 95, 3]), {}, "latitude at row 2 is 95.0: beyond 90 degrees$"),
        (table().assign(lon=200.0), {}, "longitude at row 0 is 200.0: beyond 180"),
    ],
)
def test_bad_columns(frame, options, message):
    with pytest.raises(InputError, match=message):
        find_coordinates(frame, **options)


def test_errors_name_the_row_by_its_label():
    frame = table(lat=[47.1, np.nan, 47.1, 47.1]).set_axis(["a", "b", "b", "c"])
    with pytest.raises(InputError, match=r"column lat at row 'b' \(position 1\) is empty"):
        find_coordinates(frame)


@pytest.mark.parametrize(
    ("geometry", "crs", "message"),
    [
        ([shapely.Point(9.5, 47.1)] * 2, None, "no coordinate system"),
        ([shapely.Point(9.5, 47.1), None], 4326, "row 1 is empty: every stop needs a place"),
        ([shapely.Point(), shapely.Point(9.5, 47.1)], 4326, "row 0 is POINT EMPTY: every stop needs a place"),
        ([shapely.Point(9.5, 47.1), shapely.Point(9.5, np.inf)], 4326, "row 1 is .*not finite"),
        ([shapely.Point(47.1, 109.5)] * 2, 4326, "swapped"),
    ],
)
def test_bad_geometry(geometry, crs, message):
    with pytest.raises(InputError, match=message):
        find_coordinates(geopandas.GeoDataFrame({"id": [0, 1]}, geometry=geometry, crs=crs))


def test_crs_of_a_geo_table_may_be_completed_but_not_contradicted():
    stops = geopandas.GeoDataFrame({"id": range(4)}, geometry=projected(32632).to_numpy())
    assert find_coordinates(stops, crs="EPSG:32632").points.crs == pyproj.CRS(32632)
    with pytest.raises(InputError, match="but the stops are in WGS 84 / UTM zone 32N"):
        find_coordinates(stops.set_crs(32632), crs=25832)


def test_one_swapped_row_is_named():
    stops = geopandas.GeoSeries.from_xy([*LON, 47.1], [*LAT, 9.5], crs=4326)
    with pytest.raises(InputError, match=r"[45],\d\d\d km apart .*the farthest is row 4; .*swapped"):
        project(stops)


@pytest.mark.parametrize("crs", [32632, 2056])
def test_swapped_x_and_y_are_noticed(crs):
    utm = projected(crs)
    with pytest.raises(InputError, match="x and y swapped"):
        project(geopandas.GeoSeries.from_xy(utm.y, utm.x, crs=crs))


def test_extents_up_to_300_km_are_accepted():
    project(geopandas.GeoSeries.from_xy([9.0, 9.0], [47.0, 49.6], crs=4326))
    with pytest.raises(InputError, match="km apart"):
        project(geopandas.GeoSeries.from_xy([9.0, 9.0, 9.0], [47.0, 48.4, 49.8], crs=4326))
