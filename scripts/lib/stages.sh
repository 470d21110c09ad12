# The stages of scripts/test: each has a heading, a time and a share of the
# totals; one that fails does not keep the next from running.

passed=0
failed=0
finished=no
failed_stages=''

# stage NAME FUNCTION: a stage that ends badly without counting a failure, or that ran no test, is a failure.
stage() {
  local name=$1 began=$SECONDS passed_before=$passed failed_before=$failed status=0
  heading "$name"
  log=$logs/${name// /-}.log
  "$2" || status=$?
  if [ "$failed" -eq "$failed_before" ]; then
    if [ "$status" -ne 0 ]; then
      fail_stage "$name ended with status $status"
    elif [ "$passed" -eq "$passed_before" ]; then
      fail_stage "$name ran no test"
    fi
  fi
  [ "$failed" -eq "$failed_before" ] || failed_stages="$failed_stages, $name"
  say "-- $name: $((passed - passed_before)) passed, $((failed - failed_before)) failed, $((SECONDS - began)) s"
}

fail_stage() {
  warn "$1"
  failed=$((failed + 1))
}

# logged FILE COMMAND…: its output to the screen and to a file.
logged() {
  local file=$1
  shift
  "$@" 2>&1 | tee "$file"
}

# count LOG PASSED-PATTERN FAILED-PATTERN: adds up the numbers that sed finds.
count() {
  passed=$((passed + $(sum_of "$1" "$2")))
  failed=$((failed + $(sum_of "$1" "$3")))
}

sum_of() {
  sed -n "s/$2/\1/p" "$1" | awk '{ total += $1 } END { print total + 0 }'
}

count_cargo() {
  count "$1" '^test result: .* \([0-9]*\) passed; .*' '^test result: .* \([0-9]*\) failed; .*'
}

count_steps() {
  passed=$((passed + $(grep -c '^ok  ' "$1" || true)))
  failed=$((failed + $(grep -c '^FAIL  ' "$1" || true)))
}

# The last line of scripts/test, whatever happened before it.
print_totals() {
  [ "$finished" = yes ] || fail_stage 'The run ended early'
  [ -z "$failed_stages" ] || warn "Failed: ${failed_stages#, }. Logs: $logs"
  say "$passed passed, $failed failed"
}
