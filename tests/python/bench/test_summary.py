"""Ratios, verdicts and tables from records made by hand."""

import math

import pytest
from comparison.cases import CASES
from comparison.records import FAILED, OK, Record
from comparison.summary import Summary
from comparison.table import comparison_table, shortcomings
from comparison.targets import TARGETS, target_rows
from comparison.tools import TOOLS

(CASE,) = (case for case in CASES if case.name == "city-1e6-k1000-3%")


def record(tool, seed, cost, seconds, within=True):
    figures = {
        "zones": CASE.zones,
        "imbalance": 0.02,
        "least": 0.97,
        "cost": cost,
        "stray_load": 0.0,
        "within": within,
        "seconds": seconds,
        "cpu_seconds": seconds,
        "memory_bytes": 1e6 * seconds,
    }
    return Record(CASE.name, tool, seed, "build", OK, figures=figures)


def summary_of(*records):
    return Summary([CASE], [tool.name for tool in TOOLS], records)


def verdicts(summary):
    rows = target_rows(summary)
    return {row["what"]: (row["measured"], row["verdict"]) for row in rows if row["case"] == CASE.name}


def test_ratios_are_geometric_means_over_common_seeds():
    summary = summary_of(
        record("ours", 1, 70.0, 1.0),
        record("ours", 2, 20.0, 4.0),
        record("ours", 3, 99.0, 9.0),  # no partner
        record("Zoltan RCB", 1, 100.0, 0.5),
        record("Zoltan RCB", 2, 40.0, 1.0),
    )
    row = summary.row(CASE.name, "ours")
    assert summary.ratio(row, "cost", "Zoltan RCB") == pytest.approx(math.sqrt(0.7 * 0.5))
    assert summary.ratio(row, "cpu_seconds", "Zoltan RCB") == pytest.approx(math.sqrt(2 * 4))
    assert row.mean("cpu_seconds") == pytest.approx(36 ** (1 / 3))
    assert math.isnan(summary.ratio(row, "cost", "METIS k-way"))


def test_verdicts_tell_met_from_missed_and_from_not_measured():
    found = verdicts(
        summary_of(
            record("ours", 1, 73.5, 4.1),
            record("Zoltan RCB", 1, 100.0, 1.0, within=False),
            record("ours fast", 1, 76.0, 1.0, within=False),
        )
    )
    assert found["ours: cost / RCB"] == ("0.735", "met")
    assert found["ours: time / RCB"] == ("4.1", "missed")
    assert found["ours: runs with a zone outside its bounds"] == ("0", "met")
    assert found["ours fast: cost / RCB"] == ("0.76", "missed")
    assert found["ours fast: runs with a zone outside its bounds"] == ("1", "missed")
    assert found["scikit-learn KMeans: time / ours"] == ("-", "not measured")


def test_a_failed_run_meets_no_bounds():
    failed = Record(CASE.name, "ours", 2, "build", FAILED, "out of memory")
    found = verdicts(summary_of(record("ours", 1, 70.0, 1.0), failed))
    assert found["ours: runs with a zone outside its bounds"] == ("1", "missed")


def test_the_table_has_a_line_for_results_and_a_note_for_failures():
    summary = summary_of(
        record("ours", 1, 70.0, 1.0),
        record("Zoltan RCB", 1, 100.0, 0.5, within=False),
        Record(CASE.name, "METIS k-way", 1, "build", FAILED, "MemoryError"),
    )
    lines = comparison_table(summary).splitlines()
    assert len(lines) == 4
    assert len({line.count("|") for line in lines}) == 1
    rcb = [cell.strip() for cell in lines[3].split("|")[1:-1]]
    assert rcb[:4] == [CASE.name, "Zoltan RCB", "0.500", "0.500"]
    assert "0 of 1" in rcb
    assert "- METIS k-way: failed: MemoryError (city-1e6-k1000-3%)" in shortcomings(summary)


def test_targets_name_cases_and_tools_that_exist():
    cases = {case.name: case for case in CASES}
    for target in TARGETS:
        tool = target.what.partition(":")[0]
        assert tool in cases[target.case].tools
