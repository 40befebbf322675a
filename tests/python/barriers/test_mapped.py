"""Barriers of a map, on a town that was checked by hand and on real regions."""

import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely
from equizone import Barriers, InputError, Streets
from mapped_town import STEP_M, STREETS, node, node_id, place, relation, way, write_town

pytestmark = pytest.mark.usefixtures("own_cache")

UTM = 32632


def line_of(number, places, tags):
    """Return a way with nodes of its own."""
    ids = range(1000 * number, 1000 * number + len(places))
    nodes = [node(i, *where) for i, where in zip(ids, places, strict=True)]
    return [*nodes, way(number, ids, tags)]


RIVER = line_of(7, [(-1, 1.5), (1.3, 1.5), (4, 1.5)], {"waterway": "river", "name": "Rhine"})


def mapped(folder, more, profile="van", streets=STREETS, **options):
    return Barriers.from_osm(write_town(folder / "town.osm", streets=streets, more=more), profile, **options)


def crossings_of(barriers):
    """Return the crossings as columns and rows of the town, to a hundredth of a street."""
    lon, lat = shapely.get_coordinates(barriers.crossings.geometry.to_numpy()).T
    (x0, y0), (x1, y1) = place(0, 0), place(1, 1)
    return sorted(zip(((lon - x0) / (x1 - x0)).round(2), ((lat - y0) / (y1 - y0)).round(2), strict=True))


@pytest.mark.parametrize(("profile", "columns"), [("van", [0, 3]), ("foot", [0, 1, 3]), ("e-bike", [0, 3])])
def test_a_river_is_crossed_by_the_bridges_of_the_vehicle(tmp_path, profile, columns):
    barriers = mapped(tmp_path, RIVER, profile)
    assert barriers.lines["kind"].tolist() == ["river"]
    assert barriers.lines["name"].tolist() == ["Rhine"]
    assert barriers.lines["rule"].tolist() == ["crossings"]
    assert crossings_of(barriers) == [(column, 1.5) for column in columns]
    assert f"river 0.5 km; {len(columns)} crossings for {profile}." in barriers.notes[0]


def test_culverts_and_tunnels_are_no_barriers(tmp_path):
    for tags in ({"waterway": "river", "tunnel": "culvert"}, {"railway": "rail", "tunnel": "yes"}):
        barriers = mapped(tmp_path, line_of(7, [(-1, 1.5), (4, 1.5)], tags))
        assert len(barriers.lines) == 0
        assert len(barriers.crossings) == 0
        assert barriers.arrays(UTM).segments.shape == (0, 4)
    for tags in ({"waterway": "stream"}, {"railway": "tram"}, {"railway": "abandoned"}):
        assert len(mapped(tmp_path, line_of(7, [(-1, 1.5), (4, 1.5)], tags)).lines) == 0


def test_level_crossings_and_streets_that_end_at_the_railway(tmp_path):
    # The railway runs along column 2, through the nodes 3, 13 and 23: streets end there, and one passes.
    streets = [
        ([2, 3, 4], {"highway": "residential"}),  # a level crossing
        ([12, 13], {"highway": "residential"}),  # ends at the railway
        ([22, 23], {"highway": "residential"}),  # two streets that meet on it
        ([23, 24], {"highway": "residential"}),
    ]
    railway = [node(5000, 2, -1), way(7, [5000, 3, 13, 23, 33], {"railway": "rail"})]
    barriers = mapped(tmp_path, railway, streets=streets)
    assert crossings_of(barriers) == [(2, 0), (2, 2)]


def test_a_short_bridge_stays_and_is_open_below_and_a_viaduct_goes(tmp_path):
    bridge = line_of(7, [(-0.2, 0.5), (0.2, 0.5)], {"railway": "rail", "bridge": "yes"})
    barriers = mapped(tmp_path, bridge)
    assert len(barriers.lines) == 1
    assert crossings_of(barriers) == [(0, 0.5)]
    viaduct = line_of(7, [(-1, 0.5), (4, 0.5)], {"railway": "rail", "bridge": "viaduct"})
    assert len(mapped(tmp_path, viaduct).lines) == 0
    # A river bridge of any length is the boats' affair: water on a bridge is still in the way.
    aqueduct = line_of(7, [(-1, 0.5), (4, 0.5)], {"waterway": "canal", "bridge": "aqueduct"})
    assert len(mapped(tmp_path, aqueduct).lines) == 1


