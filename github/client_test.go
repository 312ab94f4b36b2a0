package github_test

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/galleypress/galley/github"
	"github.com/galleypress/galley/host"
)

const (
	repository = "kim/blog"
	sha        = "1111111111111111111111111111111111111111"
	treeSHA    = "2222222222222222222222222222222222222222"
	blobSHA    = "3333333333333333333333333333333333333333"
)

// reply is one answer of the GitHub that a test plays.
type reply struct {
	status int
	header map[string]string
	body   string
	err    error // instead of an answer
}

// play answers requests, in order, from a script for each "METHOD /path?query"; the last answer is given for ever.
type play struct {
	script   map[string][]reply
	requests []*http.Request
	lines    []string // "METHOD /path?query", in order
	bodies   []string
}

func (p *play) RoundTrip(req *http.Request) (*http.Response, error) {
	line := req.Method + " " + req.URL.RequestURI()
	if req.URL.Host != "api.github.com" {
		line = req.Method + " " + req.URL.String()
	}
	p.requests, p.lines = append(p.requests, req), append(p.lines, line)
	if req.Body != nil {
		data, err := io.ReadAll(req.Body)
		if err != nil {
			return nil, err
		}
		p.bodies = append(p.bodies, string(data))
	}
	r := reply{status: http.StatusNotImplemented, body: `{"message":"not in the script: ` + line + `"}`}
	if script := p.script[line]; len(script) > 0 {
		r = script[0]
		if len(script) > 1 {
			p.script[line] = script[1:]
		}
	}
	if r.err != nil {
		return nil, r.err
	}
	header := http.Header{"Content-Type": {"application/json; charset=utf-8"}}
	for name, value := range r.header {
		header.Set(name, value)
	}
	return &http.Response{StatusCode: r.status, Header: header, Body: io.NopCloser(strings.NewReader(r.body)), Request: req}, nil
}

