# What workers make, as far as people see it: through the edge, by the API.

look_at_work() {
  part 'Work behind the scenes, through the edge' 'what' 'seen'
  follow_events
  make_file exports 'application/zip'
  python3 -c 'import sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
sys.exit(archive.testzip() or not {"kept.bin", "harbour.png", "MANIFEST.sha256"} <= set(archive.namelist()))' "$api_work/answer" ||
    die 'The archive is not whole.'
  row 'a project as a ZIP archive' "made, downloaded and read after $made_in: every document and the manifest are in it"
  make_file reports 'application/pdf'
  [ "$(head -c 5 "$api_work/answer")" = '%PDF-' ] || die 'The report is no PDF.'
  row 'a report' "made and downloaded after $made_in, $(wc -c <"$api_work/answer") bytes of PDF"
  wait_until 30 mail_tells_of_files || die 'Nobody was told by mail that the files are ready.'
  row 'mail about them' 'caught by the service mail'
  events_have_come || die "The stream of events did not tell of the export: $(cat "$api_work/events")"
  row 'the stream of events' 'told of the job as it went on, not buffered on the way'
}

# make_file WHAT MEDIA-TYPE: leaves it in the last answer, and sets $made_in.
make_file() {
  local began job
  began=$(now)
  expect_status 202 api POST "/v1/projects/$project_id/$1"
  job=$(field id)
  wait_until 60 result_is_there "$job" || die "60 s after they were asked for, there are no $1: $answer"
  made_in=$(since "$began")
  [ "$(curl -s -o /dev/null -w '%{content_type}' --config "$api_work/credentials" "$api_url/v1/jobs/$job/result")" = "$2" ] ||
    die "What was made of $1 is no $2."
}

result_is_there() {
  api GET "/v1/jobs/$1/result"
  [ "$status" = 200 ]
}

# For as long as what follows takes, and a minute at most.
follow_events() {
  start "$api_work/events" curl -sN --max-time 60 --config "$api_work/credentials" "$api_url/v1/events"
}

events_have_come() {
  grep '"kind":"export"' "$api_work/events" | grep -q '"state":"succeeded"'
}

mail_tells_of_files() {
  [ "$(curl -fs "http://localhost:$MAIL_PORT/messages" | grep -o '"subject": *"Your file is ready"' | wc -l)" -ge 2 ]
}
