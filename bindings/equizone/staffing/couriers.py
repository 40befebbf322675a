"""The number of couriers that a day's work needs, with the reason and the neighbouring numbers."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from numpy.typing import ArrayLike

import equizone._core as _core
from equizone._core import fit_beta

__all__ = ["CouriersNeeded", "couriers_needed", "fit_beta", "occupied_area_km2"]

TERMS = tuple(_core.staffing_term_names)
SQUARE_METRES_PER_KM2 = 1e6


@dataclass(frozen=True, eq=False)
class CouriersNeeded:
    """How many couriers a day needs, and why; made by :func:`equizone.couriers_needed`.

    Attributes
    ----------
    couriers
        The least number that fits; None if no number is enough.
    reason
        The calculation in words, with units.
    alternatives
        One courier less, the number needed, one more: couriers, hours_per_courier, load_ratio (hours over the
        shift), fits, and the hours of all couriers together for each term: service_h, between_stops_h,
        line_haul_h, at_station_h.
    binding
        The term that takes most of the couriers' time.
    added
        Couriers that each term adds to those before it.
    exact
        The number before rounding up.
    """

    couriers: int | None
    reason: str
    alternatives: pd.DataFrame
    binding: str
    added: dict[str, int]
    exact: float

    def __repr__(self) -> str:
        return f"CouriersNeeded(couriers={self.couriers}, binding={self.binding!r}, reason={self.reason!r})"

    def __str__(self) -> str:
        return self.reason if self.alternatives.empty else f"{self.reason}\n\n{_text(self.alternatives)}"


def couriers_needed(
    *,
    minutes: float | None = None,
    stops: float | None = None,
    stops_per_hour: float | None = None,
    shift_hours: float = 8.0,
    minutes_per_shift: float = 0.0,
    area_km2: float | None = None,
    speed_kmh: float | None = None,
    station_distance_km: float | None = None,
    beta: float | None = None,
) -> CouriersNeeded:
    """Return how many couriers a day's work needs.

    k >= (S + beta * sqrt(n * A) / v) / (H - m - 2 * r / v): service S, n stops on ground A, speed v, shift H,
    time m at the station and distance r to it. Without an area and a speed, the ways do not count.

    Parameters
    ----------
    minutes
        Service at all stops together; or give `stops` and `stops_per_hour`.
    stops
        Number of stops.
    stops_per_hour
        Stops that one courier serves in an hour.
    shift_hours
        Hours of one courier's day.
    minutes_per_shift
        Minutes of each courier at the station, such as loading.
    area_km2
        Ground that the stops occupy; see :func:`equizone.occupied_area_km2`.
    speed_kmh
        Between stops, and to and from the station.
    station_distance_km
        Mean distance between station and stops (0).
    beta
        Factor of the tour's length; 1.5 on streets unless fitted, see :func:`equizone.fit_beta`.

    Returns
    -------
    CouriersNeeded
        Without couriers, but with a reason, if the shift does not even suffice for the way there and back.

    Raises
    ------
    InputError
        Names the argument, and what is missing.

    Examples
    --------
    >>> equizone.couriers_needed(stops=640, stops_per_hour=3.5, shift_hours=8).couriers
    23
    """
    needed = _core.couriers_needed(
        minutes=minutes,
        stops=stops,
        stops_per_hour=stops_per_hour,
        shift_hours=shift_hours,
        minutes_per_shift=minutes_per_shift,
        area_km2=area_km2,
        speed_kmh=speed_kmh,
        station_distance_km=station_distance_km,
        beta=beta,
    )
    return CouriersNeeded(
        couriers=needed.couriers,
        reason=needed.reason,
        alternatives=_table(needed.alternatives),
        binding=needed.binding,
        added=dict(zip(TERMS, needed.added, strict=True)),
        exact=needed.exact,
    )


def occupied_area_km2(points: ArrayLike) -> float:
    """Return the ground that stops occupy, in km2, from how densely they lie: outliers add nothing.

    Parameters
    ----------
    points
        (n, 2) projected metres.

    Raises
    ------
    InputError
        For coordinates that are not finite.
    """
    return _core.occupied_area_m2(points) / SQUARE_METRES_PER_KM2


def _text(alternatives: pd.DataFrame) -> str:
    """Lay the alternatives out for people, with units."""
    shown = pd.DataFrame(
        {
            "couriers": alternatives["couriers"],
            "h per courier": alternatives["hours_per_courier"].map("{:.2f}".format),
            "of shift": alternatives["load_ratio"].map("{:.1%}".format),
            "fits": alternatives["fits"].map({True: "yes", False: "no"}),
            **{
                f"{term.replace('_', ' ')} h": alternatives[f"{term}_h"].map("{:,.1f}".format)
                for term in TERMS
            },
        }
    )
    return shown.to_string(index=False)


def _table(alternatives: list[_core.StaffingAlternative]) -> pd.DataFrame:
    rows = [
        {
            "couriers": day.couriers,
            "hours_per_courier": day.hours_per_courier,
            "load_ratio": day.load_ratio,
            "fits": day.fits,
            **{f"{term}_h": hours for term, hours in zip(TERMS, day.hours, strict=True)},
        }
        for day in alternatives
    ]
    columns = ["couriers", "hours_per_courier", "load_ratio", "fits", *(f"{term}_h" for term in TERMS)]
    return pd.DataFrame(rows, columns=columns)
