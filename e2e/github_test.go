package e2e_test

import (
	"bytes"
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
)

const (
	owner      = "kim"
	name       = "blog"
	repository = owner + "/" + name
	token      = "github_pat_e2e"
	appID      = "123456"
	appToken   = "ghs_e2e"
)

// gitHub answers as GitHub would for one repository, which is a real one of Git's. Every request and every answer is held
// against GitHub's own OpenAPI description.
type gitHub struct {
	t        testing.TB
	url      string
	archives string // another server, as at GitHub
	bare     string
	appKey   *rsa.PublicKey // of the GitHub App that is installed; nil where none is
	doc      *openapi3.T
	router   routers.Router

	mu       sync.Mutex
	faults   []fault
	statuses []status
	requests []string // "METHOD operation", as served
}

// fault is an answer that is given instead of the right one, once.
type fault struct {
	operation string // as GitHub calls it, such as git/get-tree; empty for whatever comes first
	status    int
	header    map[string]string
	message   string
}

// status is one that was set on a commit.
type status struct {
	Commit      string `json:"-"`
	Context     string `json:"context"`
	State       string `json:"state"`
	Description string `json:"description"`
	TargetURL   string `json:"target_url"`
}

func startGitHub(t testing.TB, bare string) *gitHub {
	t.Helper()
	g := &gitHub{t: t, bare: bare}
	server := httptest.NewServer(http.HandlerFunc(g.serve))
	t.Cleanup(server.Close)
	archives := httptest.NewServer(http.HandlerFunc(g.serveArchive))
	t.Cleanup(archives.Close)
	g.url, g.archives = server.URL, archives.URL

	data, err := os.ReadFile("testdata/github-openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	if g.doc, err = openapi3.NewLoader().LoadFromData(data); err != nil {
		t.Fatal(err)
	}
	g.doc.Servers = openapi3.Servers{{URL: g.url}}
	if g.router, err = gorillamux.NewRouter(g.doc); err != nil {
		t.Fatal(err)
	}
	return g
}

// fail has the next requests answered with faults, in order.
func (g *gitHub) fail(faults ...fault) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.faults = append(g.faults, faults...)
}

// said gives the statuses of a commit in the order in which they were set, as "context: state".
func (g *gitHub) said(commit string) []string {
	var lines []string
	for _, s := range g.statusesOf(commit) {
		lines = append(lines, s.Context+": "+s.State)
	}
	return lines
}

func (g *gitHub) statusesOf(commit string) []status {
	g.mu.Lock()
	defer g.mu.Unlock()
	var all []status
	for _, s := range g.statuses {
		if s.Commit == commit {
			all = append(all, s)
		}
	}
	return all
}

// last gives the status that people see in a context: the one that was set last.
func (g *gitHub) last(commit, context string) status {
	var last status
	for _, s := range g.statusesOf(commit) {
		if s.Context == context {
			last = s
		}
	}
	return last
}

// asked gives how often each operation was asked for.
func (g *gitHub) asked() map[string]int {
	g.mu.Lock()
	defer g.mu.Unlock()
	counts := make(map[string]int)
	for _, operation := range g.requests {
		counts[operation]++
	}
	return counts
}

func (g *gitHub) forget() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.requests = nil
}

func (g *gitHub) serve(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		g.t.Errorf("GitHub could not read %s %s: %v", r.Method, r.URL, err)
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	route, params, err := g.router.FindRoute(r)
	if err != nil {
		g.t.Errorf("%s %s is no operation of GitHub's that this test knows: %v", r.Method, r.URL, err)
		http.NotFound(w, r)
		return
	}
	input := &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route, Options: &openapi3filter.Options{
		AuthenticationFunc:    openapi3filter.NoopAuthenticationFunc,
		IncludeResponseStatus: true,
	}}
	if err := openapi3filter.ValidateRequest(r.Context(), input); err != nil {
		g.t.Errorf("a request that GitHub does not describe: %v", err)
	}
	operation := route.Operation.OperationID
	g.mu.Lock()
	g.requests = append(g.requests, operation)
	wrong, failing := g.nextFault(operation)
	g.mu.Unlock()

	answer := httptest.NewRecorder()
	switch {
	case failing:
		maps.Copy(answer.Header(), headers(wrong.header))
		answerJSON(answer, wrong.status, map[string]any{"message": wrong.message, "documentation_url": "https://docs.github.com/rest"})
		input.Options.IncludeResponseStatus = false // GitHub describes neither its outages nor its limits
	case !g.authorized(operation, r.Header.Get("Authorization")):
		answerJSON(answer, http.StatusUnauthorized, map[string]any{"message": "Bad credentials", "documentation_url": "https://docs.github.com/rest"})
		input.Options.IncludeResponseStatus = false
	case params["owner"] != "" && params["owner"]+"/"+params["repo"] != repository:
		notFound(answer)
	default:
		g.answer(answer, operation, params, r, body)
	}
	g.check(input, answer)
	maps.Copy(w.Header(), answer.Header())
	w.WriteHeader(answer.Code)
	_, _ = w.Write(answer.Body.Bytes()) // who went away needs no answer
}

