package infra_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/galleypress/galley/internal/parts"
)

// visit is a request as CloudFront gives it to a function, and what is to become of it: the key that the bucket is asked
// for, or the place that the reader is sent to.
type visit struct {
	name    string
	uri     string
	query   map[string]any
	serve   string
	sendsTo string
}

// What both ways of a blog have in common.
var always = []visit{
	{name: "the home page", uri: "/", serve: "/index.html"},
	{name: "a folder", uri: "/2026/11/23/post/", serve: "/2026/11/23/post/index.html"},
	{name: "a folder with other letters", uri: "/%ED%83%9C%EA%B7%B8/%EC%B2%AB%20%EA%B8%80/", serve: "/%ED%83%9C%EA%B7%B8/%EC%B2%AB%20%EA%B8%80/index.html"},
	{name: "a folder with a dot", uri: "/tags/node.js/", serve: "/tags/node.js/index.html"},
	{name: "a tag with plus signs", uri: "/tags/c++/", serve: "/tags/c%2B%2B/index.html"},
	{name: "a page by its file's name", uri: "/about.html", serve: "/about.html"},
	{name: "a style sheet", uri: "/assets/main.css", serve: "/assets/main.css", query: map[string]any{"v": map[string]any{"value": "3"}}},
	{name: "a font", uri: "/assets/a.woff2", serve: "/assets/a.woff2"},
	{name: "an archive", uri: "/files/a.7z", serve: "/files/a.7z"},
	{name: "a file with plus signs", uri: "/files/a+b.pdf", serve: "/files/a%2Bb.pdf"},
	{name: "the web app's manifest", uri: "/site.webmanifest", serve: "/site.webmanifest"},
	{name: "a hidden file", uri: "/.nojekyll", serve: "/.nojekyll"},
	{name: "an app's proof", uri: "/.well-known/apple-app-site-association", serve: "/.well-known/apple-app-site-association"},
	{name: "too many slashes in front", uri: "//example.org/", serve: "/example.org/index.html"},
}

var folders = []visit{
	{name: "a folder without its slash", uri: "/about", sendsTo: "/about/"},
	{name: "a deep folder without its slash", uri: "/2026/11/%EA%B8%80", sendsTo: "/2026/11/%EA%B8%80/"},
	{name: "a version", uri: "/notes/v1.5", sendsTo: "/notes/v1.5/"},
	{name: "a tag with plus signs, without its slash", uri: "/tags/c++", sendsTo: "/tags/c++/"},
	{name: "a redirect to another site", uri: "//example/blog", sendsTo: "/example/blog/"},
	{name: "a redirect with a backslash", uri: `/\example/blog`, sendsTo: "/%5Cexample/blog/"},
	{name: "a query string", uri: "/search", sendsTo: "/search/?draft&q=%EA%B8%80&tag=a&tag=b", query: map[string]any{
		"q":     map[string]any{"value": "%EA%B8%80"},
		"tag":   map[string]any{"value": "b", "multiValue": []any{map[string]any{"value": "a"}, map[string]any{"value": "b"}}},
		"draft": map[string]any{"value": ""},
	}},
}

var files = []visit{
	{name: "a page without .html", uri: "/about", serve: "/about.html"},
	{name: "a post without .html", uri: "/2026/%EA%B8%80", serve: "/2026/%EA%B8%80.html"},
	{name: "a version", uri: "/notes/v1.5", serve: "/notes/v1.5.html"},
}

func TestTheViewerFunctionFindsPages(t *testing.T) {
	node := parts.Need(t, "node", "to run the CDN's viewer function")
	source, err := os.ReadFile("viewer.js")
	if err != nil {
		t.Fatal(err)
	}
	for style, visits := range map[string][]visit{"folder": append(folders, always...), "file": append(files, always...)} {
		program := strings.ReplaceAll(string(source), "${PagesWithoutSlash}", style)
		results := run(t, node, program, visits)
		for i, v := range visits {
			t.Run(style+": "+v.name, func(t *testing.T) {
				got := results[i]
				switch {
				case v.sendsTo != "" && (got.StatusCode != 301 || got.Headers["location"].Value != v.sendsTo):
					t.Errorf("%s: got %+v, want a redirect to %s", v.uri, got, v.sendsTo)
				case v.serve != "" && (got.StatusCode != 0 || got.URI != v.serve):
					t.Errorf("%s: got %+v, want %s", v.uri, got, v.serve)
				}
			})
		}
	}
}

// result is what the function gave back: a request, or a response.
type result struct {
	URI        string
	StatusCode int
	Headers    map[string]struct{ Value string }
}

// run calls the function in node once for each visit.
func run(t *testing.T, node, program string, visits []visit) []result {
	t.Helper()
	var events []any
	for _, v := range visits {
		if v.query == nil {
			v.query = map[string]any{}
		}
		events = append(events, map[string]any{"version": "1.0", "request": map[string]any{
			"method": "GET", "uri": v.uri, "querystring": v.query, "headers": map[string]any{}, "cookies": map[string]any{},
		}})
	}
	input, err := json.Marshal(events)
	if err != nil {
		t.Fatal(err)
	}
	harness := program + "\nconsole.log(JSON.stringify(JSON.parse(require('fs').readFileSync(0, 'utf8')).map(function (e) { return handler(e); })));\n"
	path := filepath.Join(t.TempDir(), "viewer.js")
	if err := os.WriteFile(path, []byte(harness), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), node, path)
	cmd.Stdin = strings.NewReader(string(input))
	cmd.Stderr = os.Stderr
	output, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var results []result
	if err := json.Unmarshal(output, &results); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	return results
}
