"""What a plan divides as a whole, on a grid of streets that can be checked by hand."""

import equizone
import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely
from equizone import Barriers, InputError, Streets
from equizone.planning.buildings import find_buildings
from equizone.planning.reasons import in_plan_words
from equizone.planning.street_map import StreetMap
from equizone.planning.units import block_units, building_units

from .krems import COURIERS, MAP, fences_of, plan_of_krems, points_of, walls

UTM = 32632
ORIGIN = np.array([540_000.0, 5_217_000.0])
STEP_M = 200.0
SIDE = 6
AREA = shapely.box(*ORIGIN, *ORIGIN + SIDE * STEP_M)
MIDDLES = np.array([(column + 0.5, row + 0.5) for row in range(SIDE) for column in range(SIDE)])


def at(steps):
    """Return places in metres; one step is from street to street."""
    return ORIGIN + STEP_M * np.asarray(steps, dtype=float)


def grid(tunnel=None):
    """Return streets around 6 x 6 blocks; `tunnel`: the middle of one that runs below the ground."""
    corners = [(column, row) for row in range(SIDE + 1) for column in range(SIDE + 1)]
    number = {corner: str(index) for index, corner in enumerate(corners)}
    ways = [
        (number[column, row], number[column + east, row + 1 - east])
        for column, row in corners
        for east in (1, 0)
        if (column + east, row + 1 - east) in number
    ]
    x, y = at(corners).T
    nodes = pd.DataFrame({"node_id": list(number.values()), "x": x, "y": y})
    edges = pd.DataFrame(ways, columns=["from", "to"]).assign(highway="residential")
    middles = at([(np.add(*(corners[int(end)] for end in way)) / 2) for way in ways])
    edges["tunnel"] = (middles == (np.nan if tunnel is None else at(tunnel))).all(axis=1).astype(int)
    return Streets.from_tables(nodes, edges, crs=UTM)


def street_map(*lines, crossings=None, tunnel=None):
    """Return the grid with lines as barriers, corners in steps."""
    walls = None
    if lines:
        shapes = geopandas.GeoSeries([shapely.LineString(at(line)) for line in lines], crs=UTM)
        gates = None
        if crossings is not None:
            gates = geopandas.GeoSeries(list(shapely.points(at(crossings))), crs=UTM)
        walls = Barriers.from_lines(shapes, crossings=gates)
    return StreetMap(grid(tunnel).to_crs(UTM), None, walls, [])


def units_of(places, loads=None, of_map=None, couriers=1):
    loads = np.ones(len(places)) if loads is None else np.asarray(loads, dtype=float)
    return block_units(at(places), loads, of_map or street_map(), AREA, couriers)


def middles(per_block=4, spread=0.3, seed=1):
    """Return stops around the middles of the blocks, block by block."""
    shifts = np.random.default_rng(seed).uniform(-spread, spread, (len(MIDDLES), per_block, 2))
    return (MIDDLES[:, None] + shifts).reshape(-1, 2)


def test_stops_of_a_block_are_one_unit():
    places = middles()
    loads = np.random.default_rng(2).uniform(1, 3, len(places))
    units, notes = units_of(places, loads)
    block = np.arange(len(places)) // 4
    assert len(units.points) == 36
    assert len(units.blocks) == 36
    for unit in range(36):
        own = np.flatnonzero(units.of_stop == unit)
        assert len(set(block[own])) == 1
        assert len(own) == units.sizes()[unit] == 4
        assert units.first_stop[unit] == own[0]
        assert units.total(loads)[unit] == pytest.approx(loads[own].sum())
        assert units.points[unit] == pytest.approx(np.average(at(places[own]), axis=0, weights=loads[own]))
    assert notes == ["Zones are made of whole blocks between streets and barriers: 36 in the area."]


def test_blocks_are_neighbours_where_their_stops_are():
    units, _ = units_of(MIDDLES + 1e-3 * np.arange(36)[:, None])
    steps = np.rint((units.points - at([0.5, 0.5])) / STEP_M)
    side_by_side = [(a, b) for a, b in units.graph if np.abs(steps[a] - steps[b]).sum() == 1]
    assert len(side_by_side) == 60


