"""Runs side by side, each in a process of its own, within a limit of time."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from equizone.batch.process import answer
from equizone.batch.records import FAILED, TOO_LONG, Record
from equizone.batch.runs import Run

__all__ = ["run_all"]

_THREADS = ("OMP", "OPENBLAS", "MKL", "BLIS", "NUMEXPR", "VECLIB_MAXIMUM")
_MOMENT_S = 0.2
_FAREWELL_S = 10


@dataclass
class _Running:
    run: Run
    process: BaseProcess
    answers: Connection
    end: float


def run_all(
    runs: Iterable[Run],
    processes: int,
    limit_s: float,
    labels: Path,
    folder: Path,
    done: Callable[[Run, Record], None],
) -> None:
    """Run everything and hand over each record as it comes; a run's process gets one thread."""
    context = _context()
    waiting = iter(runs)
    running: list[_Running] = []
    exhausted = False
    try:
        while running or not exhausted:
            while len(running) < processes and not exhausted:
                run = next(waiting, None)
                exhausted = run is None
                if run is not None:
                    running.append(_start(context, run, limit_s, labels, folder))
            running = _gather(running, limit_s, done)
    finally:
        for one in running:
            _end(one.process)


def _context() -> multiprocessing.context.BaseContext:
    """Return how processes are started: forked off one that has imported all and done nothing yet."""
    for library in _THREADS:
        os.environ[f"{library}_NUM_THREADS"] = "1"
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["equizone.batch.process"])
    with _uninterrupted():
        forkserver.ensure_running()
    return context


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let processes started here ignore Ctrl-C: whoever started them ends them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _start(
    context: multiprocessing.context.BaseContext, run: Run, limit_s: float, labels: Path, folder: Path
) -> _Running:
    receiving, sending = context.Pipe(duplex=False)
    file = labels / f"{run.key}.npy"
    process = context.Process(target=answer, args=(run, file, folder, sending), daemon=True)  # type: ignore[attr-defined]
    process.start()
    sending.close()
    return _Running(run, process, receiving, time.monotonic() + limit_s)


def _gather(running: list[_Running], limit_s: float, done: Callable[[Run, Record], None]) -> list[_Running]:
    """Hand over what has ended, and return what has not."""
    wait([one.answers for one in running], timeout=_MOMENT_S)
    still = []
    for one in running:
        record = _record(one, limit_s)
        if record is None:
            still.append(one)
        else:
            done(one.run, record)
    return still


def _record(one: _Running, limit_s: float) -> Record | None:
    if one.answers.poll():
        try:
            record = Record(**one.answers.recv())
        except EOFError:  # it ended without a word
            record = None
        one.process.join(_FAREWELL_S)
        _end(one.process)  # an answer is given, whatever it may still do
        return record or Record(one.run.key, FAILED, _death(one.process.exitcode))
    if time.monotonic() < one.end:
        return None
    _end(one.process)
    return Record(one.run.key, TOO_LONG, f"ended after {limit_s:g} s", {"limit_s": limit_s})


def _end(process: BaseProcess) -> None:
    """End a process with all that it has started, also where it has ended itself."""
    if hasattr(os, "killpg") and process.pid is not None:
        with suppress(ProcessLookupError, PermissionError):  # none is left, or it leads no group yet
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.join()


def _death(exit_code: int | None) -> str:
    if exit_code is not None and exit_code < 0:
        return f"the process was ended by signal {-exit_code}"
    return f"the process ended with exit code {exit_code} and no answer"
