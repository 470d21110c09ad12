# A host that runs releases, by ssh or on this machine.

# on_host HOST COMMAND …: what `quayside-host` answers there. The key says for which environment; no word of ours
# holds a blank.
on_host() {
  local host=$1 folder
  shift
  case $host in
  local:*)
    folder=${host#local:}
    SSH_ORIGINAL_COMMAND="$*" QUAYSIDE_HOME=$(dirname "$folder") "$(dirname "$folder")/share/deploy/hetzner/host/quayside-host" --only "$(basename "$folder")"
    ;;
  *) ssh -o BatchMode=yes -o ServerAliveInterval=15 -- "$host" "$@" ;;
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
  tar -C "$root" -c compose.yaml Caddyfile config/caddy config/compose deploy/hetzner scripts/smoke scripts/verify scripts/lib | tar -x -C "$1" --no-same-owner
}
