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

# share_files: what of the checkout a host needs, as an archive. Of our scripts the few that run there, and nothing to
# read, because a cloud takes 32 KiB.
share_files() {
  tar -C "$root" -c --exclude README.md compose.yaml config/caddy config/compose deploy/hetzner scripts/{smoke,verify} \
    scripts/lib/{say,processes,secrets,api,signers}.sh
}
