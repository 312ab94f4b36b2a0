package render

import (
	"regexp"
	"strings"
	"sync"

	"github.com/galleypress/galley/jekyll/liquid"
)

// link is the tag {% link path %}: the URL of a page, document or static file named by its path in the source.
type link struct {
	path     string
	template *liquid.Template // path, where it holds Liquid
}

func parseLink(p *liquid.Parser, tag liquid.Tag) (liquid.Node, error) {
	n := &link{path: strings.TrimSpace(tag.Markup)}
	if strings.Contains(n.path, "{{") || strings.Contains(n.path, "{%") {
		t, err := p.Template(n.path)
		if err != nil {
			return nil, err
		}
		n.template = t
	}
	return n, nil
}

func (n *link) Render(c *liquid.Context) error {
	s := current(c).site
	path := n.path
	if n.template != nil {
		text, err := c.Capture(func() error { return c.Include(n.template) })
		if err != nil {
			return err
		}
		path = text
	}
	url, ok := s.targets().byPath[strings.TrimPrefix(path, "/")]
	if !ok {
		return c.Errorf(liquid.ArgumentError, "Could not find document '%s' in tag 'link'. Make sure the document exists and the path is correct.%s",
			path, didYouMean(path, s.targets().paths))
	}
	c.Write(s.RelativeURL(url))
	return nil
}

// targets is what link and post_url look their paths up in.
type targets struct {
	byPath map[string]string
	paths  []string
}

func newTargets(s *Site) func() *targets {
	return sync.OnceValue(func() *targets {
		t := &targets{byPath: map[string]string{}}
		add := func(path, url string) {
			path = strings.TrimPrefix(path, "/")
			if _, taken := t.byPath[path]; !taken {
				t.byPath[path] = url
				t.paths = append(t.paths, path)
			}
		}
		for _, p := range s.Pages {
			add(p.Path, p.url)
		}
		for _, f := range s.Static {
			if !f.Hidden {
				add(f.Path, f.URL())
			}
		}
		for _, c := range s.Collections {
			if c.Output {
				for _, d := range c.Docs {
					add(d.Path, d.url)
				}
			}
		}
		return t
	})
}

// postURL is the tag {% post_url name %}: the URL of a post named by its path in _posts without the extension.
type postURL struct {
	name            string
	dir, date, slug string
	matches         *regexp.Regexp
}

var postName = regexp.MustCompile(`^(.+/)*(\d+-\d+-\d+)-(.*)$`)

func parsePostURL(p *liquid.Parser, tag liquid.Tag) (liquid.Node, error) {
	n := &postURL{name: strings.TrimSpace(tag.Markup)}
	m := postName.FindStringSubmatch(strings.TrimPrefix(n.name, "/"))
	if m == nil {
		return nil, p.Errorf("Could not parse name of post %q in tag 'post_url'. Make sure the post exists and the name is correct: it is the file's name without its extension, such as 2026-01-31-hello.", n.name)
	}
	n.dir, n.date, n.slug = m[1], m[2], m[3]
	base := n.date + "-" + regexp.QuoteMeta(n.slug) + `\.[^.]+`
	dir := regexp.QuoteMeta(n.dir)
	pattern, err := regexp.Compile(`(?m)^_posts/` + dir + base + `|^` + dir + `_posts/?` + base)
	if err != nil {
		return nil, p.Errorf("the name of the post %q in tag 'post_url' cannot be understood", n.name)
	}
	n.matches = pattern
	return n, nil
}

func (n *postURL) Render(c *liquid.Context) error {
	s := current(c).site
	docs := s.Posts().Docs
	for _, d := range docs {
		if strings.Contains(d.Path, n.date) && n.matches.MatchString(d.Path) {
			c.Write(s.RelativeURL(d.url))
			return nil
		}
	}
	date, ok := liquid.ParseTime(n.date, s.Time, s.Time.Location())
	for _, d := range docs {
		if y, m, day := d.Date.Date(); ok && n.slug == liquid.ToString(d.get("slug")) && y == date.Year() && m == date.Month() && day == date.Day() {
			s.Warn("A call to '{% post_url " + n.name + " %}' did not match a post by its path and name; the post " + d.Path + " was taken, which has the same date and slug. Please name it exactly.")
			c.Write(s.RelativeURL(d.url))
			return nil
		}
	}
	names := make([]string, len(docs))
	for i, d := range docs {
		names[i] = strings.TrimSuffix(strings.Replace(d.Path, "_posts/", "", 1), extname(d.Path))
	}
	return c.Errorf(liquid.ArgumentError, "Could not find post %q in tag 'post_url'. Make sure the post exists and the name is correct.%s", n.name, didYouMean(n.name, names))
}