def test_junctions_of_a_trunk_road(tmp_path):
    streets = [
        ([1, 11, 21], {"highway": "residential"}),  # passes, where two ways of the trunk meet
        ([2, 12], {"highway": "residential"}),  # ends there
        ([3, 13], {"highway": "tertiary"}),  # two that meet there
        ([13, 23], {"highway": "service"}),
        ([1, 2, 3], {"highway": "residential"}),
    ]
    trunk = [
        node(5000, -1, 1),
        node(5001, 4, 1),
        way(7, [5000, 11], {"highway": "trunk"}),
        way(8, [11, 12, 13, 5001], {"highway": "trunk"}),
    ]
    barriers = mapped(tmp_path, trunk, streets=streets)
    assert crossings_of(barriers) == [(0, 1), (2, 1)]
    assert set(barriers.lines["kind"]) == {"trunk"}


def test_motorways_are_crossed_by_others_and_cross_nothing(tmp_path):
    motorway = line_of(9, [(1.5, -1), (1.5, 4)], {"highway": "motorway"})
    barriers = mapped(tmp_path, RIVER + motorway)
    assert (1.5, 1.5) not in crossings_of(barriers)
    assert (1.5, 0) in crossings_of(barriers)  # the primary road
    only_rivers = mapped(tmp_path, RIVER + motorway, kinds=["river"])
    assert set(only_rivers.lines["kind"]) == {"river"}


def test_entries_of_a_roundabout_are_crossings(tmp_path):
    ring = [way(7, [12, 13, 23, 22, 12], {"highway": "trunk", "junction": "roundabout"})]
    roads = line_of(8, [(-1, 1), (0.99, 1)], {"highway": "trunk"})
    streets = [([2, 12], {"highway": "residential"}), ([23, 33], {"highway": "residential"})]
    barriers = mapped(tmp_path, ring + roads, streets=streets)
    assert len(barriers.lines) == 1
    assert crossings_of(barriers) == [(1, 1), (2, 2)]


def shore(number, size, tags, start=(10, 10)):
    """Return a closed way: a square of that many streets."""
    x, y = start
    corners = [(x, y), (x + size, y), (x + size, y + size), (x, y + size)]
    ring = line_of(number, corners, {"note": "corners"})
    ids = [1000 * number + corner for corner in (0, 1, 2, 3, 0)]
    return [*ring, way(number + 1, ids, tags)]


def test_waters_are_their_shores_but_not_ponds(tmp_path):
    lake = mapped(tmp_path, shore(7, 1.0, {"natural": "water"}))
    assert lake.lines["kind"].tolist() == ["water"]
    assert lake.lines.to_crs(UTM).length.sum() == pytest.approx(4 * STEP_M, rel=1e-2)
    assert len(mapped(tmp_path, shore(7, 0.4, {"natural": "water"})).lines) == 0


def test_a_lake_with_an_island_is_a_relation(tmp_path):
    outer, inner = shore(7, 3.0, {"note": "outer"}), shore(20, 1.0, {"note": "inner"}, start=(11, 11))
    members = {8: "outer", 21: "inner"}
    lake = mapped(
        tmp_path, [*outer, *inner, relation(1, members, {"type": "multipolygon", "natural": "water"})]
    )
    assert lake.lines.to_crs(UTM).length.sum() == pytest.approx(16 * STEP_M, rel=1e-2)


def test_a_river_is_its_line_where_it_has_one(tmp_path):
    banks = shore(20, 2.0, {"waterway": "riverbank"}, start=(1, 0.5))
    both = mapped(tmp_path, RIVER + banks)
    assert both.lines["kind"].tolist() == ["river"]
    banks_alone = mapped(tmp_path, banks)
    assert set(banks_alone.lines["kind"]) == {"water"}


def test_arrays_of_the_river(tmp_path):
    segments, prices, crossings, reach_m = mapped(tmp_path, RIVER).arrays(UTM)
    assert segments.shape == (2, 4)
    np.testing.assert_array_equal(segments[0, 2:], segments[1, :2])
    assert np.isinf(prices).all()
    assert crossings.shape == (2, 2)
    assert reach_m > 0


