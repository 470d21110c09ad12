#!/bin/sh
# What `init` in compose.yaml runs: makes the secrets that are not there yet, one file each, and
# never changes one that is. A file belongs to root and is readable by one group, that of the
# service that needs it: PostgreSQL cannot read the object store's keys, nor the other way round.
set -eu
umask 077
cd /secrets

main() {
  keep postgres_password "$postgres" "$(random)"
  keep database_owner_password "$postgres" "$(random)"
  keep database_password "$postgres" "$(random)"
  keep migration_database_url "$migrate" "postgres://quayside_owner:$(cat database_owner_password)@postgres/quayside"
  keep database_url "$app" "postgres://quayside:$(cat database_password)@postgres/quayside"
  keep secret_keys "$app" "$(random)"
  keep s3_access_key_id "$app" "$(random | cut -c 1-20)"
  keep s3_secret_access_key "$app" "$(random)"
  keep redis_url "$app" "redis://quayside:$(random)@redis"
  keep redis.acl "$redis" "$(redis_users)"
  keep storage.json "$storage" "$(storage_settings)"
  chmod 711 /secrets
  chown "$storage:$storage" /objects
}

# keep NAME GROUP TEXT: written whole or not at all, so that a run that was cut short can be repeated.
keep() {
  if [ ! -e "$1" ]; then
    printf '%s\n' "$3" >"$1.new"
    mv "$1.new" "$1"
    echo "made $1"
  fi
  chgrp "$2" "$1"
  chmod 640 "$1"
}

# 32 bytes, as hexadecimal digits.
random() {
  head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n'
}

# The application may use its bucket, and neither make nor remove buckets.
storage_settings() {
  cat <<END
{
  "identities": [
    {
      "name": "quayside",
      "credentials": [
        { "accessKey": "$(cat s3_access_key_id)", "secretKey": "$(cat s3_secret_access_key)" }
      ],
      "actions": ["Read:documents", "Write:documents", "List:documents"]
    }
  ]
}
END
}

# Redis knows a password by its hash alone. Whoever has none may ask whether it runs.
redis_users() {
  cat <<END
user default on nopass -@all +ping
user quayside on #$(password_of redis_url | sha256sum | cut -d ' ' -f 1) ~quayside:* &quayside:* +@read +@write +@pubsub +@scripting +@connection -@dangerous
END
}

password_of() {
  sed 's/.*:\(.*\)@.*/\1/' "$1" | tr -d '\n'
}

# The groups that the services run as.
app=10001
migrate=10002
redis=10003
postgres=999
storage=1000
main
