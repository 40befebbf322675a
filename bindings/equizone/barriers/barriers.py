"""Barriers: lines with a rule each, and the places to cross them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import shapely

from equizone import checks
from equizone._core import BarrierLines, InputError, enclosures
from equizone.barriers.arrays import BarrierArrays, barrier_arrays
from equizone.barriers.given import Lines, given_barriers, given_crossings
from equizone.barriers.mapped import mapped_barriers
from equizone.barriers.obstacles import KINDS, obstacles_of_extract, obstacles_of_tables
from equizone.barriers.rules import CLOSED, CROSSINGS
from equizone.geography.coordinates import parse_crs
from equizone.osm.cache import Tables, cached, fingerprint
from equizone.osm.coverage import check_covers
from equizone.osm.extract import read_extract
from equizone.streets.from_tables import EDGES, NODES
from equizone.streets.network import Streets
from equizone.streets.profiles import find_profile
from equizone.tables.columns import RowError
from equizone.tables.reading import given_table
from equizone.tables.wording import counted

__all__ = ["Barriers"]

BARRIERS = "barriers.csv"


@dataclass(frozen=True, eq=False, repr=False)
class Barriers:
    """What couriers do not cross, or only at a price, or only at crossings.

    Made by one of the functions whose names begin with `from_`, or by `read`.
    """

    lines: geopandas.GeoDataFrame
    """The barriers: kind ("river", "canal", "water", "railway", "motorway", "trunk", or your own), name, rule
    ("closed", "price" or "crossings"), price_m or price_minutes (where the rule is "price"), and a line."""
    crossings: geopandas.GeoDataFrame
    """Where lines with the rule "crossings" are open: highway (the street's class, "" if it is not known),
    and a point on the line. A bridge over two railway tracks is two points."""
    source: str
    """Where the barriers come from, as errors say it."""
    mapped: geopandas.GeoSeries | None
    """How far the map reaches that they were taken from: its convex hull. None for given lines."""
    notes: list[str] = field(default_factory=list)
    """What there is, one sentence each."""

    @classmethod
    def from_osm(cls, path: str | Path, profile: str = "van", kinds: Iterable[str] = KINDS) -> Barriers:
        """Take rivers, canals, waters, railways, motorways and trunk roads from an OpenStreetMap extract.

        Each is passable where a street that the vehicle may use passes over, under or through it: bridges,
        underpasses, level crossings, junctions of trunk roads. Tunnels and culverts are no barriers, nor are
        bridges of railways and roads longer than 100 m, nor waters below 2,500 m2. A river is its centre line
        where it has one, else its banks. The result is kept in the user's folder for caches.

        Parameters
        ----------
        path
            An extract (.osm.pbf); pyosmium is needed: ``pip install 'equizone[network]'``.
        profile
            "van", "e-bike" or "foot": whose crossings count. A footbridge is none for a van.
        kinds
            What counts as a barrier. Default: all of the above.

        Raises
        ------
        InputError
            A file that cannot be read, an unknown profile or kind, or pyosmium is missing.
        """
        file, wanted = checks.path(path, "path"), _known_kinds(kinds)
        streets = Streets.from_osm(file, profile)

        def build() -> Tables:
            made = mapped_barriers(obstacles_of_extract(read_extract(file), wanted), streets, file.name)
            return {
                "lines": made.lines,
                "crossings": made.crossings,
                "mapped": made.mapped.to_frame("geometry"),
            }, made.notes

        key = fingerprint(file, repr(find_profile(profile)), file.name, *wanted)
        tables, notes = cached(f"barriers-{key}", build)
        return cls(tables["lines"], tables["crossings"], file.name, tables["mapped"].geometry, notes)

    @classmethod
    def from_tables(
        cls,
        barriers: pd.DataFrame | str | Path,
        streets: Streets,
        edges: pd.DataFrame | str | Path | None = None,
        kinds: Iterable[str] = KINDS,
    ) -> Barriers:
        """Make barriers of tables, as those of an extract.

        Parameters
        ----------
        barriers
            Table or file: kind, as the map's tag ("waterway=river", "railway=rail", "natural=water"), wkt
            (degrees, WGS 84; a closed line of water is its shore); if known, name, bridge, tunnel.
        streets
            Whose bridges, tunnels and junctions are the crossings.
        edges
            Table or file of the streets with highway and wkt, of which motorways and trunk roads become
            barriers. Default: none do.
        kinds
            What counts as a barrier.

        Raises
        ------
        InputError
            A column is missing, or a line cannot be read.
        """
        lines = given_table(barriers, "barriers")
        if not isinstance(streets, Streets):
            raise InputError(
                f"streets is a {type(streets).__name__}; give equizone.Streets, whose bridges are crossings"
            )
        roads = None if edges is None else given_table(edges, "edges")
        name = Path(barriers).name if isinstance(barriers, str | Path) else "barriers"
        found = mapped_barriers(obstacles_of_tables(lines, roads, _known_kinds(kinds)), streets, name)
        return cls(found.lines, found.crossings, name, found.mapped, found.notes)

    @classmethod
    def from_lines(cls, lines: Lines, rule: str | None = None, crossings: Lines | None = None) -> Barriers:
        """Make barriers of lines.

        Parameters
        ----------
        lines
            GeoDataFrame, GeoSeries or file; of polygons, the outlines count. Columns kind and name are kept.
        rule
            "closed"; a price with its unit, such as "300 m" or "2.5 min", for each crossing of a line; or
            "crossings": passable at the crossings only. Default: the column `rule` of the lines, else
            "crossings" if there are any, else "closed".
        crossings
            Points within 50 m of a line, or lines such as bridges that cross one.

        Raises
        ------
        InputError
            No coordinate system, a geometry that is no line, an unknown rule, a crossing at which there is
            no line to cross.
        """
        barriers = given_barriers(lines, rule, CLOSED if crossings is None else CROSSINGS)
        source = Path(lines).name if isinstance(lines, str | Path) else "lines"
        return cls(barriers, given_crossings(crossings, barriers), source, mapped=None)

    @classmethod
    def read(cls, path: str | Path, profile: str = "van") -> Barriers:
        """Read an extract (.osm.pbf), a folder with barriers.csv and edges.csv, or a file of lines."""
        given = checks.path(path, "barriers")
        if given.is_dir():
            missing = [name for name in (BARRIERS, NODES, EDGES) if not (given / name).is_file()]
            if missing:
                raise InputError(f"{given} has no {' and no '.join(missing)}; give a folder with all three")
            streets = Streets.read(given, profile)
            return cls.from_tables(given / BARRIERS, streets, given / EDGES)
        if {".pbf", ".osm"} & {suffix.lower() for suffix in given.suffixes}:
            return cls.from_osm(given, profile)
        return cls.from_lines(given)

    def to_crs(self, crs: object) -> Barriers:
        """Return the barriers in another coordinate system."""
        system = parse_crs(crs)
        return replace(
            self,
            lines=self.lines.to_crs(system),
            crossings=self.crossings.to_crs(system),
            mapped=None if self.mapped is None else self.mapped.to_crs(system),
        )

    def arrays(self, crs: object, unit: str = "metres", kmh: float = 20.0) -> BarrierArrays:
        """Return the barriers' straight pieces, prices and crossings.

        Parameters
        ----------
        crs
            The projected coordinate system, in metres: that of the stops' points.
        unit
            "metres" or "minutes": what prices are in.
        kmh
            Speed at which a price in metres becomes one in minutes, and the other way round.
        """
        return barrier_arrays(self.lines, self.crossings, crs, unit, checks.number(kmh, "kmh"))

    def barrier_lines(self) -> BarrierLines:
        """Return the barriers as :func:`equizone.partition` and fences take them, in their own projection.

        Raises
        ------
        InputError
            The coordinate system is not projected: see :meth:`to_crs`.
        """
        if not self.lines.crs.is_projected:
            raise InputError(
                "barriers are in degrees; call barriers.to_crs() with the coordinate system of the points"
            )
        return BarrierLines(*self.arrays(self.lines.crs), mapped=self.mapped is not None)

    def check_covers(self, stops: geopandas.GeoSeries) -> None:
        """Raise InputError if stops lie far beyond the map of the barriers, and say how many and how far."""
        if self.mapped is not None:
            check_covers(
                self.mapped, stops, f"the barriers of {self.source}", "give those of a larger region"
            )

    def check_reachable(self, stops: geopandas.GeoSeries) -> list[str]:
        """Check that no stops are encircled without a crossing, apart from most of the others.

        Parameters
        ----------
        stops
            The stops' points.

        Returns
        -------
        list[str]
            For barriers of a map, on which a stop between two tracks is usual: a note about such stops, if
            there are any.

        Raises
        ------
        InputError
            For given lines, if there are such stops.
        """
        crs = stops.crs if stops.crs.is_projected else stops.estimate_utm_crs()
        places = shapely.get_coordinates(stops.to_crs(crs).to_numpy())
        ring = enclosures(places, self.to_crs(crs).barrier_lines())
        rings, sizes = np.unique(ring, return_counts=True)
        enclosed = np.flatnonzero(ring != rings[np.argmax(sizes)])
        if len(enclosed) == 0:
            return []
        told = f"{counted(len(enclosed), 'stop')} without a crossing; the first is "
        error = RowError(
            f"barriers of {self.source} encircle {told}",
            stops.index,
            int(enclosed[0]),
            "; give a crossing, or leave a barrier out",
        )
        if self.mapped is None:
            raise error
        return [f"Barriers of {self.source} encircle {told}{error.row}."]

    def __repr__(self) -> str:
        return f"Barriers({self.source!r}, {len(self.lines)} lines, {len(self.crossings)} crossings)"


def _known_kinds(kinds: Iterable[str]) -> list[str]:
    wanted = checks.texts(kinds, "kinds")
    for position, kind in enumerate(wanted):
        if kind not in KINDS:
            raise InputError(f"kinds[{position}] is {kind!r}; give any of {', '.join(KINDS)}")
    return wanted
