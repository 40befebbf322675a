"""Turn the comments of the public C++ headers into docstrings of the Python module.

    python docstrings.py INCLUDE_DIRECTORY OUTPUT_HEADER

Comments are written once, in the headers that equizone.hpp includes. The header written here holds, in
namespace equizone::doc, one string in numpy's style per documented function and type (`doc::partition`,
`doc::Partition`), member and enumerator (`doc::Partition_labels`, `doc::Status_ok`). Of overloads, the first
one speaks, and the others add their summaries as notes, and their parameters. A function's parameter
`options` is replaced by the members of its struct, since these are keyword arguments in Python.
"""

import re
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

UMBRELLA = "equizone/equizone.hpp"
INCLUDE = re.compile(r'^#include "(.+)"', re.MULTILINE)
BLOCK = r"((?:^[ \t]*///(?!<)[^\n]*\n)+)"
TYPE = re.compile(
    BLOCK + r"^(?:struct|class|enum(?: class)?) (\w+)[^;{]*\{([^\n]*\}(?=;$)|.*?^\});",
    re.MULTILINE | re.DOTALL,
)
FUNCTION = re.compile(
    BLOCK + r"^(?!\s|namespace)[^;{}()=/#]*?(\w+)\(((?:[^;{]|\{\})*)\)[^;{]*[;{]", re.MULTILINE
)
TRAILING_CONTINUED = re.compile(r"\n[ \t]*///<")
COMMENT_MARK = re.compile(r"^\s*///<?")
ARRAY_SHAPE = re.compile(r"\b2 x (\w+)")  # a matrix of columns in C++ is an array of rows in Python
TEMPLATE_ARGUMENTS = re.compile(r"<.*>")
MEMBER = re.compile(r"([^=({;,}]*?) ?\b(\w+)\s*(?:(\()|[={;,}]|$)")
PARAMETER = re.compile(r"(\w+)(?:<.*?>)?&? (\w+)(?= *[,=]| *$)")
COMMAND = re.compile(r"\\(\w+)\s*(.*)")
NOTE = re.compile(r"(?:Complexity|Source):")


@dataclass
class Comment:
    """What a comment says, by section; the keys of `parameters` and `raises` are names."""

    summary: list[str] = field(default_factory=list)
    parameters: dict[str, str] = field(default_factory=dict)
    returns: str = ""
    raises: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    same_as: str = ""


@dataclass
class Symbol:
    """A documented type or function, with the members of the one and the parameter list of the other."""

    comment: Comment
    members: dict[str, Comment] = field(default_factory=dict)
    parameter_list: str = ""


def paragraphs(block: str) -> Iterator[str]:
    """Join the lines of a comment to paragraphs; a command or a note starts a new one."""
    text = ""
    for line in [*(COMMENT_MARK.sub("", line).strip() for line in block.splitlines()), ""]:
        if text and (not line or line.startswith("\\") or NOTE.match(line)):
            yield ARRAY_SHAPE.sub(r"(\1, 2)", text)
            text = ""
        text = f"{text} {line}".strip()


def parse_comment(block: str) -> Comment:
    """Sort the paragraphs of a comment into sections; what follows the commands is a note."""
    comment = Comment()
    section = comment.summary
    for text in paragraphs(block):
        command = COMMAND.match(text)
        if command is None:
            (comment.notes if NOTE.match(text) else section).append(text)
            continue
        section = comment.notes
        name, _, description = command[2].partition(" ")
        match command[1]:
            case "param":
                comment.parameters[name] = description.strip()
            case "return":
                comment.returns = command[2]
            case "throws":
                comment.raises[name] = description.strip()
            case "copydetails":
                comment.same_as = name
            case _:
                sys.exit(f"docstrings.py does not know the command \\{command[1]}, used in: {text}")
    return comment


def read_members(body: str, types: dict[str, Symbol]) -> dict[str, Comment]:
    """Collect the comments of a type's public members.

    A member without one shares that of the member right above, if both are of one type, or that of its type.
    """
    members: dict[str, Comment] = {}
    block, above_kind, comment = "", "", None
    public_part = re.split(r"^ *(?:private|protected):", body, maxsplit=1, flags=re.MULTILINE)[0]
    for line in TRAILING_CONTINUED.sub("", public_part).splitlines():
        code, _, trailing = (part.strip() for part in line.partition("///<"))
        if code.startswith("///"):
            block += code + "\n"
            continue
        member = MEMBER.match(TEMPLATE_ARGUMENTS.sub("", code))
        kind, name, is_function = member.groups() if member else ("", "", "")
        if block or trailing:
            comment = parse_comment(block or trailing)
        elif not kind or is_function or kind != above_kind:
            comment = types[kind].comment if kind in types else None
        if name and comment:
            members[name] = comment
        block, above_kind = "", kind
    return members


