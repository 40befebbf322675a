"""A town of stops, and what is known of their work, that several test files share."""

import numpy as np
import pandas as pd

STOPS = 240
MINUTES = np.round(np.random.default_rng(5).lognormal(1.5, 0.5, STOPS), 1)


def town(**changes):
    """Return stops with ids, degrees and minutes."""
    places = np.random.default_rng(3).uniform([9.50, 47.10], [9.56, 47.16], (STOPS, 2)).round(6)
    columns = {"id": [f"{i:03d}" for i in range(STOPS)], "lon": places[:, 0], "lat": places[:, 1]}
    return pd.DataFrame(columns | {"minutes": MINUTES} | changes)


def points_of(plan):
    """Return the stops of a plan in projected metres, (n, 2)."""
    metres = plan.stops.to_crs(plan.crs)
    return np.column_stack([metres.geometry.x, metres.geometry.y])


def busy_town(**changes):
    """Return stops of which the work is known, instead of their minutes."""
    random = np.random.default_rng(8)
    work = {
        "road": random.choice(["residential street", "old town", "easy parking"], STOPS),
        "customer": random.choice(["house", "office", "campus"], STOPS),
        "parcels": random.integers(1, 9, STOPS),
    }
    return town().drop(columns="minutes").assign(**work | changes)
