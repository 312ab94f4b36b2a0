package plugins

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"github.com/galleypress/galley/jekyll/liquid"
)

// tagPlugins says which plugin brings a tag that others do not know.
var tagPlugins = map[string]string{
	"avatar":           "jekyll-avatar",
	"feed_meta":        "jekyll-feed",
	"gist":             "jekyll-gist",
	"github_edit_link": "jekyll-github-metadata",
	"include_cached":   "jekyll-include-cache",
	"last_modified_at": "jekyll-last-modified-at",
	"seo":              "jekyll-seo-tag",
	"toc":              "jekyll-toc",
}

var unknownTag = regexp.MustCompile(`Unknown tag '(\w+)'`)

// Explain adds to the error of a tag that is a plugin's which plugin that is.
func Explain(err error) error {
	var e *liquid.Error
	if !errors.As(err, &e) {
		return err
	}
	m := unknownTag.FindStringSubmatch(e.Message)
	if m == nil || tagPlugins[m[1]] == "" {
		return err
	}
	return fmt.Errorf("%w. The tag %s is that of the plugin %s: add it to plugins in _config.yml", err, m[1], tagPlugins[m[1]])
}

var (
	gemGroup = regexp.MustCompile(`(?ms)^\s*group\s+:jekyll_plugins\s+do\s*$(.*?)^\s*end\s*$`)
	gemLine  = regexp.MustCompile(`(?m)^\s*gem\s+["']([\w-]+)["'](.*)$`)
)

// GemfileWarnings has a sentence for each built-in plugin that the source's Gemfile names for Bundler, while the site's own list does not: Jekyll
// would load it under Bundler, and does not without.
func GemfileWarnings(source fs.FS, named []string) []string {
	text, err := fs.ReadFile(source, "Gemfile")
	if err != nil {
		return nil
	}
	var gems []string
	for _, group := range gemGroup.FindAllStringSubmatch(string(text), -1) {
		for _, m := range gemLine.FindAllStringSubmatch(group[1], -1) {
			gems = append(gems, m[1])
		}
	}
	for _, m := range gemLine.FindAllStringSubmatch(string(text), -1) {
		if strings.Contains(m[2], ":jekyll_plugins") {
			gems = append(gems, m[1])
		}
	}
	var warnings []string
	slices.Sort(gems)
	for _, gem := range slices.Compact(gems) {
		if _, known := Find(gem); known && !slices.Contains(named, gem) {
			warnings = append(warnings, fmt.Sprintf("The Gemfile names the plugin %s, but plugins in _config.yml does not, so it is off. Add it there to switch it on.", gem))
		}
	}
	return warnings
}
