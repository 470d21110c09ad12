# One virtual environment for the tools that pip carries, as pinned in scripts/requirements.txt.

venv_bin() {
  printf %s "$venv/bin"
}

# need_venv: all of scripts/requirements.txt.  need_venv NAME: only that line of it.
need_venv() {
  local wanted=$root/scripts/requirements.txt stamp
  venv=$state/venv
  if [ $# -gt 0 ]; then
    wanted=$state/requirements-$1.txt
    grep "^$1==" "$root/scripts/requirements.txt" >"$wanted"
  fi
  stamp=$venv/installed-$(cksum <"$wanted" | cut -d ' ' -f 1)
  if [ ! -e "$stamp" ]; then
    need_python
    make_venv "$wanted"
    touch "$stamp"
  fi
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
