"""What the installed package ships beside its code: version, types and documentation."""

import importlib.metadata
import importlib.resources
import pydoc
import re
import subprocess
import sys
from pathlib import Path

import equizone
import pytest

ROOT = Path(__file__).parents[2]

TYPED_SNIPPET = """
import equizone
import numpy as np

p = equizone.partition(np.zeros((9, 2)), np.ones(9), zones=3, tolerance=0.03, seed=7)
status: str = p.status
imbalance: float = p.imbalance
first: np.ndarray = p.labels[:1]
reveal_type(p)
"""


def mypy(snippet, folder):
    file = folder / "snippet.py"
    file.write_text(snippet, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", folder / "cache", file]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)


def test_one_version():
    in_cmake = re.search(r"VERSION (\d+\.\d+\.\d+)", (ROOT / "CMakeLists.txt").read_text(encoding="utf-8"))[1]
    assert equizone.__version__ == in_cmake
    assert importlib.metadata.version("equizone") == in_cmake


@pytest.mark.parametrize("name", ["py.typed", "_core.pyi"])
def test_type_information_is_installed(name):
    assert importlib.resources.files("equizone").joinpath(name).is_file()


def test_stubs_name_types_not_any():
    stubs = importlib.resources.files("equizone").joinpath("_core.pyi").read_text(encoding="utf-8")
    assert re.search(r"def partition\([^\n]*zones: [^\n]*-> Partition:", stubs)
    assert re.search(r"def status\(self\) -> str:", stubs)


def test_mypy_accepts_a_right_call(tmp_path):
    checked = mypy(TYPED_SNIPPET, tmp_path)
    assert checked.returncode == 0, checked.stdout
    assert 'Revealed type is "equizone._core.Partition"' in checked.stdout


def test_mypy_refuses_a_wrong_call(tmp_path):
    checked = mypy(TYPED_SNIPPET.replace("zones=3", "zones='3'"), tmp_path)
    assert checked.returncode == 1
    assert "snippet.py:5" in checked.stdout


def test_help_is_the_headers_text():
    shown = pydoc.plain(pydoc.render_doc(equizone.partition))
    words = " ".join(shown.split())
    assert "Divides stops into zones of equal work" in words
    assert "Parameters ---------- points projected metres, (n, 2); every coordinate finite" in words
    assert "tolerance Allowed relative deviation of a zone's load from its target" in words
    assert "Raises ------ InputError" in words


@pytest.mark.parametrize(
    "name", ["partition", "kmeans", "balance", "evaluate", "fences", "service_area", "Partition"]
)
def test_everything_public_is_documented(name):
    assert len(getattr(equizone, name).__doc__.splitlines()) >= 1
