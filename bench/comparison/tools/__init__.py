"""The tools that are compared: one file per package. To add one, write a file like these and name it here."""

from comparison.tools import (
    ballot,
    k_means_constrained,
    metis,
    min_cost_flow,
    ours,
    power_bin,
    scikit_learn,
    zoltan,
)
from comparison.tools.tool import Tool

TOOLS: tuple[Tool, ...] = (
    *ours.TOOLS,
    *zoltan.TOOLS,
    *metis.TOOLS,
    *min_cost_flow.TOOLS,
    *k_means_constrained.TOOLS,
    *ballot.TOOLS,
    *power_bin.TOOLS,
    *scikit_learn.TOOLS,
)
