package sass

import (
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"strconv"
	"strings"
	"sync"

	"github.com/bep/godartsass/v2"
)

// scheme stands before the canonical URL of a stylesheet: site:///ROOT/path, ROOT being the index of its root.
const scheme = "site:///"

// resolver finds and reads the imports of one stylesheet, and remembers them for the cache.
type resolver struct {
	c *Compiler

	mu    sync.Mutex
	asked map[string]string
	texts map[string]string
}

// CanonicalizeURL finds the file for an import: beside the importing file where Sass says which that is (asked is a canonical URL then), else in the
// load paths. An empty URL means that there is none.
func (r *resolver) CanonicalizeURL(asked string) (string, error) {
	found := r.find(asked)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.asked == nil {
		r.asked = map[string]string{}
	}
	r.asked[asked] = found
	return found, nil
}

func (r *resolver) find(asked string) string {
	if root, name, ok := r.place(asked); ok {
		return r.inRoot(root, name)
	}
	if strings.Contains(asked, "://") || strings.HasPrefix(asked, "/") {
		return ""
	}
	name, err := url.PathUnescape(asked)
	if err != nil {
		return ""
	}
	for _, p := range r.c.o.LoadPaths {
		if found := r.inRoot(p.Root, path.Join(p.Dir, name)); found != "" {
			return found
		}
	}
	return ""
}

// place takes a canonical URL apart.
func (r *resolver) place(canonical string) (root int, name string, ok bool) {
	rest, ok := strings.CutPrefix(canonical, scheme)
	if !ok {
		return 0, "", false
	}
	index, escaped, _ := strings.Cut(rest, "/")
	root, err := strconv.Atoi(index)
	if err != nil || root < 0 || root >= len(r.c.o.Roots) {
		return 0, "", false
	}
	name, err = url.PathUnescape(escaped)
	return root, name, err == nil
}

// inRoot is the file that Sass's rules find for a name: with an underscore in front, an extension behind, or the folder's index.
func (r *resolver) inRoot(root int, name string) string {
	for _, candidate := range candidates(path.Clean(name)) {
		if !fs.ValidPath(candidate) {
			continue
		}
		if info, err := fs.Stat(r.c.o.Roots[root], candidate); err == nil && !info.IsDir() {
			return scheme + strconv.Itoa(root) + "/" + (&url.URL{Path: candidate}).EscapedPath()
		}
	}
	return ""
}

func candidates(name string) []string {
	dir, base := path.Split(name)
	var all []string
	switch path.Ext(base) {
	case ".scss", ".sass", ".css":
		all = append(all, dir+base, dir+"_"+base)
	}
	for _, in := range []string{dir + base, dir + "_" + base, name + "/index", name + "/_index"} {
		for _, ext := range []string{".sass", ".scss", ".css"} {
			all = append(all, in+ext)
		}
	}
	return all
}

// Load reads a stylesheet by its canonical URL. Front matter has no place in an imported one, and is an error to Sass as it is to Jekyll.
func (r *resolver) Load(canonical string) (godartsass.Import, error) {
	root, name, ok := r.place(canonical)
	if !ok {
		return godartsass.Import{}, fmt.Errorf("%s is not a stylesheet of the site", canonical)
	}
	data, err := fs.ReadFile(r.c.o.Roots[root], name)
	if err != nil {
		return godartsass.Import{}, err
	}
	text := strings.TrimPrefix(string(data), "\ufeff")
	r.mu.Lock()
	r.texts[canonical] = text
	r.mu.Unlock()
	i := godartsass.Import{Content: text, SourceSyntax: godartsass.SourceSyntaxSCSS}
	switch path.Ext(name) {
	case ".sass":
		i.SourceSyntax = godartsass.SourceSyntaxSASS
	case ".css":
		i.SourceSyntax = godartsass.SourceSyntaxCSS
	}
	return i, nil
}

// text is what was read under a canonical URL.
func (r *resolver) text(canonical string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.texts[canonical]
}
