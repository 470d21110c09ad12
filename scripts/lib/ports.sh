# Ports on 127.0.0.1. Nothing here needs more than bash.

# A proxy for the internet has nothing to do with what runs here.
export no_proxy=${no_proxy:+$no_proxy,}localhost,127.0.0.1

port_is_free() {
  ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# Below the range that the kernel hands to outgoing connections.
next_port=$((20000 + RANDOM % 10000))

# Sets $port to one that is free and that this run has not been given before.
free_port() {
  while :; do
    next_port=$((next_port + 1))
    if port_is_free "$next_port"; then
      port=$next_port
      return
    fi
  done
}

# wait_for_url URL SECONDS PID: until it answers 2xx; fails when the time is up or the process is gone.
wait_for_url() {
  local deadline=$((SECONDS + $2))
  until curl -fsS -o /dev/null --max-time 5 "$1" 2>/dev/null; do
    kill -0 "$3" 2>/dev/null || return 1
    [ "$SECONDS" -lt "$deadline" ] || return 1
    sleep 0.2
  done
}
