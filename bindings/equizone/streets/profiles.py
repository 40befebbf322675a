"""What a vehicle may use, which way, and how fast: read from the tags of OpenStreetMap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from equizone._core import InputError

__all__ = ["PROFILES", "Profile", "Use", "find_profile"]

KMH_PER_MPH = 1.609344

ALLOWED = {"yes", "permissive", "designated", "destination", "delivery", "customers", "official", "dismount"}
"""What the access tags say of a way that a courier may use; any other word keeps him out."""

DRIVEN_SHARE = 0.75
"""Mean speed of a van on the way, junctions and traffic included, as a share of the limit: an assumption."""

# What is usual without a sign, in km/h, outside motorways near the lower end of the countries' rules.
LIMITS_KMH = {
    "motorway": 120.0,
    "trunk": 90.0,
    "primary": 60.0,
    "secondary": 60.0,
    "tertiary": 50.0,
    "unclassified": 50.0,
    "residential": 40.0,
    "road": 40.0,
    "living_street": 15.0,
    "service": 20.0,
}
QUIET_STREETS = ("tertiary", "unclassified", "residential", "road", "living_street", "service")
MAIN_STREETS = ("primary", "secondary")

NARROW = frozenset({"kissing_gate", "log", "stile", "turnstile", "full-height_turnstile"})
"""What only people on foot get past."""


@dataclass(frozen=True)
class Use:
    """How a vehicle uses a way."""

    kmh: float
    forward: bool
    backward: bool


@dataclass(frozen=True)
class Profile:
    """A vehicle: its speeds by class of way, and the rules that it obeys.

    Slip roads (primary_link, ...) count as the road that they belong to. Classes not listed are used only
    where an access tag of the way allows it.
    """

    name: str
    kmh: Mapping[str, float]
    """Speed on the ways of a class, in km/h; where limits are obeyed, the limit where no sign is."""
    only_allowed_kmh: Mapping[str, float]
    """As `kmh`, of classes that are used only where a tag allows it."""
    access_keys: tuple[str, ...]
    """Tags that say who may use a way; the first that there is counts."""
    oneway_keys: tuple[str, ...]
    """Tags that say which way it is used; the first that there is counts. None: both ways everywhere."""
    obeys_limits: bool
    """Whether `maxspeed` counts; speeds are then shares of the limit."""
    stopped_by: frozenset[str]
    """What stops the vehicle on a way, where no access tag allows it: values of the tag `barrier`."""

    def use(self, tags: Mapping[str, str]) -> Use | None:
        """Return how the vehicle uses a way with these tags, or None if it may not."""
        kmh = self._speed(tags)
        if kmh is None:
            return None
        forward, backward = self._directions(tags)
        return Use(kmh, forward, backward)

    def passes(self, gate: Mapping[str, str]) -> bool:
        """Return whether the vehicle gets past a node with these tags."""
        said = first_of(gate, self.access_keys)
        return gate.get("barrier") not in self.stopped_by if said is None else said in ALLOWED

    def _speed(self, tags: Mapping[str, str]) -> float | None:
        way = tags.get("highway", "").removesuffix("_link")
        said = first_of(tags, self.access_keys)
        if said is not None and said not in ALLOWED:
            return None
        usual = self.kmh.get(way)
        if usual is None and said is not None:
            usual = self.only_allowed_kmh.get(way)
        if usual is None or tags.get("area") == "yes":
            return None
        return DRIVEN_SHARE * (limit_kmh(tags) or usual) if self.obeys_limits else usual

    def _directions(self, tags: Mapping[str, str]) -> tuple[bool, bool]:
        if not self.oneway_keys:
            return True, True
        said = first_of(tags, self.oneway_keys)
        if said is None:
            circular = tags.get("junction") in ("roundabout", "circular")
            said = "yes" if circular or tags.get("highway") == "motorway" else "no"
        if said in ("-1", "reverse"):
            return False, True
        return True, said not in ("yes", "true", "1")


def first_of(tags: Mapping[str, str], keys: Iterable[str]) -> str | None:
    """Return the value of the first key that there is; of several values, the first."""
    value = next((tags[key] for key in keys if key in tags), None)
    return None if value is None else value.split(";")[0].strip().casefold()


def limit_kmh(tags: Mapping[str, str]) -> float | None:
    """Return the speed limit that a sign states, in km/h; the lower one where the directions differ."""
    values = [tags.get(key, "") for key in ("maxspeed", "maxspeed:forward", "maxspeed:backward")]
    return min(filter(None, map(_kmh, values)), default=None)


def _kmh(text: str) -> float | None:
    if text.strip() == "walk":
        return 7.0
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*(km/h|kmh|kph|mph)?\s*", text)
    if match is None:
        return None  # "none", "signals", "RO:urban", ...: what is usual for the class
    return float(match[1]) * (KMH_PER_MPH if match[2] == "mph" else 1.0)


VAN = Profile(
    name="van",
    kmh=LIMITS_KMH,
    only_allowed_kmh={"pedestrian": 7.0, "track": 20.0},
    access_keys=("motorcar", "motor_vehicle", "vehicle", "access"),
    oneway_keys=("oneway:motor_vehicle", "oneway"),
    obeys_limits=True,
    stopped_by=NARROW | {"bollard", "block", "chain", "cycle_barrier", "debris", "jersey_barrier", "planter"},
)
E_BIKE = Profile(
    name="e-bike",
    kmh={
        **dict.fromkeys((*MAIN_STREETS, *QUIET_STREETS), 18.0),
        "cycleway": 18.0,
        "track": 14.0,
        "path": 12.0,
    },
    only_allowed_kmh={"trunk": 18.0, "footway": 8.0, "pedestrian": 8.0, "bridleway": 10.0},
    access_keys=("bicycle", "vehicle", "access"),
    oneway_keys=("oneway:bicycle", "oneway"),
    obeys_limits=False,
    stopped_by=NARROW,
)
ON_FOOT = Profile(
    name="foot",
    kmh={
        **dict.fromkeys((*MAIN_STREETS, *QUIET_STREETS), 4.8),
        **dict.fromkeys(("footway", "pedestrian", "path", "track", "cycleway", "bridleway"), 4.8),
        "steps": 2.4,
    },
    only_allowed_kmh={"trunk": 4.8},
    access_keys=("foot", "access"),
    oneway_keys=(),
    obeys_limits=False,
    stopped_by=frozenset(),
)
PROFILES = {profile.name: profile for profile in (VAN, E_BIKE, ON_FOOT)}


def find_profile(profile: str) -> Profile:
    """Return the profile of that name."""
    if profile not in PROFILES:
        raise InputError(f"profile is {profile!r}; give {', '.join(PROFILES)}")
    return PROFILES[profile]
