package render

import (
	"context"
	"fmt"
	"sort"
	"sync"
	"time"

	"github.com/galleypress/galley/jekyll/config"
	"github.com/galleypress/galley/jekyll/liquid"
	"github.com/galleypress/galley/jekyll/site"
)

// Site is a site that has been read and is being rendered. Plugins may change its exported fields until rendering begins.
type Site struct {
	// Config is the configuration with Jekyll's defaults beneath it.
	Config *liquid.Map
	// Pages are the pages in Jekyll's order.
	Pages []*Page
	// Collections are the site's collections in the order of the configuration; posts are one of them.
	Collections []*Collection
	// Static are the files that are copied.
	Static []*StaticFile
	// Layouts are the site's and the theme's, by name.
	Layouts map[string]*Layout
	// Data is site.data: a *liquid.Map of the data files, or whatever the configuration has under data.
	Data any
	// Time is the time of the build, in the site's zone.
	Time time.Time

	// Options are those given to New.
	Options Options

	model    *site.Site
	cfg      *config.Config
	baseurl  string
	url      string
	env      *liquid.Environment
	printer  *liquid.Template                  // runs a page's Print
	toHTML   func(text string) (string, error) // kramdown with the site's settings
	smartify func(text string) (string, error) // its typography alone
	markdown map[string]bool                   // extensions, with their dot
	// markdownKey stands for the settings of kramdown in the cache's keys.
	markdownKey string
	styles      *stylesheets
	lists       *lists
	targets     func() *targets
	blocks      map[string]bool // tags that stand around a body
	includes    sync.Map        // path → *liquid.Template
	cached      sync.Map        // what include_cached printed

	generators    []prioritized
	postRender    []PostRender
	renderOptions liquid.RenderOptions
	jekyllDrop    any
	theme         any

	mu       sync.Mutex
	warnings []string
	warned   map[string]bool
}

// Posts is the collection of the posts.
func (s *Site) Posts() *Collection { return s.Collection("posts") }

// Collection is the collection with that label, or nil.
func (s *Site) Collection(label string) *Collection {
	for _, c := range s.Collections {
		if c.Label == label {
			return c
		}
	}
	return nil
}

// Layout is the layout of that name, or nil.
func (s *Site) Layout(name string) *Layout { return s.Layouts[name] }

// Setting is a value of the configuration, found through nested keys; nil where it is not set.
func (s *Site) Setting(keys ...string) any { return s.setting(keys...) }

func (s *Site) setting(keys ...string) any {
	var v any = s.Config
	for _, key := range keys {
		m, ok := v.(*liquid.Map)
		if !ok {
			return nil
		}
		v, _ = m.Get(key)
	}
	return v
}

// Warn keeps a sentence for whoever builds the site. The same sentence is kept once.
func (s *Site) Warn(sentence string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.warned[sentence] {
		s.warned[sentence] = true
		s.warnings = append(s.warnings, sentence)
	}
}

// Warnings are the sentences given to Warn, sorted, for pages are rendered in no fixed order.
func (s *Site) Warnings() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	sorted := append([]string{}, s.warnings...)
	sort.Strings(sorted)
	return sorted
}

// Generate runs the generators of the plugins.
func (s *Site) Generate(ctx context.Context) error {
	sort.SliceStable(s.generators, func(i, j int) bool { return s.generators[i].priority > s.generators[j].priority })
	for _, g := range s.generators {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := g.generate(ctx, s); err != nil {
			return fmt.Errorf("%s: %w", g.name, err)
		}
	}
	return nil
}

func (s *Site) isBlock(tag string) bool { return s.blocks[tag] }
