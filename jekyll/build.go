package jekyll

import (
	"context"
	"errors"
	"fmt"
	"sort"
	"time"

	"github.com/galleypress/galley/jekyll/plugins"
	"github.com/galleypress/galley/jekyll/render"
	"github.com/galleypress/galley/jekyll/sass"
	"github.com/galleypress/galley/jekyll/site"
)

func build(ctx context.Context, o Options) (*Result, error) {
	r := reader{o: o}
	model := o.Site
	if model == nil {
		var err error
		if model, err = r.read(ctx); err != nil {
			return nil, err
		}
	}
	if err := fatal(model); err != nil {
		return nil, err
	}
	var fromTheme func(string) bool
	if over, ok := model.Source.(*overlay); ok {
		fromTheme = over.fromBottom
	}
	var profile *render.Profile
	if o.Profile {
		profile = render.NewProfile(time.Now)
	}
	s, err := render.New(ctx, model, render.Options{
		Environment:  environment(o),
		Cache:        o.Cache,
		SassPath:     o.Sass,
		FindSass:     func() string { return sass.Find(o.SassDirs...) },
		Limits:       o.Limits,
		Profile:      profile,
		LastModified: o.LastModified,
		Repository:   o.Repository,
		FromTheme:    fromTheme,
	})
	if err != nil {
		return nil, err
	}
	defer s.Close()
	if err := plugins.Join(s, model.Config.Plugins); err != nil {
		return nil, err
	}
	if err := s.Load(ctx); err != nil {
		return nil, err
	}
	if err := s.Generate(ctx); err != nil {
		return nil, err
	}
	if err := s.Render(ctx, o.Progress); err != nil {
		return nil, plugins.Explain(err)
	}
	outputs, err := collect(s)
	if err != nil {
		return nil, err
	}
	return &Result{
		Site:     model,
		Outputs:  outputs,
		Warnings: append(append(r.warnings, readWarnings(model)...), s.Warnings()...),
		NextDue:  nextDue(model),
		Profile:  profile,
	}, nil
}

func environment(o Options) string {
	if o.Environment == "" {
		return "production"
	}
	return o.Environment
}

// fatal is what Jekyll would stop at while reading.
func fatal(model *site.Site) error {
	var all []error
	for _, f := range model.Faults {
		if f.Fatal {
			all = append(all, errors.New(sentence(f)))
		}
	}
	return errors.Join(all...)
}

func readWarnings(model *site.Site) []string {
	var warnings []string
	for _, w := range model.Config.Warnings {
		warnings = append(warnings, sentence(site.Fault{Path: w.File, Line: w.Line, Column: w.Column, Message: w.Message}))
	}
	for _, f := range model.Faults {
		warnings = append(warnings, sentence(f))
	}
	warnings = append(warnings, plugins.RubyWarnings(model.Source, model.Config.PluginsDir)...)
	return append(warnings, plugins.GemfileWarnings(model.Source, model.Config.Plugins)...)
}

func sentence(f site.Fault) string {
	switch {
	case f.Path == "":
		return f.Message
	case f.Line == 0:
		return f.Path + ": " + f.Message
	default:
		return fmt.Sprintf("%s:%d:%d: %s", f.Path, f.Line, f.Column, f.Message)
	}
}

// nextDue is the date of the earliest post that waits for its day.
func nextDue(model *site.Site) time.Time {
	var due time.Time
	for _, d := range model.Hidden {
		if d.Draft || !d.Date.After(model.Now) || d.Data.Value("published") == false {
			continue
		}
		if due.IsZero() || d.Date.Before(due) {
			due = d.Date
		}
	}
	return due
}

// collect gathers the files of the rendered site. Where several have one destination the last counts, in Jekyll's order: pages, static files, documents.
func collect(s *render.Site) ([]Output, error) {
	c := collector{site: s, index: map[string]int{}}
	for _, p := range s.Pages {
		c.page(p)
	}
	for _, f := range s.Static {
		if err := c.static(f); err != nil {
			return nil, err
		}
	}
	for _, collection := range s.Collections {
		if collection.Output {
			for _, p := range collection.Docs {
				c.page(p)
			}
		}
	}
	for _, m := range s.SourceMaps() {
		c.add(Output{Path: m.Path, Data: []byte(m.Text), URL: m.URL}, m.Path)
	}
	sort.Slice(c.outputs, func(i, j int) bool { return c.outputs[i].Path < c.outputs[j].Path })
	return c.outputs, nil
}

type collector struct {
	site    *render.Site
	outputs []Output
	from    []string // what each output was made of, for warnings
	index   map[string]int
}

func (c *collector) page(p *render.Page) {
	out := Output{Path: p.Destination(), Data: p.TakeOutput(), URL: p.URL()}
	if !p.Made {
		out.Page = p.SourcePath()
	}
	c.add(out, p.Path)
}

func (c *collector) static(f *render.StaticFile) error {
	if f.Hidden {
		return nil
	}
	out := Output{Path: f.Destination, Source: f.Source, URL: f.URL()}
	data, fromTheme, err := f.ThemeData()
	if err != nil {
		return err
	}
	if fromTheme {
		out.Data, out.Source = data, ""
	}
	c.add(out, f.Path)
	return nil
}

func (c *collector) add(out Output, from string) {
	i, taken := c.index[out.Path]
	if !taken {
		c.index[out.Path] = len(c.outputs)
		c.outputs = append(c.outputs, out)
		c.from = append(c.from, from)
		return
	}
	if c.from[i] != from {
		c.site.Warn(fmt.Sprintf("Conflict: The following destination is shared by multiple files: %s (%s and %s). The last one is kept; give one of them another permalink.", out.Path, c.from[i], from))
	}
	c.outputs[i], c.from[i] = out, from
}