// authorized says whether a request is made by whom it must be made: the operations of an App by the App, all others with
// the token, or with the one that the App was given.
func (g *gitHub) authorized(operation, authorization string) bool {
	if strings.HasPrefix(operation, "apps/") {
		return g.appKey != nil && g.signedByApp(strings.TrimPrefix(authorization, "Bearer "))
	}
	return authorization == "Bearer "+token || g.appKey != nil && authorization == "token "+appToken
}

// signedByApp checks a JSON web token: RS256, not expired, in the App's name.
func (g *gitHub) signedByApp(jwt string) bool {
	parts := strings.Split(jwt, ".")
	if len(parts) != 3 {
		return false
	}
	var claims struct {
		Issuer  string `json:"iss"`
		Expires int64  `json:"exp"`
	}
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	body, bodyErr := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil || bodyErr != nil || json.Unmarshal(body, &claims) != nil {
		return false
	}
	sum := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	return rsa.VerifyPKCS1v15(g.appKey, crypto.SHA256, sum[:], signature) == nil && claims.Issuer == appID && claims.Expires > time.Now().Unix()
}

// nextFault takes the first fault that is meant for the operation.
func (g *gitHub) nextFault(operation string) (fault, bool) {
	for i, f := range g.faults {
		if f.operation == "" || f.operation == operation {
			g.faults = slices.Delete(g.faults, i, i+1)
			return f, true
		}
	}
	return fault{}, false
}

func headers(values map[string]string) http.Header {
	header := make(http.Header)
	for key, value := range values {
		header.Set(key, value)
	}
	return header
}

// check holds an answer against the description. The raw form of a blob is described in words alone.
func (g *gitHub) check(request *openapi3filter.RequestValidationInput, answer *httptest.ResponseRecorder) {
	if strings.HasPrefix(answer.Header().Get("Content-Type"), "application/vnd.github.raw") {
		return
	}
	input := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: request, Status: answer.Code, Header: answer.Header(), Options: request.Options,
	}
	input.SetBodyBytes(answer.Body.Bytes())
	if err := openapi3filter.ValidateResponse(request.Request.Context(), input); err != nil {
		g.t.Errorf("this test's GitHub gives an answer that GitHub does not describe, to %s %s: %v", request.Request.Method, request.Request.URL, err)
	}
}

func (g *gitHub) answer(w http.ResponseWriter, operation string, params map[string]string, r *http.Request, body []byte) {
	switch operation {
	case "repos/get":
		repo := g.example("full-repository-default-response")
		for _, other := range []string{"source", "parent", "template_repository"} { // these would be a fork's, and lack what the schema asks for
			delete(repo, other)
		}
		answerJSON(w, http.StatusOK, with(repo, map[string]any{
			"name": name, "full_name": repository, "default_branch": "main", "private": true, "visibility": "private", "language": "HTML",
		}))
	case "repos/get-branch":
		g.answerBranch(w, params["branch"])
	case "git/get-commit":
		sha, ok := g.resolve(params["commit_sha"], "commit")
		if !ok {
			notFound(w)
			return
		}
		answerJSON(w, http.StatusOK, with(g.example("git-commit-2"), g.commit(sha)))
	case "git/get-tree":
		g.answerTree(w, params["tree_sha"], r.URL.Query().Get("recursive") != "")
	case "git/get-blob":
		sha, ok := g.resolve(params["file_sha"], "blob")
		if !ok {
			notFound(w)
			return
		}
		w.Header().Set("Content-Type", "application/vnd.github.raw+json; charset=utf-8")
		_, _ = w.Write(g.git("cat-file", "blob", sha))
	case "repos/download-tarball-archive":
		w.Header().Set("Location", g.archives+"/"+repository+"/legacy.tar.gz/"+params["ref"])
		w.WriteHeader(http.StatusFound)
	case "apps/get-repo-installation":
		answerJSON(w, http.StatusOK, with(g.example("installation"), map[string]any{"id": 42}))
	case "apps/create-installation-access-token":
		answerJSON(w, http.StatusCreated, map[string]any{
			"token": appToken, "expires_at": time.Now().Add(time.Hour).UTC().Format(time.RFC3339),
			"permissions": map[string]any{"contents": "read", "statuses": "write"}, "repository_selection": "selected",
		})
	case "repos/create-commit-status":
		g.answerStatus(w, params["sha"], body)
	default:
		g.t.Errorf("%s is described, and not answered", operation)
		notFound(w)
	}
}

func (g *gitHub) answerBranch(w http.ResponseWriter, branch string) {
	sha, ok := g.resolve("refs/heads/"+branch, "commit")
	if !ok {
		notFound(w)
		return
	}
	example := g.example("branch-get")
	commit := with(example["commit"].(map[string]any), map[string]any{"sha": sha, "parents": g.commit(sha)["parents"]})
	commit["commit"] = with(commit["commit"].(map[string]any), g.commit(sha))
	answerJSON(w, http.StatusOK, with(example, map[string]any{"name": branch, "commit": commit}))
}

