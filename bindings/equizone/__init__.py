"""Zones of equal work for courier stations.

The call on arrays is :func:`partition`; the call on tables of stops is :func:`plan`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from equizone._core import (
    Evaluation,
    InputError,
    Partition,
    __version__,
    balance,
    evaluate,
    kmeans,
    partition,
)

if TYPE_CHECKING:
    from equizone.estimator import BalancedKMeans
    from equizone.fencing import fences, service_area
    from equizone.planning import Plan, plan

__all__ = [
    "BalancedKMeans",
    "Evaluation",
    "InputError",
    "Partition",
    "Plan",
    "__version__",
    "balance",
    "evaluate",
    "fences",
    "kmeans",
    "partition",
    "plan",
    "service_area",
]

# Loaded when first used: geopandas and scikit-learn take seconds to import, and calls on arrays need neither.
_HOME = {
    "BalancedKMeans": "equizone.estimator",
    "Plan": "equizone.planning",
    "fences": "equizone.fencing",
    "plan": "equizone.planning",
    "service_area": "equizone.fencing",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'equizone' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
