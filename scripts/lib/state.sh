# Where everything that a run leaves behind lives: .local/ in the checkout.
# PostgreSQL refuses to run as root, so root starts it as $db_user, who must be
# able to walk to its data: where the checkout lies below a private folder, one
# named folder in /var/tmp takes the place of .local/.

# Sets $state and $db_user (empty: no need to become somebody else).
choose_state() {
  umask 022
  state=$root/.local
  db_user=''
  make_state_folder
  if [ "$(id -u)" -eq 0 ]; then
    choose_db_user
    as_db_user test -x "$state" || use_fallback_folder
  fi
  # Others may walk through, not look around.
  chmod 0711 "$state" 2>/dev/null || true
  [ -w "$state" ] || die "$state cannot be written by $(id -un): give it to this user or remove it."
}

choose_db_user() {
  db_user=nobody
  if id postgres >/dev/null 2>&1; then
    db_user=postgres
  fi
}

make_state_folder() {
  mkdir -p "$state" 2>/dev/null || die "$state cannot be made by $(id -un): the checkout must be writable."
}

use_fallback_folder() {
  rmdir "$state" 2>/dev/null || true
  state=/var/tmp/quayside-$(printf %s "$root" | cksum | cut -d ' ' -f 1)
  make_state_folder
  # Anybody may write to /var/tmp: a folder that somebody else put there is not ours to trust.
  if [ -L "$state" ] || [ ! -O "$state" ]; then
    die "$state belongs to somebody else: remove it and run this again."
  fi
  say "Data and processes live below $state, because the user $db_user cannot enter $root."
}

# Runs a command as $db_user, from a folder that everybody may enter.
as_db_user() {
  if [ -z "$db_user" ]; then
    (cd / && exec "$@")
  elif command -v setpriv >/dev/null; then
    (cd / && exec setpriv --reuid "$db_user" --regid "$(id -g "$db_user")" --clear-groups env HOME=/ "$@")
  else
    (cd / && exec sudo -n -u "$db_user" env HOME=/ "$@")
  fi
}
