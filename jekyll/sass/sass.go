// Package sass compiles Sass and SCSS with Dart Sass, which runs as a process of its own and is started by the first stylesheet that is not in the
// cache. Imports are read from an fs.FS, never from the disk, so that a stylesheet sees nothing but its site and theme.
package sass

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os/exec"
	"path"
	"strings"
	"sync"
	"time"

	"github.com/bep/godartsass/v2"
)

// Cache keeps compiled stylesheets; see render.Cache.
type Cache interface {
	Get(key string) (value []byte, ok bool)
	Put(key string, value []byte)
}

// Options are a Compiler's settings.
type Options struct {
	// Executable is Dart Sass's; see Find.
	Executable string
	// Roots are the trees in which stylesheets are looked for, the site's source first, then the theme's.
	Roots []fs.FS
	// LoadPaths are folders of the roots in which imports are looked for: index in Roots, and path.
	LoadPaths []LoadPath
	// Compressed asks for CSS without white space.
	Compressed bool
	// Cache may be nil.
	Cache Cache
	// Warn is told of @warn and the like, but not of deprecations; nil: nobody.
	Warn func(string)
}

// LoadPath is a folder of one of the roots.
type LoadPath struct {
	Root int
	Dir  string
}

// Compiler compiles stylesheets, several at once. Close it.
type Compiler struct {
	o Options

	mu      sync.Mutex
	process *godartsass.Transpiler
}

// New returns a compiler; nothing is started yet.
func New(o Options) *Compiler { return &Compiler{o: o} }

// ErrNotFound is the error where a stylesheet has to be compiled and there is no Dart Sass.
var ErrNotFound = errors.New("there is no Dart Sass to compile Sass with. Install it from https://sass-lang.com/install or with `npm install sass-embedded`, " +
	"or name its executable with --sass or GALLEY_SASS. Sites without .scss and .sass files do not need it")

// Sheet is a stylesheet to be compiled.
type Sheet struct {
	// Name is its path in the site, for messages and source maps; Text is its source, beginning in line Line of the file (0 counts as 1).
	Name, Text string
	Line       int
	// Indented is the syntax of .sass files.
	Indented bool
	// Map asks for a source map.
	Map bool
}

// Result is what a stylesheet becomes.
type Result struct {
	CSS string
	Map string // "" unless it was asked for
}

// Compile compiles a stylesheet. Errors name the file and line.
func (c *Compiler) Compile(ctx context.Context, s Sheet) (Result, error) {
	key := c.key(s)
	if r, ok := c.cached(key); ok {
		return r, nil
	}
	if err := ctx.Err(); err != nil {
		return Result{}, err
	}
	process, err := c.start()
	if err != nil {
		return Result{}, err
	}
	imports := &resolver{c: c, texts: map[string]string{}}
	args := godartsass.Args{
		Source:                  s.Text,
		SourceSyntax:            godartsass.SourceSyntaxSCSS,
		OutputStyle:             godartsass.OutputStyleExpanded,
		EnableSourceMap:         s.Map,
		SourceMapIncludeSources: true,
		ImportResolver:          imports,
	}
	if s.Indented {
		args.SourceSyntax = godartsass.SourceSyntaxSASS
	}
	if c.o.Compressed {
		args.OutputStyle = godartsass.OutputStyleCompressed
	}
	out, err := process.Execute(args)
	if err != nil {
		return Result{}, explain(err, s, imports)
	}
	r := Result{CSS: strings.TrimPrefix(out.CSS, "\ufeff"), Map: relocate(out.SourceMap, s)}
	if r.CSS != "" && !strings.HasSuffix(r.CSS, "\n") {
		r.CSS += "\n"
	}
	c.keep(key, r, imports)
	return r, nil
}

// Close ends the process.
func (c *Compiler) Close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.process != nil {
		_ = c.process.Close() // it ends with an error code when its input is closed
		c.process = nil
	}
}

