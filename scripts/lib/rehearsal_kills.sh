# `scripts/rehearse kills`: what becomes of background work when something breaks under it.

rehearse_kills() {
  local folder=$state/rehearse-kills
  assume_yes=yes
  rows=''
  rm -rf "$folder"
  mkdir -p "$folder"
  prepare_kills "$folder"
  export TEST_OUTCOMES=$folder/outcomes.jsonl
  : >"$TEST_OUTCOMES"
  part 'What was broken, and what became of it' 'scenario' 'outcome'
  say 'Killing (some minutes: leases have to end)'
  run kill_stories >"$folder/stories.log" 2>&1 || {
    grep -E '^(test .*FAILED|error)|panicked' "$folder/stories.log" >&2 || true
    die "Not all went well: the whole story is in $folder/stories.log."
  }
  tell_outcomes
  write_table kills 'Rehearsal: kills' 'Each scenario with real processes, a real PostgreSQL, a real Redis and a real object store, told by a story in [durability/](../../backend/tests/it/durability/mod.rs) that fails where it ends otherwise.'
}

prepare_kills() {
  need_curl
  need_cargo
  need_linker
  need_venv
  need_redis
  need_faketime
  start_test_postgres "$1"
  start_test_s3 "$1"
  export REDIS_BIN=$redis_bin FAKETIME_LIB=$faketime_lib
}

# They wait more than they work: many at once.
kill_stories() {
  cargo test --locked --manifest-path "$root/Cargo.toml" --test it -- --include-ignored --test-threads 6 durability::
}

# A line of JSON each, in the order of the scenarios' names.
tell_outcomes() {
  local scenario outcome
  while IFS=$'\t' read -r scenario outcome; do
    row "$scenario" "$outcome"
  done < <("$venv/bin/python" -c '
import json, sys
told = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
for one in sorted(told, key=lambda one: one["scenario"]):
    print(one["scenario"], one["outcome"], sep="\t")
' "$TEST_OUTCOMES")
}

circumstances_of_kills() {
  printf -- '- %s, %s, Redis %s\n' "$("$pg_bin/postgres" --version)" "$(cargo --version)" \
    "$("$redis_bin" --version | sed 's/.*v=\([0-9.]*\).*/\1/')"
}
