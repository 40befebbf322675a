import copy

import numpy as np
import pandas as pd
import pytest
from equizone import WorkloadModel
from equizone.workload import synthetic_shifts

from .time_sheets import TRUTH, figures, history, minutes_of, profile, station, truth_of_few


@pytest.fixture(scope="module")
def noisy():
    served, worked, truth = history(seed=2, noise_min=12.0)
    return station().fit(served, worked, confidence=0.999), served, worked, truth


def test_without_noise_the_truth_comes_back(exact):
    fit, served, _, truth = exact
    found = figures(fit)
    assert set(found.index[found["status"] == "fitted"]) == set(TRUTH)
    for name, value in TRUTH.items():
        assert found.loc[name, "fitted"] == pytest.approx(value, rel=1e-6), name
    np.testing.assert_allclose(fit.model.minutes(served)["total"], truth.minutes(served)["total"], rtol=1e-6)
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
        sums = minutes_of(model, served)["total"].groupby([served["date"], served["courier"]]).sum()
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
    minutes = minutes_of(fit.model, served)["total"].groupby([served["date"], served["courier"]]).sum()
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
    worked["minutes"] = worked["minutes"].where(~slow, worked["minutes"] * 1.3)
    ratios = station().fit(served, worked).couriers.set_index("courier")["ratio"]
    assert ratios.idxmax() == "courier 4"
    assert ratios["courier 4"] > 1.1


def test_shares_are_those_of_the_minutes(exact):
    fit, served, worked, _ = exact
    assert fit.shares.sum() == pytest.approx(1)
    assert fit.shares["shift"] == pytest.approx(45 * len(worked) / worked["minutes"].sum(), rel=1e-4)
    items = minutes_of(fit.model, served).sum()
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
    bounds = {"road.old town": (3.5, 5), "minutes_per_litre": (0, 0.01)}
    found = figures(station().fit(served, worked, bounds=bounds))
    assert found.loc["road.old town.minutes", ["fitted", "status"]].tolist() == [3.5, "at bound"]
    assert found.loc["minutes_per_litre", "status"] != "held"
    held = figures(station().fit(served, worked, held=["customer"]))
    assert (held.loc[held["factor"] == "customer", "status"] == "held").all()
    assert held.loc["road.old town.minutes", "status"] == "fitted"
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
    for words in ("road.old town.minutes", "Shares of the minutes: road ", "courier 12", " min (standard"):
        assert words in report
    assert "nan" not in report


def test_attempts_that_were_made_are_not_expected_once_more():
    """With the right model, whose customers are often absent, single attempts leave all figures alone."""
    model = truth_of_few()
    served, worked = synthetic_shifts(model, noise_min=0.0, seed=5)
    assert (model.minutes(served)["sign_for"] > 0).all()  # for parcels to come, attempts are added
    found = figures(model.fit(served, worked))
    np.testing.assert_allclose(found["fitted"], found["before"], rtol=1e-9, atol=1e-9)
    # Who counts parcels, not attempts, says so with a rate of his own.
    planned = model.minutes(served)["total"].groupby([served["date"], served["courier"]], sort=False).sum()
    by_parcels = worked.assign(minutes=planned.to_numpy() + model.minutes_per_shift)
    rates = served["customer"].map(lambda name: model.profile.document["customer"][name]["sign_for_rate"])
    again = figures(model.fit(served.assign(sign_for_rate=rates), by_parcels))
    np.testing.assert_allclose(again["fitted"], found["before"], rtol=1e-9, atol=1e-9)


def test_the_same_records_give_the_same_bits(exact):
    fit, served, worked, _ = exact
    again = station().fit(served, worked)
    pd.testing.assert_frame_equal(again.coefficients, fit.coefficients, check_exact=True)
    pd.testing.assert_frame_equal(again.shifts, fit.shifts, check_exact=True)
