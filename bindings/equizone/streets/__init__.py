"""Street networks: from OpenStreetMap, tables and osmnx, with the speeds of a vehicle."""

from equizone.streets.network import Streets

__all__ = ["Streets"]
