package githubmetadata_test

import (
	"context"
	"testing"
	"testing/fstest"
	"time"

	"github.com/galleypress/galley/jekyll"
)

func TestASitesOwnMappingGoesBeforeWhatTheNameTells(t *testing.T) {
	source := fstest.MapFS{
		"_config.yml": {Data: []byte("repository: hana/notes\nplugins: [jekyll-github-metadata]\ngithub: {stars: 5, owner_name: Hana Seo}\n")},
		"a.txt":       {Data: []byte("---\n---\n{{ site.github.stars }} {{ site.github.owner_name }} {{ site.github.repository_name }} {{ site.title }}")},
	}
	result, err := jekyll.Build(context.Background(), jekyll.Options{Source: source, Now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	for _, out := range result.Outputs {
		if got, want := string(out.Data), "5 Hana Seo notes notes"; out.Path == "a.txt" && got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
