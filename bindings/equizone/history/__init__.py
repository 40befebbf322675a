"""A station's history: records into modes, plans against every day of it, and synthetic history."""

from equizone.history.daily import DailyLoads, daily_loads
from equizone.history.modes import Modes, find_modes
from equizone.history.percentiles import percentile_loads
from equizone.history.replaying import Replay, replay
from equizone.history.synthetic import Truth, synthetic_history

__all__ = [
    "DailyLoads",
    "Modes",
    "Replay",
    "Truth",
    "daily_loads",
    "find_modes",
    "percentile_loads",
    "replay",
    "synthetic_history",
]
