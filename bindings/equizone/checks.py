"""Checks of arguments: one error that names the argument, its value and what to give."""

from __future__ import annotations

import os
import reprlib
from numbers import Real
from operator import index
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from equizone._core import InputError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

__all__ = ["flag", "number", "numbers", "path", "shown", "text", "texts", "whole"]


def whole(value: object, name: str, least: int, most: int | None = None) -> int:
    """Return a whole number within its limits."""
    try:
        count = index(value)  # type: ignore[arg-type]
    except TypeError:
        raise _refusal(value, name, "a whole number") from None
    if _is_flag(value):
        raise _refusal(value, name, "a whole number")
    if count < least:
        raise _refusal(value, name, f"at least {least}")
    if most is not None and count > most:
        raise _refusal(value, name, f"at most {most}")
    return count


def number(value: object, name: str) -> float:
    """Return a real number; its range is the caller's to check."""
    if not isinstance(value, Real) or _is_flag(value):
        raise _refusal(value, name, "a number")
    try:
        return float(value)
    except OverflowError:
        raise _refusal(value, name, "a smaller number") from None


def numbers(values: ArrayLike, name: str) -> np.ndarray:
    """Return an array of real numbers; its shape and their range are the caller's to check."""
    try:
        array = np.asarray(values)
        if array.dtype.kind in "fiub":
            return array.astype(float)
    except ValueError:  # rows of different lengths
        pass
    raise _refusal(values, name, "an array of numbers")


def flag(value: object, name: str) -> bool:
    """Return True or False; a text such as "no" is neither."""
    if not _is_flag(value):
        raise _refusal(value, name, "True or False")
    return bool(value)


def text(value: object, name: str) -> str:
    """Return a text."""
    if not isinstance(value, str):
        raise _refusal(value, name, "a text")
    return value


def texts(values: object, name: str) -> list[str]:
    """Return a list of texts, none of them blank."""
    if isinstance(values, str) or not hasattr(values, "__iter__"):
        raise _refusal(values, name, "a list of texts")
    listed = list(values)
    for position, value in enumerate(listed):
        if not text(value, f"{name}[{position}]").strip():
            raise _refusal(value, f"{name}[{position}]", "a text that is not blank")
    return listed


def path(value: object, name: str) -> Path:
    """Return a path that the file system can be asked about."""
    if not isinstance(value, str | os.PathLike):
        raise _refusal(value, name, "a path")
    if not os.fspath(value):
        raise InputError(f"{name} is empty; give a path")
    if "\0" in os.fspath(value):
        raise _refusal(value, name, "a path without zero bytes")
    if "://" in os.fspath(value):
        raise InputError(f"{name} is {value}, which is a URL; download it first")
    return Path(value)


def shown(value: object) -> str:
    """Return a value as errors name it: shortly, and on one line where its repr has several, as of arrays."""
    return " ".join(reprlib.repr(value).split())


def _is_flag(value: object) -> bool:
    return type(value).__name__ in ("bool", "bool_")  # Python's, and NumPy's under its old and new name


def _refusal(value: object, name: str, wanted: str) -> InputError:
    return InputError(f"{name} is {shown(value)}; give {wanted}")