def test_no_pair_of_blocks_leads_across_a_closed_barrier():
    river = [(-1, 1.5), (7, 1.5)]
    places = middles(per_block=8)

    def north(points):
        return points[:, 1] > at([0, 1.5])[1]

    units, _ = units_of(places, of_map=street_map(river))
    assert len(units.points) == 42
    side = north(units.points)
    assert (north(at(places)) == side[units.of_stop]).all()
    assert (side[units.graph[:, 0]] == side[units.graph[:, 1]]).all()
    open_units, _ = units_of(places, of_map=street_map(river, crossings=[(1.5, 1.5)]))
    side = north(open_units.points)
    across = open_units.graph[side[open_units.graph[:, 0]] != side[open_units.graph[:, 1]]]
    assert len(across) >= 1
    assert np.abs(open_units.points[across.ravel()] - at([1.5, 1.5])).max() < 1.2 * STEP_M


def test_a_barrier_that_ends_in_a_block_parts_its_stops():
    places = np.array([(1.4, 1.3), (1.6, 1.3), *(place for place in MIDDLES if tuple(place) != (1.5, 1.5))])
    wall = [(1.5, -0.5), (1.5, 1.95)]
    units, _ = units_of(places, of_map=street_map(wall))
    assert units.of_stop[0] != units.of_stop[1]
    pair = sorted(units.of_stop[:2].tolist())
    assert pair not in units.graph.tolist()


def test_a_heavy_block_is_cut_between_its_stops_and_no_other_is():
    places = middles()
    loads = np.ones(len(places))
    heavy = slice(4 * 14, 4 * 15)
    loads[heavy] = 8.0
    units, notes = units_of(places, loads, couriers=1)
    assert len(units.points) == 35 + 4
    sizes = units.sizes()[units.of_stop]
    assert (sizes[heavy] == 1).all()
    assert (np.delete(sizes, heavy) == 4).all()
    shapes = units.blocks.to_numpy()
    assert shapely.coverage_is_valid(shapes)
    assert shapely.area(shapes).sum() == pytest.approx(AREA.area, rel=1e-9)
    assert notes[1].startswith("1 block with more than 10% of a zone's load, ")


def test_stops_of_one_place_stay_together_in_a_block_that_is_cut():
    places = np.array([(1.3, 1.3), (1.3, 1.3), (1.7, 1.7), *MIDDLES])
    units, _ = units_of(places, couriers=9)
    assert units.of_stop[0] == units.of_stop[1]
    assert units.of_stop[0] != units.of_stop[2]


def test_blocks_without_stops_are_kept_as_ground_only():
    units, _ = units_of(np.delete(middles(per_block=2), slice(0, 40), axis=0))
    assert len(units.points) == 16
    assert len(units.blocks) == 36
    assert (units.sizes() == 2).all()


def test_tunnels_cut_no_blocks():
    whole, _ = units_of(MIDDLES)
    joined, _ = units_of(MIDDLES, of_map=street_map(tunnel=(1, 1.5)))
    assert len(whole.blocks) == 36
    assert len(joined.blocks) == 35
    assert sorted(joined.sizes()) == [1] * 34 + [2]


def test_a_stop_on_a_street_belongs_to_one_block():
    units, _ = units_of(np.array([(1, 0.5), (1, 1), (0, 0), *MIDDLES]))
    assert len(units.of_stop) == 39
    assert units.sizes().sum() == 39
    assert (units.sizes() > 0).all()


def test_more_couriers_than_blocks_are_refused():
    places = np.repeat([(0.5, 0.5), (2.5, 2.5)], 3, axis=0)
    with pytest.raises(InputError) as caught:
        units_of(places, couriers=3)
    assert str(caught.value) == (
        "couriers is 3 but streets cut the area into 2 blocks with stops; "
        'give fewer couriers, or fences="cells"'
    )


def test_buildings_are_places():
    points = at([(0, 0), (1, 1), (0, 0), (2, 2)])
    units = building_units(points, find_buildings(points, 2, keep_together=True)[0])
    assert units.of_stop.tolist() == [0, 1, 0, 2]
    assert units.first_stop.tolist() == [0, 1, 3]
    assert units.sizes().tolist() == [2, 1, 1]
    assert units.total(np.array([1.0, 2, 4, 8])).tolist() == [5, 2, 8]
    assert units.graph is None


def test_reasons_speak_of_blocks_and_names():
    places = middles(per_block=2)
    units, _ = units_of(places)
    index = pd.Index([f"stop {number + 100}" for number in range(len(places))])
    told = in_plan_words("stop 4 alone (9) exceeds zone 2's bound", index, units, ["a 1", "b 7", "zone 9"])
    first = index[units.first_stop[4]]
    assert first in told
    assert "with 2 stops" in told
    assert "zone zone 9's bound" in told
    assert "keep_together" not in told


