"""The notebook runs from top to bottom, and shows what it did when it was written."""

import re
import shutil
from pathlib import Path

import pytest

nbclient = pytest.importorskip("nbclient")
nbformat = pytest.importorskip("nbformat")
pytest.importorskip("ipykernel")

EXAMPLES = Path(__file__).parents[2] / "examples"
NOTEBOOK = EXAMPLES / "02_from_history_to_zones.ipynb"


def written():
    return nbformat.read(NOTEBOOK, as_version=4)


def texts(notebook):
    """Return the text that each code cell prints or shows."""
    return [
        "".join(
            output.get("text", "") or output.get("data", {}).get("text/plain", "") for output in cell.outputs
        )
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


def figures(notebook):
    """Return the numbers in each cell's output; how tables are laid out is left to pandas."""
    return [re.findall(r"\d[\d.,:-]*", text) for text in texts(notebook)]


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    """Run a copy in a folder of its own, which is laid out like the examples."""
    folder = tmp_path_factory.mktemp("examples")
    shutil.copytree(EXAMPLES / "data", folder / "data")
    notebook = written()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    nbclient.NotebookClient(
        notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    ).execute()
    return notebook


def test_figures_are_those_written_down(executed):
    assert figures(executed) == figures(written())


def test_it_shows_the_way_from_history_to_zones(executed):
    shown = "\n".join(texts(executed))
    for mode, couriers in {"Mon+Fri": 40, "Tue+Wed+Thu": 34, "Sat": 25, "Black Friday": 47}.items():
        assert re.search(rf"^{re.escape(mode)} +{couriers} .* ok *$", shown, flags=re.MULTILINE), mode
    assert "holiday: Nativity of Mary" in shown
    assert "times the median of Tue" in shown
    assert "= 39.36: 40 couriers." in shown


def test_planning_against_a_percentile_spares_the_couriers(executed):
    """The last table: by row the mean plan, then the careful one."""
    lines = texts(executed)[-1].splitlines()
    rows = {line.split("  ")[0].strip(): [float(value) for value in line.split()[-2:]] for line in lines[1:]}
    for name in ("mean load (min)", "worst zone and day (min)", "zone days over hours (%)"):
        of_mean, of_percentile = rows[name]
        assert of_percentile < of_mean
    assert rows["couriers"][1] > rows["couriers"][0]


def test_nothing_in_it_depends_on_who_ran_it():
    notebook = written()
    for cell in notebook.cells:
        assert cell.metadata == {}
        if cell.cell_type == "code":
            assert cell.execution_count is None
            assert not any(output.get("name") == "stderr" for output in cell.outputs)
    pictures = [
        output
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if "image/png" in output.get("data", {})
    ]
    assert len(pictures) == 2
