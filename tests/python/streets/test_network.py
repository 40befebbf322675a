import equizone
import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely
from equizone import InputError, Streets
from geopandas.testing import assert_geodataframe_equal
from mapped_town import STEP_M, place, write_town
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from .ways import UTM, ways_between

pytestmark = pytest.mark.usefixtures("own_cache")


@pytest.fixture
def town(tmp_path):
    return write_town(tmp_path / "town.osm")


def tables():
    nodes = pd.DataFrame({"node_id": ["a", "b", "c"], "lon": [9.50, 9.51, 9.52], "lat": [47.1, 47.1, 47.1]})
    edges = pd.DataFrame(
        {
            "from": ["a", "b"],
            "to": ["b", "c"],
            "length_m": [800.0, 900.0],
            "highway": ["residential", "primary"],
            "oneway": [0, 1],
            "wkt": ["LINESTRING (9.5 47.1, 9.505 47.102, 9.51 47.1)", "LINESTRING (9.51 47.1, 9.52 47.1)"],
        }
    )
    return nodes, edges


def ways_in_town(streets, unit="metres"):
    """Return a function of two ids of the town."""
    ways = pd.DataFrame(ways_between(streets, unit), streets.nodes["osm_id"], streets.nodes["osm_id"])
    return lambda start, end: ways.loc[start, end] / (STEP_M if unit == "metres" else 1)


def test_ways_of_a_van(town):
    way = ways_in_town(Streets.from_osm(town))
    assert way(1, 4) == pytest.approx(3, rel=1e-3)
    assert way(4, 1) == np.inf  # the primary road is oneway, and the drive between 22 and 23 is private
    assert way(1, 24) == pytest.approx(5, rel=1e-3)
    assert way(22, 23) == pytest.approx(9, rel=1e-3)
    assert way(13, 3) == pytest.approx(1, rel=1e-3)
    assert way(3, 13) == np.inf
    assert way(41, 42) == pytest.approx(1, rel=1e-3)
    assert way(41, 1) == np.inf


def test_ways_on_foot_and_by_bicycle(town):
    foot = ways_in_town(Streets.from_osm(town, "foot"))
    assert foot(4, 1) == pytest.approx(3, rel=1e-3)
    assert foot(2, 22) == pytest.approx(2, rel=1e-3)
    assert foot(22, 23) > 2
    bicycle = ways_in_town(Streets.from_osm(town, "e-bike"))
    assert bicycle(13, 2) == pytest.approx(2, rel=1e-3)
    assert bicycle(13, 12) == pytest.approx(1, rel=1e-3)
    assert bicycle(2, 24) == pytest.approx(4, rel=1e-3)
    assert bicycle(2, 22) == np.inf


def test_minutes(town):
    way = ways_in_town(Streets.from_osm(town), "minutes")
    assert way(1, 4) == pytest.approx(0.3 / (60 * 0.75) * 60, rel=1e-3)
    assert way(24, 23) == pytest.approx(0.1 / (20 * 1.609344 * 0.75) * 60, rel=1e-3)


def test_what_is_known_of_a_street(town):
    streets = Streets.from_osm(town)
    at = {osm_id: row for row, osm_id in streets.nodes["osm_id"].items()}
    edges = streets.edges.set_index(["from", "to"])
    assert edges.loc[(at[11], at[21]), "bridge"]
    assert edges.loc[(at[14], at[24]), "bridge"]
    assert edges["bridge"].sum() == 2
    assert not edges["tunnel"].any()
    assert edges.loc[(at[1], at[2]), "highway"] == "primary"
    for _, edge in streets.edges.iterrows():
        for end, position in (("from", 0), ("to", -1)):
            assert shapely.Point(edge.geometry.coords[position]) == streets.nodes.geometry[edge[end]]
    assert streets.edges.geometry.to_crs(UTM).length.to_numpy() == pytest.approx(
        streets.edges["length_m"].to_numpy(), rel=1e-3
    )


def test_islands_and_oneways_are_told(town):
    streets = Streets.from_osm(town)
    assert streets.nodes["part"].max() == 1
    assert (streets.nodes["part"] == 1).sum() == 2
    assert "for van: 14 junctions, 12 streets, 1 km." in streets.notes[0]
    assert "2 junctions (14.3%) lie on 1 island without" in streets.notes[1]
    assert "only be reached, or only be left" in streets.notes[2]


