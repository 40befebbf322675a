import numpy as np
import pandas as pd
import pytest
from equizone import InputError, WorkloadModel
from equizone.workload.model import total_minutes
from equizone.workload.profile import CATEGORIES

FACTORS = ["road", "customer", "parcel", "demand", "waiting", "sign_for", "other", "area"]
MODEL = WorkloadModel.default()


def random_stops(seed, count=400):
    rng = np.random.default_rng(seed)
    stops = pd.DataFrame({factor: rng.choice(MODEL.profile.names(factor), count) for factor in CATEGORIES})
    return stops.assign(
        parcels=rng.integers(0, 60, count),
        weight_kg=rng.uniform(0, 20, count),
        volume_l=rng.uniform(0, 90, count),
        visits=rng.integers(1, 4, count),
    )


def by_definition(stops):
    """Return the minutes by the formulas of docs/workload_profile.md, written again."""
    document = MODEL.profile.document

    def of(factor, figure, otherwise=0.0):
        return stops[factor].map(lambda name: document[factor][name].get(figure, otherwise))

    visits, parcels = stops["visits"], stops["parcels"]
    items = pd.DataFrame(index=stops.index)
    items["road"] = visits * of("road", "minutes")
    items["customer"] = visits * of("customer", "minutes") + parcels * of("customer", "minutes_per_parcel")
    handling = 0.8 + 0.05 * stops["weight_kg"] + 0.005 * stops["volume_l"]
    items["parcel"] = parcels * handling * of("shape", "multiplier")
    saved = np.maximum(parcels / visits, 1.0) ** -0.25 - 1
    items["demand"] = items["parcel"] * saved
    items["waiting"] = visits * of("waiting", "minutes")
    failed = 1 - of("customer", "sign_for_rate")
    items["sign_for"] = (failed + failed**2) * items[["road", "customer", "parcel", "demand"]].sum(axis=1)
    items["other"] = (of("other", "multiplier") - 1) * items.sum(axis=1) + visits * of("other", "minutes")
    items["area"] = 0.0
    return items.assign(total=items.sum(axis=1))


@pytest.mark.parametrize("seed", range(5))
def test_minutes_are_those_of_the_definition(seed):
    stops = random_stops(seed)
    pd.testing.assert_frame_equal(MODEL.minutes(stops), by_definition(stops), rtol=1e-12, atol=1e-10)


def test_a_column_per_factor_that_sums_to_the_total():
    minutes = MODEL.minutes(random_stops(1))
    assert list(minutes.columns) == [*FACTORS, "total"]
    np.testing.assert_allclose(minutes[FACTORS].sum(axis=1), minutes["total"], rtol=1e-14, atol=1e-12)
    assert set(minutes.dtypes) == {np.dtype(float)}


def test_the_total_is_the_sum_from_left_to_right_to_the_last_bit():
    stops = random_stops(2)
    minutes = MODEL.minutes(stops)
    sums = [sum(row, 0.0) for row in minutes[FACTORS].itertuples(index=False)]
    assert minutes["total"].tolist() == sums
    items = minutes[FACTORS].to_numpy()
    for order in ("C", "F"):
        assert total_minutes(np.array(items, order=order)).tolist() == sums


def test_a_stop_with_few_parcels_is_not_visited_daily():
    minutes = MODEL.minutes(pd.DataFrame({"parcels": [0.2, 0.0, 1.0]}))
    np.testing.assert_allclose(minutes["total"], minutes["total"][2] * np.array([0.2, 0, 1]), rtol=1e-12)


@pytest.mark.parametrize(
    "index",
    [
        pd.Index(list("cab"), name="stop"),
        pd.Index([5, 5, 2]),
        pd.MultiIndex.from_tuples([(1, "x"), (1, "y"), (2, "x")]),
    ],
)
def test_the_index_is_kept(index):
    minutes = MODEL.minutes(pd.DataFrame({"parcels": [1, 2, 3]}, index=index))
    pd.testing.assert_index_equal(minutes.index, index)
    assert minutes["parcel"].tolist() == pytest.approx([0.94, 1.88, 2.82])


def test_the_stops_given_are_not_changed():
    stops = random_stops(2)
    before = stops.copy(deep=True)
    MODEL.minutes(stops)
    pd.testing.assert_frame_equal(stops, before)
    assert stops.attrs == {}


def test_the_same_stops_give_the_same_bits():
    stops = random_stops(3)
    pd.testing.assert_frame_equal(MODEL.minutes(stops), MODEL.minutes(stops), check_exact=True)


def test_files_are_read(tmp_path):
    stops = random_stops(4, 30).assign(other=lambda table: table["other"].where(table.index % 3 > 0))
    expected = MODEL.minutes(stops)
    stops.to_csv(tmp_path / "stops.csv", index=False)
    stops.to_csv(tmp_path / "german.csv", index=False, sep=";", decimal=",")
    stops.to_parquet(tmp_path / "stops.parquet")
    for name in ("stops.csv", "german.csv", "stops.parquet"):
        for path in (tmp_path / name, str(tmp_path / name)):
            pd.testing.assert_frame_equal(MODEL.minutes(path), expected, rtol=1e-12)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            "old twon,1,0.9",
            "column road at row 1 (line 3) is 'old twon', which the profile 'default' does not know",
        ),
        ("old town,-1,0.9", "column parcels at row 1 (line 3) is -1"),
        ("old town,,0.9", "column parcels at row 1 (line 3) is empty"),
        ("old town,1,90", "column sign_for_rate at row 1 (line 3) is 90; a rate lies above 0"),
    ],
)
def test_errors_of_files_name_the_line(row, words, tmp_path):
    path = tmp_path / "stops.csv"
    path.write_text(f"road,parcels,sign_for_rate\nold town,1,0.9\n{row}\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        MODEL.minutes(path)
    assert words in str(error.value)


def test_what_is_no_table_is_refused(tmp_path):
    with pytest.raises(InputError, match="stops is a list; give a DataFrame or a file"):
        MODEL.minutes([[1]])
    with pytest.raises(InputError, match=r"nowhere.csv does not exist"):
        MODEL.minutes(tmp_path / "nowhere.csv")


def test_no_stops_make_no_minutes():
    assert MODEL.minutes(pd.DataFrame({"parcels": []})).shape == (0, 9)


def test_the_station_s_minutes_are_in_no_stop(tmp_path):
    (tmp_path / "p.toml").write_text("[shift]\nminutes = { value = 40 }\n", encoding="utf-8")
    model = WorkloadModel.from_file(tmp_path / "p.toml")
    stops = random_stops(5, 20)
    assert model.minutes_per_shift == 40
    pd.testing.assert_frame_equal(model.minutes(stops), MODEL.minutes(stops))
    assert repr(model) == "WorkloadModel('p')"


def test_the_least_sign_for_rate_means_three_attempts():
    stops = pd.DataFrame({"parcels": [5], "sign_for_rate": [1e-17]})
    minutes = WorkloadModel.default().minutes(stops).iloc[0]
    once = minutes[["road", "customer", "parcel", "demand"]].sum()
    assert minutes["sign_for"] == pytest.approx(2 * once)
