// Package githubmetadata is jekyll-github-metadata 2.15 without GitHub: site.github, as far as the repository's name tells it, and a title for
// a site without one.
//
// The gem asks GitHub's API for the rest (releases, contributors, the licence and so on), which is nil here as it is for the gem offline.
// A site's own `github:` mapping in _config.yml goes before everything, so whatever a template needs can be written there. The gem's
// url and baseurl for a site that sets neither are left out: where a site is published is not GitHub Pages' to say.
package githubmetadata

import (
	"strings"

	"github.com/galleypress/galley/jekyll/liquid"
	"github.com/galleypress/galley/jekyll/render"
)

// Plugin is jekyll-github-metadata.
var Plugin = render.Plugin{Name: "jekyll-github-metadata", Setup: setup}

func setup(s *render.Site) error {
	name := liquid.ToString(s.Setting("repository"))
	if !strings.Contains(name, "/") {
		name = s.Options.Repository
	}
	owner, repository, ok := strings.Cut(name, "/")
	if !ok {
		s.Warn("The plugin jekyll-github-metadata does not know the repository, so that site.github is empty. Write repository: owner/name into _config.yml.")
		return nil
	}
	r := repo{owner: owner, name: repository}
	switch own := s.Setting("github").(type) {
	case nil:
		s.Config.Set("github", r.metadata(s.Options.Environment))
	case *liquid.Map:
		s.Config.Set("github", render.DeepMerge(r.metadata(s.Options.Environment), own))
	}
	if !liquid.Truthy(s.Setting("title")) && !liquid.Truthy(s.Setting("name")) {
		s.Config.Set("title", r.title())
	}
	return nil
}

// repo is a repository on GitHub.
type repo struct{ owner, name string }

// isUserPage says whether the repository is that of its owner's own page, which is published at the top.
func (r repo) isUserPage() bool {
	name, owner := strings.ToLower(r.name), strings.ToLower(r.owner)
	return name == owner+".github.io" || name == owner+".github.com"
}

func (r repo) title() string {
	if r.isUserPage() {
		return r.owner
	}
	return r.name
}

func (r repo) metadata(environment string) *liquid.Map {
	owner := "https://github.com/" + r.owner
	url := owner + "/" + r.name
	site, base, branch := "https://"+strings.ToLower(r.owner)+".github.io", "/"+r.name, "gh-pages"
	if r.isUserPage() {
		base, branch = "", "master"
	}
	return liquid.NewMap(
		"api_url", "https://api.github.com", "help_url", "https://help.github.com",
		"environment", environment, "pages_env", environment, "hostname", "github.com", "pages_hostname", "github.io",
		"owner", liquid.NewMap(), "owner_name", r.owner, "owner_url", owner, "owner_gravatar_url", owner+".png",
		"project_title", r.name, "repository_name", r.name, "repository_nwo", r.owner+"/"+r.name, "repository_url", url,
		"clone_url", url+".git", "releases_url", url+"/releases", "zip_url", url+"/zipball/"+branch, "tar_url", url+"/tarball/"+branch,
		"is_user_page", r.isUserPage(), "is_project_page", !r.isUserPage(), "url", site+base, "baseurl", base,
		"source", liquid.NewMap("branch", branch, "path", "/"), "versions", liquid.NewMap(),
		"contributors", false, "releases", false, "latest_release", false,
	)
}
