import os
import signal
import subprocess
import sys

import geopandas
import numpy as np
import pandas as pd
import pytest
from equizone import __version__, cli
from equizone.planning import command
from equizone.planning.writing import FILES

STOPS = 120


def town():
    places = np.random.default_rng(3).uniform([9.50, 47.10], [9.56, 47.16], (STOPS, 2)).round(6)
    return pd.DataFrame({"id": [f"{i:03d}" for i in range(STOPS)], "lon": places[:, 0], "lat": places[:, 1]})


@pytest.fixture
def stops(tmp_path):
    path = tmp_path / "stops.csv"
    town().to_csv(path, index=False)
    return path


def run(*arguments):
    return cli.main([str(argument) for argument in arguments])


def error_of(capsys, *arguments):
    """Run with bad input and return its only line."""
    try:
        code = run(*arguments)
    except SystemExit as leaving:
        code = leaving.code
    out, err = capsys.readouterr()
    assert code == 2
    assert out == ""
    assert err.startswith("equizone: error: ")
    assert err.count("\n") == 1
    return err


def test_plan_writes_its_files_and_accounts_for_them(stops, tmp_path, capsys):
    assert run("plan", stops, "--couriers", 6, "--tolerance", 0.05, "--out", tmp_path / "out") == 0
    out, err = capsys.readouterr()
    assert sorted(os.listdir(tmp_path / "out")) == sorted(FILES)
    assert f"{stops}: 120 stops" in out
    assert "taken as WGS 84 (EPSG:4326)" in out
    assert "Projected to WGS 84 / UTM zone 32N" in out
    assert "zones           6\n" in out
    assert "total load      120.0 stops\n" in out
    assert "status          ok\n" in out
    assert "load / target   " in out
    assert str(tmp_path / "out") in out
    assert err == ""


def test_quiet_is_quiet(stops, tmp_path, capsys):
    assert run("plan", stops, "--couriers", 6, "--out", tmp_path / "out", "--quiet") == 0
    assert capsys.readouterr() == ("", "")


def test_a_missed_tolerance_is_a_result(tmp_path, capsys):
    town().assign(load=[1.0] * (STOPS - 1) + [500.0]).to_csv(tmp_path / "stops.csv", index=False)
    assert run("plan", tmp_path / "stops.csv", "--couriers", 6, "--out", tmp_path / "out") == 0
    assert "status          heavy_stop: the stop at row 119 alone (500)" in capsys.readouterr().out
    assert (tmp_path / "out" / "zones.geojson").exists()


def test_options_reach_the_plan(tmp_path, capsys):
    points = geopandas.GeoSeries.from_xy(town().lon, town().lat, crs=4326).to_crs(2056)
    table = pd.DataFrame({"east": points.x, "north": points.y, "work": 20.0})
    table.to_csv(tmp_path / "a.csv", index=False)
    station = geopandas.GeoDataFrame({"name": ["depot"]}, geometry=points[:1].to_numpy(), crs=2056)
    station.to_file(tmp_path / "station.gpkg")
    options = ["--x", "east", "--y", "north", "--crs", "EPSG:2056", "--load", "work", "--shift-hours", 8]
    options += [
        "--title",
        "Schaan",
        "--station",
        tmp_path / "station.gpkg",
        "--no-keep-together",
        "--margin-m",
        80,
    ]
    assert run("plan", tmp_path / "a.csv", *options, "--effort", "fast", "--out", tmp_path / "out") == 0
    out = capsys.readouterr().out
    assert "columns east, north, in CH1903+ / LV95 (EPSG:2056)" in out
    assert "2,400.0 min of work / 8 h per courier = 5.00: 5 couriers" in out
    assert len(pd.read_csv(tmp_path / "out" / "summary.csv")) == 5


def test_station_as_coordinates(stops, tmp_path, capsys):
    out = ["--couriers", 3, "--out", tmp_path / "out"]
    assert run("plan", stops, *out, "--station", "9.53, 47.13") == 0
    capsys.readouterr()
    assert "swapped" in error_of(capsys, "plan", stops, *out, "--station", "47.13,9.53")
    assert "depot.geojson does not exist" in error_of(
        capsys, "plan", stops, *out, "--station", "depot.geojson"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "COMMAND"),
        (["paln"], "paln"),
        (["plan"], "required: STOPS, --out"),
        (["plan", "{stops}", "--out", "{out}"], "give couriers, the number of zones, or shift_hours"),
        (["plan", "{stops}", "--couriers", "3.5", "--out", "{out}"], "--couriers: invalid int value: '3.5'"),
        (["plan", "{stops}", "--couriers", "0", "--out", "{out}"], "couriers is 0"),
        (["plan", "{stops}", "--couriers", "4", "--load", "lom", "--out", "{out}"], "did you mean lon"),
        (
            ["plan", "{stops}", "--couriers", "4", "--effort", "much", "--out", "{out}"],
            "invalid choice: 'much'",
        ),
        (["plan", "{stops}", "--couriers", "4", "--tolerance", "nan", "--out", "{out}"], "tolerance is nan"),
        (["plan", "missing.csv", "--couriers", "4", "--out", "{out}"], "missing.csv does not exist"),
        (["plan", "{folder}", "--couriers", "4", "--out", "{out}"], "is not a file"),
        (["plan", "{stops}", "--couriers", "4", "--out", "{stops}"], "cannot write to"),
        (["plan", "{stops}", "--couriers", "4", "--out", "{stops}/out"], "cannot write to"),
        (["plan", "{stops}", "--couriers", "4", "--out", ""], "--out is empty; give a directory"),
        (["plan", "{stops}", "--couriers", "4", "--out", "{out}", "--station", ""], "--station is empty"),
        (["plan", "", "--couriers", "4", "--out", "{out}"], "STOPS is empty"),
        (["plan", "{stops}", "--couriers", "4", "--out", "{out}", "--station", "{stops}"], "has no geometry"),
        (["plan", "{stops}", "--couriers", "4", "--out", "{out}", "--area", "{stops}"], "has no geometry"),
        (["plan", "{stops}", "--couriers", "4", "--out", "{out}", "--station=200,100"], "within 180 degrees"),
        (["plan", "{stops}", "--couriers", "4", "--out", "{out}", "--station", "here"], "two numbers X,Y"),
        (["plan", "{stops}", "--couriers", "4", "--out", "{out}", "--seed", str(2**64)], "seed is 1844"),
        (["plan", "{stops}", "--couriers", "4", "--out", "{out}", "--threads", "1025"], "threads is 1025"),
        (["plan", "a\0b", "--couriers", "4", "--out", "{out}"], "zero bytes"),
        (["plan", "{stops}", "--courier", "4", "--out", "{out}"], "unrecognized arguments: --courier"),
    ],
)
def test_bad_input_is_one_line_and_writes_nothing(stops, tmp_path, capsys, arguments, message):
    places = {"stops": stops, "out": tmp_path / "out", "folder": tmp_path}
    error = error_of(capsys, *(argument.format(**places) for argument in arguments))
    assert message in error
    assert os.listdir(tmp_path) == ["stops.csv"]


