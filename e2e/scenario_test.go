package e2e_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/galleypress/galley/internal/parts"
	"github.com/galleypress/galley/internal/sam"
)

// scenarios are what happens to a blog, by what they say.
var scenarios = map[string]func(*testing.T, *binaries){
	"a good push is published":                                     goodPush,
	"a push with a broken post keeps its old version":              brokenPost,
	"a renamed post moves and a deleted one goes":                  renamedAndDeleted,
	"a pull request is proof-read and not published":               pullRequest,
	"a pull request from a fork is proof-read and not published":   pullRequestFromFork,
	"what does not come from our repository changes nothing":       forgedDeliveries,
	"the same delivery twice is published once":                    sameDeliveryTwice,
	"the second of two quick pushes is published":                  twoQuickPushes,
	"a push is published although GitHub has faults":               gitHubHasFaults,
	"a push is published later when GitHub asks for more patience": gitHubAsksForPatience,
	"events of API Gateway and in Base64 are deliveries":           otherEvents,
	"a queue that is down is said":                                 queueDown,
	"a GitHub App publishes without a token":                       gitHubApp,
	"a publisher that is killed half-way leaves nothing half-done": killedHalfWay,
	"a commit with many files comes as an archive":                 manyFiles,
	"a function that lacks a setting names it":                     wrongSettings,
}

func TestEndToEnd(t *testing.T) {
	parts.Need(t, "git", "to make the blog's repository")
	bin := t.TempDir()
	b := &binaries{webhook: filepath.Join(bin, "webhook", "bootstrap"), publisher: filepath.Join(bin, "publisher", "bootstrap")}
	build(t, "./functions/webhook", b.webhook)
	build(t, "./functions/publisher", b.publisher)
	b.cloud = startCloud(t)

	all := true
	for name, scenario := range scenarios {
		all = t.Run(name, func(t *testing.T) { scenario(t, b) }) && all
	}
	t.Run("the policies allow just what was asked for", func(t *testing.T) {
		if !all {
			t.Skip("not all scenarios were gone through")
		}
		policies(t, b.cloud.ledger)
	})
}

func goodPush(t *testing.T, b *binaries) {
	w := newWorld(t, b)
	commit := w.push("Begin")
	w.expectPage("2024/05/01/first/index.html", "<em>first</em>")
	w.expectPage("2024/05/02/second/index.html", "The second post.")
	w.expectPage("index.html", "첫 글")
	w.expectPage("assets/picture.svg", "<svg")
	want := []string{"galley/lint: pending", "galley/publish: pending", "galley/lint: success", "galley/publish: success"}
	if got := w.github.said(commit); !slices.Equal(got, want) {
		t.Errorf("statuses %q, want %q", got, want)
	}
	page, _ := w.page("2024/05/01/first/index.html")
	if page.contentType != "text/html; charset=utf-8" || page.cacheControl == "" {
		t.Errorf("a page is stored as %q, %q", page.contentType, page.cacheControl)
	}
	report, ours := strings.CutPrefix(w.expectStatus(commit, "galley/lint", "success").TargetURL, siteURL+"/")
	if !ours {
		t.Errorf("the report is at %q", report)
	}
	w.expectPage(report+"index.html", "html")
	if live := w.expectStatus(commit, "galley/publish", "success").TargetURL; !strings.HasPrefix(live, siteURL) {
		t.Errorf("the site is at %q", live)
	}

	// One more post costs what it changes.
	w.github.forget()
	w.post("2024-05-03-third.md", "Third", "The third post.")
	commit = w.push("A third")
	w.expectPage("2024/05/03/third/index.html", "The third post.")
	if live := w.expectStatus(commit, "galley/publish", "success").TargetURL; live != siteURL+"/2024/05/03/third/" {
		t.Errorf("the post is at %q", live)
	}
	if asked := w.github.asked(); asked["git/get-blob"] != 1 || asked["repos/download-tarball-archive"] != 0 {
		t.Errorf("for one post GitHub was asked %v", asked)
	}
	if paths := w.invalidate(); len(paths) == 0 {
		t.Error("the CDN was not told that anything changed")
	}
	t.Logf("ready for the first request: webhook after %s, publisher after %s", w.webhook.ready.Round(time.Millisecond), w.publisher.ready.Round(time.Millisecond))
}

