"""Histories that several test files share."""

import datetime

import numpy as np
import pandas as pd

MONDAY = datetime.date(2026, 8, 31)
STEADY = (840, 640, 640, 640, 840, 300)


def day(offset):
    """Return a date, counted from the first Monday."""
    return MONDAY + datetime.timedelta(days=offset)


def weekday_history(volumes=STEADY, weeks=4, changed=None, dropped=()):
    """Return one record per parcel-of-one stop: as many stops a day as its volume says, Monday first."""
    parts = []
    for offset in range(7 * weeks):
        weekday = offset % 7
        if weekday >= len(volumes) or offset in dropped:
            continue
        count = (changed or {}).get(offset, volumes[weekday])
        parts.append(pd.DataFrame({"date": str(day(offset)), "stop": np.arange(count), "parcels": 1}))
    return pd.concat(parts, ignore_index=True)
