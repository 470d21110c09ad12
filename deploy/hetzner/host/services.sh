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
  migrations=$({ grep -oE '[0-9]{4}(-[0-9]{2}){2}-[0-9]{6}_' <<<"$said" || true; } | wc -l)
}
