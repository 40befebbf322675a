import equizone
import numpy as np
import pytest
import shapely
from equizone.barrier_lines import straight_pieces


def test_lines_and_rims_become_straight_pieces():
    shapes = [shapely.LineString([(0, 0), (1, 0), (1, 1)]), shapely.box(5, 5, 6, 6)]
    pieces = straight_pieces(shapes)
    assert pieces.shape == (2 + 4, 4)
    assert pieces[1].tolist() == [1, 0, 1, 1]
    assert np.hypot(*(pieces[:, 2:] - pieces[:, :2]).T).sum() == pytest.approx(2 + 4)


def test_collections_in_collections_do_not_join_their_lines():
    apart = shapely.MultiLineString([[(0, 0), (1, 0)], [(5, 5), (6, 5)]])
    boxes = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(5, 5, 6, 6)])
    nested = shapely.GeometryCollection([apart, shapely.GeometryCollection([boxes])])
    pieces = straight_pieces([nested, shapely.GeometryCollection()])
    assert np.hypot(*(pieces[:, 2:] - pieces[:, :2]).T).tolist() == [1.0] * (2 + 8)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (np.array([[0, 0, np.nan, 1.0]]), r"lines\[0\] has a coordinate nan"),
        ([shapely.LineString([(0, 0), (1, np.inf)])], r"lines\[0\] has a coordinate inf"),
        (shapely.Point(0, 0), "has a point"),
        (np.zeros((3, 2)), r"shape \(3, 2\)"),
        (7, "is a int"),
        ([7], r"lines\[0\] is a int"),
    ],
)
def test_what_is_no_line_is_one_clear_error(lines, words):
    with pytest.raises(equizone.InputError, match=words):
        straight_pieces(lines)


def test_loads_of_blocks_are_checked():
    with pytest.raises(equizone.InputError, match=r"loads\[1\] is nan"):
        equizone.block_loads([(0.5, 0.5), (0.2, 0.2)], [1.0, np.nan], [shapely.box(0, 0, 1, 1)])
    for nothing in (None, 5, shapely.box(0, 0, 1, 1)):
        with pytest.raises(equizone.InputError, match=r"blocks is a .*; give several shapely polygons"):
            equizone.block_loads([(0.5, 0.5)], [1.0], nothing)
        with pytest.raises(equizone.InputError, match=r"blocks is a .*; give several shapely polygons"):
            equizone.neighbouring_blocks(nothing)
    with pytest.raises(equizone.InputError, match="points is 'x'; give an array of numbers"):
        equizone.block_loads("x", [1.0], [shapely.box(0, 0, 1, 1)])


def test_blocks_that_overlap_are_named():
    blocks = [shapely.box(0, 0, 2, 2), shapely.box(2, 0, 4, 2), shapely.box(3, 0, 5, 2)]
    with pytest.raises(equizone.InputError, match=r"blocks\[1\] and blocks\[2\] overlap; blocks may share"):
        equizone.block_loads([(1, 1)], [1.0], blocks)
