package site

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/galleypress/galley/jekyll/frontmatter"
	"github.com/galleypress/galley/jekyll/psych"
)

// readEntries makes pages and static files of the files that were found.
func (r *reader) readEntries(files []found) error {
	files = append(files, r.includedFiles(files)...)
	pages, static := make([]*Page, len(files)), make([]*StaticFile, len(files))
	err := r.each(len(files), func(i int) {
		p := files[i].path()
		has, err := hasHeader(r.src, p)
		switch {
		case err != nil:
			r.fail(Fault{Path: p, Message: unreadable(err)})
		case has:
			pages[i] = r.readPage(files[i])
		default:
			static[i] = r.staticFile(files[i])
		}
	})
	for i := range files {
		if p := pages[i]; p != nil {
			if published, there := p.Data.Get("published"); there && !truthy(published) && !r.cfg.Unpublished {
				r.skip(p.Path, "its front matter says that it is not published")
			} else {
				r.site.Pages = append(r.site.Pages, p)
			}
		}
		if f := static[i]; f != nil {
			r.site.Static = append(r.site.Static, f)
		}
	}
	return err
}

// includedFiles are files that `include` names and that lie where nothing is read (Reader#read_included_excludes).
func (r *reader) includedFiles(files []found) []found {
	var more []found
	for _, name := range r.cfg.Include {
		name = strings.Trim(path.Clean("/"+name), "/")
		if name == "" || containsPath(files, name) || containsPath(more, name) {
			continue
		}
		if info, err := statFile(r.src, name); err != nil || info.IsDir() {
			continue
		}
		dir, base := path.Split(name)
		more = append(more, found{strings.TrimSuffix(dir, "/"), base})
	}
	return more
}

func containsPath(files []found, name string) bool {
	for _, f := range files {
		if f.path() == name {
			return true
		}
	}
	return false
}

func (r *reader) readPage(f found) *Page {
	p := &Page{Name: f.name}
	p.Path, p.fsys = f.path(), r.src
	if f.dir != "" {
		p.Dir = "/" + f.dir
	}
	r.fillPage(p)
	return p
}

func (r *reader) fillPage(p *Page) {
	p.Ext = extname(p.Name)
	p.Basename = trimPoints(strings.TrimSuffix(p.Name, p.Ext))
	r.loadConvertible(&p.File)
	p.Defaults = r.cfg.Defaults.All(strings.TrimPrefix(path.Join(p.Dir, p.Name), "/"), "pages")
	p.setURL(r)
}

// loadConvertible reads a page or layout (Convertible#read_yaml). Unlike a post's, its front matter must be a mapping, or Jekyll stops.
func (r *reader) loadConvertible(f *File) {
	f.Err = r.load(f)
	f.Data = psych.NewMap(0)
	if m := f.FrontMatter; f.Err == nil {
		_, bad := m.Fault(frontmatter.NotUTF8)
		switch {
		case bad:
			f.Err = errNotUTF8
		case m.Err != nil:
			f.Err = m.Err
		case m.Data != nil:
			f.Data = m.Data
		case truthy(m.Value):
			f.Err = errors.New("the front matter is not a list of keys with values, so that Jekyll stops and builds nothing")
			r.fail(Fault{Path: f.Path, Line: 1, Message: f.Err.Error(), Fatal: true})
			return
		}
	}
	if f.Err != nil {
		line, column, message := explain(f.Err)
		r.fail(Fault{Path: f.Path, Line: line, Column: column, Message: message, Fatal: r.cfg.StrictFrontMatter})
	}
	if permalink, ok := f.Data.Value("permalink").(string); ok && permalink == "" {
		r.fail(Fault{Path: f.Path, Line: 1, Message: "the permalink is empty, so that Jekyll stops and builds nothing", Fatal: true})
	}
}

// Value is what the page's front matter says, or the front matter defaults where it does not know the key.
func (p *Page) Value(key string) any {
	if v, there := p.Data.Get(key); there {
		return v
	}
	return p.Defaults.Value(key)
}

func (p *Page) setURL(r *reader) {
	template := ""
	if permalink := p.Value("permalink"); truthy(permalink) {
		text, ok := permalink.(string)
		if !ok {
			p.URLErr = fmt.Errorf("the permalink must be text, but is %s", psych.Inspect(permalink))
			r.fail(Fault{Path: p.Path, Message: p.URLErr.Error() + ", so that Jekyll stops and builds nothing", Fatal: true})
			return
		}
		template = text
		p.OutputExt = permalinkExt(text)
	}
	if p.OutputExt == "" {
		p.OutputExt = OutputExt(r.cfg, p.Ext)
	}
	if template == "" {
		template = p.template(r)
	}
	p.URL = ExpandURL(template,
		Placeholder{Name: "path", Value: p.Dir}, Placeholder{Name: "basename", Value: p.Basename}, Placeholder{Name: "output_ext", Value: p.OutputExt})
}

// IsHTML says whether the page becomes one that readers look at in a browser (Page#html?).
func (p *Page) IsHTML() bool {
	return p.OutputExt == ".html" || p.OutputExt == ".xhtml" || p.OutputExt == ".htm"
}

func (p *Page) template(r *reader) string {
	switch {
	case !p.IsHTML():
		return "/:path/:basename:output_ext"
	case p.Basename == "index":
		return "/:path/"
	}
	return r.cfg.WithSuffix("/:path/:basename")
}

func (r *reader) staticFile(f found) *StaticFile {
	s := &StaticFile{Path: f.path(), RelativePath: "/" + f.path()}
	if info, err := statFile(r.src, s.Path); err == nil {
		s.Size, s.ModTime = info.Size(), info.ModTime()
	}
	s.URL = staticURL(s.RelativePath)
	r.setStaticDefaults(s, "")
	return s
}

// staticURL is StaticFile#url outside of collections: the path, not escaped, without points before the extension.
func staticURL(relative string) string {
	ext := extname(relative)
	return strings.TrimSuffix(trimPoints(strings.TrimSuffix(relative, ext)), "/") + ext
}

func (r *reader) setStaticDefaults(s *StaticFile, kind string) {
	s.Defaults = r.cfg.Defaults.All(s.RelativePath, kind)
	s.Written = s.Collection == nil || s.Collection.Output
	if published, there := r.cfg.Defaults.All(s.URL, kind).Get("published"); there && !truthy(published) {
		s.Written = false
	}
}
