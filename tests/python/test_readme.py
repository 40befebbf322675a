"""The README shows what is in the repository, and no more."""

import doctest
import re
from pathlib import Path

import equizone
import pandas as pd
import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROGRAMS = {"python": "examples/01_first_light.py", "cpp": "examples/01_first_light.cpp"}


def lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("language", PROGRAMS)
def test_code_is_that_of_the_example(language):
    """Every line of the block is one of the program's, in the same order: the program is what runs."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```", README, flags=re.DOTALL | re.MULTILINE)
    assert blocks
    left = iter(lines((ROOT / PROGRAMS[language]).read_text(encoding="utf-8")))
    for line in lines("".join(blocks)):
        assert line in left, f"{PROGRAMS[language]} lacks this line, or has it earlier: {line}"


def test_interactive_lines_give_what_they_show(example_stops):
    """The lines run as they stand, on the example's stops and a history of them."""
    (block,) = re.findall(r"^```pycon\n(.*?)^```", README, flags=re.DOTALL | re.MULTILINE)
    stops = pd.read_csv(example_stops)
    records, _ = equizone.synthetic_history(
        stops, mean="parcels", start="2026-08-31", weeks=13, peaks={"2026-11-27": 1.5}
    )
    test = doctest.DocTestParser().get_doctest(
        block, {"equizone": equizone, "stops": stops, "records": records}, "README.md", "README.md", 0
    )
    assert len(test.examples) >= 6
    failed, _ = doctest.DocTestRunner(verbose=False).run(test)
    assert failed == 0


def test_code_on_the_ground_is_that_of_the_example():
    page = (ROOT / "docs" / "on_the_ground.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^```python\n(.*?)^```", page, flags=re.DOTALL | re.MULTILINE)
    left = iter(lines((ROOT / "examples" / "03_on_the_ground.py").read_text(encoding="utf-8")))
    for line in lines(block):
        assert line in left, f"the example lacks this line, or has it earlier: {line}"


def test_links_lead_somewhere():
    targets = re.findall(r"\]\(([^)\s]+)\)", README)
    inside = [target.partition("#")[0] for target in targets if not re.match(r"[a-z]+:|#", target)]
    assert "docs/plan.png" in inside
    assert [target for target in inside if not (ROOT / target).exists()] == []
