# The edge of the host, and the networks that it is on.

# edge IMAGE: the running one is replaced; connections break, and browsers and the API's clients come again.
edge() {
  local network
  docker image inspect "$1" >/dev/null 2>&1 || docker pull --quiet "$1" >/dev/null || die "The edge could not be pulled: $1"
  env EDGE_IMAGE="$1" QUAYSIDE_HOME="$home" docker compose --project-name "$prefix-edge" --env-file "$home/edge.settings" \
    --file "$share/deploy/hetzner/edge.yaml" --progress quiet up --detach --no-build || die 'The edge did not start.'
  for network in $(docker network ls --format '{{.Name}}' --filter "name=^$prefix-[a-z]+-edge\$"); do
    join_edge "$network"
  done
  say_ok 'the edge runs'
}

# join_edge NETWORK
join_edge() {
  docker network inspect --format '{{range .Containers}}{{println .Name}}{{end}}' "$1" | grep -qx "$(edge_container)" && return
  docker network connect "$1" "$(edge_container)" || die 'The edge could not be connected. Does it run?'
}
