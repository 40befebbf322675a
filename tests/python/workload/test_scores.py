import numpy as np
import pandas as pd
import pytest
from equizone import InputError, compare_factors, scored_minutes

DRINKS = ["coffee", "wine", "tea", "beer", "sodas", "milk", "water"]
CONSUMPTION = [  # Saaty, Decision making with the analytic hierarchy process, 2008
    [1, 9, 5, 2, 1, 1, 1 / 2],
    [1 / 9, 1, 1 / 3, 1 / 9, 1 / 9, 1 / 9, 1 / 9],
    [1 / 5, 3, 1, 1 / 3, 1 / 4, 1 / 3, 1 / 9],
    [1 / 2, 9, 3, 1, 1 / 2, 1, 1 / 3],
    [1, 9, 4, 2, 1, 2, 1 / 2],
    [1, 9, 3, 1, 1 / 2, 1, 1 / 3],
    [2, 9, 9, 3, 2, 3, 1],
]


def test_published_example():
    found = compare_factors(CONSUMPTION, DRINKS)
    assert list(found.shares.index) == DRINKS
    assert found.shares.round(3).tolist() == [0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327]
    assert found.shares.sum() == pytest.approx(1)
    assert found.consistency_ratio == pytest.approx(0.022, abs=0.0006)


def test_shares_are_the_principal_eigenvector():
    values, vectors = np.linalg.eig(np.array(CONSUMPTION))
    principal = vectors[:, np.argmax(values.real)].real
    found = compare_factors(CONSUMPTION)
    np.testing.assert_allclose(found.shares, principal / principal.sum(), rtol=1e-10)
    assert found.consistency_ratio == pytest.approx((values.real.max() - 7) / 6 / 1.32)
    assert list(found.shares.index) == list("0123456")


def test_a_table_has_its_names():
    table = pd.DataFrame(CONSUMPTION, index=DRINKS, columns=DRINKS)
    pd.testing.assert_series_equal(compare_factors(table).shares, compare_factors(CONSUMPTION, DRINKS).shares)
    order = DRINKS[::-1]
    turned = compare_factors(table.loc[order, order]).shares
    pd.testing.assert_series_equal(turned[DRINKS], compare_factors(table).shares)


@pytest.mark.parametrize("order", [["road", "parcel", "waiting"], ["waiting", "road", "parcel"]])
def test_a_file_may_hold_fractions_and_name_its_rows_in_any_order(order, tmp_path):
    rows = {"road": "1, 3, 1/2", "parcel": "1/3,1 , 1 / 6", "waiting": "2,6,1"}
    text = "\n".join([",road,parcel,waiting", *(f"{name},{rows[name]}" for name in order)])
    (tmp_path / "matrix.csv").write_text(text, encoding="utf-8")
    found = compare_factors(tmp_path / "matrix.csv")
    expected = compare_factors([[1, 3, 1 / 2], [1 / 3, 1, 1 / 6], [2, 6, 1]], ["road", "parcel", "waiting"])
    pd.testing.assert_series_equal(found.shares, expected.shares)


def test_rows_without_names_are_in_the_order_of_the_columns(tmp_path):
    (tmp_path / "matrix.csv").write_text("road,parcel\n1,3\n1/3,1\n", encoding="utf-8")
    assert compare_factors(tmp_path / "matrix.csv").shares.round(9).to_dict() == {
        "road": 0.75,
        "parcel": 0.25,
    }


def test_what_contradicts_is_named_by_the_factors():
    importance = np.array([1, 2, 3, 6])
    comparisons = importance[:, None] / importance
    comparisons[1, 3], comparisons[3, 1] = 4, 1 / 4  # the others say 1 / 3
    words = (
        r"consistency ratio is 0\.\d+, above 0.1; most comes from comparisons\[parcel, waiting\] = 4, "
        r"which the others put at 0.3333"
    )
    with pytest.raises(InputError, match=words):
        compare_factors(comparisons, ["road", "parcel", "customer", "waiting"])
    assert compare_factors(comparisons, most_inconsistent=10).consistency_ratio > 0.1


