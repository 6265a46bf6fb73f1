# Finds a JDK 25 and sets JAVA_HOME. Sourced by the scripts in bin/; ends the script in plain words when there is none.
# Looks at JAVA_HOME, at the folders where distributions put JDKs, at update-alternatives, and at what `java` on the PATH is.

jdk_is_25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] && grep -q '^JAVA_VERSION="25[".]' "$1/release"
}

jdk_candidates() {
  [ -n "${JAVA_HOME:-}" ] && printf '%s\n' "$JAVA_HOME"
  printf '%s\n' /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*
  if command -v update-alternatives > /dev/null; then
    update-alternatives --list javac 2> /dev/null | sed 's#/bin/javac$##'
  fi
  if command -v javac > /dev/null; then
    readlink -f "$(command -v javac)" | sed 's#/bin/javac$##'
  fi
}

jdk_find() {
  local candidate
  while IFS= read -r candidate; do
    if jdk_is_25 "$candidate"; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done < <(jdk_candidates)
  return 1
}

if ! JAVA_HOME="$(jdk_find)"; then
  cat >&2 <<'TEXT'
etcd-tls needs a JDK 25 and found none.
Looked at JAVA_HOME, /usr/lib/jvm, /usr/java, /opt, ~/.sdkman, ~/.jdks and update-alternatives.
Install one (Debian: a package such as openjdk-25-jdk or temurin-25-jdk), or set JAVA_HOME to its folder.
TEXT
  exit 2
fi
export JAVA_HOME
