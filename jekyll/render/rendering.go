package render

import (
	"context"
	"fmt"

	"github.com/galleypress/galley/jekyll/liquid"
)

// rendering is the rendering of one page, or of its excerpt. Tags and filters find it with current.
type rendering struct {
	ctx    context.Context
	site   *Site
	page   *Page
	parent *rendering // the rendering that asked for this excerpt; nil for a page

	excerpt   *excerpt // nil unless it is an excerpt that is rendered
	inLayout  bool     // the body is done
	converted string   // the body, once it is done

	content any         // what {{ content }} prints in a layout
	layout  *liquid.Map // what layouts see as layout

	failed error // an excerpt that failed where no error could be returned
}

const renderingKey = "galley"

// current is the rendering that a tag or filter works for; nil outside one.
func current(c *liquid.Context) *rendering {
	if c == nil {
		return nil
	}
	r, _ := c.Register(renderingKey).(*rendering)
	return r
}

// fail keeps the first error that came up where none could be returned; it ends the rendering of the page.
func (r *rendering) fail(err error) {
	if r.failed == nil {
		r.failed = err
	}
}

// convert returns the page's content: Liquid run and Markdown converted, not yet in its layout.
func (p *Page) convert(ctx context.Context) (string, error) {
	return p.converted.do(func() (string, error) {
		r := &rendering{ctx: ctx, site: p.site, page: p}
		return r.body(p.Content)
	})
}

// render returns the whole page.
func (p *Page) render(ctx context.Context) (string, error) {
	return p.rendered.do(func() (string, error) {
		text, err := p.convert(ctx)
		if err != nil {
			return "", err
		}
		if p.placesInLayout() {
			r := &rendering{ctx: ctx, site: p.site, page: p, inLayout: true, converted: text}
			if text, err = r.layouts(text); err != nil {
				return "", err
			}
		}
		for _, hook := range p.site.postRender {
			if text, err = hook(p, text); err != nil {
				return "", fmt.Errorf("%s: %w", p.Path, err)
			}
		}
		return text, nil
	})
}

// body runs a page's or excerpt's Liquid and converts the result.
func (r *rendering) body(source string) (string, error) {
	text, err := r.liquid(source)
	if err == nil {
		text, err = r.site.convert(r.ctx, r.page, text)
	}
	if err != nil {
		return "", &Error{Page: r.page.Path, Excerpt: r.excerpt != nil, Err: err}
	}
	return text, nil
}

// liquid runs a page's own text, or the Go that stands in its place.
func (r *rendering) liquid(source string) (string, error) {
	if r.page.Print != nil && r.excerpt == nil {
		return r.run(r.site.printer)
	}
	if !r.page.rendersLiquid(source) {
		return source, nil
	}
	r.layout = r.site.layoutData(r.page)
	t, err := r.site.parse(r.page.Path, source, r.page.Line)
	if err != nil {
		return "", err
	}
	return r.run(t)
}

// layouts lays text into the page's layout, that one into its own, and so on.
func (r *rendering) layouts(text string) (string, error) {
	name := r.page.get("layout")
	l := r.site.Layout(liquid.ToString(name))
	if l == nil && name != nil {
		r.site.Warn(r.site.missingLayout(liquid.ToString(name), r.page.Path))
	}
	used := map[*Layout]bool{}
	var inner *liquid.Map
	for l != nil && !used[l] {
		used[l] = true
		r.content = text
		if r.layout = l.Data; inner != nil {
			r.layout = deepMerge(l.Data, inner)
		}
		inner = r.layout
		t, err := l.template.get(func() (*liquid.Template, error) { return r.site.parse(l.Path, l.Content, l.Line) })
		if err == nil {
			text, err = r.run(t)
		}
		if err != nil {
			return "", &Error{Page: r.page.Path, Layout: l.Path, Err: err}
		}
		next, _ := l.Data.Get("layout")
		if next == nil {
			break
		}
		l = r.site.Layout(liquid.ToString(next))
	}
	return text, nil
}

func (r *rendering) run(t *liquid.Template) (string, error) {
	o := r.site.renderOptions
	o.Registers = map[string]any{renderingKey: r}
	finish := r.site.Options.Profile.start(t.Name())
	text, err := t.Render(r.ctx, (*payload)(r), o)
	finish(len(text))
	r.site.warnOf(t)
	if err == nil {
		err = r.failed
	}
	return text, err
}

// warnOf tells of markup that the forgiving parser read in its own way.
func (s *Site) warnOf(t *liquid.Template) {
	for _, w := range t.Warnings() {
		s.Warn("Liquid Warning: " + w.Liquid() + " in " + t.Name())
	}
}

// payload is the variables of a template: Jekyll::Drops::UnifiedPayloadDrop.
type payload rendering

func (p *payload) Get(key string) (any, bool) {
	r := (*rendering)(p)
	switch key {
	case "page":
		if r.excerpt != nil {
			return &excerptDrop{drop{r.page}}, true
		}
		return &r.page.drop, true
	case "site":
		return &siteDrop{site: r.site, rendering: r}, true
	case "content":
		return r.content, true
	case "layout":
		if r.layout == nil {
			return nil, true
		}
		return r.layout, true
	case "paginator":
		return r.page.Pager, true
	case "jekyll":
		return r.site.jekyllDrop, true
	case "theme":
		return r.site.theme, true
	case "highlighter_prefix", "highlighter_suffix":
		if r.site.isMarkdown(r.page.Ext()) {
			return "\n", true
		}
		return nil, true
	}
	return nil, false
}

// Error is a page that could not be rendered.
type Error struct {
	// Page is the path of the page; Layout that of the layout in which it happened, or "".
	Page, Layout string
	// Excerpt says that it was the page's excerpt.
	Excerpt bool
	Err     error
}

func (e *Error) Error() string {
	switch {
	case e.Layout != "":
		return fmt.Sprintf("%v (while rendering %s in the layout %s)", e.Err, e.Page, e.Layout)
	case e.Excerpt:
		return fmt.Sprintf("%v (while rendering the excerpt of %s)", e.Err, e.Page)
	default:
		return fmt.Sprintf("%v (while rendering %s)", e.Err, e.Page)
	}
}

func (e *Error) Unwrap() error { return e.Err }

// layoutData is what a page's own text sees as layout: the front matter of the layout that it names.
func (s *Site) layoutData(p *Page) *liquid.Map {
	if l := s.Layout(liquid.ToString(p.get("layout"))); l != nil {
		return l.Data
	}
	return nil
}
