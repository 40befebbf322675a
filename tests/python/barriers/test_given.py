"""Barriers that are given as lines."""

import geopandas
import numpy as np
import pytest
import shapely
from equizone import Barriers, InputError

UTM = 32632
X, Y = 540_000.0, 5_217_000.0


def line(*corners):
    return shapely.LineString([(X + x, Y + y) for x, y in corners])


def lines(*shapes, **columns):
    return geopandas.GeoDataFrame(columns, geometry=list(shapes), crs=UTM)


def points(*places):
    return geopandas.GeoSeries([shapely.Point(X + x, Y + y) for x, y in places], crs=UTM)


RIVER = line((0, 0), (1000, 0))
SQUARE = line((0, 0), (100, 0), (100, 100), (0, 100), (0, 0))


@pytest.mark.parametrize(
    ("rule", "metres", "minutes"),
    [
        (None, np.inf, np.inf),
        ("closed", np.inf, np.inf),
        ("300 m", 300, 0.9),
        ("1.5 min", 500, 1.5),
        ("0m", 0, 0),
    ],
)
def test_rules(rule, metres, minutes):
    barriers = Barriers.from_lines(lines(RIVER), rule)
    assert barriers.arrays(UTM, kmh=20).prices.tolist() == pytest.approx([metres])
    assert barriers.arrays(UTM, "minutes", kmh=20).prices.tolist() == pytest.approx([minutes])
    np.testing.assert_allclose(barriers.arrays(UTM).segments, [[X, Y, X + 1000, Y]])


def test_rules_of_the_table():
    table = lines(RIVER, SQUARE, rule=["closed", "2 min"], kind=["wall", "hill"], name=["a", "b"])
    barriers = Barriers.from_lines(table)
    assert barriers.lines["rule"].tolist() == ["closed", "price"]
    assert barriers.lines["price_minutes"].tolist() == pytest.approx([np.nan, 2], nan_ok=True)
    assert barriers.lines["kind"].tolist() == ["wall", "hill"]
    assert barriers.arrays(UTM).segments.shape == (5, 4)
    assert Barriers.from_lines(table, "closed").lines["rule"].tolist() == ["closed", "closed"]


def test_crossings_are_put_on_the_lines():
    tracks = lines(RIVER, line((0, 10), (1000, 10)), line((0, 400), (1000, 400)))
    barriers = Barriers.from_lines(tracks, crossings=points((500, 5)))
    assert barriers.lines["rule"].unique().tolist() == ["crossings"]
    np.testing.assert_allclose(barriers.arrays(UTM).crossings, [[X + 500, Y], [X + 500, Y + 10]])
    bridge = geopandas.GeoSeries([line((200, -20), (200, 20))], crs=UTM)
    by_bridge = Barriers.from_lines(tracks, "crossings", bridge)
    np.testing.assert_allclose(by_bridge.arrays(UTM).crossings, [[X + 200, Y], [X + 200, Y + 10]])


def test_a_bridge_over_two_bends_of_a_river_opens_both():
    meander = lines(line((0, 0), (100, 0), (100, 50), (0, 50)))
    bridge = geopandas.GeoSeries([line((50, -20), (50, 80))], crs=UTM)
    crossings = Barriers.from_lines(meander, crossings=bridge).arrays(UTM).crossings
    np.testing.assert_allclose(sorted(crossings.tolist()), [[X + 50, Y], [X + 50, Y + 50]])


def test_other_coordinate_systems_and_files(tmp_path):
    degrees = lines(RIVER).to_crs(4326)
    degrees.to_file(tmp_path / "walls.geojson")
    for given in (degrees, degrees.geometry, tmp_path / "walls.geojson"):
        barriers = Barriers.from_lines(given, crossings=points((500, 20)))
        arrays = barriers.arrays(UTM)
        np.testing.assert_allclose(arrays.segments, [[X, Y, X + 1000, Y]], atol=0.02)
        np.testing.assert_allclose(arrays.crossings, [[X + 500, Y]], atol=0.1)
    assert Barriers.read(tmp_path / "walls.geojson").lines["rule"].tolist() == ["closed"]
    assert barriers.to_crs(UTM).lines.crs == UTM
    assert barriers.to_crs(UTM).crossings.crs == UTM


