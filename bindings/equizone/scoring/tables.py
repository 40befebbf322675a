"""The figures of an evaluation as tables, units in the names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from equizone._core import Evaluation

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["summary", "zones_frame"]


def summary(evaluation: Evaluation) -> dict[str, Any]:
    """Return all figures of the zones together.

    Measures of compactness are means over zones, each counted by its load.
    """
    balance, shapes = evaluation.balance, evaluation.shapes
    figures = {
        "zones": evaluation.zones,
        "empty_zones": evaluation.empty_zones,
        "load_most": balance.most,
        "load_least": balance.least,
        "load_mean": balance.mean,
        "load_deviation": balance.deviation,
        "gini": balance.gini,
        "imbalance": evaluation.imbalance,
        "shortfall": evaluation.shortfall,
        "cost": evaluation.cost,
        "zones_in_pieces": int((np.asarray(evaluation.pieces) > 1).sum()),
        "stray_load": evaluation.stray_load,
        "far_stops": len(evaluation.far),
        "crossing_zones": evaluation.crossing_zones,
        "crossing_load": evaluation.crossing_load,
    }
    if len(shapes.areas_m2):
        figures |= {
            "inertia": _mean(shapes.inertia, evaluation),
            "polsby_popper": _mean(shapes.polsby_popper, evaluation),
            "reock": _mean(shapes.reock, evaluation),
            "hull_overlap": evaluation.hull_overlap,
            "border_km": shapes.border_m / 1000,
            "travel_km": float(np.sum(evaluation.travel_km)),
        }
    if evaluation.churn is not None:
        figures |= {"churn": evaluation.churn.share, "churn_by_number": evaluation.churn.by_number}
    return figures


def _mean(measure: np.ndarray, evaluation: Evaluation) -> float:
    loads, known = np.asarray(evaluation.zone_loads), np.isfinite(measure)
    total = loads[known].sum()
    return float((np.asarray(measure)[known] * loads[known]).sum() / total) if total > 0 else float("nan")


def zones_frame(evaluation: Evaluation) -> pd.DataFrame:
    """Return a row for each zone."""
    import pandas as pd

    shapes = evaluation.shapes
    columns: dict[str, Any] = {
        "zone": np.arange(evaluation.zones),
        "stops": evaluation.stops,
        "load": evaluation.zone_loads,
        "cost": evaluation.zone_costs,
        "pieces": evaluation.pieces,
    }
    if len(shapes.areas_m2):
        columns |= {
            "area_km2": np.asarray(shapes.areas_m2) / 1e6,
            "perimeter_km": np.asarray(shapes.perimeters_m) / 1000,
            "inertia": shapes.inertia,
            "polsby_popper": shapes.polsby_popper,
            "reock": shapes.reock,
            "travel_km": evaluation.travel_km,
        }
    if evaluation.churn is not None:
        columns["continues"] = evaluation.churn.continues
    return pd.DataFrame(columns)
