package render

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/galleypress/galley/jekyll/liquid"
)

// include is one of Jekyll's three tags that put a file's template in their place.
type include struct {
	tag    string
	file   string           // as written
	inFile *liquid.Template // file, where it holds {{ … }}
	params []includeParam
	given  bool // parameters were given
	// relative looks beside the page instead of in the includes folder; cached keeps what the include printed.
	relative, cached bool
}

type includeParam struct {
	name  string
	text  string             // a quoted value
	value *liquid.Expression // nil for a quoted one
}

var (
	includeVariable = regexp.MustCompile(`(?s)([^{]*(?:\{\{\s*[\w\-.]+\s*(?:\|.*)?\}\}[^\s{}]*)+)(.*)`)
	includeParamRE  = regexp.MustCompile(`([\w-]+)\s*=\s*(?:"([^"\\]*(?:\\.[^"\\]*)*)"|'([^'\\]*(?:\\.[^'\\]*)*)'|([\w.-]+))`)
	validFilename   = regexp.MustCompile(`(?m)^[\w/.\-()+~#@]+$`)
	invalidSequence = regexp.MustCompile(`[./]{2,}`)
)

// ParseInclude is the parser of the tag include, and of tags like it that plugins bring.
func parseInclude(p *liquid.Parser, tag liquid.Tag) (liquid.Node, error) {
	return newInclude(p, tag)
}

func parseIncludeRelative(p *liquid.Parser, tag liquid.Tag) (liquid.Node, error) {
	n, err := newInclude(p, tag)
	if err != nil {
		return nil, err
	}
	n.relative = true
	return n, nil
}

// ParseIncludeCached is the parser of jekyll-include-cache's tag include_cached.
func ParseIncludeCached(p *liquid.Parser, tag liquid.Tag) (liquid.Node, error) {
	n, err := newInclude(p, tag)
	if err != nil {
		return nil, err
	}
	n.cached = true
	return n, nil
}

func newInclude(p *liquid.Parser, tag liquid.Tag) (*include, error) {
	markup := strings.TrimSpace(tag.Markup)
	n := &include{tag: tag.Name}
	params := ""
	if m := includeVariable.FindStringSubmatchIndex(markup); m != nil {
		n.file, params = strings.TrimSpace(markup[m[2]:m[3]]), strings.TrimSpace(markup[m[4]:m[5]])
		t, err := p.Template(n.file)
		if err != nil {
			return nil, err
		}
		n.inFile, n.given = t, true
	} else {
		end := strings.IndexFunc(markup, isRubySpace)
		if end < 0 {
			n.file = markup
		} else {
			n.file, params, n.given = markup[:end], strings.TrimLeftFunc(markup[end:], isRubySpace), true
		}
	}
	for rest := params; rest != ""; {
		m := includeParamRE.FindStringSubmatchIndex(rest)
		if m == nil || m[0] != 0 || (m[1] < len(rest) && !isRubySpace(rune(rest[m[1]]))) {
			return nil, p.Errorf("Invalid syntax for include tag: %s. Valid syntax: {%% %s file.ext param='value' param2=\"value\" %%}", params, tag.Name)
		}
		param := includeParam{name: rest[m[2]:m[3]]}
		switch {
		case m[4] >= 0:
			param.text = strings.ReplaceAll(rest[m[4]:m[5]], `\"`, `"`)
		case m[6] >= 0:
			param.text = strings.ReplaceAll(rest[m[6]:m[7]], `\'`, `'`)
		default:
			param.value = p.Expression(rest[m[8]:m[9]])
		}
		n.params = append(n.params, param)
		rest = strings.TrimLeftFunc(rest[m[1]:], isRubySpace)
	}
	return n, nil
}

// Render puts the included file in the tag's place.
func (n *include) Render(c *liquid.Context) error {
	r := current(c)
	file := n.file
	if n.inFile != nil {
		text, err := c.Capture(func() error { return c.Include(n.inFile) })
		if err != nil {
			return err
		}
		file = text
	}
	if invalidSequence.MatchString(file) || !validFilename.MatchString(file) {
		return c.Errorf(liquid.ArgumentError, "Invalid syntax for include tag. File contains invalid characters or sequences: %q", file)
	}
	params, err := n.eval(c)
	if err != nil {
		return err
	}
	if n.cached {
		return r.site.includeCached(c, file, params, func() error { return n.run(c, r, file, params) })
	}
	return n.run(c, r, file, params)
}

