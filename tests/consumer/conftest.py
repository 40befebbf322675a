"""An installed prefix, and how projects are built against it."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run_command(*command, cwd=None):
    command = [str(part) for part in command]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)
    assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


def build_project(source, folder, *definitions):
    run_command(
        "cmake", "-S", source, "-B", folder, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", *definitions
    )
    run_command("cmake", "--build", folder, "--parallel", "2")


@pytest.fixture(scope="session")
def run():
    """Run a command and return what it prints; a failure shows its output."""
    return run_command


@pytest.fixture(scope="session")
def build():
    """Configure and build a CMake project in a folder."""
    return build_project


@pytest.fixture(scope="session")
def prefix(tmp_path_factory):
    """Return a folder into which the library was installed; its name has a space, as users' have."""
    prefix = tmp_path_factory.mktemp("installed prefix")
    # The build that the C++ tests have, if they ran before: it takes minutes.
    run_command("cmake", "--preset", "release", cwd=ROOT)
    run_command(
        "cmake", "--build", "--preset", "release", "--target", "equizone", "--parallel", "2", cwd=ROOT
    )
    run_command("cmake", "--install", "build/release", "--prefix", prefix, cwd=ROOT)
    return prefix
