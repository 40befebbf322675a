"""One run, in a process of its own."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from contextlib import suppress
from dataclasses import asdict
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np

from equizone.batch.measure import measured
from equizone.batch.peers.peer import Unfit
from equizone.batch.records import FAILED, OK, UNFIT, Record
from equizone.batch.runs import Run
from equizone.batch.scores import scores

__all__ = ["answer"]


def answer(run: Run, labels_file: Path, folder: Path, answers: Connection) -> None:
    """Divide, keep the labels, and send the record."""
    if hasattr(os, "setsid"):
        os.setsid()  # whatever processes the method starts are ended with this one
        threading.Thread(target=_end_with_parent, daemon=True).start()
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
    record = asdict(_record(run, labels_file))
    with suppress(BrokenPipeError):  # whoever asked was interrupted
        answers.send(record)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.killpg(0, signal.SIGKILL)


def _record(run: Run, labels_file: Path) -> Record:
    try:
        divide = run.method.prepare(run.station.points, run.station.loads, run.task)
        given, taken = measured(divide)
        labels = _checked(given, run)
    except Unfit as reason:
        return Record(run.key, UNFIT, str(reason))
    except Exception as failure:  # whatever a method of anybody raises is its result
        return Record(run.key, FAILED, f"{type(failure).__name__}: {' '.join(str(failure).split())}")
    np.save(labels_file, labels)
    return Record(run.key, OK, figures={**taken, **scores(run.station, labels, run.task)})


def _checked(given: object, run: Run) -> np.ndarray:
    """Return labels as whole numbers from 0, one for each stop."""
    labels = np.asarray(given)
    stops = len(run.station.loads)
    if labels.shape != (stops,):
        raise ValueError(f"labels have shape {labels.shape}, but there are {stops} stops")
    if labels.dtype.kind not in "iu":
        raise ValueError(f"labels are {labels.dtype}, not whole numbers")
    if labels.min() < 0 or labels.max() >= run.zones:
        raise ValueError(f"labels go from {labels.min()} to {labels.max()}, but there are {run.zones} zones")
    return labels.astype(np.int32)
