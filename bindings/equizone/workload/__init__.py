"""Minutes of work per stop: the model, its profile of figures, and how it learns from what happened."""

from equizone.workload.model import WorkloadModel
from equizone.workload.scores import FactorShares, compare_factors, scored_minutes
from equizone.workload.synthetic import synthetic_shifts

__all__ = ["FactorShares", "WorkloadModel", "compare_factors", "scored_minutes", "synthetic_shifts"]
