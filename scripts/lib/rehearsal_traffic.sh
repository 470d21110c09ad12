# Fifty requests a second beside what is rehearsed; scripts/traffic says what became of each.

start_traffic() {
  traffic_report=$state/rehearse-deploy/traffic.json
  rm -f "$traffic_report"
  start "$state/rehearse-deploy/traffic.log" env PYTHONPATH="$root/scripts" SSL_CERT_FILE="$CURL_CA_BUNDLE" \
    EMAIL="$email" PASSWORD="$password" python3 -m traffic "$url" "$traffic_report"
  traffic=$pid
  sleep 4
}

# stop_traffic: it looks for every document before it ends.
stop_traffic() {
  sleep 4
  kill -TERM "$traffic"
  wait "$traffic" || die "The traffic did not come to its end: $(tail -n 3 "$state/rehearse-deploy/traffic.log")"
  forget "$traffic"
}

# told NAME: a figure of the report.
told() {
  python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$traffic_report" "$1"
}

# traffic_was WHAT OUTCOME…: besides good answers only those outcomes, and nothing was lost or came twice.
traffic_was() {
  local what=$1 one
  shift
  for one in refused broken wrong lost doubled unfinished; do
    case " $* " in
    *" $one "*) ;;
    *) [ "$(told "$one")" = 0 ] || die "$what: $(told "$one") $one: $(told examples)" ;;
    esac
  done
  row "$what" "$(summary "$@")"
}

summary() {
  local one
  printf '%s requests, %s answered well' "$(told asked)" "$(told well)"
  for one in "$@"; do
    printf ', %s %s' "$(told "$one")" "$one"
  done
  [ $# -gt 0 ] || printf ', **0 failed**'
  printf '; %s documents and projects promised, **%s lost**, %s twice; %s exports, %s not made; slowest %s s' \
    "$(told kept)" "$(told lost)" "$(told doubled)" "$(told jobs)" "$(told unfinished)" "$(told slowest)"
}
