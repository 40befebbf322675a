"""Who knows which stops: familiar areas stay with their couriers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import scipy.sparse
from scipy.optimize import linear_sum_assignment
from scipy.spatial import KDTree

from equizone._core import InputError
from equizone.tables.columns import (
    STOP_IDS,
    VOLUMES,
    finite_numbers,
    first_column,
    named_column,
    refuse_rows,
)
from equizone.tables.ids import as_texts, shown
from equizone.tables.reading import given_table
from equizone.tables.wording import counted

__all__ = ["Familiarity", "find_familiarity"]


@dataclass(frozen=True)
class Familiarity:
    """How often each courier served each stop of the plan."""

    couriers: list[str]
    visits: scipy.sparse.csc_array
    """Visits, or volume, by courier and stop: shape (couriers, stops)."""
    notes: list[str]

    def usual_courier(self, points: np.ndarray) -> np.ndarray:
        """Return who serves each stop most; stops that nobody served go with the nearest served one."""
        served = np.flatnonzero(self.visits.sum(axis=0))
        usual = np.asarray(self.visits.argmax(axis=0)).ravel()
        _, nearest = KDTree(points[served]).query(points)
        return usual[served[nearest]]

    def assign(self, labels: np.ndarray, zones: int, shares: np.ndarray | None) -> np.ndarray:
        """Return the courier of each zone, -1 for none, so that most visits stay with those who made them.

        Solved as linear sum assignments (Kuhn 1955, Jonker and Volgenant 1987, by SciPy).

        Parameters
        ----------
        labels
            Zone of each stop.
        zones
            Number of zones.
        shares
            Of a roster: zone i has the share of courier i, and couriers change zones only among equals. None:
            any courier may have any zone.
        """
        members_of_zone = scipy.sparse.csc_array(
            (np.ones(len(labels)), (np.arange(len(labels)), labels)), shape=(len(labels), zones)
        )
        kept = (self.visits @ members_of_zone).toarray()
        everyone = np.arange(len(self.couriers))
        groups = [(everyone, np.arange(zones))] if shares is None else [(g, g) for g in _equals(shares)]
        courier_of_zone = np.full(zones, -1)
        for couriers, of_group in groups:
            rows, columns = linear_sum_assignment(kept[np.ix_(couriers, of_group)], maximize=True)
            courier_of_zone[of_group[columns]] = couriers[rows]
        return courier_of_zone

    def share_kept(self, labels: np.ndarray, courier_of_zone: np.ndarray) -> float:
        """Return the share of visits that stay with the courier who made them."""
        entries = self.visits.tocoo()
        courier, stop = entries.coords
        stays = courier_of_zone[labels[stop]] == courier
        return float(entries.data[stays].sum() / entries.data.sum())


def _equals(shares: np.ndarray) -> list[np.ndarray]:
    """Return the positions of equal shares, group by group."""
    _, group = np.unique(shares.round(12), return_inverse=True)
    return [np.flatnonzero(group == number) for number in range(group.max() + 1)]


def find_familiarity(
    familiar: pd.DataFrame | str | Path, ids: pd.Series, couriers: list[str] | None
) -> Familiarity:
    """Count who served what.

    Parameters
    ----------
    familiar
        A table or file with columns stop and courier, one row per visit or per pair; a column volume, parcels
        or minutes says how much, else each row counts 1.
    ids
        Ids of the plan's stops.
    couriers
        The couriers of the roster; none: those of the table.
    """
    frame = given_table(familiar, "familiar")
    stop = frame[
        named_column(frame.columns, first_column(frame.columns, STOP_IDS) or "stop", "familiar's column")
    ]
    who = frame[named_column(frame.columns, "courier", "familiar's column")]
    unnamed = who.isna() | (who.astype(str).str.strip() == "")
    refuse_rows(unnamed.to_numpy(), who, "column courier of familiar", "name the courier")
    served_by = as_texts(who)
    volume = first_column(frame.columns, VOLUMES)
    amounts = (
        np.ones(len(frame))
        if volume is None
        else finite_numbers(frame[volume], f"column {volume} of familiar")
    )
    if volume is not None:
        refuse_rows(amounts < 0, frame[volume], f"column {volume} of familiar", "give a number >= 0")
    names = sorted(set(served_by)) if couriers is None else couriers
    row = pd.Index(names).get_indexer(served_by)
    column = as_texts(ids).get_indexer(as_texts(stop))
    known = (row >= 0) & (column >= 0)
    if not amounts[known].any():
        raise InputError(
            f"familiar has no visit of a courier of the roster to a stop of the plan; its stops are such as "
            f"{shown(stop.iloc[0])}, the plan's such as {shown(ids.iloc[0])}"
        )
    visits = scipy.sparse.csc_array(
        (amounts[known], (row[known], column[known])), shape=(len(names), len(ids))
    )
    passed = int((~known).sum())
    return Familiarity(
        names,
        visits,
        [f"Passed over in familiar: {counted(passed, 'row')} of other stops or couriers."] if passed else [],
    )
