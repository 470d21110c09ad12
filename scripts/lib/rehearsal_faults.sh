# Parts of the stack die, and the rest notices as little as possible.

# keep_a_document: an account, a project, and a document of two parts, which must outlive all that follows.
keep_a_document() {
  local began
  part 'A document' 'what' 'seen'
  open_api "$url"
  email=rehearsal@quayside.example
  password=$(random_text 24)
  head -c 7000000 /dev/urandom >"$api_work/kept"
  expect_status 201 register "$email" 'Rehearsal' "$password"
  expect_status 200 sign_in "$email" "$password"
  expect_status 201 api_json POST /v1/projects '{"name":"Kept"}'
  project_id=$(field id)
  expect_status 201 api POST "/v1/projects/$project_id/documents" -F "file=@$api_work/kept;filename=kept.bin"
  document_id=$(field id)
  expect_status 201 api POST "/v1/projects/$project_id/documents" -F "file=@$root/config/samples/harbour.png"
  picture_id=$(field id)
  began=$(now)
  wait_until 30 thumbnail_is_there || die "30 s after its upload a picture has no thumbnail: $(failing)"
  row 'a picture, uploaded through the edge' "a worker has made its thumbnail after $(since "$began")"
}

thumbnail_is_there() {
  api GET "/v1/documents/$picture_id/thumbnail"
  [ "$status" = 200 ]
}

# Signs in anew, because a token lasts 15 minutes.
document_is_there() {
  sign_in "$email" "$password" && [ "$status" = 200 ] &&
    api GET "/v1/documents/$document_id/content" && [ "$status" = 200 ] &&
    cmp -s "$api_work/kept" "$api_work/answer"
}

kill_each() {
  local service
  part 'Killed (SIGKILL), under requests' 'service' 'seen'
  for service in $services; do
    kill_one "$service"
  done
}

kill_one() {
  local service=$1 began answers healthy
  document_is_there || die "The document cannot be read before $service is killed."
  start_probes "/v1/projects" "/v1/documents/$picture_id/content"
  sleep 1
  kill_container "$service"
  began=$(now)
  wait_until 60 all_is_well || die "60 s after $service was killed the stack does not answer: $(failing)"
  answers=$(since "$began")
  wait_until 60 is_healthy "$service" || die "$service is not healthy again."
  healthy=$(since "$began")
  stop_probes
  [ "$(inspect "$service" '{{.RestartCount}}')" -gt 0 ] || die "$service was never restarted: it was not killed at all."
  case $service in
  # Nobody misses it.
  redis | worker) probes_saw_only 200 ;;
  # It is on no answer's way.
  postgres) probes_saw_only 200 503 ;;
  # An answer that was on its way through it breaks off.
  *) probes_saw_only 200 503 000 ;;
  esac
  document_is_there || die "The document is gone after $service was killed."
  row "$service" "answers again after $answers, healthy after $healthy; meanwhile $(probed_answers); document unharmed"
}

# Everything that readiness looks at, seen through the edge.
all_is_well() {
  api GET '/health/ready?strict=1'
  [ "$status" = 200 ]
}

failing() {
  printf '%s %s' "$status" "$answer"
}

is_healthy() {
  [ "$(inspect "$1" '{{.State.Running}} {{.State.Health.Status}}')" = 'true healthy' ]
}

# wait_until SECONDS COMMAND…
wait_until() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$deadline" ] || return 1
    sleep 0.1
  done
}

# Away for as long as it likes.
without_redis() {
  local began
  part 'Redis goes, under requests of two clients' 'what' 'seen'
  start_probes "/v1/projects" "/v1/documents/$picture_id/content"
  run compose stop redis || die 'Redis could not be stopped.'
  wait_until 10 is_degraded || die "Without Redis readiness should be degraded: $(failing)"
  document_is_there || die 'Without Redis nobody can sign in.'
  row 'stopped' 'readiness says degraded, with 200; people sign in'
  run compose start redis || die 'Redis could not be started.'
  began=$(now)
  wait_until 60 all_is_well || die "60 s after Redis was started not all is well: $(failing)"
  row 'started' "readiness says ok $(since "$began") after the engine said that it runs"
  stop_probes
  probes_saw_only 200
  row 'meanwhile' "$(probed_answers)"
}

is_degraded() {
  api GET /health/ready
  [ "$status" = 200 ] && grep -q '"status":"degraded"' "$api_work/answer"
}

# Restarted at once, and away for long enough that everybody notices.
restart_database() {
  part 'PostgreSQL goes, under requests of four clients' 'what' 'seen'
  without_database 'restarted' compose restart postgres
  without_database 'stopped, and started 8 s later' stop_and_start postgres
  outage_was_seen || die 'PostgreSQL was away for 8 s and every request was answered 200: it was not away at all.'
}

stop_and_start() {
  compose stop "$1"
  sleep 8
  compose start "$1"
}

# without_database WHAT COMMAND…
without_database() {
  local what=$1 began before
  shift
  document_is_there || die "The document cannot be read before PostgreSQL is $what."
  before=$(inspect postgres '{{.State.StartedAt}}')
  start_probes "/v1/projects" "/v1/projects/$project_id/documents" "/v1/documents/$document_id" "/v1/projects?limit=1"
  sleep 2
  run "$@" || die "PostgreSQL could not be $what."
  began=$(now)
  [ "$(inspect postgres '{{.State.StartedAt}}')" != "$before" ] || die "PostgreSQL was never $what."
  wait_until 60 all_is_well || die "60 s after PostgreSQL was $what the stack does not answer: $(failing)"
  row "$what" "everything answers $(since "$began") after the engine said that it runs"
  sleep 2
  stop_probes
  probes_saw_only 200 503
  document_is_there || die "The document is gone after PostgreSQL was $what."
  row 'meanwhile' "$(probed_answers), each 503 with Retry-After; the worst client was refused for $(longest_outage), the slowest good answer took $(slowest_answer)"
}
