package templates_test

import (
	"context"
	"encoding/json"
	"fmt"
	"html"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path"
	"regexp"
	"sort"
	"strings"
	"testing"
	"time"
)

// probe is a page that shows others in frames without scripts, and writes down what it measured in them.
const probe = `<!doctype html><meta charset="utf-8"><title>probe</title>
%s
<pre id="result"></pre>
<script>
addEventListener("load", () => {
  const results = [...document.querySelectorAll("iframe")].map(frame => {
    const doc = frame.contentDocument, view = frame.contentWindow, root = doc.documentElement;
    const wide = root.scrollWidth;
    const toc = doc.querySelector(".toc");
    const before = toc && toc.getBoundingClientRect().top;
    view.scrollTo({top: 900, behavior: "instant"});
    return {
      Path: frame.dataset.path, Width: wide, Text: doc.body.innerText.length,
      HasTOC: !!toc, Before: before || 0, After: toc ? toc.getBoundingClientRect().top : 0,
      Font: doc.fonts.check("16px Newsreader") && [...doc.fonts].some(f => f.status == "loaded"),
    };
  });
  document.getElementById("result").textContent = "[[" + JSON.stringify(results) + "]]";
});
</script>`

type measured struct {
	Path          string
	Width, Text   int
	HasTOC        bool
	Before, After float64
	Font          bool
}

// measure shows pages of a built site in Chromium, in a window of the given width, and returns what it saw and what the console said.
func measure(t *testing.T, files map[string]string, paths []string, width int) ([]measured, string) {
	t.Helper()
	var frames strings.Builder
	for _, p := range paths {
		fmt.Fprintf(&frames, `<iframe sandbox="allow-same-origin" width="%d" height="700" style="border:0" data-path="%s" src="%s"></iframe>`,
			width, html.EscapeString(p), html.EscapeString((&url.URL{Path: p}).String()))
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/probe" {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprintf(w, probe, frames.String())
			return
		}
		file := fileBehind(r.URL.EscapedPath())
		if files[file] == "" {
			http.NotFound(w, r)
			return
		}
		http.ServeContent(w, r, path.Base(file), time.Time{}, strings.NewReader(files[file]))
	}))
	defer server.Close()

	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	chromium := exec.CommandContext(ctx, browser(t), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--user-data-dir="+t.TempDir(),
		"--enable-logging=stderr", "--virtual-time-budget=20000", "--dump-dom", server.URL+"/probe")
	var log strings.Builder
	chromium.Stderr = &log
	out, err := chromium.Output()
	if err != nil {
		t.Fatalf("Chromium failed: %v\n%s", err, log.String())
	}
	_, result, found := strings.Cut(string(out), `<pre id="result">[[`)
	result, _, ended := strings.Cut(result, "]]</pre>")
	if !found || !ended {
		t.Fatalf("the probe wrote nothing; Chromium said\n%s", log.String())
	}
	var pages []measured
	if err := json.Unmarshal([]byte(html.UnescapeString(result)), &pages); err != nil {
		t.Fatal(err)
	}
	return pages, strings.Join(console.FindAllString(log.String(), -1), "\n")
}

var console = regexp.MustCompile(`.*CONSOLE.*`)

// browser is Chromium's path; without it the test is skipped.
func browser(t *testing.T) string {
	for _, name := range []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if name == "" {
			continue
		}
		if found, err := exec.LookPath(name); err == nil {
			return found
		}
	}
	t.Skip("needs Chromium (apt-get install chromium), which is not installed")
	return ""
}

// fileBehind is the file that is served at an address.
func fileBehind(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	file := strings.TrimPrefix(u.Path, "/")
	if file == "" || strings.HasSuffix(file, "/") {
		file += "index.html"
	}
	return file
}

// samples are the HTML pages of the sample, by address.
func samples(t *testing.T) (files map[string]string, paths []string) {
	t.Helper()
	built, err := sites["sample"]()
	if err != nil {
		t.Fatal(err)
	}
	files = maps.Clone(built) // the caller may add to it
	for name := range files {
		if path.Ext(name) == ".html" {
			paths = append(paths, "/"+strings.TrimSuffix(name, "index.html"))
		}
	}
	sort.Strings(paths)
	return files, paths
}

func TestPagesFitASmallTelephone(t *testing.T) {
	browser(t)
	files, paths := samples(t)
	for name, text := range oddPages(t) {
		files["odd/"+name] = text
		paths = append(paths, "/odd/"+name)
	}
	const width = 360
	pages, said := measure(t, files, paths, width)
	if len(pages) != len(paths) {
		t.Fatalf("%d pages were measured of %d", len(pages), len(paths))
	}
	for _, page := range pages {
		if page.Width > width {
			t.Errorf("%s is %d pixels wide in a window of %d", page.Path, page.Width, width)
		}
		if page.Text < 40 {
			t.Errorf("%s shows hardly any text without scripts", page.Path)
		}
		if !page.Font {
			t.Errorf("%s does not load its typeface", page.Path)
		}
	}
	if said != "" {
		t.Errorf("the console says\n%s", said)
	}
}

// oddPages are the awkward site's pages, made to find their assets where the sample's are.
func oddPages(t *testing.T) map[string]string {
	t.Helper()
	built, err := sites["odd"]()
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]string{}
	for name, text := range built {
		if path.Ext(name) == ".html" {
			pages[name] = strings.ReplaceAll(text, `"/blog/assets/`, `"/assets/`)
		}
	}
	return pages
}

func TestTheTableOfContentsSticksWhereItShould(t *testing.T) {
	browser(t)
	files, _ := samples(t)
	const sticky, flowing = "/2026/10/what-a-galley-proof-is-for/", "/2026/05/the-post-that-was-not-there-yet/"
	pages, _ := measure(t, files, []string{sticky, flowing}, 1280)
	for _, page := range pages {
		inView := page.After >= 0 && page.After < 100
		switch {
		case !page.HasTOC:
			t.Errorf("%s has no table of contents", page.Path)
		case page.Path == sticky && !inView:
			t.Errorf("the sticky table of contents stands at %v after scrolling, from %v", page.After, page.Before)
		case page.Path == flowing && inView:
			t.Errorf("the table of contents of %s sticks, and nobody asked for it", page.Path)
		}
	}
}
