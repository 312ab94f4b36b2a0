#!/bin/sh
# Takes the deliveries that the tests use from GitHub's published examples of webhook payloads, the npm package
# @octokit/webhooks-examples. Needs npm and node. Each file holds one example as it is.
set -eu
cd "$(dirname "$0")"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
npm pack --silent --pack-destination "$scratch" @octokit/webhooks-examples@7.6.1 >/dev/null
tar -xzf "$scratch"/*.tgz -C "$scratch"
node - "$scratch/package/api.github.com/index.json" <<'JS'
const fs = require("fs");
const events = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const take = (file, event, matches) => {
  const example = events.find((e) => e.name === event).examples.find(matches);
  fs.writeFileSync(file + ".json", JSON.stringify(example, null, 2) + "\n");
};
const action = (name) => (example) => example.action === name;
take("ping", "ping", (e) => e.repository);
take("ping-organization", "ping", (e) => !e.repository);
take("push", "push", (e) => e.ref.startsWith("refs/heads/") && !e.deleted);
take("push-tag", "push", (e) => e.ref.startsWith("refs/tags/") && !e.deleted);
take("push-tag-deleted", "push", (e) => e.ref.startsWith("refs/tags/") && e.deleted);
take("pull_request-opened", "pull_request", action("opened"));
take("pull_request-synchronize", "pull_request", action("synchronize"));
take("pull_request-reopened", "pull_request", action("reopened"));
take("pull_request-closed", "pull_request", action("closed"));
take("pull_request-labeled", "pull_request", action("labeled"));
take("issues-opened", "issues", action("opened"));
take("installation-created", "installation", action("created"));
take("star-created", "star", action("created"));
JS
