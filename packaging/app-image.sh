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

# What makes a small program stay small; see docs/performance.md.
options=(--enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -XX:+UseCompactObjectHeaders
  -XX:TrimNativeHeapInterval=5000 -Xms48m)
given=()
for option in "${options[@]}"; do given+=(--java-options "$option"); done

# The bundled Java keeps its own launcher, which the rehearsal below needs.
"$jpackage" --type app-image --name hearth --app-version "$version" --dest "$dest" \
  --input "$lib" --main-jar "hearth-$version.jar" --main-class dev.hearth.app.Main \
  --icon assets/icons/hearth-256.png \
  --jlink-options "--strip-debug --no-man-pages --no-header-files" "${given[@]}"

# One start is rehearsed on throwaway folders, so that Java finds its classes loaded and linked at every later one.
cfg=$(find "$dest/hearth" -name hearth.cfg)
app=$(cd "$(dirname "$cfg")" && pwd)
java=$(find "$dest/hearth" -path '*bin/java' | head -n 1)
classpath=$(sed -n "s|^app.classpath=\$APPDIR|$app|p" "$cfg" | paste -sd: -)
if "$java" "${options[@]}" -cp "$classpath" dev.hearth.app.Main --hearth-start-cache "$app/hearth.aot"; then
  # After the last option; $APPDIR is the launcher's own word.
  sed -i.before '/^\[JavaOptions\]/a java-options=-XX:AOTCache=$APPDIR/hearth.aot\njava-options=-Xlog:aot=off' "$cfg"
  rm -f "$cfg.before" "$app/hearth.aot.fits" "$app/hearth.aot.log"
else
  echo "app-image: WARNING: no start cache; the program works, its window takes longer to come" >&2
fi
echo "app-image: $dest/hearth/bin/hearth"
