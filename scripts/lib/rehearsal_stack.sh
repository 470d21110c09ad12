# `scripts/rehearse stack`: compose.yaml as staging, over https, from nothing to nothing.

services='edge app worker postgres storage redis'

rehearse_stack() {
  rows=''
  need_engine
  need_python
  settings_of_staging
  open_project "quayside-rehearsal-$(random_text 8)"
  on_exit keep_logs
  build_images "$@"
  bring_up
  trust_the_edge
  walk_through
  look_at_doors
  look_at_powers
  keep_a_document
  look_at_work
  kill_each
  restart_database
  without_redis
  take_down_and_up
  finished=yes
  write_table stack 'Rehearsal: the stack' 'compose.yaml with APP_ENV=staging, through Caddy over https with a certificate of its own authority.'
}

settings_of_staging() {
  free_port && export HTTP_PORT=$port
  free_port && export HTTPS_PORT=$port
  url=https://localhost:$HTTPS_PORT
  free_port && export MAIL_PORT=$port
  export APP_ENV=staging PUBLIC_URL=$url PUBLISH_ON=127.0.0.1
  export COMPOSE_PROFILES=dev SMTP_URL='smtp://mail:1025?tls=none'
  unset REGISTRATION MAX_CPUS MAIL_FROM
  name_commit
}

# What the services said, where the rehearsal did not get to its end.
keep_logs() {
  [ "${finished:-no}" = no ] || return 0
  local file=$state/rehearse-stack.log
  compose logs --no-color --timestamps >"$file" 2>&1 || true
  warn "The rehearsal did not get to its end. What the services said: $file"
}

build_images() {
  local began
  part 'Images' 'what' 'seen'
  say 'Building the images (some minutes where nothing is cached)'
  began=$(now)
  run compose build "$@" >"$state/rehearse-build.log" 2>&1 || die "The images could not be built: see $state/rehearse-build.log."
  row "built${*:+ with $*}" "$(since "$began")"
  look_at_sizes
}

# The edge is Caddy's image, whose size is not ours to choose: only what we add to it counts.
look_at_sizes() {
  local app edge ours
  app=$(image_size "$app_image")
  ours=$(own_size "$app_image" "$(base_image app)")
  edge=$(own_size "$edge_image" "$(base_image edge)")
  row 'app, compressed' "$(megabytes "$app") (target: under 75 MB), our layers $(megabytes "$ours") (under 35 MB)"
  row 'edge, compressed' "our layers $(megabytes "$edge") (under 35 MB)"
  [ "$app" -lt 75000000 ] && [ "$ours" -lt 35000000 ] && [ "$edge" -lt 35000000 ] || die 'An image is too large.'
}

bring_up() {
  local began before
  part 'The way up' 'what' 'seen'
  began=$(now)
  run compose up --detach --wait || die 'The stack did not become healthy.'
  row 'up -d --wait, from empty volumes to healthy' "$(since "$began")"
  before=$(containers)
  began=$(now)
  run compose up --detach --wait || die 'A second "up" broke the stack.'
  row 'the same again' "$(since "$began")"
  [ "$(containers)" = "$before" ] || die 'A second "up" put other containers in place of those that ran.'
  row 'the containers' 'the same, none was made anew'
}

containers() {
  local service
  for service in $services; do
    container "$service"
  done
}

# curl, and with it every script here, takes the authority from this variable.
trust_the_edge() {
  inside edge cat /var/lib/caddy/pki/authorities/local/root.crt >"$state/rehearse-root.crt" ||
    die "The edge has no certificate authority."
  export CURL_CA_BUNDLE=$state/rehearse-root.crt
}

walk_through() {
  local log=$state/rehearse-smoke.log status
  run "$root/scripts/smoke" "$url" >"$log" 2>&1 || die "scripts/smoke failed: $(tail -n 2 "$log")"
  row "scripts/smoke through the edge" "$(grep -c '^ok' "$log") steps, all well"
  wait_until 30 mail_is_caught || die 'Whoever registered was sent no mail.'
  row 'mail to whoever registered' 'caught by the service mail'
  status=$(curl -s -o /dev/null -w '%{http_code} %{redirect_url}' "http://localhost:$HTTP_PORT/p/1")
  [ "$status" = "308 $url/p/1" ] || die "Plain http was answered $status."
  row 'plain http' "308 to the same address over https"
  curl -s "$url/api/version" | grep -q "\"$GIT_COMMIT\"" || die "/api/version does not name the commit $GIT_COMMIT."
  row '/api/version' 'names the commit that was built'
  random_text 24 | compose exec -T app quayside admin create --email admin@quayside.example --name Admin >>"$log" 2>&1 ||
    die "No administrator could be made: $(tail -n 1 "$log")"
  row 'quayside admin create' 'makes an administrator'
}

mail_is_caught() {
  curl -fs "http://localhost:$MAIL_PORT/messages" | grep -q 'Confirm your email address'
}

take_down_and_up() {
  local began
  part 'Down and up' 'what' 'seen'
  secrets_before=$(secrets_sum)
  began=$(now)
  run compose down || die 'The stack could not be taken down.'
  row 'down' "$(since "$began")"
  began=$(now)
  run compose up --detach --wait || die 'The stack did not come back.'
  row 'up -d --wait on the same volumes' "$(since "$began")"
  [ "$(secrets_sum)" = "$secrets_before" ] || die 'The secrets changed.'
  row 'the secrets' 'the same'
  document_is_there || die 'The document is gone.'
  row 'the document, and the account' 'the same bytes, the same password'
}

# By root, who made them; a hash, because nobody has to see them.
secrets_sum() {
  compose run --rm --no-deps -T --entrypoint /bin/sh init -c 'cat /secrets/* | sha256sum'
}
