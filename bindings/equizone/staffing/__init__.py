"""How many couriers the work needs, and what their ways cost."""

from equizone.staffing.couriers import CouriersNeeded, couriers_needed, fit_beta, occupied_area_km2

__all__ = ["CouriersNeeded", "couriers_needed", "fit_beta", "occupied_area_km2"]
