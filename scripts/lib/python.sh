# One virtual environment for the tools that pip carries, as pinned in scripts/requirements.txt.

# need_venv: all of scripts/requirements.txt.  need_venv NAME: only that line of it.
need_venv() {
  local wanted=$root/scripts/requirements.txt
  venv=$state/venv
  [ ! -e "$(venv_stamp "$wanted")" ] || return 0
  if [ $# -gt 0 ]; then
    wanted=$state/requirements-$1.txt
    grep "^$1==" "$root/scripts/requirements.txt" >"$wanted"
    [ ! -e "$(venv_stamp "$wanted")" ] || return 0
  fi
  need_python
  make_venv "$wanted"
  touch "$(venv_stamp "$wanted")"
}

# The file that says that these requirements, in these versions, are installed.
venv_stamp() {
  printf %s "$venv/installed-$(cksum <"$1" | cut -d ' ' -f 1)"
}

make_venv() {
  local log=$state/pip.log
  say "Installing Python tools into $venv"
  # An interpreter that has moved leaves a venv that cannot start.
  "$venv/bin/python" -c '' 2>/dev/null || python3 -m venv --clear "$venv" >"$log" 2>&1 ||
    die "Python could not make $venv: see $log."
  run "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$1" >"$log" 2>&1 ||
    die "pip could not install $1: see $log."
}
