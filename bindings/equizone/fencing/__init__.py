"""Fences: the zones' polygons."""

from equizone.fencing.blocks import block_loads, blocks_from_lines, neighbouring_blocks
from equizone.fencing.drawing import fences, partition_fences, service_area

__all__ = [
    "block_loads",
    "blocks_from_lines",
    "fences",
    "neighbouring_blocks",
    "partition_fences",
    "service_area",
]
