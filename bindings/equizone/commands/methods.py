"""`equizone methods`: which methods divide stops into zones, and what there is to know of each."""

from __future__ import annotations

import argparse
import textwrap

from equizone._core import MethodInfo, method_info, methods

__all__ = ["DESCRIPTION", "EXAMPLES", "SUMMARY", "add_arguments", "run"]

SUMMARY = "list the methods that divide stops into zones, or tell more of one"
DESCRIPTION = (
    "List the methods that divide stops into zones: ours, and the literature's to compare with. With a name, "
    "tell its source, complexity, guarantees and parameters."
)

_INDENT = 12

EXAMPLES = """\
examples:
  equizone methods
  equizone methods hilbert

"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("method", metavar="NAME", nargs="?", help="the method to tell more of")
    parser.add_argument("--quiet", action="store_true", help="print errors only")


def run(options: argparse.Namespace) -> str:
    """Return the list, or the account of one method."""
    if options.method is not None:
        return _account(method_info(options.method))
    width = max(map(len, methods()))
    return "\n".join(f"{name:<{width}}  {description}" for name, description in methods().items())


def _account(info: MethodInfo) -> str:
    lines = [f"{info.name}: {info.description}", ""]
    lines += _entry("source", info.source)
    lines += _entry("complexity", info.complexity)
    lines += _entry("guarantees", info.guarantees)
    if any(info.budget.values()):
        counts = ", ".join(f"{count:,} at {effort}" for effort, count in info.budget.items())
        lines += _entry("budget", f"candidates looked at: {counts}")
    if info.needs_cover_solver:
        lines += _entry("needs", "an integer programming solver: SciPy's HiGHS unless another is given")
    for parameter in info.parameters:
        span = f"{parameter.standard:g}, from {parameter.lowest:g} to {parameter.highest:g}"
        lines += _entry(parameter.name, f"{parameter.meaning} (default {span})")
    return "\n".join(lines)


def _entry(title: str, text: str) -> list[str]:
    if len(title) < _INDENT:
        return textwrap.wrap(text, 100, initial_indent=f"{title:<{_INDENT}}", subsequent_indent=" " * _INDENT)
    return [title, *textwrap.wrap(text, 100, initial_indent=" " * _INDENT, subsequent_indent=" " * _INDENT)]
