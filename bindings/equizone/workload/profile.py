"""Profiles: the figures of a workload model as a readable TOML file, each with its source."""

from __future__ import annotations

import copy
import math
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd
import tomli_w

import equizone._core as _core
from equizone import checks
from equizone._core import InputError
from equizone.tables.columns import near_names

__all__ = ["CATEGORIES", "Profile"]

CATEGORIES = {
    "road": {"minutes": "min per visit"},
    "customer": {
        "minutes": "min per visit",
        "minutes_per_parcel": "min per parcel",
        "sign_for_rate": "share of attempts",
    },
    "waiting": {"minutes": "min per visit"},
    "shape": {"multiplier": "of the handling"},
    "other": {"minutes": "min per visit", "multiplier": "of all minutes"},
}
"""Factors with categories; each with the figures that a category may have, and their units."""

FIGURES = {
    ("parcel", "minutes"): ("minutes_per_parcel", "min per parcel"),
    ("parcel", "minutes_per_kg"): ("minutes_per_kg", "min per kg"),
    ("parcel", "minutes_per_litre"): ("minutes_per_litre", "min per litre"),
    ("parcel", "kg"): ("parcel_kg", "kg"),
    ("parcel", "litres"): ("parcel_litres", "litres"),
    ("parcel", "scale"): ("scale", "exponent"),
    ("sign_for", "rate"): ("sign_for_rate", "share of attempts"),
    ("sign_for", "most_attempts"): ("most_attempts", "attempts"),
    ("shift", "minutes"): ("minutes_per_shift", "min per shift"),
}
"""Single figures: section and key, the model's member, and the unit."""

POSITIVE = ("multiplier", "sign_for_rate")
"""Figures of categories that cannot be 0."""

UNITS = """\
# Units: minutes, kilograms, litres; rates and multipliers have none. Minutes are per visit; those of [parcel]
# and minutes_per_parcel per parcel; those of [shift] per courier and day. The first category of a factor is
# its default.

"""
"""Opens a profile that is written."""

COURIER = "courier"
"""The section of couriers' productivity: categories with a multiplier each, by trait."""


