"""What a tool is: a C++ program, or a function of a Python package."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from equizone.batch.task import Task

from comparison.programs import digest, program

if TYPE_CHECKING:
    from comparison.cases import Case


@dataclass(frozen=True)
class Run:
    """A task with its files: `file` has the stops, labels go to `out` as int32."""

    case: Case
    seed: int
    file: Path
    out: Path
    task: Task | None  # None: the stops are in no file, so targets as loads are not known


class Tool(Protocol):
    """A way to divide stops."""

    @property
    def name(self) -> str:
        """Return the name in the table."""

    @property
    def about(self) -> str:
        """Return one line for the notes of the table."""

    def missing(self) -> str | None:
        """Return why the tool cannot run here, if so."""

    def version(self) -> str:
        """Return the version of the package."""

    def build(self) -> str:
        """Return what tells one build from another; a run is repeated when it has changed."""

    def unfit(self, case: Case) -> str | None:
        """Return why the tool cannot answer the case, if so."""

    def expected_seconds(self, case: Case) -> float:
        """Return a rough guess of the time, for leaving out what would exceed the limit."""

    def command(self, run: Run) -> list[str]:
        """Return the command that divides the stops, writes labels and prints its figures as JSON."""


def fits_every_case(case: Case) -> str | None:
    """Return no reason."""
    return None


def unless_equal_loads(case: Case) -> str | None:
    """Return a reason where loads differ."""
    return None if case.instance.equal_loads else "balances numbers of stops, not loads"


def at_once(case: Case) -> float:
    """Expect no time worth a guess."""
    return 0.0


@dataclass(frozen=True)
class Program:
    """A C++ program of the benchmark."""

    name: str
    about: str
    executable: str
    options: Callable[[Run], list[str]]
    package_version: Callable[[], str]
    unfit: Callable[[Case], str | None] = fits_every_case
    expected_seconds: Callable[[Case], float] = at_once

    def missing(self) -> str | None:
        """Return why the program cannot run here, if so."""
        return None if program(self.executable).exists() else f"{self.executable} is not built"

    def version(self) -> str:
        """Return the version of the package."""
        return self.package_version()

    def build(self) -> str:
        """Return a digest of the program."""
        return digest(program(self.executable))

    def command(self, run: Run) -> list[str]:
        """Return the program with its options."""
        return [str(program(self.executable)), *self.options(run)]


@dataclass(frozen=True)
class PythonTool:
    """A function `prepare(points, loads, task)` named as "module:function".

    It imports its package, makes what is not part of dividing, and returns the call to be timed, which
    returns the labels.
    """

    name: str
    about: str
    function: str
    package: str
    unfit: Callable[[Case], str | None] = fits_every_case
    expected_seconds: Callable[[Case], float] = at_once

    def missing(self) -> str | None:
        """Return why the package cannot be used here, if so."""
        try:
            metadata.version(self.package)
        except metadata.PackageNotFoundError:
            return f"{self.package} is not installed"
        return None

    def version(self) -> str:
        """Return the version of the package."""
        return metadata.version(self.package)

    def build(self) -> str:
        """Return the version of the package with a digest of the function's file."""
        module = find_spec(self.function.partition(":")[0])
        assert module is not None
        assert module.origin is not None
        return f"{self.version()}-{digest(Path(module.origin))}"

    def command(self, run: Run) -> list[str]:
        """Return the command that calls the function in a process of its own."""
        assert run.task is not None
        return [
            sys.executable,
            "-m",
            "comparison.one_run",
            self.function,
            str(run.file),
            str(run.out),
            json.dumps(asdict(run.task)),
        ]
