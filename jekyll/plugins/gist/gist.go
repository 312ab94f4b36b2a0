// Package gist is jekyll-gist 1.5: the tag gist, which shows a gist of GitHub's through its script.
//
// The gem also fetches the gist for readers without scripts while it builds. A build of ours asks nobody, and so prints what the gem prints
// where GitHub cannot be reached, or where `gist: {noscript: false}` is set.
package gist

import (
	"regexp"
	"strings"

	"github.com/galleypress/galley/jekyll/liquid"
	"github.com/galleypress/galley/jekyll/render"
)

// Plugin is jekyll-gist.
var Plugin = render.Plugin{Name: "jekyll-gist", Setup: func(s *render.Site) error {
	s.AddTag("gist", func(_ *liquid.Parser, t liquid.Tag) (liquid.Node, error) {
		return tag(strings.TrimSpace(t.Markup)), nil
	})
	return nil
}}

// tag is what stands in {% gist … %}: the gist, and maybe one of its files; each may be the name of a variable.
type tag string

var arguments = regexp.MustCompile(`\A(\S+|.*/.*)\s?(\S*)\z`)

// Render prints the script element.
func (t tag) Render(c *liquid.Context) error {
	m := arguments.FindStringSubmatch(string(t))
	if m == nil {
		return c.Errorf(liquid.ArgumentError, "Syntax error in tag 'gist' while parsing the following markup: %s. "+
			"Valid syntax: {%% gist user/1234567 %%}, {%% gist user/1234567 foo.js %%}", string(t))
	}
	url := "https://gist.github.com/" + value(c, strings.TrimSpace(m[1])) + ".js"
	if file := value(c, strings.TrimSpace(m[2])); file != "" {
		url += "?file=" + file
	}
	c.Write(`<script src="` + url + `"> </script>`)
	return nil
}

var variable = regexp.MustCompile(`^[\w-]+(?:\.[\w-]+)*$`)

// value is a variable's where there is one of that name.
func value(c *liquid.Context, name string) string {
	if variable.MatchString(name) {
		if v, err := c.Eval(name); err == nil && v != nil {
			return liquid.ToString(v)
		}
	}
	return name
}
