# The images of releases: where they come from, and when they go.

# Its origin is judged before anything of it runs.
fetch() {
  step 'signed by us' verify
  printf '%s\n' "$candidate" >"$folder/candidate"
  step 'pulled' pull
}

pull() {
  docker pull --quiet "$candidate" >/dev/null || die 'The release could not be pulled.'
}

verify() {
  verify_by "$folder/settings" "$candidate"
}

# verify_by SETTINGS IMAGE: they say whose signature counts.
verify_by() {
  local said
  said=$(VERIFY_KEY=$(setting VERIFY_KEY "$1") VERIFY_REPOSITORY=$(setting VERIFY_REPOSITORY "$1") "$share/scripts/verify" "$2" 2>&1) || die "$said"
}

# forget_images: those that no environment of this host runs, may go back to, or is about to run.
forget_images() {
  local one
  docker image ls --format '{{.Repository}}@{{.Digest}}' --digests "$repository" | grep '@sha256:' | sort -u | while read -r one; do
    grep -qF "$one" "$home"/*/releases "$home"/*/candidate 2>/dev/null || docker image rm "$one" >/dev/null 2>&1 ||
      warn "An old image could not be removed: $one"
  done
}
