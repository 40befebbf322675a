import numpy as np
import pandas as pd
import pytest
from equizone import InputError

from .time_sheets import history, station


def test_stops_may_have_their_own_table(exact, tmp_path):
    fit, served, worked, _ = exact
    own = ["road", "customer"]
    stops = served[own].drop_duplicates().reset_index(drop=True)
    stops["stop_id"] = np.arange(100, 100 + len(stops))
    visits = served.merge(stops, on=own).drop(columns=own).rename(columns={"stop_id": "stop"})
    joined = station().fit(visits, worked, stops=stops)
    pd.testing.assert_frame_equal(joined.coefficients, fit.coefficients, rtol=1e-6)
    # What the visit says goes before what is said of the stop.
    both = station().fit(visits, worked, stops=stops.assign(Parcels=100, parcels_note="x"))
    pd.testing.assert_frame_equal(both.coefficients, joined.coefficients)

    for name, table in (("visits", visits), ("worked", worked), ("stops", stops)):
        table.to_csv(tmp_path / f"{name}.csv", index=False)
    files = station().fit(tmp_path / "visits.csv", str(tmp_path / "worked.csv"), stops=tmp_path / "stops.csv")
    pd.testing.assert_frame_equal(files.coefficients, joined.coefficients, rtol=1e-9)


def test_dates_are_read_as_days(exact):
    fit, served, worked, _ = exact
    as_times = station().fit(served.assign(date=pd.to_datetime(served["date"])), worked)
    pd.testing.assert_frame_equal(as_times.coefficients, fit.coefficients, check_exact=True)


def test_times_in_another_time_zone_stay_on_their_local_day(exact):
    fit, served, worked, _ = exact
    evening = (pd.to_datetime(served["date"]) + pd.Timedelta(hours=22)).dt.tz_localize("America/Los_Angeles")
    local = station().fit(
        served.assign(date=evening), worked.assign(date=worked["date"].str.replace("-", ""))
    )
    pd.testing.assert_frame_equal(local.coefficients, fit.coefficients, check_exact=True)


def test_couriers_are_the_same_as_numbers_with_or_without_a_point(exact):
    fit, served, worked, _ = exact
    numbers = served["courier"].str.removeprefix("courier ").astype(int)
    again = station().fit(
        served.assign(courier=numbers),
        worked.assign(courier=worked["courier"].str.removeprefix("courier ").astype(float)),
    )
    assert set(again.couriers["courier"]) == {str(number) for number in range(1, 13)}
    assert again.sigma_min == pytest.approx(fit.sigma_min)


def test_visits_and_rates_of_the_stops_are_means_of_days_and_are_not_read(exact):
    fit, served, worked, _ = exact
    stops = pd.DataFrame({"stop": [1], "visits": 0.2, "sign_for_rate": 0.5})
    again = station().fit(served.assign(stop=1), worked, stops=stops)
    pd.testing.assert_frame_equal(again.coefficients, fit.coefficients, check_exact=True)


SERVED, WORKED, _ = history(couriers=3, days=20)
WORKED = WORKED.reset_index(drop=True)
FIRST = SERVED[["date", "courier"]].iloc[0].tolist()
STOPS = pd.DataFrame({"stop": [1, 2], "road": ["old town", "residential street"]})


