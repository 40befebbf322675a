"""Balanced zones as a scikit-learn estimator."""

from __future__ import annotations

import warnings
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.exceptions import ConvergenceWarning
from sklearn.utils.validation import check_is_fitted, validate_data

from equizone import checks
from equizone._core import InputError, partition


class BalancedKMeans(ClusterMixin, BaseEstimator):
    """Weighted k-means whose clusters have equal sums of sample weights.

    The call of :func:`equizone.partition` in the form of scikit-learn: samples are stops, their weights are
    the loads, clusters are zones.

    Parameters
    ----------
    n_clusters
        Number of zones, between 1 and the number of samples.
    targets
        Load each zone should have: loads, or shares that sum to 1; None: equal ones.
    tolerance
        Allowed relative deviation of a zone's load from its target, above and below.
    lower, upper
        Bounds of each zone's load, one number per zone or one for all, in place of the tolerance.
    random_state
        Seed of all random choices, or a generator to draw it from. None is the seed 0: fits are always
        reproducible.
    effort
        "fast", "default" or "thorough".
    time_limit_s
        Seconds after which improvement stops; None: no limit.
    threads
        Threads to use; 0: all cores. Results do not depend on it.

    Attributes
    ----------
    labels_ : (n_samples,) int32
        Zone of each sample.
    cluster_centers_ : (n_clusters, 2)
        Load centroids of the zones.
    offsets_ : (n_clusters,)
        Offsets of the power diagram with these centers.
    inertia_ : float
        Sum of load times squared distance to the zone's center.
    partition_ : Partition
        The whole result: loads, bounds, status and reason, lower bound, fences.
    n_features_in_ : int
        Always 2.
    """

    def __init__(
        self,
        n_clusters: int = 8,
        *,
        targets: ArrayLike | None = None,
        tolerance: float = 0.03,
        lower: ArrayLike | None = None,
        upper: ArrayLike | None = None,
        random_state: int | np.random.RandomState | None = None,
        effort: str = "default",
        time_limit_s: float | None = None,
        threads: int = 1,
    ) -> None:
        self.n_clusters = n_clusters
        self.targets = targets
        self.tolerance = tolerance
        self.lower = lower
        self.upper = upper
        self.random_state = random_state
        self.effort = effort
        self.time_limit_s = time_limit_s
        self.threads = threads

    def fit(self, X: ArrayLike, y: Any = None, sample_weight: ArrayLike | None = None) -> Self:  # noqa: N803
        """Divide the samples into zones of equal load.

        Parameters
        ----------
        X : (n_samples, 2)
            Positions in a plane: projected metres, not degrees.
        y
            Ignored.
        sample_weight : (n_samples,)
            Loads, finite and >= 0; None: 1 each.

        Warns
        -----
        ConvergenceWarning
            If the bounds are not met; the message says why.
        """
        points = self._positions(X, reset=True)
        self.partition_ = partition(
            points,
            np.ones(len(points)) if sample_weight is None else sample_weight,
            zones=checks.whole(self.n_clusters, "n_clusters", 1),
            targets=self.targets,
            tolerance=self.tolerance,
            lower=self.lower,
            upper=self.upper,
            seed=self._seed(),
            effort=self.effort,
            time_limit_s=self.time_limit_s,
            threads=self.threads,
        )
        if self.partition_.status != "ok":
            warnings.warn(self.partition_.reason, ConvergenceWarning, stacklevel=2)
        self.labels_ = self.partition_.labels
        self.cluster_centers_ = self.partition_.centers
        self.offsets_ = self.partition_.offsets
        self.inertia_ = self.partition_.cost
        return self

    def predict(self, X: ArrayLike) -> NDArray[np.int32]:  # noqa: N803
        """Find the zones of new samples in the power diagram of the zones found."""
        check_is_fitted(self)
        return self.partition_.locate(self._positions(X, reset=False))

    def _positions(self, samples: ArrayLike, *, reset: bool) -> NDArray[np.float64]:
        # Coordinates that are not finite are left to the core, whose error names the sample.
        points = validate_data(self, samples, reset=reset, dtype=np.float64, ensure_all_finite=False)
        if points.shape[1] != 2:
            raise InputError(f"X has {points.shape[1]} features; positions in a plane have 2 (x, y)")
        return points

    def _seed(self) -> int:
        if self.random_state is None:
            return 0
        if isinstance(self.random_state, np.random.RandomState):
            return int(self.random_state.randint(np.iinfo(np.int32).max))
        return checks.whole(self.random_state, "random_state", 0, 2**64 - 1)
