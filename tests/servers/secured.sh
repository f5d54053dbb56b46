# TLS, users and API keys of the secured Elasticsearch, made anew for each folder. Sourced by servers.
# shellcheck shell=bash

# make_authority NAME: NAME.crt and NAME.key in the current folder.
make_authority() {
  openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj "/CN=$1" -keyout "$1.key" -out "$1.crt"
}

# hash_of FILE: the password in the file as Elasticsearch's file realm reads it.
hash_of() {
  python3 - "$1" <<'PYTHON'
import base64, hashlib, os, sys
salt = os.urandom(32)
password = open(sys.argv[1], "rb").read()
digest = hashlib.pbkdf2_hmac("sha512", password, salt, 10000, 32)
print("{PBKDF2}10000$" + base64.b64encode(salt).decode() + "$" + base64.b64encode(digest).decode())
PYTHON
}

# make_secured CONFIG: an authority, a certificate for 127.0.0.1 alone, a stranger's authority, and the user motcua.
make_secured() {
  local config="$1"
  [ -f "$config/certs/server.crt" ] && return 0
  mkdir -p "$config/certs" || return 1
  (
    cd "$config/certs" || exit 1
    make_authority ca && make_authority stranger &&
      openssl req -newkey rsa:2048 -nodes -subj /CN=motcua-test -keyout server.key -out request &&
      openssl x509 -req -in request -CA ca.crt -CAkey ca.key -CAcreateserial -days 30 \
        -extfile <(echo 'subjectAltName=IP:127.0.0.1') -out server.crt &&
      cat ca.crt >>server.crt
  ) 2>"$config/certs/openssl.log" || return 1
  openssl rand -hex 16 | tr -d '\n' >"$config/password" || return 1
  chmod 600 "$config/password"
  # curl reads it from here, so that no list of processes shows it.
  printf 'user = "motcua:%s"\n' "$(cat "$config/password")" >"$config/curl"
  printf 'motcua:%s\n' "$(hash_of "$config/password")" >"$config/users"
  echo 'superuser:motcua' >"$config/users_roles"
}

security_settings() {
  printf '%s\n' 'xpack.security.enabled: true' 'xpack.security.http.ssl.enabled: true' \
    'xpack.security.http.ssl.key: certs/server.key' 'xpack.security.http.ssl.certificate: certs/server.crt'
}

# api_key FOLDER FILE BODY: makes a key over TLS and writes it as the header wants it.
api_key() {
  local folder="$1" file="$2" body="$3" answer
  answer="$(curl --fail-with-body -sS -m 20 --cacert "$folder/config/certs/ca.crt" -K "$folder/config/curl" \
    -H 'Content-Type: application/json' -d "$body" "https://127.0.0.1:$(cat "$folder/port")/_security/api_key")" || { echo "$answer" >&2; return 1; }
  python3 -c 'import json, sys; print(json.load(sys.stdin)["encoded"], end="")' <<<"$answer" >"$folder/$file"
}

# make_keys FOLDER: one that may do all with indices, one that may only read, one that has expired.
make_keys() {
  local folder="$1" all reads
  [ -s "$folder/expired.key" ] && return 0
  all='{"all":{"cluster":["monitor"],"indices":[{"names":["*"],"privileges":["all"]}]}}'
  reads='{"reads":{"indices":[{"names":["*"],"privileges":["read","view_index_metadata"]}]}}'
  api_key "$folder" api.key "{\"name\":\"publisher\",\"role_descriptors\":$all}" &&
    api_key "$folder" reader.key "{\"name\":\"reader\",\"role_descriptors\":$reads}" &&
    api_key "$folder" expired.key "{\"name\":\"expired\",\"expiration\":\"1ms\",\"role_descriptors\":$all}"
}

# secured_lines FOLDER: its lines of addresses.env beside the address.
secured_lines() {
  local folder="$1" name=MOTCUA_ES_815_TLS
  printf '%s\n' "${name}_CA=$folder/config/certs/ca.crt" "${name}_STRANGER_CA=$folder/config/certs/stranger.crt" \
    "${name}_CA_FINGERPRINT=$(openssl x509 -in "$folder/config/certs/ca.crt" -noout -fingerprint -sha256 | cut -d = -f 2)" \
    "${name}_USER=motcua" "${name}_PASSWORD_FILE=$folder/config/password" "${name}_API_KEY_FILE=$folder/api.key" \
    "${name}_READER_KEY_FILE=$folder/reader.key" "${name}_EXPIRED_KEY_FILE=$folder/expired.key"
}
