"""`equizone plan` with a workload model, a roster, modes and history."""

import equizone
import numpy as np
import pandas as pd
import pytest

from .running import busy_town, contents, error_of, files_in, history, run

PLAN = ["plan.png", "replay.csv", "report.html", "stops.csv", "summary.csv", "zones.geojson"]


@pytest.fixture
def place(station):
    """Return how a command's arguments name the files of the station."""
    courier = ["Ann", "Bo", "Chen", "Dora"]
    pd.DataFrame({"courier": courier, "hours": [8, 8, 4, 6]}).to_csv(station / "roster.csv", index=False)
    served = busy_town()[["id"]].rename(columns={"id": "stop"})
    served["courier"] = np.where(busy_town()["lon"] < 9.53, "Bo", "Dora")
    served.to_csv(station / "served.csv", index=False)
    return lambda text: text.format(d=station)


def command(place, text):
    return [place(word) for word in text.split()]


def test_workload_hours_and_ways(station, place, capsys):
    text = (
        "plan {d}/stops.csv --workload default --shift-hours 4 --speed-kmh 15 --beta 1.1 --station 9.53,47.13"
    )
    assert run(*command(place, text + " --out {d}/out")) == 0
    said = capsys.readouterr().out
    same = equizone.plan(
        busy_town(), workload="default", shift_hours=4, speed_kmh=15, beta=1.1, station=(9.53, 47.13)
    )
    summary = pd.read_csv(station / "out" / "summary.csv")
    assert len(summary) == len(same.zones)
    np.testing.assert_allclose(summary["load"], same.summary["load"], atol=1e-5)
    assert f"total load      {same.loads.sum():,.1f} min\n" in said
    for note in same.notes:
        assert note in said


def test_roster_and_who_served_what(station, place, capsys):
    text = "plan {d}/stops.csv --roster {d}/roster.csv --familiar {d}/served.csv --load parcels --out {d}/out"
    assert run(*command(place, text)) == 0
    summary = pd.read_csv(station / "out" / "summary.csv")
    assert sorted(summary["courier"]) == ["Ann", "Bo", "Chen", "Dora"]
    shares = summary.set_index("courier")["target"] / summary["target"].sum()
    np.testing.assert_allclose(shares[["Ann", "Bo", "Chen", "Dora"]], np.array([8, 8, 4, 6]) / 26, rtol=1e-5)
    said = capsys.readouterr().out
    assert "of what was served stays with the courier who served it." in said
    assert "Work is shared among the couriers by hours." in said


def test_a_plan_for_every_mode(station, place, modes, capsys):
    text = "plan {d}/stops.csv --modes {d}/modes --workload default --shift-hours 4 --out {d}/out"
    assert run(*command(place, text)) == 0
    assert files_in(station / "out") == sorted(
        ["weekdays.csv", *(f"{mode}/{name}" for mode in modes.names for name in PLAN)]
    )
    same = equizone.plan(busy_town(), modes=modes, workload="default", shift_hours=4)
    weekdays = pd.read_csv(station / "out" / "weekdays.csv")
    assert weekdays["couriers"].tolist() == same.weekdays["couriers"].tolist()
    np.testing.assert_allclose(weekdays["load"], same.weekdays["load"], rtol=1e-4)
    said = capsys.readouterr().out
    for mode, plan in same.items():
        assert f"\n{mode}\n" in said
        assert f"total load      {plan.loads.sum():,.1f} min" in said
    assert "weekdays.csv, and " in said


