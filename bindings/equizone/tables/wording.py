"""Words of notes and errors."""

from __future__ import annotations

__all__ = ["counted"]


def counted(number: int, noun: str) -> str:
    """Return a number of things, such as "1 place" and "2 places"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
