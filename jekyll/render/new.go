package render

import (
	"context"
	"path"
	"strings"
	"time"
	"unsafe"

	"github.com/galleypress/galley/jekyll/config"
	"github.com/galleypress/galley/jekyll/liquid"
	"github.com/galleypress/galley/jekyll/site"
)

// Options say how a site is rendered.
type Options struct {
	// Environment is jekyll.environment.
	Environment string
	// Cache may be nil.
	Cache Cache
	// SassPath is the path of Dart Sass's executable; where it is empty, FindSass is asked, if it is not nil, when a stylesheet needs it.
	SassPath string
	FindSass func() string
	// Limits bound what each template may cost.
	Limits liquid.Limits
	// Profile is filled in while rendering; it may be nil.
	Profile *Profile
	// LastModified says when a file of the source was last changed; it may be nil.
	LastModified func(path string) (time.Time, bool)
	// Repository is owner/name on GitHub, or "".
	Repository string
	// FromTheme says which files of the source come from a theme that was laid beneath it; nil: none.
	FromTheme func(path string) bool
}

// Version is the version of Jekyll whose behaviour is followed: jekyll.version in templates.
const Version = "4.3.1"

// New prepares a site that has been read for rendering.
func New(ctx context.Context, model *site.Site, o Options) (*Site, error) {
	cfg := model.Config
	s := &Site{
		Config:  Map(cfg.Data),
		Data:    Map(model.Data),
		Time:    model.Now,
		Layouts: map[string]*Layout{},
		Options: o,
		model:   model,
		cfg:     cfg,
		baseurl: strings.TrimSuffix(liquid.ToString(Value(cfg.Data.Value("baseurl"))), "/"),
		url:     liquid.ToString(Value(cfg.Data.Value("url"))),
		blocks:  map[string]bool{},
		warned:  map[string]bool{},
	}
	if data, _ := s.Config.Get("data"); liquid.Truthy(data) {
		s.Data = data
	}
	s.lists = newLists(s)
	s.targets = newTargets(s)
	s.setMarkdownExtensions(cfg)
	if err := s.setLiquid(o); err != nil {
		return nil, err
	}
	if err := s.setKramdown(); err != nil {
		return nil, err
	}
	s.styles = newStylesheets(s)
	for _, c := range model.Collections {
		s.addCollection(c)
	}
	for _, p := range model.Pages {
		if err := s.addPage(p); err != nil {
			return nil, err
		}
	}
	for _, f := range model.Static {
		s.addStatic(f)
	}
	for name, l := range model.Layouts {
		body, err := l.Body()
		if err != nil {
			return nil, err
		}
		s.Layouts[name] = &Layout{Name: name, Path: l.Path, Data: Map(l.Data), Content: string(body), Line: bodyLine(&l.File)}
	}
	return s, nil
}

func (s *Site) setMarkdownExtensions(cfg *config.Config) {
	s.markdown = map[string]bool{}
	for _, ext := range cfg.MarkdownExt {
		s.markdown[ext] = true
	}
}

func (s *Site) addCollection(c *site.Collection) {
	out := &Collection{Label: c.Label, Output: c.Output, Metadata: Map(c.Metadata)}
	for i, d := range c.Docs {
		p := &Page{
			Path: d.RelativePath, Collection: out, Data: Map(d.Data), Date: d.Date,
			site: s, url: d.URL, dest: d.Destination(), index: i, file: &d.File,
		}
		p.drop.page = p
		out.Docs = append(out.Docs, p)
	}
	s.Collections = append(s.Collections, out)
}

func (s *Site) addPage(model *site.Page) error {
	p := &Page{
		Path: strings.TrimPrefix(path.Join(model.Dir, model.Name), "/"),
		Data: pageData(Map(model.Defaults), Map(model.Data)),
		site: s, url: model.URL, dest: model.Destination(), file: &model.File,
	}
	p.drop.page = p
	s.Pages = append(s.Pages, p)
	return nil
}

// pageData puts a page's own front matter over its defaults. A key that is there with nothing behind it stays empty: `layout:` means no layout.
func pageData(defaults, own *liquid.Map) *liquid.Map {
	data := deepMerge(defaults, own)
	own.Each(func(k, v any) bool {
		if v == nil {
			data.Set(k, nil)
		}
		return true
	})
	return data
}

func (s *Site) addStatic(model *site.StaticFile) {
	f := &StaticFile{
		Path: model.RelativePath, Source: model.Path, Destination: model.Destination(), Data: Map(model.Defaults),
		ModTime: func() time.Time { return model.ModTime.In(s.Time.Location()) },
		Hidden:  !model.Written, url: model.URL,
	}
	if model.FromTheme {
		f.theme = s.model.Theme
	} else if s.Options.FromTheme != nil && s.Options.FromTheme(model.Path) {
		f.theme = s.model.Source
	}
	if model.Collection != nil {
		if c := s.Collection(model.Collection.Label); c != nil {
			f.Collection = c
			c.Files = append(c.Files, f)
		}
	}
	s.Static = append(s.Static, f)
}

func bodyLine(f *site.File) int {
	if f.FrontMatter == nil {
		return 1
	}
	return f.FrontMatter.BodyLine
}

// Load reads the text of every page and cuts excerpts from it. It comes after the plugins have been set up, whose tags may stand in the text.
func (s *Site) Load(ctx context.Context) error {
	return forEach(ctx, s.allPages(), func(p *Page) error {
		if p.file != nil {
			body, err := p.file.Body()
			if err != nil {
				return err
			}
			p.Content, p.Line = text(body), bodyLine(p.file)
		}
		s.cutExcerpt(p)
		return nil
	})
}

// text is bytes that nobody changes as a string, without a copy: a large site's posts are in memory once.
func text(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// allPages are the documents and pages in the order in which Jekyll renders them.
func (s *Site) allPages() []*Page {
	var all []*Page
	for _, c := range s.Collections {
		all = append(all, c.Docs...)
	}
	return append(all, s.Pages...)
}
