"""The whole command on one small case."""

import json
import os
import subprocess
import sys

import pytest

from .conftest import ROOT


def command(*arguments):
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "bench")}
    return subprocess.run(
        [sys.executable, "-m", "comparison", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_quick_run_leaves_table_json_page_and_picture(tmp_path, programs):
    done = command("--quick", "--cases", "city-1e4*", "--peers", "*MiniBatch*", "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "ours fast" in done.stdout
    assert "cost x RCB" in done.stdout

    content = json.loads((tmp_path / "benchmark.json").read_text())
    assert content["command"].startswith("bash bench/run.sh --quick")
    assert content["machine"]["cores"] >= 1
    figures = {run["tool"]: run["figures"] for run in content["runs"]}
    assert set(figures) == {"ours", "ours fast", "scikit-learn MiniBatchKMeans"}
    for tool in ("ours", "ours fast"):
        assert figures[tool]["within"]
        # What the program says of its own labels is what the scorer finds.
        assert figures[tool]["own"]["cost"] == pytest.approx(figures[tool]["cost"])
        assert figures[tool]["own"]["imbalance"] == pytest.approx(figures[tool]["imbalance"])

    page = (tmp_path / "benchmark.md").read_text()
    assert "| city-1e4-k50-1%, reduced | ours " in page
    assert "bash bench/run.sh --quick" in page
    assert (tmp_path / "benchmark_time.png").stat().st_size > 10_000


def test_cases_and_tools_are_listed():
    done = command("--list")
    assert done.returncode == 0, done.stderr
    assert "case  city-1e6-k1000-3%" in done.stdout
    assert "tool  Zoltan RCB" in done.stdout
