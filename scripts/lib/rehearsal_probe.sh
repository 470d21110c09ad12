# Requests that go on, through the edge, while something is done to the stack. Each leaves a line:
# when it began, the status (000: no answer, or one that broke off), how long it took, and what
# Retry-After said.

# start_probes PATH…: one client a path, with the token of the last sign_in.
start_probes() {
  rm -f "$api_work/stop" "$api_work"/probe.*
  probe_pids=''
  while [ $# -gt 0 ]; do
    start /dev/null probe "$1" "$api_work/probe.$#"
    probe_pids="$probe_pids $pid"
    shift
  done
}

stop_probes() {
  local one
  : >"$api_work/stop"
  for one in $probe_pids; do
    wait "$one" || true
    forget "$one"
  done
}

# probe PATH FILE
probe() {
  local began seen
  while [ ! -e "$api_work/stop" ]; do
    began=$(now)
    seen=$(curl -s -o /dev/null --max-time 30 --config "$api_work/credentials" \
      -w '%{http_code} %{time_total} %header{retry-after}' "$api_url$1") || seen="000 ${seen#* }"
    printf '%s %s\n' "$began" "$seen" >>"$2"
    sleep 0.05
  done
}

# probed_answers: such as "41 × 200, 6 × 503"
probed_answers() {
  awk '{ seen[$2]++ } END { for (status in seen) printf "%d × %s\n", seen[status], status }' "$api_work"/probe.* |
    sort -t ' ' -k 3 | sed 's/× 000/× no whole answer/' | paste -s -d , - | sed 's/,/, /g'
}

# probes_saw_only STATUS…: and every 503 said when to come back.
probes_saw_only() {
  local wrong
  wrong=$(awk -v allowed=" $* " 'index(allowed, " " $2 " ") == 0 || ($2 == 503 && $4 == "")' "$api_work"/probe.*)
  [ -z "$wrong" ] || die "Answers that must not be: $(printf %s "$wrong" | head -n 5)"
}

# longest_outage: from the first request that failed until the last that did, of the worst client.
longest_outage() {
  awk '$2 != 200 { if (!(FILENAME in first)) first[FILENAME] = $1; last[FILENAME] = $1 + $3 }
    END { for (file in first) { span = last[file] - first[file]; if (span > worst) worst = span }
      printf "%.1f s", worst }' "$api_work"/probe.*
}

slowest_answer() {
  awk '$2 == 200 && $3 > worst { worst = $3 } END { printf "%.1f s", worst }' "$api_work"/probe.*
}

outage_was_seen() {
  awk '$2 != 200 { seen = 1 } END { exit !seen }' "$api_work"/probe.*
}
