# What the scripts say to people: plain lines, colour only on a terminal. That nobody listens any more, because a
# line to another machine broke, is no failure.

if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
  bold=$'\033[1m' red=$'\033[31m' green=$'\033[32m' plain=$'\033[0m'
else
  bold='' red='' green='' plain=''
fi

say() {
  printf '%s\n' "$*" || true
}

heading() {
  printf '\n%s== %s ==%s\n' "$bold" "$*" "$plain"
}

warn() {
  printf '%s%s%s\n' "$red" "$*" "$plain" >&2 || true
}

# One clear sentence, then the end.
die() {
  warn "$*"
  exit 1
}

say_ok() {
  printf '%sok%s    %s\n' "$green" "$plain" "$*" || true
}

say_failed() {
  printf '%sFAIL%s  %s\n' "$red" "$plain" "$*"
}
