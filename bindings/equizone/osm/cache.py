"""What was prepared from an extract once is read back the next time."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import geopandas
import pyarrow

from equizone import __version__

__all__ = ["Tables", "cached", "fingerprint"]

FORMAT = 1
"""Counted up when what is prepared changes within a version."""

Tables = tuple[dict[str, geopandas.GeoDataFrame], list[str]]
"""Tables by name, and notes."""

T = TypeVar("T")


def fingerprint(path: Path, *settings: str) -> str:
    """Return a key of a file's content, what is made of it, and the version that makes it."""
    with path.open("rb") as file:
        content = hashlib.file_digest(file, "sha256").hexdigest()
    stated = json.dumps([content, *settings, __version__, FORMAT])
    return hashlib.sha256(stated.encode()).hexdigest()[:32]


def cached(name: str, build: Callable[[], Tables]) -> Tables:
    """Return the tables that are kept under a name, or build and keep them.

    A cache that is damaged is built anew; one that cannot be written to is done without. It lies in the
    user's folder for caches, and may be deleted at any time.
    """
    folder = _folder() / name
    try:
        return _load(folder)
    except (OSError, ValueError, KeyError, pyarrow.ArrowException):
        shutil.rmtree(folder, ignore_errors=True)
    built = build()
    with contextlib.suppress(OSError):  # a full or read-only disk: what was built is none the worse for it
        _save(built, folder)
    return built


def _folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("equizone")


def _load(folder: Path) -> Tables:
    contents = json.loads((folder / "contents.json").read_text(encoding="utf-8"))
    tables = {name: geopandas.read_parquet(folder / f"{name}.parquet") for name in contents["tables"]}
    return tables, [str(note) for note in contents["notes"]]


def _save(built: Tables, folder: Path) -> None:
    """Write aside and rename: of two programs that prepare the same, the first one wins."""
    tables, notes = built
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".equizone-", dir=folder.parent))
    try:
        for name, table in tables.items():
            table.to_parquet(aside / f"{name}.parquet")
        contents = {"tables": list(tables), "notes": notes}
        (aside / "contents.json").write_text(json.dumps(contents), encoding="utf-8")
        os.rename(aside, folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
