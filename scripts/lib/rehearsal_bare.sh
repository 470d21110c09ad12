# `scripts/rehearse host`: a bare Debian becomes a host, and releases come and go on it, by the words of its README.

rehearse_host() {
  local folder=$state/rehearse-deploy
  rows=''
  need_engine
  need_cosign
  need_ssh
  rm -rf "$folder"
  mkdir -p "$folder"
  export DEPLOY_ACTOR=rehearsal@quayside.example
  publish_releases "$folder"
  make_machine "$folder"
  on_exit keep_machine_log
  read_steps "$folder/steps"
  provision_machine
  look_at_machine
  prepare_by_cloud
  deploy_first
  provision_again
  try_deploy_key
  upgrade_and_return
  share_with_staging
  look_at_firewall
  count_images
  reboot
  all_was_typed
  finished=yes
  write_table host 'Rehearsal: a bare host' "$(introduction_of_host)"
}

introduction_of_host() {
  cat <<END
A Debian 13 that boots in a privileged container, with systemd, ssh, a firewall and an engine of its own, on a network
with a second container that scans it. The commands of [deploy/hetzner/README.md](../../deploy/hetzner/README.md) were
taken from that file and typed. What stood for what only a reader has is listed in
[one place](../../scripts/lib/rehearsal_readme.sh): a registry of this machine, reached through ssh, for ghcr.io; a key
for a workflow that signs without one; Caddy's own authority for a public one. The base images were carried there. Names
were resolved by the rehearsal, not by DNS.
END
}

circumstances_of_host() {
  circumstances_of_stack
  printf -- '- cgroups v%s; the container has the kernel, the clock and the processors of its host\n' "$(docker info --format '{{.CgroupVersion}}')"
}

# publish_releases FOLDER: sets $previous, $next, $third, $unsigned and $edge_digest.
publish_releases() {
  start_registry "$1/registry"
  signing_key=$1/ours
  make_key "$signing_key"
  build_releases "$1"
  make_from_next third 'ENV GIT_COMMIT=third' 'LABEL org.opencontainers.image.revision=third'
  make_from_next stranger 'ENV GIT_COMMIT=of-somebody-else'
  publish quayside-rehearsal:previous previous && previous=$digest
  publish quayside-rehearsal:next next && next=$digest
  publish quayside-rehearsal:third third && third=$digest
  publish_unsigned quayside-rehearsal:stranger stranger && unsigned=$digest
  publish_unsigned quayside-rehearsal:edge edge quayside-edge && edge_digest=$digest
  sign "$registry/quayside-edge@$edge_digest" "$signing_key"
}

provision_machine() {
  local began
  part 'A bare Debian 13' 'what' 'seen'
  began=$(now)
  type_next
  row './scripts/provision' "ready after $(since "$began")"
  if grep -q 'no swap' "$state/rehearse-deploy/said.log"; then
    row 'swap' 'none, as was said: a container may have none'
  else
    row 'swap' '2 GiB'
  fi
}

look_at_machine() {
  local engine compose cosign seen
  engine=$(on_machine "docker version --format '{{.Server.Version}}'")
  compose=$(on_machine 'docker compose version --short')
  cosign=$(on_machine "dpkg-query -W -f '\${Version}' cosign")
  row 'engine' "$engine, compose $compose, cosign $cosign, all of Debian"
  must_see 'logs of containers' 'at most 3 × 10 MB each' "docker info --format '{{.LoggingDriver}}' | grep -qx local && grep -q 10m /etc/docker/daemon.json"
  must_see 'logs of the system' 'at most 500 MB' 'grep -qx SystemMaxUse=500M /etc/systemd/journald.conf.d/quayside.conf'
  must_see 'upgrades' 'by themselves each day' "apt-config dump | grep -q 'Unattended-Upgrade \"1\"' &&
    systemctl is-active --quiet apt-daily-upgrade.timer && systemctl is-enabled --quiet unattended-upgrades"
  must_see 'user deploy' 'no password, in no group that could start containers' "passwd -S deploy | grep -q '^deploy L' && [ \"\$(id -nG deploy)\" = deploy ]"
  must_see 'ssh' 'takes no passwords' "sshd -T | grep -qx 'passwordauthentication no'"
  must_see 'firewall' 'loaded, drops what it does not know, and comes back at a start' "nft list chain inet quayside input |
    grep -q 'policy drop' && systemctl is-enabled --quiet nftables"
  seen=$(doors 1-65535)
  [ "$seen" = 22 ] || die "A bare host is open on $seen."
  row 'open to somebody else' "TCP $seen, of 65535"
}

# must_see WHAT SEEN COMMAND
must_see() {
  on_machine "$3" >/dev/null || die "$1: not as it should be."
  row "$1" "$2"
}

# What only stands in for something is brought in between: a key, base images, a way to the registry, an authority.
deploy_first() {
  local began
  part 'The first release' 'what' 'seen'
  type_next
  on_machine 'cat >/opt/quayside/release.pub' <"$signing_key.pub"
  carry_base_images
  reach_registry
  type_next
  wait_until 20 trust_machine || die 'The edge has no certificate authority.'
  began=$(now)
  type_next
  row 'quayside-host deploy' "serves after $(since "$began")"
  type_next
  password=$(last_line)
  is_well desk
}

carry_base_images() {
  # shellcheck disable=SC2046 # a list of names
  docker save $(sed -n 's/^    image: \([a-z].*\)/\1/p' compose.yaml | grep -v ^quayside- | sort -u) | on_machine 'docker load --quiet' >/dev/null ||
    die 'The base images could not be carried over.'
}

# reach_registry: the machine's engine speaks plain http with what it takes for its own, and so does cosign.
reach_registry() {
  start "$state/rehearse-deploy/tunnel.log" ssh -N -o BatchMode=yes -o ExitOnForwardFailure=yes -R "$registry:$registry" root@desk.example.com
  wait_until 20 on_machine "curl -fs -o /dev/null http://$registry/v2/" || die 'The machine does not reach the registry.'
}

trust_machine() {
  export CURL_CA_BUNDLE=$state/rehearse-deploy/root.crt
  on_machine 'docker exec quayside-edge-edge-1 cat /var/lib/caddy/pki/authorities/local/root.crt' >"$CURL_CA_BUNDLE" 2>/dev/null &&
    on_machine 'cat >/usr/local/share/ca-certificates/rehearsal.crt && update-ca-certificates' <"$CURL_CA_BUNDLE" >/dev/null 2>&1
}

# is_well NAME: by its address, as the person who was made there.
is_well() {
  smoke_by_name "$1"
  row "scripts/smoke https://$1.example.com" "$(grep -c '^ok' "$state/rehearse-deploy/said.log") steps, all well"
}

smoke_by_name() {
  SMOKE_EMAIL=dana@example.com SMOKE_PASSWORD=$password said "$root/scripts/smoke" "https://$1.example.com" ||
    die "https://$1.example.com is not well: $(last_line)"
}

keep_machine_log() {
  [ "${finished:-no}" = no ] || return 0
  docker exec "$machine" sh -c 'journalctl --no-pager --lines 300
    for one in $(docker ps --all --format "{{.Names}}"); do echo "== $one"; docker logs --tail 50 "$one"; done' >"$state/rehearse-host.log" 2>&1 || true
  warn "The rehearsal did not get to its end. What the machine said: $state/rehearse-host.log"
}
