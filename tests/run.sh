#!/usr/bin/env bash
# Sets everything up, then builds and tests it; a table of verdicts comes last. All parts run, even if one fails.
#   --full   also builds and runs the C++ tests with address and undefined-behaviour sanitizers
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../examples/setup.sh"
cd "$root"

full=false
case "${1-}" in
  "") ;;
  --full) full=true ;;
  *) fail "unknown argument \"$1\"; there is only --full" ;;
esac

verdicts=()
failures=0

# The line of a log that says how it went: a count of tests, else the last words.
summary_line() {
  { grep -E '[0-9]+ (passed|failed|skipped)|tests passed' "$1" || grep '[[:alnum:]]' "$1" || true; } |
    tail -n 1 | sed -E 's/^[=[:space:]]+|[=[:space:]]+$//g' | cut -c -70
}

# Runs one part with its output in a log, and notes its verdict.
part() {
  local name=$1 log="$logs/${1// /-}.log" start=$SECONDS verdict=ok
  shift
  echo "... $name"
  if ! "$@" >"$log" 2>&1 </dev/null; then
    verdict=FAILED
    failures=$((failures + 1))
    tail -n 60 "$log" | cut -c -300
    echo "FAILED: $name; the whole output is in $log"
  fi
  verdicts+=("$(printf '%-6s  %-15s %5d s  %s' $verdict "$name" $((SECONDS - start)) "$(summary_line "$log")")")
}

build() {
  cmake --preset "$1" --fresh && cmake --build --preset "$1" --parallel "$(nproc)"
}

run_ctest() {
  ctest --preset "$1" --parallel "$(nproc)" --no-tests=error
}

cpp_files() {
  find include src bindings examples tests bench -name '*.[ch]pp' "$@"
}

install_debian_packages "${build_packages[@]}" catch2 libbenchmark-dev chromium chromium-driver
make_venv
install_package
quietly pip-upgrade "$venv/bin/pip" install "pip>=25.1" # dependency groups
quietly pip-test-tools "$venv/bin/pip" install --group test "equizone[peers]"

bin=$venv/bin
part "C++ build" build release
part "C++ tests" run_ctest release
part "Python tests" "$bin/python" -m pytest tests/python
part "consumer tests" "$bin/python" -m pytest tests/consumer
part "browser tests" "$bin/python" -m pytest tests/browser
part "C++ format" cpp_files -exec "$bin/clang-format" --dry-run -Werror {} +
part "Python format" "$bin/ruff" format --check --extend-exclude build .
part "Python lint" "$bin/ruff" check --extend-exclude build .
part "Python types" "$bin/mypy" -p equizone
if $full; then
  part "sanitizer build" build sanitize
  part "sanitizer tests" run_ctest sanitize
fi

echo
printf '%s\n' "${verdicts[@]}"
echo
((failures == 0)) || fail "$failures of ${#verdicts[@]} parts failed"
echo "All ${#verdicts[@]} parts passed."