func brokenPost(t *testing.T, b *binaries) {
	w := newWorld(t, b)
	w.push("Begin")
	w.work.Write("_posts/2024-05-01-first.md", broken)
	w.post("2024-05-03-third.md", "Third", "The third post.")
	commit := w.push("Break the first, add a third")
	w.expectPage("2024/05/01/first/index.html", "<em>first</em>")
	w.expectPage("2024/05/03/third/index.html", "The third post.")
	w.expectStatus(commit, "galley/lint", "failure", "_posts/2024-05-01-first.md")
	w.expectStatus(commit, "galley/publish", "success")
	report := strings.TrimPrefix(w.github.last(commit, "galley/lint").TargetURL, siteURL+"/")
	w.expectPage(report+"index.html", "2024-05-01-first.md")

	w.post("2024-05-01-first.md", "첫 글", "Mended.")
	commit = w.push("Mend the first")
	w.expectPage("2024/05/01/first/index.html", "Mended.")
	w.expectStatus(commit, "galley/lint", "success")
	w.expectStatus(commit, "galley/publish", "success")
}

func renamedAndDeleted(t *testing.T, b *binaries) {
	w := newWorld(t, b)
	w.post("2024-05-03-third.md", "Third", "The third post.")
	w.push("Begin")
	w.work.Git("mv", "_posts/2024-05-01-first.md", "_posts/2024-05-01-renamed.md")
	w.work.Git("rm", "-q", "_posts/2024-05-02-second.md")
	commit := w.push("Rename the first, delete the second")
	w.expectPage("2024/05/01/renamed/index.html", "<em>first</em>")
	w.expectNoPage("2024/05/01/first/index.html")
	w.expectNoPage("2024/05/02/second/index.html")
	w.expectPage("2024/05/03/third/index.html", "The third post.")
	w.expectStatus(commit, "galley/publish", "success")
}

// propose pushes a branch and gives its commit and the delivery's changes for a pull request from it.
func propose(w *world, ref string) (commit string, changes map[string]any) {
	w.post("2024-05-04-idea.md", "Idea", "An idea.")
	w.work.Write("_posts/2024-05-05-broken.md", broken)
	commit = w.work.Commit("Propose")
	w.work.Git("push", "-q", "origin", "HEAD:"+ref)
	return commit, map[string]any{
		"number": 7, "pull_request.number": 7, "pull_request.head.ref": "idea", "pull_request.head.sha": commit,
		"pull_request.head.repo.full_name": repository, "pull_request.base.ref": "main",
	}
}

func pullRequest(t *testing.T, b *binaries) {
	w := newWorld(t, b)
	w.push("Begin")
	before := w.cloud.objects(t, w.site)["index.html"]
	commit, changes := propose(w, "refs/heads/idea")
	for _, example := range []string{"pull_request-opened", "pull_request-synchronize", "pull_request-reopened"} {
		request, _ := w.delivery("pull_request", example, changes)
		if status, answer := w.send(request); status != 202 || answer.Result != "queued" || answer.Job.Fork {
			t.Fatalf("the webhook answered %d %+v to %s", status, answer, example)
		}
		w.publish()
	}
	w.expectStatus(commit, "galley/lint", "failure", "_posts/2024-05-05-broken.md")
	if got := w.github.last(commit, "galley/publish"); got.State == "success" {
		t.Errorf("a pull request is said to be published: %+v", got)
	}
	w.expectNoPage("2024/05/04/idea/index.html")
	if w.cloud.objects(t, w.site)["index.html"] != before {
		t.Error("the pull request changed the home page")
	}
	request, _ := w.delivery("pull_request", "pull_request-closed", changes)
	if status, answer := w.send(request); status != 202 || answer.Result != "ignored" {
		t.Errorf("the webhook answered %d %+v to a closed pull request", status, answer)
	}
}

