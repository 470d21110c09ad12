# The invariants of docs/ARCHITECTURE.md that a grep can see, by their numbers there.

# rust_lines PATTERN [EXCEPT]: file:line:text of the backend's sources, comments left out.
rust_lines() {
  grep -rnE --include='*.rs' "$1" backend/src | grep -vE "^[^:]+:[0-9]+: *//|$2" || true
}

# frontend_lines PATTERN: of what the browser runs; whoever calls it filters further.
frontend_lines() {
  grep -rniE --include='*.js' --include='*.html' --exclude-dir=vendor --exclude-dir=tests --exclude-dir=node_modules "$1" frontend || true
}

sql_has_its_rooms() {
  rust_lines '\bdiesel::' '^backend/src/(.*/)?(model|schema|error|db)(\.rs|/)|^backend/src/jobs/' |
    nothing_found 'Invariant 1: diesel only in model.rs, jobs/, db/, error.rs, schema.rs'
}

http_has_its_rooms() {
  rust_lines '\bactix_web::' '^backend/src/(.*/)?(handlers(/.*)?|mod|error)\.rs|^backend/src/(http/|cli/|metrics/|(router|main|server)\.rs)' |
    nothing_found 'Invariant 2: actix_web only in handlers.rs, mod.rs, http/, router.rs, error.rs, and the files that start servers'
}

environment_is_read_once() {
  rust_lines '\benv::(var|vars|var_os|vars_os|set_var|remove_var)\b' '^backend/src/config[./]' |
    nothing_found 'Invariant 3: only config reads the environment'
}

no_token_in_storage() {
  frontend_lines '(local|session)Storage' | { grep -iE 'token|bearer|password' || true; } |
    nothing_found 'Invariant 9: no token in storage that scripts can read'
}

markup_in_one_file() {
  frontend_lines '\.(innerHTML|outerHTML)\b|insertAdjacentHTML|document\.write' | { grep -v '^frontend/lib/html\.js:' || true; } |
    nothing_found 'Invariant 10: markup from text only in frontend/lib/html.js'
}

documents_are_parsed_in_one_room() {
  rust_lines '\b(image|hayro|quick_xml)::' '^backend/src/renditions/' |
    nothing_found 'Invariant 13: decoders only in renditions/, whose child runs them'
}

reports_are_set_in_one_room() {
  rust_lines '\btypst(_[a-z]+)?::' '^backend/src/reports/' |
    nothing_found 'Invariant 13: typst only in reports/, whose child runs it'
}

redis_has_its_room() {
  rust_lines '(^|[^a-z_:])(::)?redis::' '^backend/src/redis/' |
    nothing_found 'Invariant 14: only redis/ speaks to Redis'
}

mail_has_its_room() {
  rust_lines '\blettre::' '^backend/src/(mail/|config/mail\.rs)' |
    nothing_found 'Invariant 19: only mail/ speaks to mail servers'
}

no_big_files() {
  our_files | while IFS= read -r one; do
    if [ -f "$one" ]; then find "$one" -size +2048k; fi
  done |
    nothing_found 'Larger than 2 MiB:'
}

# The brackets keep this file out of its own net.
no_machine_paths() {
  our_files | grep -vE '^(frontend/vendor|config/samples)/|lock' | tr '\n' '\0' |
    { xargs -0 grep -nIE '/[h]ome/[a-z]+/|/[U]sers/[a-z]+/|/[r]oot/' 2>/dev/null || true; } |
    nothing_found 'A path of somebody'"'"'s machine:'
}

# Most scripts read all of scripts/lib: of two functions of one name the second would be taken for the first.
shell_functions_have_one_place() {
  sed -n 's/^\([a-z_0-9]*\)() {.*/\1/p' scripts/lib/*.sh | sort | uniq -d | nothing_found 'Defined twice:'
}
