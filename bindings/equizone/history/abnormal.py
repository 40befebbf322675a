"""Days whose volume is abnormally large or small for their weekday."""

from __future__ import annotations

import numpy as np

from equizone.tables.dates import WEEKDAYS

__all__ = ["FEWEST_DAYS", "abnormal_reasons"]

HIGHEST_SCORE = 3.5
NORMAL_CONSISTENCY = 1.4826  # makes the median absolute deviation a standard deviation for normal errors
LEAST_SCALE = 0.05  # of log volume: a steady history drops no day that is within 16 % below or 19 % above
FEWEST_DAYS = 3  # of two days, none can be called the abnormal one


def abnormal_reasons(weekdays: np.ndarray, volumes: np.ndarray) -> list[str]:
    """Say of every day why its volume is abnormal; "" if it is not.

    A day is abnormal if log(volume / median of its weekday) lies more than 3.5 scales from zero: the
    modified z-score. The scale is 1.4826 times the median absolute deviation, pooled over the weekdays
    because each alone has too few days, and at least 0.05. Each weekday's median has used up one day, so that
    as many of the smallest deviations are left out: without that, three weeks would look half as noisy as
    they are. Medians stand up to outliers, so these cannot mask each other unless they are the majority of
    a weekday. Weekdays with fewer than three days are not judged.

    Parameters
    ----------
    weekdays
        Weekday of every day, 0 = Monday.
    volumes
        Volume of every day; zero is always abnormal.

    References
    ----------
    Iglewicz, B. and Hoaglin, D. C. (1993). How to detect and handle outliers. ASQC Quality Press.
    """
    served = volumes > 0
    days = np.bincount(weekdays[served], minlength=7)
    medians = np.array(
        [np.median(volumes[served & (weekdays == day)]) if days[day] else np.nan for day in range(7)]
    )
    judged = served & (days[weekdays] >= FEWEST_DAYS)
    deviations = np.zeros(len(volumes))
    deviations[judged] = np.log(volumes[judged] / medians[weekdays[judged]])
    scale = LEAST_SCALE
    if judged.any():
        medians_used = int((days >= FEWEST_DAYS).sum())
        spread = np.median(np.sort(np.abs(deviations[judged]))[medians_used:])
        scale = max(scale, NORMAL_CONSISTENCY * float(spread))
    abnormal = ~served | (np.abs(deviations) > HIGHEST_SCORE * scale)
    return [
        _reason(volume, median, weekday) if is_abnormal else ""
        for volume, median, weekday, is_abnormal in zip(
            volumes, medians[weekdays], weekdays, abnormal, strict=True
        )
    ]


def _reason(volume: float, median: float, weekday: int) -> str:
    if volume == 0:
        return "volume is 0"
    ratio = volume / median
    times = f"{ratio:,.1f}" if ratio >= 1 else f"{ratio:.2g}"
    return f"volume {figure(volume)} is {times} times the median of {WEEKDAYS[weekday]} ({figure(median)})"


def figure(value: float) -> str:
    """Return a volume as a planner reads it."""
    return f"{value:,.0f}" if value >= 100 or float(value).is_integer() else f"{value:,.3g}"
