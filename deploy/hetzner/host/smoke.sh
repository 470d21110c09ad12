# Is a release well? scripts/smoke says so, with an account of its own in each environment.

# have_smoke_account: where strangers cannot register, only the command line can make one. Its password is
# readable for root, who could read the database's as well. Without the file another account is made.
have_smoke_account() {
  local email password
  [ ! -r "$folder/smoke" ] || return 0
  email=smoke-test-$(random_text 8)@quayside.example
  password=$(random_text 32)
  printf %s "$password" | compose run --rm --no-deps -T migrate admin create --email "$email" --name 'Smoke test' >/dev/null ||
    die 'The account of the smoke test could not be made.'
  {
    (umask 077 && printf 'SMOKE_EMAIL=%s\nSMOKE_PASSWORD=%s\n' "$email" "$password" >"$folder/smoke.new") &&
      mv "$folder/smoke.new" "$folder/smoke"
  } || die 'The account of the smoke test could not be written down.'
}

# host_name: of the environment's address.
host_name() {
  printf %s "$public_url" | sed 's#^https*://##; s#[:/].*##'
}

# smoke_slot SLOT: before it has an address. curl is told where the name of the environment leads.
smoke_slot() {
  local server
  find_servers "$1"
  for server in $servers; do
    smoke "http://$(host_name):8080" "connect-to = \"::$(address_of "$server"):8080\"" || die "The new release answers, but not well: $smoke_answer"
  done
}

# smoke_edge: both releases answer there now, and the new one has to be among them.
smoke_edge() {
  answers_through_edge || die "The edge asks the new release for nothing: does it find it well?"
  smoke "$public_url" || die "Through the edge the new release does not answer well: $smoke_answer"
}

# answers_through_edge: within 10 s, by the commit that it names.
answers_through_edge() {
  local commit until=$((SECONDS + 10))
  commit=$(label revision)
  until curl --silent --max-time 5 "$public_url/api/version" | grep -qF "\"$commit\""; do
    [ "$SECONDS" -lt "$until" ] || return 1
    sleep 0.2
  done
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
