"""The methods of a benchmark: ours, other packages', and anybody's function."""

from __future__ import annotations

import hashlib
import importlib
import inspect
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

import equizone
from equizone import _core
from equizone._core import InputError
from equizone.batch.config import MethodChoice
from equizone.batch.peers import PEERS
from equizone.batch.task import Task
from equizone.tables.columns import near_names

__all__ = ["Divider", "divider_of"]


@dataclass(frozen=True)
class Divider:
    """A method that is ready to be called; sent to other processes by name."""

    label: str
    kind: str
    """"ours", "peer" or "function"."""
    name: str
    version: str
    about: str
    options: Mapping[str, Any] = field(default_factory=dict)
    missing: str = ""
    """Why it cannot be called here, if so."""

    def prepare(self, points: np.ndarray, loads: np.ndarray, task: Task) -> Callable[[], Any]:
        """Do what is not part of dividing, and return the call to be timed."""
        if self.kind == "peer":
            return PEERS[self.name].prepare(points, loads, task)
        if self.kind == "function":
            divide = _function(self.name)
            arguments = {"tolerance": task.tolerance, "seed": task.seed, **self.options}
            # What a function of anybody does to its arrays must not change what its labels are scored on.
            points, loads = points.copy(), loads.copy()
            return lambda: divide(points, loads, task.zones, **arguments)
        arguments = {"lower": task.lower, "upper": task.upper, "seed": task.seed, **self.options}
        return lambda: (
            equizone.partition(points, loads, zones=task.zones, method=self.name, **arguments).labels
        )


def divider_of(choice: MethodChoice, folder: Path) -> Divider:
    """Return the method that a configuration names; modules are looked for in its folder too.

    Raises
    ------
    InputError
        If there is no such method, or no such function.
    """
    if choice.function:
        if str(folder) not in sys.path:
            sys.path.insert(0, str(folder))
        function = _function(choice.function)
        about = (inspect.getdoc(function) or "").partition("\n")[0] or f"the function {choice.function}"
        version = _version_of(function)
        return Divider(choice.label, "function", choice.function, version, about, choice.options)
    ours = equizone.methods()
    if choice.name in ours:
        if choice.options:
            _try_options(choice)
        version = f"{equizone.__version__}-{_digest(Path(_core.__file__))}"
        return Divider(choice.label, "ours", choice.name, version, ours[choice.name], choice.options)
    if choice.name in PEERS:
        peer = PEERS[choice.name]
        if choice.options:
            raise InputError(f"method {choice.name} is another package's and takes no options here")
        version = f"{peer.version()}-{_digest(Path(inspect.getfile(peer.prepare)))}"
        return Divider(choice.label, "peer", choice.name, version, peer.about, missing=peer.missing() or "")
    known = [*ours, *PEERS]
    near = near_names(choice.name, known, cutoff=0.6)
    hint = f"did you mean {near[0]}? " if near else ""
    raise InputError(f"method {choice.name} is unknown; {hint}known are {', '.join(known)}")


def _try_options(choice: MethodChoice) -> None:
    """Divide four stops, so that options that cannot be are found before anything is run."""
    if reserved := {"zones", "method", "lower", "upper", "seed"} & set(choice.options):
        raise InputError(
            f"method {choice.label} has the option {min(reserved)}, which the benchmark sets itself"
        )
    corners = np.array([[0.0, 0.0], [100.0, 0.0], [0.0, 100.0], [100.0, 100.0]])
    options = {"time_limit_s": 1.0, **choice.options}  # a budget may be meant for a city
    try:
        equizone.partition(corners, np.ones(4), zones=2, method=choice.name, **options)
    except InputError as failure:
        raise InputError(f"options of method {choice.label}: {failure}") from None
    except TypeError:
        names = ", ".join(choice.options)
        raise InputError(
            f"options of method {choice.label}: partition does not take these ({names}), or not such values"
        ) from None


def _function(name: str) -> Callable[..., Any]:
    module, _, attribute = name.partition(":")
    try:
        function = getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError, ValueError) as failure:
        raise InputError(f"function {name} cannot be had: {failure}; give it as module:function") from failure
    except (Exception, SystemExit) as failure:  # whatever the module does when it is imported
        said = f"{type(failure).__name__}: {' '.join(str(failure).split())}"
        raise InputError(f"function {name} cannot be had: its module ends with {said}") from failure
    if not callable(function):
        raise InputError(f"function {name} is a {type(function).__name__}; give something to call")
    return function


def _version_of(function: Callable[..., Any]) -> str:
    """Return what changes with the file that a function is written in, where there is one."""
    try:
        return _digest(Path(inspect.getfile(function)))
    except (TypeError, OSError):  # built in, or an object that can be called
        module = sys.modules.get(getattr(function, "__module__", None) or type(function).__module__)
        file = getattr(module, "__file__", None)
        return _digest(Path(file)) if file else ""


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]
