import copy

import numpy as np
import pandas as pd
import pytest
from equizone import InputError, WorkloadModel
from equizone.workload.profile import Profile

ROADS = ["residential street", "old town", "winding village road"]
CUSTOMERS = ["house", "apartment building", "campus", "company"]
WAITS = ["none", "goods-in check"]
TRUTH = {
    "road.residential street.minutes": 3.1,
    "road.old town.minutes": 3.0,
    "road.winding village road.minutes": 7.0,
    "customer.apartment building.minutes": 3.5,
    "customer.campus.minutes": 1.2,
    "customer.campus.minutes_per_parcel": 0.9,
    "customer.company.minutes": 4.0,
    "waiting.goods-in check.minutes": 6.0,
    "minutes_per_parcel": 1.1,
    "minutes_per_kg": 0.12,
    "minutes_per_shift": 45.0,
}
"""What really happens; the customer "house", against whom the others are measured, is as in the profile."""


def station():
    """Return the profile that the station starts from: the default one, and half an hour at the station."""
    return profile({"minutes_per_shift": 30.0, "minutes_per_litre": 0.0})


def profile(figures):
    document = copy.deepcopy(Profile.default().document)
    for name, value in figures.items():
        if name == "minutes_per_shift":
            document["shift"]["minutes"]["value"] = value
        elif name.count(".") == 2:
            factor, category, key = name.split(".")
            document[factor][category][key] = value
        else:
            document["parcel"][name.replace("minutes_per_parcel", "minutes")]["value"] = value
    return WorkloadModel(Profile({"name": "station", **document}, "test"))


def history(seed=1, couriers=12, days=40, noise_min=0.0):
    """Return visits and worked minutes of couriers with streets and customers of their own kind."""
    rng = np.random.default_rng(seed)
    visits = []
    for courier in range(couriers):
        roads, customers = rng.dirichlet(np.ones(len(ROADS))), rng.dirichlet(np.ones(len(CUSTOMERS)))
        for date in pd.bdate_range("2026-03-02", periods=days).strftime("%Y-%m-%d"):
            count = rng.integers(20, 60)
            visits.append(
                pd.DataFrame(
                    {
                        "date": date,
                        "courier": f"courier {courier}",
                        "road": rng.choice(ROADS, count, p=roads),
                        "customer": rng.choice(CUSTOMERS, count, p=customers),
                        "waiting": rng.choice(WAITS, count, p=[0.9, 0.1]),
                        "parcels": rng.integers(1, 8, count),
                        "weight_kg": rng.uniform(0.2, 12, count),
                    }
                )
            )
    served = pd.concat(visits, ignore_index=True)
    truth = profile({"minutes_per_litre": 0.0, **TRUTH})
    minutes = truth.minutes(served)["total"]
    worked = minutes.groupby([served["date"], served["courier"]]).sum().rename("minutes").reset_index()
    worked["minutes"] += 45.0 + rng.normal(0, noise_min, len(worked)) if noise_min else 45.0
    return served, worked.sample(frac=1, random_state=seed), truth


@pytest.fixture(scope="module")
def exact():
    served, worked, truth = history()
    return station().fit(served, worked), served, worked, truth


@pytest.fixture(scope="module")
def noisy():
    served, worked, truth = history(seed=2, noise_min=12.0)
    return station().fit(served, worked, confidence=0.999), served, worked, truth


def figures(fit):
    return fit.coefficients.set_index("name")


def test_without_noise_the_truth_comes_back(exact):
    fit, served, _, truth = exact
    found = figures(fit)
    assert set(found.index[found["status"] == "fitted"]) == set(TRUTH)
    for name, value in TRUTH.items():
        assert found.loc[name, "fitted"] == pytest.approx(value, rel=1e-4), name
    np.testing.assert_allclose(fit.model.minutes(served)["total"], truth.minutes(served)["total"], rtol=1e-4)
    assert fit.model.minutes_per_shift == pytest.approx(45, rel=1e-4)
    assert fit.r2 == pytest.approx(1, abs=1e-8)
    assert fit.sigma_min < 0.01 < 20 < fit.before_min


