"""Plans made without the solver, for tests of what comes after it."""

from __future__ import annotations

from types import SimpleNamespace

import geopandas
import numpy as np
import pandas as pd
import shapely
from sklearn.cluster import KMeans

METRIC = "EPSG:32632"


def fake_plan(
    stops: int = 400,
    zones: int = 12,
    *,
    seed: int = 1,
    points: np.ndarray | None = None,
    loads: np.ndarray | None = None,
    names: list[str] | None = None,
    **attributes: object,
) -> SimpleNamespace:
    """Cluster stops near Vaduz (or given points, in metres) and fence them by their Voronoi cells."""
    random = np.random.default_rng(seed)
    if points is None:
        towns = random.uniform((534_500, 5_217_500), (539_500, 5_222_500), (6, 2))
        points = towns[random.integers(6, size=stops)] + random.normal(0, 700, (stops, 2))
    loads = random.lognormal(1.5, 0.6, len(points)) if loads is None else loads
    labels = KMeans(zones, n_init=1, random_state=seed).fit(points, sample_weight=loads).labels_
    names = [str(zone + 1) for zone in range(zones)] if names is None else names

    zone_loads = np.bincount(labels, loads, zones)
    target = loads.sum() / zones
    fences = _fences(points, labels, zones)
    in_metres = geopandas.GeoDataFrame(
        {
            "zone": names,
            "stops": np.bincount(labels, minlength=zones),
            "load": zone_loads,
            "target": target,
            "load_ratio": zone_loads / target,
            "area_km2": shapely.area(fences) / 1e6,
            "compactness": 4 * np.pi * shapely.area(fences) / shapely.length(fences) ** 2,
        },
        geometry=fences,
        crs=METRIC,
    )
    located = geopandas.GeoDataFrame(
        {"id": np.arange(len(points)), "zone": np.array(names)[labels]},
        geometry=shapely.points(points),
        crs=METRIC,
    )
    plan = SimpleNamespace(
        stops=located.to_crs("EPSG:4326"),
        zones=in_metres.to_crs("EPSG:4326"),
        summary=pd.DataFrame(in_metres.drop(columns="geometry")),
        loads=loads,
        tolerance=0.03,
        status="ok",
        reason="",
        load_name="minutes",
        load_unit="min",
        crs=in_metres.crs,
        notes=[
            "Coordinates lon/lat are taken as WGS 84 (EPSG:4326).",
            "Distances and areas are measured in EPSG:32632 (WGS 84 / UTM zone 32N).",
            'Loads are the column "minutes".',
            "© OpenStreetMap contributors, ODbL 1.0.",
        ],
        title="Station Vaduz",
        station=shapely.Point(points.mean(axis=0)),
        barriers=None,
        workload=None,
        weekdays=None,
        mode="",
        replayed=None,
        service_hours=None,
    )
    vars(plan).update(attributes)
    return plan


def fake_work(stops: int = 400, *, seed: int = 2) -> pd.DataFrame:
    """Return minutes by factor and stop: some of no factor, some that save time."""
    random = np.random.default_rng(seed)
    factors = ["road", "customer", "parcel", "demand", "waiting", "sign_for", "other", "area"]
    most = np.array([5.0, 4.0, 6.0, -1.5, 0.0, 2.0, -0.5, 0.0])
    table = pd.DataFrame(random.uniform(0, 1, (stops, 8)) * most, columns=factors)
    return table.assign(total=table.sum(axis=1))


def fake_replay(plan: SimpleNamespace, days: int = 60) -> SimpleNamespace:
    """Return how zones fare on the days of a history; the order is not that of the plan."""
    zones = plan.zones[["zone", "load"]].iloc[::-1].reset_index(drop=True)
    over = np.arange(len(zones)) % 7
    return SimpleNamespace(zones=zones.assign(days=days, p90=1.2 * zones["load"], days_over=over))


def fake_weekdays(unit: str = "parcels") -> pd.DataFrame:
    """Return the staffing of six weekdays in three modes, and of a peak, as plans by mode have it."""
    modes = ["Mon+Fri", "Tue+Wed+Thu", "Tue+Wed+Thu", "Tue+Wed+Thu", "Mon+Fri", "Sat", "11.11"]
    volumes = {"Mon+Fri": 1234.4, "Tue+Wed+Thu": 1001.0, "Sat": 450.6, "11.11": 2400.0}
    table = pd.DataFrame(
        {
            "weekday": pd.array([0, 1, 2, 3, 4, 5, None], dtype="Int64"),
            "mode": modes,
            "days": [12, 13, 11, 12, 10, 9, 1],
            "mean_stops": [380.2, 371.0, 370.0, 369.6, 381.9, 220.4, 399.0],
            "mean_volume": [volumes[mode] for mode in modes],
            "representative": pd.date_range("2026-09-07", periods=7),
            "couriers": [30, 23, 23, 23, 30, 9, 51],
            "load": [13_456.2, 10_321.0, 10_321.0, 10_321.0, 13_456.2, 4_020.5, 24_000.9],
        }
    )
    table.attrs["unit"] = unit
    return table


def _fences(points: np.ndarray, labels: np.ndarray, zones: int) -> np.ndarray:
    sites = shapely.points(points)
    area = shapely.buffer(shapely.concave_hull(shapely.multipoints(sites), ratio=0.1), 120)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(sites), extend_to=area))
    site_of_cell = shapely.STRtree(sites).query(cells, predicate="contains")
    order = np.empty(len(points), dtype=int)
    order[site_of_cell[1]] = site_of_cell[0]
    return np.array(
        [
            shapely.intersection(shapely.union_all(cells[order[labels == zone]]), area)
            for zone in range(zones)
        ],
        dtype=object,
    )
