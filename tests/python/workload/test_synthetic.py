import numpy as np
import pandas as pd
import pytest
from equizone import InputError, WorkloadModel
from equizone.workload import synthetic_shifts

MODEL = WorkloadModel.default()


def test_minutes_are_those_of_the_attempts_and_of_the_station():
    served, worked = synthetic_shifts(MODEL, couriers=3, days=7, stops_a_day=11, seed=4)
    assert list(served.columns) == [
        "date",
        "courier",
        "road",
        "customer",
        "waiting",
        "parcels",
        "weight_kg",
    ]
    assert list(worked.columns) == ["date", "courier", "minutes"]
    assert len(worked) == 21
    assert (worked["date"].dt.day_of_week < 5).all()
    items = MODEL.minutes(served.assign(visits=1, sign_for_rate=1))
    assert (items["sign_for"] == 0).all()
    sums = items["total"].groupby([served["courier"], served["date"]]).sum()
    minutes = worked.set_index(["courier", "date"])["minutes"]
    np.testing.assert_allclose(minutes, sums.loc[minutes.index] + MODEL.minutes_per_shift)
    counts = served.groupby(["courier", "date"]).size()
    assert counts.between(6, 16).all()


def test_noise_has_its_size_and_no_shift_is_negative():
    exact = synthetic_shifts(MODEL, couriers=40, seed=1)[1]["minutes"]
    noisy = synthetic_shifts(MODEL, couriers=40, seed=1, noise_min=9)[1]["minutes"]
    assert (noisy - exact).std() == pytest.approx(9, rel=0.05)
    assert (noisy - exact).mean() == pytest.approx(0, abs=1)
    assert synthetic_shifts(MODEL, stops_a_day=1, noise_min=1e4)[1]["minutes"].min() == 0


def test_the_same_seed_gives_the_same_bits_and_another_does_not():
    once, again, other = (synthetic_shifts(MODEL, seed=seed, noise_min=5) for seed in (2, 2, 3))
    for ours, theirs in zip(once, again, strict=True):
        pd.testing.assert_frame_equal(ours, theirs, check_exact=True)
    assert not once[1].equals(other[1])


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"couriers": 0}, "couriers is 0; give at least 1"),
        ({"days": 2.5}, "days is 2.5; give a whole number"),
        ({"stops_a_day": 0}, "stops_a_day is 0; give at least 1"),
        ({"noise_min": -1}, "noise_min is -1; give a number >= 0"),
        ({"start": "2.3.2026"}, "start is '2.3.2026'; write dates as"),
        ({"seed": -1}, "seed is -1; give at least 0"),
    ],
)
def test_bad_options_are_named(options, words):
    with pytest.raises(InputError) as error:
        synthetic_shifts(MODEL, **options)
    assert words in str(error.value)
