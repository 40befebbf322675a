#!/usr/bin/env bash
# Sets everything up and plans the example station in Liechtenstein: 2,205 stops, 40 couriers.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

install_debian_packages "${build_packages[@]}"
make_venv
install_package

cd "$root"
station=examples/data/liechtenstein
.venv/bin/equizone plan "$station/stops.csv" --station "$station/station.geojson" \
  --couriers 40 --tolerance 0.03 --out examples/out \
  --title "Schaan courier station" --note "Buildings © OpenStreetMap contributors, ODbL 1.0."
echo
echo "The report: $root/examples/out/report.html"
