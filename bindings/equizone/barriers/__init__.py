"""Barriers: rivers, railways and fast roads, from a map or given, with the places to cross them."""

from equizone.barriers.barriers import Barriers

__all__ = ["Barriers"]