func (g *gitHub) answerTree(w http.ResponseWriter, tree string, recursive bool) {
	sha, ok := g.resolve(tree, "tree")
	if !ok {
		notFound(w)
		return
	}
	args := []string{"ls-tree", "-z", "-l", "--full-tree"}
	if recursive {
		args = append(args, "-r", "-t")
	}
	entries := []any{}
	for line := range strings.SplitSeq(string(g.git(append(args, sha)...)), "\x00") {
		meta, path, ok := strings.Cut(line, "\t")
		fields := strings.Fields(meta)
		if !ok || len(fields) != 4 {
			continue
		}
		entry := map[string]any{"path": path, "mode": fields[0], "type": fields[1], "sha": fields[2], "url": g.url + "/repos/" + repository + "/git/" + fields[1] + "s/" + fields[2]}
		if size, err := strconv.Atoi(fields[3]); err == nil {
			entry["size"] = size
		}
		entries = append(entries, entry)
	}
	answerJSON(w, http.StatusOK, map[string]any{"sha": sha, "url": g.url, "tree": entries, "truncated": false})
}

func (g *gitHub) answerStatus(w http.ResponseWriter, sha string, body []byte) {
	var s status
	if err := json.Unmarshal(body, &s); err != nil {
		g.t.Errorf("a status that is not JSON: %v", err)
	}
	if _, ok := g.resolve(sha, "commit"); !ok {
		answerJSON(w, http.StatusUnprocessableEntity, map[string]any{"message": "No commit found for SHA: " + sha, "documentation_url": "https://docs.github.com/rest"})
		return
	}
	if n := utf8.RuneCountInString(s.Description); n > 140 {
		g.t.Errorf("GitHub refuses a description of %d characters: %q", n, s.Description)
	}
	s.Commit = sha
	g.mu.Lock()
	g.statuses = append(g.statuses, s)
	g.mu.Unlock()
	answerJSON(w, http.StatusCreated, with(g.example("status"), map[string]any{
		"state": s.State, "context": s.Context, "description": s.Description, "target_url": s.TargetURL,
	}))
}

// serveArchive is the server that archives come from. It is not the API, and must not be shown the token.
func (g *gitHub) serveArchive(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Authorization") != "" {
		g.t.Error("the token was sent to the server of the archives")
	}
	sha, ok := g.resolve(r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:], "commit")
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "application/x-gzip")
	_, _ = w.Write(g.git("archive", "--format=tar.gz", "--prefix="+owner+"-"+name+"-"+sha[:7]+"/", sha))
}

// commit describes one in the words that GitHub's answers share.
func (g *gitHub) commit(sha string) map[string]any {
	fields := strings.SplitN(string(g.git("show", "-s", "--format=%T%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%B", sha)), "\x00", 9)
	person := func(i int) map[string]any {
		at, err := time.Parse(time.RFC3339, fields[i+2])
		if err != nil {
			g.t.Errorf("a date of Git's: %v", err)
		}
		return map[string]any{"name": fields[i], "email": fields[i+1], "date": at.UTC().Format(time.RFC3339)}
	}
	parents := []any{}
	for _, parent := range strings.Fields(fields[1]) {
		link := g.url + "/repos/" + repository + "/git/commits/" + parent
		parents = append(parents, map[string]any{"sha": parent, "url": link, "html_url": link})
	}
	return map[string]any{
		"sha": sha, "tree": map[string]any{"sha": fields[0], "url": g.url + "/repos/" + repository + "/git/trees/" + fields[0]},
		"author": person(2), "committer": person(5), "message": strings.TrimRight(fields[8], "\n"), "parents": parents,
	}
}

// resolve finds an object of the repository.
func (g *gitHub) resolve(revision, kind string) (string, bool) {
	out, err := exec.Command("git", "-C", g.bare, "rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{"+kind+"}").Output()
	return strings.TrimSpace(string(out)), err == nil
}

func (g *gitHub) git(args ...string) []byte {
	cmd := exec.Command("git", append([]string{"-C", g.bare}, args...)...)
	out, err := cmd.Output()
	if err != nil {
		g.t.Errorf("git %s: %v", strings.Join(args, " "), err)
	}
	return out
}

// example gives one of the description's own examples, to be changed.
func (g *gitHub) example(key string) map[string]any {
	data, err := json.Marshal(g.doc.Components.Examples[key].Value.Value)
	if err != nil {
		g.t.Fatal(err)
	}
	var value map[string]any
	if err := json.Unmarshal(data, &value); err != nil {
		g.t.Fatal(err)
	}
	return value
}

func with(base, changes map[string]any) map[string]any {
	result := maps.Clone(base)
	maps.Copy(result, changes)
	return result
}

func answerJSON(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(value); err != nil {
		panic(fmt.Sprintf("a test's answer that is no JSON: %v", err))
	}
}

func notFound(w http.ResponseWriter) {
	answerJSON(w, http.StatusNotFound, map[string]any{"message": "Not Found", "documentation_url": "https://docs.github.com/rest", "status": "404"})
}