func client(t *testing.T, p *play, options github.Options) *github.Client {
	t.Helper()
	options.Repository, options.Transport = repository, p
	options.Log = slog.New(slog.DiscardHandler)
	c, err := github.New(options)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func ok(body string) reply { return reply{status: http.StatusOK, body: body} }

const commitJSON = `{"sha": "` + sha + `", "tree": {"sha": "` + treeSHA + `"}, "message": "첫 글\n\nwith a body\n",
	"author": {"name": "Kim", "date": "2026-11-22T08:00:00+09:00"}, "committer": {"name": "GitHub", "date": "2026-11-23T08:00:00+09:00"},
	"parents": [{"sha": "` + blobSHA + `"}]}`

var commit = host.Commit{
	SHA: sha, Tree: treeSHA, Message: "첫 글\n\nwith a body\n", Author: "Kim",
	Time: time.Date(2026, 11, 22, 23, 0, 0, 0, time.UTC), Parents: []string{blobSHA},
}

func equal(a, b host.Commit) bool {
	return a.SHA == b.SHA && a.Tree == b.Tree && a.Message == b.Message && a.Author == b.Author && a.Time.Equal(b.Time) && slices.Equal(a.Parents, b.Parents)
}

func TestACommitIsReadByItsHash(t *testing.T) {
	p := &play{script: map[string][]reply{"GET /repos/kim/blog/git/commits/" + sha: {ok(commitJSON)}}}
	got, err := client(t, p, github.Options{Token: "t0ken"}).Commit(t.Context(), sha)
	if err != nil || !equal(got, commit) {
		t.Fatalf("got %+v, %v", got, err)
	}
	if auth := p.requests[0].Header.Get("Authorization"); auth != "Bearer t0ken" {
		t.Errorf("authorization %q", auth)
	}
}

func TestABranchsHeadIsReadWhateverItIsCalled(t *testing.T) {
	p := &play{script: map[string][]reply{
		"GET /repos/kim/blog/branches/%EC%B4%88%EC%95%88%2F%2325%25%20%3F": {ok(`{"name": "초안/#25% ?", "commit": {"sha": "` + sha + `", "commit": ` + commitJSON + `,
			"parents": [{"sha": "` + blobSHA + `"}]}}`)},
	}}
	got, err := client(t, p, github.Options{}).Head(t.Context(), "초안/#25% ?")
	if err != nil || !equal(got, commit) {
		t.Fatalf("got %+v, %v", got, err)
	}
	if auth := p.requests[0].Header.Get("Authorization"); auth != "" {
		t.Errorf("authorization %q without a token", auth)
	}
}

func TestABranchsHeadIsLookedUpWhereOnlyItsHashIsGiven(t *testing.T) {
	p := &play{script: map[string][]reply{
		"GET /repos/kim/blog/branches/main":      {ok(`{"name": "main", "commit": {"sha": "` + sha + `"}}`)},
		"GET /repos/kim/blog/git/commits/" + sha: {ok(commitJSON)},
		"GET /repos/kim/blog/branches/nothing":   {ok(`{}`)},
	}}
	c := client(t, p, github.Options{})
	if got, err := c.Head(t.Context(), "main"); err != nil || !equal(got, commit) {
		t.Errorf("got %+v, %v", got, err)
	}
	if got, err := c.Head(t.Context(), "nothing"); err == nil {
		t.Errorf("got %+v of a branch without a commit", got)
	}
}

func TestTheDefaultBranchIsTheRepositorys(t *testing.T) {
	p := &play{script: map[string][]reply{"GET /repos/kim/blog": {ok(`{"default_branch": "trunk"}`)}}}
	if got, err := client(t, p, github.Options{}).DefaultBranch(t.Context()); err != nil || got != "trunk" {
		t.Errorf("got %q, %v", got, err)
	}
}

func entry(path, kind, mode, sha string, size int) string {
	return fmt.Sprintf(`{"path": %q, "type": %q, "mode": %q, "sha": %q, "size": %d}`, path, kind, mode, sha, size)
}

func treeJSON(truncated bool, entries ...string) string {
	return fmt.Sprintf(`{"sha": %q, "truncated": %v, "tree": [%s]}`, treeSHA, truncated, strings.Join(entries, ","))
}

func TestATreeIsListedWithOneRequest(t *testing.T) {
	p := &play{script: map[string][]reply{
		"GET /repos/kim/blog/git/trees/" + treeSHA + "?recursive=1": {ok(treeJSON(false,
			entry("a", "tree", "040000", sha, 0), entry("a/post.md", "blob", "100644", blobSHA, 42), entry("a.md", "blob", "100755", sha, 1),
			entry("link", "blob", "120000", sha, 2), entry("theme", "commit", "160000", sha, 0)))},
	}}
	got, err := client(t, p, github.Options{}).Tree(t.Context(), commit)
	want := []host.File{
		{Path: "a.md", Mode: host.Executable, Blob: sha, Size: 1},
		{Path: "a/post.md", Mode: host.Regular, Blob: blobSHA, Size: 42},
		{Path: "link", Mode: host.Symlink, Blob: sha, Size: 2},
		{Path: "theme", Mode: host.Submodule, Blob: sha},
	}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
}

func TestATreeThatGitHubCutsIsWalked(t *testing.T) {
	a, b, c := strings.Repeat("a", 40), strings.Repeat("b", 40), strings.Repeat("c", 40)
	p := &play{script: map[string][]reply{
		"GET /repos/kim/blog/git/trees/" + treeSHA + "?recursive=1": {ok(treeJSON(true, entry("x", "blob", "100644", blobSHA, 1)))},
		"GET /repos/kim/blog/git/trees/" + treeSHA: {ok(treeJSON(false,
			entry("a", "tree", "040000", a, 0), entry("b", "tree", "040000", b, 0), entry("z.md", "blob", "100644", blobSHA, 3)))},
		"GET /repos/kim/blog/git/trees/" + a + "?recursive=1": {ok(treeJSON(false, entry("deep", "tree", "040000", c, 0), entry("deep/1.md", "blob", "100644", blobSHA, 1)))},
		"GET /repos/kim/blog/git/trees/" + b + "?recursive=1": {ok(treeJSON(true))},
		"GET /repos/kim/blog/git/trees/" + b:                  {ok(treeJSON(false, entry("c", "tree", "040000", c, 0)))},
		"GET /repos/kim/blog/git/trees/" + c + "?recursive=1": {ok(treeJSON(false, entry("2.md", "blob", "100644", blobSHA, 2)))},
	}}
	got, err := client(t, p, github.Options{}).Tree(t.Context(), commit)
	var paths []string
	for _, file := range got {
		paths = append(paths, file.Path)
	}
	if want := []string{"a/deep/1.md", "b/c/2.md", "z.md"}; err != nil || !slices.Equal(paths, want) {
		t.Errorf("got %q, %v; want %q", paths, err, want)
	}
}

func TestAFolderThatGitHubCannotListIsSaid(t *testing.T) {
	p := &play{script: map[string][]reply{
		"GET /repos/kim/blog/git/trees/" + treeSHA + "?recursive=1": {ok(treeJSON(true))},
		"GET /repos/kim/blog/git/trees/" + treeSHA:                  {ok(treeJSON(true))},
	}}
	if _, err := client(t, p, github.Options{}).Tree(t.Context(), commit); err == nil || !strings.Contains(err.Error(), "spread them over several folders") {
		t.Errorf("error %v", err)
	}
}

func TestABlobComesAsItIs(t *testing.T) {
	line := "GET /repos/kim/blog/git/blobs/" + blobSHA
	inJSON := `{"sha": "` + blobSHA + `", "encoding": "base64", "content": "` + base64.StdEncoding.EncodeToString([]byte("첫 글\r\n"))[:4] + `\n` + base64.StdEncoding.EncodeToString([]byte("첫 글\r\n"))[4:] + `\n"}`
	for name, test := range map[string]struct {
		reply reply
		want  string
	}{
		"raw":                                {reply{status: 200, body: "첫 글\r\n", header: map[string]string{"Content-Type": "application/vnd.github.raw+json; charset=utf-8"}}, "첫 글\r\n"},
		"in JSON":                            {ok(inJSON), "첫 글\r\n"},
		"raw, though it looks like JSON":     {reply{status: 200, body: inJSON, header: map[string]string{"Content-Type": "application/vnd.github.raw"}}, inJSON},
		"a JSON file that is called JSON":    {ok(`{"a": 1}`), `{"a": 1}`},
		"a broken file that is called JSON":  {ok(`{"a":`), `{"a":`},
		"empty":                              {reply{status: 200, header: map[string]string{"Content-Type": "application/vnd.github.raw"}}, ""},
		"raw and without a content type":     {reply{status: 200, body: "x", header: map[string]string{"Content-Type": ""}}, "x"},
		"a blob's JSON that is another blob": {ok(strings.Replace(inJSON, blobSHA, sha, 1)), strings.Replace(inJSON, blobSHA, sha, 1)},
	} {
		t.Run(name, func(t *testing.T) {
			p := &play{script: map[string][]reply{line: {test.reply}}}
			body, err := client(t, p, github.Options{}).Blob(t.Context(), blobSHA)
			if err != nil {
				t.Fatal(err)
			}
			got, err := io.ReadAll(body)
			if err := errors.Join(err, body.Close()); err != nil || string(got) != test.want {
				t.Errorf("got %q, %v; want %q", got, err, test.want)
			}
			if accept := p.requests[0].Header.Get("Accept"); accept != "application/vnd.github.raw+json" {
				t.Errorf("accepts %q", accept)
			}
		})
	}
}

func TestAnArchiveIsFetchedWithoutOurToken(t *testing.T) {
	const codeload = "https://codeload.github.com/kim/blog/legacy.tar.gz/" + sha + "?token=x"
	p := &play{script: map[string][]reply{
		"GET /repos/kim/blog/tarball/" + sha: {{status: http.StatusFound, header: map[string]string{"Location": codeload}}},
		"GET " + codeload:                    {{status: http.StatusOK, body: "tar", header: map[string]string{"Content-Type": "application/x-gzip"}}},
	}}
	body, err := client(t, p, github.Options{Token: "t0ken"}).Archive(t.Context(), sha)
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(body)
	if err := errors.Join(err, body.Close()); err != nil || string(got) != "tar" {
		t.Errorf("got %q, %v", got, err)
	}
	if p.requests[0].Header.Get("Authorization") == "" || p.requests[1].Header.Get("Authorization") != "" {
		t.Errorf("the token is for the API alone: %v, %v", p.requests[0].Header, p.requests[1].Header)
	}
}

func TestAStatusIsSet(t *testing.T) {
	p := &play{script: map[string][]reply{"POST /repos/kim/blog/statuses/" + sha: {{status: http.StatusCreated, body: "{}"}}}}
	c := client(t, p, github.Options{Token: "t0ken"})
	status := host.Status{Context: "galley/lint", State: host.Failure, Description: "글 하나가 나오지 않습니다", TargetURL: "https://blog.example.org/report"}
	if err := c.SetStatus(t.Context(), sha, status); err != nil {
		t.Fatal(err)
	}
	status.TargetURL = ""
	if err := c.SetStatus(t.Context(), sha, status); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"context": "galley/lint", "state": "failure", "description": "글 하나가 나오지 않습니다", "target_url": "https://blog.example.org/report"}
	for _, body := range p.bodies {
		var got map[string]string
		if err := json.Unmarshal([]byte(body), &got); err != nil {
			t.Fatal(err)
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("sent %v, want %v", got, want)
		}
		delete(want, "target_url")
	}
}