def test_a_way_is_cut_where_its_nodes_are_missing(tmp_path):
    town = write_town(tmp_path / "cut.osm", streets=[([1, 2, 3, 4], {"highway": "primary"})], missing=[2])
    streets = Streets.from_osm(town)
    assert streets.nodes["osm_id"].tolist() == [3, 4]


def test_a_street_that_meets_itself_is_cut_there(tmp_path):
    loop = [([1, 2, 12, 11, 1, 3], {"highway": "residential"}), ([2, 22], {"highway": "residential"})]
    streets = Streets.from_osm(write_town(tmp_path / "loop.osm", streets=loop))
    assert streets.nodes["osm_id"].tolist() == [1, 2, 3, 22]
    assert len(streets.edges) == 4
    assert ways_between(streets)[0] / STEP_M == pytest.approx([0, 1, 2, 3], rel=1e-3)


@pytest.mark.parametrize(
    ("gate", "profile", "passes"),
    [
        ({"barrier": "bollard"}, "van", False),
        ({"barrier": "bollard"}, "e-bike", True),
        ({"barrier": "bollard", "motor_vehicle": "yes"}, "van", True),
        ({"barrier": "gate"}, "van", True),
        ({"barrier": "gate", "access": "private"}, "van", False),
        ({"barrier": "stile"}, "e-bike", False),
        ({"barrier": "stile"}, "foot", True),
    ],
)
def test_a_bollard_ends_the_street_on_either_side(tmp_path, gate, profile, passes):
    streets = [([1, 2, 3, 13], {"highway": "residential"}), ([13, 23], {"highway": "residential"})]
    for shut in (2, 13):  # within a way, and where two ways meet
        town = write_town(tmp_path / f"{shut}.osm", streets=streets, tags={shut: gate})
        found = Streets.from_osm(town, profile)
        ways = pd.DataFrame(ways_between(found), found.nodes["osm_id"], found.nodes["osm_id"])
        assert ways.loc[1, 23] / STEP_M == (pytest.approx(4, rel=1e-3) if passes else np.inf)
        assert found.edges["length_m"].sum() / STEP_M == pytest.approx(4, rel=1e-3)
        assert (found.nodes["osm_id"] < 0).sum() == (0 if passes else 2)


def test_the_second_time_comes_from_the_cache(town, monkeypatch):
    fresh = Streets.from_osm(town)
    monkeypatch.setattr("equizone.streets.network.read_extract", None)
    again = Streets.from_osm(town)
    assert_geodataframe_equal(again.nodes, fresh.nodes)
    assert_geodataframe_equal(again.edges, fresh.edges)
    assert again.notes == fresh.notes
    with pytest.raises(TypeError):  # another profile is prepared on its own
        Streets.from_osm(town, "foot")
    town.write_text(town.read_text().replace("private", "yes"))
    with pytest.raises(TypeError):  # so is a file that has changed
        Streets.from_osm(town)


@pytest.mark.parametrize("damage", ["empty", "text", "missing"])
def test_a_damaged_cache_is_made_anew(town, own_cache, damage):
    fresh = Streets.from_osm(town)
    (kept,) = own_cache.iterdir()
    for file in kept.iterdir():
        if damage == "missing":
            file.unlink()
        else:
            file.write_text("" if damage == "empty" else "{]")
    again = Streets.from_osm(town)
    assert_geodataframe_equal(again.edges, fresh.edges)
    assert len(geopandas.read_parquet(kept / "edges.parquet")) == len(fresh.edges)


