#!/usr/bin/env bash
# Makes the pictures of README and docs anew: those of plans from the example, whose plan is that of its heaviest
# weekdays, that of synthetic stations, and those of methods.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
bash examples/run.sh
cp examples/out/plans/Mon+Fri/plan.png docs/plan.png
cp examples/out/schaan-blocks/plan.png docs/schaan_blocks.png
for plan in straight along blocks; do cp "examples/out/krems/$plan.png" "docs/krems_$plan.png"; done
.venv/bin/python bench/synthetic_stations.py --picture docs/synthetic.png
.venv/bin/python docs/methods/figures.py