def test_history_and_percentile(station, place, capsys):
    text = "plan {d}/stops.csv --history {d}/records.csv --percentile 90 --couriers 5 --stop id --out {d}/out"
    assert run(*command(place, text)) == 0
    same = equizone.plan(busy_town(), 5, history=history(), percentile=90)
    summary = pd.read_csv(station / "out" / "summary.csv")
    np.testing.assert_allclose(summary["load"], same.summary["load"], atol=1e-5)
    assert "90th percentile" in capsys.readouterr().out
    assert files_in(station / "out") == PLAN


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("--couriers 4 --roster {d}/roster.csv", "--couriers and --roster are both given"),
        ("--roster {d}/none.csv", "none.csv does not exist"),
        ("--roster {d}/served.csv", "column courier at "),
        ("--roster {d}/records.csv", "couriers has no column courier"),
        ("--couriers 4 --familiar {d}/records.csv", "familiar's column is 'courier'"),
        ("--couriers 4 --speed-kmh 15", "speed_kmh is given without shift_hours"),
        ("--couriers 4 --workload {d}/none.toml", "none.toml does not exist"),
        ("--couriers 4 --workload {d}/stops.csv", "stops.csv is not TOML"),
        ("--couriers 4 --workload default --load parcels", "load and workload are both given"),
        ("--couriers 4 --productivity {d}/roster.csv", "productivity is given without workload"),
        ("--couriers 4 --modes {d}/none", "none has no days.csv"),
        ("--couriers 4 --modes {d}/modes --history {d}/records.csv", "modes and history are both given"),
        ("--couriers 4 --percentile 90", "percentile is given without a history"),
        ("--couriers 4 --history {d}/records.csv --percentile 100", "percentile is 100"),
        ("--couriers 4 --history {d}/roster.csv", "date is 'date', but there is no such column"),
        ("--modes {d}/modes --shift-hours 8", "those of the history are parcels; give workload"),
        ("--modes {d}/modes --workload default --shift-hours 0.01", "shift_hours is 0.01"),
        ("--modes {d}/modes --stop road", "column road of stops has "),
    ],
)
def test_bad_input_is_one_line_and_writes_nothing(station, place, capsys, arguments, message):
    before = contents(station)
    error = error_of(capsys, *command(place, f"plan {{d}}/stops.csv {arguments} --out {{d}}/out"))
    assert message in error
    assert contents(station) == before
    assert not (station / "out").exists()


@pytest.mark.parametrize(
    ("copied", "name", "arguments"),
    [
        ("roster.csv", "summary.csv", "--roster {d}/out/summary.csv"),
        ("served.csv", "stops.csv", "--couriers 4 --familiar {d}/out/stops.csv"),
        ("records.csv", "stops.csv", "--couriers 4 --history {d}/out/stops.csv"),
        ("roster.csv", "replay.csv", "--roster {d}/out/replay.csv"),
        ("served.csv", "Sat/stops.csv", "--couriers 4 --modes {d}/modes --familiar {d}/out/Sat/stops.csv"),
        ("roster.csv", "weekdays.csv", "--modes {d}/modes --roster {d}/out/weekdays.csv"),
    ],
)
def test_inputs_are_never_replaced(station, place, capsys, copied, name, arguments):
    (station / "out" / name).parent.mkdir(parents=True)
    (station / copied).rename(station / "out" / name)
    before = contents(station)
    error = error_of(capsys, *command(place, f"plan {{d}}/stops.csv {arguments} --out {{d}}/out"))
    assert "is an input and would be replaced" in error
    assert contents(station) == before


def test_modes_are_an_input_too(station, place, capsys):
    before = contents(station)
    text = "plan {d}/stops.csv --modes {d}/modes --couriers 4 --out {d}/modes"
    error = error_of(capsys, *command(place, text))
    assert "weekdays.csv is an input and would be replaced" in error
    assert contents(station) == before


@pytest.mark.parametrize(
    "name", ["workload", "modes", "history", "roster", "familiar", "productivity", "stop", "title"]
)
def test_empty_arguments(station, place, capsys, name):
    arguments = command(place, "plan {d}/stops.csv --out {d}/out --couriers 4")
    assert f"--{name} is empty; give a value" in error_of(capsys, *arguments, f"--{name}", "")
