# Is a release well? scripts/smoke says so, with an account of its own in each environment.

# have_smoke_account: where strangers cannot register, only the command line can make one. Its password is
# readable for root, who could read the database's as well.
have_smoke_account() {
  local password
  [ ! -r "$folder/smoke" ] || return 0
  password=$(random_text 32)
  printf %s "$password" |
    compose run --rm --no-deps -T migrate admin create --email "smoke-test@quayside.example" --name 'Smoke test' >/dev/null ||
    die 'The account of the smoke test could not be made.'
  (umask 077 && printf 'SMOKE_EMAIL=%s\nSMOKE_PASSWORD=%s\n' smoke-test@quayside.example "$password" >"$folder/smoke")
}

# host_name: of the environment's address.
host_name() {
  printf %s "$public_url" | sed 's#^https*://##; s#[:/].*##'
}

# smoke_slot SLOT: before it has an address. curl is told where the name of the environment leads.
smoke_slot() {
  local server
  for server in $(servers "$1"); do
    smoke "http://$(host_name):8080" "connect-to = \"::$(address_of "$server"):8080\"" || die "The new release answers, but not well: $smoke_answer"
  done
}

smoke_edge() {
  smoke "$public_url" || die "Through the edge the new release does not answer well: $smoke_answer"
}

# smoke URL [LINE FOR CURL]: sets $smoke_answer.
smoke() {
  local work status=0
  work=$(mktemp -d)
  printf '%s\n' "${2:-}" >"$work/.curlrc"
  smoke_answer=$(
    set -a
    # shellcheck source=/dev/null
    . "$folder/smoke"
    CURL_HOME=$work "$share/scripts/smoke" "$1" 2>&1
  ) || status=$?
  rm -rf "$work"
  smoke_answer=$(printf %s "$smoke_answer" | tail -n 1 | cut -c 1-300)
  return "$status"
}

# address_of CONTAINER: on the network that it shares with the database.
address_of() {
  docker inspect --format "{{(index .NetworkSettings.Networks \"${project}_backend\").IPAddress}}" "$1"
}