def test_reasons_do_not_take_blocks_for_places():
    places = middles(per_block=2)
    units, _ = units_of(places)
    reason = "3 zones lie outside the bounds; the heaviest stop is 43"
    assert "place" not in in_plan_words(reason, pd.RangeIndex(len(places)), units, ["1", "2", "3"])


def plan_of_grid(places, couriers, **options):
    x, y = at(places).T
    stops = pd.DataFrame({"x": x, "y": y, "load": options.pop("loads", 1.0)})
    return equizone.plan(
        stops,
        couriers,
        crs=UTM,
        streets=grid(),
        fences="blocks",
        **{"area": AREA, "tolerance": 0.1} | options,
    )


def test_a_plan_of_blocks_is_made_of_whole_blocks():
    plan = plan_of_grid(middles(per_block=6), 3)
    assert plan.status == "ok"
    assert plan.partition.labels.shape == (36,)
    fences = fences_of(plan)
    for middle in at(MIDDLES):
        block = shapely.box(*(middle - STEP_M / 2), *(middle + STEP_M / 2))
        shares = shapely.area(shapely.intersection(fences, block)) / block.area
        assert sorted(shares.round(6)) == [0, 0, 1]
    blocks = shapely.area(fences) / STEP_M**2
    assert blocks == pytest.approx(blocks.round(), rel=1e-6)
    assert sorted(blocks.round()) in ([12, 12, 12], [11, 12, 13])
    assert (shapely.get_type_id(fences) == shapely.GeometryType.POLYGON).all()


def test_a_plan_of_blocks_names_the_block_that_is_too_heavy():
    plan = plan_of_grid(middles(per_block=1), 3, loads=[1.0] * 35 + [100.0])
    assert plan.status == "heavy_stop"
    assert "the block of row 35, with 1 stop, alone (100)" in plan.reason


def test_a_plan_of_blocks_on_one_bank_each():
    river = geopandas.GeoSeries([shapely.LineString(at([(-1, 1.5), (7, 1.5)]))], crs=UTM)
    places = middles(per_block=8)
    plan = plan_of_grid(places, 4, barriers=river)
    assert plan.status == "ok"
    north = places[:, 1] > 1.5
    assert all(len(set(north[plan.labels == zone])) == 1 for zone in range(4))
    fences = shapely.difference(fences_of(plan), river.iloc[0].buffer(0.05))
    bank = shapely.box(*at([-1, 1.5]), *at([7, 7]))
    on_bank = shapely.area(shapely.intersection(fences, bank)) / shapely.area(fences)
    assert sorted(on_bank.round(6)) == [0, 1, 1, 1]


def test_one_zone_of_two_blocks_without_a_way_says_so():
    river = geopandas.GeoSeries([shapely.LineString(at([(-1, 1.5), (7, 1.5)]))], crs=UTM)
    plan = plan_of_grid(np.array([(1.5, 0.5), (1.5, 4.5)]), 1, barriers=river)
    assert plan.labels.tolist() == [0, 0]
    assert plan.status != "ok" or any(
        "barriers separate" in note or "Enclosed" in note for note in plan.notes
    )


def test_more_couriers_than_blocks_in_a_plan():
    places = np.repeat([(0.5, 0.5), (2.5, 2.5)], 3, axis=0)
    with pytest.raises(InputError, match=r"couriers is 3 but .* 2 ") as caught:
        plan_of_grid(places, 3)
    assert "\n" not in str(caught.value)
    with pytest.raises(InputError, match="streets cut the area into 2 blocks with stops"):
        plan_of_grid(places, 3, keep_together=False)


def test_light_blocks_of_krems_lie_in_one_fence():
    plan = plan_of_krems(streets=MAP, barriers="auto", fences="blocks")
    streets = Streets.read(MAP).to_crs(plan.crs).edges
    lines = [*streets.geometry[~streets["tunnel"]], *walls().lines.geometry]
    fences = fences_of(plan)
    whole = equizone.blocks_from_lines(lines, shapely.union_all(fences).buffer(1e-3))
    _, load, _ = equizone.block_loads(points_of(plan), plan.loads, whole)
    light = (load <= 0.1 * plan.loads.sum() / COURIERS) & (whole.area > 100)
    shapes = whole.to_numpy()
    pieces = shapely.STRtree(fences).query(shapely.buffer(shapes[light], -0.1), predicate="intersects")[0]
    cut = np.bincount(pieces, minlength=light.sum()) > 1
    # A few are cut since a barrier that ends inside parts their stops.
    assert cut.sum() <= 0.02 * light.sum()
    assert light.sum() > 200