func pullRequestFromFork(t *testing.T, b *binaries) {
	w := newWorld(t, b)
	w.push("Begin")
	commit, changes := propose(w, "refs/pull/7/head") // as GitHub shows a fork's commits in our repository
	// The fork's branch is called like the one that is published.
	request, _ := w.delivery("pull_request", "pull_request-opened", with(changes, map[string]any{
		"pull_request.head.repo.full_name": "lee/blog", "pull_request.head.ref": "main",
	}))
	if status, answer := w.send(request); status != 202 || answer.Result != "queued" || !answer.Job.Fork {
		t.Fatalf("the webhook answered %d %+v", status, answer)
	}
	w.publish()
	w.expectStatus(commit, "galley/lint", "failure", "_posts/2024-05-05-broken.md")
	w.expectNoPage("2024/05/04/idea/index.html")
	if got := w.github.last(commit, "galley/publish"); got.State == "success" {
		t.Errorf("a fork's commit is said to be published: %+v", got)
	}
}

func forgedDeliveries(t *testing.T, b *binaries) {
	w := newWorld(t, b)
	commit := w.work.Push("Begin")
	request, _ := w.delivery("push", "push", map[string]any{"ref": "refs/heads/main", "after": commit})

	forged := request
	forged.Body = strings.Replace(request.Body, "refs/heads/main", "refs/heads/evil", 1)
	if status, answer := w.send(forged); status != 401 {
		t.Errorf("a forged body: %d %+v", status, answer)
	}
	unsigned := request
	unsigned.Headers = map[string]string{"x-github-event": "push", "x-github-delivery": "1"}
	if status, answer := w.send(unsigned); status != 401 {
		t.Errorf("an unsigned delivery: %d %+v", status, answer)
	}
	foreign, _ := w.delivery("push", "push", map[string]any{"repository.full_name": "lee/blog", "after": commit})
	if status, answer := w.send(foreign); status != 403 {
		t.Errorf("another repository's delivery: %d %+v", status, answer)
	}
	malformed, _ := w.delivery("push", "push", map[string]any{"ref": "refs/heads/main", "after": "HEAD"})
	if status, answer := w.send(malformed); status != 400 {
		t.Errorf("a malformed delivery: %d %+v", status, answer)
	}
	for _, ignored := range [][2]string{{"push", "push-tag"}, {"push", "push-tag-deleted"}, {"issues", "issues-opened"}, {"star", "star-created"}} {
		request, _ := w.delivery(ignored[0], ignored[1], nil)
		if status, answer := w.send(request); status != 202 || answer.Result != "ignored" {
			t.Errorf("%s: %d %+v", ignored[1], status, answer)
		}
	}
	ping, _ := w.delivery("ping", "ping", nil)
	if status, answer := w.send(ping); status != 200 {
		t.Errorf("a ping: %d %+v", status, answer)
	}
	if n := w.cloud.waiting(t, w.queue); n > 0 {
		t.Errorf("%d jobs are on the queue", n)
	}
}

func sameDeliveryTwice(t *testing.T, b *binaries) {
	w := newWorld(t, b)
	commit := w.work.Push("Begin")
	request, _ := w.delivery("push", "push", map[string]any{"ref": "refs/heads/main", "after": commit})
	for range 2 {
		if status, answer := w.send(request); status != 202 {
			t.Fatalf("the webhook answered %d %+v", status, answer)
		}
	}
	if n := w.cloud.waiting(t, w.queue); n != 1 {
		t.Errorf("%d jobs are on the queue for one delivery", n)
	}
	w.publish()
	said := w.github.said(commit)

	// Sent again after the queue has forgotten it, the job finds nothing to do.
	stored := w.cloud.objects(t, w.site)
	if status, answer := w.send(request); status != 202 {
		t.Fatalf("the webhook answered %d %+v", status, answer)
	}
	w.publish()
	if again := w.github.said(commit); !slices.Equal(again, said) {
		t.Errorf("statuses %q, and before the repeated delivery %q", again, said)
	}
	if fmt.Sprint(w.cloud.objects(t, w.site)) != fmt.Sprint(stored) {
		t.Error("the repeated delivery changed the site")
	}
}

