"""Runs: scores recomputed, failures recorded, nothing repeated."""

import numpy as np
import pytest
from comparison.cases import Case
from comparison.instances import Uniform
from comparison.records import FAILED, NOT_RUN, OK, TOO_LONG, RecordFile
from comparison.runs import run_all
from comparison.stops import read_stops
from comparison.tools.tool import PythonTool, unless_equal_loads

ZONES, TOLERANCE = 4, 0.25


def fake(name, **more):
    return PythonTool(name, "a fake", f"bench.fake_tools:{name}", "numpy", **more)


def case_of(*tools, seeds=(3,)):
    return Case("tiny", Uniform(200, 0.6), ZONES, TOLERANCE, seeds=seeds, tools=tools)


def run(path, *tools, seeds=(3,), limit_s=60.0, resume=False):
    file = RecordFile(path, resume)
    run_all([case_of(*(tool.name for tool in tools), seeds=seeds)], tools, limit_s, file)
    return file.records


def test_scores_are_those_of_numpy(tmp_path):
    records = run(tmp_path / "runs.jsonl", fake("stripes"), fake("hungry"), seeds=(3, 4))
    assert [(record.tool, record.seed, record.outcome) for record in records] == [
        ("stripes", 3, OK),
        ("hungry", 3, OK),
        ("stripes", 4, OK),
        ("hungry", 4, OK),
    ]
    for seed, stripes, hungry in ((3, *records[:2]), (4, *records[2:])):
        Uniform(200, 0.6).write(seed, tmp_path / "stops.bin")
        stops = read_stops(tmp_path / "stops.bin")
        labels = np.empty(200, int)
        labels[np.argsort(stops.points[:, 0])] = np.arange(200) // 50
        zone_loads = np.array([stops.loads[labels == zone].sum() for zone in range(ZONES)])
        target = stops.loads.sum() / ZONES
        cost = 0.0
        for zone in range(ZONES):
            places, loads = stops.points[labels == zone], stops.loads[labels == zone]
            cost += (loads * ((places - np.average(places, axis=0, weights=loads)) ** 2).sum(axis=1)).sum()
        figures = stripes.figures
        assert figures["zones"] == ZONES
        assert figures["imbalance"] == pytest.approx(zone_loads.max() / target - 1)
        assert figures["least"] == pytest.approx(zone_loads.min() / target)
        assert figures["cost"] == pytest.approx(cost)
        assert figures["within"] == bool(np.all(np.abs(zone_loads / target - 1) <= TOLERANCE))
        assert figures["stray_load"] == 0
        # One zone for all: three are empty.
        assert hungry.figures["zones"] == 1
        assert hungry.figures["least"] == 0
        assert hungry.figures["imbalance"] == pytest.approx(ZONES - 1)
        assert not hungry.figures["within"]


def test_time_and_memory_are_those_of_the_call_alone(tmp_path):
    stripes, hungry = run(tmp_path / "runs.jsonl", fake("stripes"), fake("hungry"))
    assert 0.1 <= hungry.figures["cpu_seconds"] <= hungry.figures["seconds"] * 1.5
    assert hungry.figures["memory_bytes"] == pytest.approx(60e6, rel=0.2)
    assert hungry.figures["peak_bytes"] > hungry.figures["memory_bytes"]
    assert stripes.figures["memory_bytes"] < 10e6


def test_failures_are_recorded_and_the_rest_goes_on(tmp_path):
    tools = (fake("crashing"), fake("short"), fake("stripes"))
    crashing, short, stripes = run(tmp_path / "runs.jsonl", *tools)
    assert (crashing.outcome, crashing.figures) == (FAILED, {})
    assert "no zones today" in crashing.reason
    assert short.outcome == FAILED
    assert "199 labels for 200 stops" in short.reason
    assert stripes.outcome == OK


def test_a_run_over_the_limit_is_ended_and_other_seeds_are_spared(tmp_path):
    records = run(tmp_path / "runs.jsonl", fake("endless"), fake("stripes"), seeds=(3, 4), limit_s=8)
    assert [(record.tool, record.seed, record.outcome) for record in records] == [
        ("endless", 3, TOO_LONG),
        ("stripes", 3, OK),
        ("stripes", 4, OK),
    ]


@pytest.mark.parametrize(
    ("tool", "reason"),
    [
        (fake("stripes", unfit=unless_equal_loads), "balances numbers of stops"),
        (fake("stripes", expected_seconds=lambda case: case.stops * 3600), "about 700,000 s expected"),
        (PythonTool("stripes", "", "bench.fake_tools:stripes", "no-such-package"), "no-such-package is not"),
    ],
)
def test_what_is_not_run_says_why(tmp_path, tool, reason):
    (record,) = run(tmp_path / "runs.jsonl", tool)
    assert (record.outcome, record.seed) == (NOT_RUN, None)
    assert reason in record.reason


def test_resuming_repeats_nothing_and_loses_nothing(tmp_path):
    path = tmp_path / "runs.jsonl"
    tools = fake("stripes"), fake("crashing")
    first = run(path, *tools, seeds=(3,))
    with path.open("a") as file:
        file.write('{"case": "tiny", "tool": "str')  # killed while writing
    again = run(path, *tools, seeds=(3, 4), resume=True)
    assert again[:2] == first
    assert [(record.tool, record.seed) for record in again[2:]] == [("stripes", 4), ("crashing", 4)]
    assert RecordFile(path, resume=True).records == again


def test_resuming_spares_what_took_too_long(tmp_path):
    path = tmp_path / "runs.jsonl"
    first = run(path, fake("endless"), limit_s=2)
    assert [record.outcome for record in first] == [TOO_LONG]
    assert run(path, fake("endless"), seeds=(3, 4), limit_s=2, resume=True) == first


def test_another_version_of_a_tool_is_run_again(tmp_path, monkeypatch):
    path = tmp_path / "runs.jsonl"
    run(path, fake("stripes"))
    monkeypatch.setattr(PythonTool, "build", lambda tool: "newer")
    old, new = run(path, fake("stripes"), resume=True)
    assert old.build != new.build == "newer"
