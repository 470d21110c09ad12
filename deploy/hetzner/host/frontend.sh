# The files of a front end: each release's below a path of its own, which is never changed again.

# release_id IMAGE: short, and the same whenever the same image comes.
release_id() {
  printf %s "${1##*:}" | cut -c 1-12
}

# publish_frontend IMAGE: copies it out of the image, where nobody asks for it yet.
publish_frontend() {
  local id target
  id=$(release_id "$1")
  target=$home/frontend/$environment/releases/$id
  [ ! -d "$target" ] || return 0
  rm -rf "$target.new"
  mkdir -p "$target.new"
  copy_out "$1" "$target.new" || die 'The front end could not be copied out of the image.'
  # A page names its modules and styles below its own release. What is fetched by other names is never kept.
  sed -i -E "s#(src|href)=\"/(main|lib|styles)#\1=\"/releases/$id/\2#" "$target.new/index.html" || die 'The front end has no page.'
  mv "$target.new" "$target" || die 'The front end could not be laid ready.'
}

# copy_out IMAGE FOLDER
copy_out() {
  local holder status=0
  holder=$(docker create "$1")
  docker cp "$holder:/srv/frontend" - | tar -x -C "$2" --strip-components 1 --no-same-owner || status=$?
  docker rm "$holder" >/dev/null
  return "$status"
}

# point_frontend IMAGE: from now on its pages are served. One rename, nothing is ever half there.
point_frontend() {
  local site=$home/frontend/$environment
  ln -sfn "releases/$(release_id "$1")" "$site/current.new"
  mv -T "$site/current.new" "$site/current" || die 'The front end could not be put in place.'
}

# Open tabs have modules of the release that they came from: it stays until the second one after it.
forget_frontends() {
  local one
  for one in "$home/frontend/$environment/releases"/*; do
    case ${one##*/} in
    "$(release_id "$(image_of current)")" | "$(release_id "$(image_of previous)")") ;;
    *) rm -rf "$one" || warn "An old front end could not be removed: $one" ;;
    esac
  done
}
