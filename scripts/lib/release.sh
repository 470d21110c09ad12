# The commands of scripts/release, whose results go to descriptor 3.

release_find() {
  name_release
  sign_in_to_registry
  if has_release; then
    say "The tree $tree has a release."
    print_release
  else
    say "The tree $tree has no release yet."
  fi
}

release_build() {
  name_release
  need_engine
  sign_in_to_registry
  local processor
  processor=$(docker version --format '{{.Server.Arch}}')
  build_image app "$processor"
  app_digest=$built
  build_image edge "$processor"
  edge_digest=$built
  try_images
  print_release
}

# After a run that was cut short it does the same again: the tags move, and what nobody signed does not count.
release_publish() {
  name_release
  sign_in_to_registry
  join_images app "$@"
  join_images edge "$@"
  find_digests || die "$images does not have what was just pushed to it."
  sign_image "$images/edge@$edge_digest"
  sign_image "$images/app@$app_digest"
  print_release
}

# One step, so that nothing can come between a release that is not well and its rollback.
release_deliver() {
  local host=$1 url=$2 digest=$3
  run "$root/scripts/deploy" "$host" "$digest"
  if run "$root/scripts/smoke" "$url"; then
    return 0
  fi
  warn "$url is not well with $digest: rolling back."
  run "$root/scripts/rollback" "$host" || die "The rollback failed too: $url needs somebody now."
  run "$root/scripts/smoke" "$url" || die "$url is not well after the rollback either: it needs somebody now."
  die "$url is well again, with what ran before; $digest was rolled back."
}

release_record() {
  name_release
  sign_in_to_registry
  sign_record "$images/app@$2" "$1"
  say "$2 is recorded as well in staging."
}

release_approved() {
  [ -n "$1" ] || die 'This tree has no release, so it was never in staging: it does not go to production.'
  name_release
  sign_in_to_registry
  read_record "$images/app@$1" >&3 ||
    die "$1 has no green record of staging, so it does not go to production: deploy the same tree to staging first."
}

print_release() {
  printf '%s\n' "app=$app_digest" "edge=$edge_digest" >&3
}
