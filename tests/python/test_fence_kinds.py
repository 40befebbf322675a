"""Fences of kind power and blocks from Python, checked by shapely."""

import equizone
import numpy as np
import pytest
import shapely

ORIGIN = np.array([540_000.0, 5_220_000.0])
AREA = shapely.box(*(ORIGIN - 100), *(ORIGIN + 1100))


def at(place):
    return ORIGIN + np.array(place)


def stops(count=400, seed=1):
    return ORIGIN + np.random.default_rng(seed).random((count, 2)) * 1000


def streets(spacing=125.0):
    offsets = np.arange(-200, 1300, spacing)
    return shapely.MultiLineString(
        [[at([d, -300]), at([d + 40, 1400])] for d in offsets]
        + [[at([-300, d]), at([1400, d - 60])] for d in offsets]
    )


def check_coverage(fences, area):
    geometries = fences.to_numpy()
    assert shapely.is_valid(geometries).all()
    assert shapely.coverage_is_valid(geometries)
    assert abs(shapely.area(geometries).sum() / area.area - 1) < 1e-9


def outside(fences, points, labels):
    own = fences.to_numpy()[labels]
    return np.flatnonzero(shapely.distance(own, shapely.points(points)) > 1e-6).tolist()


@pytest.fixture(scope="module")
def divided():
    points = stops()
    loads = np.random.default_rng(3).integers(1, 10, len(points))
    return equizone.partition(points, loads, zones=20, tolerance=0.01)


def test_power_fences_are_convex_and_list_who_is_outside(divided):
    fences = divided.fences(kind="power", area=AREA)
    check_coverage(fences, AREA)
    np.testing.assert_allclose(fences.convex_hull.area, fences.area, rtol=1e-9)
    assert fences.attrs["outside"] == divided.moved.tolist()
    # Some lie on the border to a micrometre: there the power diagram is indifferent.
    assert set(outside(fences, divided.points, divided.labels)) <= set(divided.moved.tolist())
    own = fences.to_numpy()[divided.labels]
    within = shapely.contains_properly(shapely.buffer(own, -1e-3), shapely.points(divided.points))
    assert not within[divided.moved].any()


def test_block_fences_run_along_lines(divided):
    fences = divided.fences(kind="blocks", lines=streets(), area=AREA)
    check_coverage(fences, AREA)
    assert outside(fences, divided.points, divided.labels) == fences.attrs["outside"]
    inner = shapely.difference(
        shapely.union_all(shapely.boundary(fences.to_numpy())), AREA.boundary.buffer(1e-6)
    )
    assert shapely.difference(inner, streets().buffer(1e-6)).length < 1e-3


def test_zones_of_whole_blocks_have_nobody_outside():
    points = stops()
    loads = np.ones(len(points))
    blocks = equizone.blocks_from_lines(streets(), AREA)
    check_coverage(blocks, AREA)
    block_of, block_load, centers = equizone.block_loads(points, loads, blocks)
    assert block_load.sum() == loads.sum()
    assert shapely.covers(blocks.to_numpy()[block_of], shapely.points(points)).all()
    graph = equizone.neighbouring_blocks(blocks)
    plan = equizone.partition(centers, block_load, zones=6, tolerance=0.1, graph=graph)
    assert plan.status == "ok"
    assert equizone.is_contiguous(centers, plan.labels, graph=graph)
    labels = plan.labels[block_of]
    fences = equizone.fences(points, labels, kind="blocks", blocks=blocks, loads=loads)
    assert fences.attrs["outside"] == []
    assert fences.attrs["pieces"] == [1] * 6
    check_coverage(fences, AREA)
    touching = {
        (a, b)
        for a in range(len(blocks))
        for b in range(a + 1, len(blocks))
        if shapely.intersection(blocks[a], blocks[b]).length > 1e-6
    }
    assert {tuple(pair) for pair in graph.tolist()} == touching


