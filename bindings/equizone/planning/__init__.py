"""From tables and files of stops to plans: columns, coordinates, loads, zones, files."""

from equizone.planning.planner import plan
from equizone.planning.result import Plan

__all__ = ["Plan", "plan"]
