"""An installed prefix, and how projects are built against it."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# The library alone, as a packager would build it.
LIBRARY_ONLY = ["-DEQUIZONE_BUILD_TESTS=OFF", "-DEQUIZONE_BUILD_EXAMPLES=OFF"]


def run_command(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
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
    folder = tmp_path_factory.mktemp("library")
    prefix = tmp_path_factory.mktemp("installed prefix")
    build_project(ROOT, folder, *LIBRARY_ONLY)
    run_command("cmake", "--install", folder, "--prefix", prefix)
    shutil.rmtree(folder)  # the prefix must not need it
    return prefix
