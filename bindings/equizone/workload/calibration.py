"""The workload model fitted to what couriers really worked, and a report of the fit."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

import equizone._core as _core
from equizone import checks
from equizone._core import FACTORS, InputError
from equizone.tables.wording import counted
from equizone.workload.factors import find_factors, in_table_words
from equizone.workload.model import WorkloadModel
from equizone.workload.profile import FIGURES, Profile
from equizone.workload.shifts import as_attempts, read_attempts, read_shifts

__all__ = ["Calibration", "fit"]

COEFFICIENT = (
    "name",
    "factor",
    "category",
    "unit",
    "before",
    "fitted",
    "low",
    "high",
    "standard_error",
    "status",
    "seen",
)
SHIFT = "minutes_per_shift"
MOST_AT_STATION_MIN = 120.0
TOLD = ("fitted", "at bound", "confounded")
"""States of figures of which the records tell something."""


@dataclass(frozen=True)
class Calibration:
    """A fitted workload model and how far it can be trusted; made by :meth:`equizone.WorkloadModel.fit`.

    Attributes
    ----------
    model
        The model with the fitted figures.
    coefficients
        Every figure: name, factor, category, unit, before, fitted, low, high (confidence interval),
        standard_error, status (fitted; at bound; held; not seen; confounded: always together with others) and
        seen (visits that depend on it).
    shifts
        Every courier and day: date, courier, visits, and minutes: worked, predicted, residual = worked -
        predicted.
    couriers
        Every courier: shifts, worked, predicted, residual (means, minutes a shift), ratio (worked over
        predicted).
    shares
        Share of the predicted minutes by factor, and of the minutes per shift.
    r2
        Share of the variance of the worked minutes that is explained.
    sigma_min
        Standard deviation of a shift's minutes around the prediction.
    before_min
        Root mean square of the residuals before the fit.
    warnings
        What the records cannot tell, a sentence each.
    """

    model: WorkloadModel
    coefficients: pd.DataFrame
    shifts: pd.DataFrame
    couriers: pd.DataFrame
    shares: pd.Series
    r2: float
    sigma_min: float
    before_min: float
    warnings: list[str]

    def report(self) -> str:
        """Return the fit in words and tables."""
        told = self.coefficients["status"].isin(TOLD)
        lines = [
            f"Fitted to {counted(len(self.shifts), 'shift')} of {counted(len(self.couriers), 'courier')}: "
            f"{self.r2:.1%} of the variance explained; a shift is off by {self.sigma_min:.1f} min "
            f"(standard deviation; before the fit {self.before_min:.1f} min).",
            "",
            _shown(self.coefficients.loc[told].drop(columns=["factor", "category"]), ".3g"),
            f"Unchanged: {counted(int((~told).sum()), 'figure')} that no visit depends on, or that are held.",
            "",
            "Shares of the minutes: "
            + ", ".join(f"{name} {share:.1%}" for name, share in self.shares.items() if share != 0)
            + ".",
            "",
            "Couriers, minutes a shift:",
            _shown(self.couriers, ",.2f"),
        ]
        if self.warnings:
            lines += ["", "What the records cannot tell:", *(f"  {warning}" for warning in self.warnings)]
        return "\n".join(lines)


def fit(
    profile: Profile,
    served: pd.DataFrame | str | Path,
    worked: pd.DataFrame | str | Path,
    *,
    stops: pd.DataFrame | str | Path | None = None,
    bounds: Mapping[str, tuple[float, float]] | None = None,
    held: Sequence[str] | None = None,
    lower: float = 0.0,
    upper: float = 10.0,
    confidence: float = 0.95,
) -> Calibration:
    """Fit the figures of a profile; parameters and errors are those of :meth:`equizone.WorkloadModel.fit`."""
    attempts = read_attempts(served, stops)
    shifts = read_shifts(attempts, worked)
    stated = as_attempts(find_factors(attempts, profile), len(attempts))
    reference = [f"customer.{profile.names('customer')[0]}.minutes"]
    kept = reference if held is None else checks.texts(held, "held")
    courier_of_shift, couriers = pd.factorize(shifts.table["courier"], sort=True)
    try:
        result = _core.calibrate(
            profile.core,
            len(attempts),
            stated.arrays,
            shifts.of_attempt,
            shifts.table["worked"].to_numpy(),
            confidence=checks.number(confidence, "confidence"),
            lower=checks.number(lower, "lower"),
            upper=checks.number(upper, "upper"),
            bounds=_with_time_at_station(profile, _bounds(bounds or {}), kept),
            held=kept,
            courier_of_shift=courier_of_shift if len(couriers) > 1 else None,
        )
    except InputError as error:
        raise in_table_words(error, stated, attempts.index) from None
    predicted = shifts.table.assign(
        visits=np.bincount(shifts.of_attempt, minlength=len(shifts.table)),
        predicted=result.predicted,
        residual=result.residuals,
    )[["date", "courier", "visits", "worked", "predicted", "residual"]]
    coefficients = _coefficients(result.coefficients)
    return Calibration(
        model=WorkloadModel(_fitted(profile, coefficients, len(predicted), confidence)),
        coefficients=coefficients,
        shifts=predicted,
        couriers=_by_courier(predicted),
        shares=pd.Series(result.shares, index=[*FACTORS, "shift"], name="share"),
        r2=result.r2,
        sigma_min=result.sigma_min,
        before_min=result.before_min,
        warnings=[*_doubts_of_unit(predicted), *_sentences(result.warnings)],
    )


def _doubts_of_unit(shifts: pd.DataFrame) -> list[str]:
    """Ask whether minutes are hours, where no shift has more of them than a day has hours."""
    most = shifts["worked"].max()
    return [f"No shift has more than {most:g} minutes: are these hours?"] if most <= 24 else []


def _sentences(warnings: Sequence[str]) -> list[str]:
    return [f"{warning[0].upper()}{warning[1:]}." for warning in warnings]


def _bounds(given: Mapping[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    if not isinstance(given, Mapping):
        raise InputError(f'bounds is {given!r}; give two numbers by figure, such as {{"road": (1, 10)}}')
    for name, pair in given.items():
        if np.shape(pair) != (2,):
            raise InputError(f"bounds of {name} are {pair!r}; give two numbers, such as (1, 10)")
    return {
        name: (checks.number(low, f"lower bound of {name}"), checks.number(high, f"upper bound of {name}"))
        for name, (low, high) in given.items()
    }


def _with_time_at_station(
    profile: Profile, bounds: dict[str, tuple[float, float]], held: Sequence[str]
) -> dict[str, tuple[float, float]]:
    """Let the records tell the minutes per shift where the profile has none.

    Time at the station that is in the worked minutes would otherwise be taken for work at the stops.
    """
    if profile.core.minutes_per_shift > 0 or SHIFT in bounds or SHIFT in held:
        return bounds
    return {**bounds, SHIFT: (0.0, MOST_AT_STATION_MIN)}


def _coefficients(figures: list[_core.Coefficient]) -> pd.DataFrame:
    rows = [[getattr(figure, name) for name in COEFFICIENT] for figure in figures]
    return pd.DataFrame(rows, columns=list(COEFFICIENT))


def _fitted(profile: Profile, coefficients: pd.DataFrame, shifts: int, confidence: float) -> Profile:
    """Return the profile with the fitted figures, which name the records as their source."""
    document = copy.deepcopy(profile.document)
    sections = {member: place for place, (member, _) in FIGURES.items()}
    for row in coefficients.itertuples():
        if row.fitted == row.before:
            continue
        source = (
            f"fitted to {shifts} shifts: {row.fitted:.3g} {row.unit}, "
            f"{confidence:.0%} between {row.low:.3g} and {row.high:.3g}; before {row.before:.3g}"
        )
        if row.category:
            entry = document[row.factor][row.category]
            entry[row.name.rpartition(".")[2]] = row.fitted
            entry["source"] = "; ".join(filter(None, [source, entry.get("source", "")]))
        else:
            section, key = sections[row.name]
            document[section][key] = {"value": row.fitted, "source": source}
    return Profile({"name": f"{profile.name} (fitted)", **document}, profile.where)


def _by_courier(shifts: pd.DataFrame) -> pd.DataFrame:
    groups = shifts.groupby("courier")
    table = groups[["worked", "predicted", "residual"]].mean()
    table.insert(0, "shifts", groups.size())
    table["ratio"] = table["worked"] / table["predicted"]
    return table.reset_index()


def _shown(table: pd.DataFrame, form: str) -> str:
    return table.to_string(index=False, float_format=lambda value: format(value, form))
