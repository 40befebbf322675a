"""What the report says of the work and of the couriers per weekday."""

import re
from html import unescape

import equizone
import numpy as np
import pytest
from equizone.report import write_report
from equizone.report.work_tables import weekday_rows, work_rows
from fake_plan import fake_plan, fake_replay, fake_weekdays, fake_work
from planning.records import history
from planning.town import busy_town

WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]


def table_of(path, name):
    """Return heading and rows of a table in the page, as lists of texts; None if it is not there."""
    found = re.search(rf'<table id="{name}">(.*?)</table>', path.read_text(encoding="utf-8"), re.DOTALL)
    if found is None:
        return None
    rows = re.findall(r"<tr([^>]*)>(.*?)</tr>", found[1], re.DOTALL)
    cells = [[_text(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for _, row in rows]
    return cells[0], cells[1:], ["here" in attributes for attributes, _ in rows[1:]]


def _text(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def number(text):
    return float(text.replace(",", "").replace("−", "-").removesuffix("%"))


@pytest.fixture(scope="module")
def plan():
    return fake_plan(workload=fake_work(), weekdays=fake_weekdays(), mode="Tue+Wed+Thu")


@pytest.fixture(scope="module")
def report(plan, tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "report.html"
    write_report(plan, path)
    return path


def test_what_the_work_consists_of(plan, report):
    heading, rows, _ = table_of(report, "work")
    sums = plan.workload.sum()
    assert [name for name, *_ in rows] == [
        "road",
        "customer",
        "parcel",
        "demand",
        "sign-for",
        "other",
        "total",
    ]
    assert [text for text in heading if "min" in text] == [
        "minutes that it counts",
        "min a day",
        "min per stop",
    ]
    for name, meaning, minutes, share, per_stop in rows:
        factor = name.replace("-", "_")
        assert number(minutes) == pytest.approx(sums[factor], abs=0.5)
        assert number(share) == pytest.approx(100 * sums[factor] / sums["total"], abs=0.05)
        assert number(per_stop) == pytest.approx(plan.workload[factor].mean(), abs=0.005)
        assert share.endswith(" %")
        assert meaning or name == "total"
    assert sum(number(minutes) for _, _, minutes, *_ in rows[:-1]) == pytest.approx(sums["total"], abs=3)
    assert rows[-1][3] == "100.0 %"
    assert any(minutes.startswith("−") for _, _, minutes, *_ in rows)


def test_couriers_per_weekday(plan, report):
    heading, rows, marked = table_of(report, "weekdays")
    assert [text.split()[0] for text in heading] == [
        "weekday", "mode", "days", "stops", "volume", "load", "typical", "couriers"
    ]  # fmt: skip
    assert [name for name, *_ in rows] == [*WEEKDAYS, "11.11"]
    assert "parcels" in heading[4]
    assert heading[5].split() == ["load", "min"]
    for row, expected in zip(rows, plan.weekdays.itertuples(), strict=True):
        _, mode, days, stops, volume, load, typical, couriers = row
        assert mode == ("peak" if expected.mode == "11.11" else expected.mode)
        assert [number(days), number(couriers)] == [expected.days, expected.couriers]
        assert number(stops) == pytest.approx(expected.mean_stops, abs=0.5)
        assert number(volume) == pytest.approx(expected.mean_volume, abs=0.5)
        assert number(load) == pytest.approx(expected.load, abs=0.5)
        assert typical == f"{expected.representative:%Y-%m-%d}"
    assert marked == [False, True, True, True, False, False, False]


def test_without_work_and_weekdays_there_are_no_such_sections(tmp_path):
    write_report(fake_plan(), tmp_path / "plain.html")
    said = (tmp_path / "plain.html").read_text(encoding="utf-8")
    assert table_of(tmp_path / "plain.html", "work") is None
    assert table_of(tmp_path / "plain.html", "weekdays") is None
    assert "What the work consists of" not in said
    assert "Couriers per weekday" not in said
    assert '<section class="work">' not in said
    assert work_rows(fake_plan()) == weekday_rows(fake_plan()) == []


@pytest.mark.parametrize(("shown", "hidden"), [("work", "weekdays"), ("weekdays", "work")])
def test_each_section_stands_alone(tmp_path, shown, hidden):
    attributes = {"workload": fake_work()} if shown == "work" else {"weekdays": fake_weekdays()}
    write_report(fake_plan(**attributes), tmp_path / "report.html")
    assert table_of(tmp_path / "report.html", shown) is not None
    assert table_of(tmp_path / "report.html", hidden) is None


def test_a_peak_s_report_marks_the_peak(tmp_path):
    write_report(fake_plan(weekdays=fake_weekdays(), mode="11.11"), tmp_path / "report.html")
    assert table_of(tmp_path / "report.html", "weekdays")[2] == [False] * 6 + [True]


@pytest.mark.parametrize("shift", [True, False])
def test_zones_show_their_busy_days(tmp_path, shift):
    plan = fake_plan(zones=5)
    replayed = fake_replay(plan)
    if not shift:
        replayed.zones["days_over"] = np.nan
    plan.replayed = replayed
    write_report(plan, tmp_path / "report.html")
    heading, rows, _ = table_of(tmp_path / "report.html", "zones")
    assert "P90, min" in heading[7]
    assert len(heading) == 8 + shift
    for zone, row in zip(plan.zones.itertuples(), rows, strict=True):
        fared = replayed.zones.set_index("zone").loc[zone.zone]
        assert number(row[7]) == pytest.approx(1.2 * zone.load, abs=0.05)
        if shift:
            assert number(row[8]) == pytest.approx(100 * fared["days_over"] / 60, abs=0.05)
    assert ("days over" in " ".join(heading)) == shift


def test_the_minutes_that_a_shift_leaves_are_said(tmp_path):
    write_report(fake_plan(service_hours=np.full(12, 6.5)), tmp_path / "report.html")
    assert ", a shift has 390" in (tmp_path / "report.html").read_text(encoding="utf-8")
    write_report(fake_plan(), tmp_path / "report.html")
    assert "a shift has" not in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_names_of_modes_are_text_not_code(tmp_path):
    weekdays = fake_weekdays().replace({"mode": {"Sat": "<script>alert(1)</script>"}})
    write_report(fake_plan(weekdays=weekdays), tmp_path / "report.html")
    assert "<script>alert(1)" not in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert table_of(tmp_path / "report.html", "weekdays")[1][5][1] == "<script>alert(1)</script>"


def test_real_plans_of_modes_show_both(tmp_path):
    modes = equizone.find_modes(history())
    plans = equizone.plan(busy_town(), modes=modes, workload="default", shift_hours=5)
    for mode, plan in plans.items():
        plan.report(tmp_path / "report.html")
        _, rows, marked = table_of(tmp_path / "report.html", "weekdays")
        assert [int(row[-1]) for row in rows] == [len(plans[row[1]].zones) for row in rows]
        assert marked == [row[1] == mode for row in rows]
        own = next(row for row, is_own in zip(rows, marked, strict=True) if is_own)
        assert number(own[5]) == pytest.approx(plan.loads.sum(), rel=1e-3)
        _, work, _ = table_of(tmp_path / "report.html", "work")
        assert number(work[-1][2]) == pytest.approx(plan.loads.sum(), abs=0.5)
        np.testing.assert_allclose(number(work[-1][4]), plan.loads.mean(), atol=0.005)
