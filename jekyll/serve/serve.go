// Package serve shows a site while it is being written: an HTTP handler for the newest build, that tells browsers when there is a newer one and
// shows them what is wrong when a build fails. It builds and watches nothing itself: it is given results.
package serve

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"net/url"
	"path"
	"sort"
	"strings"
	"sync"
	"time"

	"github.com/galleypress/galley/jekyll"
)

// Options are a server's settings; the zero value serves a site at the top, without live reload.
type Options struct {
	// BaseURL is the path under which the site stands, such as "/blog".
	BaseURL string
	// Source is where static files are read.
	Source fs.FS
	// LiveReload adds a script to pages that loads them anew after a build.
	LiveReload bool
	// Listing shows a folder's files where it has no index.
	Listing bool
	// Headers are set on every response (Jekyll's webrick.headers).
	Headers map[string]string
}

// Server is the handler. Give it builds with Show and Fail.
type Server struct {
	o Options

	mu      sync.RWMutex
	files   map[string]*jekyll.Output
	failure error
	built   time.Time
	number  int           // of the build, for browsers that come back
	next    chan struct{} // closed when the next build is there
}

// New returns a server that has nothing to show yet.
func New(o Options) *Server {
	o.BaseURL = strings.TrimSuffix("/"+strings.Trim(o.BaseURL, "/"), "/")
	return &Server{o: o, files: map[string]*jekyll.Output{}, next: make(chan struct{})}
}

// Show makes a build the one that is served. At is its time.
func (s *Server) Show(result *jekyll.Result, at time.Time) {
	files := make(map[string]*jekyll.Output, len(result.Outputs))
	for i := range result.Outputs {
		files[result.Outputs[i].Path] = &result.Outputs[i]
	}
	s.change(func() { s.files, s.failure, s.built = files, nil, at })
}

// Fail shows an error in place of every page until the next build.
func (s *Server) Fail(err error) { s.change(func() { s.failure = err }) }

func (s *Server) change(set func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	set()
	s.number++
	close(s.next)
	s.next = make(chan struct{})
}

// reloadPath is where pages listen for the next build.
const reloadPath = "/.galley/reload"

// ServeHTTP serves a file, a folder's index, or a page without its ".html", as Jekyll's server does; else 404.html.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == reloadPath {
		s.reload(w, r)
		return
	}
	for k, v := range s.o.Headers {
		w.Header().Set(k, v)
	}
	if w.Header().Get("Cache-Control") == "" {
		w.Header().Set("Cache-Control", "private, max-age=0, no-store, no-cache, must-revalidate")
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "this server only shows a site", http.StatusMethodNotAllowed)
		return
	}
	name, ok := strings.CutPrefix(r.URL.Path, s.o.BaseURL)
	if !ok || name != "" && name[0] != '/' {
		s.outside(w, r)
		return
	}
	if name == "" {
		redirect(w, r, s.o.BaseURL+"/")
		return
	}
	s.mu.RLock()
	files, failure, built := s.files, s.failure, s.built
	s.mu.RUnlock()
	file, folder := find(files, name)
	switch {
	case folder:
		redirect(w, r, r.URL.Path+"/")
	case file != nil && (failure == nil || !isPage(file.Path)):
		s.serve(w, r, file, http.StatusOK, built)
	case failure != nil:
		s.showFailure(w, r, failure)
	case s.o.Listing && s.list(w, files, name):
	case files["404.html"] != nil:
		s.serve(w, r, files["404.html"], http.StatusNotFound, built)
	default:
		http.Error(w, "There is no page at "+r.URL.Path, http.StatusNotFound)
	}
}

// outside answers requests outside of the site's baseurl.
func (s *Server) outside(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/" {
		redirect(w, r, s.o.BaseURL+"/")
		return
	}
	http.Error(w, "The site stands at "+s.o.BaseURL+"/ (baseurl in _config.yml).", http.StatusNotFound)
}

func redirect(w http.ResponseWriter, r *http.Request, to string) {
	u := url.URL{Path: to, RawQuery: r.URL.RawQuery}
	w.Header().Set("Location", u.String())
	w.WriteHeader(http.StatusFound)
}

// indexNames are what a folder shows, the first one that is there.
var indexNames = []string{"index.htm", "index.html", "index.xhtml", "index.xml", "index.json"}

// find is the file for a path, or says that the path is a folder's without its slash.
func find(files map[string]*jekyll.Output, name string) (file *jekyll.Output, folder bool) {
	clean := strings.TrimPrefix(path.Clean(name), "/")
	if strings.HasSuffix(name, "/") {
		return index(files, clean), false
	}
	for _, candidate := range []string{clean, clean + ".html", clean + ".xhtml"} {
		if f := files[candidate]; f != nil {
			return f, false
		}
	}
	return nil, index(files, clean) != nil
}

func index(files map[string]*jekyll.Output, dir string) *jekyll.Output {
	for _, name := range indexNames {
		if f := files[path.Join(dir, name)]; f != nil {
			return f
		}
	}
	return nil
}

