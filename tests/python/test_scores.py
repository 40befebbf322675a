"""Shapes, overlap, churn and tables of scores, against shapely and scipy."""

import equizone
import numpy as np
import pandas as pd
import pytest
import shapely
from equizone.cli import main
from scipy.optimize import linear_sum_assignment


@pytest.fixture(scope="module")
def divided():
    generator = np.random.default_rng(2)
    points = generator.uniform([540_000, 5_220_000], [544_000, 5_224_000], (300, 2))
    loads = generator.uniform(1, 5, 300)
    return points, loads, equizone.partition(points, loads, zones=8).labels


def test_shapes_are_those_of_shapely(divided):
    points, loads, labels = divided
    fences = equizone.fences(points, labels)
    shapes = equizone.zone_shapes(fences)
    area, length = fences.area.to_numpy(), fences.length.to_numpy()
    np.testing.assert_allclose(shapes.areas_m2, area, rtol=1e-9)
    np.testing.assert_allclose(shapes.polsby_popper, 4 * np.pi * area / length**2, rtol=1e-9)
    radius = shapely.minimum_bounding_radius(fences.to_numpy())
    np.testing.assert_allclose(shapes.reock, area / (np.pi * radius**2), rtol=1e-6)
    outer = shapely.union_all(fences.to_numpy()).length
    assert shapes.border_m == pytest.approx((length.sum() - outer) / 2, rel=1e-6)
    seen = equizone.evaluate(points, loads, labels)
    np.testing.assert_array_equal(seen.shapes.reock, shapes.reock)


def test_inertia_is_that_of_many_points(divided):
    points, _, labels = divided
    fence = equizone.fences(points, labels)[0]
    west, south, east, north = fence.bounds
    x, y = np.meshgrid(np.linspace(west, east, 600), np.linspace(south, north, 600))
    inside = shapely.contains_xy(fence, x, y)
    spread = np.var(x[inside]) + np.var(y[inside])
    expected = fence.area / (2 * np.pi * spread)
    assert equizone.zone_shapes([fence]).inertia[0] == pytest.approx(expected, rel=1e-2)


def test_hulls_overlap_as_shapely_says():
    generator = np.random.default_rng(4)
    points, labels = generator.uniform(0, 1000, (60, 2)), generator.integers(0, 5, 60)
    hulls = [shapely.convex_hull(shapely.multipoints(points[labels == zone])) for zone in range(5)]
    common = sum(shapely.intersection(hulls[a], hulls[b]).area for a in range(5) for b in range(a + 1, 5))
    expected = common / sum(hull.area for hull in hulls)
    assert equizone.hull_overlap(points, labels) == pytest.approx(expected)


def test_churn_is_matched_as_scipy_does():
    generator = np.random.default_rng(6)
    loads, labels = generator.uniform(1, 2, 400), generator.integers(0, 12, 400)
    before = np.where(generator.random(400) < 0.3, generator.integers(0, 9, 400), (labels * 5) % 12 % 9)
    common = np.zeros((12, 9))
    np.add.at(common, (labels, before), loads)
    rows, columns = linear_sum_assignment(-common)
    churn = equizone.churn(loads, labels, before)
    assert churn.share == pytest.approx(1 - common[rows, columns].sum() / loads.sum())


def test_any_column_of_names_is_scored(divided, tmp_path):
    points, loads, labels = divided
    names = np.array(["Anna", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gus", "Hana"])
    frame = pd.DataFrame(
        {"x": points[:, 0], "y": points[:, 1], "minutes": loads, "courier": names[labels]}
    ).assign(before=names[(labels + 1) % 8])
    scores = equizone.evaluate_stops(frame, "courier", crs="EPSG:25832", reference="before")
    assert scores.names == names.tolist()
    np.testing.assert_allclose(scores.zones.set_index("zone")["load"], np.bincount(labels, loads), rtol=1e-12)
    assert scores.summary["churn"] == 0
    assert scores.summary["churn_by_number"] == 1
    assert scores.summary["load_most"] == pytest.approx(np.bincount(labels, loads).max())
    frame.to_csv(tmp_path / "stops.csv", index=False)
    table = tmp_path / "scores.csv"
    arguments = ["evaluate", str(tmp_path / "stops.csv"), "--crs", "EPSG:25832", "--out", str(table)]
    assert main(arguments) == 0
    assert pd.read_csv(table)["zone"].tolist() == names.tolist()


def test_a_stop_far_from_its_zone_is_named():
    points = np.array([[0, 0], [10, 0], [0, 10], [1000, 0], [1010, 0], [1005, 5]], float)
    labels = [0, 0, 0, 1, 1, 0]
    seen = equizone.evaluate(points, np.array([5, 5, 5, 1, 1, 0.1]), labels, land=False)
    assert seen.far.tolist() == [5]
    assert "border_km" not in seen.summary()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"zone": "nobody"}, "zone is 'nobody', but there is no such column"),
        ({"load": "weight"}, "load is 'weight', but there is no such column"),
        ({"reference": "last"}, "reference is 'last', but there is no such column"),
        ({"targets": {"a": 3}}, "targets has none for zone b"),
        ({"crs": None}, "need a coordinate system"),
    ],
)
def test_bad_input_is_one_clear_error(change, message):
    frame = pd.DataFrame({"x": 540_000 + np.arange(3), "y": 5_220_000.0, "zone": ["a", "b", "b"]})
    options = {"crs": "EPSG:25832", **change}
    with pytest.raises(equizone.InputError, match=message):
        equizone.evaluate_stops(frame, **options)


def test_a_stop_without_a_zone_is_named(tmp_path, capsys):
    (tmp_path / "stops.csv").write_text("lon,lat,zone\n9.5,47.1,1\n9.51,47.12,\n")
    assert main(["evaluate", str(tmp_path / "stops.csv")]) == 2
    assert "every stop needs a zone" in capsys.readouterr().err