def test_with_noise_the_truth_lies_within_the_intervals(noisy):
    found = figures(noisy[0])
    for name, value in TRUTH.items():
        row = found.loc[name]
        assert row["status"] == "fitted"
        assert row["low"] <= value <= row["high"], name
        assert row["low"] < row["fitted"] < row["high"], name
        assert row["standard_error"] > 0
    # Intervals tell something: most exclude the figure that the station started from.
    off = found.loc[list(TRUTH)]
    assert (~off["before"].between(off["low"], off["high"])).sum() >= 7
    assert noisy[0].sigma_min == pytest.approx(12, rel=0.1)
    assert noisy[0].before_min > 5 * noisy[0].sigma_min


def test_least_squares_of_another_library_agrees(noisy):
    """Where no bound holds, the fit is ordinary least squares on what each figure adds to a shift."""
    fit, served, worked, _ = noisy
    start = station()
    days = pd.MultiIndex.from_frame(worked[["date", "courier"]])

    def by_shift(model):
        sums = model.minutes(served)["total"].groupby([served["date"], served["courier"]]).sum()
        return sums.loc[days].to_numpy() + model.minutes_per_shift

    before = figures(fit)["before"]
    base = by_shift(start)
    raised = [
        by_shift(profile({"minutes_per_litre": 0.0, "minutes_per_shift": 30.0} | {name: before[name] + 1}))
        for name in TRUTH
    ]
    design = np.column_stack(raised) - base[:, None]
    changes, *_ = np.linalg.lstsq(design, worked["minutes"].to_numpy() - base, rcond=None)
    np.testing.assert_allclose(
        figures(fit).loc[list(TRUTH), "fitted"], before[list(TRUTH)] + changes, rtol=1e-6
    )


def test_residuals_are_told_by_shift_and_courier(noisy):
    fit, served, worked, _ = noisy
    shifts = fit.shifts
    assert list(shifts.columns) == ["date", "courier", "visits", "worked", "predicted", "residual"]
    np.testing.assert_array_equal(shifts["worked"], worked["minutes"])  # in the order given
    np.testing.assert_allclose(shifts["worked"] - shifts["predicted"], shifts["residual"])
    assert shifts["visits"].sum() == len(served)
    minutes = fit.model.minutes(served)["total"].groupby([served["date"], served["courier"]]).sum()
    keys = pd.MultiIndex.from_arrays([shifts["date"].dt.strftime("%Y-%m-%d"), shifts["courier"]])
    np.testing.assert_allclose(
        shifts["predicted"], minutes.loc[keys].to_numpy() + fit.model.minutes_per_shift
    )

    couriers = fit.couriers.set_index("courier")
    of_courier = shifts.groupby("courier")
    assert list(couriers.columns) == ["shifts", "worked", "predicted", "residual", "ratio"]
    assert couriers["shifts"].tolist() == [40] * 12
    np.testing.assert_allclose(couriers["residual"], of_courier["residual"].mean())
    np.testing.assert_allclose(couriers["ratio"], of_courier["worked"].sum() / of_courier["predicted"].sum())


def test_a_courier_who_is_slow_is_seen():
    served, worked, _ = history(seed=3, noise_min=5.0)
    slow = worked["courier"] == "courier 4"
    worked["minutes"] = worked["minutes"].where(~slow, worked["minutes"] * 1.2)
    ratios = station().fit(served, worked).couriers.set_index("courier")["ratio"]
    assert ratios.idxmax() == "courier 4"
    assert ratios["courier 4"] > 1.1


def test_shares_are_those_of_the_minutes(exact):
    fit, served, worked, _ = exact
    assert fit.shares.sum() == pytest.approx(1)
    assert fit.shares["shift"] == pytest.approx(45 * len(worked) / worked["minutes"].sum(), rel=1e-4)
    items = fit.model.minutes(served).sum()
    for factor in ("road", "customer", "parcel", "demand", "waiting", "sign_for", "other", "area"):
        assert fit.shares[factor] == pytest.approx(items[factor] / worked["minutes"].sum(), rel=1e-6)