func TestAnAppFindsItsInstallation(t *testing.T) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	app := &github.App{ID: 7, Key: pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})}
	p := &play{script: map[string][]reply{
		"GET /repos/kim/blog/installation":           {{status: 502, body: "{}"}, ok(`{"id": 42}`)},
		"POST /app/installations/42/access_tokens":   {{status: http.StatusCreated, body: `{"token": "ghs_x", "expires_at": "2999-01-01T00:00:00Z"}`}},
		"GET /repos/kim/blog":                        {ok(`{"default_branch": "main"}`)},
		"GET /repos/kim/blog/git/commits/" + sha:     {ok(commitJSON)},
		"GET /repos/kim/blog/git/commits/" + blobSHA: {reply{status: 404, body: `{"message": "Not Found"}`}},
	}}
	c := client(t, p, github.Options{App: app, Pause: time.Nanosecond})
	if _, err := c.DefaultBranch(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Commit(t.Context(), sha); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"GET /repos/kim/blog/installation", "GET /repos/kim/blog/installation", "POST /app/installations/42/access_tokens",
		"GET /repos/kim/blog", "GET /repos/kim/blog/git/commits/" + sha,
	}
	if !slices.Equal(p.lines, want) {
		t.Errorf("requests %q, want %q", p.lines, want)
	}
	if asked, want := strings.TrimSpace(p.bodies[0]), `{"repositories":["blog"],"permissions":{"contents":"read","statuses":"write"}}`; asked != want {
		t.Errorf("asked for a token that may %s, want %s", asked, want)
	}
	if auth := p.requests[4].Header.Get("Authorization"); auth != "token ghs_x" {
		t.Errorf("authorization %q", auth)
	}
	if _, err := c.Commit(t.Context(), blobSHA); err == nil || !strings.Contains(err.Error(), "GitHub App") {
		t.Errorf("error %v does not speak of the App", err)
	}
}

