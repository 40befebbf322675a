import geopandas
import pytest
import shapely
from equizone.osm.cache import cached, fingerprint
from geopandas.testing import assert_geodataframe_equal

pytestmark = pytest.mark.usefixtures("own_cache")


class Builder:
    """Builds one table, and counts how often it was asked to."""

    calls = 0

    def __call__(self):
        self.calls += 1
        table = geopandas.GeoDataFrame(
            {"a": [1, 2]}, geometry=[shapely.Point(1, 2), shapely.Point(3, 4)], crs=4326
        )
        return {"points": table, "none": table.iloc[:0]}, ["a note, © ünïcode"]


def test_built_once(own_cache):
    build = Builder()
    first, second = cached("x", build), cached("x", build)
    assert build.calls == 1
    for name in ("points", "none"):
        assert_geodataframe_equal(first[0][name], second[0][name])
    assert second[1] == ["a note, © ünïcode"]
    assert [kept.name for kept in own_cache.iterdir()] == ["x"]
    cached("y", build)
    assert build.calls == 2


@pytest.mark.parametrize("name", ["contents.json", "points.parquet", "none.parquet"])
@pytest.mark.parametrize("content", [None, b"", b"{}", b"PAR1", b"\xff\xfe"])
def test_whatever_is_damaged_is_built_anew(own_cache, name, content):
    build = Builder()
    cached("x", build)
    if content is None:
        (own_cache / "x" / name).unlink()
    else:
        (own_cache / "x" / name).write_bytes(content)
    tables, notes = cached("x", build)
    assert build.calls == 2
    assert len(tables["points"]) == 2
    assert notes
    cached("x", build)
    assert build.calls == 2


def test_a_failure_to_build_leaves_nothing(own_cache):
    def fail():
        raise ValueError("broken extract")

    with pytest.raises(ValueError, match="broken extract"):
        cached("x", fail)
    assert not own_cache.exists() or list(own_cache.iterdir()) == []


def test_the_fingerprint_changes_with_all_that_matters(tmp_path, monkeypatch):
    file, other = tmp_path / "a", tmp_path / "b"
    file.write_text("content")
    other.write_text("content")
    key = fingerprint(file, "van")
    assert fingerprint(other, "van") == key
    assert fingerprint(file, "foot") != key
    assert fingerprint(file, "v", "an") != key
    monkeypatch.setattr("equizone.osm.cache.__version__", "99")
    assert fingerprint(file, "van") != key
    monkeypatch.undo()
    other.write_text("Content")
    assert fingerprint(other, "van") != key
