# One run at a time per state folder. A folder is made by exactly one of two starters.

# take_lock NAME
take_lock() {
  lock=$state/$1.lock
  if ! mkdir "$lock" 2>/dev/null; then
    drop_stale_lock "$1"
    mkdir "$lock" 2>/dev/null || die "Another scripts/$1 is starting right now: wait for it."
  fi
  echo $$ >"$lock/pid"
  on_exit release_lock
}

release_lock() {
  rm -rf "$lock"
}

# A lock whose owner was killed is taken over; the second folder keeps two starters from doing that at once.
drop_stale_lock() {
  local owner
  mkdir "$lock.takeover" 2>/dev/null || die "Another scripts/$1 is starting right now, or $lock.takeover was left behind: remove it."
  # Between a lock and the number in it lies a moment.
  [ -s "$lock/pid" ] || sleep 1
  owner=$(cat "$lock/pid" 2>/dev/null || true)
  if [ -n "$owner" ] && is_running "$owner" "scripts/$1"; then
    rmdir "$lock.takeover"
    die "scripts/$1 already runs for this checkout (process $owner): stop it first."
  fi
  rm -rf "$lock"
  rmdir "$lock.takeover"
}

# is_running PID NAME: a number may have gone to another program since; not every machine has ps to tell.
is_running() {
  kill -0 "$1" 2>/dev/null || return 1
  ! has ps || ps -p "$1" -o args= | grep -q "$2"
}
