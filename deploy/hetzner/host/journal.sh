# The journal of deployments, which is kept in the database: who, what, how long, and how it ended.

# begin_entry: does nothing where an entry was begun, and where the database has no journal yet.
begin_entry() {
  [ -z "${entry:-}" ] || return 0
  entry=$(in_journal begin --digest "${candidate##*@}" --commit "$(label revision)" --committed-at "$(committed_at)" --actor "$actor") || entry=''
  # The release that brings the journal is told so, and asks again when it has.
  [ "$entry" != 00000000-0000-0000-0000-000000000000 ] || entry=''
}

# end_entry VERDICT: with the reason that was given, if any.
end_entry() {
  [ -n "${entry:-}" ] || return 0
  in_journal end "$entry" --verdict "$1" --migrations "${migrations:-0}" ${reason:+--reason "$reason"} >/dev/null ||
    warn 'The journal could not be written.'
  entry=''
}

# in_journal …: by the newer of the two releases, because the older one may not know of it.
in_journal() {
  STEP_IMAGE=$journal_image compose run --rm --no-deps -T migrate deployments "$@" 2>/dev/null
}

# label NAME: what the candidate's image says of itself.
label() {
  docker image inspect --format "{{index .Config.Labels \"org.opencontainers.image.$1\"}}" "$candidate"
}

# An image that does not tell when its source was committed was built soon after.
committed_at() {
  local told
  told=$(label created)
  printf %s "${told:-$(docker image inspect --format '{{.Created}}' "$candidate")}"
}

# die REASON: as everywhere, and the journal will tell it.
die() {
  reason=$*
  warn "$reason"
  exit 1
}