func (c *Compiler) start() (*godartsass.Transpiler, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.process != nil {
		return c.process, nil
	}
	if c.o.Executable == "" {
		return nil, ErrNotFound
	}
	if _, err := exec.LookPath(c.o.Executable); err != nil {
		return nil, fmt.Errorf("the executable of Dart Sass cannot be started as %s: %w", c.o.Executable, err)
	}
	if _, err := godartsass.Version(c.o.Executable); err != nil {
		return nil, fmt.Errorf("%s is no Dart Sass that can be embedded: `%s --embedded --version` fails. The npm package sass is not enough; sass-embedded is, "+
			"and so is the release from https://sass-lang.com/install", c.o.Executable, c.o.Executable)
	}
	process, err := godartsass.Start(godartsass.Options{
		DartSassEmbeddedFilename: c.o.Executable,
		Timeout:                  2 * time.Minute,
		Stderr:                   io.Discard,
		LogEventHandler: func(e godartsass.LogEvent) {
			if e.Type == godartsass.LogEventTypeWarning && c.o.Warn != nil && !strings.Contains(e.Message, "deprecation warnings omitted") {
				c.o.Warn(strings.ReplaceAll(e.Message, scheme, ""))
			}
		},
	})
	if err != nil {
		return nil, fmt.Errorf("the executable of Dart Sass cannot be started as %s: %w", c.o.Executable, err)
	}
	c.process = process
	return process, nil
}

// explain says where in which file Sass found a fault.
func explain(err error, s Sheet, imports *resolver) error {
	var e godartsass.SassError
	if !errors.As(err, &e) {
		return fmt.Errorf("%s: Sass: %w", s.Name, err)
	}
	name, text, line := s.Name, s.Text, max(s.Line, 1)
	if e.Span.Url != "" {
		name, text, line = strings.TrimPrefix(e.Span.Url, scheme+"0/"), imports.text(e.Span.Url), 1
		name = strings.TrimPrefix(name, scheme)
	}
	line += strings.Count(text[:min(e.Span.Start.Offset, len(text))], "\n")
	return fmt.Errorf("%s:%d:%d: Sass: %s", name, line, e.Span.Start.Column+1, strings.TrimSpace(e.Message))
}

// relocate names the files of a source map by their paths in the site.
func relocate(text string, s Sheet) string {
	if text == "" {
		return ""
	}
	var m map[string]any
	if json.Unmarshal([]byte(text), &m) != nil {
		return ""
	}
	sources, _ := m["sources"].([]any)
	for i, source := range sources {
		name, _ := source.(string)
		switch {
		case strings.HasPrefix(name, scheme):
			_, sources[i], _ = strings.Cut(strings.TrimPrefix(name, scheme), "/")
		default:
			sources[i] = path.Base(s.Name)
		}
	}
	m["file"] = strings.TrimSuffix(path.Base(s.Name), path.Ext(s.Name)) + ".css"
	out, err := json.Marshal(m)
	if err != nil {
		return ""
	}
	return string(out)
}

// record is a compiled stylesheet in the cache, with what it imported: it counts as long as each import leads to the same file with the same text.
type record struct {
	Result  Result
	Imports map[string]string // what was asked for → where it was found
	Hashes  map[string]string // where → the text's hash
}

func (c *Compiler) key(s Sheet) string {
	settings, _ := json.Marshal([]any{s.Name, s.Text, s.Indented, s.Map, c.o.Compressed, c.o.LoadPaths})
	return "sass/" + hash(string(settings))
}

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

func (c *Compiler) cached(key string) (Result, bool) {
	if c.o.Cache == nil {
		return Result{}, false
	}
	data, ok := c.o.Cache.Get(key)
	var r record
	if !ok || json.Unmarshal(data, &r) != nil {
		return Result{}, false
	}
	now := &resolver{c: c, texts: map[string]string{}}
	for asked, found := range r.Imports {
		if url, err := now.CanonicalizeURL(asked); err != nil || url != found {
			return Result{}, false
		}
	}
	for url, sum := range r.Hashes {
		if i, err := now.Load(url); err != nil || hash(i.Content) != sum {
			return Result{}, false
		}
	}
	return r.Result, true
}

func (c *Compiler) keep(key string, result Result, imports *resolver) {
	if c.o.Cache == nil {
		return
	}
	r := record{Result: result, Imports: imports.asked, Hashes: map[string]string{}}
	for url, text := range imports.texts {
		r.Hashes[url] = hash(text)
	}
	if data, err := json.Marshal(r); err == nil {
		c.o.Cache.Put(key, data)
	}
}
