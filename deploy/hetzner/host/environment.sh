# One environment: its folder, its compose project, and which release is in which slot.

# open_environment NAME
open_environment() {
  [[ $1 =~ ^[a-z]+$ ]] && [ -r "$home/$1/settings" ] || die "There is no environment \"$1\" on this host."
  environment=$1
  folder=$home/$environment
  project=$prefix-$environment
  repository=$(setting APP_REPOSITORY)
  public_url=$(setting PUBLIC_URL)
}

# setting NAME [FILE]: what the environment's settings say, or those of another file.
setting() {
  sed -n "s/^$1=//p" "${2:-$folder/settings}"
}

# One deploy or rollback at a time. The lock goes with the process and what it has started, whatever ends it.
lock_environment() {
  exec 9>"$folder/lock"
  flock --nonblock 9 || die "Another deploy or rollback of $environment is running: wait for it."
}

# compose …: of this environment. `candidate` is the image of the slot that is being filled.
compose() {
  env QUAYSIDE_HOME="$home" SETTINGS="$folder/settings" BLUE_IMAGE="$(image_in blue)" GREEN_IMAGE="$(image_in green)" \
    STEP_IMAGE="${STEP_IMAGE:-${candidate:-$(image_of current)}}" \
    docker compose --project-name "$project" --project-directory "$share" --env-file "$folder/settings" \
    --file "$share/compose.yaml" --file "$share/deploy/hetzner/compose.yaml" --progress quiet "$@"
}

# image_in SLOT
image_in() {
  if [ "$1" = "${filled:-}" ]; then
    printf %s "$candidate"
  else
    sed -n "s/^[a-z]* $1 //p" "$folder/releases" 2>/dev/null | head -n 1
  fi
}

# slot_of current|previous, and image_of: nothing where there is none yet.
slot_of() {
  release_line "$1" 2
}

image_of() {
  release_line "$1" 3
}

release_line() {
  awk -v which="$1" -v column="$2" '$1 == which { print $column }' "$folder/releases" 2>/dev/null || true
}

# other_slot: the one that does not serve.
other_slot() {
  if [ "$(slot_of current)" = blue ]; then
    printf green
  else
    printf blue
  fi
}

# The candidate is current from now on: one file, put in place whole.
record_release() {
  {
    printf 'current %s %s\n' "$filled" "$candidate"
    [ -z "$(image_of current)" ] || printf 'previous %s %s\n' "$(slot_of current)" "$(image_of current)"
  } >"$folder/releases.new"
  mv "$folder/releases.new" "$folder/releases"
}
