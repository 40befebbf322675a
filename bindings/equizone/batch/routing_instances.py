"""Vehicle routing instances in the format of TSPLIB (.vrp), as stations."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from equizone._core import InputError

__all__ = ["customers"]


def customers(path: Path, argument: str = "file") -> tuple[np.ndarray, np.ndarray]:
    """Return the customers' places, shape (n, 2), and their demands, without the depot.

    Parameters
    ----------
    path
        The instance; its first node is the depot.
    argument
        What errors call it.

    Raises
    ------
    InputError
        If there is no such file, or it has no coordinates or demands.
    """
    if not path.is_file():
        raise InputError(f"{path} does not exist; {argument} must be a file")
    sections = _sections(path.read_text())
    try:
        places, demands = sections["NODE_COORD_SECTION"], sections["DEMAND_SECTION"]
    except KeyError as missing:
        raise InputError(f"{path} has no {missing.args[0]}; it must be a vehicle routing instance") from None
    return np.ascontiguousarray(places[1:, 1:]), demands[1:, 1].copy()


def _sections(text: str) -> dict[str, np.ndarray]:
    """Return the tables of numbers of a file in the format of TSPLIB."""
    sections: dict[str, list[list[float]]] = {}
    rows: list[list[float]] = []
    for line in text.splitlines():
        words = line.split()
        if words and words[0].endswith("_SECTION"):
            rows = sections.setdefault(words[0], [])
        elif words and words[0].lstrip("-").isdigit():
            rows.append([float(word) for word in words])
    return {name: np.array(rows) for name, rows in sections.items() if rows}
