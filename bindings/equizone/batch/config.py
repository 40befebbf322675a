"""What a benchmark is about: a TOML file, checked."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from equizone import checks
from equizone._core import InputError
from equizone.tables.columns import near_names

__all__ = ["Config", "DataSet", "MethodChoice", "read_config"]

_READ_KEYS = ("group", "load", "lon", "lat", "x", "y", "crs")  # go with a file
_DRAWN_KEYS = ("stops", "draws", "seed")  # go with a generator
_DATA_KEYS = (
    *("name", "file", "synthetic", "min_stops", "max_stops", "zones", "tolerance"),
    *_READ_KEYS,
    *_DRAWN_KEYS,
)
_MOST = 2**63 - 1  # of a whole number in the results
_METHOD_KEYS = ("name", "label", "function", "effort", "budget", "parameters", "options")
_TOP_KEYS = ("title", "seeds", "zones", "tolerance", "processes", "limit_s", "map", "data", "methods")


@dataclass(frozen=True)
class DataSet:
    """Where stations come from: a file, perhaps with a station for each group of rows, or a generator."""

    name: str
    given: Mapping[str, Any]
    zones: list[int]
    tolerance: list[float]


@dataclass(frozen=True)
class MethodChoice:
    """A method as a configuration names it.

    `name` is one of ours or a peer; or `function` is "module:function" of any package.
    """

    label: str
    name: str
    function: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Config:
    """A benchmark."""

    title: str
    folder: Path
    """Paths of data are relative to it, and modules of functions are looked for there too."""
    data: list[DataSet]
    methods: list[MethodChoice]
    seeds: list[int]
    processes: int
    limit_s: float
    map: str | None


def read_config(path: str | Path) -> Config:
    """Read a configuration.

    Parameters
    ----------
    path
        The TOML file.

    Raises
    ------
    InputError
        Naming the entry that is missing, unknown or out of range.
    """
    file = checks.path(path, "config")
    if not file.is_file():
        raise InputError(f"{file} does not exist; config must be a TOML file")
    try:
        document = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as failure:
        raise InputError(f"{file} cannot be read as TOML: {failure}") from failure
    return _config(document, file)


def _config(document: dict[str, Any], file: Path) -> Config:
    _check_keys(document, _TOP_KEYS, "the configuration")
    zones = _whole_numbers(document["zones"], "zones", 1) if "zones" in document else []
    tolerance = _tolerances(document.get("tolerance", [0.03]), "tolerance")
    data = [
        _data_set(entry, zones, tolerance, f"data[{i}]") for i, entry in enumerate(_tables(document, "data"))
    ]
    listed = document.get("methods", [])
    if not isinstance(listed, list):
        raise InputError(f'methods is {listed!r}; give a list, such as methods = ["balanced", "kmeans"]')
    if not listed:
        raise InputError('methods is missing; list some, such as methods = ["balanced", "kmeans"]')
    methods = [_method(entry, f"methods[{position}]") for position, entry in enumerate(listed)]
    _refuse_twice([data_set.name for data_set in data], "data sets of the name")
    _refuse_twice([method.label for method in methods], "methods of the label")
    limit_s = checks.number(document.get("limit_s", 300), "limit_s")
    if not limit_s > 0:
        raise InputError(f"limit_s is {limit_s:g}; give seconds > 0")
    return Config(
        title=checks.text(document.get("title", file.stem), "title"),
        folder=file.resolve().parent,
        data=data,
        methods=methods,
        seeds=_whole_numbers(document.get("seeds", [1]), "seeds", 0),
        processes=checks.whole(document.get("processes", 0), "processes", 0),
        limit_s=limit_s,
        map=None if "map" not in document else checks.text(document["map"], "map"),
    )


def _tables(document: dict[str, Any], name: str) -> list[dict[str, Any]]:
    tables = document.get(name)
    if isinstance(tables, dict):
        raise InputError(f"{name} is one table; write [[{name}]] instead of [{name}]")
    if not isinstance(tables, list) or not tables or not all(isinstance(table, dict) for table in tables):
        raise InputError(f"{name} is missing; give at least one table [[{name}]]")
    return tables


def _data_set(entry: dict[str, Any], zones: list[int], tolerance: list[float], where: str) -> DataSet:
    _check_keys(entry, _DATA_KEYS, where)
    if ("file" in entry) == ("synthetic" in entry):
        raise InputError(f'{where} needs either file = "stops.csv" or synthetic = "town"')
    source, others = ("file", _DRAWN_KEYS) if "file" in entry else ("synthetic", _READ_KEYS)
    if strange := [key for key in entry if key in others]:
        raise InputError(f"{where} has {source} and {strange[0]}, which do not go together; leave one out")
    given = checks.text(entry[source], f"{where}.{source}")
    own_zones = _whole_numbers(entry["zones"], f"{where}.zones", 1) if "zones" in entry else zones
    if not own_zones:
        raise InputError(f"zones is missing; list numbers of zones for all data, or in {where}")
    own_tolerance = (
        _tolerances(entry["tolerance"], f"{where}.tolerance") if "tolerance" in entry else tolerance
    )
    return DataSet(
        checks.text(entry.get("name", Path(given).stem), f"{where}.name"), entry, own_zones, own_tolerance
    )


def _method(entry: object, where: str) -> MethodChoice:
    if isinstance(entry, str):
        return MethodChoice(entry, entry)
    if not isinstance(entry, dict):
        raise InputError(f"{where} is {entry!r}; give a name, or a table with name or function")
    _check_keys(entry, _METHOD_KEYS, where)
    if ("name" in entry) == ("function" in entry):
        raise InputError(f'{where} needs either name = "balanced" or function = "module:function"')
    name = checks.text(entry.get("name", entry.get("function")), f"{where}.name")
    options = {key: entry[key] for key in ("effort", "budget", "parameters") if key in entry}
    more = entry.get("options", {})
    if not isinstance(more, dict):
        raise InputError(f"{where}.options is {more!r}; give a table, such as options = {{tolerance = 0.05}}")
    options |= more
    try:
        json.dumps(options)
    except TypeError as failure:
        raise InputError(f"{where} has options that are no numbers, texts or lists: {failure}") from None
    label = checks.text(entry.get("label", name), f"{where}.label")
    return MethodChoice(label, name, entry.get("function", ""), options)


def _check_keys(table: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    for key in table:
        if key not in known:
            near = near_names(key, known, cutoff=0.6)
            hint = f"did you mean {near[0]}? " if near else ""
            raise InputError(f"{where} has an unknown entry {key}; {hint}known are {', '.join(known)}")


def _some(given: object, name: str) -> list[object]:
    if given == []:
        raise InputError(f"{name} is empty; give at least one number")
    return given if isinstance(given, list) else [given]


def _whole_numbers(given: object, name: str, least: int) -> list[int]:
    listed = _some(given, name)
    numbers = [checks.whole(value, f"{name}[{at}]", least, _MOST) for at, value in enumerate(listed)]
    _refuse_twice(numbers, f"entries of {name}")
    return numbers


def _tolerances(given: object, name: str) -> list[float]:
    listed = _some(given, name)
    numbers = [checks.number(value, f"{name}[{position}]") for position, value in enumerate(listed)]
    for position, value in enumerate(numbers):
        if not 0 <= value < 1:
            raise InputError(f"{name}[{position}] is {value:g}; give a share from 0 to below 1, such as 0.03")
    _refuse_twice(numbers, f"entries of {name}")
    return numbers


def _refuse_twice(values: list[Any], what: str) -> None:
    twice = next((value for value in values if values.count(value) > 1), None)
    if twice is not None:
        raise InputError(f"there are two {what} {twice!r}; give each once")
