# What a rehearsal saw: on the screen while it runs, and as a table in docs/rehearsals/ when it passed.

# row WHAT RESULT
row() {
  say_ok "$1: $2"
  rows="$rows| $1 | $2 |
"
}

# part TITLE COLUMNS…: a new table.
part() {
  heading "$1"
  rows="${rows:-}
## $1

| ${2} | ${3} |
| --- | --- |
"
}

# now: seconds, with fractions where the shell knows them.
now() {
  local time=${EPOCHREALTIME:-$(date +%s).0}
  printf %s "${time/,/.}"
}

# since TIME: such as 3.2 s
since() {
  awk -v from="$1" -v to="$(now)" 'BEGIN { printf "%.1f s", to - from }'
}

# megabytes BYTES
megabytes() {
  awk -v bytes="$1" 'BEGIN { printf "%.1f MB", bytes / 1e6 }'
}

# write_table NAME TITLE INTRODUCTION: and what circumstances_of_NAME says.
write_table() {
  local file=docs/rehearsals/$1.md
  mkdir -p docs/rehearsals
  {
    printf '# %s\n\n%s\n\n' "$2" "$3"
    printf 'Written by [scripts/rehearse](../../scripts/rehearse) %s; earlier ones are in the history of this file.\n\n' "$1"
    printf -- '- %s, %s\n' "$(date -u +%Y-%m-%d)" "commit $(git -c safe.directory="$root" rev-parse --short HEAD)$(unclean)"
    "circumstances_of_$1"
    printf '%s' "$rows"
  } >"$file"
  say
  say "Written to $file"
}

# Where its images ran.
circumstances_of_stack() {
  printf -- '- Docker Engine %s, compose %s, %s cores, %s of memory\n' "$(docker version --format '{{.Server.Version}}')" \
    "$(docker compose version --short)" "$(docker info --format '{{.NCPU}}')" "$(docker info --format '{{.MemTotal}}' | awk '{ printf "%.0f GiB", $1 / 2 ^ 30 }')"
  printf -- '- base images: %s\n' "$(origin_of_images)"
}

circumstances_of_deploy() {
  circumstances_of_stack
}

unclean() {
  [ -z "$(git -c safe.directory="$root" status --porcelain -- .dockerignore Dockerfile compose.yaml Caddyfile Cargo.toml Cargo.lock backend frontend config deploy scripts)" ] ||
    printf ' with changes'
}

# Only an image that came out of a registry has a digest there.
origin_of_images() {
  local image
  for image in "$(base_image build)" "$(base_image app)" "$(base_image edge)" $(sed -n "s/^    image: \([a-z].*\)/\1/p" compose.yaml | grep -v ^quayside- | sort -u); do
    if [ "$(docker image inspect --format '{{len .RepoDigests}}' "$image" 2>/dev/null)" = 0 ]; then
      printf 'equivalents under the upstream names, made from distribution packages of the same software, as no public registry was in reach'
      return
    fi
  done
  printf 'the public ones'
}
