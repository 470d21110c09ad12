# Processes that a script starts and must not leave behind. Each gets its own
# process group: Ctrl-C reaches the script alone, which then ends them in order.

started_pids=''
at_exit=''

# start LOG COMMAND…: in the background; sets $pid. "-" as LOG keeps the script's own output.
start() {
  local log=$1
  shift
  set -m
  if [ "$log" = - ]; then
    "$@" </dev/null &
  else
    "$@" </dev/null >>"$log" 2>&1 &
  fi
  pid=$!
  set +m
  started_pids="$pid $started_pids"
}

# run COMMAND…: like calling it, but a signal to the script ends it at once
# (bash runs no trap while a foreground command is running).
run() {
  local status=0
  start - "$@"
  local mine=$pid
  wait "$mine" || status=$?
  forget "$mine"
  return "$status"
}

forget() {
  local kept='' one
  for one in $started_pids; do
    [ "$one" = "$1" ] || kept="$kept $one"
  done
  started_pids=$kept
}

# stop PID: asks the group to end, waits longer than the server drains, then insists.
stop() {
  local deadline=$((SECONDS + 30))
  kill -TERM -- "-$1" 2>/dev/null || true
  while kill -0 -- "-$1" 2>/dev/null && [ "$SECONDS" -lt "$deadline" ]; do
    sleep 0.1
  done
  kill -KILL -- "-$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
  forget "$1"
}

# on_exit FUNCTION: run when the script ends, the latest first.
on_exit() {
  at_exit="$1 $at_exit"
}

# Newest first: a server goes before the database that it talks to.
clean_up() {
  local status=$? one
  trap '' INT TERM HUP
  trap - EXIT
  for one in $started_pids; do
    stop "$one"
  done
  for one in $at_exit; do
    "$one" || true
  done
  exit "$status"
}

# SIGINT is ignored where a script was put into the background: SIGTERM ends it there.
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
