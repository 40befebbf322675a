"""Whole benchmarks: what is run, recorded, resumed and written."""

import json
import os
import signal
import subprocess
import sys
import time

import equizone
import numpy as np
import pandas as pd
import pytest
from equizone.batch import run_benchmark

from .conftest import function


def test_scores_are_those_of_the_labels_kept(small, tmp_path):
    table = run_benchmark(small('"balanced"', '"hilbert"', function("stripes")), tmp_path / "out")
    assert len(table) == 3 * 2 * 2
    assert set(table["outcome"]) == {"ok"}
    stops = pd.read_csv(tmp_path / "stops.csv")
    points, loads = stops[["x", "y"]].to_numpy(), stops["minutes"].to_numpy()
    for row in table.to_dict("records"):
        labels = np.load(tmp_path / "out" / "labels" / f"{row['run']}.npy")
        zone_loads = np.bincount(labels, loads, row["zones"])
        target = loads.sum() / row["zones"]
        cost = 0.0
        for zone in range(row["zones"]):
            places, w = points[labels == zone], loads[labels == zone]
            cost += (w * ((places - np.average(places, axis=0, weights=w)) ** 2).sum(axis=1)).sum()
        assert row["cost"] == pytest.approx(cost)
        assert row["imbalance"] == pytest.approx(zone_loads.max() / target - 1)
        assert row["within"] == bool(np.all(np.abs(zone_loads / target - 1) <= 0.1))
        assert row["seconds"] >= 0
    direct = equizone.partition(
        points, loads, zones=3, lower=0.9 * loads.sum() / 3, upper=1.1 * loads.sum() / 3, seed=1
    )
    ours = table[(table["method"] == "balanced") & (table["zones"] == 3) & (table["seed"] == 1)]
    assert ours["cost"].item() == direct.cost


def test_files_agree_and_the_same_benchmark_writes_the_same_report(small, tmp_path):
    config = small('"balanced"', '"kmeans"')
    table = run_benchmark(config, tmp_path / "out")
    assert pd.read_parquet(tmp_path / "out" / "results.parquet")["cost"].tolist() == table["cost"].tolist()
    assert len(pd.read_csv(tmp_path / "out" / "results.csv")) == len(table)
    names = ("report.html", "report.md", "maps.png", "profiles.png", "cost_and_time.png")
    before = {name: (tmp_path / "out" / name).read_bytes() for name in names}
    run_benchmark(config, tmp_path / "out")
    for name, content in before.items():
        assert (tmp_path / "out" / name).read_bytes() == content
    page = before["report.html"].decode()
    assert "balanced" in page
    assert "http" not in page.replace("http-equiv", "")


def test_failures_are_recorded_and_the_rest_goes_on(small, tmp_path):
    names = ("failing", "killed", "floating", "too_many", "stripes")
    table = run_benchmark(small(*map(function, names)), tmp_path / "out")
    outcomes = table.groupby("method")["outcome"].agg(lambda runs: set(runs))
    assert outcomes["stripes"] == {"ok"}
    assert all(outcomes[name] == {"failed"} for name in names[:-1])
    reasons = table.drop_duplicates("method").set_index("method")["reason"]
    assert reasons["failing"] == "RuntimeError: no zones today"
    assert reasons["killed"] == "the process was ended by signal 9"
    assert "not whole numbers" in reasons["floating"]
    assert "but there are 3 zones" in reasons["too_many"]
    assert "no zones today" in (tmp_path / "out" / "report.html").read_text()


def test_a_run_over_the_limit_is_ended(small, tmp_path):
    config = small(function("endless"), function("stripes"))
    config.write_text("limit_s = 3\n" + config.read_text().replace("[1, 2]", "[1]"))
    table = run_benchmark(config, tmp_path / "out", processes=2)
    assert table[table["method"] == "endless"]["outcome"].tolist() == ["over the limit"] * 2
    assert table[table["method"] == "stripes"]["outcome"].tolist() == ["ok"] * 2


def test_what_a_run_has_started_ends_with_it(small, tmp_path):
    config = small(function("with_child"))
    config.write_text(config.read_text().replace("[1, 2]", "[1]").replace("[3, 4]", "[3]"))
    assert run_benchmark(config, tmp_path / "out")["outcome"].tolist() == ["ok"]
    assert (tmp_path / "early").exists()
    time.sleep(8)
    assert not (tmp_path / "late").exists()


def test_a_longer_limit_gives_another_chance(small, tmp_path):
    config = small(function("slow"))
    text = config.read_text().replace("[1, 2]", "[1]").replace("[3, 4]", "[3]")
    config.write_text("limit_s = 3\n" + text)
    assert run_benchmark(config, tmp_path / "out")["outcome"].tolist() == ["over the limit"]
    config.write_text("limit_s = 60\n" + text)
    assert run_benchmark(config, tmp_path / "out")["outcome"].tolist() == ["ok"]


def test_whatever_can_be_called_is_a_method(small, tmp_path):
    table = run_benchmark(small(function("striping"), function("partly")), tmp_path / "out")
    assert (table["outcome"] == "ok").all()


