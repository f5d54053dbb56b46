# Starting two at a time, waiting for answers, the file of addresses, and stopping. Sourced by servers.
# shellcheck shell=bash

seconds_to_answer=150
seconds_to_end=20

# run_server NAME DIR: becomes the server, in DIR/NAME, on the port it had before or a free one.
run_server() {
  local name="$1" folder="$2/$1"
  fetch "$name" || exit
  mkdir -p "$folder" || exit 1
  rm -f "$folder/jvm.pid"
  [ -s "$folder/port" ] || free_port >"$folder/port" || exit 1
  echo "$BASHPID" >"$folder/pid"
  case "$name" in
    redis*) become_redis "$name" "$folder" "$(cat "$folder/port")" ;;
    *) become_search_server "$name" "$folder" "$(cat "$folder/port")" ;;
  esac
}

# processes_of FOLDER: those ids that still are this server: an id may have gone to somebody else.
processes_of() {
  local folder="$1" file id
  for file in "$folder/jvm.pid" "$folder/pid"; do
    id="$(cat "$file" 2>/dev/null)" || continue
    grep -qaF "$folder" "/proc/$id/cmdline" "/proc/$id/environ" 2>/dev/null && echo "$id"
  done
}

# answers NAME FOLDER
answers() {
  local port
  port="$(cat "$2/port" 2>/dev/null)" || return 1
  case "$1" in
    redis*) [[ "$(redis-cli -h 127.0.0.1 -p "$port" ping 2>&1)" =~ ^(PONG|NOAUTH.*)$ ]] ;;
    es815-tls)
      [ -s "$2/config/curl" ] && curl -fs -m 2 -o /dev/null --cacert "$2/config/certs/ca.crt" -K "$2/config/curl" \
        "https://127.0.0.1:$port/_cluster/health" ;;
    *) curl -fs -m 2 -o /dev/null "http://127.0.0.1:$port/_cluster/health" ;;
  esac
}

# started NAME DIR: starts it in the background; false when it ended, or did not answer in time.
started() {
  local name="$1" folder="$2/$1" id until=$((SECONDS + seconds_to_answer))
  # A session of its own: Ctrl-C goes to stop, which ends it in order. No lock or pipe of ours stays open in it.
  setsid "$here/servers" run "$name" "$2" >>"$folder/log" 2>&1 </dev/null 3>&- 9>&- &
  id=$!
  until answers "$name" "$folder"; do
    kill -0 "$id" 2>/dev/null || return 1
    [ "$SECONDS" -lt "$until" ] || return 1
    sleep 0.2
  done
  [ "$(cat "$folder/pid")" = "$id" ] && kill -0 "$id"
}

# start_one NAME DIR: how it ended is in DIR/NAME/state: "runs", "skipped: why" or "failed: why".
start_one() {
  local name="$1" folder="$2/$1" attempt before had_port status
  mkdir -p "$folder"
  had_port="$(cat "$folder/port" 2>/dev/null)"
  if [ -n "$(processes_of "$folder")" ]; then say "$name" 'runs already'; return 0; fi
  fetch_told "$name"
  status=$?
  if [ "$status" = "$refused" ]; then echo "skipped: $fetch_trouble" >"$folder/state"; return; fi
  if [ "$status" != 0 ]; then echo "failed: $fetch_trouble" >"$folder/state"; return; fi
  echo 'failed: interrupted' >"$folder/state"
  for attempt in 1 2 3; do
    say "$name" 'starting…'
    before=$SECONDS
    if started "$name" "$2" && { [ "$name" != es815-tls ] || make_keys "$folder"; }; then
      say "$name" "answers on port $(cat "$folder/port") after $((SECONDS - before)) s"
      echo runs >"$folder/state"
      return
    fi
    end_server "$folder"
    # Somebody may have taken the port between our look and the server's.
    if [ -n "$had_port" ] || ! grep -qE 'Address already in use|BindException' "$folder/log"; then break; fi
    rm -f "$folder/port"
    say "$name" "attempt $attempt found its port taken"
  done
  say "$name" "DID NOT START; the end of $folder/log:"
  tail -n 25 "$folder/log" | sed 's/^/    /'
  echo "failed: see $folder/log" >"$folder/state"
}

# address_lines DIR
address_lines() {
  local dir="$1" name address sentinels='' skipped=''
  for name in "${redis_names[@]}" "${search_names[@]}"; do
    case "$(cat "$dir/$name/state" 2>/dev/null)" in
      skipped:*) skipped+="$(title_of "$name"): $(cut -d ' ' -f 2- "$dir/$name/state"); " ;;
      runs)
        address="127.0.0.1:$(cat "$dir/$name/port")"
        case "$name" in
          redis-sentinel-*) sentinels+="${sentinels:+,}$address"; continue ;;
          redis*) ;;
          es815-tls) address="https://$address" ;;
          *) address="http://$address" ;;
        esac
        echo "$(variable_of "$name")=$address"
        [ "$name" = es815-tls ] && secured_lines "$dir/$name"
        [ "$name" = redis-acl ] &&
          printf '%s\n' MOTCUA_REDIS_ACL_USER=motcua "MOTCUA_REDIS_ACL_PASSWORD_FILE=$dir/$name/password" ;;
    esac
  done
  [ -n "$sentinels" ] && echo "MOTCUA_REDIS_SENTINELS=$sentinels"
  [ -n "$skipped" ] && printf 'MOTCUA_SERVERS_SKIPPED=%q\n' "$skipped"
  return 0
}

# start_servers DIR NAME...
start_servers() {
  local dir="$1" name running worst=0
  shift
  trap 'trap - INT TERM; stop_servers "$dir"; exit 130' INT TERM
  [ "$(id -u)" = 0 ] && chmod go+x "$dir"
  for name in "$@"; do
    case "$name" in
      redis*) (start_one "$name" "$dir") ;;  # in a shell of its own: wait is for the starting, not for the servers
      *)
        while running="$(jobs -rp | wc -l)" && [ "$running" -ge 2 ]; do wait -n; done
        start_one "$name" "$dir" & ;;
    esac
  done
  wait
  address_lines "$dir" >"$dir/addresses.env"
  for name in "$@"; do
    grep -q '^failed' "$dir/$name/state" && worst=1
  done
  return "$worst"
}

# end_server FOLDER
end_server() {
  local folder="$1" ids until=$((SECONDS + seconds_to_end))
  ids="$(processes_of "$folder")"
  # shellcheck disable=SC2086  # the ids are words
  [ -n "$ids" ] && kill -TERM $ids 2>/dev/null && kill -CONT $ids 2>/dev/null
  while ids="$(processes_of "$folder")" && [ -n "$ids" ]; do
    if [ "$SECONDS" -ge "$until" ]; then
      # shellcheck disable=SC2086
      kill -KILL $ids 2>/dev/null
      echo "${folder##*/}: killed, it did not end within $seconds_to_end s"
      break
    fi
    sleep 0.1
  done
  rm -f "$folder/pid" "$folder/jvm.pid"
}

# stop_servers DIR: all at once; sentinels first, so that none begins a failover.
stop_servers() {
  local dir="$1" folder
  for folder in "$dir"/redis-sentinel-*/; do [ -d "$folder" ] && end_server "${folder%/}"; done
  for folder in "$dir"/*/; do
    [ -e "${folder}state" ] && { end_server "${folder%/}"; rm -f "${folder}state"; } &
  done
  wait
  rm -f "$dir/addresses.env"
}
