package render

import (
	"io/fs"
	"path"
	"strings"

	"github.com/galleypress/galley/jekyll/address"
	"github.com/galleypress/galley/jekyll/liquid"
)

// NewPage is a page that a plugin makes, at the path that its file would have (Jekyll's PageWithoutAFile). Its URL follows from the path or from
// the permalink in data, as for any page. It belongs to the site once it is appended to Pages.
func (s *Site) NewPage(name string, data *liquid.Map, content string) *Page {
	return s.NewPageOf("pages", name, data, content)
}

// NewPageOf is NewPage for a page that front matter defaults know under another type.
func (s *Site) NewPageOf(kind, name string, data *liquid.Map, content string) *Page {
	name = strings.TrimPrefix(path.Clean("/"+name), "/")
	dir := path.Dir("/" + name)
	defaults := s.cfg.Defaults.All(name, kind)
	if data == nil {
		data = liquid.NewMap()
	}
	p := &Page{Path: name, Data: pageData(Map(defaults), data), Content: content, Made: true, site: s}
	p.drop.page = p
	p.excerpt.page = p
	s.place(p, dir)
	return p
}

// Copy is a second page made of the same file, such as page 2 of an index. It has to be given another place.
func (s *Site) Copy(p *Page) *Page {
	twin := &Page{
		Path: p.Path, Data: deepMerge(p.Data, liquid.NewMap()), Content: p.Content, Line: p.Line, Made: p.Made, Print: p.Print,
		site: s, file: p.file, url: p.url, dest: p.dest, hasExcerpt: p.hasExcerpt, excerptSource: p.excerptSource,
	}
	twin.drop.page = twin
	twin.excerpt.page = twin
	return twin
}

// SetURL gives a page a URL of its own, escaped and with a slash in front, whatever its path and permalink.
func (p *Page) SetURL(url string) {
	p.url = url
	p.dest = destination(url, p.OutputExt())
}

// Exists says whether the source has a file of that name.
func (s *Site) Exists(name string) bool {
	info, err := fs.Stat(s.model.Source, path.Clean(name))
	return err == nil && !info.IsDir()
}

// Place works out a page's URL and destination anew, after a plugin has changed its permalink.
func (s *Site) Place(p *Page) { s.place(p, path.Dir("/"+p.Path)) }

// PlaceIn is Place for a page that stands for another folder than that of its path, such as page 2 of an index.
func (s *Site) PlaceIn(p *Page, dir string) { s.place(p, path.Clean("/"+dir)) }

// place gives a page its URL (Jekyll::Page#url and #template) and its destination.
func (s *Site) place(p *Page, dir string) {
	template := liquid.ToString(p.get("permalink"))
	ext := p.OutputExt()
	if template == "" {
		template = s.pageTemplate(p, ext)
	}
	// The folder of a page at the top is empty, so that the URL has one slash.
	if dir == "/" {
		dir = ""
	}
	for _, part := range [][2]string{{":path", dir}, {":basename", p.Basename()}, {":output_ext", ext}} {
		template = strings.ReplaceAll(template, part[0], address.EscapePath(part[1]))
	}
	p.url = SanitizeURL(template)
	p.dest = destination(p.url, ext)
}

func (s *Site) pageTemplate(p *Page, ext string) string {
	switch {
	case ext != ".html" && ext != ".xhtml" && ext != ".htm":
		return "/:path/:basename:output_ext"
	case p.Basename() == "index":
		return "/:path/"
	}
	switch style := s.cfg.Permalink; {
	case style == "pretty", strings.HasSuffix(style, "/"):
		return "/:path/:basename/"
	case style == "date", style == "ordinal", style == "none", strings.HasSuffix(style, ":output_ext"):
		return "/:path/:basename:output_ext"
	}
	return "/:path/:basename"
}

// SanitizeURL puts a slash in front of a URL and takes out doubled slashes and steps upwards (Jekyll::URL#sanitize_url).
func SanitizeURL(url string) string {
	url = strings.ReplaceAll("/"+url, "..", "/")
	url = strings.ReplaceAll(url, "./", "")
	for strings.Contains(url, "//") {
		url = strings.ReplaceAll(url, "//", "/")
	}
	return url
}

// destination is the file behind a URL (Jekyll::Page#destination).
func destination(url, ext string) string {
	file := address.Unescape(url)
	if strings.HasSuffix(file, "/") {
		file += "index"
	}
	if !strings.HasSuffix(file, ext) {
		file += ext
	}
	return strings.TrimPrefix(path.Clean("/"+file), "/")
}

// NewStaticFile is a file of the source that a plugin adds to those that are copied.
func (s *Site) NewStaticFile(source string) *StaticFile {
	url := SanitizeURL(address.EscapePath(source))
	return &StaticFile{Path: "/" + source, Source: source, Destination: destination(url, ""), Data: liquid.NewMap(), url: url}
}
