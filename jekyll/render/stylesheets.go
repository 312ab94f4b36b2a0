package render

import (
	"context"
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/galleypress/galley/jekyll/liquid"
	"github.com/galleypress/galley/jekyll/sass"
)

// stylesheets compiles a site's Sass with its settings (jekyll-sass-converter).
type stylesheets struct {
	site *Site

	mu   sync.Mutex
	dart *sass.Compiler   // made when it is first needed
	maps map[*Page]string // source maps
}

func newStylesheets(s *Site) *stylesheets { return &stylesheets{site: s, maps: map[*Page]string{}} }

func (st *stylesheets) compiler() *sass.Compiler {
	st.mu.Lock()
	defer st.mu.Unlock()
	if st.dart == nil {
		st.dart = sass.New(st.site.sassOptions())
	}
	return st.dart
}

func (s *Site) sassOptions() sass.Options {
	o := sass.Options{
		Executable: s.Options.SassPath,
		Roots:      []fs.FS{s.model.Source},
		Compressed: strings.TrimPrefix(liquid.ToString(s.setting("sass", "style")), ":") == "compressed",
		Cache:      s.Options.Cache,
		Warn:       func(message string) { s.Warn("Sass: " + strings.TrimSpace(message)) },
	}
	if o.Executable == "" && s.Options.FindSass != nil {
		o.Executable = s.Options.FindSass()
	}
	// An import is looked for at the top of the site first: Jekyll compiles as if every stylesheet lay there.
	o.LoadPaths = []sass.LoadPath{{Root: 0, Dir: "."}}
	for _, dir := range Items(s.setting("sass", "load_paths")) {
		pattern := path.Clean(strings.TrimPrefix(liquid.ToString(dir), "/"))
		found, err := fs.Glob(s.model.Source, pattern)
		if err != nil || found == nil {
			found = []string{pattern}
		}
		for _, f := range found {
			o.LoadPaths = append(o.LoadPaths, sass.LoadPath{Root: 0, Dir: f})
		}
	}
	dir := liquid.ToString(s.setting("sass", "sass_dir"))
	if dir == "" {
		dir = "_sass"
	}
	o.LoadPaths = append(o.LoadPaths, sass.LoadPath{Root: 0, Dir: path.Clean(strings.TrimPrefix(dir, "/"))})
	if s.model.Theme != nil {
		o.Roots = append(o.Roots, s.model.Theme)
		o.LoadPaths = append(o.LoadPaths, sass.LoadPath{Root: 1, Dir: "_sass"})
	}
	return o
}

// page compiles a page's stylesheet and keeps its source map.
func (st *stylesheets) page(ctx context.Context, p *Page, text string) (string, error) {
	sheet := sass.Sheet{Name: p.Path, Text: text, Line: p.Line, Indented: strings.EqualFold(p.Ext(), ".sass"), Map: p.Collection == nil && st.wantsMap()}
	out, err := st.compiler().Compile(ctx, sheet)
	if err != nil {
		return "", err
	}
	if out.Map == "" {
		return out.CSS, nil
	}
	st.mu.Lock()
	st.maps[p] = out.Map
	st.mu.Unlock()
	return out.CSS + "\n/*# sourceMappingURL=" + path.Base(p.dest) + ".map */", nil
}

// text compiles text that stands in a page.
func (st *stylesheets) text(c *liquid.Context, text string, indented bool) (string, error) {
	out, err := st.compiler().Compile(c.Context(), sass.Sheet{Name: c.Template(), Text: text, Indented: indented})
	return out.CSS, err
}

// wantsMap follows the setting sass.sourcemap: always, never, or development.
func (st *stylesheets) wantsMap() bool {
	switch strings.TrimPrefix(liquid.ToString(st.site.setting("sass", "sourcemap")), ":") {
	case "never":
		return false
	case "development":
		return st.site.Options.Environment == "development"
	}
	return true
}

// SourceMaps are the source maps of the site's stylesheets, once it has been rendered.
func (s *Site) SourceMaps() []SourceMap {
	s.styles.mu.Lock()
	defer s.styles.mu.Unlock()
	var maps []SourceMap
	for p, text := range s.styles.maps {
		maps = append(maps, SourceMap{Path: p.dest + ".map", URL: p.url + ".map", Text: text})
	}
	return maps
}

// SourceMap is a file that leads from a stylesheet's CSS back to its Sass.
type SourceMap struct{ Path, URL, Text string }

// Close ends what the site has started: Dart Sass.
func (s *Site) Close() {
	s.styles.mu.Lock()
	defer s.styles.mu.Unlock()
	if s.styles.dart != nil {
		s.styles.dart.Close()
	}
}
