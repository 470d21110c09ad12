# A host that runs releases, by ssh or on this machine.

# on_host HOST COMMAND ENVIRONMENT …: what `quayside-host` answers there. No word of ours holds a blank.
on_host() {
  local host=$1
  shift
  case $host in
  local:*) env QUAYSIDE_HOME="${host#local:}" "${host#local:}/share/deploy/hetzner/host/quayside-host" "$@" ;;
  # A key that may run one command gets these words in a variable; anybody else runs the command itself.
  *) ssh -o BatchMode=yes -o ServerAliveInterval=15 -- "$host" quayside-host "$@" ;;
  esac
}

# who_asks: for the journal.
who_asks() {
  local name=${DEPLOY_ACTOR:-$(git config user.email || id -un)}
  printf %s "$name" | tr -c 'A-Za-z0-9@._+-' '-'
}

# lay_out_share FOLDER: what of the checkout a host needs, at the same places.
lay_out_share() {
  mkdir -p "$1"
  tar -C "$root" -c compose.yaml Caddyfile config/caddy config/compose deploy/hetzner scripts/smoke scripts/lib | tar -x -C "$1" --no-same-owner
}
