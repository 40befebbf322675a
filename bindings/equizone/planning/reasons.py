"""Why a plan misses its bounds, in the words of the one who asked for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from equizone.planning.buildings import Buildings
from equizone.tables.columns import row_name

__all__ = ["in_plan_words"]


def in_plan_words(reason: str, index: pd.Index, buildings: Buildings, names: Sequence[str]) -> str:
    """Translate a partition's reason: its stops are buildings, its zones are numbered from 0."""
    sizes = buildings.sizes()
    joined = False

    def plan_word(match: re.Match[str]) -> str:
        nonlocal joined
        number = int(match["number"])
        if match["kind"] == "zone":
            return f"zone {names[number]}"
        row = row_name(index, int(buildings.first_stop[number]))
        if sizes[number] == 1:
            return f"the stop at {row}"
        joined = True
        return f"the {sizes[number]} stops at the place of {row}"

    # In one pass: names and row labels put in may look like numbers of stops and zones themselves.
    told = re.sub(r"\b(?P<kind>stop|zone) (?P<number>\d+)", plan_word, reason)
    counts_places = sizes.max() > 1 and re.search(r"\d [a-z ]*stops\b|heaviest stop\b", reason)
    once = " (stops at one place count once)" if counts_places else ""
    advice = "; keep_together=False may divide the stops of one place among zones" if joined else ""
    return told + once + advice
