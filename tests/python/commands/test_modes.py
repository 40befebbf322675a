import pandas as pd
import pytest
from equizone import find_modes
from equizone.history.saving import FILES, read_modes

from .running import contents, error_of, files_in, history, run


def test_modes_writes_its_files_and_accounts_for_them(station, capsys):
    assert run("modes", station / "records.csv", "--out", station / "new" / "out") == 0
    said = capsys.readouterr().out
    assert files_in(station / "new") == sorted(f"out/{name}" for name in FILES)
    expected = find_modes(history())
    weekdays = pd.read_csv(station / "new" / "out" / "weekdays.csv")
    assert weekdays["mode"].tolist() == expected.weekdays["mode"].tolist()
    assert weekdays["couriers"].tolist() == expected.weekdays["couriers"].tolist()
    for note in expected.notes:
        assert note in said
    assert f"{station / 'records.csv'}: 120 stops on {len(expected.days)} days" in said
    for text in ("Mon+Fri", "Tue+Wed+Thu", "Sat", *FILES):
        assert text in said


def test_options_reach_the_modes(station, capsys):
    table = history().rename(columns={"date": "tag", "stop": "kunde", "parcels": "pakete"})
    table.to_csv(station / "a.csv", index=False)
    columns = ["--date", "tag", "--stop", "kunde", "--volume", "pakete"]
    days = ["--holidays", "2026-09-01, 2026-09-02", "--peak", "A/B=2026-09-04", "--peak", "2026-09-07"]
    numbers = ["--similar", 0.5, "--stops-per-hour", 5, "--shift-hours", 4]
    assert run("modes", station / "a.csv", *columns, *days, *numbers, "--out", station / "out") == 0
    modes = read_modes(station / "out")
    expected = find_modes(
        history(),
        holidays=["2026-09-01", "2026-09-02"],
        peaks={"A/B": ["2026-09-04"], "peak 2026-09-07": ["2026-09-07"]},
        similar=0.5,
        stops_per_hour=5,
        shift_hours=4,
    )
    assert modes.names == expected.names == ["Mon+Tue+Wed+Thu+Fri", "Sat", "A/B", "peak 2026-09-07"]
    assert modes.summary["couriers"].tolist() == expected.summary["couriers"].tolist()
    assert modes.unit == "pakete"
    said = capsys.readouterr().out
    assert "Days dropped:\n  2026-09-01  " in said


def test_minutes_under_another_name(station, capsys):
    history().rename(columns={"parcels": "work"}).to_csv(station / "a.csv", index=False)
    arguments = ["modes", station / "a.csv", "--volume", "work", "--out", station / "out"]
    assert run(*arguments, "--minutes", "--shift-hours", 2) == 0
    modes = read_modes(station / "out")
    assert modes.unit == "min"
    expected = -(-modes.summary["mean_volume"] // 120)
    assert modes.summary["couriers"].tolist() == expected.tolist()
    capsys.readouterr()
    assert "leave out stops_per_hour or minutes" in error_of(
        capsys, *arguments, "--minutes", "--stops-per-hour", 3
    )
    assert run(*arguments) == 0
    assert read_modes(station / "out").unit == "work"


def test_one_peak_may_be_given_in_parts(station):
    peaks = ["--peak", "sale=2026-09-04", "--peak", "sale=2026-09-07,2026-09-08"]
    assert run("modes", station / "records.csv", *peaks, "--out", station / "out", "--quiet") == 0
    assert len(read_modes(station / "out").daily_of("sale").dates) == 3


def test_unnamed_peaks_are_runs_of_days(station):
    peaks = ["--peak", "2026-09-04", "--peak", "2026-09-07,2026-09-08"]
    assert run("modes", station / "records.csv", *peaks, "--out", station / "out", "--quiet") == 0
    assert read_modes(station / "out").names[-2:] == ["peak 2026-09-04", "peak 2026-09-07"]


def test_quiet_is_quiet(station, capsys):
    assert run("modes", station / "records.csv", "--out", station / "out", "--quiet") == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["{d}/records.csv"], "required: --out"),
        (["{d}/none.csv", "--out", "{d}/out"], "none.csv does not exist"),
        (["{d}/stops.csv", "--out", "{d}/out"], "date is 'date', but there is no such column"),
        (["{d}/records.csv", "--stop", "stopp", "--out", "{d}/out"], "did you mean stop"),
        (["{d}/records.csv", "--similar", "2", "--out", "{d}/out"], "similar is 2"),
        (["{d}/records.csv", "--holidays", "1.1.2026", "--out", "{d}/out"], "holidays is '1.1.2026'"),
        (["{d}/records.csv", "--peak", "2030-01-01", "--out", "{d}/out"], "2030-01-01 has no records"),
        (["{d}/records.csv", "--peak", "A=", "--out", "{d}/out"], "'A' has no dates"),
        (["{d}/records.csv", "--peak", "", "--out", "{d}/out"], "--peak is empty"),
        (["{d}/records.csv", "--peak", "=2026-09-04", "--out", "{d}/out"], "'' names no peak"),
        (["{d}/records.csv", "--holidays", "", "--out", "{d}/out"], "--holidays is empty; give a value"),
        (["{d}/records.csv", "--shift-hours", "25", "--out", "{d}/out"], "shift_hours is 25"),
        (["{d}/records.csv", "--shift-hours", "x", "--out", "{d}/out"], "--shift-hours: invalid float value"),
        (["{d}/records.csv", "--out", "{d}/stops.csv"], "which is not a directory"),
        (["{d}/records.csv", "--out", "{d}/stops.csv/out"], "stops.csv"),
        (["{d}/records.csv", "--out", ""], "--out is empty; give a path"),
        (["", "--out", "{d}/out"], "RECORDS is empty; give a value"),
    ],
)
def test_bad_input_is_one_line_and_writes_nothing(station, capsys, arguments, message):
    before = contents(station)
    error = error_of(capsys, "modes", *(text.format(d=station) for text in arguments))
    assert message in error
    assert contents(station) == before
    assert not (station / "out").exists()


def test_less_than_two_weeks_are_too_few(station, capsys):
    records = history()
    records[records["date"] < "2026-09-08"].to_csv(station / "short.csv", index=False)
    assert "two weeks" in error_of(capsys, "modes", station / "short.csv", "--out", station / "out")
    assert not (station / "out").exists()


def test_records_are_never_replaced(station, capsys):
    history().to_csv(station / "modes" / "days.csv", index=False)
    before = contents(station)
    records = station / "modes" / "days.csv"
    assert "is an input" in error_of(capsys, "modes", records, "--out", station / "modes")
    assert contents(station) == before


def test_help_names_every_file(capsys):
    with pytest.raises(SystemExit):
        run("modes", "--help")
    said = " ".join(capsys.readouterr().out.split())
    assert all(name in said for name in FILES)
    assert "examples: equizone modes" in said
