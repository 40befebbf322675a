"""Records of runs: a file with one JSON object a line, written as the runs end, so that none is lost."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

OK, FAILED, TOO_LONG, NOT_RUN = "ok", "failed", "over the limit", "not run"


@dataclass(frozen=True)
class Record:
    """How one run went.

    `figures` are empty unless the outcome is "ok"; `seed` is None where it is about all seeds.
    """

    case: str
    tool: str
    seed: int | None
    build: str
    outcome: str
    reason: str = ""
    figures: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str, int | None, str]:
        """Return what makes two runs the same."""
        return self.case, self.tool, self.seed, self.build


class RecordFile:
    """The records of one benchmark."""

    def __init__(self, path: Path, resume: bool) -> None:
        self._path = path
        before = path.read_text() if resume and path.exists() else ""
        whole = before[: before.rfind("\n") + 1]  # without a line that was being written at the end
        earlier = [Record(**json.loads(line)) for line in whole.splitlines()]
        self.records = [record for record in earlier if record.outcome != NOT_RUN]  # the limit may be another
        path.write_text("".join(map(_line, self.records)))

    def add(self, record: Record) -> None:
        """Write a record to the disk before anything else is run."""
        self.records.append(record)
        with self._path.open("a") as file:
            file.write(_line(record))
            file.flush()
            os.fsync(file.fileno())


def _line(record: Record) -> str:
    return json.dumps(asdict(record)) + "\n"
