"""Synthetic history comes back: modes, days dropped, means, representative days."""

import numpy as np
import pandas as pd
import pytest
from equizone import InputError
from equizone.history import find_modes, synthetic_history

from .station import day

HOLIDAYS = {day(8): "Nativity of Mary", day(62): "All Saints' Day"}
OUTLIERS = {day(16): 0.4, day(35): 2.6, day(61): 1.8, day(66): 0.0}
PEAKS = {day(72): 2.2, day(73): 1.9, day(81): 1.5}


@pytest.fixture(scope="module")
def example(example_stops):
    return pd.read_csv(example_stops)


def station(example, **options):
    return synthetic_history(
        example,
        start=day(0),
        mean="parcels",
        holidays=HOLIDAYS,
        outliers=OUTLIERS,
        peaks=PEAKS,
        noise=0.03,
        pickups=0.25,
        **options,
    )


@pytest.mark.parametrize("seed", range(6))
def test_the_truth_comes_back(example, seed):
    records, truth = station(example, seed=seed)
    modes = find_modes(records, holidays=HOLIDAYS, peaks=list(PEAKS))
    assert truth.modes == [(0, 4), (1, 2, 3), (5,)]
    assert modes.names == ["Mon+Fri", "Tue+Wed+Thu", "Sat", f"peak {day(72)}", f"peak {day(81)}"]
    dropped = modes.days[modes.days["dropped"]].set_index(
        modes.days.loc[modes.days["dropped"], "date"].dt.date
    )
    assert set(dropped.index) == {day(8), *OUTLIERS}  # the second holiday is a Sunday
    assert dropped.loc[day(8), "reason"] == "holiday: Nativity of Mary"
    assert dropped.loc[day(66), "reason"] == "no records"
    assert "times the median of Mon" in dropped.loc[day(35), "reason"]
    by_date = modes.days.set_index("date")
    assert by_date.loc[truth.days["date"], "volume"].tolist() == truth.days["volume"].tolist()
    means = modes.weekdays.set_index("weekday")["mean_volume"]
    np.testing.assert_allclose(means, truth.weekday_volumes, rtol=0.03)
    np.testing.assert_allclose(modes.weekdays["mean_volume_pickup"], 0.25 * means, rtol=0.05)
    for line in modes.weekdays.itertuples():
        own = truth.days[(truth.days["weekday"] == line.weekday) & (truth.days["cause"] == "")]
        off = (own["volume"] - own["volume"].mean()).abs()
        assert line.mean_volume == pytest.approx(own["volume"].mean())
        assert line.representative in set(own.loc[off == off.min(), "date"])


def test_loads_of_stops_are_their_means(example):
    records, _ = station(example)
    modes = find_modes(records, holidays=HOLIDAYS, peaks=list(PEAKS))
    wanted = example.set_index("id")["parcels"].reindex(modes.loads.index)
    heavy = wanted[wanted >= 10].index
    ratio = modes.loads.loc[heavy, "Mon+Fri"] / (1.25 * wanted[heavy])
    assert len(heavy) > 30
    assert abs(ratio.mean() - 1) < 0.02
    expected_share = 1 - np.exp(-wanted)
    assert abs(modes.visits["Tue+Wed+Thu"] - expected_share).mean() < 0.08


def test_the_seed_decides_everything(example):
    first, _ = station(example, seed=4)
    pd.testing.assert_frame_equal(station(example, seed=4)[0], first)
    assert not station(example, seed=5)[0].equals(first)


def test_growth_and_plain_records():
    stops = pd.DataFrame({"stop": ["a", "b"], "parcels": [3000.0, 5000.0]})
    records, truth = synthetic_history(stops, start="2026-08-31", weeks=10, growth=0.05, noise=0.0)
    assert list(records) == ["date", "stop", "parcels"]
    mondays = truth.days[truth.days["weekday"] == 0]
    np.testing.assert_allclose(mondays["factor"].to_numpy(), 1.25 * 1.05 ** np.arange(10))
    np.testing.assert_allclose(mondays["volume"], 8000 * mondays["factor"], rtol=0.05)
    assert set(truth.days["weekday"]) == {0, 1, 2, 3, 4, 5}


def test_stops_may_be_a_file(example, example_stops):
    wanted, _ = station(example, weeks=1)
    pd.testing.assert_frame_equal(station(example_stops, weeks=1)[0], wanted, check_dtype=False)
    with pytest.raises(InputError, match="stops is a list; give a DataFrame or a file"):
        synthetic_history(["a"], start="2026-08-31")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"start": "soon"}, r"start is 'soon'; write dates as 2026-11-11"),
        ({"weeks": 0}, "weeks is 0; give at least 1"),
        ({"weekday_factors": [1, 2]}, r"weekday_factors is \[1, 2\]; give seven factors"),
        ({"mean": "drops"}, "mean is 'drops', but there is no such column"),
        ({"outliers": {"x": 2.0}}, "outliers is 'x'; write dates"),
        ({"pickups": 1.5}, "pickups is 1.5; give a share from 0 to 1"),
        ({"noise": -1}, "noise is -1; give a number >= 0"),
        ({"peaks": {"2026-09-01": -2}}, "peaks of 2026-09-01 is -2; give a number >= 0"),
    ],
)
def test_bad_input(options, message):
    stops = pd.DataFrame({"stop": ["a"], "parcels": [3.0]})
    with pytest.raises(InputError, match=message):
        synthetic_history(stops, **{"start": "2026-08-31", **options})
