# A slot is two servers and two workers of one release. It gets requests when, and only when, its servers are
# on the network that the edge is on.

edge_network() {
  printf %s "$project-edge"
}

edge_container() {
  printf %s "$prefix-edge-edge-1"
}

# start_slot SLOT: servers that nobody asks yet, and no workers.
start_slot() {
  empty_slot "$1"
  unasked=$1
  compose --profile "$1" up --detach --wait --wait-timeout 90 --no-deps --no-build "$1" >/dev/null ||
    die "The new release did not get ready.$(last_words "$1")"
}

# last_words SERVICE: what one of its containers said last, if it said anything.
last_words() {
  local one said
  one=$(compose --profile "$filled" ps --all --quiet "$1" | head -n 1)
  said=$(docker logs --tail 1 "$one" 2>&1 | head -n 1 | cut -c 1-300)
  printf %s "${said:+ It said last: $said}"
}

# start_workers SLOT: beside those of the other release, which know what to leave to each other.
start_workers() {
  compose --profile "$1" up --detach --wait --wait-timeout 90 --no-deps --no-build "$1-worker" >/dev/null ||
    die "The new release's workers did not get ready.$(last_words "$1-worker")"
}

# connect_slot SLOT: the edge looks every half second, so that requests come when it can reach the servers.
connect_slot() {
  local server number=0
  unasked=
  find_servers "$1"
  for server in $servers; do
    number=$((number + 1))
    docker network connect --alias "$environment-$1-$number" "$(edge_network)" "$server" || die "The new release could not be connected to the edge."
    edge_reaches "$environment-$1-$number" || die "The edge does not reach the new release."
  done
  sleep 2
}

edge_reaches() {
  docker exec "$(edge_container)" timeout 2 wget -q -O /dev/null "http://$1:8080/api/health/ready" 2>/dev/null
}

# start_again SLOT: what has ended of it, and waits until one of its servers answers.
start_again() {
  local until=$((SECONDS + 30)) all
  mapfile -t all < <(compose --profile "$1" ps --all --quiet "$1" "$1-worker")
  [ ${#all[@]} = 4 ] || warn "The slot $1 should have two servers and two workers, and has ${#all[@]} containers."
  # compose would look for what they once waited for, which is gone.
  docker start "${all[@]}" >/dev/null 2>&1 || warn "Not all of the slot $1 could be started: see docker ps."
  until edge_reaches "$environment-$1-1" || edge_reaches "$environment-$1-2"; do
    [ "$SECONDS" -lt "$until" ] || die "The edge reaches no server of $candidate, which should serve. Nothing was stopped: see docker ps, and docker logs."
    sleep 1
  done
}

# find_servers SLOT: sets $servers to their containers.
find_servers() {
  servers=$(compose --profile "$1" ps --quiet "$1") || die 'The engine does not say which servers run.'
  [ "$(wc -w <<<"$servers")" = 2 ] || die "The slot $1 should have two servers, and has $(wc -w <<<"$servers")."
}

# retire_slot SLOT: SIGTERM makes its servers unready, which the edge sees while they still answer; what runs may finish.
retire_slot() {
  compose --profile "$1" stop "$1" "$1-worker" && empty_slot "$1"
}

empty_slot() {
  compose --profile "$1" rm --stop --force "$1" "$1-worker" >/dev/null 2>&1
}
