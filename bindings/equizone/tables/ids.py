"""Ids of stops, couriers and zones: compared as texts, whatever type a file gave them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

__all__ = ["as_texts", "shown"]


def as_texts(ids: Iterable[object]) -> pd.Index:
    """Return ids as texts: 7 and 7.0, which is how files with empty cells give it, are "7"."""
    return pd.Index([_text(value) for value in pd.Index(ids)], dtype=object)


def _text(value: object) -> str:
    return str(int(value)) if isinstance(value, float | np.floating) and value.is_integer() else str(value)


def shown(value: object) -> str:
    """Return how an error shows an id: as Python would write it, without NumPy's type."""
    return repr(value.item() if isinstance(value, np.generic) else value)
