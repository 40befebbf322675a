#!/usr/bin/env bash
# The benchmark beside other packages: installs what is missing, builds, runs every case by every tool, prints one
# table, and writes JSON, a page and a picture to build/bench/results. `bash bench/run.sh --help` lists the options.
# `bash bench/run.sh --stages` times each stage of the engine alone instead, with any options of Google Benchmark.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../examples/setup.sh"
cd "$root"

install_debian_packages "${build_packages[@]}" libbenchmark-dev libopenmpi-dev libtrilinos-zoltan-dev

build=$root/build/bench
quietly bench-configure cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DEQUIZONE_BUILD_BENCH=ON \
  -DEQUIZONE_BUILD_TESTS=OFF -DEQUIZONE_BUILD_EXAMPLES=OFF

if [[ ${1-} == --stages ]]; then
  shift
  quietly bench-build cmake --build "$build" --target stage_programs --parallel "$(nproc)"
  for program in "$build"/bench/*_bench; do "$program" "$@"; done
  exit
fi

make_venv
install_package
quietly pip-upgrade "$venv/bin/pip" install "pip>=25.1" # dependency groups
quietly pip-bench "$venv/bin/pip" install --group bench "equizone[peers]"
quietly bench-build cmake --build "$build" --target comparison_programs --parallel "$(nproc)"

export EQUIZONE_BENCH_PROGRAMS=$build/bench
PYTHONPATH=$root/bench exec "$venv/bin/python" -m comparison "$@"
