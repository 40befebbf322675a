"""What the installed package ships beside its code: version, types and documentation."""

import importlib.metadata
import importlib.resources
import inspect
import pydoc
import re
import subprocess
import sys
from pathlib import Path

import equizone
import numpy as np
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


PUBLIC = {
    name: getattr(equizone, name)
    for name in equizone.__all__
    if not name.startswith("__") and not inspect.ismodule(getattr(equizone, name))
}
FUNCTIONS = {name: value for name, value in PUBLIC.items() if not inspect.isclass(value)}
CLASSES = {
    name: value
    for name, value in PUBLIC.items()
    if inspect.isclass(value) and not issubclass(value, Exception)
}
MEMBERS = {
    f"{name}.{member}": value
    for name, owner in CLASSES.items()
    for member, value in vars(owner).items()
    if not member.startswith("_")
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_say_what_they_take_and_raise(name):
    documentation = inspect.getdoc(FUNCTIONS[name])
    if documentation.startswith(f"{name}() ->"):
        return  # takes nothing
    for section in ("Parameters\n----------\n", "Raises\n------\nInputError\n"):
        assert section in documentation


@pytest.mark.parametrize("name", [*CLASSES, *MEMBERS])
def test_classes_and_their_members_are_documented(name):
    documentation = inspect.getdoc((CLASSES | MEMBERS)[name])
    # A dataclass without documentation of its own shows its signature.
    assert documentation
    assert not documentation.startswith(f"{name}(")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda xy: equizone.BalancedKMeans(2.5).fit(xy), "n_clusters is 2.5; give a whole number"),
        (lambda xy: equizone.BalancedKMeans(None).fit(xy), "n_clusters is None; give a whole number"),
        (lambda xy: equizone.BalancedKMeans(2, random_state=-1).fit(xy), "random_state is -1; give at least"),
        (
            lambda xy: equizone.BalancedKMeans(2, random_state="x").fit(xy),
            "random_state is 'x'; give a whole",
        ),
        (lambda xy: equizone.fences(xy, [0] * 9, zones=1.5), "zones is 1.5; give a whole number"),
        (lambda xy: equizone.service_area(xy, "10"), "margin_m is '10'; give a number"),
    ],
)
def test_wrong_types_are_bad_input(call, message):
    with pytest.raises(equizone.InputError, match=message):
        call(np.random.default_rng(1).uniform(0, 1000, (9, 2)))
