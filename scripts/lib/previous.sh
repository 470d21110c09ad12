# The release before this one: what a deploy replaces, and a rollback brings back.

# A branch that is new has nothing before it, which GitHub tells as a row of zeros.
previous_commit=${PREVIOUS_COMMIT:-}
if [ -z "${previous_commit//0/}" ]; then
  previous_commit=c92e799265ccfad6358b0717ecb8da8fe4f4f64e
fi

# lay_out_previous FOLDER: its files, as they were released. What they built and installed there before stays, and
# would pass for up to date if they were as old as their commit.
lay_out_previous() {
  local commit
  commit=$(of_git rev-parse --quiet --verify "$previous_commit^{commit}") ||
    die "The commit $previous_commit is not in this clone: fetch it, or name another one."
  previous_commit=$commit
  mkdir -p "$1"
  find "$1" -mindepth 1 -maxdepth 1 ! -name target ! -name .local -exec rm -rf {} +
  of_git archive "$previous_commit" | tar -x -m -C "$1"
}

# add_migrations FOLDER: what is laid out there gets those that came since; sets $added, their names.
add_migrations() {
  local one
  for one in "$1"/backend/migrations/*/; do
    stays_as_applied "$one" "backend/migrations/$(basename "$one")"
  done
  migrations_since "$1"
  for one in "${added[@]}"; do
    cp -R "backend/migrations/$one" "$1/backend/migrations/"
  done
}

# migrations_since FOLDER: sets $added to the names of those that what is laid out there does not have.
migrations_since() {
  local one
  added=()
  for one in backend/migrations/*/; do
    one=$(basename "$one")
    [ -e "$1/backend/migrations/$one" ] || added+=("$one")
  done
}

# stays_as_applied THEIRS OURS: nobody applies it again, whatever becomes of it here. Comments may change.
stays_as_applied() {
  diff <(statements_of "$1") <(statements_of "$2") ||
    die "$2/up.sql was released, and is not what it was: put the change into a migration of its own."
}

statements_of() {
  grep -vE '^ *(--|$)' "$1/up.sql"
}
