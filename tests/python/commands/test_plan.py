import os

import geopandas
import pandas as pd
import pytest

from .running import FILES, STOPS, error_of, files_in, run, town


def test_plan_writes_its_files_and_accounts_for_them(stops, tmp_path, capsys):
    assert run("plan", stops, "--couriers", 6, "--tolerance", 0.05, "--out", tmp_path / "out") == 0
    out, err = capsys.readouterr()
    assert sorted(os.listdir(tmp_path / "out")) == FILES
    assert f"{stops}: 120 stops" in out
    assert "taken as WGS 84 (EPSG:4326)" in out
    assert "Projected to WGS 84 / UTM zone 32N" in out
    assert "zones           6\n" in out
    assert "total load      120.0 stops\n" in out
    assert "status          ok\n" in out
    assert "load / target   " in out
    assert str(tmp_path / "out") in out
    assert err == ""


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
    assert "2400 min = 40 h of service; 40 h / 8 h per courier = 5: 5 couriers." in out
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
        (["plan", "{stops}", "--couriers", "4", "--out", ""], "--out is empty; give a path"),
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


def test_unwritable_output_is_noticed_before_the_work(stops, capsys, monkeypatch):
    monkeypatch.setattr(
        "equizone.planning.plan", lambda *_, **__: pytest.fail("planned before the output was checked")
    )
    error_of(capsys, "plan", stops, "--couriers", 4, "--out", stops)


def test_help_names_every_file(capsys):
    with pytest.raises(SystemExit):
        run("plan", "--help")
    said = capsys.readouterr().out
    assert all(name in said for name in [*FILES, "replay.csv"])


def test_further_formats(stops, tmp_path, capsys):
    assert run("plan", stops, "--couriers", 4, "--out", tmp_path / "out", "--formats", "gpkg,shp") == 0
    assert "plan.png, zones.gpkg, zones.shp" in capsys.readouterr().out
    assert files_in(tmp_path / "out") == sorted(
        [*FILES, "zones.gpkg", *(f"zones.{part}" for part in ("shp", "shx", "dbf", "prj", "cpg"))]
    )
    error = error_of(
        capsys, "plan", stops, "--couriers", 4, "--out", tmp_path / "no", "--formats", "gpkg,dxf"
    )
    assert "formats[1] is 'dxf'; give any of" in error
    zones = tmp_path / "out" / "zones.gpkg"
    error = error_of(capsys, "plan", zones, "--couriers", 2, "--out", tmp_path / "out", "--formats", "gpkg")
    assert "is an input and would be replaced" in error


def test_a_chinese_datum_is_named(stops, tmp_path, capsys):
    shifted = town().assign(lon=town()["lon"] + 100)
    shifted.to_csv(tmp_path / "gcj.csv", index=False)
    assert (
        run("plan", tmp_path / "gcj.csv", "--couriers", 4, "--crs", "GCJ-02", "--out", tmp_path / "out") == 0
    )
    assert "Coordinates: columns lon, lat, in GCJ-02, converted to WGS 84." in capsys.readouterr().out
    error = error_of(capsys, "plan", stops, "--couriers", 4, "--crs", "BD-09", "--out", tmp_path / "no")
    assert "stop at row 0 (line 2) is POINT" in error
    assert "not in China, where alone BD-09 is used" in error