def test_the_second_time_comes_from_the_cache(tmp_path, own_cache, monkeypatch):
    fresh = mapped(tmp_path, RIVER)
    monkeypatch.setattr("equizone.barriers.barriers.read_extract", None)
    again = Barriers.from_osm(tmp_path / "town.osm")
    for one, other in zip(again.arrays(UTM), fresh.arrays(UTM), strict=True):
        np.testing.assert_array_equal(one, other)
    assert again.notes == fresh.notes
    with pytest.raises(TypeError):
        Barriers.from_osm(tmp_path / "town.osm", kinds=["railway"])
    kept = [folder for folder in own_cache.iterdir() if folder.name.startswith("barriers")]
    (kept[0] / "lines.parquet").write_text("damage")
    with pytest.raises(TypeError):
        Barriers.from_osm(tmp_path / "town.osm")
    monkeypatch.undo()


def test_bad_arguments(tmp_path):
    with pytest.raises(InputError, match=r"kinds\[1\] is 'sea'; give any of river, canal, water"):
        mapped(tmp_path, RIVER, kinds=["river", "sea"])
    with pytest.raises(InputError, match="profile is 'tank'"):
        mapped(tmp_path, RIVER, "tank")
    barriers = mapped(tmp_path, RIVER)
    for arguments, message in (
        ((4326,), "is not projected"),
        ((UTM, "hours"), "unit is 'hours'"),
        ((UTM, "metres", 0.0), "kmh is 0.0; give a speed above 0"),
    ):
        with pytest.raises(InputError, match=message):
            barriers.arrays(*arguments)


def test_stops_beyond_the_map_are_told(tmp_path):
    barriers = mapped(tmp_path, RIVER)
    inside = geopandas.GeoSeries.from_xy(*np.transpose([place(1, 1)] * 3), crs=4326)
    barriers.check_covers(inside)
    far = geopandas.GeoSeries.from_xy(*np.transpose([place(1, 1), place(0, -40)]), crs=4326)
    with pytest.raises(
        InputError, match=r"barriers of town\.osm do not cover the stops: 1 of 2 lie beyond, up to 3,9"
    ):
        barriers.check_covers(far)


def test_an_encircled_stop_is_a_note(tmp_path):
    lake = mapped(tmp_path, shore(7, 1.0, {"natural": "water"}))
    stops = geopandas.GeoSeries.from_xy(
        *np.transpose([place(0, 0), place(1, 1), place(10.5, 10.5)]), crs=4326
    )
    assert lake.check_reachable(stops[:2]) == []
    (note,) = lake.check_reachable(stops)
    assert note == "Barriers of town.osm encircle 1 stop without a crossing; the first is row 2."


def tables_of(folder):
    barriers = pd.DataFrame(
        {
            "kind": ["waterway=river", "natural=water", "railway=rail"],
            "wkt": [
                shapely.LineString([place(-1, 1.5), place(4, 1.5)]).wkt,
                shapely.LinearRing(
                    [place(1, 0.2), place(1.8, 0.2), place(1.8, 0.8), place(1, 0.8)]
                ).wkt.replace("LINEARRING", "LINESTRING"),
                shapely.LineString([place(0.5, -1), place(0.5, 4)]).wkt,
            ],
        }
    )
    barriers.to_csv(folder / "barriers.csv", index=False)
    nodes = pd.DataFrame({"node_id": [node_id(c, r) for r in range(3) for c in range(4)]})
    nodes[["lon", "lat"]] = [place(c, r) for r in range(3) for c in range(4)]
    nodes.to_csv(folder / "nodes.csv", index=False)
    edges = pd.DataFrame(
        {"from": [11, 1, 11], "to": [21, 2, 12], "highway": ["residential", "primary", "trunk"]}
    )
    at = nodes.set_index("node_id")
    edges["wkt"] = [
        shapely.LineString([at.loc[edge["from"]], at.loc[edge["to"]]]).wkt for _, edge in edges.iterrows()
    ]
    edges.to_csv(folder / "edges.csv", index=False)
    return folder


