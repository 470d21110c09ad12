# What a release's signatures say. Nobody holds a key: Sigstore gives a certificate for minutes to a workflow that
# GitHub vouches for, and a public log remembers it. signers.sh says whose count.

record_type=https://quayside.example/staging-record/v1

# sign_image IMAGE@DIGEST: for this tree, so that it cannot be passed off as the release of another one.
sign_image() {
  run cosign sign --yes --annotations "tree=$tree" "$1"
}

is_signed() {
  signed_by "$GITHUB_REPOSITORY" release.yml cosign verify --annotations "tree=$tree" "$1" >/dev/null
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
  signed_by "$GITHUB_REPOSITORY" deploy-staging.yml cosign verify-attestation --type "$record_type" "$1" |
    jq -c '.payload | @base64d | fromjson | .predicate'
}
