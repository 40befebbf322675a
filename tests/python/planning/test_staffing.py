import math

import equizone
import numpy as np
import pytest
from equizone import InputError, WorkloadModel, couriers_needed

from .town import STOPS, busy_town, points_of, town

STATION = (9.53, 47.13)


@pytest.mark.parametrize(
    ("hours", "quotient", "couriers"),
    [(4.0, "3.5", 4), (840 / 4 / 60, "4", 4), (3.49, "4.01", 5), (24.0, "0.58", 1)],
)
def test_couriers_from_hours(hours, quotient, couriers):
    plan = equizone.plan(town(minutes=840 / STOPS), shift_hours=hours, tolerance=0.05)
    assert len(plan.zones) == couriers
    called = "1 courier" if couriers == 1 else f"{couriers} couriers"
    said = f"840 min = 14 h of service; 14 h / {hours:g} h per courier = {quotient}: {called}."
    assert said in plan.notes


def least_couriers(minutes, shift_hours, stops, area_km2, speed_kmh, distance_km, beta, at_station_min):
    """Return the least k of k (H - m - 2 r / v) >= S + beta sqrt(n A) / v."""
    needed_h = minutes / 60 + beta * math.sqrt(stops * area_km2) / speed_kmh
    return math.ceil(needed_h / (shift_hours - at_station_min / 60 - 2 * distance_km / speed_kmh))


@pytest.mark.parametrize(("speed_kmh", "beta"), [(15.0, None), (8.0, 0.9), (30.0, 2.5)])
def test_ways_count_as_in_couriers_needed(speed_kmh, beta):
    plan = equizone.plan(
        busy_town(), workload="default", shift_hours=6, speed_kmh=speed_kmh, beta=beta, station=STATION
    )
    points = points_of(plan)
    distance_km = np.hypot(*(points - [plan.station.x, plan.station.y]).T).mean() / 1000
    figures = {
        "minutes": plan.loads.sum(),
        "shift_hours": 6,
        "stops": STOPS,
        "area_km2": equizone.occupied_area_km2(points),
        "speed_kmh": speed_kmh,
        "station_distance_km": distance_km,
    }
    needed = couriers_needed(**figures, **({} if beta is None else {"beta": beta}))
    assert needed.reason in plan.notes
    independent = least_couriers(
        plan.loads.sum(), 6, STOPS, figures["area_km2"], speed_kmh, distance_km, beta or 1.5, 0
    )
    assert len(plan.zones) == needed.couriers == independent
    assert needed.couriers > math.ceil(plan.loads.sum() / 60 / 6)


def test_minutes_at_the_station_come_from_the_profile(tmp_path):
    (tmp_path / "profile.toml").write_text('[shift]\nminutes = { value = 60, source = "test" }\n')
    model = WorkloadModel.from_file(tmp_path / "profile.toml")
    plan = equizone.plan(busy_town(), workload=model, shift_hours=3)
    assert len(plan.zones) == math.ceil(plan.loads.sum() / 60 / 2)


def test_stops_without_work_need_no_way():
    idle = town()["lon"] > 9.53
    plan = equizone.plan(
        town(minutes=np.where(idle, 0.0, 10.0)), shift_hours=4, speed_kmh=15, station=STATION
    )
    working = ~idle.to_numpy()
    served = points_of(plan)[working]
    area_km2 = equizone.occupied_area_km2(served)
    distance_km = np.hypot(*(served - [plan.station.x, plan.station.y]).T).mean() / 1000
    expected = least_couriers(10.0 * working.sum(), 4, working.sum(), area_km2, 15, distance_km, 1.5, 0)
    assert len(plan.zones) == expected
    assert any(f"sqrt({working.sum()} stops x" in note for note in plan.notes)


def test_without_a_station_the_way_to_it_does_not_count():
    plan = equizone.plan(town(), shift_hours=4, speed_kmh=15)
    expected = least_couriers(
        plan.loads.sum(), 4, STOPS, equizone.occupied_area_km2(points_of(plan)), 15, 0, 1.5, 0
    )
    assert len(plan.zones) == expected
    assert not any("to the station" in note for note in plan.notes)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"shift_hours": 8, "speed_kmh": 0}, "speed_kmh"),
        ({"shift_hours": 8, "speed_kmh": "fast"}, "speed_kmh"),
        ({"shift_hours": 8, "speed_kmh": 15, "beta": -1}, "beta"),
        ({"shift_hours": 8, "beta": 1.5}, "beta is given without speed_kmh"),
        ({"couriers": 4, "speed_kmh": 15}, "speed_kmh is given without shift_hours"),
        ({"couriers": 4, "beta": 1.5}, "beta is given without speed_kmh"),
        ({"shift_hours": 25}, "shift_hours is 25.* up to 24"),
        (
            {"shift_hours": 0.5, "speed_kmh": 2, "station": (9.55, 47.16)},
            "no number of couriers is enough",
        ),
    ],
)
def test_bad_input(options, message):
    with pytest.raises(InputError, match=message):
        equizone.plan(town(), **options)
