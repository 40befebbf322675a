"""840 stops of 10 to 20 minutes each, shared by 30 couriers. Its twin in C++ prints the same numbers."""

import equizone
import numpy as np

i = np.arange(840)
points = np.column_stack(
    [5000 * (0.7548776662466927 * i % 1.0), 3000 * (0.5698402909980532 * i % 1.0)]
)  # metres
loads = 10 + i % 11  # minutes of work

p = equizone.partition(points, loads, zones=30, tolerance=0.03)

print(f"stop 0 belongs to zone {p.labels[0]}")
print(f"loads: {p.zone_loads.min():.0f} to {p.zone_loads.max():.0f} minutes")
print(f"at most {100 * p.imbalance:.1f} % above and {100 * p.shortfall:.1f} % below target: {p.status}")
print(f"a new stop at (2500, 1500) belongs to zone {p.locate([[2500, 1500]])[0]}")
