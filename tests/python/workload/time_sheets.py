"""Time sheets with known truth, and the model that a station starts from."""

import copy

from equizone import WorkloadModel
from equizone.workload import synthetic_shifts
from equizone.workload.profile import Profile

ROADS = ["residential street", "old town", "winding village road"]
CUSTOMERS = ["house", "apartment building", "campus", "company"]
WAITS = ["none", "goods-in check"]
TRUTH = {
    "road.residential street.minutes": 3.1,
    "road.old town.minutes": 3.0,
    "road.winding village road.minutes": 7.0,
    "customer.apartment building.minutes": 3.5,
    "customer.campus.minutes": 1.2,
    "customer.campus.minutes_per_parcel": 0.9,
    "customer.company.minutes": 4.0,
    "waiting.goods-in check.minutes": 6.0,
    "minutes_per_parcel": 1.1,
    "minutes_per_kg": 0.12,
    "minutes_per_shift": 45.0,
}
"""What really happens; the customer "house", against whom the others are measured, is as in the profile."""


def station():
    """Return the profile that the station starts from: the default one, and half an hour at the station."""
    return profile({"minutes_per_shift": 30.0, "minutes_per_litre": 0.0})


def profile(figures):
    document = copy.deepcopy(Profile.default().document)
    for name, value in figures.items():
        if name == "minutes_per_shift":
            document["shift"]["minutes"]["value"] = value
        elif name.count(".") == 2:
            factor, category, key = name.split(".")
            document[factor][category][key] = value
        else:
            document["parcel"][name.replace("minutes_per_parcel", "minutes")]["value"] = value
    return WorkloadModel(Profile({"name": "station", **document}, "test"))


def truth_of_few():
    """Return the true model, with the roads, customers and waits alone that its couriers meet."""
    model = profile({"minutes_per_litre": 0.0, **TRUTH})
    document = copy.deepcopy(model.profile.document)
    for factor, names in (("road", ROADS), ("customer", CUSTOMERS), ("waiting", WAITS)):
        document[factor] = {name: document[factor][name] for name in names}
    return WorkloadModel(Profile({"name": "truth", **document}, "test"))


def history(seed=1, couriers=12, days=40, noise_min=0.0):
    """Return attempts and worked minutes of couriers, with dates as texts, and the truth behind them."""
    truth = truth_of_few()
    served, worked = synthetic_shifts(truth, couriers=couriers, days=days, noise_min=noise_min, seed=seed)
    tables = [table.assign(date=table["date"].dt.strftime("%Y-%m-%d")) for table in (served, worked)]
    return tables[0], tables[1].sample(frac=1, random_state=seed), truth


def minutes_of(model, served):
    """Return the minutes of attempts that were made: no others are expected in addition."""
    return model.minutes(served.assign(visits=1, sign_for_rate=1))


def figures(fit):
    return fit.coefficients.set_index("name")
