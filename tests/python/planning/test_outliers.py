import equizone
import numpy as np
import pandas as pd


def test_a_lonely_stop_goes_to_the_nearest_zone_and_is_named():
    """The published case: fifty points, one of them far from all others."""
    rng = np.random.default_rng(5)
    stops = pd.DataFrame(rng.uniform(0, 2000, (50, 2)), columns=["x", "y"])
    stops.loc[17] = [9000.0, 1000.0]
    plan = equizone.plan(stops, 10, crs="EPSG:32633", tolerance=0.2)
    (note,) = [note for note in plan.notes if note.startswith("Far from all others")]
    assert note.endswith("with the nearest zone: row 17.")
    assert plan.partition.outliers.tolist() == [17]
    others = stops.index != 17
    near = int(np.hypot(*(stops[others] - stops.loc[17]).to_numpy().T).argmin())
    assert plan.labels[17] == plan.labels[np.flatnonzero(others)[near]]
    assert plan.status == "ok"


def test_an_even_town_has_no_lonely_stop():
    rng = np.random.default_rng(5)
    stops = pd.DataFrame(rng.uniform(0, 2000, (50, 2)), columns=["x", "y"])
    plan = equizone.plan(stops, 10, crs="EPSG:32633", tolerance=0.2)
    assert not any("Far from" in note for note in plan.notes)
