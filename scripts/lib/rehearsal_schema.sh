# `scripts/rehearse schema`: the release before this one passes its own tests on this one's schema.

rehearse_schema() {
  local previous=$state/rehearse-schema/previous log=$state/rehearse-schema/tests.log
  previous_commit=${1:-$previous_commit}
  rows=''
  rm -f "$log"
  lay_out_previous "$previous"
  add_migrations "$previous"
  part 'The schema' 'what' 'seen'
  row 'the release before' "commit $(printf %.7s "$previous_commit")"
  if [ "${#added[@]}" -eq 0 ]; then
    row 'migrations since' 'none: the schema is its own'
  else
    row 'migrations since' "${added[*]}"
    test_previous
    judge_previous
  fi
  write_table schema 'Rehearsal: the release before on this schema' "$(introduction_of_schema)"
}

introduction_of_schema() {
  cat <<END
From the first migration of a deploy on, and after a rollback, the release before works on a schema that it does not know.
So its files are laid out, the migrations that came since are put beside its own, and its own \`scripts/test rust\` runs:
every database of its tests has the new schema. Nothing else of it is changed.
END
}

# Built in a place of its own: both releases' binaries have one name.
test_previous() {
  say 'Testing the release before (some minutes; more the first time, which builds it from nothing)'
  run env -u CARGO_TARGET_DIR "$previous/scripts/test" rust >"$log" 2>&1 || true
}

# Its last line says how many passed, cargo's lines which did not.
judge_previous() {
  local totals excused=0 broken=''
  totals=$(tail -n 1 "$log")
  [[ $totals =~ ^[0-9]+\ passed,\ [0-9]+\ failed$ ]] || die "Its tests did not get to their end: see $log."
  row 'its tests that passed' "${totals%% *}"
  part 'Its tests that did not pass' 'test' 'why that is no harm'
  tell_ignored
  excuse_failed
  [ -z "$broken" ] || die "The release before does not work on this schema: ${broken#, } (see $log)."
  [ "$totals" = "${totals%%,*}, $excused failed" ] || die "More failed than tests: see $log."
}

# Those that it leaves out itself, and says why.
tell_ignored() {
  local number why
  while read -r number why; do
    row "$number that it leaves out" "$why"
  done < <(sed -n 's/^test .* \.\.\. ignored, //p' "$log" | sort | uniq -c)
}

# Adds to $excused and $broken.
excuse_failed() {
  local name why
  while IFS= read -r name; do
    why=$(why_it_may_fail "$name")
    if [ -n "$why" ]; then
      row "$name" "$why"
      excused=$((excused + 1))
    else
      broken="$broken, $name"
    fi
  done < <(sed -n 's/^test \(.*\) \.\.\. FAILED$/\1/p' "$log")
}

# why_it_may_fail TEST: where it looks at the schema itself, which is another one now. For all others: nothing.
why_it_may_fail() {
  case $1 in
  migrations::generated::*) echo 'compares its code with its own schema, to the last column' ;;
  esac
}

circumstances_of_schema() {
  [ ! -e "$log" ] || printf -- '- %s\n' "$(grep -m 1 '^postgres (PostgreSQL)' "$log")"
}
