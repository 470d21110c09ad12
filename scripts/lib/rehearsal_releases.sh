# What is done to the host of `scripts/rehearse deploy`, and what must come of it.

# said COMMAND…: runs it and keeps what it says.
said() {
  "$@" >"$state/rehearse-deploy/said.log" 2>&1
}

last_line() {
  tail -n 1 "$state/rehearse-deploy/said.log"
}

# The first release on an empty host, before anybody asks.
begin_with_previous() {
  local began
  part 'An empty host' 'what' 'seen'
  began=$(now)
  said on_site edge quayside-rehearsal:edge || die "The edge did not start: $(last_line)"
  wait_until 10 trust_the_host || die 'The edge has no certificate authority.'
  said deploy "$previous" || die "The first release could not be deployed: $(last_line)"
  row 'the edge, and the first release' "serves after $(since "$began")"
  open_api "$url"
  email=rehearsal@quayside.example
  password=$(random_text 24)
  printf %s "$password" | docker exec -i "$QUAYSIDE_PREFIX-production-blue-1" quayside admin create --email "$email" --name Rehearsal >/dev/null ||
    die 'Nobody could be made who asks.'
}

# curl, and with it the smoke test, takes the authority from this variable.
trust_the_host() {
  export CURL_CA_BUNDLE=$state/rehearse-root.crt
  docker exec "$QUAYSIDE_PREFIX-edge-edge-1" cat /var/lib/caddy/pki/authorities/local/root.crt >"$CURL_CA_BUNDLE" 2>/dev/null
}

# What was made by somebody else never gets as far as being pulled.
refuse_strangers() {
  local other=$registry/quayside-other/quayside-app
  part 'Signatures' 'what' 'seen'
  make_key "$state/rehearse-deploy/stranger"
  publish_unsigned quayside-rehearsal:stranger stranger
  refused_by_verify 'an image without a signature' "$registry/quayside-app@$digest"
  ! said deploy "$digest" || die 'An image without a signature was deployed.'
  row 'a deploy of it' "\"$(last_line)\""
  sign "$registry/quayside-app@$digest" "$state/rehearse-deploy/stranger"
  refused_by_verify 'the same, signed with the key of somebody else' "$registry/quayside-app@$digest"
  cosign copy "$registry/quayside-app@$next" "$other:next" >/dev/null 2>&1 || die 'The image could not be copied.'
  refused_by_verify 'an image of ours, carried with its signature to another name' "$other@$next"
  refused_by_verify 'an image of ours, by its tag' "$registry/quayside-app:next"
  VERIFY_KEY=$signing_key.pub said "$root/scripts/verify" "$registry/quayside-app@$next" || die "An image of ours was refused: $(last_line)"
  row 'an image of ours, by its digest' 'accepted'
}

# refused_by_verify WHAT IMAGE
refused_by_verify() {
  ! VERIFY_KEY=$signing_key.pub said "$root/scripts/verify" "$2" || die "$1 was accepted."
  row "$1" "\"$(last_line | sed "s#$registry/##g")\""
}

deploy_next() {
  part 'Under fifty requests a second' 'what' 'seen'
  under_traffic "deploy with a migration" deploy "$next"
  serves "$next"
  row 'the edge' "is the same process as before, started $(edge_started)"
}

roll_back() {
  under_traffic 'rollback, on the new schema' "$root/scripts/rollback" "$host"
  serves "$previous"
}

# Its servers hang, and are not waited for when they are told to end.
deploy_unready() {
  local began=$SECONDS
  refused_under_traffic 'a release that never gets ready' deploy "$unready"
  [ $((SECONDS - began)) -lt 150 ] || die "It took $((SECONDS - began)) s to give up a release that never gets ready."
  serves "$previous"
}

deploy_unwell() {
  refused_under_traffic 'a release that fails its smoke test' deploy "$unwell"
  serves "$previous"
}

# The second one must be refused at once, and the first one must not notice.
deploy_twice() {
  local other
  start_traffic
  start "$state/rehearse-deploy/first.log" deploy "$next"
  other=$pid
  sleep 2
  ! said deploy "$next" || die 'Two deploys ran at once.'
  wait "$other" || die "The first of two deploys failed: $(tail -n 1 "$state/rehearse-deploy/first.log")"
  forget "$other"
  stop_traffic
  traffic_was "two deploys at once: the second said \"$(last_line)\""
  serves "$next"
}

# Killed when both releases answer; a deploy of the one that serves puts things right.
deploy_killed() {
  local log=$state/rehearse-deploy/killed.log killed
  start_traffic
  start "$log" deploy "$previous"
  killed=$pid
  wait_until 120 grep -q 'connected to the edge' "$log" || die "There was nothing to kill: $(tail -n 1 "$log")"
  kill -KILL -- "-$killed"
  wait "$killed" 2>/dev/null || true
  forget "$killed"
  said deploy "$next" || die "Nothing puts right what a killed deploy left: $(last_line)"
  stop_traffic
  traffic_was 'a deploy that is killed while both releases answer, then one of the release that serves'
  serves "$next"
}

# under_traffic WHAT COMMAND…: it succeeds, and no request fails.
under_traffic() {
  local what=$1 began took
  shift
  start_traffic
  began=$(now)
  said "$@" || die "$what: $(last_line)"
  took=$(since "$began")
  stop_traffic
  traffic_was "$what, in $took"
}

# refused_under_traffic WHAT COMMAND…: it fails and says why, and no request does.
refused_under_traffic() {
  local what=$1 began took
  shift
  start_traffic
  began=$(now)
  ! said "$@" || die "$what: this should not have succeeded."
  took=$(since "$began")
  stop_traffic
  traffic_was "$what, given up after $took: \"$(grep -v 'serves on' "$state/rehearse-deploy/said.log" | tail -n 1)\""
}

# serves DIGEST: by the host's own word, and by the containers that run.
serves() {
  grep -q "^current [a-z]* .*@$1\$" <<<"$(on_site status production)" || die "Another release serves than $1."
  [ "$(docker ps --quiet --filter "name=^$QUAYSIDE_PREFIX-production-(blue|green)-[0-9]+\$" | wc -l)" = 2 ] || die 'Not exactly two servers run.'
}

edge_started() {
  docker inspect --format '{{.State.StartedAt}}' "$QUAYSIDE_PREFIX-edge-edge-1" | cut -c 12-19
}

# One of two servers dies at once, in the middle of what it is doing.
kill_server() {
  local victim
  victim=$(docker ps --format '{{.Names}}' --filter "name=^$QUAYSIDE_PREFIX-production-(blue|green)-1\$")
  start_traffic
  docker kill "$victim" >/dev/null || die "$victim could not be killed."
  sleep 5
  docker start "$victim" >/dev/null
  stop_traffic
  traffic_was 'docker kill of one of two servers, started again after 5 s' refused broken repeated
}

restart_postgres() {
  start_traffic
  docker restart --time 30 "$QUAYSIDE_PREFIX-production-postgres-1" >/dev/null || die 'PostgreSQL could not be restarted.'
  sleep 5
  stop_traffic
  traffic_was "restart of PostgreSQL, outage $(told outage) s" refused repeated
  awk -v outage="$(told outage)" 'BEGIN { exit !(outage < 5) }' || die "PostgreSQL's restart was felt for $(told outage) s."
}