func (n *include) run(c *liquid.Context, r *rendering, file string, params *liquid.Map) error {
	t, err := n.find(c, r, file)
	if err != nil {
		return err
	}
	return c.Scope(func() error {
		if params != nil {
			c.Set("include", params)
		}
		finish := r.site.Options.Profile.start(t.Name())
		defer finish(0)
		return c.Include(t)
	})
}

func (n *include) eval(c *liquid.Context) (*liquid.Map, error) {
	if !n.given {
		return nil, nil
	}
	params := liquid.NewMap()
	for _, p := range n.params {
		var value any = p.text
		if p.value != nil {
			v, err := p.value.Eval(c)
			if err != nil {
				return nil, err
			}
			value = v
		}
		params.Set(p.name, value)
	}
	return params, nil
}

func (n *include) find(c *liquid.Context, r *rendering, file string) (*liquid.Template, error) {
	s := r.site
	if !n.relative {
		t, err := s.include(file)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, c.Errorf(liquid.FileSystem, "%s", s.missingInclude(file))
		}
		return t, unreadable(c, file, err)
	}
	full := path.Join(path.Dir(s.sourcePath(r.page)), file)
	t, err := s.compiled(s.model.Source, full)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, c.Errorf(liquid.FileSystem, "Could not locate the included file '%s' beside %s.", file, r.page.Path)
	}
	return t, unreadable(c, file, err)
}

// unreadable words the error of a file that is there and cannot be read; a fault in the template passes as it is.
func unreadable(c *liquid.Context, file string, err error) error {
	var failed *fs.PathError
	if !errors.As(err, &failed) {
		return err
	}
	return c.Errorf(liquid.FileSystem, "The included file '%s' cannot be read (%v). If it is a link, it must not lead out of the site.", file, failed.Err)
}

// include is the compiled file of the site's or the theme's includes folder.
func (s *Site) include(file string) (*liquid.Template, error) {
	name := path.Join(s.cfg.IncludesDir, file)
	t, err := s.compiled(s.model.Source, name)
	if errors.Is(err, fs.ErrNotExist) && s.model.Theme != nil {
		return s.compiled(s.model.Theme, path.Join("_includes", file))
	}
	return t, err
}

// compiled is the compiled file of that name, compiled once.
func (s *Site) compiled(fsys fs.FS, name string) (*liquid.Template, error) {
	key := name
	if fsys == s.model.Theme {
		key = "theme:" + name
	}
	if t, ok := s.includes.Load(key); ok {
		return t.(*liquid.Template), nil
	}
	source, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	t, err := s.parse(name, string(bytes.TrimPrefix(source, byteOrderMark)), 1)
	if err != nil {
		return nil, err
	}
	s.warnOf(t)
	first, _ := s.includes.LoadOrStore(key, t)
	return first.(*liquid.Template), nil
}

var byteOrderMark = []byte("\ufeff")

// missingInclude is the sentence for an include that is not there, with the nearest name that is.
func (s *Site) missingInclude(file string) string {
	return fmt.Sprintf("Could not locate the included file '%s' in %s.%s", file, s.cfg.IncludesDir, didYouMean(file, slices.Clone(s.model.Includes)))
}

// missingLayout is the sentence for a layout that is not there.
func (s *Site) missingLayout(name, page string) string {
	return fmt.Sprintf("Layout '%s' requested in %s does not exist, so the page stands without one.%s", name, page, didYouMean(name, slices.Collect(maps.Keys(s.Layouts))))
}

// includeCached writes what the include printed for the same parameters before, or runs it (jekyll-include-cache).
func (s *Site) includeCached(c *liquid.Context, file string, params *liquid.Map, run func() error) error {
	key := file + "\x00" + liquid.Inspect(params)
	if text, ok := s.cached.Load(key); ok {
		c.Write(text.(string))
		return nil
	}
	text, err := c.Capture(run)
	if err != nil {
		return err
	}
	s.cached.Store(key, text)
	c.Write(text)
	return nil
}
