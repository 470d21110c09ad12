# What a release stands on: the schema, the bucket, the secrets.

# What runs is left as it is: a deploy of the app is no occasion to restart a database.
start_services() {
  docker network inspect "$(edge_network)" >/dev/null 2>&1 || docker network create --internal "$(edge_network)" >/dev/null
  join_edge "$(edge_network)"
  compose up --detach --wait --no-recreate --no-build postgres redis storage >/dev/null || die 'The database, the storage or Redis did not start.'
  compose run --rm --no-deps -T bucket >/dev/null 2>&1 || die 'The bucket could not be made.'
}

# migrate: sets $migrations to how many were applied.
migrate() {
  local said
  said=$(compose run --rm --no-deps -T migrate) || die "The database could not be migrated: $said"
  say "$said"
  migrations=$(grep -o '[0-9]\{14\}' <<<"$said" | wc -l || true)
}

# smoke_slot SLOT: before it has an address. curl is told where the name of the environment leads.
smoke_slot() {
  local server name
  name=$(printf %s "$public_url" | sed 's#^https*://##; s#[:/].*##')
  for server in $(servers "$1"); do
    smoke "http://$name:8080" "connect-to = \"::$(address_of "$server"):8080\"" || die "The new release answers, but not well: $smoke_answer"
  done
}

smoke_edge() {
  smoke "$public_url" || die "Through the edge the new release does not answer well: $smoke_answer"
}

# smoke URL [LINE FOR CURL]: with the environment's own account, if it has one.
smoke() {
  local work status=0
  work=$(mktemp -d)
  printf '%s\n' "${2:-}" >"$work/.curlrc"
  smoke_answer=$(
    set -a
    # shellcheck source=/dev/null
    [ ! -r "$folder/smoke" ] || . "$folder/smoke"
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
