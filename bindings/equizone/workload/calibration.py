"""The workload model fitted to what couriers really worked, and a report of the fit."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

import equizone._core as _core
from equizone import checks
from equizone._core import FACTORS, InputError
from equizone.tables.columns import find_column, finite_numbers, named_column, refuse_rows
from equizone.tables.reading import read_table
from equizone.tables.wording import counted
from equizone.workload.profile import FIGURES, Profile

if TYPE_CHECKING:
    from equizone.workload.model import WorkloadModel

__all__ = ["Calibration", "fit"]

IDS = ("stop", "stop_id", "id")
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
    """Fit the figures of a profile: bounded non-negative least squares on minutes per courier and day.

    Parameters
    ----------
    profile
        The figures to start from. One that is 0 stays 0 unless `bounds` names it: the others are measured
        against it. What the records cannot tell stays in the profile's proportions.
    served
        A row per visit: date, courier, and what the model reads of a stop (road, customer, parcels, ...), or
        a column stop and the rest in `stops`.
    worked
        A row per courier and day: date, courier, minutes.
    stops
        The stops' own columns, by their ids.
    bounds
        Least and greatest minutes by figure, such as {"minutes_per_shift": (0, 90)} or, for all roads,
        {"road": (1, 10)}.
    held
        Figures that stay as they are, by name or beginning of name. Default: the minutes of the first
        customer of the profile, since every visit has one road and one customer, and records tell only their
        sum.
    lower, upper
        Bounds of all other figures, as multiples of the profile's.
    confidence
        Of the intervals.

    Returns
    -------
    Calibration
        The model, the figures with their uncertainty, residuals and warnings.

    Raises
    ------
    InputError
        For columns not found, courier-days without visits or without minutes, and fewer shifts than figures.
    """
    from equizone.workload.factors import find_factors
    from equizone.workload.model import WorkloadModel, in_table_words

    visits = _with_stops(_table(served, "served"), stops)
    hours = _table(worked, "worked")
    shift_of_visit, shifts = _shifts(visits, hours)
    stated = find_factors(visits, profile)
    courier_of_shift, couriers = pd.factorize(shifts["courier"], sort=True)
    try:
        result = _core.calibrate(
            profile.core,
            len(visits),
            stated.arrays,
            shift_of_visit,
            shifts["worked"].to_numpy(),
            confidence=checks.number(confidence, "confidence"),
            lower=checks.number(lower, "lower"),
            upper=checks.number(upper, "upper"),
            bounds=_bounds(bounds or {}),
            held=[f"customer.{profile.names('customer')[0]}.minutes"]
            if held is None
            else checks.texts(held, "held"),
            courier_of_shift=courier_of_shift if len(couriers) > 1 else None,
        )
    except InputError as error:
        raise in_table_words(error, stated, visits.index) from None
    shifts = shifts.assign(
        visits=np.bincount(shift_of_visit, minlength=len(shifts)),
        predicted=result.predicted,
        residual=result.residuals,
    )[["date", "courier", "visits", "worked", "predicted", "residual"]]
    coefficients = _coefficients(result.coefficients)
    return Calibration(
        model=WorkloadModel(_fitted(profile, coefficients, len(shifts), confidence)),
        coefficients=coefficients,
        shifts=shifts,
        couriers=_by_courier(shifts),
        shares=pd.Series(result.shares, index=[*FACTORS, "shift"], name="share"),
        r2=result.r2,
        sigma_min=result.sigma_min,
        before_min=result.before_min,
        warnings=[f"{warning[0].upper()}{warning[1:]}." for warning in result.warnings],
    )


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


def _table(given: pd.DataFrame | str | Path, argument: str) -> pd.DataFrame:
    frame = read_table(given, argument).frame if isinstance(given, str | Path) else given
    if not isinstance(frame, pd.DataFrame):
        raise InputError(f"{argument} is a {type(frame).__name__}; give a DataFrame or a file")
    if len(frame) == 0:
        raise InputError(f"{argument} has no rows")
    return frame


def _with_stops(visits: pd.DataFrame, stops: pd.DataFrame | str | Path | None) -> pd.DataFrame:
    """Add the stops' own columns to the visits; where both have a column, the visit's goes first."""
    if stops is None:
        return visits
    own = _table(stops, "stops")
    keys = [next(filter(None, (find_column(t.columns, name) for name in IDS)), None) for t in (visits, own)]
    if None in keys:
        raise InputError("served and stops have no ids in common: both need a column stop, stop_id or id")
    key, own_key = keys
    known = pd.Index(own[own_key].astype(str))
    if known.has_duplicates:
        raise InputError(f"stops has {known[known.duplicated()][0]!r} twice; give every stop one row")
    refuse_rows(visits[key].isna().to_numpy(), visits[key], f"column {key} of served", "name the stop")
    position = known.get_indexer(visits[key].astype(str))
    refuse_rows(position < 0, visits[key], f"column {key} of served", "there is no such stop in stops")
    served = {str(name).strip().casefold() for name in visits.columns}
    added = [name for name in own.columns if str(name).strip().casefold() not in served]
    return pd.concat([visits, own[added].iloc[position].set_axis(visits.index)], axis=1)


def _shifts(visits: pd.DataFrame, hours: pd.DataFrame) -> tuple[np.ndarray, pd.DataFrame]:
    """Return the shift of every visit, and the shifts: date, courier, worked."""
    keys = [_keys(table, argument) for table, argument in ((visits, "served"), (hours, "worked"))]
    minutes = named_column(hours.columns, "minutes", "worked's column")
    what = f"column {minutes} of worked"
    worked = finite_numbers(hours[minutes], what)
    refuse_rows(worked < 0, hours[minutes], what, "minutes must be >= 0")
    refuse_rows(
        keys[1].duplicated().to_numpy(),
        hours[minutes],
        what,
        "the courier has two rows on this day; add them up",
    )
    shift_of_visit = pd.MultiIndex.from_frame(keys[1]).get_indexer(pd.MultiIndex.from_frame(keys[0]))
    lost = shift_of_visit < 0
    if lost.any():
        first = keys[0].iloc[int(np.argmax(lost))]
        raise InputError(
            f"worked has no row for courier {first['courier']} on {first['date']:%Y-%m-%d}, who made visits "
            f"then ({counted(int(lost.sum()), 'visit')} without minutes); add it, or leave these visits out"
        )
    idle = np.bincount(shift_of_visit, minlength=len(hours)) == 0
    if idle.any():
        first = keys[1].iloc[int(np.argmax(idle))]
        raise InputError(
            f"served has no visit of courier {first['courier']} on {first['date']:%Y-%m-%d}, who worked then "
            f"({counted(int(idle.sum()), 'shift')} without visits); add them, or leave these shifts out"
        )
    return shift_of_visit.astype(np.int32), keys[1].assign(worked=worked)


def _keys(table: pd.DataFrame, argument: str) -> pd.DataFrame:
    date = named_column(table.columns, "date", f"{argument}'s column")
    courier = named_column(table.columns, "courier", f"{argument}'s column")
    dates = pd.to_datetime(table[date].astype(str), errors="coerce", format="ISO8601")
    refuse_rows(
        dates.isna().to_numpy(), table[date], f"column {date} of {argument}", "write dates as 2026-11-02"
    )
    refuse_rows(
        table[courier].isna().to_numpy(),
        table[courier],
        f"column {courier} of {argument}",
        "name the courier",
    )
    return pd.DataFrame(
        {"date": dates.dt.normalize().to_numpy(), "courier": table[courier].astype(str).to_numpy()}
    )


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
