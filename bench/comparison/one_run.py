"""One run of a Python tool in this process: one_run MODULE:FUNCTION STOPS LABELS TASK."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

import numpy as np
from equizone.batch.measure import measured
from equizone.batch.task import Task

from comparison.stops import read_stops


def main() -> None:
    """Divide, write labels and print what the call took."""
    function, file, out, task = sys.argv[1:]
    module, name = function.split(":")
    prepare = getattr(importlib.import_module(module), name)
    stops = read_stops(Path(file))
    divide = prepare(stops.points, stops.loads, Task(**json.loads(task)))
    labels, taken = measured(divide)
    np.asarray(labels).astype(np.int32).tofile(out)
    print(json.dumps(taken))


if __name__ == "__main__":
    main()
