# What is done to the machine of `scripts/rehearse host` once it serves, and what must come of it.

# provision_again: on a host that serves, from the same checkout.
provision_again() {
  local began before
  before=$(machine_state)
  began=$(now)
  type_step 1 cat
  [ "$(machine_state)" = "$before" ] || die "A second ./scripts/provision changed something: $(diff <(printf %s "$before") <(machine_state))"
  row './scripts/provision again' "after $(since "$began") nothing is changed: packages, files, users, rules, the engine and its containers"
  on_machine 'systemctl restart nftables'
  smoke_by_name desk
  row 'systemctl restart nftables, as an upgrade of it does' 'the desk serves on'
}

# machine_state: all that a set-up could touch. Rules by their text, processes by their numbers.
machine_state() {
  on_machine 'dpkg-query -W
    find /etc /opt/quayside /usr/local /root /home -xdev \( -type f -exec sha256sum {} + -o -type l -printf "%l %p\n" \) | sort -k 2
    getent passwd
    nft list table inet quayside
    pidof dockerd
    docker ps --no-trunc --format "{{.ID}} {{.Names}}" | sort'
}

# Somebody has the key and tries what it is not for.
try_deploy_key() {
  local before
  part 'The deploy key' 'tried' 'seen'
  type_next
  before=$(machine_state)
  refused_by_key 'a shell' 2
  refused_by_key 'a terminal' 255 -tt
  refused_by_key 'a command' 2 -- id
  refused_by_key 'a command behind one that it may run' 2 -- 'status; id'
  refused_by_key 'another environment' 2 -- status staging
  refused_by_key 'another edge' 2 -- edge "$registry/quayside-edge@$edge_digest"
  refused_by_key 'copying files' 2 -s -- sftp
  refused_by_key 'a way to a port of the host' 255 -W 127.0.0.1:22
  refused_by_key 'a port of the host' 255 -N -o ExitOnForwardFailure=yes -R 127.0.0.1:9000:127.0.0.1:9000
  [ "$(machine_state)" = "$before" ] || die 'What was tried with the deploy key changed something.'
  row 'the host after that' 'the same as before'
}