def read_symbols(header: str, known: dict[str, Symbol]) -> None:
    """Add the documented types and functions of a header to those known."""
    for block, name, body in TYPE.findall(header):
        known.setdefault(name, Symbol(parse_comment(block), members=read_members(body, known)))
    for block, name, parameter_list in FUNCTION.findall(TYPE.sub("", header)):
        symbol = Symbol(parse_comment(block), parameter_list=parameter_list)
        known[name] = with_overload(known[name], symbol) if name in known else symbol


def with_overload(first: Symbol, other: Symbol) -> Symbol:
    """Let the first of overloads speak; the other adds its summary as notes, and its own parameters."""
    own, more = first.comment, other.comment
    comment = Comment(
        summary=own.summary,
        parameters=more.parameters | own.parameters,
        returns=own.returns,
        raises=own.raises,
        notes=own.notes + more.summary + more.notes,
        same_as=own.same_as,
    )
    return Symbol(comment, parameter_list=f"{first.parameter_list}, {other.parameter_list}")


def with_copied_details(symbol: Symbol, symbols: dict[str, Symbol]) -> Comment:
    """Complete a comment by the sections of the one that it copies its details from."""
    own = symbol.comment
    if not own.same_as:
        return own
    other = symbols[own.same_as].comment
    return Comment(
        summary=own.summary,
        parameters=other.parameters | own.parameters,
        returns=own.returns or other.returns,
        raises=own.raises or other.raises,
        notes=own.notes or other.notes,
    )


def keyword_arguments(options: Symbol) -> dict[str, str]:
    """Describe the members of an options struct; those that share a comment share an entry."""
    names_of: dict[str, list[str]] = {}
    for member, comment in options.members.items():
        names_of.setdefault(" ".join(comment.summary), []).append(member)
    return {", ".join(names): text for text, names in names_of.items()}


def parameters(symbol: Symbol, comment: Comment, symbols: dict[str, Symbol]) -> dict[str, str]:
    """Describe the parameters in the order of the declaration, the options spelled out."""
    if not symbol.parameter_list:
        return comment.parameters  # of a type's constructor
    texts: dict[str, str] = {}
    for kind, name in PARAMETER.findall(symbol.parameter_list):
        if name == "options":
            texts = texts | keyword_arguments(symbols[kind]) | texts  # a comment of its own goes first
        elif name in comment.parameters:
            texts[name] = comment.parameters[name]
    return texts


def wrapped(text: str, indent: str = "") -> str:
    """Break a paragraph into lines."""
    return textwrap.fill(text, 88, initial_indent=indent, subsequent_indent=indent, break_long_words=False)


def section(title: str, entries: dict[str, str]) -> list[str]:
    """Lay out a section of names and descriptions as numpy does."""
    lines = [f"{name}\n{wrapped(text, '    ')}" for name, text in entries.items()]
    return ["\n".join([title, "-" * len(title), *lines])] if entries else []


def docstring(symbol: Symbol, symbols: dict[str, Symbol]) -> str:
    """Lay out a whole comment as numpy does."""
    comment = with_copied_details(symbol, symbols)
    parts = [wrapped(text) for text in comment.summary]
    parts += section("Parameters", parameters(symbol, comment, symbols))
    parts += [f"Returns\n-------\n{wrapped(comment.returns)}"] if comment.returns else []
    parts += section("Raises", comment.raises)
    parts += ["Notes\n-----\n" + "\n\n".join(map(wrapped, comment.notes))] if comment.notes else []
    return "\n\n".join(parts)


def docstrings(symbols: dict[str, Symbol]) -> Iterator[tuple[str, str]]:
    """Yield the names and texts of all constants."""
    for name, symbol in symbols.items():
        yield name, docstring(symbol, symbols)
        for member, comment in symbol.members.items():
            yield f"{name}_{member}", docstring(Symbol(comment), symbols)


def main(include: Path, output: Path) -> None:
    """Write the header of docstrings."""
    symbols: dict[str, Symbol] = {}
    for header in INCLUDE.findall((include / UMBRELLA).read_text(encoding="utf-8")):
        read_symbols((include / header).read_text(encoding="utf-8"), symbols)
    constants = [
        f'inline constexpr const char* {name} =\n    R"doc({text})doc";\n'
        for name, text in docstrings(symbols)
    ]
    opening = (
        "// Written by docstrings.py from the public headers.\n#pragma once\n\nnamespace equizone::doc {\n"
    )
    output.write_text("\n".join([opening, *constants, "}  // namespace equizone::doc\n"]), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
