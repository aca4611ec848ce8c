# shellcheck shell=bash
# What the demo and the tests need from the machine: looks what is missing, installs it as root or
# says the one line that does. To be sourced.

prepare_top=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
# shellcheck source=packaging/launcher/find-java.sh
. "$prepare_top/packaging/launcher/find-java.sh"

prepare_missing=()

# need_command COMMAND PACKAGE
need_command() {
  command -v "$1" >/dev/null 2>&1 || prepare_missing+=("$2")
}

# need_library SONAME PACKAGE [PACKAGE OF LATER SYSTEMS]
need_library() {
  [ "$(uname -s)" = Linux ] || return 0
  local known
  known=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null || true)
  [[ $known == *"$1 "* ]] || prepare_missing+=("$2${3:+|$3}")
}

need_font() {
  [ "$(uname -s)" = Linux ] || return 0
  [ -n "$(find -L /usr/share/fonts /usr/local/share/fonts "${HOME:-/nowhere}/.local/share/fonts" \
    -name '*.[to]tf' -print -quit 2>/dev/null)" ] || prepare_missing+=(fonts-dejavu-core)
}

need_window_libraries() {
  need_library libgtk-3.so.0 libgtk-3-0 libgtk-3-0t64
  need_library libXtst.so.6 libxtst6
  need_library libXxf86vm.so.1 libxxf86vm1
  need_library libGL.so.1 libgl1
  need_library libpangoft2-1.0.so.0 libpangoft2-1.0-0
  need_library libfreetype.so.6 libfreetype6
  need_font
}

# The packages by the names they have on this system.
prepare_names() {
  local wanted
  for wanted in "${prepare_missing[@]}"; do
    if [ "$wanted" != "${wanted#*|}" ] && apt-cache show "${wanted#*|}" >/dev/null 2>&1; then
      printf '%s ' "${wanted#*|}"
    else
      printf '%s ' "${wanted%|*}"
    fi
  done
}

# Installs what is missing, or ends with exit code 2 and the line that does.
install_missing() {
  [ "${#prepare_missing[@]}" -gt 0 ] || return 0
  if ! command -v apt-get >/dev/null 2>&1; then
    echo "Missing on this system, please install (Debian's names): $(prepare_names)" >&2
    exit 2
  fi
  if [ "$(id -u)" -ne 0 ]; then
    echo "Missing on this system. To install it:" >&2
    echo "  sudo apt-get update && sudo apt-get install -y $(prepare_names)" >&2
    exit 2
  fi
  local names
  read -r -a names <<<"$(prepare_names)"
  echo "Installing ${names[*]}" >&2
  if ! prepare_apt install -y "${names[@]}" >/dev/null 2>&1; then
    prepare_apt update >&2
    read -r -a names <<<"$(prepare_names)"
    prepare_apt install -y "${names[@]}" >&2
  fi
  prepare_missing=()
}

prepare_apt() {
  DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 "$@"
}

# Maven's build looks for its JDK itself; this tells it also of one in an unusual place.
need_jdk() {
  if ! find_java 25 25 javac; then
    say_no_java '25 (a JDK, to build with)'
    exit 2
  fi
  export JAVA25_HOME=$JAVA_FOUND
  if [ -z "${JAVA_HOME:-}" ] && ! command -v java >/dev/null 2>&1; then
    export JAVA_HOME=$JAVA_FOUND
  fi
}
