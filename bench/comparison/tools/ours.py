"""Our own package, by its C++ programs."""

from __future__ import annotations

from importlib import metadata

from comparison.tools.tool import Program, Run


def _options(effort: str, threads: int = 1):
    def options(run: Run) -> list[str]:
        case = run.case
        bounds = (
            ["--upper", str(case.upper)] if case.tolerance is None else ["--tolerance", str(case.tolerance)]
        )
        # Labels of stops that are in no file are of no use to anybody.
        out = ["--out", str(run.out)] if case.instance.in_file else []
        return [
            *case.instance.arguments(run.seed, run.file),
            *("--zones", str(case.zones)),
            *bounds,
            *("--effort", effort),
            *("--seed", str(run.seed)),
            *("--threads", str(threads)),
            *out,
        ]

    return options


def _version() -> str:
    return metadata.version("equizone")


TOOLS = (
    Program(
        "ours", "equizone::partition() at default effort", "partition_stops", _options("default"), _version
    ),
    Program("ours fast", "the same at effort fast", "partition_stops", _options("fast"), _version),
    Program(
        "ours thorough", "the same at effort thorough", "partition_stops", _options("thorough"), _version
    ),
    Program(
        "ours 2 threads",
        "the default effort on two threads: their CPU time in the table, the wall time in the targets",
        "partition_stops",
        _options("default", threads=2),
        _version,
    ),
    Program(
        "ours locate",
        "equizone::locate(): the zones of as many new stops by the power diagram",
        "locate_stops",
        _options("fast"),
        _version,
    ),
)
