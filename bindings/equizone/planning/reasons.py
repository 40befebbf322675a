"""Why a plan misses its bounds, in the words of the one who asked for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from equizone.planning.buildings import Buildings
from equizone.planning.columns import row_name

__all__ = ["in_plan_words"]


def in_plan_words(reason: str, index: pd.Index, buildings: Buildings, names: Sequence[str]) -> str:
    """Translate a partition's reason: its stops are buildings, its zones are numbered from 0."""
    sizes = buildings.sizes()
    joined = False

    def stop(match: re.Match[str]) -> str:
        nonlocal joined
        building = int(match[1])
        row = row_name(index, int(buildings.first_stop[building]))
        if sizes[building] == 1:
            return f"the stop at {row}"
        joined = True
        return f"the {sizes[building]} stops at the place of {row}"

    reason = re.sub(r"\bstop (\d+)", stop, reason)
    reason = re.sub(r"\bzone (\d+)", lambda match: f"zone {names[int(match[1])]}", reason)
    advice = "; keep_together=False may divide the stops of one place among zones" if joined else ""
    return reason + advice
