# The binary, as cargo builds it for development; need_cargo and need_linker come first.

# Sets $quayside.
build_backend() {
  say 'Building the backend (the first time takes some minutes)'
  run cargo build --quiet --locked --manifest-path "$root/Cargo.toml" ||
    die 'cargo could not build the backend (see above).'
  find_backend
}

find_backend() {
  local target=${CARGO_TARGET_DIR:-$root/target}
  quayside=$target/debug/quayside
  [ -x "$quayside" ] || die "The build left no $quayside."
}
