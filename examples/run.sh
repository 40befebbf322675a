#!/usr/bin/env bash
# Sets everything up, then goes the way from a station's history to its zones: thirteen weeks of records of 2,205
# stops in Liechtenstein, the modes of its weekdays, minutes of work, couriers, and a plan for each mode.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

install_debian_packages "${build_packages[@]}"
make_venv
install_package

cd "$root"
data=examples/data/liechtenstein
out=examples/out
equizone=.venv/bin/equizone
mkdir -p "$out"

heading() {
  printf '\n== %s\n\n' "$*"
}

heading "History: which weekdays are alike, and which days are not like the others"
.venv/bin/python "$data/make_history.py" "$out/history.parquet"
"$equizone" modes "$out/history.parquet" --holidays 2026-09-08,2026-11-01 --peak "Black Friday=2026-11-27" \
  --stops-per-hour 6.6 --shift-hours 8 --out "$out/modes"

heading "Workload: what a stop costs, and why"
"$equizone" workload "$data/stops.csv" --out "$out/minutes.csv"

heading "Staff: couriers for the parcels of stops.csv, with the ways"
"$equizone" staff "$data/stops.csv" --shift-hours 8 --speed-kmh 20 --station "$data/station.geojson"

heading "Plan: zones of equal work for every mode"
"$equizone" plan "$data/stops.csv" --workload default --modes "$out/modes" --shift-hours 8 --speed-kmh 20 \
  --station "$data/station.geojson" --out "$out/plans" \
  --title "Schaan courier station" --note "Buildings and streets © OpenStreetMap contributors, ODbL 1.0."

heading "On the ground: zones along the streets of Schaan, in blocks, on either side of the railway"
"$equizone" plan "$data/stops.csv" --workload default --couriers 40 --station "$data/station.geojson" \
  --streets "$data/map.osm.pbf" --barriers auto --fences blocks --out "$out/schaan-blocks" --title "Schaan, in blocks" \
  --note "Buildings, streets and railway © OpenStreetMap contributors, ODbL 1.0."

heading "On the ground: Krems by straight lines, along its streets, and in blocks"
.venv/bin/python examples/03_on_the_ground.py "$out/krems"

heading "Reports, one for each mode"
printf '%s\n' "$root/$out"/plans/*/report.html