func twoQuickPushes(t *testing.T, b *binaries) {
	w := newWorld(t, b)
	first := w.pushOnly("Begin")
	w.post("2024-05-03-third.md", "Third", "The third post.")
	second := w.pushOnly("A third")
	w.publish()
	w.expectPage("2024/05/03/third/index.html", "The third post.")
	w.expectStatus(second, "galley/publish", "success")
	for _, context := range []string{"galley/lint", "galley/publish"} {
		w.expectStatus(first, context, "success", second[:7])
	}

	// Two batches that come in the wrong order end in the newest commit's state.
	w.post("2024-05-04-fourth.md", "Fourth", "The fourth post.")
	w.pushOnly("A fourth")
	late := w.cloud.receive(t, w.queue)
	w.post("2024-05-05-fifth.md", "Fifth", "The fifth post.")
	w.push("A fifth")
	if failed := w.handOut(late); len(failed) > 0 {
		t.Errorf("the late job failed")
	}
	w.expectPage("2024/05/04/fourth/index.html", "The fourth post.")
	w.expectPage("2024/05/05/fifth/index.html", "The fifth post.")
}

func gitHubHasFaults(t *testing.T, b *binaries) {
	w := newWorld(t, b)
	w.github.fail(
		fault{operation: "repos/get-branch", status: 500, message: "Server Error"},
		fault{operation: "repos/get-branch", status: 502},
		fault{operation: "git/get-tree", status: 503, header: map[string]string{"Retry-After": "1"}},
		fault{operation: "git/get-tree", status: 403, header: map[string]string{
			"X-RateLimit-Limit": "5000", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": fmt.Sprint(time.Now().Unix() + 1)}, message: "API rate limit exceeded"},
		fault{operation: "repos/create-commit-status", status: 403, header: map[string]string{"Retry-After": "1"}, message: "You have exceeded a secondary rate limit"},
		fault{operation: "repos/create-commit-status", status: 500},
	)
	commit := w.push("Begin")
	w.expectPage("2024/05/01/first/index.html", "<em>first</em>")
	w.expectStatus(commit, "galley/lint", "success")
	w.expectStatus(commit, "galley/publish", "success")
}

func gitHubAsksForPatience(t *testing.T, b *binaries) {
	w := newWorld(t, b)
	commit := w.pushOnly("Begin")
	w.github.fail(fault{operation: "repos/get-branch", status: 403, header: map[string]string{
		"X-RateLimit-Limit": "5000", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": fmt.Sprint(time.Now().Add(time.Hour).Unix())}, message: "API rate limit exceeded"})
	if failed := w.handOut(w.cloud.receive(t, w.queue)); len(failed) != 1 {
		t.Fatalf("%d jobs were handed back, want the one that cannot be done now", len(failed))
	}
	w.publisher.expectLog("tried again later")
	w.publish()
	w.expectPage("2024/05/01/first/index.html", "<em>first</em>")
	w.expectStatus(commit, "galley/publish", "success")
}

func otherEvents(t *testing.T, b *binaries) {
	w := newWorld(t, b)
	commit := w.work.Push("Begin")
	changes := map[string]any{"ref": "refs/heads/main", "after": commit}
	plain, _ := w.delivery("push", "push", changes)
	inBase64, _ := w.delivery("push", "push", changes)
	gateway, _ := w.delivery("push", "push", changes)
	both, _ := w.delivery("push", "push", changes)
	for name, request := range map[string]any{
		"a function URL's event":        plain,
		"one in Base64":                 encoded(inBase64),
		"an HTTP API's event":           throughAPIGateway(t, gateway),
		"an HTTP API's event in Base64": throughAPIGateway(t, encoded(both)),
	} {
		if status, answer := w.send(request); status != 202 || answer.Result != "queued" || answer.Job.Commit != commit {
			t.Errorf("%s: %d %+v", name, status, answer)
		}
	}
	w.publish()
	w.expectStatus(commit, "galley/publish", "success")
}

func queueDown(t *testing.T, b *binaries) {
	w := newWorld(t, b)
	commit := w.work.Push("Begin")
	request, _ := w.delivery("push", "push", map[string]any{"ref": "refs/heads/main", "after": commit})
	w.queueDown = true
	if status, answer := w.send(request); status != 503 || !strings.Contains(answer.Message, "Redeliver") {
		t.Errorf("the webhook answered %d %+v", status, answer)
	}
	w.queueDown = false
	if status, _ := w.send(request); status != 202 {
		t.Errorf("the redelivery was answered %d", status)
	}
	w.publish()
	w.expectStatus(commit, "galley/publish", "success")
}

func gitHubApp(t *testing.T, b *binaries) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t, b, func(env map[string]string) {
		delete(env, "GALLEY_GITHUB_TOKEN_PARAM")
		env["GALLEY_GITHUB_APP_ID"] = appID
		env["GALLEY_GITHUB_APP_KEY"] = string(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)}))
	})
	w.github.appKey = &key.PublicKey
	commit := w.push("Begin")
	w.expectPage("2024/05/01/first/index.html", "<em>first</em>")
	w.expectStatus(commit, "galley/publish", "success")
	if asked := w.github.asked(); asked["apps/get-repo-installation"] != 1 || asked["apps/create-installation-access-token"] != 1 {
		t.Errorf("GitHub was asked %v", asked)
	}
}

