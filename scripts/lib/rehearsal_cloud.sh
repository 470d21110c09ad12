# A cloud's first start: cloud-init runs what `scripts/provision --cloud-init` prints, in a machine of its own.

prepare_by_cloud() {
  local began seed=$state/rehearse-deploy/nocloud
  part 'The same by cloud-init' 'what' 'seen'
  printf '%s\n' 'FROM quayside-rehearsal:machine' 'RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends cloud-init >/dev/null' |
    docker build --quiet --tag quayside-rehearsal:cloud - >/dev/null || die 'The machine with cloud-init could not be built.'
  mkdir -p "$seed"
  "$root/scripts/provision" --cloud-init >"$seed/user-data"
  echo 'instance-id: desk' >"$seed/meta-data"
  began=$(now)
  start_machine "$machine-cloud" quayside-rehearsal:cloud --volume "$seed:/var/lib/cloud/seed/nocloud:ro"
  wait_until 300 cloud_is_done || die "cloud-init did not come to a good end: $(docker exec "$machine-cloud" cloud-init status --long)"
  row "./scripts/provision --cloud-init, $(wc -c <"$seed/user-data") of 32768 bytes" "ready $(since "$began") after the power was switched on"
  [ "$(made_by_setup "$machine-cloud")" = "$(made_by_setup "$machine")" ] ||
    die "cloud-init makes another host than ssh: $(diff <(made_by_setup "$machine-cloud") <(made_by_setup "$machine"))"
  row 'files, packages, rules, user, services' 'the same as those of the host that was prepared by ssh'
  docker rm --force --volumes "$machine-cloud" >/dev/null
}

cloud_is_done() {
  grep -qx 'status: done' <<<"$(docker exec "$machine-cloud" cloud-init status 2>/dev/null)"
}

# made_by_setup MACHINE: by the engine, because nobody gave root of the other one a key.
made_by_setup() {
  docker exec "$1" sh -c '
    find /etc/docker /etc/nftables.conf /etc/systemd/system/nftables.service.d /etc/systemd/journald.conf.d /etc/apt/apt.conf.d/20auto-upgrades \
      /etc/ssh/sshd_config.d/00-quayside.conf /etc/sudoers.d/quayside /opt/quayside/share -type f -exec sha256sum {} + | sort -k 2
    dpkg-query -W -f "\${Package} \${Version}\n" docker.io docker-cli docker-compose cosign nftables sudo unattended-upgrades
    nft list table inet quayside
    readlink /usr/local/sbin/quayside-host
    id -un deploy
    systemctl is-active docker
    systemctl is-enabled nftables unattended-upgrades'
}
