"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from equizone import checks

__all__ = ["replacing"]


@contextmanager
def replacing(path: str | Path) -> Iterator[Path]:
    """Yield a path to write to; what was written there replaces the file once it is whole."""
    path = checks.path(path, "path")
    with tempfile.TemporaryDirectory(prefix=".equizone-", dir=path.parent) as aside:
        yield Path(aside) / path.name
        os.replace(Path(aside) / path.name, path)
