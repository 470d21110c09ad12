# The list that scripts/lint goes through: one line a check, details only where it failed.

checks_failed=0

# check NAME COMMAND…
check() {
  local name=$1 began=$SECONDS output=$state/lint/output
  shift
  if run "$@" >"$output" 2>&1; then
    say_ok "$name  $((SECONDS - began)) s"
  else
    say_failed "$name  $((SECONDS - began)) s"
    sed 's/^/      /' "$output"
    checks_failed=$((checks_failed + 1))
  fi
}

# Every file that belongs to us, relative to the checkout; an unpacked archive has no git to ask.
our_files() {
  if [ -e .git ]; then
    git -c safe.directory="$root" ls-files --cached --others --exclude-standard
  else
    find . -type f -not -path './target/*' -not -path './.local/*' -not -path '*/node_modules/*' | sed 's|^\./||'
  fi
}

# nothing_found MESSAGE: fails, and shows what came on stdin, if anything did.
nothing_found() {
  local found
  found=$(cat)
  [ -n "$found" ] || return 0
  printf '%s\n%s\n' "$1" "$found"
  return 1
}
