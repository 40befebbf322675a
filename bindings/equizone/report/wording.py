"""A plan in words and figures: what the page and the picture say, each figure with its unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from equizone.planning import Plan

_STATUS = {
    "ok": "Every zone is within {tolerance} of its target.",
    "heavy_stop": "One stop alone is too much for a zone.",
    "proven_infeasible": "No division of these stops keeps every zone within {tolerance} of its target.",
    "not_reached": "Not every zone is within {tolerance} of its target.",
}


@dataclass(frozen=True)
class Quantities:
    """Writes quantities of one kind with the same number of decimals, and with their unit."""

    unit: str
    decimals: int

    def number(self, value: float) -> str:
        """Write a quantity without its unit, for columns that name the unit in their heading."""
        return "–" if np.isnan(value) else f"{value:,.{self.decimals}f}"

    def __call__(self, value: float) -> str:
        """Write a quantity with its unit."""
        return f"{self.number(value)} {self.unit}"


def quantities(values: ArrayLike, unit: str) -> Quantities:
    """Choose the decimals: none for whole numbers, else four digits for the largest value.

    Parameters
    ----------
    values
        What will be written.
    unit
        Its unit.
    """
    numbers = np.asarray(values, dtype=float)
    if np.array_equal(numbers, np.round(numbers)):
        return Quantities(unit, 0)
    digits_before_point = int(np.floor(np.log10(np.nanmax(numbers)))) + 1
    return Quantities(unit, max(0, 4 - digits_before_point))


def load_unit(plan: Plan) -> str:
    """Return the unit of the plan's loads, or the name of the column if the unit is unknown."""
    return plan.load_unit or plan.load_name


def percent(ratio: float) -> str:
    """Write a share of the target."""
    return f"{100 * ratio:.1f} %"


def deviation(ratio: float) -> str:
    """Write how far a load lies above or below its target."""
    return f"{100 * (ratio - 1):+.1f} %".replace("-", "−")


def tolerance(plan: Plan) -> str:
    """Write the plan's tolerance."""
    return f"± {100 * plan.tolerance:.3g} %"


def out_of_band(plan: Plan) -> list[str]:
    """Return a sign per zone: "▲" above the tolerance, "▼" below, "" within."""
    slack = 1e-9  # loads at the very bound are within
    ratios = plan.zones["load_ratio"].to_numpy(dtype=float)
    above = ratios > 1 + plan.tolerance + slack
    below = ratios < 1 - plan.tolerance - slack
    return np.select([above, below], ["▲", "▼"], "").tolist()


def label_texts(plan: Plan) -> list[str]:
    """Return each zone's label on the map: its name, and the sign if it is out of tolerance."""
    return [
        f"{name} {sign}".strip() for name, sign in zip(plan.zones["zone"], out_of_band(plan), strict=True)
    ]


def status_sentence(plan: Plan) -> str:
    """Say in words whether the plan holds its tolerance, and why not."""
    verdict = _STATUS[plan.status].format(tolerance=tolerance(plan))
    return " ".join(filter(None, [verdict, plan.reason, over_shift(plan)]))


def headline(plan: Plan) -> list[tuple[str, str, str]]:
    """Return the plan's main figures.

    Returns
    -------
    list of tuple
        Name, figure with unit, and a remark on it.
    """
    zones = plan.zones
    loads = zones["load"].to_numpy(dtype=float)
    ratios = zones["load_ratio"].to_numpy(dtype=float)
    names = zones["zone"].astype(str).tolist()
    write = quantities(loads, load_unit(plan))
    most, least = int(ratios.argmax()), int(ratios.argmin())
    total = float(loads.sum())
    return [
        ("Couriers", f"{len(zones):,}", "one zone each"),
        ("Stops", f"{len(plan.stops):,}", f"about {len(plan.stops) / len(zones):,.0f} per courier"),
        ("Total load", quantities([total], write.unit)(total), _in_hours(total, plan.load_unit)),
        (
            "Load per courier",
            quantities([loads.mean()], write.unit)(loads.mean()),
            f"{write.number(loads.min())} to {write(loads.max())}{_left_of_shift(plan)}",
        ),
        ("Most above target", deviation(ratios[most]), f"zone {names[most]}, {write(loads[most])}"),
        ("Most below target", deviation(ratios[least]), f"zone {names[least]}, {write(loads[least])}"),
    ]


def attributions(plan: Plan) -> list[str]:
    """Return the notes that name the owner of the data."""
    return [note for note in plan.notes if "©" in note or "(c)" in note.lower()]


def _in_hours(total: float, unit: str) -> str:
    return f"{total / 60:,.1f} hours" if unit == "min" else "of all stops"


def _left_of_shift(plan: Plan) -> str:
    """Say how many minutes of a shift are left for stops once the ways are made."""
    if plan.service_hours is None:
        return ""
    least, most = (f"{60 * hours:,.0f}" for hours in (plan.service_hours.min(), plan.service_hours.max()))
    return f", a shift has {least}" if least == most else f", shifts have {least} to {most}"


def over_shift(plan: Plan) -> str:
    """Say how many zones have more than a shift leaves for stops."""
    if plan.service_hours is None:
        return ""
    over = int((plan.zones["load"].to_numpy() > 60 * plan.service_hours * (1 + 1e-9)).sum())
    return f"{over} of {len(plan.zones)} zones have more than a shift leaves for stops." if over else ""
