"""Set covering, with SciPy's HiGHS and with solvers of one's own."""

import itertools

import equizone
import numpy as np
import pytest
import scipy.sparse
from equizone.cli import main
from equizone.set_covering import solve_by_highs
from scipy.optimize import Bounds, LinearConstraint, milp


def station(stops, seed):
    generator = np.random.default_rng(seed)
    return generator.uniform(0, 1000, (stops, 2)), generator.uniform(1, 3, stops)


def cover(points, loads, **options):
    return equizone.partition(points, loads, method="set_cover", **options)


def cost_of(points, loads, labels):
    cost = 0.0
    for zone in np.unique(labels):
        inside = labels == zone
        center = np.average(points[inside], axis=0, weights=loads[inside])
        cost += (loads[inside] * ((points[inside] - center) ** 2).sum(axis=1)).sum()
    return cost


@pytest.mark.parametrize("seed", range(4))
def test_a_tiny_station_gets_the_cheapest_of_all_divisions(seed):
    points, loads = station(8, seed)
    result = cover(points, loads, zones=3, tolerance=0.2)
    least = np.inf
    for labels in map(np.array, itertools.product(range(3), repeat=8)):
        loads_of_zones = np.bincount(labels, loads, 3)
        if (loads_of_zones >= result.lower).all() and (loads_of_zones <= result.upper).all():
            least = min(least, cost_of(points, loads, labels))
    if np.isinf(least):
        assert result.status == "proven_infeasible"
    else:
        assert result.status == "ok"
        assert result.cost == pytest.approx(least, rel=1e-9)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_cover_lies_within_its_bounds_and_costs_no_more_than_what_it_is_made_from(seed):
    points, loads = station(100, seed)
    drawn = cover(points, loads, zones=20, seed=seed, cover_solver=lambda problem: ([], False))
    first = equizone.partition(points, loads, zones=20, seed=seed, effort="fast")
    result = cover(points, loads, zones=20, seed=seed)
    assert result.status == "ok"
    assert result.cost < drawn.cost <= first.cost * (1 + 1e-12)
    assert result.cost == pytest.approx(cost_of(points, loads, result.labels))


def test_a_cover_is_the_same_again_for_any_number_of_threads():
    points, loads = station(200, 5)
    options = {"zones": 8, "seed": 3, "budget": 600}
    once, again = cover(points, loads, **options), cover(points, loads, threads=2, **options)
    assert (once.labels == again.labels).all()
    assert once.cost == again.cost


def test_what_the_linear_program_leaves_out_is_not_missed():
    problems = []

    def solve(problem):
        problems.append(problem)
        return solve_by_highs(problem)

    points, loads = station(250, 7)
    cover(points, loads, zones=8, budget=800, cover_solver=solve)
    assert len(problems) == 3
    for problem in problems:
        chosen, proven = solve_by_highs(problem)
        matrix = scipy.sparse.csc_array(
            (np.ones(len(problem.rows)), problem.rows, problem.first),
            shape=(len(problem.times), len(problem.costs)),
        )
        whole = milp(
            problem.costs,
            integrality=np.ones(len(problem.costs)),
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(matrix, problem.times, problem.times),
            options={"mip_rel_gap": 0},
        )
        assert proven
        least = min(whole.fun, problem.known_cost)
        found = problem.costs[chosen].sum() if chosen else problem.known_cost
        assert found == pytest.approx(least, rel=1e-6)
        if chosen:
            assert (matrix[:, chosen].sum(axis=1) == problem.times).all()


def test_solvers_that_do_not_solve_are_told():
    points, loads = station(60, 1)
    for solver, message in [
        (3, "cover_solver is 3; give a function"),
        (lambda problem: None, "cover_solver returned None; it must return a pair"),
        (lambda problem: ([0], True), "cover_solver covers row"),
        (lambda problem: ([10**6], True), "cover_solver chose candidate 1000000"),
    ]:
        with pytest.raises(equizone.InputError, match=message):
            cover(points, loads, zones=4, cover_solver=solver)
    with pytest.raises(ZeroDivisionError):
        cover(points, loads, zones=4, cover_solver=lambda problem: 1 / 0)


def test_stops_of_one_place_or_without_load_are_covered():
    points, loads = np.zeros((30, 2)), np.ones(30)
    assert cover(points, loads, zones=3).status == "ok"
    points, loads = station(60, 2)
    loads[:20] = 0
    result = cover(points, loads, zones=4, tolerance=0.1)
    assert result.status == "ok"
    assert sorted(np.unique(result.labels)) == [0, 1, 2, 3]


def test_a_stop_too_heavy_for_any_zone_is_named():
    points, loads = station(60, 2)
    loads[7] = 100
    result = cover(points, loads, zones=4)
    assert result.status == "heavy_stop"
    assert "stop 7" in result.reason


def test_the_command_says_what_set_cover_needs(capsys):
    assert main(["methods", "set_cover"]) == 0
    assert "integer programming solver" in capsys.readouterr().out
