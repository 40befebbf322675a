"""The station in Krems, with the streets, the river and the railway of its map."""

from pathlib import Path

import equizone
import numpy as np
import shapely

EXAMPLES = Path(__file__).parents[3] / "examples" / "data"
STOPS = EXAMPLES / "krems" / "stops.csv"
MAP = EXAMPLES / "krems" / "map"
UTM = 32633
COURIERS, TOLERANCE = 22, 0.05


def plan_of_krems(stops=STOPS, couriers=COURIERS, **options):
    """Return a plan of all stops, made quickly."""
    return equizone.plan(stops, couriers, **{"tolerance": TOLERANCE, "effort": "fast"} | options)


def places_of(plan):
    """Return the stops of a plan as points in projected metres."""
    return plan.stops.geometry.to_crs(plan.crs).to_numpy()


def points_of(plan):
    """Return the stops of a plan in projected metres, (n, 2)."""
    return shapely.get_coordinates(places_of(plan))


def fences_of(plan):
    """Return the fences of a plan in projected metres, in the order of the labels."""
    return plan.zones.to_crs(plan.crs).geometry.to_numpy()


def walls():
    """Return the barriers of the map, in projected metres."""
    return equizone.Barriers.read(MAP).to_crs(UTM)


def network():
    """Return the streets of the map as a metric in metres."""
    return equizone.NetworkMetric(equizone.StreetNetwork.from_streets(equizone.Streets.read(MAP), UTM))


def zones_in_parts(plan, barriers):
    """Return the rows of zones with stops astray, if barriers may be passed at their crossings only."""
    found = equizone.is_contiguous(points_of(plan), plan.labels, barriers=barriers)
    assert len(found.enclosed) < 0.01 * len(plan.labels)
    return np.unique(plan.labels[np.asarray(found.stray, dtype=int)]).tolist()
