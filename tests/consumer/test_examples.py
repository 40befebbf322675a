"""The numbered examples build against an installed prefix, and both languages print the same."""

import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
PROGRAMS = sorted(EXAMPLES.glob("[0-9][0-9]_*.cpp"))


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.stem)
def test_both_languages_print_the_same(program, tmp_path, build, run, prefix):
    project = Path(__file__).parent / "find_package"
    build(project, tmp_path, f"-DCMAKE_PREFIX_PATH={prefix}", f"-DSOURCE={program}")
    printed = run(tmp_path / "consumer")
    assert printed
    assert printed == run(sys.executable, program.with_suffix(".py"))
