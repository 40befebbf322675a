"""Daily records of the busy town, and their work computed naively."""

import numpy as np
import pandas as pd
from equizone import WorkloadModel
from equizone.history import synthetic_history

from .town import busy_town


def history(stops=None, **options):
    """Return four weeks of records of which Monday and Friday are heavy, Saturday light."""
    given = {"start": "2026-08-31", "weeks": 4, "seed": 3} | options
    return synthetic_history(busy_town() if stops is None else stops, **given)[0]


def minutes_by_day(stops, records, dates, model=None):
    """Compute the work of every day on its own: a list of tables of minutes, as from the model."""
    model = WorkloadModel.default() if model is None else model
    tables = []
    for date in dates:
        of_day = records[records["date"] == date]
        parcels = [of_day.loc[of_day["stop"] == stop, "parcels"].sum() for stop in stops["id"]]
        visits = [float((of_day["stop"] == stop).any()) for stop in stops["id"]]
        tables.append(model.minutes(stops.assign(parcels=parcels, visits=visits)))
    return tables


def mean_of(tables):
    """Return the mean of tables of equal shape."""
    return pd.DataFrame(np.mean([table.to_numpy() for table in tables], axis=0), columns=tables[0].columns)
