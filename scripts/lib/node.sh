# The packages that test and lint the front end, as frontend/tests/package-lock.json pins them.

# need_node_packages: sets $npm_bin.
need_node_packages() {
  local folder=$root/frontend/tests stamp
  need_node
  npm_bin=$folder/node_modules/.bin
  stamp=$folder/node_modules/installed-$(cksum <"$folder/package-lock.json" | cut -d ' ' -f 1)
  if [ ! -e "$stamp" ]; then
    say 'Installing the packages of frontend/tests'
    run npm ci --prefix "$folder" --no-audit --no-fund >"$state/npm.log" 2>&1 || die "npm ci failed: see $state/npm.log."
    touch "$stamp"
  fi
}
