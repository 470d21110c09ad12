# A real S3 server for the tests: SeaweedFS, as pip carries it.

# start_seaweedfs FOLDER BUCKET: sets $s3_endpoint. `weed mini` opens a dozen
# ports; each is given a free one, so that two runs do not meet.
start_seaweedfs() {
  local folder=$1 bucket=$2 name ports='' s3_port=''
  mkdir -p "$folder/data"
  for name in master.port master.port.grpc filer.port filer.port.grpc volume.port volume.port.grpc \
    s3.port s3.port.grpc s3.port.iceberg s3.port.lance admin.port admin.port.grpc debug.port; do
    free_port
    ports="$ports -$name=$port"
    [ "$name" = s3.port ] && s3_port=$port
  done
  s3_endpoint=http://127.0.0.1:$s3_port
  # shellcheck disable=SC2086 # a list of options
  start "$folder/log" env HOME="$folder" AWS_ACCESS_KEY_ID="$TEST_S3_ACCESS_KEY_ID" AWS_SECRET_ACCESS_KEY="$TEST_S3_SECRET_ACCESS_KEY" \
    "$venv/bin/weed" mini -dir="$folder/data" -ip=127.0.0.1 -ip.bind=127.0.0.1 $ports \
    -bucket="$bucket" -admin.ui=false -webdav=false -master.telemetry=false
  wait_for_url "$s3_endpoint/healthz" 60 "$pid" || die "SeaweedFS did not start: see $folder/log."
  wait_for_bucket "$bucket" "$pid" || die "SeaweedFS did not make the bucket $bucket: see $folder/log."
}

# The server is up a moment before its bucket is.
wait_for_bucket() {
  local deadline=$((SECONDS + 30))
  until echo "user = \"$TEST_S3_ACCESS_KEY_ID:$TEST_S3_SECRET_ACCESS_KEY\"" |
    curl -fs -o /dev/null --config - --aws-sigv4 aws:amz:us-east-1:s3 "$s3_endpoint/$1?max-keys=1"; do
    kill -0 "$2" 2>/dev/null && [ "$SECONDS" -lt "$deadline" ] || return 1
    sleep 0.2
  done
}
