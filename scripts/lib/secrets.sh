# Secrets are made on the first run, one file each, and never leave the state folder.

# random_text N: N letters and digits.
random_text() {
  local text=''
  while [ "${#text}" -lt "$1" ]; do
    text+=$(head -c $(($1 * 8)) /dev/urandom | LC_ALL=C tr -dc 'a-z0-9')
  done
  printf %s "${text:0:$1}"
}

# secret NAME N: the text kept under NAME, made with N characters if there is none yet.
secret() {
  local file=$state/secrets/$1
  if [ ! -s "$file" ]; then
    (umask 077 && mkdir -p "$state/secrets" && random_text "$2" >"$file")
  fi
  cat "$file"
}
