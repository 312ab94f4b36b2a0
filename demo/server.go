package demo

import (
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"

	"github.com/galleypress/galley/store"
)

// siteServer shows a site's folder as the CDN shows its bucket (infra/viewer.js): /a/ is a/index.html, /a is a.html or is
// sent to /a/, and what is not there is 404.html.
type siteServer struct{ dir string }

// extension is what looks like one: not the .5 of /notes/v1.5, which is a page.
var extension = regexp.MustCompile(`\.[A-Za-z0-9]{0,10}[A-Za-z][A-Za-z0-9]{0,10}$`)

func (s *siteServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "This is a site for reading.", http.StatusMethodNotAllowed)
		return
	}
	root, err := os.OpenRoot(s.dir)
	if err != nil {
		http.Error(w, "The site is not there yet.", http.StatusServiceUnavailable)
		return
	}
	defer func() { _ = root.Close() }()
	name := strings.TrimLeft(r.URL.Path, "/")
	switch page := !extension.MatchString(name); {
	case name == "" || strings.HasSuffix(name, "/"):
		name += "index.html"
	case page && isFile(root, name+".html"):
		name += ".html"
	case page && isFile(root, name+"/index.html"):
		folder := url.URL{Path: "/" + name + "/", RawQuery: r.URL.RawQuery}
		http.Redirect(w, r, folder.String(), http.StatusMovedPermanently)
		return
	}
	if serveFile(w, r, root, name, http.StatusOK) {
		return
	}
	if !serveFile(w, r, root, "404.html", http.StatusNotFound) {
		http.NotFound(w, r)
	}
}

// serveFile answers with a file, with the headers that it has in a bucket. It is false if there is no such file.
func serveFile(w http.ResponseWriter, r *http.Request, root *os.Root, name string, status int) bool {
	if !fs.ValidPath(name) || !isFile(root, name) {
		return false
	}
	f, err := root.Open(name)
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return false
	}
	header := store.HeaderFor(name)
	w.Header().Set("Content-Type", header.ContentType)
	w.Header().Set("Cache-Control", header.CacheControl)
	if status != http.StatusOK {
		w.WriteHeader(status)
		if r.Method != http.MethodHead {
			_, _ = io.Copy(w, f)
		}
		return true
	}
	w.Header().Set("ETag", fmt.Sprintf(`"%x-%x"`, info.ModTime().UnixNano(), info.Size()))
	http.ServeContent(w, r, name, info.ModTime(), f)
	return true
}

func isFile(root *os.Root, name string) bool {
	info, err := root.Stat(name)
	return err == nil && info.Mode().IsRegular()
}
