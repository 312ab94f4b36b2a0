package plugins_test

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/galleypress/galley/jekyll"
)

func TestWrongSettingsAreNamed(t *testing.T) {
	tests := map[string]struct{ config, page, want string }{
		"pages of no posts": {
			"plugins: [jekyll-paginate-v2]\npagination: {enabled: true, per_page: none}", "---\npagination: {enabled: true}\n---\n", "per_page must be the number of posts",
		},
		"the old setting with the new plugin": {
			"plugins: [jekyll-paginate-v2]\npaginate: 5", "---\n---\n", "paginate is the setting of jekyll-paginate; with jekyll-paginate-v2, write",
		},
		"an address for mentions that is a list": {"plugins: [jekyll-mentions]\njekyll-mentions: [a]", "---\n---\n", "jekyll-mentions has to be an address"},
		"a gist without a name":                  {"plugins: [jekyll-gist]", "---\n---\n{% gist %}", "Syntax error in tag 'gist'"},
		"an avatar of no size":                   {"plugins: [jekyll-avatar]", "---\n---\n{% avatar a size=99999999999999999999 %}", "is no size of a picture"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			source := fstest.MapFS{"_config.yml": {Data: []byte(test.config)}, "a.html": {Data: []byte(test.page)}}
			_, err := jekyll.Build(context.Background(), jekyll.Options{Source: source, Now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want something that says %q", err, test.want)
			}
		})
	}
}

func TestPluginsThatAreNotBuiltInAreToldOf(t *testing.T) {
	source := fstest.MapFS{"_config.yml": {Data: []byte("plugins: [jekyll-nosuch, jekyll-remote-theme, jekyll-data]")}}
	result, err := jekyll.Build(context.Background(), jekyll.Options{Source: source, Now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Warnings) != 1 || !strings.Contains(result.Warnings[0], "jekyll-nosuch") {
		t.Errorf("the warnings are %q, want one of jekyll-nosuch", result.Warnings)
	}
}
