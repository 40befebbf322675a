"""The example's stops are what their script makes of the buildings, and suit 40 couriers."""

import subprocess
import sys
from pathlib import Path

import pandas as pd

FOLDER = Path(__file__).parents[2] / "examples" / "data" / "liechtenstein"


def test_the_script_reproduces_the_files(data_folder, tmp_path):
    subprocess.run(
        [sys.executable, FOLDER / "make_stops.py", tmp_path],
        env={"EQUIZONE_DATA": str(data_folder)},
        check=True,
    )
    for name in ("stops.csv", "station.geojson"):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes()


def test_stops_are_plausible():
    stops = pd.read_csv(FOLDER / "stops.csv", dtype={"id": str})
    assert 2000 <= len(stops) <= 4000
    assert stops["id"].is_unique
    assert not stops.duplicated(["lon", "lat"]).any()
    assert stops["lon"].between(9.47, 9.55).all()
    assert stops["lat"].between(47.08, 47.20).all()


def test_forty_couriers_have_a_working_day_each():
    minutes = pd.read_csv(FOLDER / "stops.csv")["minutes"]
    per_courier = minutes.sum() / 40
    assert 6 * 60 <= per_courier <= 7.5 * 60
    assert minutes.max() < per_courier / 2


def test_the_licence_is_named_beside_the_data():
    notice = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert "© OpenStreetMap contributors" in notice
    assert "Open Database License (ODbL) 1.0" in notice
