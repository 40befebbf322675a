import numpy as np
import pandas as pd
import pytest
from equizone import InputError, WorkloadModel

MODEL = WorkloadModel.default()
DEFAULTS = (
    "Where a column is missing, the default is taken: road 'residential street', customer 'house', waiting "
    "'none', shape 'regular', other 'none', 1 parcel a day, 1 visit a day (fewer where parcels are "
    "fewer), 2 kg a parcel, 8 litres a parcel, "
    "the customer's sign-for rate."
)


def minutes(**columns):
    return MODEL.minutes(pd.DataFrame(columns))


def notes(**columns):
    return minutes(**columns).attrs["notes"]


@pytest.mark.parametrize("written", ["old town", "Old Town", " OLD TOWN ", pd.Categorical(["old town"])])
def test_categories_are_read_in_any_case(written):
    assert minutes(road=[written] if isinstance(written, str) else written)["road"].tolist() == [4.0]


def test_columns_are_found_in_any_case_and_the_exact_one_goes_first():
    assert minutes(Road=["old town"])["road"].tolist() == [4.0]
    assert minutes(Road=["old town"], road=["easy parking"])["road"].tolist() == [1.5]


def test_a_column_may_mix_categories_numbers_and_empty_cells():
    mixed = ["old town", 9, "7.5", None, "", np.nan, "easy parking"]
    assert minutes(road=mixed)["road"].tolist() == [4.0, 9.0, 7.5, 2.5, 2.5, 2.5, 1.5]
    shapes = minutes(shape=["document", 3, None])["parcel"]
    np.testing.assert_allclose(shapes, np.array([0.6, 3, 1]) * 0.94)


def test_a_column_of_numbers_may_have_the_name_of_its_unit():
    pd.testing.assert_frame_equal(minutes(road=[3.0, 4.0]), minutes(road_minutes=[3.0, 4.0]))
    pd.testing.assert_frame_equal(minutes(shape=[1.5]), minutes(shape_multiplier=[1.5]))


def test_numbers_given_for_a_customer_replace_all_its_category_says():
    table = minutes(customer=[5, 5], customer_minutes_per_parcel=[None, 2.0], parcels=[3, 3])
    assert table["customer"].tolist() == [5, 11]


def test_several_other_things_add_and_multiply():
    alone = minutes(parcels=[1.0])["total"].iloc[0]
    cells = ["parcel locker; no lift", "No Lift;parcel locker", "parcel locker;", "front desk;parcel locker"]
    np.testing.assert_allclose(
        minutes(other=cells)["total"],
        [0.4 * alone + 1.5, 0.4 * alone + 1.5, 0.4 * alone, 0.4 * 0.6 * alone],
    )
    np.testing.assert_allclose(minutes(other=["vague address", 2, -1, None])["other"], [3, 2, -1, 0])


def test_what_a_locker_saves_may_be_stated_for_single_stops():
    alone = minutes(parcels=[1.0])["total"].iloc[0]
    table = minutes(other=["parcel locker", "parcel locker", None], other_multiplier=[0.9, None, 0.5])
    np.testing.assert_allclose(table["total"], np.array([0.9, 0.4, 0.5]) * alone)


def test_aliases():
    pd.testing.assert_frame_equal(minutes(drops=[1, 5]), minutes(parcels=[1, 5]))
    assert minutes(parcels=[1], drops=[9])["total"].tolist() == minutes(parcels=[1])["total"].tolist()


def test_empty_numbers_take_the_default():
    stated = {"weight_kg": 2.0, "volume_l": 8.0, "sign_for_rate": 0.88}
    for name, default in stated.items():
        nullable = pd.array([default, None], dtype="Float64")
        for values in ([default, None], [default, ""], nullable):
            one, other = minutes(parcels=[3, 3], **{name: values})["total"]
            assert one == other, name


def test_missing_columns_are_noted_with_the_default():
    said, *lookalikes = notes(parcels=[1])
    assert said.startswith("Minutes from the workload profile 'default' and column parcels. ")
    assert said.endswith(DEFAULTS.replace(" 1 parcel a day,", ""))
    assert lookalikes == []
    said = notes(customer_minutes=[1], Other=["none"], weight_kg=[1])[0]
    assert "columns weight_kg, customer_minutes, Other. " in said
    for named in ("customer '", "other '", "kg a parcel"):
        assert named not in said


