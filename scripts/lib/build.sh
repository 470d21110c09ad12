# The binary, as cargo builds it; need_cargo and need_linker come first.

# build_backend [OPTIONS OF CARGO]: sets $quayside.
build_backend() {
  say 'Building the backend (the first time takes some minutes)'
  run cargo build --quiet --locked "$@" --manifest-path "$root/Cargo.toml" ||
    die 'cargo could not build the backend (see above).'
  find_backend
}

# The same, as it is shipped.
build_release() {
  say 'Building the release (this takes some minutes)'
  run cargo build --quiet --release --locked --manifest-path "$root/Cargo.toml" --package quayside ||
    die 'cargo could not build the release (see above).'
  find_backend release
}

# find_backend [PROFILE]
find_backend() {
  local target=${CARGO_TARGET_DIR:-$root/target}
  quayside=$target/${1:-debug}/quayside
  [ -x "$quayside" ] || die "The build left no $quayside."
}
