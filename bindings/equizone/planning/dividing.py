"""From loads to zones: staff, partition, fences, and the plan that holds them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import geopandas
import numpy as np
import pandas as pd
import shapely
from numpy.typing import ArrayLike

from equizone import checks
from equizone._core import InputError, Partition, outliers, partition
from equizone.fencing import fences, partition_fences, service_area
from equizone.history.percentiles import percentile_loads
from equizone.planning.buildings import find_buildings
from equizone.planning.familiarity import Familiarity
from equizone.planning.ground import Ground
from equizone.planning.ground_notes import fence_notes, ground_notes, outlier_notes
from equizone.planning.history import DaysWork
from equizone.planning.loads import Loads
from equizone.planning.reasons import in_plan_words
from equizone.planning.replaying import replay_notes, replay_work, zone_hours
from equizone.planning.result import Plan
from equizone.planning.staffing import Staff, Staffing
from equizone.planning.street_map import StreetMap
from equizone.planning.units import Units, block_units, building_units
from equizone.planning.zone_table import name_zones, zone_table
from equizone.tables.reading import StopTable
from equizone.tables.wording import counted

__all__ = ["Division", "check_percentile"]

LAST_BITS = 1e-9
PERCENTILE_ROUNDS = 3
"""Loads depend on zones, and zones on loads: after three rounds both hardly change."""


@dataclass(frozen=True)
class Division:
    """How to divide stops into zones: the options of plan(), checked."""

    tolerance: float
    targets: ArrayLike | None
    names: Sequence[str] | None
    keep_together: bool
    margin_m: float | None
    percentile: float | None
    seed: int
    effort: str
    time_limit_s: float | None
    threads: int
    fences: str
    tell: Callable[[str, float], None]

    def divide(
        self,
        table: StopTable,
        ground: Ground,
        street_map: StreetMap | None,
        work: DaysWork,
        staffing: Staffing,
        *,
        usual: int | None,
        familiar: Familiarity | None,
        title: str,
        notes: Sequence[str],
    ) -> Plan:
        """Return the plan for the work of a day.

        Parameters
        ----------
        table, ground, street_map
            The stops, where they are, and what is known of the ground between them.
        work
            Their loads, and the daily loads behind them.
        staffing, usual
            Tell the number of couriers.
        familiar
            Who knows which stops.
        title, notes
            Of the plan.
        """
        loads = work.loads
        if self.percentile is not None:
            loads = self._against(self.percentile, work, ground, street_map, staffing, usual, familiar)
        staff = staffing.staff(loads, ground, usual, work.daily)
        zone_names = name_zones(self.names, staff.number)
        units, unit_notes, area = self._units(ground, street_map, loads, staff)
        result = self._partition(ground, units, street_map, loads, staff, familiar)
        labels = result.labels[units.of_stop]
        self.tell("fences", 0.0)
        fence_shapes = self._fences(result, labels, ground, units, street_map, area)
        zones = zone_table(result, labels, zone_names, fence_shapes.set_crs(ground.crs))
        courier_of_zone, courier_notes = _couriers(staff, familiar, labels)
        if courier_of_zone is not None:
            zones.insert(1, "courier", courier_of_zone)
        columns = {"zone": np.array(zone_names, dtype=object)[labels], ground.geometry_name: ground.stops}
        planned = pd.DataFrame(table.frame).assign(**columns)
        hours = zone_hours(zone_names, staff.service_hours)
        replayed = None if work.daily is None else replay_work(work.daily, columns["zone"], hours)
        return Plan(
            title=title,
            stops=geopandas.GeoDataFrame(planned, geometry=ground.geometry_name),
            zones=zones.to_crs(ground.stops.crs),
            loads=loads.per_stop,
            labels=labels,
            partition=result,
            tolerance=self.tolerance,
            reason=in_plan_words(result.reason, table.frame.index, units, zone_names),
            load_name=loads.name,
            load_unit=loads.unit,
            crs=ground.crs,
            station=ground.station,
            notes=[
                *table.notes,
                *ground.notes,
                *loads.notes,
                *staff.notes,
                *unit_notes,
                *courier_notes,
                *([] if street_map is None else street_map.notes),
                *outlier_notes(result, units, table.frame.index),
                *ground_notes(result, units, street_map, zone_names),
                *fence_notes(fence_shapes, zone_names),
                *_shift_notes(result, staff),
                *replay_notes(replayed, loads.unit or loads.name, self.percentile),
                *notes,
            ],
            original=table.original,
            workload=loads.items,
            weekdays=None,
            mode="",
            service_hours=staff.service_hours,
            replayed=replayed,
            barriers=None if street_map is None or street_map.barriers is None else street_map.barriers.lines,
        )

    def _units(
        self, ground: Ground, street_map: StreetMap | None, loads: Loads, staff: Staff
    ) -> tuple[Units, list[str], shapely.Polygon | shapely.MultiPolygon]:
        """Return what is divided as a whole, what to say of it, and the service area."""
        buildings, notes = find_buildings(ground.points, staff.number, keep_together=self.keep_together)
        units = building_units(ground.points, buildings)
        area = service_area(units.points, self.margin_m) if ground.area is None else ground.area
        if self.fences == "blocks":
            assert street_map is not None  # find_street_map() asks for streets
            units, notes = block_units(ground.points, loads.per_stop, street_map, area, staff.number)
        return units, notes, area

    def _fences(
        self,
        result: Partition,
        labels: np.ndarray,
        ground: Ground,
        units: Units,
        street_map: StreetMap | None,
        area: shapely.Polygon | shapely.MultiPolygon,
    ) -> geopandas.GeoSeries:
        zones = len(result.zone_loads)
        barriers = None if street_map is None else street_map.barriers
        if self.fences == "blocks":
            stops, blocks = ground.points, units.blocks
            return fences(stops, labels, "blocks", zones=zones, blocks=blocks, barriers=barriers)
        if self.fences == "power":
            return partition_fences(result, "power", area)
        return fences(units.points, result.labels, area=area, zones=zones, barriers=barriers)

    def _partition(
        self,
        ground: Ground,
        units: Units,
        street_map: StreetMap | None,
        loads: Loads,
        staff: Staff,
        familiar: Familiarity | None,
    ) -> Partition:
        """Divide the units; couriers with unequal shares start from the areas that they know.

        No zone gets more than a shift leaves for stops, if that can be done within the tolerance.
        """
        options = _ground_options(units, street_map)
        targets = self.targets
        if staff.roster is not None:
            targets = staff.roster.shares
            if familiar is not None and units.blocks is None and not np.allclose(targets, targets[0]):
                options["start"] = familiar.usual_courier(ground.points)[units.first_stop]
        divided = partial(
            partition,
            units.points,
            units.total(loads.per_stop),
            zones=staff.number,
            targets=targets,
            station=ground.station_xy,
            tolerance=self.tolerance,
            seed=self.seed,
            effort=self.effort,
            time_limit_s=self.time_limit_s,
            threads=self.threads,
            progress=self.tell,
            **options,
        )
        result = divided()
        if staff.service_hours is None or (result.zone_loads <= 60 * staff.service_hours).all():
            return result
        within_shift = np.minimum(result.upper, 60 * staff.service_hours)
        if (within_shift < result.targets).any():
            return result
        capped = divided(lower=result.lower, upper=within_shift)
        return capped if capped.status == "ok" else result

    def _against(
        self,
        percentile: float,
        work: DaysWork,
        ground: Ground,
        street_map: StreetMap | None,
        staffing: Staffing,
        usual: int | None,
        familiar: Familiarity | None,
    ) -> Loads:
        """Return loads that add up, zone by zone, to the percentile of the zone's daily load."""
        assert work.daily is not None  # plan() takes a percentile only with a history
        loads = work.loads
        for _ in range(PERCENTILE_ROUNDS):
            staff = staffing.staff(loads, ground, usual, work.daily)
            units, _, _ = self._units(ground, street_map, loads, staff)
            quick = replace(self, effort="fast")
            labels = quick._partition(ground, units, street_map, loads, staff, familiar).labels[units.of_stop]
            per_stop = percentile_loads(work.daily, pd.Series(labels, index=work.daily.stops), percentile)
            loads = replace(loads, per_stop=per_stop.to_numpy())
        unit = loads.unit or loads.name
        note = (
            f"Zones are planned against the {percentile:g}th percentile of their daily load over "
            f"{counted(len(work.daily.dates), 'day')}, {loads.per_stop.sum():,.1f} {unit} in all; "
            f"the mean day has {work.loads.per_stop.sum():,.1f} {unit}."
        )
        return replace(loads, notes=[*loads.notes, note])


