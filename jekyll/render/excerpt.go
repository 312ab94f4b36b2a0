package render

import (
	"fmt"
	"iter"
	"regexp"
	"strings"
	"sync/atomic"

	"github.com/galleypress/galley/jekyll/liquid"
)

// excerpt is the beginning of a page, rendered on its own when a template first asks for it (Jekyll::Excerpt).
type excerpt struct {
	page *Page
	// done is set once, by whoever is first; others may have done the same work, and come to the same result. A lock would hang where
	// two excerpts show each other.
	done atomic.Pointer[excerptResult]
}

type excerptResult struct {
	text string
	err  error
}

// cutExcerpt takes the text before the separator, with the tags closed that the cut left open, and the link definitions that it uses.
func (s *Site) cutExcerpt(p *Page) {
	p.excerpt.page = p
	if p.get("excerpt") != nil {
		return
	}
	if p.Collection == nil && (!liquid.Truthy(s.setting("page_excerpts")) || !p.HTML() || p.Made) {
		return
	}
	separator := s.setting("excerpt_separator")
	if own := p.get("excerpt_separator"); liquid.Truthy(own) {
		separator = own
	}
	text := liquid.ToString(separator)
	if text == "" {
		return
	}
	p.hasExcerpt = true
	p.excerptSource = s.extractExcerpt(p, text)
}

func (s *Site) extractExcerpt(p *Page, separator string) string {
	head, tail, _ := strings.Cut(p.Content, separator)
	if tail == "" {
		return head
	}
	if strings.Contains(head, "{%") {
		head = s.closeTags(p, head, separator)
	}
	var definitions []string
	for line := range linesWith(tail, "]:") {
		if m := linkDefinition.FindStringSubmatch(line); m != nil && strings.Contains(head, m[1]) {
			definitions = append(definitions, m[1]+m[2])
		}
	}
	if definitions == nil {
		return head
	}
	return head + "\n\n" + strings.Join(definitions, "\n")
}

var (
	liquidTag      = regexp.MustCompile(`(?s){%-?\s*(\w+)\s*.*?-?%}`)
	linkDefinition = regexp.MustCompile(`^ {0,3}(\[[^\]]+\])(:.+)$`)
)

// linesWith are the lines of text that hold a mark, without their ends.
func linesWith(text, mark string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for {
			i := strings.Index(text, mark)
			if i < 0 {
				return
			}
			start := strings.LastIndexByte(text[:i], '\n') + 1
			line, rest, more := strings.Cut(text[start:], "\n")
			if !yield(line) || !more {
				return
			}
			text = rest
		}
	}
}

// closeTags ends the blocks that the separator cut through (Jekyll's sanctify_liquid_tags).
func (s *Site) closeTags(p *Page, head, separator string) string {
	tags := liquidTag.FindAllStringSubmatch(head, -1)
	closed := head
	for i := len(tags) - 1; i >= 0; i-- {
		name := tags[i][1]
		if !s.isBlock(name) || hasEndTag(closed, name) {
			continue
		}
		closed += "\n{% end" + name + " %}"
	}
	if closed != head {
		s.Warn(fmt.Sprintf("Excerpt modified in %s! Found a Liquid block containing the excerpt separator %q; it was closed there. "+
			"Give the post an excerpt or an excerpt_separator of its own if that is not what you want.", p.Path, separator))
	}
	return closed
}

func hasEndTag(text, name string) bool {
	for rest := text; ; {
		i := strings.Index(rest, "{%")
		if i < 0 {
			return false
		}
		rest = rest[i+2:]
		if tag := strings.TrimLeft(strings.TrimPrefix(rest, "-"), " \t\r\n\f\v"); strings.HasPrefix(tag, "end"+name) && strings.Contains(tag, "%}") {
			return true
		}
	}
}

// excerptText is what page.excerpt prints: the rendered excerpt, or the one that the front matter gives.
func (p *Page) excerptText(c *liquid.Context) any {
	if !p.hasExcerpt {
		v := p.get("excerpt")
		if v == nil {
			if p.Collection == nil {
				return nil
			}
			return ""
		}
		return liquid.ToString(v)
	}
	r := current(c)
	if r == nil {
		return p.excerptSource
	}
	text, err := p.excerpt.render(r)
	if err != nil {
		r.fail(err)
	}
	return text
}

// render renders the excerpt for the page that from renders.
func (e *excerpt) render(from *rendering) (string, error) {
	if done := e.done.Load(); done != nil {
		return done.text, done.err
	}
	for r := from; r != nil; r = r.parent {
		if r.excerpt == e {
			return "", fmt.Errorf("the excerpt of %s shows itself", e.page.Path)
		}
	}
	r := &rendering{ctx: from.ctx, site: from.site, page: e.page, excerpt: e, parent: from}
	text, err := r.body(e.page.excerptSource)
	e.done.CompareAndSwap(nil, &excerptResult{text, err})
	return text, err
}

// excerptDrop is what stands as page while an excerpt is rendered (Jekyll::Drops::ExcerptDrop).
type excerptDrop struct{ drop }

func (d *excerptDrop) Get(key string) (any, bool) { return d.GetIn(nil, key) }

func (d *excerptDrop) GetIn(c *liquid.Context, key string) (any, bool) {
	p := d.page
	switch key {
	case "content":
		return p.excerptSource, true
	case "excerpt", "output":
		return nil, true
	case "id":
		if p.Collection != nil {
			return p.ID() + "#excerpt", true
		}
	case "path", "relative_path":
		if p.Collection != nil {
			return p.Path + "/#excerpt", true
		}
	}
	return d.drop.GetIn(c, key)
}
