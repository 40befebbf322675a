"""How methods stand beside each other: ratios, ranks, intervals and profiles."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats

from equizone.batch.records import MISSING, OK, UNFIT
from equizone.batch.table import CASE

__all__ = ["NEAR", "profiles", "standing", "with_ratios"]

NEAR = 0.005
"""A cost within this share of the best counts as the best."""

_CONFIDENCE = 0.95
_RESAMPLES = 2_000


def with_ratios(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with `best_cost` of each case among results within the tolerance, `ratio` and `rank`.

    A method that meets the tolerance ranks before one that does not; those that do by cost, the others by
    how far off they are, those without labels last. Equal ones share the mean rank.
    """
    table = table.copy()
    for column in ("cost", "imbalance", "shortfall"):
        if column not in table:
            table[column] = np.nan
    table["best_cost"] = (
        table["cost"].where(table["within"]).groupby([table[column] for column in CASE]).transform("min")
    )
    # A case whose best cost is 0 has a zone for each place: whoever reaches it is equal to the best.
    ratio = table["cost"] / table["best_cost"]
    table["ratio"] = ratio.where(table["best_cost"] > 0, np.where(table["cost"] > 0, np.inf, 1.0)).where(
        table["best_cost"].notna() & table["cost"].notna()
    )
    taking_part = ~table["outcome"].isin([MISSING, UNFIT])
    table["rank"] = _order(table)[taking_part].groupby([table[column] for column in CASE]).rank()
    return table


def _order(table: pd.DataFrame) -> pd.Series:
    """Return a number by which the runs of a case can be ranked."""
    off = np.maximum(table["imbalance"], table["shortfall"])
    keys = pd.DataFrame(
        {
            "group": np.where(table["within"], 0, np.where(table["outcome"] == OK, 1, 2)),
            "value": np.where(table["within"], table["cost"], np.where(table["outcome"] == OK, off, 0.0)),
        }
    )
    order = pd.Series(list(keys.itertuples(index=False, name=None)), index=table.index)
    return order.map({key: place for place, key in enumerate(sorted(set(order)))})


def standing(table: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each method, the best first.

    Parameters
    ----------
    table
        As with_ratios() returns it.

    Returns
    -------
    DataFrame
        ``runs`` asked for and ``labels`` had; ``within_share`` of the runs met the tolerance; ``best_share``
        of the runs in cases that somebody solved did, at a cost within half a percent of the best (NaN:
        nobody solved any); ``cost_ratio`` is the geometric mean of cost / best over runs within the
        tolerance; ``mean_rank`` the mean over all cases. Each with ends of its 95 % interval over stations
        (``_low``, ``_high``), by bootstrap.
    """
    rows = [_standing_of(str(method), runs) for method, runs in table.groupby("method", sort=False)]
    return pd.DataFrame(rows).sort_values(["mean_rank", "method"], ignore_index=True)


def _standing_of(method: str, runs: pd.DataFrame) -> dict[str, object]:
    asked = runs[~runs["outcome"].isin([MISSING, UNFIT])]
    within = asked[asked["within"]]
    solved = asked[asked["best_cost"].notna()]
    near = solved["within"] & (solved["ratio"] <= 1 + NEAR)
    log_ratio = np.log(within["ratio"].replace(np.inf, np.nan))
    ratio = tuple(np.exp(value) for value in _interval(log_ratio, within["station"]))
    labels = asked[asked["outcome"] == OK]
    return {
        "method": method,
        "runs": len(asked),
        "labels": len(labels),
        **_with_ends("within_share", _interval(asked["within"].astype(float), asked["station"])),
        **_with_ends("best_share", _interval(near.astype(float), solved["station"])),
        **_with_ends("cost_ratio", ratio),
        **_with_ends("mean_rank", _interval(asked["rank"], asked["station"])),
        "imbalance": labels["imbalance"].median(),
        "stray_load": labels["stray_load"].mean() if "stray_load" in labels else np.nan,
        "seconds": labels["seconds"].median() if "seconds" in labels else np.nan,
        "slowest_s": labels["seconds"].max() if "seconds" in labels else np.nan,
        "memory_mb": labels["memory_mb"].median(),
    }


def _with_ends(name: str, values: tuple[float, float, float]) -> dict[str, float]:
    return dict(zip((name, f"{name}_low", f"{name}_high"), values, strict=True))


def _interval(values: pd.Series, stations: pd.Series) -> tuple[float, float, float]:
    """Return the mean and its interval: stations are what is drawn, since runs of one are alike."""
    means = values.groupby(stations).mean().dropna().to_numpy()
    if len(means) == 0:
        return np.nan, np.nan, np.nan
    mean = float(means.mean())
    if len(means) < 2 or np.ptp(means) == 0:
        return mean, mean, mean
    drawn = stats.bootstrap(
        (means,),
        np.mean,
        confidence_level=_CONFIDENCE,
        n_resamples=_RESAMPLES,
        method="percentile",
        random_state=np.random.default_rng(0),
    )
    return mean, float(drawn.confidence_interval.low), float(drawn.confidence_interval.high)


def profiles(table: pd.DataFrame, ratios: np.ndarray) -> pd.DataFrame:
    """Return the share of cases that each method solves within a ratio of the best.

    Cases that nobody solves within the tolerance are left out. Source: Dolan and Moré, Mathematical
    Programming 91 (2002) 201-213.

    Parameters
    ----------
    table
        As with_ratios() returns it.
    ratios
        Ratios to the best cost, from 1.
    """
    solvable = table[table["best_cost"].notna() & ~table["outcome"].isin([MISSING, UNFIT])]
    reached = {
        str(method): [
            float((runs["within"] & (runs["ratio"] <= ratio * (1 + 1e-12))).mean()) for ratio in ratios
        ]
        for method, runs in solvable.groupby("method", sort=False)
    }
    return pd.DataFrame(reached, index=pd.Index(ratios, name="ratio"))
