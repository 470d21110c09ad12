# An installation as `scripts/provision` makes one, on this machine: a folder, an edge, a registry of images.

# lay_out_installation FOLDER
lay_out_installation() {
  installation=$1
  host=local:$installation/production
  export DEPLOY_ACTOR=rehearsal@quayside.example
  free_port && http_port=$port
  free_port && https_port=$port
  url=https://localhost:$https_port
  QUAYSIDE_PREFIX=quayside-rehearsal-$(random_text 8)
  export QUAYSIDE_PREFIX
  on_exit remove_installation
  rm -rf "$installation"
  mkdir -p "$installation"/{share,sites,frontend,production}
  share_files | tar -x -C "$installation/share" --no-same-owner
  printf 'https://localhost:%s {\n\timport environment production\n}\n' "$https_port" >"$installation/sites/production.caddy"
  printf 'HTTP_PORT=%s\nHTTPS_PORT=%s\nPUBLISH_ON=127.0.0.1\n' "$http_port" "$https_port" >"$installation/edge.settings"
  settings_of_production >"$installation/production/settings"
}

settings_of_production() {
  cat <<END
APP_REPOSITORY=$registry/quayside-app
VERIFY_KEY=$signing_key.pub
APP_ENV=production
PUBLIC_URL=$url
REGISTRATION=closed
SMTP_URL=smtp://mail.quayside.example
MAIL_FROM=Quayside <desk@quayside.example>
END
}

# on_site COMMAND …: what root may do there.
on_site() {
  env QUAYSIDE_HOME="$installation" "$installation/share/deploy/hetzner/host/quayside-host" "$@"
}

deploy() {
  "$root/scripts/deploy" "$host" "$1"
}

remove_installation() {
  local kind
  say 'Removing its containers, volumes and networks'
  docker ps --all --quiet --filter "name=^$QUAYSIDE_PREFIX-" | xargs --no-run-if-empty docker rm --force --volumes >/dev/null
  for kind in network volume; do
    docker "$kind" ls --format '{{.Name}}' --filter "name=^$QUAYSIDE_PREFIX-" | xargs --no-run-if-empty docker "$kind" rm >/dev/null
  done
}
