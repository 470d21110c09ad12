# Staging beside production on the machine of `scripts/rehearse host`: one edge, and nothing else in common.

# The README's steps from the settings to the key, typed again with the other name.
share_with_staging() {
  local edge_before number of_production=$password
  part 'Staging on the same host' 'what' 'seen'
  edge_before=$(edge_process)
  start_probes /v1/me /v1/projects
  for number in 2 3 4 5 6; do
    type_step "$number" as_staging
    [ "$number" != 5 ] || password=$(last_line)
  done
  stop_probes
  # A connection that is made in the moment when the edge reads its sites again may be refused: that was seen once.
  probes_saw_only 200 000
  [ "$(cat "$api_work"/probe.* | awk '$2 == "000"' | wc -l)" -le 2 ] || die "More than a moment was lost: $(probed_answers)"
  row 'the steps from the settings to the key, with "staging"' "typed; meanwhile production answered $(probed_answers)"
  [ "$(edge_process)" = "$edge_before" ] || die 'The edge was started anew.'
  row 'the edge' 'the same process, which learned of the new site'
  is_well staging
  password=$of_production
  nothing_in_common
  keep_to_themselves
}

edge_process() {
  on_machine "docker inspect --format '{{.State.Pid}} {{.State.StartedAt}}' quayside-edge-edge-1"
}

# By the engine's word, and by what a server of staging can reach.
nothing_in_common() {
  local shared
  shared=$(comm -12 <(belongings staging) <(belongings production))
  [ -z "$shared" ] || die "Staging and production share $shared."
  row 'networks and volumes' "$(belongings staging | wc -l) of staging, $(belongings production | wc -l) of production, none of both"
  reaches_database production || die 'A server of production does not reach its database.'
  ! reaches_database staging || die "A server of staging reaches production's database."
  row "production's database" 'is reached by a server of production, and not by one of staging'
}

# belongings ENVIRONMENT: of all its containers.
# shellcheck disable=SC2016 # the engine's templates have variables of their own
belongings() {
  on_machine "docker ps --all --quiet --filter name=^quayside-$1- | xargs docker inspect --format \
    '{{range .Mounts}}{{println .Name}}{{end}}{{range "'$name, $one'" := .NetworkSettings.Networks}}{{println "'$name'"}}{{end}}'" |
    grep -vx 'none\|' | sort -u
}

# reaches_database ENVIRONMENT: production's, from one of its own servers.
reaches_database() {
  on_machine "docker exec quayside-$1-blue-1 timeout 3 bash -c 'exec 3<>/dev/tcp/$(address_in_production)/5432'" 2>/dev/null
}

address_in_production() {
  on_machine "docker inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' quayside-production-postgres-1"
}

# The key of staging is for staging, whatever it is used for.
keep_to_themselves() {
  local before
  before=$(production_state)
  ! said "$root/scripts/rollback" deploy@staging.example.com || die 'There should have been nothing to go back to in staging.'
  ! said ssh -o BatchMode=yes deploy@staging.example.com rollback production rehearsal || die "The key of staging reaches production."
  said "$root/scripts/deploy" deploy@staging.example.com "$previous" || die "The key of staging does not reach staging: $(last_line)"
  [ "$(production_state)" = "$before" ] || die 'The key of staging changed production.'
  row 'the key of staging' "reaches staging alone: \"$(shortly)\""
}

production_state() {
  on_machine 'cat /opt/quayside/production/releases; docker ps --no-trunc --quiet --filter name=^quayside-production- | sort'
}

# count_images: production goes on by two releases. What staging serves stays, though production is done with it.
count_images() {
  part 'Images on the host' 'after' 'seen'
  goes_on_to "$third"
  images_are "$previous" "$third"
  row 'a deploy to production, after which nobody may go back to one of three' 'that one is gone'
  goes_on_to "$next"
  images_are "$previous" "$third" "$next"
  row 'another one, after which only staging serves the oldest' 'all three are there'
}

goes_on_to() {
  said "$root/scripts/deploy" deploy@desk.example.com "$1" || die "The release could not be deployed: $(last_line)"
}

# images_are DIGEST…: those of releases, and no other.
images_are() {
  local seen
  seen=$(on_machine "docker image ls --digests --format '{{.Digest}}' $registry/quayside-app" | sort -u)
  [ "$seen" = "$(printf '%s\n' "$@" | sort -u)" ] || die "The host should have the images $*, and has $seen."
}
