"""`equizone evaluate`: anybody's zones, from a table of stops."""

import equizone
import numpy as np
import pandas as pd
import pyproj
import pytest

from .running import STOPS, contents, error_of, run, town


def divided_town():
    """Return the town in four zones with names, west to east."""
    stops = town()
    rank = stops["lon"].rank(method="first").to_numpy().astype(int) - 1
    return stops.assign(
        minutes=1.0 + np.arange(STOPS) % 5, zone=np.array(["north", "old town", "port", "west"])[rank // 30]
    )


@pytest.fixture
def zoned(tmp_path):
    """Return the path of the divided town."""
    path = tmp_path / "stops.csv"
    divided_town().to_csv(path, index=False)
    return path


def figure(said, text):
    """Return the figure on the line of the account that begins with a text."""
    (line,) = [line for line in said.splitlines() if line.startswith(text)]
    return line[len(text) :].strip()


def test_the_account_has_the_figures_of_the_library(zoned, capsys):
    assert run("evaluate", zoned, "--station", "9.53,47.13") == 0
    said = capsys.readouterr().out
    summary = equizone.evaluate_stops(divided_town(), station=(9.53, 47.13)).summary
    loads = divided_town().groupby("zone")["minutes"].sum()
    assert figure(said, "load of a zone, most") == f"{loads.max():,.4g}"
    assert figure(said, "heaviest zone above its target") == f"{loads.max() / loads.mean() - 1:.1%}"
    assert figure(said, "borders between zones (km)") == f"{summary['border_km']:,.1f}"
    assert figure(said, "travel of all couriers, estimated (km)") == f"{summary['travel_km']:,.1f}"
    assert "barrier" not in said
    assert "changes hands" not in said


def test_the_way_from_the_station_counts_in_any_coordinates():
    stops = divided_town()
    near = equizone.evaluate_stops(stops, station=(9.53, 47.13)).zones["travel_km"]
    far = equizone.evaluate_stops(stops, station=(9.53, 47.13 + 0.9)).zones["travel_km"]
    without = equizone.evaluate_stops(stops).zones["travel_km"]
    assert ((far - without) / 2).to_numpy() == pytest.approx(100, rel=0.05)  # 0.9 degrees north
    to_metres = pyproj.Transformer.from_crs(4326, 3857, always_xy=True).transform
    x, y = to_metres(stops["lon"], stops["lat"])
    mercator = stops.drop(columns=["lon", "lat"]).assign(x=x, y=y)
    again = equizone.evaluate_stops(mercator, station=to_metres(9.53, 47.13), crs="EPSG:3857")
    np.testing.assert_allclose(again.zones["travel_km"], near, rtol=1e-6)


def test_the_reference_may_be_a_file_in_another_order(zoned, tmp_path, capsys):
    before = divided_town().rename(columns={"zone": "courier"}).drop(columns=["lon", "lat"])
    before.loc[:5, "courier"] = "gone"
    before.sample(frac=1, random_state=1).to_csv(tmp_path / "last.csv", index=False)
    assert run("evaluate", zoned, "--reference", tmp_path / "last.csv") == 0
    minutes = divided_town()["minutes"]
    changed = f"{minutes[:6].sum() / minutes.sum():.1%}"
    said = capsys.readouterr().out
    assert figure(said, "load that changes hands against the reference") == changed
    assert figure(said, "the same if zones keep their names") == changed


def test_scores_are_written_under_the_zones_names(zoned, tmp_path):
    stops = divided_town()
    stops["before"] = stops["zone"].map({"north": "Anna", "old town": "port", "port": "Ben", "west": "Anna"})
    stops.to_csv(zoned, index=False)
    assert run("evaluate", zoned, "--reference", "before", "--out", tmp_path / "scores.csv") == 0
    scores = pd.read_csv(tmp_path / "scores.csv", index_col="zone", keep_default_na=False)
    assert scores.index.tolist() == ["north", "old town", "port", "west"]
    heavier, lighter = stops.groupby("zone")["minutes"].sum()[["north", "west"]].sort_values().index[::-1]
    expected = {heavier: "Anna", lighter: "", "old town": "port", "port": "Ben"}
    assert scores["continues"].to_dict() == expected


@pytest.mark.parametrize(
    ("zones", "before", "by_name"),
    [
        (["b", "b", "c", "c", "c", "c"], ["a", "a", "b", "c", "c", "c"], 3 / 6),
        ([2, 2, 2, 3, 3, 3], [1, 1, 2, 3, 3, 3], 2 / 6),
        ([1, 1, 2, 2, 2, 2], [1.0, 1.0, 2.0, 2.0, 2.0, 1.0], 1 / 6),
    ],
)
def test_zones_keep_their_names_whatever_names_are_there(zones, before, by_name):
    stops = town()[:6].assign(zone=zones, before=before)
    summary = equizone.evaluate_stops(stops, reference="before").summary
    assert summary["churn_by_number"] == pytest.approx(by_name)


def test_quiet_is_quiet(zoned, capsys):
    assert run("evaluate", zoned, "--quiet") == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--zone", "courier"], "zone is 'courier', but there is no such column"),
        (["--load", "minute"], "did you mean minutes"),
        (["--reference", "none.csv"], "reference is 'none.csv', but there is no such column"),
        (["--reference", "{d}/short.csv"], "reference has no stop '118' (2 such stops)"),
        (["--reference", "{d}/twice.csv"], "reference has stop '000' twice"),
        (["--reference", "{d}/no_ids.csv"], "reference has no column stop, stop_id or id"),
        (["--reference", "{d}/no_zones.csv"], "no column zone or zones or courier"),
        (["--reference", "{d}/short.csv", "--out", "{d}/short.csv"], "is an input and would be replaced"),
        (["--barriers", "{d}/none.pbf"], "none.pbf"),
        (["--out", "{d}/stops.csv"], "is an input and would be replaced"),
    ],
)
def test_bad_input_is_one_line_and_writes_nothing(zoned, tmp_path, capsys, arguments, message):
    stops = divided_town()
    stops[:-2].to_csv(tmp_path / "short.csv", index=False)
    pd.concat([stops, stops[:1]]).to_csv(tmp_path / "twice.csv", index=False)
    stops.drop(columns="id").to_csv(tmp_path / "no_ids.csv", index=False)
    stops[["id", "lon"]].to_csv(tmp_path / "no_zones.csv", index=False)
    before = contents(tmp_path)
    assert message in error_of(capsys, "evaluate", zoned, *(text.format(d=tmp_path) for text in arguments))
    assert contents(tmp_path) == before
