import os
import signal
import subprocess
import sys

import pytest
from equizone import __version__

from .running import FILES, run


def test_quiet_is_quiet(stops, tmp_path, capsys):
    assert run("plan", stops, "--couriers", 6, "--out", tmp_path / "out", "--quiet") == 0
    assert capsys.readouterr() == ("", "")


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


def test_interruption_is_one_line(stops, tmp_path, capsys, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("equizone.planning.plan", interrupted)
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
    _, err = program.communicate(timeout=120)
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
            assert sorted(os.listdir(tmp_path / "out")) == FILES


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
