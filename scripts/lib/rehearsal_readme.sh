# The commands of deploy/hetzner/README.md, typed as they stand there: what the page says is what is tried.

# What stands here for what only a reader has. Everything else is typed letter by letter.
stand_ins() {
  sed -e "s#ghcr.io/OWNER/quayside/edge@sha256:…#$registry/quayside-edge@$edge_digest#" \
    -e "s#\(quayside-host deploy [a-z]*\) sha256:…#\1 $previous#" \
    -e "s#sha256:…#$next#" \
    -e "s#ghcr.io/OWNER/quayside/#$registry/quayside-#" \
    -e 's#^VERIFY_REPOSITORY=.*#VERIFY_KEY=/opt/quayside/release.pub#' \
    -e 's#^\(\timport environment .*\)#\ttls internal\n\1#' \
    -e "s#~/\.ssh#$keys#g"
}

# The second environment of a host, as the page describes it.
as_staging() {
  sed -e 's/production/staging/g' -e 's/desk\.example\.com/staging.example.com/g'
}

# read_steps FOLDER: each block of commands becomes a file: 1, 2, …
read_steps() {
  steps=$1
  step=0
  mkdir -p "$steps"
  awk -v folder="$steps" '/^```sh$/ { file = folder "/" ++number; next } /^```$/ { file = "" } file { print >file }' deploy/hetzner/README.md
}

# type_next: the block after the one that was typed last.
type_next() {
  step=$((step + 1))
  type_step "$step" cat
}

# type_step NUMBER FILTER: a block's first line says where it is typed.
type_step() {
  local words
  words=$("$2" <"$steps/$1" | stand_ins) || die "deploy/hetzner/README.md has no step $1."
  case $words in
  '# On the host, as root'*) said on_machine "set -eu
$words" ;;
  '# Here'*) said bash -euo pipefail -c "$words" ;;
  *) die "deploy/hetzner/README.md does not say where its step $1 is typed." ;;
  esac || die "deploy/hetzner/README.md, step $1: $(last_line)"
}

all_was_typed() {
  local number
  number=$(find "$steps" -type f | wc -l)
  [ "$step" -eq "$number" ] || die "deploy/hetzner/README.md has $number steps, and $step were typed."
  part 'The page' 'what' 'seen'
  row 'deploy/hetzner/README.md' "all $number blocks of commands were typed, in their order, and did what they say"
}
