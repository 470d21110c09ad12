# The environment of the application: config/local.env, what the shell says, and what follows from this run.

# load_settings FILE: each NAME=VALUE line, unless the shell already has a value for it.
load_settings() {
  local name value
  while IFS='=' read -r name value; do
    case $name in
    '' | '#'*) continue ;;
    esac
    if [ -n "$value" ] && [ -z "${!name:-}" ]; then
      export "$name=$value"
    fi
  done <"$1"
}

# The addresses all follow from one port, and nothing of another installation's leaks in from the shell.
serve_on() {
  export PORT=$1
  export BIND_ADDRESS=127.0.0.1
  export PUBLIC_URL=http://localhost:$PORT
  export ALLOWED_HOSTS='localhost,127.0.0.1,[::1]'
  unset TRUSTED_PROXIES WEBHOOK_ALLOWED_NETWORKS MIGRATION_DATABASE_URL REDIS_URL
  unset DATABASE_URL_FILE MIGRATION_DATABASE_URL_FILE REDIS_URL_FILE SECRET_KEYS_FILE
}

# An unpacked archive has no commit; a folder around the checkout may have another repository's.
name_commit() {
  if [ -z "${GIT_COMMIT:-}" ] && [ -e "$root/.git" ]; then
    GIT_COMMIT=$(git -c safe.directory="$root" -C "$root" rev-parse HEAD 2>/dev/null || true)
  fi
  export GIT_COMMIT=${GIT_COMMIT:-unknown}
}
