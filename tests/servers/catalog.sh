# The servers: names, titles, variables; and what the other files share. Sourced by servers.
# shellcheck shell=bash

# shellcheck disable=SC2034  # used by the files beside this one
search_names=(es710 es717 es815 es815-tls opensearch219)
redis_names=(redis redis-acl redis-replica redis-sentinel-1 redis-sentinel-2 redis-sentinel-3)

if [ -n "${MOTCUA_SERVERS_CACHE:-}" ]; then
  cache="$MOTCUA_SERVERS_CACHE"
elif [ "$(id -u)" = 0 ]; then
  cache=/var/cache/motcua-servers  # the servers run as another user, who cannot look into root's own folder
else
  cache="${XDG_CACHE_HOME:-$HOME/.cache}/motcua-servers"
fi
java_home="/usr/lib/jvm/java-17-openjdk-$(dpkg --print-architecture 2>/dev/null || echo amd64)"
nobody=65534

title_of() {
  case "$1" in
    es710) echo 'Elasticsearch 7.10.2' ;;
    es717) echo 'Elasticsearch 7.17.15' ;;
    es815) echo 'Elasticsearch 8.15.0' ;;
    es815-tls) echo 'Elasticsearch 8.15.0 with TLS' ;;
    opensearch219) echo 'OpenSearch 2.19.1' ;;
    redis) echo 'Redis' ;;
    redis-acl) echo 'Redis with a password' ;;
    redis-replica) echo 'Redis replica' ;;
    redis-sentinel-[123]) echo "Redis sentinel ${1##*-}" ;;
    *) return 1 ;;
  esac
}

# variable_of NAME: what tests read its address from. The sentinels share one.
variable_of() {
  case "$1" in
    es710) echo MOTCUA_ES_710 ;;
    es717) echo MOTCUA_ES_717 ;;
    es815) echo MOTCUA_ES_815 ;;
    es815-tls) echo MOTCUA_ES_815_TLS ;;
    opensearch219) echo MOTCUA_OPENSEARCH_219 ;;
    redis) echo MOTCUA_REDIS ;;
    redis-acl) echo MOTCUA_REDIS_ACL ;;
    redis-replica) echo MOTCUA_REDIS_REPLICA ;;
    redis-sentinel-*) echo MOTCUA_REDIS_SENTINELS ;;
  esac
}

say() { printf '%s: %s\n' "$(title_of "$1")" "$2"; }

# free_port: one nobody listens on, below those that Linux gives to outgoing connections.
free_port() {
  python3 - <<'PYTHON'
import random, socket
while True:
    port = random.randint(15000, 32000)
    with socket.socket() as tried:
        try:
            tried.bind(("127.0.0.1", port))
        except OSError:
            continue
    print(port)
    break
PYTHON
}

# as_nobody COMMAND...: becomes COMMAND; as root, as a user without rights, because Elasticsearch refuses to be root.
as_nobody() {
  if [ "$(id -u)" = 0 ]; then exec setpriv --reuid="$nobody" --regid="$nobody" --clear-groups "$@"; fi
  exec "$@"
}
