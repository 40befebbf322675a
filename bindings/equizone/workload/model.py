"""The workload model: a table of stops in, an itemised table of minutes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from equizone import checks
from equizone._core import FACTORS, InputError
from equizone.tables.files import replacing
from equizone.tables.reading import read_stops
from equizone.workload.factors import StatedFactors, find_factors, in_table_words
from equizone.workload.productivity import Productivity, area_pace
from equizone.workload.profile import Profile

if TYPE_CHECKING:
    from equizone.workload.calibration import Calibration

__all__ = ["WorkloadModel", "find_model", "itemised", "total_minutes"]


class WorkloadModel:
    """Minutes of work per stop and day, itemised by factor, from what is known of the stops.

    The model is a profile of figures: minutes per visit by kind of road, customer and waiting, minutes per
    parcel, and so on, each with its source. See `docs/workload_profile.md` for what each factor means.
    """

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        """The figures, with their sources."""

    @classmethod
    def default(cls) -> WorkloadModel:
        """Return the model with the default profile; most of its figures are assumptions, and say so."""
        return cls(Profile.default())

    @classmethod
    def from_file(cls, path: str | Path) -> WorkloadModel:
        """Return the model with the profile of a TOML file.

        Parameters
        ----------
        path
            The file. Sections that it lacks are those of the default profile.

        Raises
        ------
        InputError
            For what is no TOML, unknown sections and keys, figures out of range.
        """
        return cls(Profile.from_file(path))

    @property
    def figures(self) -> pd.DataFrame:
        """Every figure: factor, category, figure, value, unit, source."""
        return self.profile.table()

    @property
    def name(self) -> str:
        """Name of the profile."""
        return self.profile.name

    @property
    def minutes_per_shift(self) -> float:
        """Minutes of each courier at the station, which are in no stop."""
        return self.profile.core.minutes_per_shift

    def to_file(self, path: str | Path) -> None:
        """Write the profile as a TOML file, which from_file() reads."""
        with replacing(path) as aside:
            aside.write_text(self.profile.to_toml(), encoding="utf-8", newline="\n")

    def minutes(self, stops: pd.DataFrame | str | Path, *, productivity: Productivity = None) -> pd.DataFrame:
        """Return minutes per stop and day.

        Parameters
        ----------
        stops
            One row per stop: a DataFrame or a file. Columns are found by name: road, customer, waiting, shape
            and other hold categories of the profile, or numbers (minutes per visit; a multiplier for shape);
            parcels and visits (a day), weight_kg and volume_l (of one parcel) and sign_for_rate hold numbers.
            An empty cell takes the default, save for parcels and visits, where it might mean none. Parcels
            are new ones, since the model adds the attempts that fail; where attempts are counted, state
            sign_for_rate 1.
        productivity
            Stops an hour by area: polygons with a column stops_per_hour (GeoDataFrame or file), or a table of
            columns zone and stops_per_hour, for stops that have a column previous_zone, zone_before or zone.
            The mean minutes per stop of an area then become 60 / stops_per_hour; if the ways are counted
            apart, by speed_kmh, the stops an hour must be without them.

        Returns
        -------
        DataFrame
            The rows and the index of `stops`; a column per factor, and their sum, `total`; all in minutes per
            day, as `attrs["unit"]` says. `attrs["notes"]` says what was assumed.

        Raises
        ------
        InputError
            Names column, row and value: unknown categories (with the nearest ones), rates outside (0, 1],
            negative counts, no factor column at all.
        """
        if isinstance(stops, str | Path):
            table = read_stops(stops)
            with table.naming_lines():
                return self.minutes(table.frame, productivity=productivity)
        if not isinstance(stops, pd.DataFrame):
            raise InputError(f"stops is a {type(stops).__name__}; give a DataFrame or a file")
        stated = self.read(stops, productivity)
        result = itemised(self.items(stated, stops.index), stops.index)
        result.attrs |= {"unit": "min per day", "notes": stated.notes}
        return result

    def read(self, frame: pd.DataFrame, productivity: Productivity = None) -> StatedFactors:
        """Return what a table says of its stops, in the arrays that items() takes."""
        stated = find_factors(frame, self.profile)
        if productivity is None:
            return stated
        minutes = total_minutes(self.items(stated, frame.index))
        parcels = stated.arrays.get("parcels", np.ones(len(frame)))
        visits = stated.arrays.get("visits", np.minimum(parcels, 1.0))
        pace, notes = area_pace(frame, productivity, minutes, visits)
        return replace(stated, arrays={**stated.arrays, "pace": pace}, notes=[*stated.notes, *notes])

    def items(self, stated: StatedFactors, index: pd.Index) -> np.ndarray:
        """Return minutes by stop and factor, shape (n, 8); errors name rows of `index`."""
        try:
            return np.asarray(self.profile.core.minutes(len(index), stated.arrays))
        except InputError as error:
            raise in_table_words(error, stated, index) from None

    def fit(
        self,
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
        """Fit the figures to what really happened: bounded non-negative least squares on minutes of shifts.

        A figure that is 0 stays 0 unless `bounds` names it: the others are measured against it. What the
        records cannot tell stays in the profile's proportions.

        Parameters
        ----------
        served
            One row per attempt made, whether it succeeded or not: date, courier, and what the model reads of
            a stop (road, customer, parcels, ...), or a column stop and the rest in `stops`. A row is one
            visit, and no attempts are added to it, unless it has columns visits and sign_for_rate of its own.
        worked
            One row per courier and day: date, courier, minutes.
        stops
            The stops' own columns, by their ids. Their visits and sign_for_rate are not read, since `served`
            lists the attempts themselves.
        bounds
            Least and greatest minutes by figure, such as {"minutes_per_shift": (0, 90)} or, for all roads,
            {"road": (1, 10)}. Minutes per shift that are 0 in the profile are fitted between 0 and 120,
            unless named here or in `held`: time at the station would else be taken for work at the stops.
        held
            Figures that stay as they are, by name or beginning of name. Default: the minutes of the first
            customer of the profile, since every visit has one road and one customer, and records tell only
            their sum.
        lower, upper
            Bounds of all other figures, as multiples of the profile's.
        confidence
            Of the intervals.

        Returns
        -------
        Calibration
            The fitted model, the figures with their uncertainty, residuals and warnings.

        Raises
        ------
        InputError
            For columns not found, courier-days without visits or without minutes, names of figures that the
            model does not have (with the nearest), and fewer shifts than figures.
        """
        from equizone.workload.calibration import fit

        return fit(
            self.profile,
            served,
            worked,
            stops=stops,
            bounds=bounds,
            held=held,
            lower=lower,
            upper=upper,
            confidence=confidence,
        )

    def __repr__(self) -> str:
        return f"WorkloadModel({self.name!r})"


def find_model(workload: WorkloadModel | str | Path) -> WorkloadModel:
    """Return the model given, that of a profile's file, or with the name "default" the default one."""
    if isinstance(workload, WorkloadModel):
        return workload
    if workload == "default":
        return WorkloadModel.default()
    return WorkloadModel.from_file(checks.path(workload, "workload"))


def itemised(items: np.ndarray, index: pd.Index) -> pd.DataFrame:
    """Return a table with a column of minutes per factor, and their total."""
    table = pd.DataFrame(items, columns=FACTORS, index=index)
    table["total"] = total_minutes(items)
    return table


def total_minutes(items: np.ndarray) -> np.ndarray:
    """Return the sum of each stop's items, from left to right: to the last bit that of the model."""
    total = np.zeros(len(items))
    for minutes in items.T:
        total += minutes
    return total
