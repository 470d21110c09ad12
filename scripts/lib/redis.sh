# A private Redis for the tests: TCP on 127.0.0.1 with a password, nothing on
# disk, and never the system's own server.

# need_redis: sets $redis_bin.
need_redis() {
  find_redis && return
  install_packages Redis redis-tools redis
  find_redis || die 'Redis was installed but is not found: set REDIS_BIN to its server, redis-server.'
}

# Debian's package redis-server would start one for everybody, at each boot; redis-tools has the
# same program under another name, by which it knows what to be.
find_redis() {
  local program
  if has redis-check-rdb && ! has redis-server; then
    mkdir -p "$state/redis"
    ln -sf "$(command -v redis-check-rdb)" "$state/redis/redis-server"
  fi
  for program in "${REDIS_BIN:-}" redis-server valkey-server "$state/redis/redis-server"; do
    if [ -n "$program" ] && redis_bin=$(command -v "$program") && "$redis_bin" --version >/dev/null 2>&1; then
      return 0
    fi
  done
  return 1
}

# start_redis FOLDER: sets $redis_url. The password comes by standard input, which nobody else can read.
start_redis() {
  local password log=$1/redis.log
  free_port
  password=$(random_text 32)
  redis_url=redis://default:$password@127.0.0.1:$port
  start "$log" redis_server "$port" "$password"
  wait_for_redis "$port" "$pid" || die "Redis did not start: see $log."
}

redis_server() {
  exec "$redis_bin" - <<END
bind 127.0.0.1
port $1
requirepass $2
save ""
dir /
END
}

wait_for_redis() {
  local deadline=$((SECONDS + 30))
  while port_is_free "$1"; do
    kill -0 "$2" 2>/dev/null && [ "$SECONDS" -lt "$deadline" ] || return 1
    sleep 0.1
  done
}
