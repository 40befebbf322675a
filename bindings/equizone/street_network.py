"""Street networks of maps, as metrics take them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import equizone._core as _core

if TYPE_CHECKING:
    import pyproj

    from equizone.streets import Streets

__all__ = ["StreetNetwork"]


class StreetNetwork(_core.StreetNetwork):
    """Streets as nodes and directed edges, at which stops are snapped.

    Parameters
    ----------
    nodes
        Projected metres, shape (n, 2).
    edges
        One row (from, to) per direction, rows of `nodes`, shape (m, 2).
    lengths
        Of the edges, metres or minutes, shape (m,). Default: straight lengths in metres.
    walk_per_m
        What a metre on foot between a stop and its street counts, in the unit of the lengths.

    Raises
    ------
    InputError
        Coordinates or lengths that are not finite, or an edge that names an unknown node.
    """

    _crs: pyproj.CRS | None = None

    @property
    def crs(self) -> pyproj.CRS | None:
        """The coordinate system of the nodes, where it is known; stops must be in the same one."""
        return self._crs

    @classmethod
    def from_osm(
        cls, path: str | Path, profile: str = "van", crs: object = None, unit: str = "metres"
    ) -> StreetNetwork:
        """Read the streets of an OpenStreetMap extract; see :meth:`equizone.Streets.from_osm`.

        Parameters
        ----------
        path
            An extract (.osm.pbf).
        profile
            "van", "e-bike" or "foot".
        crs
            The projected coordinate system of the stops, in metres. Default: the UTM zone of the streets.
        unit
            "metres" or "minutes": what the lengths of the edges are.
        """
        from equizone.streets import Streets

        return cls.from_streets(Streets.from_osm(path, profile), crs, unit)

    @classmethod
    def from_streets(cls, streets: Streets, crs: object = None, unit: str = "metres") -> StreetNetwork:
        """Make a network of streets; parameters as in :meth:`from_osm`."""
        from equizone.geography.coordinates import parse_metric_crs

        system = parse_metric_crs(streets.nodes.estimate_utm_crs() if crs is None else crs)
        network = cls(*streets.arrays(system, unit), walk_per_m=streets.walk_per_m(unit))
        network._crs = system
        return network
