"""What a call takes, measured as `bench/measure.cpp` does."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def measured(call: Callable[[], Any]) -> tuple[Any, dict[str, float]]:
    """Call, and return the result with seconds, CPU seconds of the process and peak memory.

    `memory_bytes` is the peak during the call less what was resident before it, `peak_bytes` that of the
    process.
    """
    earlier_peak = _status_bytes("VmHWM")
    _forget_peak()
    before = _status_bytes("VmRSS")
    cpu_start = time.process_time()
    start = time.perf_counter()
    result = call()
    seconds = time.perf_counter() - start
    cpu_seconds = time.process_time() - cpu_start
    peak = _status_bytes("VmHWM")
    return result, {
        "seconds": seconds,
        "cpu_seconds": cpu_seconds,
        "memory_bytes": max(0, peak - before),
        "peak_bytes": max(peak, earlier_peak),
    }


def _status_bytes(field: str) -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(field + ":"):
            return 1024 * int(line.split()[1])
    return 0


def _forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")
