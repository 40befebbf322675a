"""Minutes of work at five stops, and couriers for a day. Its twin in C++ prints the same numbers."""

import equizone
import pandas as pd

stops = pd.DataFrame(
    {
        "road": ["residential street", "old town", "easy parking", "easy parking", "residential street"],
        "customer": ["house", "house", "office tower", "company", "campus"],
        "waiting": ["none", "none", "none", "goods-in check", "none"],
        "parcels": [1, 2, 12, 5, 240],
    }
)
minutes = equizone.WorkloadModel.default().minutes(stops)

print("".join(f"{name:>10}" for name in minutes))
for row in minutes.itertuples(index=False):
    print("".join(f"{value:10.2f}" for value in row))

for served in (840, 640):
    needed = equizone.couriers_needed(stops=served, stops_per_hour=3.5, shift_hours=8)
    print(f"{served} stops: {needed.reason}")

with_ways = equizone.couriers_needed(
    minutes=9600, stops=640, shift_hours=8, area_km2=12, speed_kmh=15, station_distance_km=4
)
print(f"with ways: {with_ways.reason}")
for day in with_ways.alternatives.itertuples():
    print(
        f"{day.couriers} couriers: {day.hours_per_courier:.2f} h each, {'fits' if day.fits else 'too long'}"
    )