def test_inputs_are_never_replaced(stops, capsys):
    before = stops.read_bytes()
    assert "is an input" in error_of(capsys, "plan", stops, "--couriers", 4, "--out", stops.parent)
    assert stops.read_bytes() == before


@pytest.mark.parametrize("name", ["a.csv", "a.gpkg", "a.geojson", "a.parquet", "a"])
def test_garbage_is_one_line(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(bytes(range(256)) * 20)
    command = [
        sys.executable,
        "-m",
        "equizone.cli",
        "plan",
        path,
        "--couriers",
        "4",
        "--out",
        tmp_path / "out",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"equizone: error: {path} ")
    assert done.stderr.count("\n") == 1
    assert os.listdir(tmp_path) == [name]


def test_unwritable_output_is_noticed_before_the_work(stops, capsys, monkeypatch):
    monkeypatch.setattr(
        command, "plan", lambda *_, **__: pytest.fail("planned before the output was checked")
    )
    error_of(capsys, "plan", stops, "--couriers", 4, "--out", stops)


def test_interruption_is_one_line(stops, tmp_path, capsys, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "plan", interrupted)
    assert run("plan", stops, "--couriers", 4, "--out", tmp_path / "out") == 130
    assert capsys.readouterr().err == "equizone: interrupted\n"
    assert os.listdir(tmp_path) == ["stops.csv"]


def started(*arguments, **options):
    program = [sys.executable, "-m", "equizone.cli", *map(str, arguments)]
    return subprocess.Popen(program, stderr=subprocess.PIPE, text=True, **options)


@pytest.mark.skipif(os.name != "posix", reason="signals are sent as on POSIX")
def test_interruption_during_imports_is_one_line(tmp_path):
    (tmp_path / "geopandas.py").write_text("import time\nprint('importing', flush=True)\ntime.sleep(60)\n")
    program = started(
        "plan",
        "stops.csv",
        "--couriers",
        4,
        "--out",
        tmp_path / "out",
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
    )
    assert program.stdout.readline() == "importing\n"
    program.send_signal(signal.SIGINT)
    _, err = program.communicate(timeout=30)
    assert (program.returncode, err) == (130, "equizone: interrupted\n")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_what_is_written_is_no_bad_input_because_its_account_cannot_be_printed(stops, tmp_path):
    arguments = ["plan", stops, "--couriers", 4, "--out", tmp_path / "out"]
    reader, writer = os.pipe()
    os.close(reader)
    with open("/dev/full", "w") as full, os.fdopen(writer, "w") as broken:
        for stdout, code, message in (
            (broken, 0, ""),
            (full, 1, "equizone: the files are written, but not this account: No space left on device\n"),
        ):
            program = started(*arguments, stdout=stdout)
            _, err = program.communicate(timeout=120)
            assert (program.returncode, err) == (code, message)
            assert sorted(os.listdir(tmp_path / "out")) == sorted(FILES)


def test_a_home_that_cannot_be_written_to_is_no_news(stops, tmp_path):
    (tmp_path / "home").write_text("no directory")
    outside = {
        "HOME": str(tmp_path / "home"),
        "XDG_CONFIG_HOME": "",
        "XDG_CACHE_HOME": "",
        "MPLCONFIGDIR": "",
    }
    program = started(
        "plan",
        stops,
        "--couriers",
        4,
        "--out",
        tmp_path / "out",
        stdout=subprocess.DEVNULL,
        env=os.environ | outside,
    )
    _, err = program.communicate(timeout=120)
    assert (program.returncode, err) == (0, "")


def test_help_names_every_file(capsys):
    with pytest.raises(SystemExit):
        run("plan", "--help")
    assert f"Writes {', '.join(FILES)}." in " ".join(capsys.readouterr().out.split())


def test_version_and_help(capsys):
    for arguments, text in (
        (["--version"], f"equizone {__version__}"),
        (["plan", "--help"], "examples:\n  equizone plan"),
    ):
        with pytest.raises(SystemExit) as leaving:
            run(*arguments)
        assert leaving.value.code == 0
        assert text in capsys.readouterr().out


def test_as_a_program(stops, tmp_path):
    command = [
        sys.executable,
        "-m",
        "equizone.cli",
        "plan",
        stops,
        "--couriers",
        "4",
        "--out",
        tmp_path / "out",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "status          ok" in done.stdout