@pytest.mark.parametrize(
    ("barriers", "streets", "edges", "message"),
    [
        (None, "streets", None, "barriers is a NoneType; give a DataFrame or a file"),
        ([], "streets", None, "barriers has no rows"),
        (
            ["LINESTRING EMPTY"],
            "streets",
            None,
            "wkt of barriers at row 0 is 'LINESTRING EMPTY': give a LINE",
        ),
        (["LINESTRING (9 47, 9 nan)"], "streets", None, r"wkt of barriers at row 0 has a corner \(9, nan\)"),
        (["LINESTRING (9 47, 190 47)"], "streets", None, r"has a corner \(190, 47\): it lies outside WGS 84"),
        (["LINESTRING (9 89, 9 89.9)"], "streets", None, "lies at latitude 89.00, too near a pole"),
        (["LINESTRING (9 47, 10 47)"], None, None, "streets is a NoneType; give equizone.Streets"),
        (["LINESTRING (9 47, 10 47)"], "streets", 5, "edges is a int; give a DataFrame or a file"),
    ],
)
def test_bad_tables(tmp_path, barriers, streets, edges, message):
    town = Streets.from_osm(write_town(tmp_path / "town.osm"))
    table = None if barriers is None else pd.DataFrame({"kind": "waterway=river", "wkt": barriers})
    with pytest.raises(InputError, match=message):
        Barriers.from_tables(table, town if streets else None, edges)


def test_a_folder_of_tables(tmp_path):
    barriers = Barriers.read(tables_of(tmp_path))
    assert barriers.lines["kind"].tolist() == ["river", "railway", "trunk", "water"]
    assert crossings_of(barriers) == [(0, 1.5), (0.5, 0), (0.5, 1)]
    assert barriers.crossings["highway"].tolist() == ["residential", "primary", "trunk"]
    (tmp_path / "nodes.csv").unlink()
    with pytest.raises(InputError, match=r"has no nodes\.csv; give a folder with all three"):
        Barriers.read(tmp_path)


@pytest.mark.parametrize("source", ["krems", "liechtenstein", "liechtenstein/liechtenstein.osm.pbf"])
def test_no_street_crosses_a_barrier_but_at_a_crossing(data_folder, source):
    crs = 32633 if source == "krems" else UTM
    barriers = Barriers.read(data_folder / "osm" / source).to_crs(crs)
    streets = Streets.read(data_folder / "osm" / source).edges.to_crs(crs)
    usable = streets[~streets["highway"].isin(["motorway", "motorway_link", "trunk"])].geometry.to_numpy()
    walls = barriers.lines.geometry.to_numpy()
    wall, street = shapely.STRtree(usable).query(walls, "intersects")
    met, pair = shapely.get_parts(shapely.intersection(walls[wall], usable[street]), return_index=True)
    # Streets that end at a trunk road meet it too; those that go on for a metre get across.
    goes_on = shapely.distance(met, shapely.boundary(usable[street[pair]])) > 1
    assert goes_on.sum() > 15
    tree = shapely.STRtree(barriers.crossings.geometry.to_numpy())
    _, distance_m = tree.query_nearest(met[goes_on], return_distance=True, all_matches=False)
    assert distance_m.max() < 0.02
    # Every crossing is where a barrier is.
    apart_m = shapely.STRtree(walls).query_nearest(
        barriers.crossings.geometry.to_numpy(), return_distance=True, all_matches=False
    )[1]
    assert apart_m.max() < 0.02


def test_level_crossings_of_liechtenstein(data_folder):
    osmium = pytest.importorskip("osmium")
    path = data_folder / "osm" / "liechtenstein" / "liechtenstein.osm.pbf"
    nodes = osmium.FileProcessor(path, osmium.osm.NODE).with_filter(
        osmium.filter.TagFilter(("railway", "level_crossing"))
    )
    places = geopandas.GeoSeries.from_xy(*np.transpose([(node.lon, node.lat) for node in nodes]), crs=4326)
    places = places.to_crs(UTM)
    on_street = places.distance(Streets.from_osm(path).edges.to_crs(UTM).union_all()) < 0.1
    assert on_street.sum() >= 10
    crossings = Barriers.from_osm(path).to_crs(UTM).crossings.union_all()
    assert (places[on_street].distance(crossings) < 0.1).all()


def test_real_stops_lie_on_the_map_and_are_reached(data_folder):
    for region in ("krems", "liechtenstein"):
        table = pd.read_csv(data_folder / "osm" / region / "buildings.csv")
        stops = geopandas.GeoSeries.from_xy(table["lon"], table["lat"], crs=4326)
        barriers = Barriers.read(data_folder / "osm" / region)
        barriers.check_covers(stops)
        notes = barriers.check_reachable(stops)
        assert len(notes) <= 1
    vienna = geopandas.GeoSeries.from_xy([16.37, 16.38], [48.21, 48.20], crs=4326)
    with pytest.raises(InputError, match=r"do not cover the stops: 2 of 2 lie beyond, up to \d{3},\d{3} m"):
        barriers.check_covers(vienna)
