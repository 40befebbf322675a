"""Ratios, ranks, intervals and profiles, by hand."""

import numpy as np
import pandas as pd
import pytest
from equizone.batch.standing import profiles, standing, with_ratios


def table(rows):
    """Return results of (station, method, outcome, within, cost, imbalance)."""
    columns = ["station", "method", "outcome", "within", "cost", "imbalance"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(
        data="d", zones=3, tolerance=0.1, seed=1, shortfall=0.0, seconds=0.5, memory_mb=1.0, stray_load=0.0
    )


RESULTS = table(
    [
        ("s", "a", "ok", True, 100.0, 0.02),
        ("s", "b", "ok", True, 110.0, 0.02),
        ("s", "c", "ok", False, 50.0, 0.50),
        ("s", "d", "failed", False, np.nan, np.nan),
        ("t", "a", "ok", True, 100.4, 0.02),
        ("t", "b", "ok", True, 100.0, 0.02),
        ("t", "c", "ok", False, 50.0, 0.30),
        ("t", "d", "not installed", False, np.nan, np.nan),
    ]
)


def test_the_best_is_the_cheapest_within_the_tolerance():
    rated = with_ratios(RESULTS)
    assert rated["best_cost"].tolist() == [100.0] * 8
    assert rated["ratio"].iloc[:3].tolist() == [1.0, 1.1, 0.5]
    assert rated["rank"].tolist()[:7] == [1, 2, 3, 4, 2, 1, 3]
    assert np.isnan(rated["rank"].iloc[7])  # what is not installed takes no part


def test_methods_stand_by_their_ranks():
    stand = standing(with_ratios(RESULTS)).set_index("method")
    assert stand["mean_rank"].to_dict() == {"a": 1.5, "b": 1.5, "c": 3.0, "d": 4.0}
    assert stand["within_share"].to_dict() == {"a": 1.0, "b": 1.0, "c": 0.0, "d": 0.0}
    assert stand["best_share"].to_dict() == {"a": 1.0, "b": 0.5, "c": 0.0, "d": 0.0}
    assert stand.loc["b", "cost_ratio"] == pytest.approx(np.sqrt(1.1))
    assert stand.loc["d", "runs"] == 1
    assert stand.loc["a", "mean_rank_low"] <= 1.5 <= stand.loc["a", "mean_rank_high"]
    assert np.isnan(stand.loc["c", "cost_ratio"])


def test_profiles_count_cases_within_a_ratio():
    reached = profiles(with_ratios(RESULTS), np.array([1.0, 1.004, 1.1]))
    assert reached["a"].tolist() == [0.5, 1.0, 1.0]
    assert reached["b"].tolist() == [0.5, 0.5, 1.0]
    assert reached["c"].tolist() == [0.0, 0.0, 0.0]


def test_a_case_of_cost_nothing_is_won_by_all_who_reach_it():
    rated = with_ratios(table([("s", "a", "ok", True, 0.0, 0.0), ("s", "b", "ok", True, 5.0, 0.0)]))
    assert rated["ratio"].tolist() == [1.0, np.inf]
    assert standing(rated).set_index("method")["best_share"].to_dict() == {"a": 1.0, "b": 0.0}


def test_cases_that_nobody_solved_do_not_count_against_the_best():
    rows = [("s", "a", "ok", True, 1.0, 0.0), ("t", "a", "ok", False, 1.0, 0.5)]
    stand = standing(with_ratios(table(rows))).set_index("method")
    assert stand.loc["a", "best_share"] == 1.0
    assert stand.loc["a", "within_share"] == 0.5
    nobody = standing(with_ratios(table(rows[1:]))).set_index("method")
    assert np.isnan(nobody.loc["a", "best_share"])


def test_intervals_hold_the_mean_as_often_as_they_say():
    generator = np.random.default_rng(0)
    held = 0
    for _ in range(100):
        costs = 100 * np.exp(generator.normal(0.1, 0.1, 30))
        rows = [(f"s{i}", "a", "ok", True, 100.0, 0.0) for i in range(30)]
        rows += [(f"s{i}", "b", "ok", True, max(cost, 100.0), 0.0) for i, cost in enumerate(costs)]
        stand = standing(with_ratios(table(rows))).set_index("method").loc["b"]
        truth = np.exp(np.maximum(generator.normal(0.1, 0.1, 20_000), 0).mean())
        held += stand["cost_ratio_low"] <= truth <= stand["cost_ratio_high"]
    assert held >= 85
