import numpy as np
import pytest
import shapely
from equizone import InputError
from equizone.osm.extract import read_extract
from mapped_town import STREETS, node, place, relation, way, write_town


def test_ways_in_the_order_of_the_file(tmp_path):
    extract = read_extract(write_town(tmp_path / "town.osm"))
    assert [way.tags for way in extract.ways] == [tags for _, tags in STREETS]
    assert [way.nodes.tolist() for way in extract.ways] == [refs for refs, _ in STREETS]
    np.testing.assert_allclose(extract.ways[1].lonlat, [place(0, 2), place(1, 2)], atol=1e-7)
    assert extract.waters == []
    assert extract.gates == {}
    gate = {"barrier": "bollard", "note": "removable"}
    with_gate = read_extract(write_town(tmp_path / "gate.osm", tags={12: gate, 13: {"note": "none"}}))
    assert with_gate.gates == {12: gate}


def test_what_is_neither_street_nor_water_is_left_out(tmp_path):
    more = [
        way(7, [1, 2], {"power": "line"}),
        way(8, [1, 2, 12, 1], {"natural": "wood"}),
        way(9, [1, 2, 12, 1], {"landuse": "basin"}),
        node(5000, 0, 0),
    ]
    extract = read_extract(write_town(tmp_path / "town.osm", more=more))
    assert len(extract.ways) == len(STREETS)
    assert [water.tags for water in extract.waters] == [{"landuse": "basin"}]


def test_a_lake_of_several_ways_with_an_island(tmp_path):
    corners = [(5000, 0, 5), (5001, 4, 5), (5002, 4, 9), (5003, 0, 9)]
    island = [(5010, 1, 6), (5011, 2, 6), (5012, 2, 7), (5013, 1, 7)]
    more = [
        *(node(*corner) for corner in [*corners, *island]),
        way(7, [5000, 5001, 5002], {"note": "half"}),
        way(8, [5002, 5003, 5000], {"note": "half"}),
        way(9, [5010, 5011, 5012, 5013, 5010], {"note": "island"}),
        relation(1, {7: "outer", 8: "outer", 9: "inner"}, {"type": "multipolygon", "natural": "water"}),
    ]
    (water,) = read_extract(write_town(tmp_path / "town.osm", more=more)).waters
    assert water.tags["natural"] == "water"
    lake = shapely.Polygon([place(c, r) for _, c, r in corners], [[place(c, r) for _, c, r in island]])
    assert water.polygon.symmetric_difference(lake).area < 1e-3 * lake.area


def test_runs_of_nodes_that_the_extract_has(tmp_path):
    streets = [([1, 2, 3, 4, 14, 13, 12], {"highway": "primary"})]
    path = write_town(tmp_path / "cut.osm", streets=streets, missing=[3, 12])
    assert [way.nodes.tolist() for way in read_extract(path).ways] == [[1, 2], [4, 14, 13]]
    alone = write_town(tmp_path / "alone.osm", streets=streets, missing=[1, 3, 14, 12])
    assert read_extract(alone).ways == []


@pytest.mark.parametrize("content", ["", "no extract", "<osm version='0.6'><node id='1'"])
def test_broken_files(tmp_path, content):
    path = tmp_path / "broken.osm"
    path.write_text(content)
    with pytest.raises(InputError, match=r"broken\.osm cannot be read as an OpenStreetMap extract: .+"):
        read_extract(path)
    with pytest.raises(InputError, match="does not exist"):
        read_extract(tmp_path / "none.osm.pbf")
    with pytest.raises(InputError, match="path is None; give a path"):
        read_extract(None)
