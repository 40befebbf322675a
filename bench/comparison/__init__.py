"""The benchmark beside other packages: every case by every tool and seed, each run in a process of its own.

A new case is one line in `cases.py`; a new tool is one file in `tools/`. See `bench/run.sh`.
"""
