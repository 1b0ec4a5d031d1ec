#!/bin/sh
# What a change does, against the branch that it goes to: ./pipeline.sh origin/main
# Writes plan.md, for a comment. ALLOW_DATA_LOSS=true lets a change through that deletes data.
set -eu
base=$1
platform=manifests/platform/platform.yaml

# Rejects tables that DynamoDB would reject, and writes manifests/.
npm run --silent synth
# Tables that were written by hand, too.
npm run --silent validate

# Whether kro takes the new platform resources, and what breaks for tables that are there.
if git cat-file -e "$base:$platform" 2>/dev/null; then
  git show "$base:$platform" | npx cdk8s-dynamodb-kro check-upgrade - "$platform"
fi

# What happens to the tables in AWS, for reviewers: 1 something is rejected, 3 data is lost.
old=$(mktemp -d)
trap 'rm -rf "$old"' EXIT
mkdir "$old/manifests"
: > "$old/manifests/none.yaml"
if git cat-file -e "$base:manifests" 2>/dev/null; then
  git archive "$base" manifests | tar -x -C "$old"
fi
plan=0
npx cdk8s-dynamodb-kro plan -o markdown "$old/manifests" manifests > plan.md || plan=$?
npx cdk8s-dynamodb-kro plan "$old/manifests" manifests || true

# What comes into the cluster.
git add --intent-to-add .
git --no-pager diff "$base" -- '*.yaml'

# The tool reads what is committed, so that has to be what is synthesized.
git --no-pager diff --exit-code --stat -- '*.yaml'

if [ "$plan" -eq 3 ] && [ "${ALLOW_DATA_LOSS:-false}" = true ]; then
  echo 'Data is lost, and that is allowed.'
  exit 0
fi
exit "$plan"
