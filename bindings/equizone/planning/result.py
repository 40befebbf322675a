"""A plan: stops with their zones, zones with their fences, and how they came about."""

from __future__ import annotations

import warnings
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas
import numpy as np
import pandas as pd
import pyproj
import shapely

from equizone._core import Partition
from equizone.history.daily import DailyLoads
from equizone.history.replaying import Replay
from equizone.planning.replaying import replay_plan
from equizone.planning.writing import save
from equizone.planning.zone_files import write_zones
from equizone.report import write_picture, write_report
from equizone.tables.files import replacing
from equizone.workload.model import WorkloadModel
from equizone.workload.productivity import Productivity

if TYPE_CHECKING:
    import folium

__all__ = ["Plan"]


@dataclass(frozen=True, eq=False, repr=False)
class Plan:
    """Zones of equal work for the stops of a station; made by :func:`equizone.plan`.

    Row i of `zones` and `summary`, value i of `partition.zone_loads` and label i mean the same zone.
    """

    title: str
    """What is planned: the file's name without extension, unless given."""
    stops: geopandas.GeoDataFrame
    """The stops as given, in their order, index and CRS, plus `zone`, the name of each stop's zone."""
    zones: geopandas.GeoDataFrame
    """One row per zone: zone, stops, load, target, load_ratio (load / target), area_km2, compactness, and the
    fence as geometry, in the CRS of the stops. Compactness is 4 pi area / perimeter^2 (Polsby and Popper): 1
    for a circle."""
    loads: np.ndarray
    """Load of each stop."""
    labels: np.ndarray
    """Zone of each stop as a row of `zones`, 0-based."""
    partition: Partition
    """The partition behind the plan. Where stops of one place are kept together, its stops are the places;
    where zones are made of blocks, the blocks."""
    tolerance: float
    """Allowed relative deviation of a zone's load from its target."""
    reason: str
    """Why the status is not "ok": which stop or zone, and by how much."""
    load_name: str
    """What loads are called: the column's name, "stops" where each counts 1, or "load"."""
    load_unit: str
    """What loads are counted in: "min", "stops", or "" where it is not known."""
    crs: pyproj.CRS
    """The projected coordinate system in which distances and areas are measured."""
    station: shapely.Point | None
    """Where the couriers start and end, in `crs`."""
    notes: list[str]
    """What was assumed, one sentence each: columns, coordinate systems, loads, couriers."""
    original: pd.DataFrame
    """The columns of the stops to the letter, which stops.csv repeats."""
    workload: pd.DataFrame | None
    """Minutes per stop and day by factor, and their `total`, where the workload model made the loads."""
    weekdays: pd.DataFrame | None
    """The staffing per weekday and peak behind a plan of a mode: that of :class:`Plans`."""
    mode: str
    """The mode that is planned, if it is one of several."""
    service_hours: np.ndarray | None
    """Hours of work at stops that each zone's courier can do in a shift, once the ways are made; where hours
    were given."""
    replayed: Replay | None
    """How the zones fare on the days of the history behind the loads."""
    barriers: geopandas.GeoDataFrame | None
    """The barriers that zones keep to, in `crs`, if they are given."""

    @property
    def status(self) -> str:
        """How the partition ended: "ok", "heavy_stop", "proven_infeasible" or "not_reached"."""
        return self.partition.status

    @property
    def summary(self) -> pd.DataFrame:
        """`zones` without their geometry."""
        return pd.DataFrame(self.zones.drop(columns="geometry"))

    def replay(
        self,
        history: pd.DataFrame | DailyLoads | str | Path,
        *,
        stop: Hashable | None = None,
        workload: WorkloadModel | str | Path | None = None,
        productivity: Productivity = None,
        hours: float | pd.Series | None = None,
    ) -> Replay:
        """Run the plan's zones against every day of a history.

        Parameters
        ----------
        history
            Records with columns date, stop and volume, as in :func:`equizone.find_modes`, or daily loads.
        stop
            Column of the plan's stops with the ids of the records. Default: stop, stop_id or id.
        workload, productivity
            Turn each day's parcels into minutes, as in :func:`equizone.plan`. Without a model, loads are the
            volumes.
        hours
            What a zone may take, in hours of work at its stops: days on which it has more are counted. One
            number, or one by zone. Default: `service_hours`.

        Returns
        -------
        Replay
            `zones`: mean, p90, worst day and days over hours of each zone; `days`: load by date and zone.
        """
        return replay_plan(
            self,
            history,
            stop=stop,
            workload=workload,
            productivity=productivity,
            hours=hours,
        )

    def report(self, path: str | Path) -> None:
        """Write the report: one HTML file with map, loads and notes that opens without a network."""
        with replacing(path) as aside:
            write_report(self, aside)

    def picture(self, path: str | Path) -> None:
        """Write the map as a PNG picture."""
        with replacing(path) as aside:
            write_picture(self, aside)

    def to_file(self, path: str | Path) -> None:
        """Write the zones in the format of the extension.

        .geojson (RFC 7946, WGS 84), .gpkg, .shp or .parquet (GeoParquet), the latter three in the CRS of the
        stops. A Shapefile is several files; it cuts the names of columns to 10 letters, and a warning says
        which.
        """
        for note in write_zones(self.zones, path):
            warnings.warn(note, stacklevel=2)

    def save(self, directory: str | Path, formats: Iterable[str] = ()) -> None:
        """Write zones.geojson, stops.csv, summary.csv, report.html and plan.png into a directory.

        With a history behind the loads also replay.csv: how each zone fares on its days.

        Parameters
        ----------
        directory
            Made if need be.
        formats
            Further formats of the zones, any of "gpkg", "shp" and "parquet": zones.gpkg and so on.
        """
        for note in save(self, directory, formats):
            warnings.warn(note, stacklevel=2)

    def explore(self, **options: object) -> folium.Map:
        """Return an interactive map over a street map; options are those of GeoDataFrame.explore."""
        try:
            import folium  # noqa: F401
            import mapclassify  # noqa: F401
        except ImportError as missing:
            raise ImportError("explore() needs folium; run: pip install equizone[explore]") from missing
        zones_map = self.zones.explore(**{"column": "zone", "legend": False, "name": "zones", **options})
        return self.stops.explore(m=zones_map, color="black", marker_kwds={"radius": 1}, name="stops")

    def __repr__(self) -> str:
        return (
            f"Plan({self.title!r}, {len(self.zones)} zones, {len(self.stops)} stops, status {self.status!r})"
        )
