# Finding what is missing, and installing it: apt on Debian and Ubuntu, Homebrew on macOS.

assume_yes=${assume_yes:-no}

has() {
  command -v "$1" >/dev/null 2>&1
}

# install_packages WHAT APT-PACKAGES BREW-PACKAGES: asks first, unless --yes or no terminal.
install_packages() {
  local what=$1 packages
  if has apt-get; then
    packages=$2
    may_install "$what" "apt-get install $packages"
    apt_install "$packages"
  elif has brew; then
    packages=$3
    may_install "$what" "brew install $packages"
    # shellcheck disable=SC2086 # a list of names
    brew install --quiet $packages || die "Homebrew could not install $packages (see above)."
  else
    die "$what is missing, and there is neither apt-get nor brew to install it with."
  fi
}

may_install() {
  local answer
  if [ "$assume_yes" = yes ] || [ ! -t 0 ] || [ ! -t 1 ]; then
    say "Installing $1: $2"
    return
  fi
  printf '%s is missing. Run "%s" now? [Y/n] ' "$1" "$2"
  read -r answer || answer=n
  case $answer in
  '' | y | Y | yes) ;;
  *) die "$1 is missing: install it with \"$2\", then run this again." ;;
  esac
}

# apt_install PACKAGES: waits for another apt, and asks no question.
apt_install() {
  local log=$state/apt.log
  as_root true || die "Installing needs root: run \"sudo apt-get install $1\", then this again."
  # shellcheck disable=SC2086 # a list of names
  if ! {
    as_root apt-get -o DPkg::Lock::Timeout=600 update -qq &&
      as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 install -y -qq --no-install-recommends $1
  } </dev/null >"$log" 2>&1; then
    tail -n 5 "$log" >&2
    die "apt-get could not install $1: the whole story is in $log."
  fi
}

# Asks for a password only where somebody can type it.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif [ -t 0 ] && has sudo; then
    sudo "$@"
  else
    sudo -n "$@" 2>/dev/null
  fi
}

need_curl() {
  has curl || install_packages curl 'curl ca-certificates' curl
}

need_git() {
  has git || install_packages git git git
}

need_jq() {
  has jq || install_packages jq jq jq
}

need_ssh() {
  has ssh-agent || install_packages 'an SSH client' openssh-client openssh
}

need_python() {
  if ! has python3 || ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    install_packages 'Python 3 with venv' 'python3 python3-venv' python
  fi
}

# Rust is never installed behind somebody's back.
need_cargo() {
  if ! has cargo && [ -x "$HOME/.cargo/bin/cargo" ]; then
    PATH=$HOME/.cargo/bin:$PATH
  fi
  has cargo || die 'Rust is missing: install it as https://rustup.rs says (or "brew install rust"), then run this again.'
}

# The compiler's linker, and libpq, which diesel links.
need_linker() {
  has cc || install_packages 'a C compiler' build-essential gcc
  can_link_libpq && return
  if has brew; then
    has_brew_libpq || install_packages libpq '' libpq
    PQ_LIB_DIR=$(brew --prefix libpq)/lib
    export PQ_LIB_DIR
  else
    install_packages libpq libpq-dev ''
  fi
}

can_link_libpq() {
  [ -n "${PQ_LIB_DIR:-}" ] || echo 'int main(void) { return 0; }' | cc -x c - -o /dev/null -lpq 2>/dev/null
}

has_brew_libpq() {
  [ -d "$(brew --prefix libpq 2>/dev/null)/lib" ]
}

# Playwright and the test runner need Node 20; Debian 12 has 18.
need_node() {
  if ! has node || ! has npm; then
    install_packages 'Node.js 20' 'nodejs npm' node
  fi
  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] ||
    die "Node.js $(node --version) is too old for the tests: install version 20 or newer (https://nodejs.org)."
}

# Sets $chromium. Fonts belong to it: without them every letter is a box.
need_chromium() {
  find_chromium || install_packages 'Chromium' 'chromium fonts-noto-core fonts-noto-color-emoji' '--cask chromium'
  find_chromium || die 'Chromium was installed but is not found: set CHROMIUM_BIN to its binary.'
  need_font 'noto.*emoji' 'fontconfig fonts-noto-core fonts-noto-color-emoji'
}

# need_font PATTERN APT-PACKAGES: macOS brings all that we show.
need_font() {
  local fonts
  has apt-get || return 0
  fonts=$(fc-list 2>/dev/null || true)
  grep -qi "$1" <<<"$fonts" || install_packages fonts "$2" ''
}

# need_report_fonts: the faces of backend/fonts/faces.txt. Without them everything works but reports.
need_report_fonts() {
  has_report_fonts && return
  if has apt-get; then
    install_packages 'Fonts for reports' 'fonts-noto-core fonts-droid-fallback fonts-nanum' ''
  fi
  has_report_fonts ||
    warn "Reports cannot be made in all scripts: put the fonts that backend/fonts/faces.txt names (Noto, Droid Sans Fallback, Nanum: all free) below ${FONTS_DIR:-/usr/share/fonts}, or set FONTS_DIR to where they are."
}

has_report_fonts() {
  local fonts face
  fonts=$(find -L "${FONTS_DIR:-/usr/share/fonts}" -type f 2>/dev/null || true)
  while IFS= read -r face; do
    grep -q "/$face\$" <<<"$fonts" || return 1
  done <"$root/backend/fonts/faces.txt"
}

# The tests read reports with it.
need_pdftotext() {
  has pdftotext || install_packages pdftotext poppler-utils poppler
}

find_chromium() {
  local one
  for one in "${CHROMIUM_BIN:-}" chromium chromium-browser google-chrome-stable google-chrome \
    '/Applications/Chromium.app/Contents/MacOS/Chromium' \
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'; do
    if [ -n "$one" ] && chromium=$(command -v "$one"); then
      return 0
    fi
  done
  return 1
}
