#!/usr/bin/env bash
# app-image.sh [DEST]: builds a self-contained Hearth with its own Java, for this system, into DEST (default target/dist).
# Needs JAVA_HOME (or java on the PATH) to be a JDK 25 with jpackage, and Maven.
set -euo pipefail
cd "$(dirname "$0")/.."
dest="${1:-target/dist}"
jpackage="${JAVA_HOME:+$JAVA_HOME/bin/}jpackage"
command -v "$jpackage" >/dev/null || { echo "app-image: no jpackage; set JAVA_HOME to a JDK 25" >&2; exit 1; }

mvn -B -ntp -q package -DskipTests
version=$(sed -n 's|^  <version>\(.*\)</version>|\1|p' pom.xml | head -n 1)
lib=target/app-lib
rm -rf "$lib" "$dest/hearth"
mvn -B -ntp -q dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$lib"
cp "target/hearth-$version.jar" "$lib/"

# SerialGC, compact headers and giving back what the C library keeps make a small program stay small; see
# docs/performance.md.
"$jpackage" --type app-image --name hearth --app-version "$version" --dest "$dest" \
  --input "$lib" --main-jar "hearth-$version.jar" --main-class dev.hearth.app.Main \
  --icon assets/icons/hearth-256.png \
  --java-options "--enable-native-access=ALL-UNNAMED" \
  --java-options "-XX:+UseSerialGC" --java-options "-XX:+UseCompactObjectHeaders" \
  --java-options "-XX:TrimNativeHeapInterval=5000"
echo "app-image: $dest/hearth/bin/hearth"
