#!/bin/bash
# PostgreSQL's image runs this once, on an empty volume. `quayside_owner` owns the schema and
# migrates it; `quayside`, as whom the server works, can change rows and nothing else.
set -euo pipefail

psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username postgres --dbname postgres <<'SQL'
\set owner_password `cat /secrets/database_owner_password`
\set password `cat /secrets/database_password`
create role quayside_owner login password :'owner_password';
create role quayside login password :'password';
create database quayside owner quayside_owner;
revoke all on database quayside from public;
grant connect, temporary on database quayside to quayside;

\connect quayside
alter schema public owner to quayside_owner;
grant usage on schema public to quayside;
alter default privileges for role quayside_owner in schema public
  grant select, insert, update, delete on tables to quayside;
alter default privileges for role quayside_owner in schema public
  grant usage on sequences to quayside;
SQL
