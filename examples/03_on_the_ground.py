"""Krems, planned by straight lines and then along its streets, on either side of river and railway."""

import sys
from dataclasses import replace
from pathlib import Path

import equizone
import shapely

data = Path(__file__).parent / "data" / "krems"
out = Path(sys.argv[1] if len(sys.argv) > 1 else "on_the_ground")
out.mkdir(parents=True, exist_ok=True)
credit = ["Buildings, streets, river and railway © OpenStreetMap contributors, ODbL 1.0."]

barriers = equizone.Barriers.read(data / "map")
straight = equizone.plan(data / "stops.csv", couriers=22, notes=credit, title="Krems, straight lines")
along = equizone.plan(
    data / "stops.csv",
    couriers=22,
    streets=data / "map",  # or a region's .osm.pbf
    barriers="auto",  # rivers, waters, railways, trunk roads of the map, open at its crossings
    notes=credit,
    title="Krems, along its streets",
)
blocks = equizone.plan(
    data / "stops.csv",
    couriers=22,
    streets=data / "map",
    barriers="auto",
    fences="blocks",
    notes=credit,
    title="Krems, in blocks between its streets",
)

walls = barriers.to_crs(straight.crs)
points = shapely.get_coordinates(straight.stops.to_crs(straight.crs).geometry)
loads = straight.loads

streets = equizone.Streets.read(data / "map")  # or .from_osm(path, profile="van"), .from_tables, .from_osmnx
network = equizone.StreetNetwork.from_streets(streets, straight.crs)  # or .from_osm(path, profile="van")
metric = equizone.NetworkMetric(network)
p = equizone.partition(points, loads, zones=22, metric=metric)
mean_m = equizone.medians(points, loads, p.labels, metric).mean_distance  # scores anybody's zones
print(f"By streets alone: {p.status}, {mean_m:.0f} m by street to the middle of the zone on average")

for name, plan in {"straight": straight, "along": along, "blocks": blocks}.items():
    crossing = equizone.is_contiguous(points, plan.labels, barriers=walls).stray
    mean_m = equizone.medians(points, plan.loads, plan.labels, metric).mean_distance
    print(f"{plan.title}: {plan.status}, {mean_m:.0f} m by street to the middle of the zone on average,")
    print(f"  {len(set(plan.labels[crossing]))} zones with stops beyond a barrier")
    plan.save(out / name)
    replace(plan, barriers=walls.lines).picture(out / f"{name}.png")
