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
  "$pg_bin/psql" -X -q -1 -v ON_ERROR_STOP=1 -d "$database_url" -f "$1"
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
