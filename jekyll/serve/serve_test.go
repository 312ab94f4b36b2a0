package serve_test

import (
	"bufio"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/galleypress/galley/jekyll"
	"github.com/galleypress/galley/jekyll/serve"
)

var built = &jekyll.Result{Outputs: []jekyll.Output{
	{Path: "index.html", Data: []byte("<body>home</body>")},
	{Path: "about/index.html", Data: []byte("about")},
	{Path: "plain.html", Data: []byte("plain")},
	{Path: "글/index.html", Data: []byte("korean")},
	{Path: "feed.xml", Data: []byte("<feed/>")},
	{Path: "404.html", Data: []byte("lost")},
	{Path: "img/a.png", Source: "img/a.png"},
	{Path: "gone.png", Source: "gone.png"},
}}

var source = fstest.MapFS{"img/a.png": {Data: []byte("picture")}}

func TestASiteIsServedAsJekyllServesIt(t *testing.T) {
	for _, c := range []struct {
		name, baseURL, path string
		status              int
		body, location, typ string
	}{
		{"the front page", "", "/", 200, "<body>home</body>", "", "text/html; charset=utf-8"},
		{"a folder's index", "", "/about/", 200, "about", "", "text/html; charset=utf-8"},
		{"a folder without its slash leads to the folder", "", "/about?x=1", 302, "", "/about/?x=1", ""},
		{"a page without .html", "", "/plain", 200, "plain", "", "text/html; charset=utf-8"},
		{"an escaped path", "", "/%EA%B8%80/", 200, "korean", "", ""},
		{"a feed", "", "/feed.xml", 200, "<feed/>", "", "text/xml; charset=utf-8"},
		{"a static file", "", "/img/a.png", 200, "picture", "", "image/png"},
		{"a static file that has gone", "", "/gone.png", 404, "The file gone.png is gone from the source.\n", "", ""},
		{"no such page", "", "/nothing", 404, "lost", "", "text/html; charset=utf-8"},
		{"a folder without index", "", "/img/", 404, "lost", "", ""},
		{"under a baseurl", "/blog", "/blog/about/", 200, "about", "", ""},
		{"the baseurl without its slash", "/blog", "/blog", 302, "", "/blog/", ""},
		{"above the baseurl", "/blog/", "/", 302, "", "/blog/", ""},
		{"beside the baseurl", "/blog", "/about/", 404, "The site stands at /blog/ (baseurl in _config.yml).\n", "", ""},
		{"a name that begins like the baseurl", "/blog", "/blogger/", 404, "The site stands at /blog/ (baseurl in _config.yml).\n", "", ""},
		{"a way upwards", "", "/about/../../img/a.png", 200, "picture", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := serve.New(serve.Options{BaseURL: c.baseURL, Source: source})
			s.Show(built, time.Now())
			w := get(s, c.path)
			if w.Code != c.status || w.Header().Get("Location") != c.location || c.location == "" && w.Body.String() != c.body {
				t.Errorf("%d %q %q", w.Code, w.Header().Get("Location"), w.Body)
			}
			if got := w.Header().Get("Content-Type"); c.typ != "" && got != c.typ {
				t.Errorf("content type %q", got)
			}
		})
	}
}

func get(s *serve.Server, path string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w
}

func TestAFailedBuildIsShownInEveryPageUntilItIsMended(t *testing.T) {
	s := serve.New(serve.Options{Source: source})
	s.Show(built, time.Now())
	s.Fail(errors.New("_layouts/post.html:3: <unknown tag>"))
	if w := get(s, "/about/"); w.Code != 500 || !strings.Contains(w.Body.String(), "_layouts/post.html:3: &lt;unknown tag&gt;") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w := get(s, "/img/a.png"); w.Code != 200 {
		t.Errorf("a picture: %d", w.Code)
	}
	s.Show(built, time.Now())
	if w := get(s, "/about/"); w.Code != 200 {
		t.Errorf("mended: %d", w.Code)
	}
}

func TestFoldersAreListedWhereThatIsAskedFor(t *testing.T) {
	s := serve.New(serve.Options{Source: source, Listing: true})
	s.Show(built, time.Now())
	if w := get(s, "/img/"); w.Code != 200 || !strings.Contains(w.Body.String(), `<a href="./a.png">a.png</a>`) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestAPageIsToldOfTheNextBuild(t *testing.T) {
	s := serve.New(serve.Options{Source: source, LiveReload: true})
	s.Show(built, time.Now())
	page := get(s, "/").Body.String()
	if !strings.Contains(page, "home<script>") || !strings.HasSuffix(page, "</script></body>") {
		t.Errorf("the page: %s", page)
	}
	if feed := get(s, "/feed.xml").Body.String(); feed != "<feed/>" {
		t.Errorf("the feed: %s", feed)
	}
	server := httptest.NewServer(s)
	defer server.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+"/.galley/reload", nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := server.Client().Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	lines := bufio.NewScanner(response.Body)
	event := func() string {
		for lines.Scan() {
			if lines.Text() != "" {
				return lines.Text()
			}
		}
		t.Fatalf("the stream ended: %v", lines.Err())
		return ""
	}
	first := event()
	s.Fail(errors.New("broken"))
	second := event()
	s.Show(built, time.Now())
	third := event()
	if first == second || second == third {
		t.Errorf("events: %s %s %s", first, second, third)
	}
}

func TestOnlyReadingIsAllowed(t *testing.T) {
	s := serve.New(serve.Options{})
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/", nil))
	if w.Code != http.StatusMethodNotAllowed {
		t.Errorf("%d", w.Code)
	}
}
