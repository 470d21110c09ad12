# Each migration on an empty database: up, down, up. Down must restore what was
# there before, and the second up what the first one made.

migrations_are_reversible() {
  local one
  for one in backend/migrations/*/; do
    is_reversible "${one%/}" || return 1
  done
}

is_reversible() {
  local before after
  before=$(schema_dump)
  apply "$1/up.sql" || return 1
  after=$(schema_dump)
  apply "$1/down.sql" || return 1
  same_schema "$before" "$1: down.sql leaves something else than was there before" || return 1
  apply "$1/up.sql" || return 1
  same_schema "$after" "$1: up.sql makes something else the second time"
}

apply() {
  local together=--single-transaction
  if is_outside_of_transaction "${1%/*}"; then together=''; fi
  "$pg_bin/psql" -X -q ${together:+"$together"} -v ON_ERROR_STOP=1 -d "$database_url" -f "$1"
}

# As diesel's own tools have it: an index that is built beside running work.
is_outside_of_transaction() {
  grep -qs '^run_in_transaction = false$' "$1/metadata.toml"
}

# squawk looks at the way up. What the way down drops, it drops on purpose.
migrations_disturb_nobody() {
  local one options status=0
  for one in backend/migrations/*/; do
    options=()
    if is_outside_of_transaction "$one"; then options=(--no-assume-in-transaction); fi
    squawk --config config/squawk.toml "${options[@]}" "${one}up.sql" || status=1
  done
  return "$status"
}

# What differs without meaning anything: blank lines, and newer pg_dump's random word after \restrict.
schema_dump() {
  "$pg_bin/pg_dump" --schema-only --no-owner -d "$database_url" | grep -vE '^\\(un)?restrict |^$'
}

same_schema() {
  diff <(printf '%s\n' "$1") <(schema_dump) && return 0
  say "$2"
  return 1
}
