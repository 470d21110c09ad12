# A registry of images, for rehearsals: Debian's docker-registry.

# need_registry: sets $docker_registry. Where it is not installed its package is only unpacked below $state,
# because installing it would start a service.
need_registry() {
  docker_registry=$(command -v docker-registry || true)
  [ -z "$docker_registry" ] || return 0
  docker_registry=$state/docker-registry/usr/bin/docker-registry
  [ ! -x "$docker_registry" ] || return 0
  has apt-get || die 'docker-registry is missing: install it, then run this again.'
  mkdir -p "$state/docker-registry"
  (cd "$state/docker-registry" && apt-get download -qq docker-registry && dpkg -x docker-registry_*.deb .) >"$state/apt.log" 2>&1 ||
    die "apt-get could not fetch docker-registry: the whole story is in $state/apt.log."
}

# start_registry FOLDER: sets $registry. An engine speaks plain http with one on its own machine.
start_registry() {
  need_registry
  free_port && registry=127.0.0.1:$port
  mkdir -p "$1"
  cat >"$1/settings.yml" <<END
version: 0.1
log: {level: warn}
storage: {filesystem: {rootdirectory: "$1/data"}}
http: {addr: "$registry"}
END
  start "$1/log" "$docker_registry" serve "$1/settings.yml"
  wait_for_url "http://$registry/v2/" 10 "$pid" || die "The registry did not start: see $1/log."
}

# publish IMAGE TAG: signed with $signing_key. Sets $digest.
publish() {
  publish_unsigned "$@"
  sign "$registry/quayside-app@$digest" "$signing_key"
}

# publish_unsigned IMAGE TAG [REPOSITORY]
publish_unsigned() {
  local name=$registry/${3:-quayside-app}
  docker tag "$1" "$name:$2"
  docker push --quiet "$name:$2" >/dev/null || die "$1 could not be pushed."
  digest=$(docker image inspect --format '{{range .RepoDigests}}{{println .}}{{end}}' "$1" | sed -n "s#^$name@##p" | head -n 1)
  docker rmi "$name:$2" >/dev/null
  [ -n "$digest" ] || die "$1 has no digest in the registry."
}

need_cosign() {
  has cosign || install_packages cosign cosign cosign
  has cosign || die 'cosign was installed but is not found.'
}

# make_key FILE: FILE.key and FILE.pub, for signatures that nobody outside is told of.
make_key() {
  COSIGN_PASSWORD='' cosign generate-key-pair --output-key-prefix "$1" >/dev/null 2>&1 || die 'cosign could not make a key.'
}

# sign IMAGE@DIGEST KEY
sign() {
  COSIGN_PASSWORD='' cosign sign --yes --tlog-upload=false --key "$2.key" "$1" >"$state/cosign.log" 2>&1 ||
    die "$1 could not be signed: $(tail -n 1 "$state/cosign.log")"
}
