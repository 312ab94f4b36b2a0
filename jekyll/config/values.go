package config

import "github.com/galleypress/galley/jekyll/psych"

// jekyllDefaults are Configuration::DEFAULTS. A new one is made each time, because it is changed.
func jekyllDefaults() *psych.Map {
	levels := make([]any, 6)
	for i := range levels {
		levels[i] = int64(i + 1)
	}
	return psych.MapOf(
		"source", ".",
		"destination", "_site",
		"collections_dir", "",
		"cache_dir", ".jekyll-cache",
		"plugins_dir", "_plugins",
		"layouts_dir", "_layouts",
		"data_dir", "_data",
		"includes_dir", "_includes",
		"collections", psych.NewMap(0),

		"safe", false,
		"include", []any{".htaccess"},
		"exclude", []any{},
		"keep_files", []any{".git", ".svn"},
		"encoding", "utf-8",
		"markdown_ext", "markdown,mkdown,mkdn,mkd,md",
		"strict_front_matter", false,

		"show_drafts", nil,
		"limit_posts", int64(0),
		"future", false,
		"unpublished", false,

		"whitelist", []any{},
		"plugins", []any{},

		"markdown", "kramdown",
		"highlighter", "rouge",
		"lsi", false,
		"excerpt_separator", "\n\n",
		"incremental", false,

		"detach", false,
		"port", "4000",
		"host", "127.0.0.1",
		"baseurl", nil,
		"show_dir_listing", false,

		"permalink", "date",
		"paginate_path", "/page:num",
		"timezone", nil,

		"quiet", false,
		"verbose", false,
		"defaults", []any{},

		"liquid", psych.MapOf(
			"error_mode", "warn",
			"strict_filters", false,
			"strict_variables", false,
		),
		"kramdown", psych.MapOf(
			"auto_ids", true,
			"toc_levels", levels,
			"entity_output", "as_char",
			"smart_quotes", "lsquo,rsquo,ldquo,rdquo",
			"input", "GFM",
			"hard_wrap", false,
			"guess_lang", true,
			"footnote_nr", int64(1),
			"show_warnings", false,
		),
	)
}

// defaultExcludes are Configuration::DEFAULT_EXCLUDES, added to what a site excludes.
var defaultExcludes = []string{
	".sass-cache", ".jekyll-cache",
	"gemfiles", "Gemfile", "Gemfile.lock",
	"node_modules",
	"vendor/bundle/", "vendor/cache/", "vendor/gems/", "vendor/ruby/",
}

// stylePermalinks are the built-in styles of `permalink` (Configuration::STYLE_TO_PERMALINK).
var stylePermalinks = map[string]string{
	"none":     "/:categories/:title:output_ext",
	"date":     "/:categories/:year/:month/:day/:title:output_ext",
	"ordinal":  "/:categories/:year/:y_day/:title:output_ext",
	"pretty":   "/:categories/:year/:month/:day/:title/",
	"weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
}

// WithSuffix is a URL template with the ending that the site's permalink style gives to pages and collections
// (Utils.add_permalink_suffix).
func (c *Config) WithSuffix(template string) string {
	switch c.Permalink {
	case "pretty":
		return template + "/"
	case "date", "ordinal", "none":
		return template + ":output_ext"
	}
	style := c.Permalink
	if len(style) > 0 && style[len(style)-1] == '/' {
		return template + "/"
	}
	const ext = ":output_ext"
	if len(style) >= len(ext) && style[len(style)-len(ext):] == ext {
		return template + ext
	}
	return template
}
