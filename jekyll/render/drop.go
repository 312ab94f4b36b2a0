package render

import (
	"strings"

	"github.com/galleypress/galley/jekyll/liquid"
)

// lister is an object of ours whose keys can be listed, for jsonify and inspect.
type lister interface {
	each(c *liquid.Context, yield func(key string, value any) bool)
}

// drop is how templates see a page or document: Jekyll::Drops::DocumentDrop, and the hash that Convertible#to_liquid makes of a page.
type drop struct{ page *Page }

// Get is GetIn where no render is known.
func (d *drop) Get(key string) (any, bool) { return d.GetIn(nil, key) }

// GetIn is a property as the page that c renders sees it.
func (d *drop) GetIn(c *liquid.Context, key string) (any, bool) {
	p := d.page
	switch key {
	case "content":
		return d.content(c), true
	case "url":
		return p.url, true
	case "name":
		if v := p.get("name"); v != nil && (p.Collection != nil || p.Made) {
			return v, true
		}
		return p.Name(), true
	case "path":
		if v := p.get("path"); p.Collection == nil && v != nil {
			return v, true
		}
		return p.Path, true
	case "excerpt":
		return p.excerptText(c), true
	}
	if p.Collection == nil {
		if key == "dir" {
			return p.Dir(), true
		}
		return p.Data.Get(key)
	}
	switch key {
	case "id":
		return p.ID(), true
	case "output":
		return d.output(c), true
	case "relative_path":
		return p.Path, true
	case "collection":
		return p.Collection.Label, true
	case "date":
		return p.Date, true
	case "next":
		return p.neighbour(1), true
	case "previous":
		return p.neighbour(-1), true
	case "keys":
		keys := []any{}
		d.each(c, func(key string, _ any) bool { keys = append(keys, key); return true })
		return keys, true
	}
	return p.Data.Get(key)
}

// documentKeys are the methods of a document's drop in the order in which Ruby lists them.
var documentKeys = []string{"name", "id", "next", "previous", "relative_path", "content", "excerpt", "output",
	"title", "categories", "path", "url", "date", "tags", "collection"}

// pageKeys are what a page's hash has besides its front matter.
var pageKeys = []string{"content", "dir", "excerpt", "name", "path", "url"}

func (d *drop) each(c *liquid.Context, yield func(key string, value any) bool) {
	own, seen := documentKeys, map[string]bool{}
	if d.page.Collection == nil {
		own = nil
	}
	for _, key := range own {
		seen[key] = true
		value, _ := d.GetIn(c, key)
		if !yield(key, value) {
			return
		}
	}
	stopped := false
	d.page.Data.Each(func(k, value any) bool {
		key := liquid.ToString(k)
		if seen[key] {
			return true
		}
		seen[key] = true
		if v, ok := d.GetIn(c, key); ok {
			value = v
		}
		stopped = !yield(key, value)
		return !stopped
	})
	if d.page.Collection != nil || stopped {
		return
	}
	for _, key := range pageKeys {
		if seen[key] {
			continue
		}
		if value, _ := d.GetIn(c, key); !yield(key, value) {
			return
		}
	}
}

// Each lets a template's for loop walk over a page's hash, pair by pair.
func (d *drop) Each(yield func(item any) bool) {
	d.each(nil, func(key string, value any) bool { return yield([]any{key, value}) })
}

// content is the page's text as the page that is being rendered sees it.
func (d *drop) content(c *liquid.Context) any {
	p := d.page
	switch r := current(c); {
	case r == nil || r.excerpt != nil || p.order > r.page.order:
		return p.Content
	case p == r.page:
		if p.Collection != nil && r.inLayout {
			return r.converted
		}
		return p.Content
	default:
		text, err := p.convert(r.ctx)
		if err != nil {
			return p.Content
		}
		return text
	}
}

func (d *drop) output(c *liquid.Context) any {
	r := current(c)
	if r == nil || r.excerpt != nil || d.page.order >= r.page.order {
		return nil
	}
	text, err := d.page.render(r.ctx)
	if err != nil {
		return nil
	}
	return text
}

// text is what {{ page }} prints of a document.
func (d *drop) text(c *liquid.Context) string {
	if d.page.Collection != nil {
		if out := d.output(c); out != nil {
			return out.(string)
		}
	}
	return liquid.ToString(d.content(c))
}

// LiquidStringIn prints a document as its text, a page as a hash.
func (d *drop) LiquidStringIn(c *liquid.Context) string {
	if d.page.Collection != nil {
		return d.text(c)
	}
	m := liquid.NewMap()
	d.each(c, func(key string, value any) bool { m.Set(key, value); return true })
	return liquid.Inspect(m)
}

// LiquidString is LiquidStringIn where no render is known.
func (d *drop) LiquidString() string { return d.LiquidStringIn(nil) }

// EqualLiquid holds for the same page, and for its excerpt.
func (d *drop) EqualLiquid(other any) bool {
	o, ok := other.(*drop)
	return ok && o.page == d.page
}

// CompareLiquid orders documents by date, then by path, as Jekyll::Document#<=> does.
func (d *drop) CompareLiquid(other any) (int, bool) {
	o, ok := other.(*drop)
	if !ok || d.page.Collection == nil || o.page.Collection == nil {
		return 0, false
	}
	return compareDocs(d.page, o.page), true
}

// CompareDocs orders documents by date, then by path.
func CompareDocs(a, b *Page) int { return compareDocs(a, b) }

func compareDocs(a, b *Page) int {
	if order := a.Date.Compare(b.Date); order != 0 {
		return order
	}
	return strings.Compare(a.Path, b.Path)
}

// ID is Jekyll's id of a document: its URL's folder and its slug.
func (p *Page) ID() string {
	slug := p.get("slug")
	if slug == nil {
		slug = strings.TrimSuffix(p.Name(), extname(p.Name()))
	}
	dir := strings.TrimRight(p.url, "/")
	dir = dir[:max(strings.LastIndexByte(dir, '/'), 0)]
	return dir + "/" + liquid.ToString(slug)
}

// neighbour is the document n places further on in the collection, or nil.
func (p *Page) neighbour(n int) any {
	docs := p.Collection.Docs
	i := p.index + n
	if p.index >= len(docs) || docs[p.index] != p || i < 0 || i >= len(docs) {
		return nil
	}
	return &docs[i].drop
}
