#!/bin/sh
# What a change does, against the branch that it goes to: ./pipeline.sh origin/main
set -eu
base=$1
platform=manifests/platform/platform.yaml

# Refuses what DynamoDB would refuse, and writes manifests/.
npm run --silent synth
# Tables that were written by hand, too.
npm run --silent validate

# Whether kro takes the new platform part, and what breaks for tables that are there.
if git cat-file -e "$base:$platform" 2>/dev/null; then
  git show "$base:$platform" | npx cdk8s-dynamodb-kro check-upgrade - "$platform"
fi

# What comes into the cluster, for who reviews it.
git add --intent-to-add .
git --no-pager diff "$base" -- '*.yaml'

# The tool reads what is committed, so that has to be what is synthesized.
git --no-pager diff --exit-code --stat -- '*.yaml'
