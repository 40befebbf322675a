"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from equizone import checks

__all__ = ["replacing", "replacing_files"]


@contextmanager
def replacing(path: str | Path) -> Iterator[Path]:
    """Yield a path to write to; what was written there replaces the file once it is whole."""
    path = checks.path(path, "path")
    with tempfile.TemporaryDirectory(prefix=".equizone-", dir=path.parent) as aside:
        yield Path(aside) / path.name
        os.replace(Path(aside) / path.name, path)


@contextmanager
def replacing_files(directory: Path) -> Iterator[Path]:
    """Yield a folder to write to; its files and folders of files then go into the directory.

    The directory is made if need be. A failure leaves it as it was; files that are not written anew stay.
    """
    is_new = not directory.exists()
    directory.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".equizone-", dir=directory))
    try:
        yield aside
        for file in sorted(path for path in aside.rglob("*") if path.is_file()):
            place = directory / file.relative_to(aside)
            place.parent.mkdir(exist_ok=True)
            os.replace(file, place)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        if is_new and not any(directory.iterdir()):
            directory.rmdir()
