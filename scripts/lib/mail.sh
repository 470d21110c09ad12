# A mail server for the tests, which keeps what it gets and shows it by HTTP.

# start_mail_catcher FOLDER: sets $smtp_url, and MAIL_URL for the tests.
start_mail_catcher() {
  local smtp_port http_port log=$1/mail.log
  free_port && smtp_port=$port
  free_port && http_port=$port
  smtp_url="smtp://127.0.0.1:$smtp_port?tls=none"
  export MAIL_URL=http://127.0.0.1:$http_port
  start "$log" "$venv/bin/python" "$root/scripts/mail-catcher" "$smtp_port" "$http_port"
  wait_for_url "$MAIL_URL" 30 "$pid" || die "The mail catcher did not start: see $log."
}