def _ground_options(units: Units, street_map: StreetMap | None) -> dict[str, Any]:
    """Return what the partition minds of the ground: stops far from all others, streets, barriers, blocks."""
    options: dict[str, Any] = {"flag_outliers": True} if len(outliers(units.points)) else {}
    if street_map is None:
        return options
    options |= {"metric": street_map.metric, "contiguous": True}
    if units.graph is not None:
        options |= {"graph": units.graph, "barriers": street_map.priced}  # the graph knows the closed ones
    elif street_map.barriers is not None:
        options["barriers"] = street_map.barriers
    return options


def check_percentile(percentile: float | None) -> float | None:
    """Return a percentile above 0 and below 100."""
    if percentile is None:
        return None
    if not 0 < checks.number(percentile, "percentile") < 100:
        raise InputError(f"percentile is {percentile}; give a number above 0 and below 100, such as 90")
    return float(percentile)


def _couriers(
    staff: Staff, familiar: Familiarity | None, labels: np.ndarray
) -> tuple[list[str] | None, list[str]]:
    """Return the courier of each zone, where couriers are known by name."""
    if familiar is None:
        return (None if staff.roster is None else staff.roster.names), []
    shares = None if staff.roster is None else staff.roster.shares
    courier = familiar.assign(labels, staff.number, shares)
    names = [familiar.couriers[number] if number >= 0 else "" for number in courier]
    kept = familiar.share_kept(labels, courier)
    return names, [*familiar.notes, f"{kept:.0%} of what was served stays with the courier who served it."]


def _shift_notes(result: Partition, staff: Staff) -> list[str]:
    """Say whether a shift is enough for every zone."""
    if staff.service_hours is None:
        return []
    limit = 60 * staff.service_hours
    over = int((result.zone_loads > limit * (1 + LAST_BITS)).sum())
    least, most = f"{limit.min():,.1f}", f"{limit.max():,.1f}"
    leaves = f"the {least if least == most else f'{least} to {most}'} min that a shift leaves for stops"
    if over == 0:
        return [f"No zone has more than {leaves}."]
    advice = "more couriers or more hours"
    if result.zone_loads.sum() <= limit.sum():
        advice += ", or a smaller tolerance"
    return [f"{over} of {counted(staff.number, 'zone')} have more than {leaves}: give {advice}."]
