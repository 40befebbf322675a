"""What a call takes: seconds, CPU seconds and memory."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

__all__ = ["measured"]

_STATUS = Path("/proc/self/status")


def measured(call: Callable[[], Any]) -> tuple[Any, dict[str, float]]:
    """Call, and return the result with seconds, CPU seconds of the process and peak memory.

    `memory_bytes` is the peak during the call less what was resident before it, `peak_bytes` that of the
    process. Where the system does not tell, only the growth of the process's own peak is known.
    """
    earlier_peak = _peak_bytes()
    _forget_peak()
    before = _resident_bytes() or earlier_peak
    cpu_start = time.process_time()
    start = time.perf_counter()
    result = call()
    seconds = time.perf_counter() - start
    cpu_seconds = time.process_time() - cpu_start
    peak = _peak_bytes()
    return result, {
        "seconds": seconds,
        "cpu_seconds": cpu_seconds,
        "memory_bytes": max(0, peak - before),
        "peak_bytes": max(peak, earlier_peak),
    }


def _peak_bytes() -> int:
    if _STATUS.exists():
        return _status_bytes("VmHWM")
    import resource
    import sys

    unit = 1 if sys.platform == "darwin" else 1024
    return unit * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _resident_bytes() -> int:
    return _status_bytes("VmRSS") if _STATUS.exists() else 0


def _status_bytes(field: str) -> int:
    for line in _STATUS.read_text().splitlines():
        if line.startswith(field + ":"):
            return 1024 * int(line.split()[1])
    return 0


def _forget_peak() -> None:
    clear = Path("/proc/self/clear_refs")
    if clear.exists():
        clear.write_text("5")
