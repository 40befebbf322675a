import numpy as np
import pandas as pd
import pytest
from equizone import WorkloadModel, scored_minutes

from .running import STOPS, busy_town, contents, error_of, files_in, run

FACTORS = ["road", "customer", "parcel", "demand", "waiting", "sign_for", "other", "area", "total"]


@pytest.fixture
def folder(tmp_path):
    busy_town().to_csv(tmp_path / "stops.csv", index=False)
    return tmp_path


def test_minutes_are_written_and_accounted_for(folder, capsys):
    assert run("workload", folder / "stops.csv", "--out", folder / "minutes.csv") == 0
    said = capsys.readouterr().out
    minutes = WorkloadModel.default().minutes(busy_town())
    written = pd.read_csv(folder / "minutes.csv", dtype={"id": str})
    assert written["id"].tolist() == busy_town()["id"].tolist()
    names = [*(f"{name}_min" for name in FACTORS if name != "total"), "minutes"]
    assert list(written.columns) == [*busy_town().columns, *names]
    np.testing.assert_allclose(written[names], minutes[FACTORS], atol=1e-4)
    total = minutes["total"].sum()
    assert f"{'total':<12}{total:>12,.1f}{1:>9.1%}{total / STOPS:>14.2f}" in said
    for note in minutes.attrs["notes"]:
        assert note in said
    assert f"{folder / 'stops.csv'}: 120 stops" in said


def test_the_written_minutes_can_be_planned(folder, capsys):
    assert run("workload", folder / "stops.csv", "--out", folder / "minutes.csv", "--quiet") == 0
    assert run("plan", folder / "minutes.csv", "--shift-hours", 4, "--out", folder / "out") == 0
    assert (
        f"{WorkloadModel.default().minutes(busy_town())['total'].sum():,.1f} min" in capsys.readouterr().out
    )


def test_a_profile_is_written_edited_and_used(folder, capsys):
    assert run("workload", "--save-profile", folder / "mine.toml") == 0
    assert files_in(folder) == ["mine.toml", "stops.csv"]
    text = (folder / "mine.toml").read_text(encoding="utf-8")
    pd.testing.assert_frame_equal(
        WorkloadModel.from_file(folder / "mine.toml").figures, WorkloadModel.default().figures
    )
    assert text.count("source") > 50
    (folder / "flat.toml").write_text(
        '[road.lane]\nminutes = 7\nsource = "test"\n[road."old town"]\nminutes = 9\n', encoding="utf-8"
    )
    lanes = busy_town().assign(road=np.where(busy_town()["road"] == "old town", "Old Town", "lane"))
    lanes.to_csv(folder / "stops.csv", index=False)
    options = ["--workload", folder / "flat.toml", "--out", folder / "minutes.csv"]
    assert run("workload", folder / "stops.csv", *options) == 0
    road = pd.read_csv(folder / "minutes.csv")["road_min"]
    assert road.tolist() == np.where(lanes["road"] == "lane", 7, 9).tolist()


def test_a_profile_is_fitted_to_time_sheets(folder, capsys):
    random = np.random.default_rng(1)
    truth = {"residential street": 3.0, "old town": 8.0}
    visits = pd.concat(
        busy_town().sample(20, random_state=random.integers(1 << 30)).assign(date=date, courier=courier)
        for date in pd.date_range("2026-09-01", periods=20)
        for courier in ("Ann", "Bo")
    )
    real = "".join(f'[road."{road}"]\nminutes = {minutes}\n' for road, minutes in truth.items())
    (folder / "real.toml").write_text(real, encoding="utf-8")
    made = visits.assign(visits=1, sign_for_rate=1)
    worked_min = WorkloadModel.from_file(folder / "real.toml").minutes(made)["total"].to_numpy()
    shifts = visits[["date", "courier"]].reset_index(drop=True).assign(minutes=worked_min)
    shifts.groupby(["date", "courier"], as_index=False).sum().to_csv(folder / "worked.csv", index=False)
    visits[["date", "courier", "id"]].to_csv(folder / "served.csv", index=False)
    sheets = ["--served", folder / "served.csv", "--worked", folder / "worked.csv"]
    options = [*sheets, "--save-profile", folder / "fitted.toml", "--out", folder / "minutes.csv"]
    assert run("workload", folder / "stops.csv", *options) == 0
    figures = WorkloadModel.from_file(folder / "fitted.toml").figures
    roads = figures[figures["factor"] == "road"].set_index("category")["value"]
    for road, value in truth.items():
        assert roads[road] == pytest.approx(value, rel=0.01)
    written = pd.read_csv(folder / "minutes.csv")
    assert written["road_min"].mean() == pytest.approx(busy_town()["road"].map(truth).mean(), rel=0.01)
    assert "Fitted to 40 shifts of 2 couriers" in capsys.readouterr().out

    rules = [
        "--held",
        "customer",
        "--held",
        "minutes_per_kg",
        "--held",
        "minutes_per_shift",
        "--bounds",
        "road.old town=1,6",
    ]
    assert run("workload", folder / "stops.csv", *sheets, *rules, "--confidence", 0.9) == 0
    said = capsys.readouterr().out
    assert "road.old town.minutes" in said
    assert "at bound" in said
    table = said[: said.index("Unchanged")]
    assert "customer.house.minutes" not in table
    assert "minutes_per_kg" not in table


