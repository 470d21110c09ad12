# The container engine, and one compose project of ours on it.

need_engine() {
  has docker || die 'Docker is missing: install Docker Engine (https://docs.docker.com/engine/install/), then run this again.'
  docker compose version >/dev/null 2>&1 || die "Docker's compose plugin is missing: install docker-compose-plugin, then run this again."
  docker version >/dev/null 2>&1 || die "No Docker engine answers: start it (\"docker version\" tells more), and see that $(id -un) may use it."
}

# open_project NAME: later calls of `compose` mean it. Its images carry a tag of its own, so that
# nothing of an installation on this machine is touched.
open_project() {
  compose_project=$1
  export TAG=$compose_project
  app_image=quayside-app:$TAG
  edge_image=quayside-edge:$TAG
  on_exit close_project
}

# The settings are the rehearsal's own: those of an installation in this folder (.env) stay out.
compose() {
  docker compose --project-name "$compose_project" --project-directory "$root" --env-file /dev/null \
    --file "$root/compose.yaml" --progress quiet "$@"
}

close_project() {
  say 'Removing its containers, volumes, networks and images'
  compose down --volumes --remove-orphans --timeout 5 >/dev/null 2>&1 || warn "Not all of $compose_project could be removed."
  docker image rm --force "$app_image" "$edge_image" >/dev/null 2>&1 || true
}

# container SERVICE: its id, also when it has ended; of several the first one's.
container() {
  compose ps --all --quiet "$1" | head -n 1
}

# inspect SERVICE FORMAT
inspect() {
  docker inspect --format "$2" "$(container "$1")"
}

# inside SERVICE COMMAND…
inside() {
  compose exec -T "$@"
}

# kill_container SERVICE: ends its first process with SIGKILL, as the kernel would when memory runs
# out. `docker kill` would count as a stop by hand, and nothing restarts what was stopped by hand.
kill_container() {
  local pid
  pid=$(inspect "$1" '{{.State.Pid}}')
  # shellcheck disable=SC2016 # for the shell inside
  docker run --rm --pid host --network none --user 0:0 --entrypoint /bin/sh "$app_image" -c 'kill -KILL "$0"' "$pid" ||
    die "The process of $1 could not be killed."
}

# image_size IMAGE: compressed, in bytes, which is what a registry keeps and a server fetches.
image_size() {
  docker save "$1" | gzip -c | wc -c | tr -d ' '
}

# own_size IMAGE BASE: what the layers above the base image weigh. A build keeps the base in its cache,
# where nobody can weigh it.
own_size() {
  local whole base
  docker image inspect "$2" >/dev/null 2>&1 || docker pull --quiet "$2" >/dev/null || return
  whole=$(image_size "$1") || return
  base=$(image_size "$2") || return
  printf %s "$((whole - base))"
}

# base_image STAGE: what the Dockerfile builds that stage on, with the defaults of its arguments.
base_image() {
  local name argument
  name=$(sed -n "s/^FROM \(.*\) AS $1\$/\1/p" Dockerfile)
  argument=$(printf %s "$name" | sed -n 's/.*${\(.*\)}.*/\1/p')
  printf %s "${name%%:*}:$(sed -n "s/^ARG $argument=//p" Dockerfile)"
}