def of_first(table):
    return (table["date"] == FIRST[0]) & (table["courier"] == FIRST[1])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"served": None}, "served is a NoneType; give a DataFrame or a file"),
        ({"served": "nowhere.csv"}, "nowhere.csv does not exist; served must be a file"),
        ({"worked": [1]}, "worked is a list; give a DataFrame or a file"),
        ({"served": SERVED.iloc[:0]}, "served has no rows"),
        (
            {"served": SERVED.rename(columns={"date": "day"})},
            "served's column is 'date', but there is no such column",
        ),
        (
            {"worked": WORKED.drop(columns="courier")},
            "worked's column is 'courier', but there is no such column",
        ),
        (
            {"worked": WORKED.rename(columns={"minutes": "min"})},
            "worked's column is 'minutes', but there is no such",
        ),
        (
            {"served": SERVED.assign(date="2.11.2026")},
            "column date of served at row 0 is '2.11.2026': write dates as",
        ),
        (
            {"worked": WORKED.assign(date=None)},
            "column date of worked at row 0 is empty: write dates as 2026-11-11",
        ),
        (
            {"worked": WORKED.assign(minutes=-1)},
            "column minutes of worked at row 0 is -1: minutes must be >= 0",
        ),
        (
            {"worked": WORKED.assign(minutes="8 h")},
            "column minutes of worked at row 0 is '8 h': give a finite number",
        ),
        (
            {"worked": WORKED.assign(courier=None)},
            "column courier of worked at row 0 is empty: name the courier",
        ),
        (
            {"served": SERVED.assign(courier=" ")},
            "column courier of served at row 0 is ' ': name the courier",
        ),
        (
            {"worked": pd.concat([WORKED, WORKED[3:4]], ignore_index=True)},
            "column minutes of worked at row 60 is",
        ),
        (
            {"worked": WORKED[~of_first(WORKED)]},
            f"worked has no row for courier {FIRST[1]} on {FIRST[0]}, who made",
        ),
        (
            {"served": SERVED[~of_first(SERVED)]},
            f"served has no visit of courier {FIRST[1]} on {FIRST[0]}, who worked",
        ),
        (
            {"served": SERVED[of_first(SERVED)], "worked": WORKED[of_first(WORKED)]},
            "give more shifts than figures",
        ),
        ({"served": SERVED[["date", "courier"]]}, "stops has none of the columns that tell of work"),
        (
            {"served": SERVED.assign(road="x")},
            "column road at row 0 is 'x', which the profile 'station' does not know",
        ),
        ({"served": SERVED.assign(parcels=-1)}, "column parcels at row 0 is -1; give a finite number >= 0"),
        (
            {"served": SERVED.assign(sign_for_rate=1.2)},
            "column sign_for_rate at row 0 is 1.2; a rate lies above 0",
        ),
        ({"stops": STOPS}, "served and stops have no ids in common: both need a column stop, stop_id or id"),
        (
            {"served": SERVED.assign(stop=9), "stops": STOPS},
            "column stop of served at row 0 is 9: there is no such",
        ),
        (
            {"served": SERVED.assign(stop=None), "stops": STOPS},
            "column stop of served at row 0 is empty: name the",
        ),
        (
            {"served": SERVED.assign(stop=1), "stops": STOPS.assign(stop=1)},
            "stops has '1' twice; give every stop",
        ),
        (
            {"bounds": {"raod": (1, 2)}},
            'bounds names "raod", which the model does not have; the nearest are "road"',
        ),
        ({"bounds": {"road": (3, 1)}}, "bounds of road: lower is 3 and upper is 1; give 0 <= lower <= upper"),
        ({"bounds": {"road": 3}}, "bounds of road are 3; give two numbers, such as (1, 10)"),
        ({"bounds": {"road": ("a", 3)}}, "lower bound of road is 'a'; give a number"),
        ({"bounds": [1]}, "bounds is [1]; give two numbers by figure"),
        ({"held": ["raod"]}, 'held names "raod", which the model does not have; the nearest are "road"'),
        ({"held": "road"}, "held is 'road'; give a list of texts"),
        ({"held": ["road", "customer", "waiting"], "lower": 2}, "lower is 2 and upper is 1"),
        ({"lower": -1}, "lower is -1 and upper is 10; give 0 <= lower <= upper"),
        ({"confidence": 1}, "confidence is 1; give a share between 0 and 1"),
        ({"confidence": "95 %"}, "confidence is '95 %'; give a number"),
    ],
)
def test_bad_records_and_options_are_named(change, words):
    given = {"served": SERVED, "worked": WORKED, "upper": 1 if "lower is 2" in words else 10} | change
    with pytest.raises(InputError) as error:
        station().fit(given.pop("served"), given.pop("worked"), **given)
    assert words in str(error.value)
    assert "\n" not in str(error.value)