def test_labels_are_scored_on_the_stops_as_given(small, tmp_path):
    table = run_benchmark(small(function("stripes"), function("tampering")), tmp_path / "out")
    honest, tampering = (table[table["method"] == name] for name in ("stripes", "tampering"))
    assert (tampering["outcome"] == "ok").all()
    assert tampering["cost"].tolist() == honest["cost"].tolist()
    assert tampering["imbalance"].tolist() == honest["imbalance"].tolist()


def test_what_is_left_out_is_said(small, tmp_path):
    config = small('"rcb"')
    config.write_text(config.read_text().replace("[3, 4]", "[3, 61]"))
    run_benchmark(config, tmp_path / "out")
    said = "Left out, having more zones than stops: small in 61 zones (60 stops)."
    for page in ("report.md", "report.html"):
        assert said in (tmp_path / "out" / page).read_text()


def test_reasons_do_not_break_tables(small, tmp_path):
    run_benchmark(small(function("pipes").replace('"pipes"', '"a|b<i>"')), tmp_path / "out")
    text = (tmp_path / "out" / "report.md").read_text()
    assert "RuntimeError: one \\| two" in text
    assert "| a\\|b&lt;i> |" in text


def test_what_is_recorded_is_not_run_again(small, tmp_path):
    run_benchmark(small('"balanced"'), tmp_path / "out")
    records = tmp_path / "out" / "records.jsonl"
    lines = records.read_text().splitlines()
    assert len({json.loads(line)["key"] for line in lines}) == len(lines) == 4
    records.write_text("\n".join(lines[:2]) + "\n" + lines[2][:40])  # ended while the third was written
    table = run_benchmark(small('"balanced"', '"hilbert"'), tmp_path / "out")
    after = records.read_text().splitlines()
    assert after[:2] == lines[:2]
    assert len(after) == len({json.loads(line)["key"] for line in after}) == len(table) == 8


def test_a_method_under_two_names_is_run_once_and_told_twice(small, tmp_path):
    config = small('"balanced"', '{name = "balanced", label = "again"}')
    table = run_benchmark(config, tmp_path / "out")
    assert table["method"].value_counts().to_dict() == {"balanced": 4, "again": 4}
    assert len((tmp_path / "out" / "records.jsonl").read_text().splitlines()) == 4


def test_labels_that_are_gone_are_made_again(small, tmp_path):
    run_benchmark(small('"balanced"'), tmp_path / "out")
    for file in (tmp_path / "out" / "labels").iterdir():
        file.unlink()
    assert len(run_benchmark(small('"balanced"'), tmp_path / "out")) == 4
    assert len(list((tmp_path / "out" / "labels").iterdir())) == 4


def test_a_killed_benchmark_goes_on_where_it_stopped(small, tmp_path):
    config = small('"balanced"', function("stripes"), '"hilbert"', '"kmeans"')
    config.write_text(config.read_text().replace("seeds = [1, 2]", f"seeds = {list(range(40))}"))
    out = tmp_path / "out"
    command = [sys.executable, "-m", "equizone.cli", "bench", str(config), "--out", str(out), "--quiet"]
    process = subprocess.Popen([*command, "--processes", "2"], start_new_session=True)
    records = out / "records.jsonl"
    while not records.exists() or len(records.read_text().splitlines()) < 20:
        assert process.poll() is None
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    before = records.read_text().splitlines()
    assert 20 <= len(before) < 320
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout == ""
    after = records.read_text().splitlines()
    assert after[: len(before) - 1] == before[:-1]  # the last line may have been cut
    assert len(after) == len({json.loads(line)["key"] for line in after}) == 320
    assert len(pd.read_csv(out / "results.csv")) == 320


def test_runs_end_with_a_benchmark_that_is_killed(small, tmp_path):
    config = small(function("beating"))
    command = [sys.executable, "-m", "equizone.cli", "bench", str(config), "--out", str(tmp_path / "out")]
    process = subprocess.Popen([*command, "--quiet", "--processes", "1"])
    heart = tmp_path / "heart"
    while not heart.exists():
        assert process.poll() is None
        time.sleep(0.02)
    process.kill()
    process.wait()
    time.sleep(2)
    last = heart.read_text()
    time.sleep(1)
    assert heart.read_text() == last


def test_a_folder_in_use_is_left_alone(small, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / ".running").write_text(str(os.getppid()))
    with pytest.raises(equizone.InputError, match="is in use by process"):
        run_benchmark(small('"balanced"'), out)
    (out / ".running").write_text("999999999")  # whose process is gone
    assert len(run_benchmark(small('"balanced"'), out)) == 4


def test_equal_loads_are_asked_for_whole_stops(small, tmp_path):
    config = small('"balanced"')
    config.write_text(config.read_text().replace('load = "minutes"', "").replace("[3, 4]", "[7]"))
    table = run_benchmark(config, tmp_path / "out")  # 60 stops: zones of 8 and 9
    assert table["within"].all()
    assert table["imbalance"].max() == pytest.approx(9 / (60 / 7) - 1)