@pytest.mark.parametrize(
    ("comparisons", "factors", "words"),
    [
        (
            [[1, 2], [2, 1]],
            ["road", "parcel"],
            "comparisons[parcel, road] is 2 but comparisons[road, parcel] is 2",
        ),
        (
            [[1, -2], [-0.5, 1]],
            ["road", "parcel"],
            "comparisons[road, parcel] is -2; give a finite number > 0",
        ),
        ([[2, 2], [0.5, 1]], ["road", "parcel"], "comparisons[road, road] is 2"),
        ([[1, np.nan], [1, 1]], ["road", "parcel"], "comparisons[road, parcel] is nan"),
        ([[1, 2]], None, "comparisons has shape (1, 2); give a square matrix"),
        (3, None, "comparisons has shape ()"),
        ([], None, "comparisons has shape (0,)"),
        (np.ones((16, 16)), None, "comparisons is 16 x 16; give a square matrix of 1 to 15 factors"),
        ([[1, 2], [0.5]], None, "give a square matrix, a row per factor"),
        ([[1, "x"], [2, 1]], None, "comparisons[0, 1] is 'x'; give a number above 0, such as 3 or 1/3"),
        ([[1, "1/0"], [2, 1]], None, "comparisons[0, 1] is '1/0'; give a number above 0, such as 3 or 1/3"),
        ([[1, None], [2, 1]], ["a", "b"], "comparisons[a, b] is None; give a number above 0"),
        ("nowhere.csv", None, "nowhere.csv does not exist"),
        ([[1, 2], [0.5, 1]], ["road"], "factors has 1 names for 2 rows of comparisons; give one per row"),
        ([[1, 2], [0.5, 1]], ["road", "road"], "factors are road, road; give each its own name"),
        ([[1, 2], [0.5, 1]], "ab", "factors is 'ab'; give a list of texts"),
        (
            pd.DataFrame([[1, 2], [0.5, 1]], index=["a", "b"], columns=["c", "a"]),
            None,
            "comparisons has rows a, b but columns c, a; name both after the same factors",
        ),
        (
            pd.DataFrame([[1, 2], [0.5, 1]], index=["a", "a"], columns=["a", "b"]),
            None,
            "comparisons has rows a, a but columns a, b; name both after the same factors",
        ),
    ],
)
def test_bad_comparisons_are_named(comparisons, factors, words):
    with pytest.raises(InputError) as error:
        compare_factors(comparisons, factors)
    assert words in str(error.value)


def test_minutes_from_scores():
    stops = pd.DataFrame({"parcel": [1, 3, 0], "road": [2.0, 0.0, 1.0], "id": list("abc")}, index=[7, 5, 6])
    minutes = scored_minutes(stops, {"road": 0.25, "parcel": 0.75}, mean_minutes=10)
    assert list(minutes.columns) == ["road", "parcel", "total"]
    assert list(minutes.index) == [7, 5, 6]
    assert minutes["total"].mean() == pytest.approx(10)
    scale = 30 / (0.25 * 3 + 0.75 * 4)
    np.testing.assert_allclose(minutes["road"], np.array([2, 0, 1]) * 0.25 * scale)
    np.testing.assert_allclose(minutes["parcel"], np.array([1, 3, 0]) * 0.75 * scale)
    np.testing.assert_allclose(minutes["total"], minutes["road"] + minutes["parcel"])


def test_shares_of_comparisons_are_taken_as_they_are():
    found = compare_factors([[1, 3], [1 / 3, 1]], ["parcel", "road"])
    stops = pd.DataFrame({"parcel": [1, 3], "road": [2.0, 0.0]})
    pd.testing.assert_frame_equal(
        scored_minutes(stops, found, mean_minutes=4), scored_minutes(stops, found.shares, mean_minutes=4)
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"stops": pd.DataFrame({"road": [1, -1]})}, "column road at row 1 is -1: a score must be >= 0"),
        ({"stops": pd.DataFrame({"road": [1, "x"]})}, "column road at row 1 is 'x': give a finite number"),
        (
            {"stops": pd.DataFrame({"raod": [1]})},
            "the factor is 'road', but there is no such column; did you mean raod",
        ),
        ({"stops": pd.DataFrame({"road": [0, 0]})}, "all zero; at least one stop needs a score above 0"),
        ({"stops": [[1]]}, "stops is a list; give a DataFrame of scores"),
        ({"shares": {"road": -1}}, "shares at row 'road' (position 0) is -1: a share must be >= 0"),
        ({"shares": {"road": "x"}}, "shares at row 'road' (position 0) is 'x': give a finite number"),
        ({"shares": {}}, "shares is empty"),
        ({"mean_minutes": -1}, "mean_minutes is -1; give a finite number >= 0"),
        ({"mean_minutes": "x"}, "mean_minutes is 'x'; give a number"),
    ],
)
def test_bad_scores_are_named(change, words):
    given = {"stops": pd.DataFrame({"road": [1, 2]}), "shares": {"road": 1.0}, "mean_minutes": 8} | change
    with pytest.raises(InputError) as error:
        scored_minutes(given["stops"], given["shares"], mean_minutes=given["mean_minutes"])
    assert words in str(error.value)
