#!/bin/sh
# Cuts GitHub's OpenAPI description (the npm package @octokit/openapi) down to the operations that Galley uses, with their
# schemas and examples: github-openapi.json. Needs npm and node.
set -eu
cd "$(dirname "$0")"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
npm pack --silent --pack-destination "$scratch" @octokit/openapi@23.0.2 >/dev/null
tar -xzf "$scratch"/*.tgz -C "$scratch" package/generated/api.github.com.json
node - "$scratch/package/generated/api.github.com.json" <<'JS'
const fs = require("fs");
const description = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const operations = [
  ["get", "/repos/{owner}/{repo}"],
  ["get", "/repos/{owner}/{repo}/branches/{branch}"],
  ["get", "/repos/{owner}/{repo}/git/commits/{commit_sha}"],
  ["get", "/repos/{owner}/{repo}/git/trees/{tree_sha}"],
  ["get", "/repos/{owner}/{repo}/git/blobs/{file_sha}"],
  ["get", "/repos/{owner}/{repo}/tarball/{ref}"],
  ["post", "/repos/{owner}/{repo}/statuses/{sha}"],
  ["get", "/repos/{owner}/{repo}/installation"],
  ["post", "/app/installations/{installation_id}/access_tokens"],
];
const result = { openapi: description.openapi, info: description.info, servers: description.servers, paths: {}, components: {} };
for (const [method, path] of operations) (result.paths[path] ??= {})[method] = description.paths[path][method];

// Everything that is referred to, however deep.
const seen = new Set();
const follow = (value) => {
  if (Array.isArray(value)) return value.forEach(follow);
  if (value === null || typeof value !== "object") return;
  if (typeof value.$ref === "string" && !seen.has(value.$ref)) {
    seen.add(value.$ref);
    const [, section, name] = value.$ref.match(/^#\/components\/([^/]+)\/(.+)$/);
    const target = description.components[section][name];
    ((result.components[section] ??= {})[name] = target), follow(target);
  }
  Object.values(value).forEach(follow);
};
follow(result.paths);
fs.writeFileSync("github-openapi.json", JSON.stringify(result, null, 1) + "\n");
JS