func isPage(name string) bool {
	switch path.Ext(name) {
	case ".html", ".htm", ".xhtml":
		return true
	}
	return false
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request, o *jekyll.Output, status int, at time.Time) {
	w.Header().Set("Content-Type", contentType(o.Path))
	if o.Source != "" {
		s.serveStatic(w, r, o, status)
		return
	}
	data := o.Data
	if s.o.LiveReload && isPage(o.Path) {
		data = withScript(data)
	}
	s.send(w, r, path.Base(o.Path), at, bytes.NewReader(data), status)
}

func (s *Server) serveStatic(w http.ResponseWriter, r *http.Request, o *jekyll.Output, status int) {
	f, err := s.o.Source.Open(o.Source)
	if err != nil {
		w.Header().Del("Content-Type")
		http.Error(w, "The file "+o.Source+" is gone from the source.", http.StatusNotFound)
		return
	}
	defer f.Close()
	var modified time.Time
	if info, err := f.Stat(); err == nil {
		modified = info.ModTime()
	}
	if seeker, ok := f.(io.ReadSeeker); ok && !(s.o.LiveReload && isPage(o.Path)) {
		s.send(w, r, path.Base(o.Path), modified, seeker, status)
		return
	}
	data, err := io.ReadAll(f)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if s.o.LiveReload && isPage(o.Path) {
		data = withScript(data)
	}
	s.send(w, r, path.Base(o.Path), modified, bytes.NewReader(data), status)
}

func (s *Server) send(w http.ResponseWriter, r *http.Request, name string, modified time.Time, content io.ReadSeeker, status int) {
	if status == http.StatusOK {
		http.ServeContent(w, r, name, modified, content)
		return
	}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = io.Copy(w, content)
	}
}

func contentType(name string) string {
	switch path.Ext(name) {
	case ".html", ".htm", "":
		return "text/html; charset=utf-8"
	case ".xhtml":
		return "application/xhtml+xml; charset=utf-8"
	case ".md", ".txt":
		return "text/plain; charset=utf-8"
	case ".atom":
		return "application/atom+xml; charset=utf-8"
	}
	t := mime.TypeByExtension(path.Ext(name))
	if t == "" {
		return "application/octet-stream"
	}
	if strings.HasPrefix(t, "application/") && (strings.HasSuffix(t, "xml") || strings.HasSuffix(t, "json")) {
		return t + "; charset=utf-8"
	}
	return t
}

// list shows what a folder holds; false where there is no such folder.
func (s *Server) list(w http.ResponseWriter, files map[string]*jekyll.Output, name string) bool {
	dir := strings.TrimPrefix(path.Clean(name), "/")
	if dir != "" {
		dir += "/"
	}
	found := map[string]bool{}
	for p := range files {
		if rest, ok := strings.CutPrefix(p, dir); ok {
			first, _, isDir := strings.Cut(rest, "/")
			if isDir {
				first += "/"
			}
			found[first] = true
		}
	}
	if len(found) == 0 || !strings.HasSuffix(name, "/") {
		return false
	}
	names := make([]string, 0, len(found))
	for n := range found {
		names = append(names, n)
	}
	sort.Strings(names)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprintf(w, "<!DOCTYPE html>\n<title>%[1]s</title>\n<h1>%[1]s</h1>\n<ul>\n", html.EscapeString("/"+dir))
	for _, n := range names {
		fmt.Fprintf(w, "<li><a href=\"%s\">%s</a></li>\n", html.EscapeString((&url.URL{Path: "./" + n}).String()), html.EscapeString(n))
	}
	fmt.Fprint(w, "</ul>\n")
	return true
}

// showFailure is the page that stands in place of every other while the site cannot be built.
func (s *Server) showFailure(w http.ResponseWriter, r *http.Request, failure error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, failurePage, html.EscapeString(failure.Error()))
	data := b.Bytes()
	if s.o.LiveReload {
		data = withScript(data)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	s.send(w, r, "", time.Time{}, bytes.NewReader(data), http.StatusInternalServerError)
}

const failurePage = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The site cannot be built</title>
<style>
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 3rem auto; padding: 0 1rem }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 1rem; border-left: 4px solid #c33; background: #c331 }
</style>
</head>
<body>
<h1>The site cannot be built</h1>
<pre>%s</pre>
<p>Mend it and save; this page looks for the next build.</p>
</body>
</html>
`

// reload is a stream of server-sent events: the number of the newest build, now and after each one.
func (s *Server) reload(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	out := http.NewResponseController(w)
	for {
		s.mu.RLock()
		number, next := s.number, s.next
		s.mu.RUnlock()
		if _, err := fmt.Fprintf(w, "data: %d\n\n", number); err != nil {
			return
		}
		if err := out.Flush(); err != nil && !errors.Is(err, http.ErrNotSupported) {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-next:
		}
	}
}

// reloadScript loads the page again when another build is there than the one it was made by.
const reloadScript = `<script>(function(){var n;new EventSource("` + reloadPath + `").onmessage=function(e){if(n===undefined)n=e.data;else if(n!==e.data)location.reload()}})()</script>`

// withScript puts the script behind the page's body.
func withScript(page []byte) []byte {
	out := make([]byte, 0, len(page)+len(reloadScript))
	i := bytes.LastIndex(page, []byte("</body>"))
	if i < 0 {
		return append(append(out, page...), reloadScript...)
	}
	out = append(append(out, page[:i]...), reloadScript...)
	return append(out, page[i:]...)
}
