package render

import (
	"context"

	"github.com/galleypress/galley/jekyll/liquid"
)

// Plugin is what one of Jekyll's gems does, in Go. It is a value in the table of package plugins.
type Plugin struct {
	// Name is the gem's name, as it stands in the site's plugins list.
	Name string
	// Aliases are other names of the same.
	Aliases []string
	// Setup joins the plugin to a site that names it: it reads the settings and registers with the site's Add methods.
	// An error ends the build; say in it which setting is wrong and how it is meant.
	Setup func(s *Site) error
}

// The priorities of Jekyll's generators; a higher one runs earlier.
const (
	Highest = 100
	High    = 10
	Normal  = 0
	Low     = -10
	Lowest  = -100
)

// Generator adds pages to a site that has been read, or changes those that are there (Jekyll::Generator).
type Generator func(ctx context.Context, s *Site) error

// A PostRender changes a page's finished text (Jekyll's hook :post_render of pages and documents). It may run for many pages at once.
type PostRender func(p *Page, text string) (string, error)

type prioritized struct {
	priority int
	name     string
	generate Generator
}

// AddGenerator registers a generator under the name that errors show; of equal priorities the one registered first runs first.
func (s *Site) AddGenerator(name string, priority int, g Generator) {
	s.generators = append(s.generators, prioritized{priority, name, g})
}

// AddPostRender registers a change to every finished page and document.
func (s *Site) AddPostRender(hook PostRender) { s.postRender = append(s.postRender, hook) }

// AddFilter registers a Liquid filter that takes from min to max arguments besides its input (max < 0: any number).
func (s *Site) AddFilter(name string, min, max int, fn liquid.FilterFunc) {
	s.env.RegisterFilter(name, min, max, fn)
}

// AddTag registers a Liquid tag.
func (s *Site) AddTag(name string, parse liquid.TagParser) { s.env.RegisterTag(name, parse) }

// AddBlock registers a Liquid tag that stands around a body.
func (s *Site) AddBlock(name string, parse liquid.BlockParser) {
	s.blocks[name] = true
	s.env.RegisterBlock(name, parse)
}

// Current is the site and page that a tag or filter works for. Both are nil outside a page's rendering.
func Current(c *liquid.Context) (*Site, *Page) {
	r := current(c)
	if r == nil {
		return nil, nil
	}
	return r.site, r.page
}
