import errno
import os

import equizone
import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely
from equizone import InputError
from equizone.planning.writing import FILES

from .town import town


@pytest.fixture(scope="module")
def plan():
    return equizone.plan(town(), 8)


@pytest.mark.parametrize("write", ["save", "to_file", "report", "picture"])
def test_a_plan_is_written_to_paths_only(plan, write, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for path, message in ((None, "is None; give a path"), ("", "is empty; give a path")):
        with pytest.raises(InputError, match=message):
            getattr(plan, write)(path)
    assert os.listdir(tmp_path) == []


def test_save_writes_every_file(plan, tmp_path):
    out = tmp_path / "new" / "out"
    plan.save(out)
    assert sorted(os.listdir(out)) == ["plan.png", "report.html", "stops.csv", "summary.csv", "zones.geojson"]
    stops = pd.read_csv(out / "stops.csv", dtype=str)
    pd.testing.assert_frame_equal(stops, town().assign(zone=plan.stops.zone).astype(str), check_dtype=False)
    summary = pd.read_csv(out / "summary.csv", dtype={"zone": str})
    columns = ["zone", "stops", "load", "target", "load_ratio", "area_km2", "compactness"]
    assert list(summary.columns) == columns
    np.testing.assert_allclose(summary[columns[1:]], plan.summary[columns[1:]], atol=1e-4)


def test_stops_csv_repeats_the_file_to_the_letter(tmp_path):
    path = tmp_path / "a.csv"
    texts = town().astype(str).assign(share="0.50", remark='街道, "7"')
    texts.to_csv(path, index=False)
    plan = equizone.plan(path, 4)
    plan.save(tmp_path / "out")
    zoned = texts.assign(zone=plan.stops.zone.to_numpy()).to_csv(index=False)
    assert (tmp_path / "out" / "stops.csv").read_text(encoding="utf-8") == zoned
    assert plan.title == "a"


def test_a_plan_can_be_planned_again(plan, tmp_path):
    plan.save(tmp_path)
    again = equizone.plan(tmp_path / "stops.csv", 8)
    assert again.stops["zone_before"].astype(str).tolist() == plan.stops["zone"].tolist()
    again.save(tmp_path)
    columns = pd.read_csv(tmp_path / "stops.csv").columns
    assert list(columns) == ["id", "lon", "lat", "minutes", "zone_before", "zone"]


def test_a_named_index_is_written(tmp_path):
    equizone.plan(town().set_index("id"), 4).save(tmp_path)
    assert pd.read_csv(tmp_path / "stops.csv", dtype=str)["id"].tolist() == town()["id"].tolist()


def test_an_index_called_zone_is_kept_under_another_name(tmp_path):
    plan = equizone.plan(town().set_index(town()["id"].rename("zone")), 4)
    plan.save(tmp_path)
    written = pd.read_csv(tmp_path / "stops.csv", dtype=str)
    assert list(written.columns) == ["zone_before", "id", "lon", "lat", "minutes", "zone"]
    assert written["zone_before"].tolist() == written["id"].tolist()
    assert "The stops had an index zone already; it is kept as zone_before." in plan.notes


def test_geometries_are_written_in_full(tmp_path):
    boxes = shapely.buffer(shapely.points(town().lon, town().lat), 0.0001, cap_style="square")
    plan = equizone.plan(geopandas.GeoDataFrame(town(), geometry=boxes, crs=4326), 4)
    plan.save(tmp_path)
    assert (plan.stops.geom_type == "Point").all()
    written = shapely.from_wkt(pd.read_csv(tmp_path / "stops.csv")["geometry"].to_numpy())
    np.testing.assert_array_equal(shapely.get_coordinates(written), shapely.get_coordinates(boxes))


def test_a_failure_leaves_the_directory_as_it_was(plan, tmp_path, monkeypatch):
    def fail(plan, path):
        path.write_text("half")
        raise OSError("disk full")

    monkeypatch.setitem(FILES, "plan.png", fail)
    (tmp_path / "summary.csv").write_text("earlier")
    with pytest.raises(OSError, match="disk full"):
        plan.save(tmp_path)
    assert os.listdir(tmp_path) == ["summary.csv"]
    assert (tmp_path / "summary.csv").read_text() == "earlier"
    with pytest.raises(OSError, match="disk full"):
        plan.save(tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_full_disk_is_named(plan, tmp_path, monkeypatch):
    def fail(plan, path):
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setitem(FILES, "plan.png", fail)
    with pytest.raises(OSError, match=f"^cannot write to {tmp_path}: No space left on device$"):
        plan.save(tmp_path)


def test_saving_replaces_own_files_and_leaves_others(plan, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "summary.csv").write_text("earlier")
    plan.save(tmp_path)
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert (tmp_path / "summary.csv").read_text().startswith("zone,stops")


def test_unwritable_places(plan, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match=r"cannot write to .*file"):
        plan.save(tmp_path / "file")
    with pytest.raises(InputError, match=r"cannot write to .*Not a directory"):
        plan.save(tmp_path / "file" / "out")
    (tmp_path / "out" / "stops.csv").mkdir(parents=True)
    with pytest.raises(InputError, match=r"stops\.csv: it is a directory"):
        plan.save(tmp_path / "out")


def test_report_and_picture(plan, tmp_path):
    plan.report(tmp_path / "a.html")
    plan.picture(tmp_path / "a.png")
    assert sorted(os.listdir(tmp_path)) == ["a.html", "a.png"]
