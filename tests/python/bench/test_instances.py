"""The stops that all tools are given."""

import equizone
import numpy as np
import pytest
from comparison.instances import Belgian, City, Uniform
from comparison.stops import Stops, read_stops, write_stops

# The first stops of seed 20240.
FIRST_PLACES = [
    [13165.122050447764, 12893.197824201603],
    [13666.638678667186, 12086.224141068577],
    [4690.80848886303, 15970.000267938884],
]
FIRST_LOADS = [2.085191933743659, 0.3452906006122187, 0.5055011658128176]


def test_stops_come_back_from_a_file(tmp_path):
    stops = Stops(np.array([[1.5, 2.5], [-3.0, 4e6]]), np.array([0.25, 7.0]))
    write_stops(stops, tmp_path / "stops.bin")
    back = read_stops(tmp_path / "stops.bin")
    np.testing.assert_array_equal(back.points, stops.points)
    np.testing.assert_array_equal(back.loads, stops.loads)


def test_the_city_is_the_one_that_the_published_figures_are_about(tmp_path, programs):
    City(1_000).write(20240, tmp_path / "city.bin")
    City(10).write(20240, tmp_path / "few.bin")
    City(10).write(20241, tmp_path / "other.bin")
    city, few, other = (read_stops(tmp_path / f"{name}.bin") for name in ("city", "few", "other"))
    np.testing.assert_allclose(few.points[:3], FIRST_PLACES, rtol=1e-12)
    np.testing.assert_allclose(few.loads[:3], FIRST_LOADS, rtol=1e-12)
    np.testing.assert_array_equal(city.points[:10], few.points)  # fewer stops are the first of more
    assert not np.isclose(few.points, other.points).any()
    assert city.points.min() >= 0
    assert city.points.max() <= 20_000


def test_the_city_is_the_synthetic_one_of_python_to_the_bit(tmp_path, programs):
    City(5_000).write(20241, tmp_path / "city.bin")
    city, drawn = read_stops(tmp_path / "city.bin"), equizone.synthetic.station("city", 5_000, seed=20241)
    np.testing.assert_array_equal(city.points, drawn.points)
    np.testing.assert_array_equal(city.loads, drawn.loads)


def test_uniform_loads_are_equal_or_lognormal_with_mean_one(tmp_path):
    Uniform(20_000, 0.0).write(1, tmp_path / "equal.bin")
    Uniform(20_000, 0.6).write(1, tmp_path / "lognormal.bin")
    equal, lognormal = read_stops(tmp_path / "equal.bin"), read_stops(tmp_path / "lognormal.bin")
    assert set(equal.loads) == {1.0}
    assert lognormal.loads.mean() == pytest.approx(1, abs=0.03)
    assert np.log(lognormal.loads).std() == pytest.approx(0.6, abs=0.03)
    assert lognormal.points.mean(axis=0) == pytest.approx([10_000, 10_000], rel=0.03)


def test_belgian_customers_are_read_without_the_depot(tmp_path, data_folder):
    instance = Belgian("Leuven1", 3_000)
    assert instance.missing() is None
    instance.write(0, tmp_path / "leuven.bin")
    stops = read_stops(tmp_path / "leuven.bin")
    assert len(stops.loads) == instance.stops
    assert set(stops.loads) == {1.0, 2.0, 3.0}
    assert stops.total <= 203 * 25  # the best known routes need 203 vehicles
    np.testing.assert_array_equal(stops.points[0], [626, 1111])


def test_a_missing_data_folder_is_told(monkeypatch):
    monkeypatch.delenv("EQUIZONE_DATA", raising=False)
    assert "EQUIZONE_DATA" in Belgian("Leuven1", 3_000).missing()
