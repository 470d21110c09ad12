# `scripts/rehearse deploy`: releases come and go on a host under fifty requests a second, and nobody notices.

rehearse_deploy() {
  local folder=$state/rehearse-deploy
  rows=''
  need_engine
  need_python
  need_cosign
  rm -rf "$folder"
  mkdir -p "$folder"
  start_registry "$folder/registry"
  signing_key=$folder/ours
  make_key "$signing_key"
  make_releases "$folder"
  lay_out_installation "$folder/host"
  on_exit keep_deploy_logs
  begin_with_previous
  refuse_strangers
  deploy_next
  roll_back
  deploy_unready
  deploy_unwell
  deploy_twice
  deploy_killed
  kill_server
  restart_postgres
  finished=yes
  write_table deploy 'Rehearsal: deploy and rollback' "$(introduction_of_deploy)"
}

introduction_of_deploy() {
  cat <<END
An installation as [deploy/hetzner/](../../deploy/hetzner/README.md) lays it out, with APP_ENV=production, over https
with a certificate of Caddy's own authority. [scripts/traffic/](../../scripts/traffic/__main__.py) asks 50 times a
second: pages, lists, downloads, changes, exports, uploads, some of them over a slow line. It judges every answer, and at
the end looks for everything that it was promised.
END
}

# make_releases FOLDER: the previous one, this one, and two of it that are no good.
make_releases() {
  part 'Releases' 'what' 'seen'
  build_releases "$1"
  # shellcheck disable=SC2016 # for the shell inside
  make_from_next unready 'ENTRYPOINT ["/bin/sh", "-c", "[ \"$1\" != serve ] || exec sleep 1000; exec quayside \"$@\"", "quayside"]' 'CMD ["serve"]'
  make_from_next unwell 'ENV MAX_UPLOAD_BYTES=1000'
  make_from_next stranger 'ENV GIT_COMMIT=of-somebody-else'
  publish quayside-rehearsal:previous previous && previous=$digest
  publish quayside-rehearsal:next next && next=$digest
  publish quayside-rehearsal:unready unready && unready=$digest
  publish quayside-rehearsal:unwell unwell && unwell=$digest
  row 'the release before' "commit $(printf %.7s "$previous_commit")"
  migrations_since "$1/previous"
  row 'the next one' "this commit, with the migrations ${added[*]:-of before}"
}

# build_releases FOLDER: the images of the previous one, of this one, and of the edge.
build_releases() {
  lay_out_previous "$1/previous"
  make_image previous "$1/previous" --target app --build-arg "GIT_COMMIT=$previous_commit"
  name_commit
  make_image next . --target app --build-arg "GIT_COMMIT=$GIT_COMMIT" \
    --build-arg "COMMITTED_AT=$(of_git log -1 --format=%cI)"
  make_image edge . --target edge
}

# make_image TAG CONTEXT OPTIONS…
make_image() {
  local tag=$1 context=$2
  shift 2
  say "Building the image $tag (some minutes where nothing is cached)"
  run docker build --quiet --tag "quayside-rehearsal:$tag" "$@" "$context" >"$state/rehearse-deploy/build-$tag.log" 2>&1 ||
    die "The image $tag could not be built: see $state/rehearse-deploy/build-$tag.log."
}

# make_from_next TAG LINE…
make_from_next() {
  printf '%s\n' 'FROM quayside-rehearsal:next' "${@:2}" | docker build --quiet --tag "quayside-rehearsal:$1" - >/dev/null ||
    die "The image $1 could not be built."
}

keep_deploy_logs() {
  [ "${finished:-no}" = no ] || return 0
  docker ps --all --format '{{.Names}}' --filter "name=^$QUAYSIDE_PREFIX-" | while read -r one; do
    printf '== %s\n' "$one"
    docker logs --tail 200 "$one" 2>&1
  done >"$state/rehearse-deploy.log"
  warn "The rehearsal did not get to its end. What the services said: $state/rehearse-deploy.log"
}
