"""What it takes to cross a barrier."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from equizone._core import InputError

__all__ = ["CLOSED", "CROSSINGS", "PRICE", "Rule", "read_rule"]

CLOSED, PRICE, CROSSINGS = "closed", "price", "crossings"


class Rule(NamedTuple):
    """A rule, and the price of those that have one: in metres or in minutes, infinite or none elsewhere."""

    rule: str
    price_m: float = math.nan
    price_minutes: float = math.nan


def read_rule(text: object, name: str = "rule") -> Rule:
    """Return the rule that a text states: "closed", "crossings", "300 m" or "2.5 min"."""
    if text in (CLOSED, CROSSINGS):
        return Rule(str(text))
    match = (
        re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*(m|metres|min|minutes)\s*", text)
        if isinstance(text, str)
        else None
    )
    if match is None:
        raise InputError(
            f'{name} is {text!r}; give "{CLOSED}", "{CROSSINGS}" (passable at crossings only), '
            'or a price with its unit, such as "300 m" or "2.5 min"'
        )
    price = float(match[1])
    is_metres = match[2] in ("m", "metres")
    return Rule(PRICE, price_m=price) if is_metres else Rule(PRICE, price_minutes=price)
