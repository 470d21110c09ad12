# A bare Debian 13 that boots, in place of a server: systemd as the first process, ssh, root's key, and nothing of ours.
# It is a privileged container, whose engine is its own and lies on a volume.

# make_machine FOLDER: sets $machine. From here on, ssh finds it by the names that the README has.
make_machine() {
  keys=$1/ssh
  machine=quayside-rehearsal-$(random_text 8)
  on_exit remove_machine
  build_machine
  lay_out_keys
  docker network create "$machine" >/dev/null
  start_machine "$machine" quayside-rehearsal:machine --network-alias desk.example.com --network-alias staging.example.com
  give_root_a_key
  find_machine
  wait_until 60 machine_answers || die 'The machine does not answer by ssh.'
}

# start_machine NAME IMAGE OPTIONS…
start_machine() {
  # shellcheck disable=SC2046 # a list of words
  docker run --detach --name "$1" --hostname desk --privileged --network "$machine" "${@:3}" --tmpfs /run --tmpfs /run/lock \
    --volume "$1:/var/lib/docker" "$2" /sbin/init $(words_for_systemd) >/dev/null || die 'The machine did not start.'
}

# What a server has at its first start. A container may load no kernel modules, so that nobody tries.
build_machine() {
  say 'Building the machine and the one that scans it (a minute where nothing is cached)'
  docker build --quiet --tag quayside-rehearsal:machine - >/dev/null <<'END' || die 'The machine could not be built.'
FROM debian:trixie
RUN apt-get update -qq \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends systemd systemd-sysv dbus openssh-server iproute2 >/dev/null \
    && rm -f /usr/sbin/policy-rc.d \
    && systemctl mask systemd-modules-load.service
STOPSIGNAL SIGRTMIN+3
END
  printf '%s\n' 'FROM debian:trixie' 'RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends nmap >/dev/null' |
    docker build --quiet --tag quayside-rehearsal:scanner - >/dev/null || die 'The scanner could not be built.'
}

# Debian 13 starts on the older cgroups only when it is told to. A real server has the newer ones.
words_for_systemd() {
  [ "$(docker info --format '{{.CgroupVersion}}')" != 1 ] || echo SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE=1 systemd.unified_cgroup_hierarchy=0
}

# Root's key is there at a server's first start too.
give_root_a_key() {
  ssh-keygen -q -t ed25519 -N '' -C root -f "$keys/root"
  docker exec -i "$machine" sh -c 'umask 077 && mkdir -p ~/.ssh && cat >~/.ssh/authorized_keys' <"$keys/root.pub"
}

# For this rehearsal alone ssh and curl read what lies in $keys, in place of what the person who runs it has.
lay_out_keys() {
  (umask 077 && mkdir -p "$keys/bin")
  printf '#!/bin/sh\nexec %s -F %s "$@"\n' "$(type -P ssh)" "$keys/names" >"$keys/bin/ssh"
  chmod +x "$keys/bin/ssh"
  export PATH=$keys/bin:$PATH CURL_HOME=$keys
}

# find_machine: its address, for ssh and for curl, as a name server would tell it. $keys/config is the README's.
find_machine() {
  address=$(docker inspect --format "{{(index .NetworkSettings.Networks \"$machine\").IPAddress}}" "$machine")
  cat >"$keys/names" <<END
Include $keys/config
Match user root
  IdentityFile $keys/root
Host *.example.com
  HostName $address
  HostKeyAlias $machine
  UserKnownHostsFile $keys/known_hosts
  StrictHostKeyChecking accept-new
  IdentitiesOnly yes
  LogLevel ERROR
END
  printf '%s\n' 'noproxy = "*"' "resolve = \"desk.example.com:443:$address\"" "resolve = \"staging.example.com:443:$address\"" >"$keys/.curlrc"
}

# on_machine COMMAND: as root, by ssh.
on_machine() {
  ssh -o BatchMode=yes root@desk.example.com "$1"
}

machine_answers() {
  on_machine true 2>/dev/null
}

# reboot_machine: everything in it ends as at a shutdown, and begins as at a start.
reboot_machine() {
  docker restart --time 120 "$machine" >/dev/null || die 'The machine did not start again.'
  find_machine
  wait_until 60 machine_answers || die 'The machine does not answer by ssh any more.'
}

remove_machine() {
  local one
  say 'Removing the machine'
  for one in "$machine" "$machine-cloud"; do
    docker rm --force --volumes "$one" >/dev/null 2>&1 || true
    docker volume rm "$one" >/dev/null 2>&1 || true
  done
  docker network rm "$machine" >/dev/null 2>&1 || true
}

# doors PORTS: the TCP ports that somebody else on the network finds open, such as "22 80 443".
doors() {
  docker run --rm --network "$machine" quayside-rehearsal:scanner nmap -n -T4 --min-rate 3000 --max-retries 2 -p "$1" "$address" |
    awk '$2 == "open" { print $1 + 0 }' | paste -s -d ' ' -
}
