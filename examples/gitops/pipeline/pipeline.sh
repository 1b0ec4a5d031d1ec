#!/bin/sh
# What a change does, against the branch that it goes to: ./pipeline.sh origin/main
# Writes plan.md, for a comment. LABELS are those of the pull request, separated by commas: data-loss:NAME lets a change
# through that deletes data of the table NAME in AWS; less-safe lets through new platform resources that make tables less safe.
set -eu
base=$1
platform=manifests/platform/platform.yaml

# Checks the types, rejects tables that DynamoDB would reject, and writes manifests/.
npm run --silent synth
# Tables that were written by hand, too.
npm run --silent validate

# Whether kro takes the new platform resources, and what breaks for tables that are there. The plan is made all the same.
upgrade=0
if git cat-file -e "$base:$platform" 2>/dev/null; then
  accepted=$(printf "%s\n" "${LABELS:-}" | tr , '\n' | sed -n 's/^ *less-safe *$/--allow-less-safe/p')
  # shellcheck disable=SC2086
  git show "$base:$platform" | npx cdk8s-dynamodb-kro check-upgrade $accepted - "$platform" || upgrade=$?
fi

# What happens to the tables in AWS, for reviewers: 1 something is rejected, 3 data is lost that no label allows.
old=$(mktemp -d)
trap 'rm -rf "$old"' EXIT
mkdir "$old/manifests"
: > "$old/manifests/none.yaml"
if git cat-file -e "$base:manifests" 2>/dev/null; then
  git archive "$base" manifests | tar -x -C "$old"
fi
allowed=$(printf "%s\n" "${LABELS:-}" | tr , '\n' | sed -n 's|^ *data-loss:\([A-Za-z0-9_./-]\{1,\}\) *$|--allow-data-loss \1|p')
plan=0
# shellcheck disable=SC2086
npx cdk8s-dynamodb-kro plan $allowed -o markdown "$old/manifests" manifests > plan.md || plan=$?
# shellcheck disable=SC2086
npx cdk8s-dynamodb-kro plan $allowed "$old/manifests" manifests || true

# What comes into the cluster.
git add --intent-to-add --ignore-removal .
git --no-pager diff "$base" -- '*.yaml'

# The tool reads what is committed, so that has to be what is synthesized.
git --no-pager diff --exit-code --stat -- '*.yaml'

[ "$plan" -ne 0 ] || plan=$upgrade
exit "$plan"
