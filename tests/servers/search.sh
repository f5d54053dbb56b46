# Becomes a search server: its settings, its memory, its user. Sourced by servers.
# shellcheck shell=bash

# jvm FOLDER: what every Java server gets, one option a line: 512 MB of heap at most, and a quick start.
jvm() {
  printf '%s\n' -Xms256m -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData "-Djava.io.tmpdir=$1/tmp" \
    -Dlog4j2.disable.jmx=true -Dlog4j2.formatMsgNoLookups=true -Djava.awt.headless=true -Dfile.encoding=UTF-8 \
    -Djava.locale.providers=SPI,COMPAT -Dio.netty.noUnsafe=true -Dio.netty.noKeySetOptimization=true \
    -Dio.netty.recycler.maxCapacityPerThread=0 --add-opens=java.base/java.io=ALL-UNNAMED
}

# A setting of a module that is not there is an unknown one, and stops the server.
settings() {
  local folder="$1" port="$2" home="$3"
  printf '%s\n' 'cluster.name: motcua-test' 'node.name: one' 'network.host: 127.0.0.1' "http.port: $port" \
    'discovery.type: single-node' 'cluster.routing.allocation.disk.threshold_enabled: false' \
    'action.destructive_requires_name: true' "path.data: $folder/data" "path.logs: $folder/logs"
  if [ -d "$home/modules/x-pack-security" ] && [ ! -d "$folder/config/certs" ]; then echo 'xpack.security.enabled: false'; fi
}

log_settings() {
  cat <<'PROPERTIES'
status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = [%d{ISO8601}][%-5p][%-25c{1.}] %m%n
rootLogger.level = info
rootLogger.appenderRef.console.ref = console
PROPERTIES
}

# become_runner FOLDER PORT KIND_FOLDER: one process, jars of codelibs' runner.
become_runner() {
  local options
  mapfile -t options < <(jvm "$1")
  as_nobody env -i PATH=/usr/bin:/bin "HOME=$1" LANG=C.UTF-8 "$java_home/bin/java" "${options[@]}" "-Dmotcua.port=$2" \
    "-Dmotcua.folder=$1/node" -cp "$3/classes:$(cat "$3/classpath")" RunnerNode
}

# become_elasticsearch_7 FOLDER HOME: one process. SonarQube leaves out the tools that the distribution's script wants.
become_elasticsearch_7() {
  local options
  mapfile -t options < <(jvm "$1")
  as_nobody env -i PATH=/usr/bin:/bin "HOME=$1" LANG=C.UTF-8 "ES_TMPDIR=$1/tmp" "LIBFFI_TMPDIR=$1/tmp" \
    "$java_home/bin/java" "${options[@]}" -Xss1m -Djna.nosys=true -Dlog4j.shutdownHookEnabled=false \
    -Djava.security.manager=allow "-Des.path.home=$2" "-Des.path.conf=$1/config" -Des.distribution.flavor=default \
    -Des.distribution.type=zip -Des.bundled_jdk=false -cp "$2/lib/*" org.elasticsearch.bootstrap.Elasticsearch
}

# become_elasticsearch_8 FOLDER HOME: the distribution's own script; the server is its child and writes FOLDER/jvm.pid.
become_elasticsearch_8() {
  as_nobody env -i PATH=/usr/bin:/bin "HOME=$1" LANG=C.UTF-8 "ES_JAVA_HOME=$java_home" "ES_PATH_CONF=$1/config" \
    "ES_TMPDIR=$1/tmp" "LIBFFI_TMPDIR=$1/tmp" bash "$2/bin/elasticsearch" -p "$1/jvm.pid"
}

# become_search_server NAME FOLDER PORT: FOLDER is the server's own.
become_search_server() {
  local name="$1" folder="$2" port="$3" kind home
  kind="$(kind_folder "$name")"
  home="$kind/home"
  mkdir -p "$folder"/{config,data,logs,tmp,node} || exit 1
  if [ "$name" = es815-tls ]; then make_secured "$folder/config" || exit 1; fi
  settings "$folder" "$port" "$home" >"$folder/config/elasticsearch.yml"
  if [ "$name" = es815-tls ]; then security_settings >>"$folder/config/elasticsearch.yml"; fi
  jvm "$folder" >"$folder/config/jvm.options"
  log_settings >"$folder/config/log4j2.properties"
  if [ "$(id -u)" = 0 ]; then
    chown -R "$nobody:$nobody" "$folder"/{config,data,logs,tmp,node} && chown "$nobody" "$folder"
    chmod go+x "$(dirname "$folder")"
    (as_nobody test -w "$folder/data" -a -r "$kind/complete") || {
      echo "user $nobody cannot reach $folder and $kind: choose another folder and MOTCUA_SERVERS_CACHE" >&2
      exit 1
    }
  fi
  cd "$folder" || exit 1
  case "$name" in
    es710 | opensearch219) become_runner "$folder" "$port" "$kind" ;;
    es717) become_elasticsearch_7 "$folder" "$home" ;;
    es815*) become_elasticsearch_8 "$folder" "$home" ;;
  esac
}