func TestWhatIsWrongWithTheOptionsIsSaid(t *testing.T) {
	for name, test := range map[string]struct {
		options github.Options
		want    string
	}{
		"no repository":               {github.Options{}, "owner/name"},
		"a repository's URL":          {github.Options{Repository: "https://github.com/kim/blog"}, "owner/name"},
		"a path as a repository":      {github.Options{Repository: "kim/../blog"}, "owner/name"},
		"an API without a host":       {github.Options{Repository: repository, API: "api.github.com"}, "not the URL of GitHub's API"},
		"an API that is a file":       {github.Options{Repository: repository, API: "file:///etc"}, "not the URL of GitHub's API"},
		"an App's key that is broken": {github.Options{Repository: repository, App: &github.App{ID: 1, Key: []byte("-----BEGIN")}}, ".pem"},
	} {
		if _, err := github.New(test.options); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want one with %q", name, err, test.want)
		}
	}
}

func TestPagesOnGitHub(t *testing.T) {
	for _, test := range []struct{ api, want string }{
		{"", "https://github.com/kim/blog"},
		{"https://api.github.com/", "https://github.com/kim/blog"},
		{"https://git.example.org/api/v3", "https://git.example.org/kim/blog"},
		{"https://example.org/git/api/v3/", "https://example.org/git/kim/blog"},
		{"https://api.octocorp.ghe.com", "https://octocorp.ghe.com/kim/blog"},
		{"http://127.0.0.1:3000", "http://127.0.0.1:3000/kim/blog"},
	} {
		if got := client(t, &play{}, github.Options{API: test.api}).URL(); got != test.want {
			t.Errorf("API %q: got %s, want %s", test.api, got, test.want)
		}
	}
	c := client(t, &play{}, github.Options{})
	for _, test := range []struct {
		path string
		line int
		want string
	}{
		{"_posts/2026-11-23-첫 글.md", 12, "_posts/2026-11-23-%EC%B2%AB%20%EA%B8%80.md?plain=1#L12"},
		{"_posts/50%?#.md", 0, "_posts/50%25%3F%23.md"},
		{"_config.yml", 3, "_config.yml#L3"},
		{"index.html", 1, "index.html#L1"},
	} {
		if got, want := c.FileURL(sha, test.path, test.line), "https://github.com/kim/blog/blob/"+sha+"/"+test.want; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestWhatIsNoHashIsNotAsked(t *testing.T) {
	p := &play{}
	c := client(t, p, github.Options{})
	for _, sha := range []string{"", "main", "../../../user", sha + "/..", strings.ToUpper(strings.Repeat("a", 40))} {
		_, commitErr := c.Commit(t.Context(), sha)
		_, blobErr := c.Blob(t.Context(), sha)
		_, archiveErr := c.Archive(t.Context(), sha)
		_, treeErr := c.Tree(t.Context(), host.Commit{Tree: sha})
		for _, err := range []error{commitErr, blobErr, archiveErr, treeErr, c.SetStatus(t.Context(), sha, host.Status{})} {
			if !errors.Is(err, host.ErrNotFound) {
				t.Errorf("%q: error %v", sha, err)
			}
		}
	}
	if len(p.lines) > 0 {
		t.Errorf("asked %q", p.lines)
	}
}

func TestRefusalsAreExplained(t *testing.T) {
	for name, test := range map[string]struct {
		reply    reply
		want     string
		notFound bool
	}{
		"a wrong token":         {reply{status: 401, body: `{"message": "Bad credentials"}`}, "does not accept our token (401 Bad credentials)", false},
		"a token without right": {reply{status: 403, body: `{"message": "Resource not accessible by personal access token"}`}, `"Commit statuses: read and write"`, false},
		"an unknown commit":     {reply{status: 404, body: `{"message": "Not Found"}`}, "not found (404 Not Found), or hidden from our token", true},
		"an empty repository":   {reply{status: 409, body: `{"message": "Git Repository is empty."}`}, "not found (409 Git Repository is empty)", true},
		"an unusable hash":      {reply{status: 422, body: `{"message": "No commit found for SHA: 1"}`}, "not found (422 No commit found for SHA: 1)", true},
		"something else":        {reply{status: 451, body: `{"message": "Repository access blocked"}`}, "refuses it (451 Repository access blocked)", false},
		"no reason":             {reply{status: 418}, "refuses it (418 I'm a teapot)", false},
		"half an answer":        {ok(`{"sha": "` + sha + `"}`), "names no commit or no tree", false},
	} {
		t.Run(name, func(t *testing.T) {
			p := &play{script: map[string][]reply{"GET /repos/kim/blog/git/commits/" + sha: {test.reply}}}
			_, err := client(t, p, github.Options{Token: "t0ken"}).Commit(t.Context(), sha)
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.HasPrefix(err.Error(), "reading the commit "+sha+" of kim/blog on GitHub: ") {
				t.Errorf("error %v, want one with %q", err, test.want)
			}
			if errors.Is(err, host.ErrNotFound) != test.notFound {
				t.Errorf("is it host.ErrNotFound? %v", err)
			}
			if strings.Contains(fmt.Sprint(err), "t0ken") {
				t.Errorf("the error tells the token: %v", err)
			}
			if len(p.lines) != 1 {
				t.Errorf("asked %d times", len(p.lines))
			}
		})
	}
}

func TestFaultsAreWaitedOut(t *testing.T) {
	at := func(d time.Duration) string {
		return fmt.Sprint(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).Add(d).Unix())
	} // when synctest's clock begins
	limit := map[string]string{"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": at(20 * time.Second)}
	for name, test := range map[string]struct {
		replies  []reply
		from, to time.Duration // how long it is waited, at least and at most
	}{
		"a fault":                       {[]reply{{status: 500}}, 250 * time.Millisecond, 750 * time.Millisecond},
		"faults in a row":               {[]reply{{status: 500}, {status: 502, body: "<html>"}, {status: 504}, {status: 503}}, 3750 * time.Millisecond, 11250 * time.Millisecond},
		"a fault with a wait":           {[]reply{{status: 503, header: map[string]string{"Retry-After": "7"}}}, 7 * time.Second, 7 * time.Second},
		"a lost connection":             {[]reply{{err: errors.New("connection reset by peer")}}, 250 * time.Millisecond, 750 * time.Millisecond},
		"an answer that breaks off":     {[]reply{ok(`{"sha": "11`)}, 250 * time.Millisecond, 750 * time.Millisecond},
		"the hourly limit":              {[]reply{{status: 403, header: limit, body: `{"message": "API rate limit exceeded"}`}}, 21 * time.Second, 21 * time.Second},
		"the hourly limit as 429":       {[]reply{{status: 429, header: limit}}, 21 * time.Second, 21 * time.Second},
		"a limit that has just ended":   {[]reply{{status: 403, header: map[string]string{"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": at(-time.Hour)}}}, time.Second, time.Second},
		"too many requests at once":     {[]reply{{status: 403, header: map[string]string{"Retry-After": "3"}, body: `{"message": "You have exceeded a secondary rate limit."}`}}, 3 * time.Second, 3 * time.Second},
		"both headers":                  {[]reply{{status: 403, header: map[string]string{"Retry-After": "2", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": at(time.Hour)}}}, 2 * time.Second, 2 * time.Second},
		"a date to wait for":            {[]reply{{status: 429, header: map[string]string{"Retry-After": "Sat, 01 Jan 2000 00:00:09 GMT"}}}, 9 * time.Second, 9 * time.Second},
		"a limit that names no time":    {[]reply{{status: 403, body: `{"message": "You have exceeded a secondary rate limit."}`}}, time.Minute, time.Minute},
		"a 429 that names no time":      {[]reply{{status: 429}}, time.Minute, time.Minute},
		"a limit by its documentation":  {[]reply{{status: 403, body: `{"message": "Slow down", "documentation_url": "https://docs.github.com/en/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits"}`}}, time.Minute, time.Minute},
		"a limit and then a fault":      {[]reply{{status: 403, header: limit}, {status: 500}}, 21500 * time.Millisecond, 22500 * time.Millisecond},
		"a limit that was not over yet": {[]reply{{status: 403, header: limit}, {status: 403, header: map[string]string{"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": at(30 * time.Second)}}}, 31 * time.Second, 31 * time.Second},
	} {
		for method, line := range map[string]string{"Commit": "GET /repos/kim/blog/git/commits/" + sha, "SetStatus": "POST /repos/kim/blog/statuses/" + sha} {
			t.Run(name+" at "+method, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					p := &play{script: map[string][]reply{line: append(slices.Clone(test.replies), ok(commitJSON))}}
					c := client(t, p, github.Options{})
					began := time.Now()
					var err error
					if method == "Commit" {
						_, err = c.Commit(t.Context(), sha)
					} else {
						err = c.SetStatus(t.Context(), sha, host.Status{Context: "galley/lint", State: host.Pending})
					}
					if took := time.Since(began); err != nil || took < test.from || took > test.to {
						t.Errorf("after %s: %v; want success after %s to %s", took, err, test.from, test.to)
					}
					if len(p.lines) != len(test.replies)+1 {
						t.Errorf("asked %d times", len(p.lines))
					}
				})
			})
		}
	}
}

func TestPatienceEnds(t *testing.T) {
	line := "GET /repos/kim/blog/git/commits/" + sha
	for name, test := range map[string]struct {
		reply   reply
		time    time.Duration // what the context leaves, 0 for no limit
		want    string
		asked   int
		instant bool
	}{
		"a fault that stays":             {reply{status: 500, body: `{"message": "Server Error"}`}, 0, "GitHub has a fault of its own (500 Server Error)", 5, false},
		"a network that stays away":      {reply{err: errors.New("no route to host")}, 0, "no answer to be had of api.github.com", 5, false},
		"a wait beyond our patience":     {reply{status: 403, header: map[string]string{"Retry-After": "3600"}}, 0, "asks to wait 1h0m0s", 1, true},
		"a wait beyond the job's time":   {reply{status: 403, header: map[string]string{"Retry-After": "30"}}, 20 * time.Second, "the job is tried again later", 1, true},
		"a wait that was made too large": {reply{status: 403, header: map[string]string{"Retry-After": "99999999999999999999"}, body: `{"message": "rate limit"}`}, 10 * time.Second, "asks to wait 1m0s", 1, true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx := t.Context()
				if test.time > 0 {
					var cancel context.CancelFunc
					ctx, cancel = context.WithTimeout(ctx, test.time)
					defer cancel()
				}
				p := &play{script: map[string][]reply{line: {test.reply}}}
				began := time.Now()
				_, err := client(t, p, github.Options{}).Commit(ctx, sha)
				if err == nil || !strings.Contains(err.Error(), test.want) {
					t.Errorf("error %v, want one with %q", err, test.want)
				}
				if len(p.lines) != test.asked {
					t.Errorf("asked %d times, want %d", len(p.lines), test.asked)
				}
				if test.instant && time.Since(began) > 0 {
					t.Errorf("gave up after %s only", time.Since(began))
				}
			})
		})
	}
}

func TestAJobThatIsStoppedStopsWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(5*time.Second, cancel)
		p := &play{script: map[string][]reply{"GET /repos/kim/blog": {{status: 403, header: map[string]string{"Retry-After": "50"}}}}}
		began := time.Now()
		_, err := client(t, p, github.Options{}).DefaultBranch(ctx)
		if !errors.Is(err, context.Canceled) || time.Since(began) != 5*time.Second {
			t.Errorf("after %s: %v", time.Since(began), err)
		}
	})
}
