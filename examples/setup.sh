# Set-up shared by examples/run.sh and tests/run.sh, which source this file: Debian packages, the virtual environment
# in .venv at the repository root, and the package in it. Each step does nothing when its work is done already.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
venv=$root/.venv
logs=$root/build/logs
build_packages=(g++ cmake ninja-build libeigen3-dev libboost-dev python3-dev python3-venv)

fail() {
  echo "error: $*" >&2
  exit 1
}

# Runs a command with its output in a log; shows the log's tail only if the command fails.
quietly() {
  local log=$logs/$1.log
  shift
  mkdir -p "$logs"
  "$@" >"$log" 2>&1 </dev/null && return
  tail -n 40 "$log" >&2
  fail "\"$*\" failed; the whole output is in $log"
}

is_installed() {
  [[ $(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

install_debian_packages() {
  command -v apt-get >/dev/null || return 0 # another system: CMake and pip will name what they miss
  local package missing=()
  for package in "$@"; do
    is_installed "$package" || missing+=("$package")
  done
  ((${#missing[@]})) || return 0

  local as_root=(env DEBIAN_FRONTEND=noninteractive)
  if ((EUID != 0)); then
    sudo -n true 2>/dev/null || fail "Debian packages are missing; install them with: sudo apt-get install ${missing[*]}"
    as_root=(sudo -n "${as_root[@]}")
  fi
  echo "Installing Debian packages: ${missing[*]}"
  quietly apt-update "${as_root[@]}" apt-get update
  quietly apt-install "${as_root[@]}" apt-get install --yes --no-install-recommends "${missing[@]}"
}

is_python_311() {
  "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

# Debian's own Python first: its headers are among the packages above.
find_python() {
  local python
  for python in /usr/bin/python3 python3; do
    is_python_311 "$python" && echo "$python" && return
  done
  fail "Python 3.11 or newer is needed"
}

# A moved or copied environment still runs Python, but its scripts call the old place: ask pip where it lives.
is_healthy_venv() {
  is_python_311 "$venv/bin/python" && [[ $("$venv/bin/pip" --version 2>/dev/null) == *" from $venv/lib/"* ]]
}

make_venv() {
  is_healthy_venv && return
  local python
  python=$(find_python)
  [[ -e $venv || -L $venv ]] && echo "Replacing .venv: it is incomplete, or was made at another place"
  rm -rf "$venv"
  quietly venv "$python" -m venv "$venv"
}

hash_files() {
  LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum
}

hash_sources() {
  find CMakeLists.txt pyproject.toml bindings cmake include src -type f -not -path '*/__pycache__/*' -print0 | hash_files
}

# What pip has installed: its list of the package's files, with their hashes.
hash_installed() {
  find .venv/lib -path '*/equizone-*.dist-info/RECORD' -print0 | hash_files
}

# The stamp tells from which sources the package was made; they are hashed first, since they may change meanwhile.
install_package() {
  cd "$root"
  local stamp=$venv/equizone.sha256 sources
  sources=$(hash_sources)
  [[ -x $venv/bin/equizone && $(cat "$stamp" 2>/dev/null) == "$sources $(hash_installed)" ]] && return
  rm -f "$stamp"
  echo "Building equizone and installing it into .venv (takes minutes the first time)"
  quietly pip-install "$venv/bin/pip" install "$root[network]" # and what reads OpenStreetMap extracts
  echo "$sources $(hash_installed)" >"$stamp"
}
