package render

import (
	"errors"
	"fmt"
	"strings"

	"github.com/galleypress/galley/jekyll/kramdown"
	"github.com/galleypress/galley/jekyll/kramdown/highlight"
	"github.com/galleypress/galley/jekyll/liquid"
)

// setKramdown prepares kramdown with the site's settings (Jekyll::Converters::Markdown::KramdownParser).
func (s *Site) setKramdown() error {
	if name := liquid.ToString(s.setting("markdown")); !strings.EqualFold(name, "kramdown") {
		s.Warn(fmt.Sprintf("_config.yml: the Markdown processor %q is not offered; kramdown is used in its place.", name))
	}
	o := kramdown.JekyllDefaults()
	settings, _ := s.setting("kramdown").(*liquid.Map)
	if settings == nil {
		settings = liquid.NewMap()
	}
	if highlighter, _ := settings.Get("syntax_highlighter"); !liquid.Truthy(highlighter) {
		if err := o.Set("syntax_highlighter", liquid.ToString(s.setting("highlighter"))); err != nil {
			return err
		}
	}
	var failed error
	settings.Each(func(k, v any) bool {
		key := liquid.ToString(k)
		if key == "syntax_highlighter" && !liquid.Truthy(v) {
			return true
		}
		var unknown *kramdown.UnknownOptionError
		if err := o.Set(key, goValue(v)); err != nil && !errors.As(err, &unknown) {
			failed = fmt.Errorf("_config.yml: %w", err)
		}
		return failed == nil
	})
	if failed != nil {
		return failed
	}
	o.Highlight = highlight.Rouge(&o)
	s.markdownKey = "kramdown " + liquid.Inspect(settings) + " " + o.SyntaxHighlighter + "\x00"
	s.toHTML = func(text string) (string, error) {
		result := kramdown.Convert([]byte(text), &o)
		if o.ShowWarnings {
			for _, w := range result.Warnings {
				s.Warn("Kramdown warning: " + w)
			}
		}
		return string(result.HTML), nil
	}
	s.smartify = func(text string) (string, error) {
		return strings.TrimSuffix(kramdown.Smartify(text, &o), "\n"), nil
	}
	return nil
}

// goValue is a value as kramdown's options take it: maps of Go instead of Liquid's.
func goValue(v any) any {
	switch v := v.(type) {
	case *liquid.Map:
		m := make(map[string]any, v.Len())
		v.Each(func(k, value any) bool { m[liquid.ToString(k)] = goValue(value); return true })
		return m
	case []any:
		items := make([]any, len(v))
		for i, item := range v {
			items[i] = goValue(item)
		}
		return items
	}
	return v
}
