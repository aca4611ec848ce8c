# shellcheck shell=sh
# Finds a Java that is new enough, wherever it is installed: the default `java` often is an older
# one. To be sourced. Reads each home's `release` file, since starting every VM there is would take
# seconds.
#
#   find_java 25 any java    sets JAVA_FOUND to the home of a Java 25 or later with bin/java
#   find_java 25 25 javac    ... of a Java 25 with bin/javac
#   say_no_java 25           tells, after a search in vain, where it looked and how to get one

JAVA_FOUND=''
JAVA_LOOKED=''

find_java() {
  JAVA_FOUND=''
  JAVA_LOOKED=''
  java_try "${SHUTTERSEND_JAVA_HOME:-}" 'SHUTTERSEND_JAVA_HOME' "$@" && return 0
  java_try "${JAVA_HOME:-}" 'JAVA_HOME' "$@" && return 0
  java_try "$(java_home_on_path)" 'java on the PATH' "$@" && return 0
  while IFS= read -r java_home; do
    java_try "$java_home" '' "$@" && return 0
  done <<EOF
$(java_homes_of_maven)
$(java_usual_homes)
EOF
  return 1
}

# java_try HOME LABEL LEAST MOST PROGRAM
java_try() {
  [ -n "$1" ] || return 1
  java_version=$(java_major "$1")
  if [ -n "$java_version" ] && [ "$java_version" -ge "$3" ] &&
    { [ "$4" = any ] || [ "$java_version" -le "$4" ]; } && [ -x "$1/bin/$5" ]; then
    # shellcheck disable=SC2034 # for the script that sources this
    JAVA_FOUND=$1
    return 0
  fi
  case "$JAVA_LOOKED" in
    *" $1 ("*) ;;
    *) JAVA_LOOKED="$JAVA_LOOKED
  ${2:+$2: }$1 (${java_version:+Java }${java_version:-no Java})" ;;
  esac
  return 1
}

# The number of the Java in this home: 25 for 25.0.1, 8 for 1.8.0_392; nothing if there is none.
java_major() {
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\(1\.\)\{0,1\}\([0-9][0-9]*\).*/\2/p' "$1/release" | head -n 1
}

java_home_on_path() {
  java_program=$(command -v java 2>/dev/null) || return 0
  java_program=$(readlink -f "$java_program" 2>/dev/null) || return 0
  printf '%s\n' "${java_program%/bin/java}"
}

java_homes_of_maven() {
  java_toolchains=${HOME:-/nowhere}/.m2/toolchains.xml
  [ -r "$java_toolchains" ] || return 0
  sed -n 's:.*<jdkHome>[[:space:]]*\([^<]*[^<[:space:]]\)[[:space:]]*</jdkHome>.*:\1:p' \
    "$java_toolchains"
}

java_usual_homes() {
  for java_place in \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/* /usr/local/lib/jvm/* \
    /opt/* /opt/java/* /opt/jdk/* /opt/homebrew/opt/*/libexec/openjdk.jdk/Contents/Home \
    "${HOME:-/nowhere}"/.sdkman/candidates/java/* "${HOME:-/nowhere}"/.jdks/* \
    "${HOME:-/nowhere}"/.jdks/*/Contents/Home "${HOME:-/nowhere}"/.jbang/cache/jdks/* \
    "${HOME:-/nowhere}"/.asdf/installs/java/* \
    "${HOME:-/nowhere}"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-/nowhere}"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -x "$java_place/bin/java" ]; then
      printf '%s\n' "$java_place"
    fi
  done
}

# say_no_java VERSION
say_no_java() {
  java_system=linux
  [ "$(uname -s)" != Darwin ] || java_system=mac
  java_machine=x64
  case "$(uname -m)" in aarch64 | arm64) java_machine=aarch64 ;; esac
  cat >&2 <<EOF
Shuttersend needs Java $1, and none was found. Looked at SHUTTERSEND_JAVA_HOME, JAVA_HOME, the PATH,
Maven's toolchains.xml, /usr/lib/jvm, /usr/java, /usr/local, /opt, ~/.sdkman, ~/.jdks, ~/.jbang,
~/.asdf, mise and /Library/Java; there is:${JAVA_LOOKED:- nothing}
To get it:
  mkdir -p ~/.jdks && curl -fsSL https://api.adoptium.net/v3/binary/latest/25/ga/$java_system/$java_machine/jdk/hotspot/normal/eclipse | tar -xz -C ~/.jdks
EOF
}
