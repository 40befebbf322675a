"""The estimator does what the call on arrays does, in scikit-learn's manners."""

import pickle

import equizone
import numpy as np
import pandas as pd
import pytest
from equizone import BalancedKMeans
from sklearn.base import clone
from sklearn.exceptions import ConvergenceWarning, NotFittedError
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer


@pytest.fixture(scope="module")
def stops():
    rng = np.random.default_rng(5)
    return rng.uniform(0.0, 4000.0, (300, 2)), rng.lognormal(2.0, 0.5, 300)


@pytest.fixture(scope="module")
def fitted(stops):
    return BalancedKMeans(n_clusters=9, random_state=7).fit(stops[0], sample_weight=stops[1])


def test_it_is_the_call_on_arrays(stops, fitted):
    p = equizone.partition(*stops, zones=9, seed=7)
    np.testing.assert_array_equal(fitted.labels_, p.labels)
    np.testing.assert_array_equal(fitted.cluster_centers_, p.centers)
    np.testing.assert_array_equal(fitted.offsets_, p.offsets)
    assert fitted.inertia_ == p.cost
    assert fitted.n_features_in_ == 2


def test_every_parameter_reaches_the_solver(stops):
    options = {
        "targets": np.arange(1, 7) / 21,
        "tolerance": 0.2,
        "effort": "fast",
        "time_limit_s": 60.0,
        "threads": 2,
    }
    fitted = BalancedKMeans(6, random_state=3, **options).fit(stops[0], sample_weight=stops[1])
    p = equizone.partition(*stops, zones=6, seed=3, **options)
    np.testing.assert_array_equal(fitted.labels_, p.labels)
    bounded = BalancedKMeans(6, lower=1.0, upper=stops[1].sum() / 5).fit(stops[0], sample_weight=stops[1])
    np.testing.assert_array_equal(bounded.partition_.lower, 1.0)
    np.testing.assert_array_equal(bounded.partition_.upper, stops[1].sum() / 5)


def test_without_weights_each_sample_counts_one(stops):
    labels = BalancedKMeans(n_clusters=10, tolerance=0.0).fit_predict(stops[0])
    assert np.bincount(labels).tolist() == [30] * 10


def test_predict_places_new_samples(stops, fitted):
    np.testing.assert_array_equal(fitted.predict(stops[0]), fitted.partition_.locate(stops[0]))
    new = np.random.default_rng(6).uniform(-100.0, 4100.0, (200, 2))
    square_m2 = ((new[:, None] - fitted.cluster_centers_) ** 2).sum(axis=2)
    np.testing.assert_array_equal(fitted.predict(new), (square_m2 - fitted.offsets_).argmin(axis=1))


def test_seeds(stops):
    def labels(random_state):
        return BalancedKMeans(9, random_state=random_state).fit(stops[0], sample_weight=stops[1]).labels_

    np.testing.assert_array_equal(labels(None), labels(0))
    np.testing.assert_array_equal(labels(np.int64(7)), labels(7))
    np.testing.assert_array_equal(labels(np.random.RandomState(1)), labels(np.random.RandomState(1)))
    assert (labels(7) != labels(8)).any()


def test_a_plan_that_misses_its_bounds_warns_with_the_reason(stops):
    loads = stops[1].copy()
    loads[42] = loads.sum()
    with pytest.warns(ConvergenceWarning, match="stop 42 alone"):
        BalancedKMeans(n_clusters=5).fit(stops[0], sample_weight=loads)


def test_manners(stops, fitted):
    copy = clone(fitted)
    assert copy.get_params() == fitted.get_params()
    assert not hasattr(copy, "labels_")
    with pytest.raises(NotFittedError):
        copy.predict(stops[0])
    assert copy.set_params(n_clusters=4).fit(stops[0]).labels_.max() == 3
    assert repr(fitted) == "BalancedKMeans(n_clusters=9, random_state=7)"


def test_a_fitted_estimator_can_be_stored(stops, fitted):
    copy = pickle.loads(pickle.dumps(fitted))
    np.testing.assert_array_equal(copy.labels_, fitted.labels_)
    np.testing.assert_array_equal(copy.predict(stops[0]), fitted.predict(stops[0]))


def test_it_fits_into_a_pipeline(stops):
    pipeline = make_pipeline(FunctionTransformer(lambda x: x * 1000.0), BalancedKMeans(n_clusters=5))
    pipeline.fit(stops[0] / 1000.0, balancedkmeans__sample_weight=stops[1])
    assert pipeline.predict(stops[0] / 1000.0).shape == (300,)


def test_names_of_columns_are_remembered(stops, fitted):
    table = pd.DataFrame(stops[0], columns=["x", "y"])
    named = BalancedKMeans(n_clusters=9, random_state=7).fit(table, sample_weight=stops[1])
    np.testing.assert_array_equal(named.labels_, fitted.labels_)
    assert named.feature_names_in_.tolist() == ["x", "y"]
    with pytest.raises(ValueError, match="feature names"):
        named.predict(table.rename(columns={"x": "lon"}))


@pytest.mark.parametrize(
    ("samples", "message"),
    [
        (np.zeros((9, 3)), "X has 3 features; positions in a plane have 2"),
        (np.zeros(9), "1D array"),
        (np.full((9, 2), np.nan), r"points\[0\] has x = nan"),
        (np.zeros((0, 2)), "0 sample"),
        (np.zeros((4, 2)), "zones is 8 but there are 4 stops"),
    ],
)
def test_bad_samples(samples, message):
    with pytest.raises(ValueError, match=message):
        BalancedKMeans().fit(samples)


def test_bad_weights_and_parameters(stops):
    with pytest.raises(equizone.InputError, match=r"loads\[2\] is -1"):
        BalancedKMeans().fit(stops[0][:20], sample_weight=[1, 1, -1] + [1] * 17)
    with pytest.raises(equizone.InputError, match="n_clusters is 0"):
        BalancedKMeans(n_clusters=0).fit(stops[0])
    with pytest.raises(equizone.InputError, match='effort is "heroic"'):
        BalancedKMeans(effort="heroic").fit(stops[0])
    with pytest.raises(equizone.InputError, match="random_state is 'x'"):
        BalancedKMeans(random_state="x").fit(stops[0])


def test_prediction_wants_two_features(fitted):
    with pytest.raises(ValueError, match="3 features"):
        fitted.predict(np.zeros((5, 3)))
