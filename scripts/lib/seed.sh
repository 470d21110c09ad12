# The demo team, made through the API as anybody would make it.

# seed_demo FOLDER: three people, a project, and every file of FOLDER in it; once for each cluster.
# The project belongs to the first of them; the others have accounts.
seed_demo() {
  local marker=$cluster.seeded one
  demo_password=$(secret demo-password 12)
  [ ! -e "$marker" ] || return 0
  say 'Making the demo team'
  open_api "$PUBLIC_URL"
  make_person anna 'Anna Berg'
  make_person ben 'Ben Okafor'
  make_person chloe 'Chloe Martin'
  expect_status 200 sign_in anna@quayside.example "$demo_password"
  expect_status 201 api_json POST /v1/projects \
    '{"name":"Harbour extension","description":"Plans, figures and notes for the new quay"}' -H 'Idempotency-Key: demo-project'
  demo_project=$(field id)
  for one in "$1"/*; do
    upload_sample "$one"
  done
  sign_out
  touch "$marker"
}

make_person() {
  register "$1@quayside.example" "$2" "$demo_password"
  # An earlier run may have been interrupted right after it made this account.
  [ "$status" = 409 ] || [ "$status" = 201 ] ||
    die "The demo team could not be made, the server said $status: $answer"
}

upload_sample() {
  expect_status 201 api POST "/v1/projects/$demo_project/documents" \
    -F "file=@$1;type=$(media_type "$1")" -H "Idempotency-Key: demo-${1##*/}"
}

media_type() {
  case $1 in
  *.png) echo image/png ;;
  *.pdf) echo application/pdf ;;
  *.csv) echo text/csv ;;
  *) echo text/plain ;;
  esac
}
