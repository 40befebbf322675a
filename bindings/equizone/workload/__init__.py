"""Minutes of work per stop: the model, its profile of figures, and how it learns from what happened."""

from equizone.workload.model import WorkloadModel
from equizone.workload.scores import FactorShares, compare_factors, scored_minutes

__all__ = ["FactorShares", "WorkloadModel", "compare_factors", "scored_minutes"]
