"""What a peer is: a function of another package."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from typing import Any

import numpy as np

from equizone.batch.task import Task

__all__ = ["Peer", "Prepare", "Unfit"]

Prepare = Callable[[np.ndarray, np.ndarray, Task], Callable[[], Any]]


class Unfit(Exception):  # noqa: N818 - not an error, an answer
    """The peer cannot answer a task of this kind; the message says why."""


@dataclass(frozen=True)
class Peer:
    """A way to divide stops with another package."""

    name: str
    about: str
    """One line for the report: what it does, and what it was not made for."""
    package: str
    """What to install."""
    prepare: Prepare

    def missing(self) -> str | None:
        """Return why the package cannot be used here, if so."""
        return None if self.version() else f"{self.package} is not installed; pip install {self.package}"

    def version(self) -> str:
        """Return the version of the package, empty if there is none."""
        try:
            return metadata.version(self.package)
        except metadata.PackageNotFoundError:
            return ""