func killedHalfWay(t *testing.T, b *binaries) {
	var w *world
	var writes atomic.Int32 // the one that counts this down to zero is the publisher's last
	server := forward(b.cloud.s3Server)
	door := b.cloud.door(t, "PublisherFunction", s3Action, http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPut && writes.Add(-1) == 0 {
			_ = w.publisher.process.Kill() // that it ends is waited for
			panic(http.ErrAbortHandler)
		}
		server.ServeHTTP(rw, r)
	}))
	w = newWorld(t, b, func(env map[string]string) { env["AWS_ENDPOINT_URL_S3"] = door })
	w.push("Begin")
	w.post("2024-05-01-first.md", "첫 글", "Changed.")
	w.work.Git("mv", "_posts/2024-05-02-second.md", "_posts/2024-05-02-renamed.md")
	commit := w.pushOnly("Change the first, rename the second")
	for _, at := range []int32{2, 4, 6} {
		writes.Store(at)
		w.publisher.abandon(batch(w.receive()))
		writes.Store(0)
		w.publisher = start(t, "publisher", b.publisher, w.env)
	}
	w.publish()
	w.expectPage("2024/05/01/first/index.html", "Changed.")
	w.expectPage("2024/05/02/renamed/index.html", "The second post.")
	w.expectNoPage("2024/05/02/second/index.html")
	w.expectStatus(commit, "galley/publish", "success")
}

func manyFiles(t *testing.T, b *binaries) {
	w := newWorld(t, b)
	for i := range 80 {
		w.post(fmt.Sprintf("2023-01-%02d-post-%d.md", i%28+1, i), fmt.Sprintf("Post %d", i), strings.Repeat("Text. ", i))
	}
	commit := w.push("Begin with many")
	w.expectStatus(commit, "galley/publish", "success")
	w.expectPage("2023/01/01/post-0/index.html", "Post 0")
	if asked := w.github.asked(); asked["repos/download-tarball-archive"] != 1 || asked["git/get-blob"] > 10 {
		t.Errorf("for many files GitHub was asked %v", asked)
	}
}

