# Becomes a Redis server: primary, with a password, replica or sentinel. Sourced by servers.
# shellcheck shell=bash

# port_of_primary FOLDER: FOLDER is the server's own; the primary lies beside it.
port_of_primary() { cat "$(dirname "$1")/redis/port"; }

make_users() {
  local folder="$1"
  [ -f "$folder/users.acl" ] && return 0
  openssl rand -hex 16 | tr -d '\n' >"$folder/password" || return 1
  chmod 600 "$folder/password"
  printf 'user default off\nuser motcua on #%s ~* &* +@all\n' "$(sha256sum <"$folder/password" | cut -d ' ' -f 1)" \
    >"$folder/users.acl"
}

# become_redis NAME FOLDER PORT. The title of the process stays its command line, by which stop knows it.
become_redis() {
  local name="$1" folder="$2" port="$3" file=() words=(--save '' --repl-diskless-sync-delay 0)
  case "$name" in
    redis) words+=(--appendonly yes --appendfsync everysec) ;;
    redis-acl)
      make_users "$folder" || exit 1
      words+=(--appendonly yes --appendfsync always --aclfile "$folder/users.acl") ;;
    redis-replica) words+=(--appendonly yes --replicaof 127.0.0.1 "$(port_of_primary "$folder")") ;;
    redis-sentinel-*)
      file=("$folder/sentinel.conf")
      words=(--sentinel)
      [ -f "${file[0]}" ] || printf 'sentinel %s\n' "monitor motcua 127.0.0.1 $(port_of_primary "$folder") 2" \
        'down-after-milliseconds motcua 2000' 'failover-timeout motcua 6000' >"${file[0]}" ;;
  esac
  cd "$folder" || exit 1
  exec redis-server "${file[@]}" --port "$port" --bind 127.0.0.1 --dir "$folder" --set-proc-title no "${words[@]}"
}
