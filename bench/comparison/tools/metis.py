"""METIS k-way (Karypis and Kumar 1998) on the neighbour graph, through pymetis."""

from __future__ import annotations

from comparison.tools.tool import PythonTool

TOOLS = (
    PythonTool(
        "METIS k-way",
        "on the neighbour graph, whose making is not counted; least edges cut, not least distance",
        "equizone.batch.peers.metis:prepare",
        "pymetis",
    ),
)