def test_without_a_place_for_the_cache(town, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert len(Streets.from_osm(town).edges) == 12


def test_pyosmium_is_named_if_it_is_missing(town, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "osmium", None)
    with pytest.raises(InputError, match=r"needs pyosmium; run: pip install 'equizone\[network\]'"):
        Streets.from_osm(town)


def test_tables(tmp_path):
    nodes, edges = tables()
    streets = Streets.from_tables(nodes, edges)
    assert streets.edges["length_m"].tolist() == [800, 900]
    assert ways_between(streets)[0].tolist() == pytest.approx([0, 800, 1700])
    assert ways_between(streets)[2].tolist() == [np.inf, np.inf, 0]
    nodes.to_csv(tmp_path / "nodes.csv", index=False)
    edges.to_csv(tmp_path / "edges.csv", index=False)
    read = Streets.read(tmp_path)
    assert_geodataframe_equal(read.edges, streets.edges)


def test_tables_with_the_least_said():
    nodes = pd.DataFrame({"node_id": [7, 8, 9], "x": [0.0, 300.0, 1000.0], "y": [0.0, 400.0, 0.0]})
    edges = pd.DataFrame({"from": [7], "to": [8], "highway": ["residential"], "minutes": [9.0]})
    streets = Streets.from_tables(nodes, edges, crs=UTM)
    assert streets.nodes["node_id"].tolist() == ["7", "8"]
    assert streets.edges["length_m"].tolist() == [500]
    assert ways_between(streets, "minutes").tolist() == [[0, 9], [9, 0]]
    assert equizone.Streets is Streets


def test_arrays_keep_bends_and_lengths():
    streets = Streets.from_tables(*tables())
    nodes, edges, lengths = streets.arrays(UTM)
    assert len(nodes) == 4
    np.testing.assert_array_equal(edges, [[0, 3], [3, 1], [1, 2], [3, 0], [1, 3]])
    assert lengths[:3].sum() == pytest.approx(1700)
    np.testing.assert_allclose(
        nodes[3], geopandas.GeoSeries.from_xy([9.505], [47.102], crs=4326).to_crs(UTM)[0].coords[0]
    )
    straightened = streets.arrays(UTM, bend_m=1000)
    assert len(straightened.nodes) == 3
    assert straightened.lengths.tolist() == [800, 900, 800]
    assert streets.walk_per_m() == 1
    assert streets.walk_per_m("minutes") * 4800 == pytest.approx(60)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda n, e: (n.drop(columns="node_id"), e), "node_id.*no such column"),
        (lambda n, e: (n.assign(node_id="a"), e), "node_id of nodes at .*every node needs its own id"),
        (
            lambda n, e: (n, e.assign(to=["b", "d"])),
            "column to of edges at row 1 is 'd': nodes has no such node_id",
        ),
        (lambda n, e: (n, e.drop(columns="to")), "there is no such column; .*the columns are from"),
        (lambda n, e: (n, e.assign(length_m=[1, -2])), "length_m of edges at row 1 is -2: .* not negative"),
        (lambda n, e: (n, e.assign(length_m=[1, np.nan])), "length_m of edges at row 1 is empty"),
        (lambda n, e: (n, e.assign(wkt="POINT (1 2)")), r"wkt of edges at row 0 is .*give a LINESTRING"),
        (
            lambda n, e: (n, e.assign(wkt="LINESTRING (9.51 47.1, 9.5 47.1)")),
            "column from of edges at row 0 is 'a': its line does not start",
        ),
        (lambda n, e: (n, e.assign(highway="path")), "edges has no streets for van"),
        (lambda n, e: (n, e.iloc[:0]), "edges has no rows"),
        (lambda n, e: (n, e.drop(columns="highway")), "'highway', but there is no such column; the columns"),
        (lambda n, e: (n, e.assign(wkt="LINESTRING EMPTY")), "wkt of edges at row 0 is 'LINESTRING EMPTY'"),
        (lambda n, e: (n, without_lines(e)), "geometry of edges at row 0 is empty: give a LINESTRING"),
        (
            lambda n, e: (n, e.assign(wkt="LINESTRING (9 47, nan 47)")),
            r"wkt of edges at row 0 has a corner \(nan, 47\): every coordinate must be finite",
        ),
        (
            lambda n, e: (n.assign(lat=89.9), e),
            r"node at row 0 lies at latitude 89\.90, too near a pole .*: maps between 80 S and 84 N are",
        ),
        (
            lambda n, e: (n.assign(lon=np.where(n.index % 2, 179.9, -179.9)), e),
            r"node: corners lie on both sides of the antimeridian, longitude 180 \(\d before it, \d beyond\)",
        ),
        (lambda n, e: ("nowhere.csv", e), "nowhere.csv does not exist"),
    ],
)
def test_bad_tables(change, message):
    with pytest.raises(InputError, match=message):
        Streets.from_tables(*change(*tables()))


def without_lines(edges):
    return geopandas.GeoDataFrame(edges, geometry=[None] * len(edges), crs=4326)


def test_crs_that_is_no_projection():
    streets = Streets.from_tables(*tables())
    for change in (streets.to_crs, streets.arrays):
        with pytest.raises(
            InputError, match=r"crs is 'GCJ-02', .* no projection; give EPSG:25832, or convert"
        ):
            change("GCJ-02")
        with pytest.raises(
            InputError, match=r"crs is 'Mars', which is not a known .*; give one as EPSG:25832$"
        ):
            change("Mars")