def test_what_always_occurs_together_is_told():
    served, worked, _ = history(seed=4, noise_min=5.0)
    served["waiting"] = np.where(served["customer"] == "company", "goods-in check", "none")
    fit = station().fit(served, worked)
    found = figures(fit)
    together = ["customer.company.minutes", "waiting.goods-in check.minutes"]
    assert found.loc[together, "status"].tolist() == ["confounded"] * 2
    assert np.isinf(found.loc[together, "standard_error"]).all()
    assert (found["status"] == "confounded").sum() == 2
    assert any(all(name in warning for name in together) for warning in fit.warnings)
    assert "What the records cannot tell:" in fit.report()


def test_figures_that_no_visit_depends_on_stay(exact):
    found = figures(exact[0])
    unseen = found.loc[found["status"] == "not seen"]
    assert "road.easy parking.minutes" in unseen.index
    assert (unseen["fitted"] == unseen["before"]).all()
    assert (unseen["seen"] == 0).all()
    held = found.loc[found["status"] == "held"]
    assert {"customer.house.minutes", "minutes_per_litre"} <= set(held.index)
    assert (held["fitted"] == held["before"]).all()


def test_bounds_and_held_figures(exact):
    _, served, worked, _ = exact
    options = {"bounds": {"road.old town": (3.5, 5), "minutes_per_litre": (0, 0.01)}, "held": ["customer"]}
    found = figures(station().fit(served, worked, **options))
    assert found.loc["road.old town.minutes", ["fitted", "status"]].tolist() == [3.5, "at bound"]
    assert found.loc["minutes_per_litre", "status"] != "held"
    assert (found.loc[found["factor"] == "customer", "status"] == "held").all()
    within = figures(station().fit(served, worked, lower=0.9, upper=1.1))
    fitted = within["status"].isin(["fitted", "at bound"])
    assert (
        within["fitted"][fitted].between(0.9 * within["before"][fitted], 1.1 * within["before"][fitted]).all()
    )


def test_the_fitted_model_writes_and_reads_back(exact, tmp_path):
    fit, served, worked, _ = exact
    fit.model.to_file(tmp_path / "fitted.toml")
    again = WorkloadModel.from_file(tmp_path / "fitted.toml")
    assert again.name == "station (fitted)"
    pd.testing.assert_frame_equal(again.minutes(served), fit.model.minutes(served), check_exact=True)
    assert again.minutes_per_shift == fit.model.minutes_per_shift
    sources = again.figures.set_index(["factor", "category", "figure"])["source"]
    assert sources["road", "old town", "minutes"].startswith(
        f"fitted to {len(worked)} shifts: 3 min per visit, 95% between "
    )
    assert "before 4; assumption: narrow" in sources["road", "old town", "minutes"]
    assert sources["road", "easy parking", "minutes"].startswith("assumption")


def test_the_model_that_was_fitted_is_not_changed():
    model = station()
    before = copy.deepcopy(model.profile.document)
    served, worked, _ = history(couriers=3)
    copies = served.copy(), worked.copy()
    model.fit(served, worked)
    assert model.profile.document == before
    pd.testing.assert_frame_equal(served, copies[0])
    pd.testing.assert_frame_equal(worked, copies[1])


def test_the_report_says_it_in_words(noisy):
    report = noisy[0].report()
    assert report.startswith("Fitted to 480 shifts of 12 couriers: 9")
    for words in ("road.old town.minutes", "Shares of the minutes: road ", "courier 11", " min (standard"):
        assert words in report
    assert "nan" not in report


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


def test_the_same_records_give_the_same_bits(exact):
    fit, served, worked, _ = exact
    again = station().fit(served, worked)
    pd.testing.assert_frame_equal(again.coefficients, fit.coefficients, check_exact=True)
    pd.testing.assert_frame_equal(again.shifts, fit.shifts, check_exact=True)


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
            "column date of worked at row 0 is empty: write dates as 2026-11-02",
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
        ({"bounds": {"raod": (1, 2)}}, 'bounds names "raod", which the model does not have'),
        ({"bounds": {"road": (3, 1)}}, "bounds of road: lower is 3 and upper is 1; give 0 <= lower <= upper"),
        ({"bounds": {"road": 3}}, "bounds of road are 3; give two numbers, such as (1, 10)"),
        ({"bounds": {"road": ("a", 3)}}, "lower bound of road is 'a'; give a number"),
        ({"bounds": [1]}, "bounds is [1]; give two numbers by figure"),
        ({"held": ["raod"]}, 'held names "raod", which the model does not have'),
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
