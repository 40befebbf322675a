"""Batch benchmark: methods side by side over many stations, and a report of who does well where."""

from equizone.batch.benchmark import run_benchmark
from equizone.batch.config import Config, read_config
from equizone.batch.task import Task

__all__ = ["Config", "Task", "read_config", "run_benchmark"]
