#!/usr/bin/env bash
# Makes a bare Debian 13 ready for releases, as root: packages, swap, upgrades, firewall, the user for deploys.
# scripts/provision runs it by ssh, a cloud's first start by cloud-init; to run it again changes nothing.
set -euo pipefail
home=/opt/quayside
share=$home/share

main() {
  [ "$(id -u)" -eq 0 ] || fail 'Only root can set up a host.'
  command -v apt-get >/dev/null || fail 'This is no Debian.'
  install_packages
  bound_logs
  make_swap
  upgrade_by_itself
  raise_firewall
  close_ssh
  make_deploy_user
  lay_out_home
  echo 'The host is ready: see deploy/hetzner/README.md for the first release.'
}

fail() {
  echo "$1" >&2
  exit 1
}

install_packages() {
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  # Clouds have written some of the files already, and nobody is there to be asked which one to keep.
  apt-get install -y -qq -o DPkg::Options::=--force-confold --no-install-recommends ca-certificates cosign curl docker-cli docker-compose docker.io \
    iptables nftables sudo unattended-upgrades >/dev/null || fail 'The packages could not be installed: is this Debian 13?'
}

# Containers have a bound of their own in compose.yaml; this is for what starts without it, and for the system.
bound_logs() {
  put /etc/docker/daemon.json '{"log-driver": "local", "log-opts": {"max-size": "10m", "max-file": "3"}, "live-restore": true}' \
    systemctl restart docker
  put /etc/systemd/journald.conf.d/quayside.conf $'[Journal]\nSystemMaxUse=500M' systemctl restart systemd-journald
}

# put FILE TEXT [COMMAND…]: the command is run where that changed the file. If it fails, what was there before is back, so
# that it is run the next time too.
put() {
  local file=$1 text=$2 before
  shift 2
  [ "$(cat "$file" 2>/dev/null)" != "$text" ] || return 0
  mkdir -p "${file%/*}"
  before=$(mktemp)
  cp -p "$file" "$before" 2>/dev/null || rm "$before"
  printf '%s\n' "$text" >"$file"
  if "$@"; then
    rm -f "$before"
  else
    mv "$before" "$file" 2>/dev/null || rm -f "$file"
    return 1
  fi
}

# For the moment when both slots run. Not every file system has room for it, or lets itself be swapped to.
make_swap() {
  [ -z "$(swapon --noheadings --show)" ] || return 0
  if (umask 077 && fallocate -l 2G /swapfile && mkswap --quiet /swapfile && swapon /swapfile); then
    grep -q '^/swapfile ' /etc/fstab || echo '/swapfile none swap sw 0 0' >>/etc/fstab
  else
    rm -f /swapfile
    echo 'This host gets no swap (see above).' >&2
  fi
}

upgrade_by_itself() {
  put /etc/apt/apt.conf.d/20auto-upgrades $'APT::Periodic::Update-Package-Lists "1";\nAPT::Periodic::Unattended-Upgrade "1";'
}

raise_firewall() {
  local outside
  outside=$(ip -o route show default | sed -n 's/.* dev \([^ ]*\).*/\1/p' | head -n 1)
  [ -n "$outside" ] || fail 'No interface leads outside.'
  put /etc/nftables.conf "$(sed "s/OUTSIDE/$outside/" "$share/deploy/hetzner/firewall.nft")"
  # Debian's unit ends, as at an upgrade of its package, by removing all rules: those of the engine too, which
  # brings them back only when it is restarted.
  put /etc/systemd/system/nftables.service.d/quayside.conf $'[Service]\nExecStop=' systemctl daemon-reload
  systemctl enable --quiet nftables
  nft -f /etc/nftables.conf
}

# The first that says something is listened to, and clouds write a file of their own.
close_ssh() {
  put /etc/ssh/sshd_config.d/00-quayside.conf $'PasswordAuthentication no\nPermitRootLogin prohibit-password'
  systemctl reload ssh
  grep -qx 'passwordauthentication no' <<<"$(sshd -T)" || fail 'sshd still takes passwords: see sshd -T.'
}

# A key of this user runs one command, and that one as root, because who starts containers is root anyway.
make_deploy_user() {
  id deploy >/dev/null 2>&1 || useradd --create-home --shell /bin/bash deploy
  install -d -m 700 -o deploy -g deploy ~deploy/.ssh
  put /etc/sudoers.d/quayside 'Defaults!/usr/local/sbin/quayside-host env_keep += "SSH_ORIGINAL_COMMAND"
deploy ALL=(root) NOPASSWD: /usr/local/sbin/quayside-host --only staging, /usr/local/sbin/quayside-host --only production'
  chmod 440 /etc/sudoers.d/quayside
  visudo --check --quiet
}

lay_out_home() {
  mkdir -p "$home/sites" "$home/frontend"
  touch "$home/edge.settings"
  ln -sfn "$share/deploy/hetzner/host/quayside-host" /usr/local/sbin/quayside-host
}

main "$@"