def test_bad_files_and_arguments(tmp_path, town):
    with pytest.raises(InputError, match="does not exist"):
        Streets.from_osm(tmp_path / "none.osm.pbf")
    with pytest.raises(InputError, match=r"is no file; give an OpenStreetMap extract"):
        Streets.from_osm(tmp_path)
    (tmp_path / "bad.osm.pbf").write_text("this is no extract")
    with pytest.raises(InputError, match=r"bad\.osm\.pbf cannot be read as an OpenStreetMap extract"):
        Streets.from_osm(tmp_path / "bad.osm.pbf")
    with pytest.raises(InputError, match=r"has no nodes\.csv and no edges\.csv; give a folder"):
        Streets.read(tmp_path)
    no_streets = write_town(tmp_path / "empty.osm", streets=[])
    with pytest.raises(InputError, match=r"empty\.osm has no streets for van"):
        Streets.from_osm(no_streets)
    streets = Streets.from_osm(town)
    for arguments, message in (
        ((4326,), "is not projected"),
        ((UTM, "hours"), "unit is 'hours'; give metres or minutes"),
        ((UTM, "metres", -1.0), "bend_m is -1.0"),
        ((UTM, "metres", np.nan), "bend_m is nan"),
    ):
        with pytest.raises(InputError, match=message):
            streets.arrays(*arguments)


def test_stops_beyond_the_map_are_told(town):
    streets = Streets.from_osm(town)
    near = geopandas.GeoSeries.from_xy(*np.transpose([place(1, 1), place(2, 12)]), crs=4326)
    streets.check_covers(near)
    far = geopandas.GeoSeries.from_xy(*np.transpose([place(1, 1), place(0, 24), place(0, 34)]), crs=4326)
    with pytest.raises(
        InputError,
        match=r"streets of town\.osm do not cover .*: 2 of 3 lie beyond, up to [23],\d\d\d m; .* row 2",
    ):
        streets.check_covers(far)


@pytest.mark.parametrize(("region", "nodes"), [("krems", 750), ("liechtenstein", 3412)])
def test_real_tables(data_folder, region, nodes):
    streets = Streets.read(data_folder / "osm" / region)
    assert len(streets.nodes) == nodes
    assert (streets.nodes["part"] == 0).all()
    measured = streets.edges.geometry.to_crs(32633 if region == "krems" else UTM).length
    assert (measured / streets.edges["length_m"]).quantile([0.01, 0.99]).between(0.98, 1.02).all()


@pytest.mark.parametrize("region", ["krems", "liechtenstein"])
def test_ways_of_real_tables_are_those_of_the_tables_alone(data_folder, region):
    """Shortest ways over the raw tables, without bends, tags or profiles, are the same to the micrometre."""
    folder = data_folder / "osm" / region
    edges = pd.read_csv(folder / "edges.csv")
    back = edges[edges["oneway"] == 0]
    directed = pd.concat([edges, back.rename(columns={"from": "to", "to": "from"})])
    shortest = directed.groupby(["from", "to"], as_index=False)["length_m"].min()
    nodes = len(pd.read_csv(folder / "nodes.csv"))
    raw = coo_array((shortest["length_m"], (shortest["from"], shortest["to"])), shape=(nodes, nodes)).tocsr()
    streets = Streets.read(folder)
    ids = streets.nodes["node_id"].astype(int).to_numpy()[:300]
    np.testing.assert_allclose(
        ways_between(streets)[:300, :300], dijkstra(raw, indices=ids)[:, ids], atol=1e-6
    )


def test_the_extract_of_liechtenstein_agrees_with_its_tables(data_folder):
    folder = data_folder / "osm" / "liechtenstein"
    ours, theirs = Streets.from_osm(folder / "liechtenstein.osm.pbf"), Streets.read(folder)
    main = ours.edges[(ours.nodes["part"] == 0).to_numpy()[ours.edges["from"]]]
    assert main["length_m"].sum() == pytest.approx(theirs.edges["length_m"].sum(), rel=0.1)
    for profile, least_km in (("e-bike", 800), ("foot", 900)):
        assert (
            Streets.from_osm(folder / "liechtenstein.osm.pbf", profile).edges["length_m"].sum()
            > least_km * 1000
        )
