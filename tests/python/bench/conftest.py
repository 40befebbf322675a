"""The comparison of bench/ is no installed package: its folder is put on the path."""

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT / "bench"))


@pytest.fixture
def programs(monkeypatch):
    """Point the comparison to the C++ programs, wherever they are built; skip the test without them."""
    built = [ROOT / "build" / "release" / "bench", ROOT / "build" / "bench" / "bench"]
    if "EQUIZONE_BENCH_PROGRAMS" in os.environ:
        built.insert(0, Path(os.environ["EQUIZONE_BENCH_PROGRAMS"]))
    for folder in built:
        if (folder / "make_city").exists() and (folder / "partition_stops").exists():
            monkeypatch.setenv("EQUIZONE_BENCH_PROGRAMS", str(folder))
            return folder
    pytest.skip("the programs of the benchmark are not built")