def test_heights_do_not_count():
    high = lines(shapely.LineString([(X, Y, np.nan), (X + 1000, Y, 200)]))
    np.testing.assert_allclose(
        Barriers.from_lines(high).to_crs(4326).arrays(UTM).segments, [[X, Y, X + 1000, Y]]
    )


def test_outlines_of_polygons_and_multilines():
    lake = shapely.Polygon(SQUARE.coords)
    both = shapely.MultiLineString([RIVER, SQUARE])
    barriers = Barriers.from_lines(lines(lake, both))
    assert (barriers.lines.geom_type == "LineString").all()
    assert barriers.arrays(UTM).segments.shape == (4 + 1 + 4, 4)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((lines(RIVER), "shut"), 'rule is \'shut\'; give "closed", "crossings" .* "300 m" or "2.5 min"'),
        ((lines(RIVER), "300"), "rule is '300'"),
        ((lines(RIVER), 300), "rule is 300"),
        ((lines(RIVER), "-3 m"), "rule is '-3 m'"),
        ((lines(RIVER, SQUARE, rule=["closed", "wet"]),), "rule of lines at row 1 is 'wet'"),
        ((lines(RIVER), "crossings"), 'rule is "crossings", but no crossings are given'),
        (
            (lines(RIVER), "closed", points((0, 0))),
            'crossings are given, but no line has the rule "crossings"',
        ),
        (
            (lines(RIVER), None, points((0, 0), (5, 60))),
            r"crossing at row 1 is POINT .*no barrier .*within 50 m",
        ),
        ((lines(RIVER), None, lines(line((0, 5), (0, 60)))), "crossing at row 0 .*lines must cross one"),
        ((lines(shapely.Point(1, 2)),), "geometry of lines at row 0 is POINT .*give lines, or polygons"),
        ((lines(RIVER, None),), "geometry of lines at row 1 is empty"),
        ((lines(),), "lines has no rows"),
        ((geopandas.GeoSeries([RIVER]),), "lines has no coordinate system"),
        (([RIVER],), "lines has no geometry; give a GeoDataFrame"),
        (
            (lines(RIVER, line((0, 0), (np.nan, 5))),),
            r"geometry of lines at row 1 has a corner \(nan, .*every coordinate must be finite",
        ),
        (
            (lines(RIVER), None, points((0, 0), (np.nan, 0))),
            r"geometry of crossings at row 1 has a corner \(nan",
        ),
        (
            (geopandas.GeoSeries([shapely.LineString([(10, 84.5), (10, 89.9)])], crs=4326),),
            r"geometry of lines at row 0 lies at latitude 84\.50, too near a pole",
        ),
        (
            (geopandas.GeoSeries([shapely.LineString([(179.9, 0), (-179.9, 0)])], crs=4326),),
            "geometry of lines: corners lie on both sides of the antimeridian",
        ),
        (("nowhere.geojson",), r"nowhere\.geojson does not exist"),
    ],
)
def test_bad_input(arguments, message):
    with pytest.raises(InputError, match=message):
        Barriers.from_lines(*arguments)


def test_encircled_stops_are_an_error():
    stops = points((50, 50), (200, 50), (300, 50), (60, 60))
    walled = Barriers.from_lines(lines(SQUARE))
    with pytest.raises(
        InputError, match="barriers of lines encircle 2 stops without a crossing; the first is row 0;"
    ):
        walled.check_reachable(stops)
    assert walled.check_reachable(stops[1:3]) == []
    assert walled.check_reachable(points((50, 50), (60, 60))) == []  # all on one side
    assert Barriers.from_lines(lines(SQUARE), crossings=points((0, 50))).check_reachable(stops) == []
    assert Barriers.from_lines(lines(SQUARE), "50 m").check_reachable(stops) == []
    assert Barriers.from_lines(lines(RIVER)).check_reachable(stops) == []
