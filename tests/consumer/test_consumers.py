"""C++ programs outside the tree build against equizone and give the same bits as the Python call."""

from pathlib import Path

import equizone
import numpy as np
import pytest

HERE = Path(__file__).parent
INCLUDE = HERE.parents[1] / "include"


@pytest.fixture(scope="module", params=["find_package", "add_subdirectory"])
def consumer(request, tmp_path_factory, build, prefix):
    folder = tmp_path_factory.mktemp(request.param)
    build(HERE / request.param, folder, f"-DCMAKE_PREFIX_PATH={prefix}")
    return folder / "consumer"


def city(seed, stops):
    """Return towns of uneven density at the coordinates of a UTM zone, with lognormal loads."""
    rng = np.random.default_rng(seed)
    towns = rng.uniform([540_000.0, 5_220_000.0], [560_000.0, 5_240_000.0], (7, 2))
    points = towns[rng.integers(0, 7, stops)] + rng.normal(0.0, 1_500.0, (stops, 2))
    return points, rng.lognormal(2.0, 0.6, stops)


@pytest.mark.parametrize(
    ("seed", "stops", "zones", "tolerance"),
    [(0, 300, 10, 0.03), (1, 2000, 40, 0.03), (2, 2000, 40, 0.0005), (7, 5000, 150, 0.05), (8, 60, 60, 0.03)],
)
def test_same_bits_as_python(consumer, run, tmp_path, seed, stops, zones, tolerance):
    points, loads = city(seed, stops)
    (tmp_path / "in").write_bytes(points.tobytes() + loads.tobytes())
    run(consumer, tmp_path / "in", tmp_path / "out", stops, zones, tolerance, seed)

    expected = equizone.partition(points, loads, zones=zones, tolerance=tolerance, seed=seed)
    assert expected.labels.dtype == np.int32
    parts = (expected.labels, expected.centers, expected.offsets)
    assert (tmp_path / "out").read_bytes() == b"".join(np.ascontiguousarray(part).tobytes() for part in parts)


def test_the_prefix_holds_every_header(prefix):
    installed = {path.relative_to(prefix / "include") for path in (prefix / "include").rglob("*.hpp")}
    assert installed == {path.relative_to(INCLUDE) for path in INCLUDE.rglob("*.hpp")}


def test_the_prefix_does_not_need_the_sources(prefix):
    texts = [path for path in prefix.rglob("*") if path.suffix in {".cmake", ".hpp"}]
    assert texts
    assert not [path for path in texts if str(INCLUDE.parent) in path.read_text()]