def test_columns_that_look_like_factors_are_noted():
    said = notes(parcels=[1], Weight=[2], custmer=["house"], note=["x"])[1:]
    assert "Column Weight was not read; if it is meant, call it weight_kg." in said
    assert "Column custmer was not read; if it is meant, call it customer." in said
    assert len(said) == 2


def test_without_any_factor_the_default_stop_is_told():
    with pytest.raises(InputError) as error:
        minutes(lon=[9.5], parcel=[1])
    assert str(error.value) == (
        "stops has none of the columns that tell of work (road, customer, waiting, shape, other, parcels, "
        "visits, volume_l, weight_kg, sign_for_rate, customer_minutes_per_parcel, other_multiplier); add at "
        f"least one, such as parcels; its columns are lon, parcel. {DEFAULTS}"
    )


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        (
            {"road": ["old town", "odl town"]},
            "column road at row 1 is 'odl town', which the profile "
            """'default' does not know; the nearest are "old town", """,
        ),
        ({"CUSTOMER": ["campsu"]}, "column CUSTOMER at row 0 is 'campsu'"),
        ({"other": ["none", "front desk; front dsk"]}, "column other at row 1 is 'front dsk'"),
        ({"road": [2, -1]}, "column road at row 1 is -1; give a finite number >= 0"),
        ({"road": ["inf"]}, "column road at row 0 is inf; give a finite number >= 0"),
        ({"shape": [0]}, "column shape at row 0 is 0; give a finite multiplier > 0"),
        ({"road": ["old town"], "road_minutes": [3]}, "stops has columns road and road_minutes; leave"),
        ({"sign_for_rate": [0.5, 0]}, "column sign_for_rate at row 1 is 0; a rate lies above 0 and is at"),
        ({"sign_for_rate": [0.5, 88]}, "column sign_for_rate at row 1 is 88; a rate lies above 0"),
        (
            {"sign_for_rate": ["0.5", "0,9"]},
            "column sign_for_rate at row 1 is '0,9': give a finite number; write a decimal point",
        ),
        ({"parcels": [1, -2]}, "column parcels at row 1 is -2; give a finite number >= 0"),
        ({"drops": [-2]}, "column drops at row 0 is -2"),
        ({"visits": [1.0, np.nan]}, "column visits at row 1 is empty: give a finite number"),
        (
            {"parcels": pd.array([1, None, None], dtype="Int64")},
            "column parcels at row 1 is empty: give a finite number (2 such rows)",
        ),
        ({"parcels": ["1", "many"]}, "column parcels at row 1 is 'many': give a finite number"),
        ({"weight_kg": [-1]}, "column weight_kg at row 0 is -1"),
        ({"volume_l": [np.inf]}, "column volume_l at row 0 is inf"),
        ({"other_multiplier": [0]}, "column other_multiplier at row 0 is 0; give a finite multiplier > 0"),
        ({"visits": [1, 0], "drops": [1, 3]}, "column visits at row 1 is 0 but drops is 3; parcels need"),
    ],
)
def test_bad_stops_are_named_by_column_and_row(columns, words):
    with pytest.raises(InputError) as error:
        minutes(**columns)
    assert words in str(error.value)


def test_rows_are_named_by_their_labels():
    stops = pd.DataFrame({"parcels": [1, -2]}, index=["a", "b"])
    with pytest.raises(InputError, match=r"column parcels at row 'b' \(position 1\) is -2"):
        MODEL.minutes(stops)
    with pytest.raises(InputError, match=r"column road at row 'b' \(position 1\) is 'x'"):
        MODEL.minutes(stops.assign(parcels=1, road=["old town", "x"]))


def test_columns_that_repeat_are_refused():
    stops = pd.DataFrame([[1, 2]], columns=["parcels", "parcels"])
    with pytest.raises(InputError, match="columns of stops repeat: parcels"):
        MODEL.minutes(stops)


def test_columns_that_say_the_same_are_not_dropped_in_silence():
    stops = pd.DataFrame({"parcels": [1], "Parcels": [99], "drops": [7]})
    notes = WorkloadModel.default().minutes(stops).attrs["notes"]
    assert "Not read, since another column says the same: Parcels, drops." in notes
