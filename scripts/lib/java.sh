# shellcheck shell=bash
# Sourced by the other scripts: finds a JDK of 25 or newer and exports JAVA_HOME, or says in one
# line what is missing and exits with 2.

groundswell_java_release() {
  "$1/bin/java" -XshowSettings:properties -version 2>&1 |
    sed -n 's/^ *java.specification.version = \([0-9]*\).*/\1/p'
}

groundswell_find_java() {
  local home release
  for home in "${JAVA_HOME:-}" \
    /usr/lib/jvm/* /opt/*jdk* /opt/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* \
    "$(dirname "$(dirname "$(readlink -f "$(command -v javac || echo /none/bin/javac)")")")"; do
    [ -x "$home/bin/javac" ] || continue
    release=$(groundswell_java_release "$home")
    if [ "${release:-0}" -ge 25 ]; then
      echo "$home"
      return 0
    fi
  done
  return 1
}

if ! JAVA_HOME=$(groundswell_find_java); then
  echo "No JDK of 25 or newer found in JAVA_HOME or the usual folders: install one (for example Temurin 25) or set JAVA_HOME to it." >&2
  exit 2
fi
export JAVA_HOME

# Sourced by scripts that build.
groundswell_need_maven() {
  if ! command -v mvn >/dev/null; then
    echo "Maven is missing: install Maven 3.8.6 or newer, so that 'mvn' is on the PATH." >&2
    exit 2
  fi
}

# Builds all services, then runs a main class of the lab's tests with them: CLASS ARGUMENTS...
groundswell_run_with_services() {
  groundswell_need_maven
  echo "Building the services; the first time this takes a few minutes ..." >&2
  if ! mvn --batch-mode --quiet package -DskipTests -Dspotless.check.skip \
    -pl consumer,producer,lab -am >&2; then
    echo "The build failed; 'mvn package -DskipTests' shows all of it." >&2
    exit 2
  fi
  exec "$JAVA_HOME/bin/java" -Dgroundswell.home="$PWD" --enable-native-access=ALL-UNNAMED \
    -cp "lab/target/test-classes:lab/target/classes:lab/target/lib/*" "$@"
}
