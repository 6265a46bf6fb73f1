# Builds the classes when they are missing or older than their sources. Sourced by the scripts in bin/ after jdk.sh;
# expects ROOT, the checkout's folder. Afterwards: target/etcd-tls.jar + target/lib/* is the product,
# target/test-classes:target/classes:target/lib-lab/* is what lab, demo, tests and benchmarks run on.

# What every JVM of ours is started with: netty loads native code, protobuf uses sun.misc.Unsafe.
JVM_OPTIONS=(--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED)

build_is_stale() {
  local stamp="$ROOT/target/.built" newest
  [ -d "$ROOT/target/classes" ] && [ -d "$ROOT/target/lib-lab" ] && [ -d "$ROOT/target/test-classes" ] || return 0
  newest="$(find "$ROOT/target/classes" "$ROOT/target/test-classes" -name '*.class' -printf '%T@ %p\n' | sort -n | tail -1 | cut -d' ' -f2-)"
  [ -n "$newest" ] || return 0
  if [ -e "$stamp" ] && [ "$stamp" -nt "$newest" ]; then newest="$stamp"; fi
  [ -n "$(find "$ROOT/pom.xml" "$ROOT/src" \( -path "$ROOT/src/docs" -o -path "$ROOT/src/lab/host" -o -path "$ROOT/src/lab/workload" \) -prune \
    -o -type f \( -name '*.java' -o -name pom.xml -o -path '*/resources/*' \) -newer "$newest" -print -quit)" ]
}

build_if_stale() {
  build_is_stale || return 0
  if ! command -v mvn > /dev/null; then
    echo "etcd-tls is not built yet and Maven is missing: install it (Debian: apt-get install maven) and try again." >&2
    exit 2
  fi
  echo "building etcd-tls (only when sources have changed) ..." >&2
  (
    cd "$ROOT"
    # Two scripts that start together must not build into the same folder at once.
    mkdir -p target
    exec 9> target/.build-lock
    flock 9
    if build_is_stale; then
      MAVEN_OPTS="${MAVEN_OPTS:-} ${JVM_OPTIONS[*]}" mvn -B -q -DskipTests package >&2
      touch target/.built
    fi
  ) || { echo "etcd-tls could not be built: see the compiler's messages above." >&2; exit 1; }
}