# refused_by_key WHAT STATUS ARGUMENTS OF SSH…: 2 is quayside-host's, 255 the ssh server's.
refused_by_key() {
  local what=$1 wanted=$2 status=0 options=() command=()
  shift 2
  while [ $# -gt 0 ] && [ "$1" != -- ]; do options+=("$1") && shift; done
  [ $# -eq 0 ] || command=("${@:2}")
  said timeout 30 ssh -o BatchMode=yes "${options[@]}" deploy@desk.example.com "${command[@]}" </dev/null || status=$?
  if [ "$status" != "$wanted" ] || grep -q 'uid=\|^SSH-' "$state/rehearse-deploy/said.log"; then
    die "The deploy key may have $what: $status, $(last_line)"
  fi
  row "$what" "$(if [ "$wanted" = 2 ]; then printf 'refused by quayside-host'; else printf 'refused by ssh'; fi)"
}

upgrade_and_return() {
  part 'Releases, by ssh' 'what' 'seen'
  watch_over type_next
  row './scripts/deploy' "$watched"
  serves_on_machine production "$next"
  watch_over type_next
  row './scripts/rollback' "$watched"
  serves_on_machine production "$previous"
  type_next
  if ! entries succeeded || ! entries rolled_back; then die 'The journal tells of no deploy, or of no rollback.'; fi >/dev/null
  row 'the journal' "$(entries succeeded) succeeded, $(entries rolled_back) rolled back, asked for by $DEPLOY_ACTOR"
  deploy_again
  refuse_unsigned
  refuse_edge_files
  serves_on_machine production "$previous"
}

# entries VERDICT: how many of them the journal told.
entries() {
  grep -c " $1 .* by $DEPLOY_ACTOR," "$state/rehearse-deploy/said.log"
}

# shortly: what was said last, without what only this run knows.
shortly() {
  last_line | sed -e "s#$registry/##g" -e 's#\(sha256:.\{7\}\)[0-9a-f]*#\1…#g'
}

# Where one of its servers is gone, and where none answers.
deploy_again() {
  local began
  on_machine "docker kill \$($server_ids | head -n 1)" >/dev/null || die 'There was no server to kill.'
  began=$(now)
  said "$root/scripts/deploy" deploy@desk.example.com "$previous" || die "A deploy of what serves failed: $(last_line)"
  [ "$(on_machine "$server_ids" | wc -l)" = 2 ] || die 'A deploy of what serves has not started its server again.'
  row 'a deploy of what serves already, one of whose servers was killed' "it runs again; exit code 0 after $(since "$began"): \"$(shortly)\""
  on_machine "docker pause \$($server_ids)" >/dev/null
  ! said "$root/scripts/deploy" deploy@desk.example.com "$previous" || die 'A deploy found well what does not answer.'
  grep -q 'reaches no server' <<<"$(last_line)" || die "It was refused for another reason: $(last_line)"
  row 'the same while none of them answers' "\"$(shortly)\""
  on_machine "docker unpause \$($server_ids)" >/dev/null
  wait_until 30 answers_well_on desk || die 'The servers that had stood still do not answer.'
}

# On the machine: the servers of production that run.
server_ids="docker ps --quiet --filter 'name=^quayside-production-(blue|green)-[0-9]+\$'"

# Configuration of another version, with a mistake.
refuse_edge_files() {
  local file=/opt/quayside/share/deploy/hetzner/Caddyfile before
  before=$(edge_process)
  on_machine "cp -p $file $file.kept && printf 'http://moor.example.com {\n\tmoor the boat\n}\n' >>$file"
  ! said on_machine "quayside-host edge $registry/quayside-edge@$edge_digest" || die 'An edge was started that cannot read its configuration.'
  grep -q 'unrecognized directive: moor' <<<"$(last_line)" || die "It was refused for another reason: $(last_line)"
  row 'an edge that does not understand its configuration' "\"$(shortly)\""
  on_machine "mv $file.kept $file"
  [ "$(edge_process)" = "$before" ] || die 'The edge was started anew.'
  on_machine 'docker restart quayside-edge-edge-1' >/dev/null
  wait_until 60 answers_well_on desk || die 'The edge does not start any more.'
  row 'the one that runs, restarted after that' 'serves'
}

refuse_unsigned() {
  ! said "$root/scripts/deploy" deploy@desk.example.com "$unsigned" || die 'An image without a signature was deployed.'
  row 'a release that nobody signed' "\"$(shortly)\""
  ! said on_machine "quayside-host edge $registry/quayside-app@$unsigned" || die 'An edge without a signature was started.'
  row 'an edge that nobody signed' "\"$(shortly)\""
  ! grep -qx "$unsigned" <<<"$(on_machine 'docker image ls --digests --format "{{.Digest}}"')" || die 'An image without a signature was pulled.'
}

# watch_over COMMAND…: two clients ask meanwhile. Sets $watched.
watch_over() {
  local began
  [ -n "${api_url:-}" ] || open_api https://desk.example.com
  expect_status 200 sign_in dana@example.com "$password"
  start_probes /v1/me /v1/projects
  began=$(now)
  "$@"
  watched="done after $(since "$began")"
  stop_probes
  probes_saw_only 200
  watched="$watched; meanwhile $(probed_answers)"
}

# serves_on_machine ENVIRONMENT DIGEST
serves_on_machine() {
  grep -q "^current [a-z]* .*@$2\$" <<<"$(on_machine "quayside-host status $1")" || die "In $1 another release serves than $2."
}

# By its numbers: what a container publishes past the edge, with and without the firewall.
look_at_firewall() {
  local seen
  part 'The firewall' 'what' 'seen'
  on_machine 'docker run --detach --restart always --name stray --publish 8090:6379 redis:7-bookworm' >/dev/null || die 'No container could be published.'
  on_machine 'nft delete table inet quayside'
  seen=$(doors 22,80,443,8090)
  [ "$seen" = '22 80 443 8090' ] || die "Without the firewall the scan should have found 8090 too: $seen"
  row 'without it, a container published on 8090' "a scan finds $seen"
  on_machine 'nft -f /etc/nftables.conf'
  only_three_doors 'with it'
}

only_three_doors() {
  local seen
  seen=$(doors 1-65535)
  [ "$seen" = '22 80 443' ] || die "$1: a scan finds $seen."
  row "$1, all 65535 TCP ports" "a scan from another machine finds $seen"
}

reboot() {
  local began
  part 'A reboot' 'what' 'seen'
  began=$(now)
  reboot_machine
  wait_until 180 answers_well || die 'After the reboot the desk does not serve.'
  row 'both environments' "serve $(since "$began") after the shutdown began"
  is_well desk
  serves_on_machine production "$next"
  serves_on_machine staging "$previous"
  on_machine "docker inspect --format '{{.State.Running}}' stray | grep -qx true" || die 'Nothing stands behind the firewall.'
  only_three_doors 'the firewall, with that container running again'
}

answers_well() {
  answers_well_on desk && answers_well_on staging
}

answers_well_on() {
  curl -fs -o /dev/null --max-time 5 "https://$1.example.com/api/health/ready?strict=1"
}
