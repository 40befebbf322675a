"""Records of runs: a file with one JSON object a line, written as the runs end, so that none is lost."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from equizone._core import InputError

__all__ = ["FAILED", "MISSING", "OK", "TOO_LONG", "UNFIT", "Record", "RecordFile"]

OK, FAILED, TOO_LONG, UNFIT, MISSING = "ok", "failed", "over the limit", "unfit", "not installed"


@dataclass(frozen=True)
class Record:
    """How one run went; `figures` are scores where the outcome is "ok", the limit where it was reached."""

    key: str
    outcome: str
    reason: str = ""
    figures: dict[str, Any] = field(default_factory=dict)


class RecordFile:
    """The records of a benchmark, those of earlier times included."""

    def __init__(self, path: Path) -> None:
        self._path = path
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        whole = before[: before.rfind("\n") + 1]  # without a line that was being written when all ended
        if whole != before:
            path.write_text(whole, encoding="utf-8")
        try:
            records = [Record(**json.loads(line)) for line in whole.splitlines()]
        except (ValueError, TypeError) as failure:
            raise InputError(
                f"{path} is no file of records ({failure}); remove it, or name another folder"
            ) from None
        self.by_key = {record.key: record for record in records}

    def add(self, record: Record) -> None:
        """Write a record to the disk before anything else is run."""
        self.by_key[record.key] = record
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(record)) + "\n")
            file.flush()
            os.fsync(file.fileno())


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Keep a second benchmark out of the folder."""
    lock = folder / ".running"
    if lock.exists() and _is_alive(lock.read_text()):
        raise InputError(
            f"{folder} is in use by process {lock.read_text()}; wait for it, or name another folder"
        )
    lock.write_text(str(os.getpid()))
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _is_alive(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return int(process) != os.getpid()
