"""Streets from tables of the form that osmnx gives, made by hand."""

import itertools

import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely
from equizone import InputError, Streets
from mapped_town import STEP_M, STREETS, place, write_town

from .ways import UTM, ways_between

pytestmark = pytest.mark.usefixtures("own_cache")


def osmnx_tables():
    """Return what osmnx gives for the town's ways of a van: a row for each direction."""
    rows = []
    for number, (refs, tags) in enumerate(STREETS):
        if tags["highway"] in ("cycleway", "footway") or tags.get("access") == "private":
            continue
        step = -1 if tags.get("oneway") == "-1" else 1
        refs = refs[::step]
        for u, v in itertools.pairwise(refs):
            directions = [(u, v)] if "oneway" in tags else [(u, v), (v, u)]
            for start, end in directions:
                line = shapely.LineString([place(*divmod_place(start)), place(*divmod_place(end))])
                rows.append(
                    {
                        "u": start,
                        "v": end,
                        "key": 0,
                        "osmid": [number, 1000] if number == 1 else number,
                        "highway": [tags["highway"], "service"] if number == 1 else tags["highway"],
                        "maxspeed": tags.get("maxspeed", np.nan),
                        "bridge": tags.get("bridge", np.nan),
                        "oneway": "oneway" in tags,
                        "reversed": start != u,
                        "length": STEP_M,
                        "geometry": line,
                    }
                )
    edges = geopandas.GeoDataFrame(rows, crs=4326).set_index(["u", "v", "key"])
    ids = sorted({*edges.index.get_level_values("u"), *edges.index.get_level_values("v")})
    points = geopandas.points_from_xy(*np.transpose([place(*divmod_place(node)) for node in ids]))
    return geopandas.GeoDataFrame(geometry=points, index=pd.Index(ids, name="osmid"), crs=4326), edges


def divmod_place(node):
    """Return column and row of an id."""
    return (node - 1) % 10, (node - 1) // 10


def test_osmnx_gives_the_same_streets(tmp_path):
    nodes, edges = osmnx_tables()
    ours, theirs = Streets.from_osm(write_town(tmp_path / "town.osm")), Streets.from_osmnx(nodes, edges)
    assert len(theirs.edges) == len(ours.edges)
    np.testing.assert_array_equal(theirs.nodes["osm_id"], ours.nodes["osm_id"])
    for unit in ("metres", "minutes"):
        np.testing.assert_allclose(ways_between(theirs, unit), ways_between(ours, unit), rtol=1e-3)
    assert theirs.edges["bridge"].sum() == ours.edges["bridge"].sum()
    assert theirs.notes[1:] == ours.notes[1:]


def test_osmnx_with_its_own_times_and_on_foot():
    nodes, edges = osmnx_tables()
    timed = Streets.from_osmnx(nodes, edges.assign(travel_time=30.0))
    assert timed.edges["minutes"].unique().tolist() == [0.5]
    foot = Streets.from_osmnx(nodes, edges.assign(travel_time=30.0), "foot")
    assert foot.edges[["forward", "backward"]].all().all()
    assert foot.edges["minutes"].to_numpy() == pytest.approx(0.1 / 4.8 * 60)


def with_first_line(edges, line):
    return edges.set_geometry([line, *edges.geometry[1:]], crs=4326)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda n, e: (n, e.reset_index()), r"edges has the index .*; give u, v, key"),
        (lambda n, e: (n, e.drop(columns="length")), "edges has no column length"),
        (lambda n, e: (n, e.drop(columns="highway")), "edges has no column highway; the columns are osmid"),
        (
            lambda n, e: (n.set_geometry([shapely.Point()] * len(n), crs=4326), e),
            "geometry of nodes at row 0",
        ),
        (lambda n, e: (n, with_first_line(e, shapely.LineString())), "edges at row 0 is LINESTRING EMPTY"),
        (
            lambda n, e: (n, with_first_line(e, shapely.Point(9, 47))),
            "edges at row 0 is POINT .*: give a LINE",
        ),
        (
            lambda n, e: (n, with_first_line(e, shapely.LineString([(9, 47), (9, np.inf)]))),
            r"edges at row 0 has a corner \(9, inf\)",
        ),
        (lambda n, e: (n.drop(columns="geometry"), e), "nodes is no GeoDataFrame with a coordinate system"),
        (lambda n, e: (n.drop(index=24), e), "of edges at .* is 24: nodes has no such osmid"),
        (lambda n, e: (n.to_crs(UTM), e), "different coordinate systems"),
        (lambda n, e: (pd.DataFrame(n), e), "nodes is no GeoDataFrame with a coordinate system"),
        (lambda n, e: (n, e.iloc[:0]), "edges has no rows"),
        (lambda n, e: (n, e.assign(length=-1.0)), "column length of edges"),
    ],
)
def test_bad_tables_of_osmnx(change, message):
    with pytest.raises(InputError, match=message):
        Streets.from_osmnx(*change(*osmnx_tables()))