class Profile:
    """Figures with their sources, as in the file; what a file leaves out is that of the default profile.

    Parameters
    ----------
    document
        Sections of the file.
    where
        What errors call the file.
    text
        The file itself, where the document is all that it says.
    """

    def __init__(self, document: Mapping[str, Any], where: str, text: str | None = None) -> None:
        self._text = text
        self.document = copy.deepcopy(dict(document))
        self.name = checks.text(self.document.pop("name", Path(where).stem), f"{where}: name")
        self.where = where
        _check_sections(self.document, where)
        self.core = self._model()
        try:
            self.core.minutes(0, {})  # refuses figures out of range
        except InputError as error:
            raise InputError(f"{where}: {error}") from None

    @classmethod
    def default(cls) -> Profile:
        """Return the profile that comes with equizone."""
        text = files("equizone.workload").joinpath("default_profile.toml").read_text(encoding="utf-8")
        return cls(tomllib.loads(text), "default_profile.toml", text)

    @classmethod
    def from_file(cls, path: str | Path) -> Profile:
        """Read a profile; sections that it lacks are those of the default profile."""
        file = checks.path(path, "profile")
        if not file.is_file():
            raise InputError(f'{file} does not exist; give a profile, a TOML file, or "default"')
        try:
            document = tomllib.loads(file.read_text(encoding="utf-8-sig"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as failure:
            raise InputError(f"{file} is not TOML: {failure}") from failure
        _check_sections({key: value for key, value in document.items() if key != "name"}, str(file))
        default = cls.default().document
        return cls({"name": file.stem, **default, **_completed(document, default)}, str(file))

    def to_toml(self) -> str:
        """Return the profile as a file's text: the default one with its comments, others with the units."""
        if self._text is not None:
            return self._text
        return UNITS + tomli_w.dumps({"name": self.name, **self.document})

    def names(self, factor: str) -> list[str]:
        """Return the categories of a factor; the first is the default."""
        return list(self.document[factor])

    def multipliers(self, trait: str) -> dict[str, float]:
        """Return the productivity multipliers of a trait of couriers, such as "vehicle"."""
        return {
            name: float(entry["multiplier"]) for name, entry in self.document[COURIER].get(trait, {}).items()
        }

    @property
    def traits(self) -> list[str]:
        """Traits of couriers that change their productivity."""
        return list(self.document[COURIER])

    def table(self) -> pd.DataFrame:
        """Return every figure with its unit and source."""
        rows = [
            {
                "factor": section,
                "category": "",
                "figure": key,
                "value": self.document[section][key]["value"],
                "unit": unit,
                "source": self.document[section][key].get("source", ""),
            }
            for (section, key), (_, unit) in FIGURES.items()
        ]
        rows += [
            {
                "factor": factor,
                "category": name,
                "figure": key,
                "value": entry[key],
                "unit": unit,
                "source": entry.get("source", ""),
            }
            for factor, units in CATEGORIES.items()
            for name, entry in self.document[factor].items()
            for key, unit in units.items()
            if key in entry
        ]
        return pd.DataFrame(rows)

    def _model(self) -> _core.WorkloadModel:
        model = _core.WorkloadModel()
        for (section, key), (member, _) in FIGURES.items():
            setattr(model, member, self.document[section][key]["value"])
        for factor, units in CATEGORIES.items():
            entries = self.document[factor].items()
            setattr(
                model,
                factor,
                [
                    _core.Category(name, **{key: entry[key] for key in units if key in entry})
                    for name, entry in entries
                ],
            )
        return model


def _completed(document: Mapping[str, Any], default: Mapping[str, Any]) -> dict[str, Any]:
    """Complete the sections of single figures; lists of categories are taken as they are."""
    singles = {section for section, _ in FIGURES}
    return {
        section: {**default[section], **entries} if section in singles else entries
        for section, entries in document.items()
    }


def _check_sections(document: Mapping[str, Any], where: str) -> None:
    singles: dict[str, list[str]] = {}
    for section, key in FIGURES:
        singles.setdefault(section, []).append(key)
    known = [*singles, *CATEGORIES, COURIER]
    for section, entries in document.items():
        _check_known(section, known, f"{where}: section")
        if not isinstance(entries, Mapping) or not entries:
            raise InputError(f"{where}: [{section}] is empty; give it entries, or leave it out")
        if section == COURIER:
            for trait, levels in entries.items():
                _check_categories(levels, {"multiplier": ""}, f"{where}: [{section}.{trait}", needs=True)
        elif section in CATEGORIES:
            _check_categories(entries, CATEGORIES[section], f"{where}: [{section}")
        else:
            for key, entry in entries.items():
                _check_known(key, singles[section], f"{where}: [{section}] key")
                _check_figure(entry, f"{where}: [{section}] {key}")


def _check_known(name: str, known: list[str], what: str) -> None:
    if name in known:
        return
    near = near_names(name, known, cutoff=0.6)
    proposal = f"did you mean {near[0]}? " if near else ""
    raise InputError(f"{what} {name!r} is unknown; {proposal}known are {', '.join(known)}")


def _check_figure(entry: Any, what: str) -> None:
    if not isinstance(entry, Mapping) or "value" not in entry:
        raise InputError(f'{what} is {entry!r}; write it as {{ value = 1.0, source = "..." }}')
    for key in entry:
        _check_known(key, ["value", "source"], f"{what}: key")
    if what.endswith("most_attempts"):
        checks.whole(entry["value"], what, least=1, most=1000)
    _check_number(entry["value"], what)


def _check_categories(entries: Any, figures: Mapping[str, str], what: str, *, needs: bool = False) -> None:
    if not isinstance(entries, Mapping) or not entries:
        raise InputError(f"{what}] has no categories; the first one is the default")
    _check_names(list(entries), what)
    for name, entry in entries.items():
        if not isinstance(entry, Mapping):
            raise InputError(
                f"{what}] {name} is {entry!r}; write the category as a section "
                f'{what[what.index("[") :]}."{name}"]'
            )
        for key, value in entry.items():
            if key != "source":
                _check_known(key, [*figures, "source"], f'{what}."{name}"] key')
                _check_number(value, f'{what}."{name}"] {key}')
                if key in POSITIVE and value <= 0:
                    raise InputError(f'{what}."{name}"] {key} is {value}; give a number above 0')
        if needs and "multiplier" not in entry:
            raise InputError(f'{what}."{name}"] has no multiplier; give one, 1 for an average courier')


def _check_names(names: list[str], what: str) -> None:
    """Refuse names that no cell of a table could mean."""
    for position, name in enumerate(names):
        if name.casefold() in (other.casefold() for other in names[:position]):
            raise InputError(f"{what}] has {name!r} twice, but for capitals, which do not count; rename one")
        if what.rpartition("[")[2] in CATEGORIES and not math.isnan(pd.to_numeric(name, errors="coerce")):
            raise InputError(f"{what}] has a category {name!r}, which would be read as a number; rename it")


def _check_number(value: Any, what: str) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise InputError(f"{what} is {value!r}; give a number")
