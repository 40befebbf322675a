"""`equizone plan` along streets, on both examples."""

import contextlib
import io
import json
import os
import re

import geopandas
import pandas as pd
import pytest
import shapely
from conftest import ROOT

from .running import FILES, error_of, run

DATA = ROOT / "examples" / "data"
MAPS = {"krems": DATA / "krems" / "map", "liechtenstein": DATA / "liechtenstein" / "map.osm.pbf"}
COURIERS = {"krems": 22, "liechtenstein": 40}


def stops_of(town):
    return DATA / town / "stops.csv"


@pytest.fixture(scope="module", params=["krems", "liechtenstein"])
def planned(request, tmp_path_factory):
    """Return the town, the folder with its plan of blocks, and the account that was printed."""
    town, out, said = request.param, tmp_path_factory.mktemp("plan") / "out", io.StringIO()
    options = ["--streets", MAPS[town], "--barriers", "auto", "--fences", "blocks"]
    quickly = ["--couriers", COURIERS[town], "--tolerance", 0.05, "--effort", "fast"]
    with contextlib.redirect_stdout(said):
        assert run("plan", stops_of(town), *options, *quickly, "--out", out) == 0
    return town, out, said.getvalue()


def test_files_are_written_and_named(planned):
    town, out, said = planned
    assert sorted(os.listdir(out)) == FILES
    assert all(name in said for name in FILES)
    stops = pd.read_csv(out / "stops.csv", dtype={"zone": str})
    given = pd.read_csv(stops_of(town))
    assert stops["id"].tolist() == given["id"].tolist()
    assert sorted(set(stops["zone"]), key=int) == [str(zone + 1) for zone in range(COURIERS[town])]


def test_zones_are_balanced(planned):
    town, out, said = planned
    stops = pd.read_csv(out / "stops.csv")
    loads = stops.groupby("zone")["minutes"].sum()
    assert "status          ok\n" in said
    assert (loads / loads.mean() - 1).abs().max() <= 0.05 + 1e-9
    assert f"zones           {COURIERS[town]}\n" in said


def test_fences_can_be_loaded_and_hold_their_stops(planned):
    _, out, _ = planned
    zones = geopandas.read_file(out / "zones.geojson")
    assert zones.crs == "EPSG:4326"
    assert zones.geometry.is_valid.all()
    assert zones.geometry.geom_type.isin(["Polygon", "MultiPolygon"]).all()
    assert shapely.is_ccw(shapely.get_exterior_ring(shapely.get_parts(zones.geometry.to_numpy()))).all()
    stops = pd.read_csv(out / "stops.csv", dtype={"zone": str})
    fence = zones.set_index(zones["zone"].astype(str)).geometry.loc[stops["zone"]].to_numpy()
    points = shapely.points(stops[["lon", "lat"]].to_numpy())
    assert (shapely.distance(fence, points) < 1e-7).all()  # a hundredth of a metre
    metric = zones.to_crs(zones.estimate_utm_crs()).geometry
    assert metric.area.sum() == pytest.approx(metric.union_all().area, rel=1e-6)
    assert json.loads((out / "zones.geojson").read_text(encoding="utf-8"))["type"] == "FeatureCollection"


def test_the_account_tells_of_streets_barriers_and_blocks(planned):
    _, out, said = planned
    for words in (
        r"Streets of \S+ for van: [\d,]+ junctions, [\d,]+ streets, \d+ km\.",
        r"Barriers of \S+: .*\d+ crossings for van\.",
        r"Zones are made of whole blocks between streets and barriers: \d+ in the area\.",
        r"By the streets, work lies [\d,]+ m from the middle of its zone on average\.",
        r"No zone crosses a closed barrier but at its crossings\.",
    ):
        assert re.search(words, said), words
    assert "river" in said
    assert "railway" in said
    report = (out / "report.html").read_text(encoding="utf-8")
    assert "No zone crosses a closed barrier but at its crossings." in report
    assert "barrier" in report


