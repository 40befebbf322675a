"""From stops to plans: loads, couriers, zones, files."""

from equizone.planning.planner import plan
from equizone.planning.plans import Plans
from equizone.planning.result import Plan

__all__ = ["Plan", "Plans", "plan"]
