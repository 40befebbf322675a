"""The example's stops and history are what their scripts make, suit 40 couriers, and show four modes."""

import subprocess
import sys
from pathlib import Path

import equizone
import numpy as np
import pandas as pd
import pytest

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


def test_the_notice_names_the_figures_of_the_files():
    stops = pd.read_csv(FOLDER / "stops.csv")
    notice = " ".join((FOLDER / "README.md").read_text(encoding="utf-8").split())
    assert f"{len(stops):,} buildings" in notice
    assert f"{stops['parcels'].sum():,} parcels a day" in notice
    assert f"{stops['minutes'].sum():,.2f} minutes of work" in notice


def test_minutes_are_those_of_the_default_profile():
    stops = pd.read_csv(FOLDER / "stops.csv")
    minutes = equizone.WorkloadModel.default().minutes(stops.drop(columns="minutes"))
    np.testing.assert_allclose(stops["minutes"], minutes["total"], atol=0.005 + 1e-9)


def test_categories_follow_from_the_surroundings():
    stops = pd.read_csv(FOLDER / "stops.csv")
    assert set(stops["customer"]) == {"house", "apartment building", "office", "company"}
    areas = stops.groupby("customer")["area_m2"]
    order = ["house", "apartment building", "office", "company"]
    assert areas.max()[order].is_monotonic_increasing
    assert (areas.max()[order[:-1]].to_numpy() < areas.min()[order[1:]].to_numpy()).all()
    roads = stops["road"].value_counts()
    assert roads.index[0] == "residential street"
    assert roads["congested street"] > 200


def test_forty_couriers_have_a_working_day_each():
    minutes = pd.read_csv(FOLDER / "stops.csv")["minutes"]
    per_courier = minutes.sum() / 40
    assert 6 * 60 <= per_courier <= 7.5 * 60
    assert minutes.max() < per_courier / 2


@pytest.fixture(scope="module")
def history(tmp_path_factory):
    path = tmp_path_factory.mktemp("history") / "history.parquet"
    subprocess.run([sys.executable, FOLDER / "make_history.py", path], check=True)
    return path


def test_history_is_the_same_every_time(history, tmp_path):
    again = tmp_path / "again.parquet"
    subprocess.run([sys.executable, FOLDER / "make_history.py", again], check=True)
    pd.testing.assert_frame_equal(pd.read_parquet(again), pd.read_parquet(history))


def test_history_is_plausible(history):
    records = pd.read_parquet(history)
    stops = pd.read_csv(FOLDER / "stops.csv")
    assert list(records) == ["date", "stop", "kind", "parcels"]
    assert set(records["stop"]) <= set(stops["id"])
    assert set(records["kind"]) == {"delivery", "pickup"}
    assert (records["parcels"] > 0).all()
    assert records["date"].min() == pd.Timestamp("2026-08-31")
    assert records["date"].max() == pd.Timestamp("2026-11-28")
    assert not (records["date"].dt.day_of_week == 6).any()


def test_history_shows_its_modes(history):
    modes = equizone.find_modes(history, holidays="LI", peaks={"Black Friday": ["2026-11-27"]})
    assert modes.names == ["Mon+Fri", "Tue+Wed+Thu", "Sat", "Black Friday"]
    dropped = modes.days[modes.days["dropped"]]
    assert dropped["date"].dt.strftime("%Y-%m-%d").tolist() == ["2026-09-08", "2026-10-13", "2026-10-14"]
    volumes = modes.summary.set_index("mode")["mean_volume"]
    parcels = pd.read_csv(FOLDER / "stops.csv")["parcels"].sum()
    assert volumes["Mon+Fri"] == pytest.approx(1.2 * parcels, rel=0.02)
    assert volumes["Tue+Wed+Thu"] == pytest.approx(0.8 * parcels, rel=0.02)
    assert volumes["Sat"] == pytest.approx(0.4 * parcels, rel=0.02)


def test_the_licence_is_named_beside_the_data():
    notice = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert "© OpenStreetMap contributors" in notice
    assert "Open Database License (ODbL) 1.0" in notice
