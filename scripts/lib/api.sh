# The API by curl. Passwords and tokens go through files and stdin: a command line is for everybody to read.

# open_api URL: calls go to URL/api; what they need lives in a private temporary folder.
open_api() {
  api_url=${1%/}/api
  api_work=$(umask 077 && mktemp -d "${TMPDIR:-/tmp}/quayside.XXXXXX")
  : >"$api_work/credentials"
  on_exit close_api
}

close_api() {
  rm -rf "$api_work"
}

# api METHOD PATH [CURL OPTIONS]: sets $status and $answer; 000 when nobody answered.
api() {
  local method=$1 path=$2
  shift 2
  status=$(curl -sS --max-time 120 --config "$api_work/credentials" --cookie-jar "$api_work/cookies" --cookie "$api_work/cookies" \
    -X "$method" -o "$api_work/answer" -w '%{http_code}' "$@" "$api_url$path" 2>"$api_work/problem") || status=000
  if [ "$status" = 000 ]; then
    answer=$(cat "$api_work/problem")
  else
    # A picture's NUL bytes are nothing that a variable could hold.
    answer=$(head -c 4000 "$api_work/answer" 2>/dev/null | LC_ALL=C tr -d '\000')
  fi
}

# api_json METHOD PATH BODY [CURL OPTIONS]
api_json() {
  local method=$1 path=$2 body=$3
  shift 3
  api "$method" "$path" -H 'Content-Type: application/json' --data-binary @- "$@" <<<"$body"
}

# expect_status STATUS COMMAND…: the call must be answered so. Of its words only the first two are told: no password.
expect_status() {
  local wanted=$1
  shift
  "$@"
  [ "$status" = "$wanted" ] || die "$1 ${2:-}: the server should have answered $wanted, and said $status: $answer"
}

# field NAME: the first text of that name in the last answer; nothing if there is none.
field() {
  printf %s "$answer" | grep -o "\"$1\" *: *\"[^\"]*\"" | head -n 1 | sed 's/^.*: *"\(.*\)"$/\1/' || true
}

# quoted TEXT: as a JSON string.
quoted() {
  local text=${1//\\/\\\\}
  printf '"%s"' "${text//\"/\\\"}"
}

# register EMAIL NAME PASSWORD
register() {
  api_json POST /v1/auth/register "{\"email\":$(quoted "$1"),\"name\":$(quoted "$2"),\"password\":$(quoted "$3")}"
}

# sign_in EMAIL PASSWORD: later calls carry the token it gave.
sign_in() {
  api_json POST /v1/auth/login "{\"email\":$(quoted "$1"),\"password\":$(quoted "$2")}"
  printf 'header = "Authorization: Bearer %s"\n' "$(field access_token)" >"$api_work/credentials"
  # Nobody prints a token by printing the last answer.
  [ "$status" != 200 ] || answer='(a session)'
}

sign_out() {
  api POST /v1/auth/logout -H 'Sec-Fetch-Site: same-origin'
  : >"$api_work/credentials"
}
