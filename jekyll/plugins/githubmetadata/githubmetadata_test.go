package githubmetadata

import "testing"

// These three depend on GitHub Pages, which the gem does not know offline: what is expected is what it gives there.
func TestPagesAreWhereGitHubPutsThem(t *testing.T) {
	tests := map[string]struct {
		repo      repo
		url, base string
		user      bool
	}{
		"a project's page":            {repo{"Hana", "notes"}, "https://hana.github.io/notes", "/notes", false},
		"a user's own page":           {repo{"Hana", "hana.github.io"}, "https://hana.github.io", "", true},
		"a user's page of early days": {repo{"hana", "Hana.github.com"}, "https://hana.github.io", "", true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			m := test.repo.metadata("production")
			url, _ := m.Get("url")
			base, _ := m.Get("baseurl")
			user, _ := m.Get("is_user_page")
			if url != test.url || base != test.base || user != test.user {
				t.Errorf("got %v, %v, %v", url, base, user)
			}
		})
	}
}