def test_the_picture_shows_barriers(planned, tmp_path, capsys):
    town, out, _ = planned
    assert (out / "plan.png").read_bytes()[:4] == b"\x89PNG"
    if town == "krems":
        bare = ["--couriers", 22, "--effort", "fast", "--out", tmp_path / "bare"]
        assert run("plan", stops_of(town), *bare) == 0
        assert (tmp_path / "bare" / "plan.png").read_bytes() != (out / "plan.png").read_bytes()
        assert "No zone crosses" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("town", "arguments", "words"),
    [
        ("krems", ["--streets", MAPS["liechtenstein"]], "do not cover the stops: 1,106 of 1,106 lie beyond"),
        ("liechtenstein", ["--streets", MAPS["krems"]], "do not cover the stops: 2,205 of 2,205 lie beyond"),
        ("krems", ["--barriers", MAPS["liechtenstein"]], "do not cover the stops"),
        ("krems", ["--barriers", "auto"], 'barriers is "auto"'),
        ("krems", ["--fences", "blocks"], 'fences is "blocks"'),
        ("krems", ["--fences", "blocks", "--barriers", MAPS["krems"]], 'fences is "blocks"'),
        ("krems", ["--fences", "hexagons"], "invalid choice: 'hexagons'"),
        ("krems", ["--profile", "tank", "--streets", MAPS["krems"]], "invalid choice: 'tank'"),
        ("krems", ["--streets", "none.osm.pbf"], "none.osm.pbf does not exist"),
        ("krems", ["--streets", ""], "streets is empty"),
        ("krems", ["--barriers", ""], "barriers is empty"),
        ("krems", ["--streets", DATA / "krems"], "has no"),
        ("krems", ["--streets", MAPS["krems"], "--fences", "power"], 'fences is "power"'),
    ],
)
def test_bad_input_is_one_line_and_writes_nothing(tmp_path, capsys, town, arguments, words):
    error = error_of(capsys, "plan", stops_of(town), "--couriers", 20, *arguments, "--out", tmp_path / "out")
    assert words in error
    assert os.listdir(tmp_path) == []


def test_a_map_is_never_replaced(tmp_path, capsys):
    lines = tmp_path / "zones.geojson"
    border = shapely.LineString([(15.60, 48.41), (15.70, 48.41)])
    geopandas.GeoDataFrame({"rule": ["closed"]}, geometry=[border], crs=4326).to_file(lines)
    before = lines.read_bytes()
    error = error_of(
        capsys, "plan", stops_of("krems"), "--couriers", 20, "--barriers", lines, "--out", tmp_path
    )
    assert "zones.geojson is an input and would be replaced" in error
    assert lines.read_bytes() == before
    assert os.listdir(tmp_path) == ["zones.geojson"]


def test_a_file_of_lines_with_a_price_is_read(tmp_path, capsys):
    lines = tmp_path / "lines.geojson"
    border = shapely.LineString([(15.60, 48.41), (15.70, 48.41)])
    geopandas.GeoDataFrame({"rule": ["300 m"]}, geometry=[border], crs=4326).to_file(lines)
    arguments = ["--couriers", 20, "--effort", "fast", "--barriers", lines, "--out", tmp_path / "out"]
    assert run("plan", stops_of("krems"), *arguments) == 0
    assert "status          ok\n" in capsys.readouterr().out
    geopandas.GeoDataFrame({"rule": ["300 yards"]}, geometry=[border], crs=4326).to_file(lines)
    arguments[-1] = tmp_path / "again"
    assert "300 yards" in error_of(capsys, "plan", stops_of("krems"), *arguments)
    assert not (tmp_path / "again").exists()


def test_help_shows_the_command_along_streets(capsys):
    with pytest.raises(SystemExit):
        run("plan", "--help")
    said = capsys.readouterr().out
    assert "--streets region.osm.pbf --barriers auto --fences blocks" in said
    assert all(
        option in said for option in ("--streets MAP", "--barriers auto|FILE", "--profile", "--fences")
    )