func wrongSettings(t *testing.T, b *binaries) {
	aws := map[string]string{"AWS_REGION": region, "AWS_ACCESS_KEY_ID": accessKey, "AWS_SECRET_ACCESS_KEY": secretKey}
	webhook := with(anyMap(aws), map[string]any{"GALLEY_WEBHOOK_SECRET": secret, "GALLEY_QUEUE_URL": "http://127.0.0.1:1/q.fifo", "GALLEY_REPOSITORY": repository})
	publisher := with(anyMap(aws), map[string]any{
		"GALLEY_REPOSITORY": repository, "GALLEY_SITE": "s3://site", "GALLEY_STATE": "s3://state", "GALLEY_SITE_URL": siteURL, "GALLEY_GITHUB_TOKEN": token,
	})
	for name, test := range map[string]struct {
		binary string
		base   map[string]any
		wrong  map[string]any
		want   string
	}{
		"a webhook without a secret":          {b.webhook, webhook, map[string]any{"GALLEY_WEBHOOK_SECRET": ""}, "GALLEY_WEBHOOK_SECRET is missing"},
		"a webhook with a repository's URL":   {b.webhook, webhook, map[string]any{"GALLEY_REPOSITORY": "https://github.com/kim/blog"}, "GALLEY_REPOSITORY is \"https://github.com/kim/blog\""},
		"a publisher without a site":          {b.publisher, publisher, map[string]any{"GALLEY_SITE": ""}, "GALLEY_SITE is missing"},
		"a publisher with an unknown storage": {b.publisher, publisher, map[string]any{"GALLEY_SITE": "ftp://site"}, "GALLEY_SITE: "},
		"a publisher without a token":         {b.publisher, publisher, map[string]any{"GALLEY_GITHUB_TOKEN": ""}, "GALLEY_GITHUB_TOKEN is missing"},
	} {
		t.Run(name, func(t *testing.T) {
			env := map[string]string{}
			for key, value := range with(test.base, test.wrong) {
				env[key] = value.(string)
			}
			printed, told := start(t, "function", test.binary, env).lastWords()
			if !strings.Contains(printed, test.want) || !strings.Contains(told, test.want) {
				t.Errorf("printed %q and told Lambda %q, want %q", printed, told, test.want)
			}
		})
	}
}

func anyMap(values map[string]string) map[string]any {
	result := make(map[string]any, len(values))
	for key, value := range values {
		result[key] = value
	}
	return result
}

// byLambda is what Lambda itself asks for in a function's name: to log, to take jobs off the queue; and kms:Decrypt is
// what Systems Manager asks for when it decrypts a parameter with a key of one's own.
var byLambda = map[string][]string{
	"WebhookFunction":   {"kms:Decrypt", "logs:CreateLogStream", "logs:PutLogEvents"},
	"PublisherFunction": {"kms:Decrypt", "logs:CreateLogStream", "logs:PutLogEvents", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"},
}

// policies compares what the template allows with what was asked for, action by action.
func policies(t *testing.T, asked *ledger) {
	template, err := sam.Load("../template.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for function, others := range byLambda {
		role := roleOf(t, template, function)
		allowed := slices.Compact(slices.Sorted(slices.Values(template.Resources[role].Actions())))
		needed := slices.Compact(slices.Sorted(slices.Values(append(asked.of(function), others...))))
		if !slices.Equal(allowed, needed) {
			t.Errorf("%s\nallows %q,\nneeded  %q", role, allowed, needed)
		}
	}
}

func roleOf(t *testing.T, template *sam.Template, function string) string {
	t.Helper()
	data, err := json.Marshal(template.Resources[function].Properties["Role"])
	if err != nil {
		t.Fatal(err)
	}
	var role struct {
		Of []string `json:"Fn::GetAtt"`
	}
	if err := json.Unmarshal(data, &role); err != nil || len(role.Of) != 2 {
		t.Fatalf("%s has no role of its own: %s", function, data)
	}
	return role.Of[0]
}