def test_stops_on_lines_belong_to_one_block():
    points = np.array([at([0, 0]), at([50, 50])])
    blocks = [shapely.box(*(ORIGIN - 50), *ORIGIN), shapely.box(*ORIGIN, *ORIGIN + 100)]
    assert equizone.block_loads(points, [1, 2], blocks)[0].tolist() == [0, 1]


def test_simplified_fences_keep_every_stop(divided):
    plain = divided.fences(area=AREA)
    simple = divided.fences(area=AREA, simplify_m=20)
    check_coverage(simple, AREA)
    assert outside(simple, divided.points, divided.labels) == []
    assert shapely.get_num_coordinates(simple).sum() < 0.7 * shapely.get_num_coordinates(plain).sum()


def test_barriers_cut_blocks_and_keep_those_without_stops_on_their_side():
    """A river at x = 500, and stops at the far ends alone: nobody's land goes beyond it."""
    generator = np.random.default_rng(5)
    places = generator.random((60, 2)) * [100, 1000] + np.repeat([[0, 0], [600, 0]], 30, axis=0)
    labels = np.repeat([0, 1], 30)
    river = shapely.LineString([at([500, -300]), at([500, 1400])])
    with_river = equizone.fences(
        ORIGIN + places, labels, kind="blocks", lines=streets(), area=AREA, barriers=river
    )
    check_coverage(with_river, AREA)
    west = shapely.box(*(ORIGIN - 100), *at([500, 1100]))
    assert with_river[0].symmetric_difference(west).area < 1e-6 * AREA.area
    without = equizone.fences(ORIGIN + places, labels, kind="blocks", lines=streets(), area=AREA)
    assert without[1].intersection(west).area > 0.05 * AREA.area


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"kind": "power"}, 'kind is "power"'),
        ({"kind": "hexagons"}, "kind is 'hexagons'"),
        ({"kind": "blocks"}, "give lines that cut the area, or blocks"),
        ({"kind": "cells", "lines": streets()}, "lines or blocks are given"),
        ({"kind": "cells", "loads": np.ones(20)}, "loads are given"),
        ({"kind": "cells", "simplify_m": -1}, "simplify_m is -1"),
        ({"kind": "blocks", "lines": streets(), "simplify_m": 5}, "simplify_m is given"),
        ({"kind": "blocks", "blocks": []}, "blocks is empty"),
        ({"kind": "blocks", "blocks": AREA}, "blocks is a Polygon; give several shapely polygons"),
        ({"kind": "blocks", "blocks": 5}, "blocks is a int; give several shapely polygons"),
        ({"kind": "blocks", "blocks": [AREA, AREA.buffer(-10)]}, r"blocks\[0\] and blocks\[1\] overlap"),
        ({"kind": "blocks", "blocks": [AREA, shapely.Point(0, 0)]}, r"blocks\[1\] is a Point"),
        ({"kind": "blocks", "blocks": [shapely.box(*ORIGIN, *ORIGIN + 10)]}, "lies in no block"),
        ({"kind": "blocks", "blocks": [AREA], "area": AREA}, "blocks are given together with"),
        ({"kind": "blocks", "blocks": [AREA], "loads": [1.0]}, "loads has 1 entries"),
    ],
)
def test_bad_input_is_one_clear_error(options, words):
    points = stops(20)
    with pytest.raises(equizone.InputError, match=words):
        equizone.fences(points, np.zeros(20, int), **options)


def test_blocks_that_overlap_are_named_before_anything_is_drawn():
    halves = [
        shapely.box(*ORIGIN - 10, *at([600, 1010])),
        shapely.box(*at([500, -10]), *ORIGIN + 1010),
    ]
    with pytest.raises(equizone.InputError, match=r"blocks\[0\] and blocks\[1\] overlap"):
        equizone.neighbouring_blocks(halves)


def test_power_fences_take_no_lines(divided):
    with pytest.raises(equizone.InputError, match='lines is given, but kind is "power"'):
        divided.fences(kind="power", lines=streets())
