"""The methods that partition() knows, as Python and the command line see them."""

import equizone
import numpy as np
import pytest
from equizone.cli import main
from scipy.optimize import linprog


def test_methods_are_names_and_single_lines():
    methods = equizone.methods()
    assert next(iter(methods)) == "balanced"
    assert all(text and "\n" not in text for text in methods.values())


@pytest.mark.parametrize("name", list(equizone.methods()))
def test_every_method_divides_from_python(name):
    generator = np.random.default_rng(3)
    points, loads = generator.uniform(0, 1000, (80, 2)), generator.uniform(1, 3, 80)
    result = equizone.partition(points, loads, zones=5, method=name, seed=2)
    assert len(np.unique(result.labels)) == len(result.centers)
    loads_of_zones = np.bincount(result.labels, loads, len(result.centers))
    assert result.zone_loads == pytest.approx(loads_of_zones)


def test_a_method_can_be_measured_along_a_matrix():
    generator = np.random.default_rng(5)
    points = generator.uniform(0, 1000, (40, 2))
    matrix = np.linalg.norm(points[:, None] - points[None], axis=2)
    result = equizone.partition(
        points, np.ones(40), zones=4, method="hilbert", metric=equizone.MatrixMetric(matrix)
    )
    medians = result.center_stops
    assert result.labels[medians].tolist() == [0, 1, 2, 3]
    assert result.cost == pytest.approx(matrix[medians[result.labels], np.arange(40)].sum())


@pytest.mark.parametrize("name", ["annealing", "genetic", "tabu"])
def test_searches_go_on_from_a_partition_and_weigh_factors(name):
    generator = np.random.default_rng(6)
    points, loads = generator.uniform(0, 1000, (120, 2)), generator.uniform(1, 3, 120)
    first = equizone.partition(points, loads, zones=5, seed=1)
    further = equizone.partition(points, loads, zones=5, method=name, start=first, budget=1)
    assert further.status == "ok"
    with pytest.raises(equizone.InputError, match="contradict"):
        equizone.partition(
            points,
            loads,
            zones=5,
            method=name,
            parameters={"balance_over_compactness": 9, "balance_over_border": 0.2},
        )


def test_what_a_method_does_not_take_is_refused():
    points, loads = np.random.default_rng(1).uniform(0, 9, (20, 2)), np.ones(20)
    for options, message in [
        ({"method": "magic"}, "this version knows: balanced"),
        ({"method": "hilbert", "parameters": {"turns": 1}}, 'method "hilbert" takes none'),
        ({"method": "hilbert", "parameters": [1]}, "parameters must be a dict"),
        ({"method": "hilbert", "contiguous": True}, "does not look at contiguous"),
        ({"method": "hilbert", "budget": -3}, "budget is -3"),
    ]:
        with pytest.raises(equizone.InputError, match=message):
            equizone.partition(points, loads, zones=3, **options)


def test_the_command_lists_methods_and_tells_of_one(capsys):
    assert main(["methods"]) == 0
    assert "hilbert" in capsys.readouterr().out
    assert main(["methods", "hilbert"]) == 0
    assert "guarantees" in capsys.readouterr().out
    assert main(["methods", "magic"]) == 2
    assert "this version knows" in capsys.readouterr().err


def test_flows_and_swaps_beside_a_linear_program():
    generator = np.random.default_rng(8)
    points, sites = generator.uniform(0, 1000, (60, 2)), generator.uniform(0, 1000, (5, 2))
    squares = np.square(points[:, None] - sites[None]).sum(axis=2)
    each_stop_once = np.kron(np.eye(60), np.ones(5))
    twelve_to_each_site = np.kron(np.ones(60), np.eye(5))
    least = linprog(
        squares.ravel(),
        A_eq=np.vstack([each_stop_once, twelve_to_each_site]),
        b_eq=np.concatenate([np.ones(60), np.full(5, 12)]),
        method="highs",
    ).fun

    def cost(method, **options):
        options |= {"zones": 5, "tolerance": 0, "start": sites}
        p = equizone.partition(points, np.ones(60), method=method, **options)
        assert (p.zone_loads == 12).all()
        return squares[np.arange(60), p.labels].sum()

    assert cost("min_cost_flow", budget=1) == pytest.approx(least, rel=1e-9)
    assert least * (1 - 1e-9) <= cost("capacity_voronoi", parameters={"moves": 0}) <= 1.05 * least
