"""Scores of anybody's labels as tables; nothing here knows a solver."""

from equizone.scoring.stops import Scores, evaluate_stops

__all__ = ["Scores", "evaluate_stops"]
