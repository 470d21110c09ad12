# Whose signatures count where nobody holds a key: a workflow's, for which GitHub vouched.

# signed_by REPOSITORY WORKFLOW COMMAND…: by that workflow of the repository, as it stands on a branch that only
# approved changes reach, in a run of that branch: a run of another one could call it too, and check out what it
# likes. COMMAND is cosign's; what it refused goes to the error stream.
signed_by() {
  local workflow=https://github.com/$1/.github/workflows/$2 branch refusals
  shift 2
  refusals=$(mktemp)
  for branch in staging develop; do
    if "$@" --certificate-oidc-issuer https://token.actions.githubusercontent.com \
      --certificate-identity "$workflow@refs/heads/$branch" \
      --certificate-github-workflow-ref "refs/heads/$branch" 2>>"$refusals"; then
      rm "$refusals"
      return 0
    fi
  done
  cat "$refusals" >&2
  rm "$refusals"
  return 1
}
