import math

import equizone
import numpy as np
import pandas as pd
import pytest

from .running import STOPS, busy_town, contents, error_of, run, town

EXAMPLE = ["--stops-per-hour", 3.5, "--shift-hours", 8]


@pytest.mark.parametrize(("stops", "couriers"), [(840, 30), (640, 23)])
def test_the_published_example(capsys, stops, couriers):
    assert run("staff", "--stops", stops, *EXAMPLE) == 0
    out, err = capsys.readouterr()
    needed = equizone.couriers_needed(stops=stops, stops_per_hour=3.5, shift_hours=8)
    assert needed.couriers == couriers
    assert out == f"{needed}\n"
    assert f"{couriers} couriers." in out
    assert err == ""


def test_figures_reach_the_calculation_and_alternatives_are_written(tmp_path, capsys):
    figures = {
        "minutes": 9600,
        "stops": 640,
        "area_km2": 12,
        "speed_kmh": 15,
        "station_distance_km": 4,
        "beta": 1.2,
        "minutes_per_shift": 20,
        "shift_hours": 7.5,
    }
    arguments = [text for name, value in figures.items() for text in (f"--{name.replace('_', '-')}", value)]
    assert run("staff", *arguments, "--out", tmp_path / "a.csv") == 0
    needed = equizone.couriers_needed(**figures)
    assert needed.reason in capsys.readouterr().out
    pd.testing.assert_frame_equal(pd.read_csv(tmp_path / "a.csv"), needed.alternatives)


def test_minutes_come_from_a_file(tmp_path, capsys):
    town().assign(work=20.0).to_csv(tmp_path / "stops.csv", index=False)
    assert run("staff", tmp_path / "stops.csv", "--load", "work", "--shift-hours", 7) == 0
    couriers = math.ceil(20 * STOPS / 60 / 7)
    said = capsys.readouterr().out
    assert f"{couriers} couriers." in said
    assert "120 stops" in said


@pytest.mark.parametrize("productivity", [None, {"1": 3.5, "2": 9}])
def test_minutes_come_from_a_profile_as_in_a_plan(tmp_path, capsys, productivity):
    stops = busy_town().assign(zone_before=np.arange(STOPS) % 2 + 1)
    stops.to_csv(tmp_path / "stops.csv", index=False)
    arguments = ["--workload", "default", "--shift-hours", 6]
    if productivity is not None:
        table = pd.Series(productivity, name="stops_per_hour").rename_axis("zone")
        table.to_csv(tmp_path / "quarters.csv")
        arguments += ["--productivity", tmp_path / "quarters.csv"]
    assert run("staff", tmp_path / "stops.csv", *arguments) == 0
    said = capsys.readouterr().out
    model = equizone.WorkloadModel.default()
    minutes = model.minutes(stops, productivity=productivity)
    figures = {"minutes": minutes["total"].sum(), "minutes_per_shift": model.minutes_per_shift}
    needed = equizone.couriers_needed(stops=STOPS, shift_hours=6, **figures)
    assert needed.reason in said
    for note in minutes.attrs["notes"]:
        assert note in said
    assert run("staff", tmp_path / "stops.csv", *arguments, "--minutes-per-shift", 90) == 0
    assert "90 min at the station" in capsys.readouterr().out


def test_ways_come_from_a_file_as_in_a_plan(tmp_path, capsys):
    stops = town().assign(minutes=20.0)
    stops.to_csv(tmp_path / "stops.csv", index=False)
    ways = ["--speed-kmh", 15, "--station", "9.53,47.13", "--shift-hours", 5]
    assert run("staff", tmp_path / "stops.csv", *ways) == 0
    plan = equizone.plan(stops, shift_hours=5, speed_kmh=15, station=(9.53, 47.13))
    (reason,) = [note for note in plan.notes if f"{len(plan.zones)} couriers" in note]
    assert reason in capsys.readouterr().out


def test_a_shift_too_short_is_said_in_words(capsys):
    far = ["--minutes", 600, "--stops", 50, "--area-km2", 9, "--speed-kmh", 10, "--station-distance-km", 30]
    assert run("staff", *far, "--shift-hours", 6) == 0
    assert "no number of couriers is enough" in capsys.readouterr().out


def test_quiet_is_quiet(capsys):
    assert run("staff", "--stops", 640, *EXAMPLE, "--quiet") == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "minutes"),
        (["--stops", "640"], "stops_per_hour"),
        (["--stops", "-1", "--stops-per-hour", "3"], "stops"),
        (["--stops", "many"], "--stops: invalid float value: 'many'"),
        (["--minutes", "60", "--stops", "6", "--stops-per-hour", "3"], "minutes"),
        (["--minutes", "60", "--shift-hours", "25"], "shift_hours is 25"),
        (["--minutes", "60", "--load", "work"], "--load without STOPS"),
        (["--minutes", "60", "--station", "1,2"], "--station without STOPS"),
        (["--minutes", "60", "--workload", "default"], "--workload without STOPS"),
        (["{d}/stops.csv", "--workload", "{d}/none.toml"], "none.toml does not exist"),
        (["{d}/stops.csv", "--workload", "default"], "none of the columns that tell of work"),
        (["{d}/stops.csv", "--workload", "default", "--load", "lon"], "load and workload both tell"),
        (["{d}/stops.csv", "--workload", "default", "--minutes", "60"], "workload is given, but minutes"),
        (["{d}/stops.csv", "--load", "lon", "--productivity", "{d}/stops.csv"], "without workload"),
        (["{d}/none.csv"], "none.csv does not exist"),
        (["{d}/stops.csv"], "no column load or minutes"),
        (["{d}/stops.csv", "--load", "lod"], "did you mean lon"),
        (["{d}/stops.csv", "--load", "lon", "--station", "1,2"], "station is given without speed_kmh"),
        (["{d}/stops.csv", "--load", "lon", "--minutes", "60"], "leave one out"),
        (["", "--load", "lon"], "STOPS is empty; give a value"),
        (["--minutes", "60", "--out", ""], "--out is empty; give a path"),
        (["--minutes", "60", "--out", "{d}"], "a directory; give the path of a file"),
        (["--minutes", "60", "--out", "{d}/no/a.csv"], "does not exist; make it first"),
        (["{d}/stops.csv", "--load", "lat", "--out", "{d}/stops.csv"], "is an input and would be replaced"),
    ],
)
def test_bad_input_is_one_line_and_writes_nothing(tmp_path, capsys, arguments, message):
    town().to_csv(tmp_path / "stops.csv", index=False)
    before = contents(tmp_path)
    assert message in error_of(capsys, "staff", *(text.format(d=tmp_path) for text in arguments))
    assert contents(tmp_path) == before


def test_the_station_s_file_is_never_replaced(tmp_path, capsys):
    town().assign(minutes=9.0).to_csv(tmp_path / "stops.csv", index=False)
    (tmp_path / "depot.geojson").write_text('{"type": "Point", "coordinates": [9.53, 47.13]}')
    before = contents(tmp_path)
    ways = ["--speed-kmh", 15, "--station", tmp_path / "depot.geojson"]
    arguments = ["staff", tmp_path / "stops.csv", *ways, "--out", tmp_path / "depot.geojson"]
    assert "is an input" in error_of(capsys, *arguments)
    assert contents(tmp_path) == before
    assert run(*arguments[:-1], tmp_path / "out.csv", "--quiet") == 0


def test_help(capsys):
    with pytest.raises(SystemExit) as leaving:
        run("staff", "--help")
    assert leaving.value.code == 0
    assert "examples:\n  equizone staff --stops 640 --stops-per-hour 3.5" in capsys.readouterr().out
