# The images of a release, in a registry. Tags are for finding them; trusted are digests that are signed.

# Sets $tree, the name of what is built, and $images, where it is kept.
name_release() {
  [ -n "${IMAGES:-}" ] || die 'IMAGES is not set: say where the images are, such as ghcr.io/OWNER/REPOSITORY.'
  [ -n "${GITHUB_REPOSITORY:-}" ] || die 'GITHUB_REPOSITORY is not set: say whose workflows sign, as OWNER/REPOSITORY.'
  # A registry knows no capital letters, an owner may have some.
  images=$(tr '[:upper:]' '[:lower:]' <<<"$IMAGES")
  [ -z "$(of_git status --porcelain)" ] || die 'This checkout differs from its commit: a release is made of what is committed.'
  tree=$(of_git rev-parse 'HEAD^{tree}')
}

of_git() {
  git -c safe.directory="$root" -C "$root" "$@"
}

sign_in_to_registry() {
  [ -n "${REGISTRY_TOKEN:-}" ] || return 0
  docker login "${images%%/*}" --username "$REGISTRY_USER" --password-stdin <<<"$REGISTRY_TOKEN"
}

# Both images are there, and signed for this very tree.
has_release() {
  find_digests && is_signed "$images/edge@$edge_digest" && is_signed "$images/app@$app_digest"
}

# Sets $app_digest and $edge_digest.
find_digests() {
  find_digest "$images/app:tree-$tree"
  app_digest=$found
  find_digest "$images/edge:tree-$tree"
  edge_digest=$found
  [ -n "$app_digest" ] && [ -n "$edge_digest" ]
}

# find_digest IMAGE: sets $found, empty where there is no such tag. A registry that does not answer is another case.
find_digest() {
  local problem=$scratch/problem
  if found=$(docker buildx imagetools inspect --format '{{json .Manifest}}' "$1" 2>"$problem" | jq -er .digest); then
    return 0
  fi
  grep -qiE 'not found|(manifest|name) unknown' "$problem" || die "Nobody can say whether there is $1: $(cat "$problem")"
  found=''
}

# build_image PART PROCESSOR: pushed with the list of what is in it and the story of how it was made, and
# without a tag. Sets $built, its digest. What counts as its age is the commit's: from it a deploy is reckoned.
build_image() {
  local told=$scratch/build.json
  docker buildx inspect quayside-release >/dev/null 2>&1 ||
    docker buildx create --name quayside-release --driver docker-container
  run docker buildx build "$root" --builder quayside-release --target "$1" --platform "linux/$2" \
    --build-arg "GIT_COMMIT=$(of_git rev-parse HEAD)" \
    --label "org.opencontainers.image.created=$(of_git log -1 --format=%cI)" --sbom=true --provenance=mode=max \
    --output "type=image,name=$images/$1,push-by-digest=true,name-canonical=true,push=true" \
    --metadata-file "$told"
  built=$(jq -r '."containerimage.digest"' "$told")
}

# The desk of compose.yaml, in exactly the images that were pushed.
try_images() {
  free_port
  open_project "quayside-release-$(random_text 8)"
  unset APP_ENV PUBLIC_URL REGISTRATION SMTP_URL MAIL_FROM
  export HTTP_PORT=$port
  free_port
  export HTTPS_PORT=$port
  fetch_image app "$app_digest" "$app_image"
  fetch_image edge "$edge_digest" "$edge_image"
  run compose up --detach --wait --no-build || die 'The desk does not come up in these images.'
  run "$root/scripts/smoke" "http://localhost:$HTTP_PORT"
}

# fetch_image PART DIGEST NAME
fetch_image() {
  run docker pull --quiet "$images/$1@$2"
  docker tag "$images/$1@$2" "$3"
}

# join_images PART NAME=DIGEST…: one image of those that are called like the part, one for each processor.
join_images() {
  local part=$1 one sources=()
  shift
  for one in "$@"; do
    case $one in
    "$part"=sha256:?*) sources+=("$images/$part@${one#*=}") ;;
    app=sha256:?* | edge=sha256:?*) ;;
    *) die "$one is nothing that \"scripts/release build\" prints." ;;
    esac
  done
  run docker buildx imagetools create --tag "$images/$part:tree-$tree" "${sources[@]}"
}
