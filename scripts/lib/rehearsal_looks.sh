# What a running stack must not have: open doors, and powers that nobody needs.

look_at_doors() {
  local service seen wanted
  part 'Doors' 'what' 'seen'
  for service in app worker postgres storage redis; do
    [ -z "$(published "$service")" ] || die "$service is published: $(published "$service")"
  done
  row 'published ports' "the edge's alone: $(published edge | sed "s/$HTTP_PORT/http/g; s/$HTTPS_PORT/https/g" | paste -s -d , - | sed 's/,/, /g')"
  seen=$(open_doors)
  wanted=$(edge_doors)
  [ "$seen" = "$wanted" ] || die "A container on the public network should find $wanted and finds ${seen:-nothing}"
  row 'found by another container on the public network' "edge: its two ports; app, worker, postgres, storage, redis: nothing answers"
  for service in app postgres storage redis; do
    has_no_way_out "$service" || die "$service has a way to the internet."
  done
  row 'app, postgres, storage, redis' 'no route out of their network; the worker has one, to mail servers and to receivers of webhooks'
}

# published SERVICE: what of it the host listens for.
# shellcheck disable=SC2016 # the engine's templates have variables of their own
published() {
  inspect "$1" '{{range $inner, $outer := .NetworkSettings.Ports}}{{range $outer}}{{.HostIp}}:{{.HostPort}} to {{$inner}}{{"\n"}}{{end}}{{end}}' | sed '/^$/d'
}

# A neighbour tries every address of ours on the ports that anything in the stack listens on.
open_doors() {
  local service addresses=''
  for service in $services; do
    addresses="$addresses $(inspect "$service" '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}')"
  done
  # shellcheck disable=SC2016,SC2086 # for the shell inside; a list of addresses
  docker run --rm --network "${compose_project}_public" --entrypoint /bin/bash "$app_image" -c '
    ports=$1
    shift
    for address in "$@"; do
      for port in $ports; do
        timeout 0.3 bash -c "exec 3<>/dev/tcp/$address/$port" 2>/dev/null && echo "$address:$port"
      done
    done
    true' doors "80 443 2019 5432 6379 8080 8333 8888 9333 18080 18333 18888 19333 $HTTP_PORT $HTTPS_PORT" $addresses | sort
}

# On the public network the edge listens on its two ports; its address on the other one is out of reach.
edge_doors() {
  local address
  address=$(inspect edge "{{(index .NetworkSettings.Networks \"${compose_project}_public\").IPAddress}}")
  printf '%s\n' "$address:$HTTP_PORT" "$address:$HTTPS_PORT" | sort
}

has_no_way_out() {
  [ -z "$(inside "$1" cat /proc/net/route | awk 'NR > 1 && $2 == "00000000"')" ]
}

look_at_powers() {
  local service bounds
  part 'Powers' 'service' 'seen'
  for service in $services; do
    has_no_powers "$service"
    bounds=$(limits "$service") || die "$service has no limit."
    row "$service" "$(inspect "$service" 'user {{.Config.User}}'), no capabilities, no new privileges, read-only root, at most $bounds"
  done
  for service in init migrate bucket; do
    is_confined "$service"
  done
  row 'init, migrate, bucket' "ended with 0; read-only root, no capabilities but CHOWN for init, which has no network"
}

# From outside, as the engine was told, and from inside, as the kernel sees it.
has_no_powers() {
  local seen
  is_confined "$1"
  # shellcheck disable=SC2016 # for the shell inside
  seen=$(inside "$1" sh -c '
    awk "/^Uid|^CapEff|^CapBnd|^NoNewPrivs/ { print \$2 }" /proc/1/status
    if touch /made-by-rehearsal 2>/dev/null; then echo writable; fi' | paste -s -d ' ' -)
  case $seen in
  0\ * | *writable*) die "$1 is root or can write to its root: $seen" ;;
  *' 0000000000000000 0000000000000000 1') ;;
  *) die "$1 has powers: $seen" ;;
  esac
}

is_confined() {
  local seen wanted='true [ALL] [no-new-privileges:true]'
  seen=$(inspect "$1" '{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{.HostConfig.SecurityOpt}}')
  [ "$seen" = "$wanted" ] || die "$1 is not confined: $seen"
  seen=$(inspect "$1" '{{.HostConfig.CapAdd}}')
  case "$1 $seen" in
  *' []' | 'init [CHOWN]' | 'init [CAP_CHOWN]') ;;
  *) die "$1 has capabilities: $seen" ;;
  esac
}

limits() {
  inspect "$1" '{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}} {{.HostConfig.PidsLimit}}' |
    awk '$1 == 0 || $2 == 0 || $3 == 0 { exit 1 } { printf "%d MiB, %g CPU, %d processes", $1 / 2 ^ 20, $2 / 1e9, $3 }'
}
