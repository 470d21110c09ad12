# One release takes the place of another. Until the very end a failure leaves the old one serving.

# deploy DIGEST ACTOR
deploy() {
  [[ $1 =~ ^sha256:[0-9a-f]{64}$ ]] || die 'A release is named by its digest: sha256: and 64 hexadecimal digits.'
  lock_environment
  begin_for "$2"
  candidate=$repository@$1
  if [ "$candidate" = "$(image_of current)" ]; then
    restore
    return
  fi
  fetch
  journal_image=$candidate
  take_over migrate
}

# rollback ACTOR
rollback() {
  lock_environment
  begin_for "$1"
  candidate=$(image_of previous)
  [ -n "$candidate" ] || die "There is no release before the one that serves $environment."
  # Whoever tidies up a host may have removed it.
  docker image inspect "$candidate" >/dev/null 2>&1 || fetch
  journal_image=$(image_of current)
  take_over
}

# restore: what a deploy that was killed, or the machine under it, has left behind goes; the release that serves stays.
# Nothing is taken from the edge before that answers.
restore() {
  start_again "$(slot_of current)"
  point_frontend "$candidate"
  retire_slot "$(other_slot)" >/dev/null 2>&1 || die 'What a deploy has left behind could not be stopped: see docker ps.'
  say "$environment is served by $candidate already"
}

begin_for() {
  [[ $1 =~ ^[A-Za-z0-9@._+-]+$ ]] || die 'Who asks for it is a name or an address of mail.'
  actor=$1
}

status() {
  [ -n "$(image_of current)" ] || die "Nothing was deployed to $environment yet."
  cat "$folder/releases"
  compose --profile blue --profile green ps --format '{{.Name}} {{.Status}}'
}

# deployments: after a rollback it may be the newer release alone that knows of them.
deployments() {
  local which
  for which in current previous; do
    journal_image=$(image_of "$which")
    if [ -n "$journal_image" ] && in_journal; then return 0; fi
  done
  die 'No release here keeps a journal.'
}

# take_over [migrate]
take_over() {
  leaving=$(slot_of current)
  filled=$(other_slot)
  # A connection that is lost in the middle does not stop what goes on.
  trap '' HUP PIPE
  trap give_up EXIT
  trap 'exit 130' INT TERM
  prepare "$@"
  step "started in the slot $filled" start_slot "$filled"
  step 'well, asked directly' smoke_slot "$filled"
  step 'connected to the edge' connect_slot "$filled"
  step 'its front end served' point_frontend "$candidate"
  step 'well, asked through the edge' smoke_edge
  step 'its workers started' start_workers "$filled"
  settle
}

# prepare [migrate]: all that the old release does not notice.
prepare() {
  step 'database, storage and Redis there' start_services
  begin_entry
  [ "${1:-}" != migrate ] || step 'migrated' migrate
  begin_entry
  have_smoke_account
  step 'its front end laid ready' publish_frontend "$candidate"
}

# The point of no return: one file says which release serves.
settle() {
  trap '' INT TERM
  record_release
  trap - EXIT
  end_entry "$([ "$journal_image" = "$candidate" ] && printf succeeded || printf rolled_back)"
  [ -z "$leaving" ] || step "the slot $leaving drained and stopped" retire_slot "$leaving" || warn "The old release could not be stopped: see docker ps."
  forget_frontends || true
  forget_images || true
  say "$environment is served by $candidate"
}

# Ends what was begun, so that only the old release is left.
give_up() {
  local status=$?
  trap '' INT TERM
  trap - EXIT
  reason=${reason:-"It ended before its time, with status $status."}
  [ -z "$leaving" ] || (point_frontend "$(image_of current)") || true
  # Servers that nobody was sent to have nothing to finish: one that hangs is not waited for.
  [ -z "${unasked:-}" ] || compose --profile "$unasked" kill "$unasked" >/dev/null 2>&1 || true
  retire_slot "$filled" || true
  end_entry failed
  [ -z "$leaving" ] || warn "The release that served before serves on."
  exit "$status"
}

# step WHAT COMMAND…: one line with how long it took.
step() {
  local what=$1 began=$SECONDS
  shift
  "$@" || return
  say_ok "$what  $((SECONDS - began)) s"
}
