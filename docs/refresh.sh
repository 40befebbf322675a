#!/usr/bin/env bash
# Makes the pictures of README and docs anew from the example.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
bash examples/run.sh
cp examples/out/plan.png docs/plan.png
