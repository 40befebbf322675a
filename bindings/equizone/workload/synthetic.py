"""Synthetic time sheets with known truth: what couriers attempted, and how long a model says that it took."""

from __future__ import annotations

import numpy as np
import pandas as pd

from equizone import checks
from equizone._core import InputError
from equizone.tables.dates import given_day
from equizone.workload.model import WorkloadModel
from equizone.workload.shifts import AS_MADE

__all__ = ["synthetic_shifts"]

OWN_MIX = ("road", "customer")
"""Factors whose categories every courier meets in a mix of his own."""

RARELY_WAITING = 0.1
MOST_PARCELS = 7
MOST_KG = 12.0


def synthetic_shifts(
    model: WorkloadModel,
    *,
    couriers: int = 12,
    days: int = 40,
    stops_a_day: int = 40,
    noise_min: float = 0.0,
    start: object = "2026-03-02",
    seed: int = 0,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw time sheets that :meth:`equizone.WorkloadModel.fit` reads, worked as a model says.

    Every courier has streets and customers of his own kind, so that the records can tell them apart: fitted
    to them, another model with the same categories finds this model's minutes again.

    Parameters
    ----------
    model
        The truth: its categories are drawn, its minutes are worked.
    couriers
        Their number.
    days
        Working days, Monday to Friday, on each of which every courier works.
    stops_a_day
        Mean number of attempts of a courier; from half to one and a half times as many are made.
    noise_min
        Standard deviation of a shift's minutes that the model does not explain.
    start
        First date.
    seed
        Of NumPy's PCG64 generator.

    Returns
    -------
    served : pandas.DataFrame
        One row per attempt: date, courier, road, customer, waiting, parcels, weight_kg.
    worked : pandas.DataFrame
        One row per courier and day: date, courier, minutes, with the model's minutes per shift.

    Raises
    ------
    InputError
        For numbers below 1, and noise below 0.
    """
    if not 0 <= checks.number(noise_min, "noise_min") < np.inf:
        raise InputError(f"noise_min is {noise_min}; give a number >= 0")
    mean = checks.whole(stops_a_day, "stops_a_day", 1)
    dates = pd.bdate_range(given_day(start, "start"), periods=checks.whole(days, "days", 1))
    generator = np.random.Generator(np.random.PCG64(checks.whole(seed, "seed", 0)))
    rounds = [
        _rounds(generator, model, f"courier {number}", dates, mean)
        for number in range(1, checks.whole(couriers, "couriers", 1) + 1)
    ]
    served = pd.concat(rounds, ignore_index=True)
    minutes = model.minutes(served.assign(**AS_MADE))["total"]
    worked = (
        minutes.groupby([served["date"], served["courier"]], sort=False).sum().rename("minutes").reset_index()
    )
    noise = generator.normal(0.0, noise_min, len(worked))
    worked["minutes"] = (worked["minutes"] + model.minutes_per_shift + noise).clip(lower=0.0)
    return served, worked


def _rounds(
    generator: np.random.Generator, model: WorkloadModel, courier: str, dates: pd.DatetimeIndex, mean: int
) -> pd.DataFrame:
    """Return the attempts of one courier on all days."""
    per_day = generator.integers(-(-mean // 2), mean + mean // 2, len(dates), endpoint=True)
    count = int(per_day.sum())
    columns = {"date": np.repeat(dates, per_day), "courier": courier}
    for factor in OWN_MIX:
        names = model.profile.names(factor)
        columns[factor] = generator.choice(names, count, p=generator.dirichlet(np.ones(len(names))))
    usual, *others = model.profile.names("waiting")
    rare = [RARELY_WAITING / len(others)] * len(others)
    columns["waiting"] = generator.choice([usual, *others], count, p=[1 - sum(rare), *rare])
    columns["parcels"] = generator.integers(1, MOST_PARCELS, count, endpoint=True)
    columns["weight_kg"] = generator.uniform(0.0, MOST_KG, count)
    return pd.DataFrame(columns)
