"""Zones of equal work for courier stations.

The call on arrays is :func:`partition`; the call on tables of stops is :func:`plan`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from equizone import synthetic
from equizone._core import (
    BarrierLines,
    BarrierMetric,
    BarrierWays,
    CertificateCheck,
    Churn,
    Contiguity,
    CoverProblem,
    DeviatingStop,
    Evaluation,
    InputError,
    LoadBalance,
    MatrixMetric,
    Medians,
    MethodInfo,
    MethodParameter,
    Metric,
    NetworkMetric,
    Partition,
    ZoneShapes,
    __version__,
    balance,
    check_certificate,
    churn,
    enclosures,
    evaluate,
    far_stops,
    hull_overlap,
    is_contiguous,
    kmeans,
    load_balance,
    medians,
    method_info,
    methods,
    neighbouring_stops,
    outliers,
    partition,
    zone_shapes,
)
from equizone.street_network import StreetNetwork

if TYPE_CHECKING:
    from equizone.barriers import Barriers
    from equizone.estimator import BalancedKMeans
    from equizone.fencing import block_loads, blocks_from_lines, fences, neighbouring_blocks, service_area
    from equizone.geography.datums import convert_datum
    from equizone.history import Modes, daily_loads, find_modes, replay, synthetic_history
    from equizone.planning import Plan, Plans, plan
    from equizone.scoring import Scores, evaluate_stops
    from equizone.staffing import CouriersNeeded, couriers_needed, fit_beta, occupied_area_km2
    from equizone.streets import Streets
    from equizone.workload import (
        FactorShares,
        WorkloadModel,
        compare_factors,
        scored_minutes,
        synthetic_shifts,
    )

__all__ = [
    "BalancedKMeans",
    "BarrierLines",
    "BarrierMetric",
    "BarrierWays",
    "Barriers",
    "CertificateCheck",
    "Churn",
    "Contiguity",
    "CouriersNeeded",
    "CoverProblem",
    "DeviatingStop",
    "Evaluation",
    "FactorShares",
    "InputError",
    "LoadBalance",
    "MatrixMetric",
    "Medians",
    "MethodInfo",
    "MethodParameter",
    "Metric",
    "Modes",
    "NetworkMetric",
    "Partition",
    "Plan",
    "Plans",
    "Scores",
    "StreetNetwork",
    "Streets",
    "WorkloadModel",
    "ZoneShapes",
    "__version__",
    "balance",
    "block_loads",
    "blocks_from_lines",
    "check_certificate",
    "churn",
    "compare_factors",
    "convert_datum",
    "couriers_needed",
    "daily_loads",
    "enclosures",
    "evaluate",
    "evaluate_stops",
    "far_stops",
    "fences",
    "find_modes",
    "fit_beta",
    "hull_overlap",
    "is_contiguous",
    "kmeans",
    "load_balance",
    "medians",
    "method_info",
    "methods",
    "neighbouring_blocks",
    "neighbouring_stops",
    "occupied_area_km2",
    "outliers",
    "partition",
    "plan",
    "replay",
    "scored_minutes",
    "service_area",
    "synthetic",
    "synthetic_history",
    "synthetic_shifts",
    "zone_shapes",
]

# Loaded when first used: geopandas and scikit-learn take seconds to import, and calls on arrays need neither.
_HOME = {
    "BalancedKMeans": "equizone.estimator",
    "Barriers": "equizone.barriers",
    "CouriersNeeded": "equizone.staffing",
    "FactorShares": "equizone.workload",
    "Modes": "equizone.history",
    "Plan": "equizone.planning",
    "Plans": "equizone.planning",
    "Scores": "equizone.scoring",
    "Streets": "equizone.streets",
    "WorkloadModel": "equizone.workload",
    "block_loads": "equizone.fencing",
    "blocks_from_lines": "equizone.fencing",
    "compare_factors": "equizone.workload",
    "convert_datum": "equizone.geography.datums",
    "couriers_needed": "equizone.staffing",
    "daily_loads": "equizone.history",
    "evaluate_stops": "equizone.scoring",
    "fences": "equizone.fencing",
    "find_modes": "equizone.history",
    "fit_beta": "equizone.staffing",
    "neighbouring_blocks": "equizone.fencing",
    "occupied_area_km2": "equizone.staffing",
    "plan": "equizone.planning",
    "replay": "equizone.history",
    "scored_minutes": "equizone.workload",
    "service_area": "equizone.fencing",
    "synthetic_history": "equizone.history",
    "synthetic_shifts": "equizone.workload",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'equizone' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
