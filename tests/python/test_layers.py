"""Evaluation scores anybody's labels: none of its sources, nor what they include, knows a solver."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "include", ROOT / "src")
INCLUDE = re.compile(r'^#include "([^"]+)"', re.MULTILINE)
SOLVERS = {"seeding", "clustering", "balancing", "partition", "medoids", "methods"}
SOURCES = sorted(
    [*(ROOT / "include" / "equizone" / "evaluation").iterdir(), *(ROOT / "src" / "evaluation").iterdir()]
)


def included_by(file):
    """Return the project's headers that a source includes, directly or through others."""
    found, left = set(), [file]
    while left:
        for name in INCLUDE.findall(left.pop().read_text()):
            header = next(folder / name for folder in FOLDERS if (folder / name).exists())
            if header not in found:
                found.add(header)
                left.append(header)
    return found


def solvers_in(file):
    return sorted(
        str(header.relative_to(ROOT)) for header in included_by(file) if header.parent.name in SOLVERS
    )


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_evaluation_includes_no_solver(source):
    assert solvers_in(source) == []


def test_a_solver_would_be_seen():
    assert "include/equizone/balancing/bounds.hpp" in solvers_in(ROOT / "src" / "partition" / "balanced.hpp")
