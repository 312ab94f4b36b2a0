package render

import (
	"strings"

	"github.com/galleypress/galley/jekyll/address"
	"github.com/galleypress/galley/jekyll/liquid"
)

func absoluteURLFilter(c *liquid.Context, input any, _ []any) (any, error) {
	s, ok := urlInput(input)
	if !ok {
		return nil, nil
	}
	return current(c).site.AbsoluteURL(s), nil
}

func relativeURLFilter(c *liquid.Context, input any, _ []any) (any, error) {
	s, ok := urlInput(input)
	if !ok {
		return nil, nil
	}
	return current(c).site.RelativeURL(s), nil
}

// urlInput is an address as given, or that of a page or document.
func urlInput(input any) (string, bool) {
	switch input := liquid.Resolve(input).(type) {
	case nil:
		return "", false
	case string:
		return input, true
	case *drop:
		return input.page.URL(), true
	default:
		return liquid.ToString(input), true
	}
}

func stripIndex(_ *liquid.Context, input any, _ []any) (any, error) {
	s := liquid.ToString(input)
	if s == "" {
		return nil, nil
	}
	for _, index := range []string{"/index.html", "/index.htm"} {
		if rest, ok := strings.CutSuffix(s, index); ok {
			return rest + "/", nil
		}
	}
	return s, nil
}

// RelativeURL puts the site's baseurl before a path, as the filter relative_url does. An address with a scheme stays as it is.
func (s *Site) RelativeURL(path string) string {
	if address.Absolute(path) {
		return path
	}
	return address.Normalize(withSlash(s.baseurl) + withSlash(path))
}

// AbsoluteURL puts the site's url and baseurl before a path, as the filter absolute_url does.
func (s *Site) AbsoluteURL(path string) string {
	if address.Absolute(path) {
		return path
	}
	if s.url == "" {
		return s.RelativeURL(path)
	}
	return address.Normalize(s.url + s.RelativeURL(path))
}

func withSlash(s string) string {
	if s == "" || s[0] == '/' {
		return s
	}
	return "/" + s
}
