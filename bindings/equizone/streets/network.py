"""A street network as tables: junctions, and the streets between them."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from pathlib import Path

import geopandas
import pandas as pd
import pyproj

from equizone import checks
from equizone._core import InputError
from equizone.geography.coordinates import parse_crs, parse_metric_crs
from equizone.osm.cache import Tables, cached, fingerprint
from equizone.osm.coverage import check_covers
from equizone.osm.extract import existing_extract, read_extract
from equizone.streets.arrays import UNITS, WALK_PER_M, StreetArrays, street_arrays
from equizone.streets.from_osmnx import pieces_of_osmnx
from equizone.streets.from_tables import EDGES, NODES, pieces_of_tables
from equizone.streets.from_ways import pieces_of_ways
from equizone.streets.parts import number_parts
from equizone.streets.profiles import find_profile

__all__ = ["Streets"]


@dataclass(frozen=True, eq=False, repr=False)
class Streets:
    """The streets that a vehicle may use; made by one of the functions whose names begin with `from_`.

    Every street of the source that the vehicle may use is here, islands included: `notes` says how many there
    are. Restrictions on turns are not known.
    """

    nodes: geopandas.GeoDataFrame
    """Junctions and ends: a point each, and `part`, the connected part of the network that it belongs to (0
    is the largest). The index counts from 0."""
    edges: geopandas.GeoDataFrame
    """Streets from junction to junction: from, to (rows of `nodes`), length_m, minutes (either way), highway
    (its class), bridge, tunnel, forward, backward (whether the vehicle may go from `from` to `to`, and back),
    and a line that runs from `from` to `to`."""
    profile: str
    """The vehicle: "van", "e-bike" or "foot"."""
    source: str
    """Where the streets come from, as errors say it."""
    notes: list[str] = field(default_factory=list)
    """What there is and what is not connected, one sentence each."""

    @classmethod
    def from_osm(cls, path: str | Path, profile: str = "van") -> Streets:
        """Read the streets of an OpenStreetMap extract.

        Speeds follow from the class of a street and its speed limit; private ways and those closed to the
        vehicle are left out, and bollards end a street for vans; oneways count but on foot. The result is
        kept in the user's folder for caches, by the content of the file: the second time takes a moment.

        Parameters
        ----------
        path
            An extract (.osm.pbf), such as those of a region; pyosmium is needed: ``pip install
            'equizone[network]'``.
        profile
            "van", "e-bike" or "foot".

        Raises
        ------
        InputError
            A file that cannot be read or has no streets, an unknown profile, or pyosmium is missing.
        """
        vehicle = find_profile(profile)
        file = existing_extract(path)

        def build() -> Tables:
            extract = read_extract(file)
            streets = _assembled(
                *pieces_of_ways(extract.ways, extract.gates, vehicle, file.name), profile, file.name
            )
            return {"nodes": streets.nodes, "edges": streets.edges}, streets.notes

        tables, notes = cached(f"streets-{fingerprint(file, repr(vehicle), file.name)}", build)
        return cls(tables["nodes"], tables["edges"], profile, file.name, notes)

    @classmethod
    def from_tables(
        cls,
        nodes: pd.DataFrame | str | Path,
        edges: pd.DataFrame | str | Path,
        profile: str = "van",
        crs: object = None,
    ) -> Streets:
        """Make streets of two tables.

        Parameters
        ----------
        nodes
            Table or file: node_id, and lon, lat, or x, y in `crs`.
        edges
            Table or file, a row per street: from, to (ids of nodes); any of the tags of OpenStreetMap as
            columns, such as highway, oneway (1: from `from` to `to` only), bridge, tunnel, maxspeed, access;
            length_m (default: measured); minutes (default: by the class's speed); wkt, or a geometry, in the
            coordinate system of the nodes (default: a straight line).
        profile
            "van", "e-bike" or "foot".
        crs
            Coordinate system of x, y.

        Raises
        ------
        InputError
            A column is missing, ids repeat, an edge names an unknown node, or a number is not sound.
        """
        name = Path(edges).name if isinstance(edges, str | Path) else "edges"
        return _assembled(*pieces_of_tables(nodes, edges, find_profile(profile), crs), profile, name)

    @classmethod
    def from_osmnx(
        cls, nodes: geopandas.GeoDataFrame, edges: geopandas.GeoDataFrame, profile: str = "van"
    ) -> Streets:
        """Make streets of the two tables that ``osmnx.graph_to_gdfs`` gives.

        Parameters
        ----------
        nodes
            Index osmid; geometry.
        edges
            Index u, v, key; each row is one direction. length, highway, oneway, maxspeed, bridge, tunnel,
            access, geometry; with travel_time (seconds), speeds are those of osmnx. Where osmnx has merged
            ways, its lists count by their first entry.
        profile
            "van", "e-bike" or "foot". On foot, oneways are used both ways.

        Raises
        ------
        InputError
            Tables of another form.
        """
        return _assembled(*pieces_of_osmnx(nodes, edges, find_profile(profile)), profile, "edges")

    @classmethod
    def read(cls, path: str | Path, profile: str = "van") -> Streets:
        """Read an extract (.osm.pbf, .osm), or a folder with nodes.csv and edges.csv."""
        given = checks.path(path, "streets")
        if not given.is_dir():
            return cls.from_osm(given, profile)
        missing = [name for name in (NODES, EDGES) if not (given / name).is_file()]
        if missing:
            raise InputError(
                f"{given} has no {' and no '.join(missing)}; "
                f"give a folder with {NODES} and {EDGES}, or a .osm.pbf"
            )
        return cls.from_tables(given / NODES, given / EDGES, profile)

    def arrays(self, crs: object, unit: str = "metres", bend_m: float = 1.0) -> StreetArrays:
        """Return directed straight edges in projected metres, as :class:`equizone.StreetNetwork` takes them.

        A bend of a street becomes a node, so that stops are snapped to where the street really runs; the two
        directions of a street share their nodes, and those of a bridge none with the street below.

        ``StreetNetwork(*streets.arrays(crs, "minutes"), walk_per_m=streets.walk_per_m("minutes"))``

        Parameters
        ----------
        crs
            The projected coordinate system, in metres: that of the stops' points.
        unit
            "metres" or "minutes": what lengths are.
        bend_m
            Bends that are flatter than this many metres are straightened; lengths stay those of the street.

        Returns
        -------
        StreetArrays
            nodes (n, 2), edges (m, 2) rows of nodes from and to, lengths (m,).

        Raises
        ------
        InputError
            A coordinate system that is not projected, an unknown unit, a negative or infinite `bend_m`.
        """
        system = parse_metric_crs(crs)
        return street_arrays(self.nodes, self.edges, system, _known(unit), checks.number(bend_m, "bend_m"))

    def walk_per_m(self, unit: str = "metres") -> float:
        """Return what a metre on foot between stop and street counts, in metres or minutes."""
        return WALK_PER_M[_known(unit)]

    def check_covers(self, stops: geopandas.GeoSeries) -> None:
        """Raise InputError if stops lie far beyond the outermost street, and say how many and how far."""
        check_covers(
            self.nodes.geometry, stops, f"the streets of {self.source}", "give those of a larger region"
        )

    def to_crs(self, crs: object) -> Streets:
        """Return the streets in another coordinate system."""
        system = parse_crs(crs)
        return replace(self, nodes=self.nodes.to_crs(system), edges=self.edges.to_crs(system))

    @property
    def crs(self) -> pyproj.CRS:
        """The coordinate system of both tables."""
        return self.nodes.crs

    def __repr__(self) -> str:
        return f"Streets({self.source!r}, {self.profile}, {len(self.nodes)} nodes, {len(self.edges)} edges)"


def _known(unit: Hashable) -> str:
    if unit not in UNITS:
        raise InputError(f"unit is {unit!r}; give {' or '.join(UNITS)}")
    return str(unit)


def _assembled(
    nodes: geopandas.GeoDataFrame, edges: geopandas.GeoDataFrame, profile: str, source: str
) -> Streets:
    if len(edges) == 0:
        raise InputError(f"{source} has no streets for {profile}; is it another region, or another profile?")
    part, notes = number_parts(len(nodes), edges)
    summary = (
        f"Streets of {source} for {profile}: {len(nodes):,} junctions, {len(edges):,} streets, "
        f"{edges['length_m'].sum() / 1000:,.0f} km."
    )
    return Streets(nodes.assign(part=part), edges, profile, source, [summary, *notes])
