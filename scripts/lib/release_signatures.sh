# What a release's signatures say, and whose count. Nobody holds a key: Sigstore gives a certificate for minutes to
# a workflow that GitHub vouches for, and a public log remembers it.

record_type=https://quayside.example/staging-record/v1

# sign_image IMAGE@DIGEST: for this tree, so that it cannot be passed off as the release of another one.
sign_image() {
  run cosign sign --yes --annotations "tree=$tree" "$1"
}

is_signed() {
  verified_by release.yml cosign verify --annotations "tree=$tree" "$1" >/dev/null
}

# sign_record IMAGE@DIGEST URL
sign_record() {
  local record=$scratch/record.json
  jq -n --arg url "$2" --arg tree "$tree" --arg commit "$(of_git rev-parse HEAD)" --arg at "$(date -u +%Y-%m-%dT%H:%M:%SZ)" \
    '{environment: "staging", verdict: "well", $url, $tree, $commit, $at}' >"$record"
  run cosign attest --yes --type "$record_type" --predicate "$record" "$1"
}

# read_record IMAGE@DIGEST: prints the records, newest last.
read_record() {
  verified_by deploy-staging.yml cosign verify-attestation --type "$record_type" "$1" |
    jq -c '.payload | @base64d | fromjson | .predicate'
}

# verified_by WORKFLOW COMMAND…: by that workflow of ours, as it stands on a branch that only approved changes
# reach, in a run of that branch: a run of another one could call it too, and check out what it likes.
verified_by() {
  local workflow=https://github.com/$GITHUB_REPOSITORY/.github/workflows/$1 branch
  shift
  for branch in staging develop; do
    if "$@" --certificate-oidc-issuer https://token.actions.githubusercontent.com \
      --certificate-identity "$workflow@refs/heads/$branch" \
      --certificate-github-workflow-ref "refs/heads/$branch" 2>"$scratch/refusal-$branch"; then
      return 0
    fi
  done
  cat "$scratch"/refusal-{staging,develop} >&2
  return 1
}
