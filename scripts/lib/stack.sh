# The whole thing as users meet it, for tests and screenshots: two servers on one
# database, one bucket and one Redis, one of them behind Caddy, a worker, and a mail server.

# start_test_postgres FOLDER: data that nobody keeps needs no fsync.
start_test_postgres() {
  cluster=$1/postgres/data
  postgres_options='-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300'
  need_postgres
  start_postgres
  say "$("$pg_bin/postgres" --version)"
  export PG_BIN_DIR=$pg_bin
  export TEST_DATABASE_URL=$database_server/postgres
}

# start_test_s3 FOLDER: a server, and an empty bucket.
start_test_s3() {
  export TEST_S3_BUCKET=quayside-test
  export TEST_S3_ACCESS_KEY_ID=quayside-test
  TEST_S3_SECRET_ACCESS_KEY=$(random_text 40)
  export TEST_S3_SECRET_ACCESS_KEY
  start_seaweedfs "$1/seaweedfs" "$TEST_S3_BUCKET"
  export TEST_S3_ENDPOINT=$s3_endpoint
}

# start_stack FOLDER: sets BASE_URL (through Caddy) and DIRECT_URL (a server alone, with the front end).
start_stack() {
  local folder=$1 caddy_port app_port direct_port
  mkdir -p "$folder"
  free_port && caddy_port=$port
  free_port && app_port=$port
  free_port && direct_port=$port
  start_redis "$folder"
  start_mail_catcher "$folder"
  stack_environment
  run "$quayside" migrate || die 'The database of the test stack could not be migrated (see above).'
  BASE_URL=http://localhost:$caddy_port
  DIRECT_URL=http://localhost:$direct_port
  export BASE_URL DIRECT_URL
  start_behind_caddy "$folder/app.log" "$app_port"
  start_alone "$folder/direct.log" "$direct_port"
  start "$folder/worker.log" env PUBLIC_URL="$BASE_URL" "$quayside" worker
  start_caddy "$folder" "$caddy_port" "$app_port"
}

stack_environment() {
  make_database quayside_stack
  serve_on 0
  name_commit
  export APP_ENV=local DATABASE_URL=$database_url BCRYPT_COST=4 LOG_FORMAT=text
  export STORAGE_URL=s3://$TEST_S3_BUCKET/stack S3_ENDPOINT=$TEST_S3_ENDPOINT
  export S3_ACCESS_KEY_ID=$TEST_S3_ACCESS_KEY_ID S3_SECRET_ACCESS_KEY=$TEST_S3_SECRET_ACCESS_KEY
  export REDIS_URL=$redis_url SMTP_URL=$smtp_url
  # The stories' receivers live here.
  export WEBHOOK_ALLOWED_NETWORKS=127.0.0.0/8
  SECRET_KEYS=$(secret signing-key 64)
  export SECRET_KEYS
}

start_behind_caddy() {
  start "$1" env PORT="$2" PUBLIC_URL="$BASE_URL" TRUSTED_PROXIES=127.0.0.1,::1 "$quayside" serve
  wait_for_url "http://127.0.0.1:$2/api/health/live" 60 "$pid" || die "The server did not start: see $1."
}

start_alone() {
  start "$1" env PORT="$2" PUBLIC_URL="$DIRECT_URL" FRONTEND_DIR="$root/frontend" "$quayside" serve
  wait_for_url "$DIRECT_URL/api/health/live" 60 "$pid" || die "The server did not start: see $1."
}

# Caddy's own data goes below the state folder, and its admin port is not everybody's 2019.
start_caddy() {
  free_port
  start "$1/caddy.log" env SITE_ADDRESS="$BASE_URL" UPSTREAM="127.0.0.1:$3" FRONTEND_DIR="$root/frontend" \
    CADDY_ADMIN="127.0.0.1:$port" XDG_DATA_HOME="$1/caddy" XDG_CONFIG_HOME="$1/caddy" \
    "$CADDY_BIN" run --config "$root/Caddyfile" --adapter caddyfile
  wait_for_url "$BASE_URL/api/health/live" 30 "$pid" || die "Caddy did not start: see $1/caddy.log."
}
