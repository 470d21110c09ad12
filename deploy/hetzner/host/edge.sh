# The edge of the host, and the networks that it is on.

# edge IMAGE: another one than the running takes its place; connections break, and browsers and the API's clients
# come again. The same one reads its sites again, and cuts no connection.
edge() {
  local network
  fetch_edge "$1"
  understand_sites "$1"
  lay_out_edge "$home/edge"
  compose_edge "$1" up --detach --wait --no-build || die 'The edge did not start.'
  for network in $(docker network ls --format '{{.Name}}' --filter "name=^$prefix-[a-z]+-edge\$"); do
    join_edge "$network"
  done
  read_sites
  say_ok 'the edge runs'
}

# fetch_edge IMAGE: whose it is, is judged of all that comes from a registry, though it may be here already.
fetch_edge() {
  [ "$(docker image inspect --format '{{len .RepoDigests}}' "$1" 2>/dev/null)" != 0 ] || return 0
  verify_by "$home/edge.settings" "$1"
  docker pull --quiet "$1" >/dev/null || die "The edge could not be pulled: $1"
}

# compose_edge IMAGE …
compose_edge() {
  env EDGE_IMAGE="$1" QUAYSIDE_HOME="$home" docker compose --project-name "$prefix-edge" --env-file "$home/edge.settings" \
    --file "$share/deploy/hetzner/edge.yaml" --progress quiet "${@:2}"
}

# understand_sites IMAGE: before it, or a configuration of another version, takes the place of what runs.
understand_sites() {
  local said files=$home/edge.new
  rm -rf "$files"
  lay_out_edge "$files"
  said=$(EDGE_FILES=$files compose_edge "$1" run --rm --no-deps -T edge caddy validate --config /srv/edge/deploy/hetzner/Caddyfile 2>&1) ||
    die "That edge would not start, and nothing was changed: $(tail -n 1 <<<"$said")"
  rm -rf "$files"
}

# read_sites: by the one that runs.
read_sites() {
  local said
  said=$(docker exec "$(edge_container)" caddy reload --config /srv/edge/deploy/hetzner/Caddyfile 2>&1) ||
    die "The edge goes on as before, because it does not understand its sites: $(tail -n 1 <<<"$said")"
}

# lay_out_edge FOLDER: copies that stay: scripts/provision puts another `share` in the place of the one that a container sees.
lay_out_edge() {
  mkdir -p "$1"
  tar -C "$share" -c config/caddy deploy/hetzner/Caddyfile | tar -x -C "$1" --no-same-owner
}

# join_edge NETWORK
join_edge() {
  grep -qx "$(edge_container)" <<<"$(docker network inspect --format '{{range .Containers}}{{println .Name}}{{end}}' "$1")" && return
  docker network connect "$1" "$(edge_container)" || die 'The edge could not be connected. Does it run?'
}
