"""Zoltan's geometric partitioners (Devine et al. 2002), on one rank."""

from __future__ import annotations

import ctypes.util

from comparison.tools.tool import Program, Run


def _options(method: str):
    def options(run: Run) -> list[str]:
        assert run.task is not None
        return [
            *("--file", str(run.file)),
            *("--zones", str(run.task.zones)),
            *("--imbalance-tolerance", f"{1 + run.task.tolerance:.6f}"),
            *("--method", method),
            *("--out", str(run.out)),
        ]

    return options


def _version() -> str:
    """Return the version that the shared library's name carries."""
    library = ctypes.util.find_library("trilinos_zoltan") or ctypes.util.find_library("zoltan") or "unknown"
    return "Trilinos " + library.partition(".so.")[2]


TOOLS = (
    Program("Zoltan RCB", "recursive coordinate bisection", "zoltan_stops", _options("RCB"), _version),
    Program("Zoltan HSFC", "runs along a Hilbert curve", "zoltan_stops", _options("HSFC"), _version),
)
