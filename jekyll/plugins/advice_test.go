package plugins_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"github.com/galleypress/galley/jekyll/plugins"
)

func TestAPluginThatOnlyTheGemfileNamesIsTold(t *testing.T) {
	gemfile := `source "https://example.com"
gem "jekyll"
gem 'jekyll-gist', group: :jekyll_plugins
group :jekyll_plugins do
  gem "jekyll-feed", "~> 0.12"
  gem "jekyll-seo-tag"
  gem "jekyll-something-else"
end
gem "jekyll-sitemap"
`
	got := plugins.GemfileWarnings(fstest.MapFS{"Gemfile": {Data: []byte(gemfile)}}, []string{"jekyll-feed"})
	want := []string{
		"The Gemfile names the plugin jekyll-gist, but plugins in _config.yml does not, so it is off. Add it there to switch it on.",
		"The Gemfile names the plugin jekyll-seo-tag, but plugins in _config.yml does not, so it is off. Add it there to switch it on.",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if got := plugins.GemfileWarnings(fstest.MapFS{}, nil); got != nil {
		t.Errorf("without a Gemfile: %q", got)
	}
}