def test_minutes_from_scores(folder, capsys):
    scores = pd.DataFrame(np.random.default_rng(2).uniform(0, 5, (STOPS, 2)), columns=["access", "volume"])
    scores.to_csv(folder / "scores.csv", index=False)
    (folder / "matrix.csv").write_text(",access,volume\nvolume,1/3,1\naccess,1,3\n")
    options = ["--comparisons", folder / "matrix.csv", "--mean-minutes", 8, "--out", folder / "minutes.csv"]
    assert run("workload", folder / "scores.csv", *options) == 0
    expected = scored_minutes(scores, {"access": 0.75, "volume": 0.25}, mean_minutes=8)
    written = pd.read_csv(folder / "minutes.csv")
    np.testing.assert_allclose(written[["access_min", "volume_min", "minutes"]], expected, atol=1e-3)
    assert written["minutes"].mean() == pytest.approx(8, abs=1e-3)
    assert "access 75.0%, volume 25.0%" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("", "give STOPS, a file of stops, or --save-profile"),
        ("{d}/none.csv", "none.csv does not exist"),
        ("{d}/plain.csv", "none of the columns that tell of work"),
        ("{d}/wrong.csv --out {d}/a.csv", "column road at row 4 (line 6) is 'old twon'"),
        ("{d}/stops.csv --workload {d}/none.toml", "none.toml does not exist"),
        ("{d}/stops.csv --workload {d}/wrong.toml --out {d}/a.csv", "wrong.toml: section 'raod' is unknown"),
        ("{d}/stops.csv --productivity {d}/none.geojson", "none.geojson does not exist"),
        ("{d}/stops.csv --served {d}/stops.csv --out {d}/a.csv", "--served and --worked go together"),
        ("{d}/stops.csv --mean-minutes 8 --out {d}/a.csv", "--comparisons and --mean-minutes go together"),
        ("{d}/stops.csv --comparisons {d}/m.csv --mean-minutes 8 --workload default", "leave out --workload"),
        (
            "{d}/stops.csv --comparisons {d}/words.csv --mean-minutes 8",
            "comparisons[access, volume] is 'much'",
        ),
        ("{d}/stops.csv --comparisons {d}/rows.csv --mean-minutes 8", "has rows access, size but columns"),
        ("{d}/stops.csv --held road", "--held is for a fit; give --served and --worked"),
        ("{d}/stops.csv --confidence 0.9", "--confidence is for a fit; give --served and --worked"),
        (
            "{d}/stops.csv --served {d}/stops.csv --worked {d}/stops.csv --bounds road=1",
            "--bounds is 'road=1'; write it as NAME=LOW,HIGH",
        ),
        ("{d}/stops.csv --out {d}", "a directory; give the path of a file"),
        ("{d}/stops.csv --out {d}/no/a.csv", "does not exist; make it first"),
        ("{d}/stops.csv --out {d}/a --save-profile {d}/a", "give two files"),
        ("{d}/stops.csv --out {d}/stops.csv", "stops.csv is an input and would be replaced"),
        ("--workload {d}/flat.toml --save-profile {d}/flat.toml", "flat.toml is an input and would be"),
    ],
)
def test_bad_input_is_one_line_and_writes_nothing(folder, capsys, arguments, message):
    busy_town()[["id", "lon", "lat"]].to_csv(folder / "plain.csv", index=False)
    wrong = busy_town()
    wrong.loc[4, "road"] = "old twon"
    wrong.to_csv(folder / "wrong.csv", index=False)
    (folder / "wrong.toml").write_text("[raod.lane]\nminutes = 7\n")
    (folder / "flat.toml").write_text("[road.lane]\nminutes = 7\n")
    (folder / "words.csv").write_text("access,volume\n1,much\n1/3,1\n")
    (folder / "rows.csv").write_text(",access,volume\naccess,1,3\nsize,1/3,1\n")
    before = contents(folder)
    words = [word.format(d=folder) for word in arguments.split()]
    assert message in error_of(capsys, "workload", *words)
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([""], "STOPS is empty; give a value"),
        (["stops.csv", "--out", ""], "--out is empty; give a path"),
        (["stops.csv", "--workload", ""], "--workload is empty; give a value"),
        (["--save-profile", ""], "--save-profile is empty; give a value"),
    ],
)
def test_empty_arguments(capsys, arguments, message):
    assert message in error_of(capsys, "workload", *arguments)


def test_quiet_is_quiet(folder, capsys):
    assert run("workload", folder / "stops.csv", "--quiet") == 0
    assert capsys.readouterr() == ("", "")


def test_help(capsys):
    with pytest.raises(SystemExit) as leaving:
        run("workload", "--help")
    assert leaving.value.code == 0
    assert "examples:\n  equizone workload stops.csv --out minutes.csv" in capsys.readouterr().out
