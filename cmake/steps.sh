# What ./run and ./test share: the packages, how many compilers at once, configuring. Sourced, never run.

# install_packages ROOT [test]: installs what is missing; with "test" also what only ./test needs.
# MOTCUA_PACKAGES=skip: the reader of this has them some other way.
install_packages() {
  local list="$1/cmake/debian-packages.txt" also_test="${2:-}" package missing=() as_root=()
  [ "${MOTCUA_PACKAGES:-}" = skip ] && return 0
  if ! command -v dpkg-query >/dev/null; then
    echo "this is no Debian: install what $list names, then start again with MOTCUA_PACKAGES=skip" >&2
    return 1
  fi
  while read -r package; do
    case "$package" in
      '' | '#'*) continue ;;
      test:*) [ -n "$also_test" ] || continue; package="${package#test:}" ;;
    esac
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done <"$list"
  [ "${#missing[@]}" -eq 0 ] && return 0
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      printf 'these packages are missing, and installing them needs root. As root, run\n  apt-get install %s\n' \
        "${missing[*]}" >&2
      return 1
    fi
    as_root=(sudo)
  fi
  echo "installing from Debian: ${missing[*]}" >&2
  if ! { "${as_root[@]}" apt-get update -q &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"; } \
    >&2 </dev/null; then
    echo 'apt-get could not install them: is there a network, and is this Debian 12 (bookworm)?' >&2
    return 1
  fi
}

# jobs: compilers at once: one a processor, as long as each has 1.5 GB of memory.
jobs_at_once() {
  local processors by_memory
  processors="$(nproc)"
  by_memory="$(awk '/^MemAvailable/ {print int($2 / 1500000)}' /proc/meminfo)"
  [ "${by_memory:-1}" -lt 1 ] && by_memory=1
  echo "$((processors < by_memory ? processors : by_memory))"
}

# configure ROOT FOLDER PRESET [OPTION...]: only when it was not done yet, or the tree has moved since.
configure() {
  local root="$1" folder="$2" preset="$3" launcher=()
  shift 3
  if [ -f "$folder/build.ninja" ] && grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt" &&
    [ "$folder/CMakeCache.txt" -nt "$root/CMakePresets.json" ]; then
    return 0
  fi
  rm -rf "$folder"
  command -v ccache >/dev/null && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
  (cd "$root" && cmake --preset "$preset" -B "$folder" "${launcher[@]}" "$@")
}
