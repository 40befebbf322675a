"""Who knows which stops: familiar areas stay with their couriers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment
from scipy.spatial import KDTree

from equizone._core import InputError
from equizone.tables.columns import find_column, finite_numbers, named_column, refuse_rows
from equizone.tables.reading import read_table
from equizone.tables.wording import counted

__all__ = ["Familiarity", "find_familiarity"]

VOLUMES = ("volume", "parcels", "drops", "minutes")


@dataclass(frozen=True)
class Familiarity:
    """How often each courier served each stop of the plan."""

    couriers: list[str]
    visits: np.ndarray
    """Visits, or volume, by courier and stop: shape (couriers, stops)."""
    notes: list[str]

    def usual_courier(self, points: np.ndarray) -> np.ndarray:
        """Return who serves each stop most; stops that nobody served go with the nearest served one."""
        served = np.flatnonzero(self.visits.any(axis=0))
        usual = self.visits.argmax(axis=0)
        _, nearest = KDTree(points[served]).query(points)
        return usual[served[nearest]]

    def assign(self, labels: np.ndarray, targets: np.ndarray) -> np.ndarray:
        """Return the courier of each zone, -1 for none, so that most visits stay with those who made them.

        With as many couriers as zones, zone i has the target of courier i: couriers change zones only among
        equals. Solved as linear sum assignments (Kuhn 1955, Jonker and Volgenant 1987, by SciPy).
        """
        zones = len(targets)
        kept = np.stack([np.bincount(labels, weights=row, minlength=zones) for row in self.visits])
        courier_of_zone = np.full(zones, -1)
        are_equal = np.allclose(targets, targets[0])
        groups = (
            np.zeros(zones, dtype=int) if are_equal else np.unique(targets.round(9), return_inverse=True)[1]
        )
        for group in range(groups.max() + 1):
            members = np.flatnonzero(groups == group)
            couriers = np.arange(len(self.couriers)) if are_equal else members
            rows, columns = linear_sum_assignment(kept[np.ix_(couriers, members)], maximize=True)
            courier_of_zone[members[columns]] = couriers[rows]
        return courier_of_zone

    def share_kept(self, labels: np.ndarray, courier_of_zone: np.ndarray) -> float:
        """Return the share of visits that stay with the courier who made them."""
        courier = courier_of_zone[labels]
        stays = self.visits[np.maximum(courier, 0), np.arange(len(labels))] * (courier >= 0)
        return float(stays.sum() / self.visits.sum())


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
    frame = read_table(familiar, "familiar").frame if isinstance(familiar, str | Path) else familiar
    stop = frame[
        named_column(frame.columns, _usual(frame, ("stop", "stop_id", "id")) or "stop", "familiar's column")
    ]
    who = frame[named_column(frame.columns, "courier", "familiar's column")].astype(str)
    volume = _usual(frame, VOLUMES)
    amounts = (
        np.ones(len(frame))
        if volume is None
        else finite_numbers(frame[volume], f"column {volume} of familiar")
    )
    if volume is not None:
        refuse_rows(amounts < 0, frame[volume], f"column {volume} of familiar", "give a number >= 0")
    names = sorted(set(who)) if couriers is None else couriers
    row = pd.Index(names).get_indexer(who)
    column = pd.Index(ids.astype(str)).get_indexer(stop.astype(str))
    known = (row >= 0) & (column >= 0)
    if not amounts[known].any():
        raise InputError(
            f"familiar has no visit of a courier of the roster to a stop of the plan; its stops are such as "
            f"{stop.iloc[0] if len(stop) else 'none'!r}, the plan's such as {ids.iloc[0]!r}"
        )
    visits = np.zeros((len(names), len(ids)))
    np.add.at(visits, (row[known], column[known]), amounts[known])
    passed = int((~known).sum())
    return Familiarity(
        names,
        visits,
        [f"Passed over in familiar: {counted(passed, 'row')} of other stops or couriers."] if passed else [],
    )


def _usual(frame: pd.DataFrame, names: tuple[str, ...]) -> str | None:
    return next(filter(None, (find_column(frame.columns, name) for name in names)), None)
