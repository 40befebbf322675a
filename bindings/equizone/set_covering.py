"""The choice among candidate zones, by HiGHS as SciPy carries it."""

from __future__ import annotations

import numpy as np
import scipy.sparse
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from equizone._core import CoverProblem

__all__ = ["solve_by_highs"]

NODES = 200
"""Of the search tree: a limit that does not depend on the clock."""


def solve_by_highs(problem: CoverProblem) -> tuple[list[int], bool]:
    """Solve the linear program, leave out what it proves to be too dear, and solve the integer program.

    A candidate whose reduced cost exceeds the gap between the known cost and that of the linear program is in
    no cheaper choice. Most are left out so.

    Returns
    -------
    tuple
        The numbers of the chosen candidates (none if nothing cheaper than the known choice was found), and
        whether nothing costs less.
    """
    matrix = _matrix(problem)
    # The simplex method without presolve is the quickest on these.
    relaxed = linprog(
        problem.costs,
        A_eq=matrix,
        b_eq=problem.times,
        method="highs-ds",
        options={**_limits(problem), "presolve": False},
    )
    if relaxed.status != 0:
        return [], relaxed.status == 2
    gap = problem.known_cost - relaxed.fun
    useful = np.flatnonzero(relaxed.lower.marginals <= gap + 1e-9)
    if len(useful) == 0:
        return [], True
    found = milp(
        problem.costs[useful],
        integrality=np.ones(len(useful)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix[:, useful], problem.times, problem.times),
        options={**_limits(problem), "node_limit": NODES, "mip_rel_gap": 0},
    )
    if found.x is None:
        return [], found.status == 2
    return useful[found.x > 0.5].tolist(), found.status == 0


def _matrix(problem: CoverProblem) -> scipy.sparse.csc_array:
    rows = problem.rows
    return scipy.sparse.csc_array(
        (np.ones(len(rows)), rows, problem.first), shape=(len(problem.times), len(problem.costs))
    )


def _limits(problem: CoverProblem) -> dict[str, float]:
    return {"time_limit": problem.time_limit_s} if np.isfinite(problem.time_limit_s) else {}
