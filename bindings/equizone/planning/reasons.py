"""Why a plan misses its bounds, in the words of the one who asked for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from equizone.planning.units import Units
from equizone.tables.columns import row_name
from equizone.tables.wording import counted

__all__ = ["in_plan_words"]


def in_plan_words(reason: str, index: pd.Index, units: Units, names: Sequence[str]) -> str:
    """Translate a partition's reason: its stops are buildings or blocks, its zones are numbered from 0."""
    sizes = units.sizes()
    joined = False

    def plan_word(match: re.Match[str]) -> str:
        nonlocal joined
        number = int(match["number"])
        if match["kind"] == "zone":
            return f"zone {names[number]}"
        row = row_name(index, int(units.first_stop[number]))
        if units.blocks is not None:
            return f"the block of {row}, with {counted(int(sizes[number]), 'stop')},"
        if sizes[number] == 1:
            return f"the stop at {row}"
        joined = True
        return f"the {sizes[number]} stops at the place of {row}"

    # In one pass: names and row labels put in may look like numbers of stops and zones themselves.
    told = re.sub(r"\b(?P<kind>stop|zone) (?P<number>\d+)", plan_word, reason)
    if units.blocks is not None:
        return told.replace("heaviest stop", "heaviest block")
    counts_places = sizes.max() > 1 and re.search(r"\d [a-z ]*stops\b|heaviest stop\b", reason)
    once = " (stops at one place count once)" if counts_places else ""
    advice = "; keep_together=False may divide the stops of one place among zones" if joined else ""
    return told + once + advice
