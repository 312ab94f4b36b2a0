package e2e_test

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"github.com/galleypress/galley/github/webhook"
	"github.com/galleypress/galley/gitrepo/gittest"
	"github.com/galleypress/galley/queue"
)

const (
	secret  = "It's a Secret to Everybody"
	siteURL = "https://blog.example.org"
)

// world is one blog on GitHub with its functions, queue and buckets.
type world struct {
	*testing.T
	cloud      *cloud
	work       *gittest.Work // the author's working copy
	github     *gitHub
	queue      string
	site       string // buckets
	state      string
	webhook    *function
	publisher  *function
	env        map[string]string // the publisher's
	queueDown  bool
	invalidate func() []string
}

// binaries are what all worlds are made of: the functions, and the cloud.
type binaries struct {
	cloud              *cloud
	webhook, publisher string
}

// newWorld makes a blog with two posts, which nothing has been published of yet.
func newWorld(t *testing.T, b *binaries, changes ...func(env map[string]string)) *world {
	t.Helper()
	w := &world{T: t, cloud: b.cloud, work: gittest.New(t)}
	w.github = startGitHub(t, w.work.Bare)
	w.queue, w.site, w.state = b.cloud.newQueue(t), b.cloud.newBucket(t, "site"), b.cloud.newBucket(t, "state")

	env := w.awsEnvironment("WebhookFunction")
	env["AWS_ENDPOINT_URL_SQS"] = b.cloud.door(t, "WebhookFunction", targetAction("sqs"), b.cloud.translated(func() bool { return w.queueDown }))
	maps.Copy(env, map[string]string{
		"GALLEY_WEBHOOK_SECRET_PARAM": "/galley/webhook-secret", "GALLEY_QUEUE_URL": w.queue, "GALLEY_REPOSITORY": repository,
	})
	w.webhook = start(t, "webhook", b.webhook, env)

	env = w.awsEnvironment("PublisherFunction")
	env["AWS_ENDPOINT_URL_S3"] = b.cloud.s3Door
	env["AWS_ENDPOINT_URL_CLOUDFRONT"], w.invalidate = b.cloud.invalidations(t, "PublisherFunction")
	maps.Copy(env, map[string]string{
		"GALLEY_REPOSITORY": repository, "GALLEY_BRANCH": "", "GALLEY_SITE": "s3://" + w.site + "?region=" + region,
		"GALLEY_STATE": "s3://" + w.state + "?region=" + region, "GALLEY_SITE_URL": siteURL, "GALLEY_DISTRIBUTION_ID": "E2QWRUHAPOMQZL",
		"GALLEY_GITHUB_TOKEN_PARAM": "/galley/github-token", "GITHUB_API_URL": w.github.url,
	})
	for _, change := range changes {
		change(env)
	}
	w.env = env
	w.publisher = start(t, "publisher", b.publisher, env)

	w.work.Write("_config.yml", "title: 첫 블로그\nauthor: Kim\npermalink: /:year/:month/:day/:title/\n")
	w.work.Write("assets/picture.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>\n")
	w.post("2024-05-01-first.md", "첫 글", "안녕하세요, *first*.")
	w.post("2024-05-02-second.md", "Second", "The second post.")
	return w
}

func (w *world) awsEnvironment(function string) map[string]string {
	return map[string]string{
		"AWS_REGION": region, "AWS_ACCESS_KEY_ID": accessKey, "AWS_SECRET_ACCESS_KEY": secretKey,
		"AWS_ENDPOINT_URL_SSM": w.cloud.parameters(w, function, map[string]string{
			"/galley/webhook-secret": secret, "/galley/github-token": token,
		}),
	}
}

// post writes a post that is sound.
func (w *world) post(file, title, body string) {
	w.Helper()
	w.work.Write("_posts/"+file, fmt.Sprintf("---\nlayout: post\ntitle: %q\n---\n%s\n", title, body))
}

// broken is the text of a post whose front matter does not end.
const broken = "---\ntitle: \"never closed\ntags: [a\n---\nText.\n"

// delivery adapts one of GitHub's examples and signs it.
func (w *world) delivery(event, example string, changes map[string]any) (events.LambdaFunctionURLRequest, []byte) {
	w.Helper()
	data, err := os.ReadFile(filepath.Join("../github/webhook/testdata", example+".json"))
	if err != nil {
		w.Fatal(err)
	}
	var payload map[string]any
	if err := json.Unmarshal(data, &payload); err != nil {
		w.Fatal(err)
	}
	changes = with(map[string]any{"repository.full_name": repository, "repository.name": name, "repository.owner.login": owner}, changes)
	for path, value := range changes {
		parts := strings.Split(path, ".")
		at := payload
		for _, part := range parts[:len(parts)-1] {
			at = at[part].(map[string]any)
		}
		at[parts[len(parts)-1]] = value
	}
	if data, err = json.Marshal(payload); err != nil {
		w.Fatal(err)
	}
	request := events.LambdaFunctionURLRequest{
		Version: "2.0", RawPath: "/", Body: string(data),
		Headers: map[string]string{
			"content-type": "application/json", "user-agent": "GitHub-Hookshot/044aadd",
			"x-github-event": event, "x-github-delivery": rand.Text(), "x-hub-signature-256": webhook.Sign([]byte(secret), data),
		},
	}
	request.RequestContext.HTTP.Method, request.RequestContext.HTTP.Path = "POST", "/"
	return request, data
}

// send hands a delivery to the webhook and gives its answer.
func (w *world) send(request any) (int, webhook.Answer) {
	w.Helper()
	a := w.webhook.invoke(request)
	var response events.LambdaFunctionURLResponse
	if err := json.Unmarshal(a.response, &response); a.failed != "" || err != nil {
		w.Fatalf("the webhook failed: %s %v", a.failed, err)
	}
	var answer webhook.Answer
	if err := json.Unmarshal([]byte(response.Body), &answer); err != nil {
		w.Fatalf("the webhook's answer is not JSON: %q", response.Body)
	}
	return response.StatusCode, answer
}

// pushed sends the delivery of a push to a branch.
func (w *world) pushed(branch, before, after string) {
	w.Helper()
	request, _ := w.delivery("push", "push", map[string]any{"ref": "refs/heads/" + branch, "before": before, "after": after})
	if status, answer := w.send(request); status != 202 || answer.Result != "queued" {
		w.Fatalf("the webhook answered %d %+v", status, answer)
	}
}

// push commits everything, pushes it to main, has it delivered and published, and gives the commit.
func (w *world) push(message string) string {
	w.Helper()
	commit := w.pushOnly(message)
	w.publish()
	return commit
}

// pushOnly stops after the delivery.
func (w *world) pushOnly(message string) string {
	w.Helper()
	before := strings.Repeat("0", 40)
	if sha, ok := w.github.resolve("refs/heads/main", "commit"); ok {
		before = sha
	}
	commit := w.work.Push(message)
	w.pushed("main", before, commit)
	return commit
}

// publish is what Lambda does between the queue and the publisher, until the queue is empty.
func (w *world) publish() {
	w.Helper()
	for deadline := time.Now().Add(patience); w.cloud.waiting(w, w.queue) > 0; {
		w.handOut(w.receive())
		if time.Now().After(deadline) {
			w.Fatal("the queue does not become empty")
		}
	}
}

// receive waits until there are messages to be handed out.
func (w *world) receive() []message {
	w.Helper()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		if messages := w.cloud.receive(w, w.queue); len(messages) > 0 {
			return messages
		}
	}
	w.Fatal("no message shows up")
	return nil
}

// batch is the event that messages come in.
func batch(messages []message) events.SQSEvent {
	var batch events.SQSEvent
	for _, m := range messages {
		record := events.SQSMessage{MessageId: m.ID, ReceiptHandle: m.Handle, Body: m.Body, EventSource: "aws:sqs", AWSRegion: region}
		if job, err := queue.Decode([]byte(m.Body)); err == nil {
			record.Attributes = map[string]string{"MessageGroupId": job.Group(), "MessageDeduplicationId": job.Delivery}
		}
		batch.Records = append(batch.Records, record)
	}
	return batch
}

// handOut gives messages to the publisher and deletes those that it does not name.
func (w *world) handOut(messages []message) (failed map[string]bool) {
	w.Helper()
	a := w.publisher.invoke(batch(messages))
	var response events.SQSEventResponse
	if err := json.Unmarshal(a.response, &response); a.failed != "" || err != nil {
		w.Fatalf("the publisher failed: %s %v", a.failed, err)
	}
	failed = make(map[string]bool)
	for _, item := range response.BatchItemFailures {
		failed[item.ItemIdentifier] = true
	}
	for _, m := range messages {
		if !failed[m.ID] {
			w.cloud.delete(w, w.queue, m.Handle)
		}
	}
	return failed
}

// page gives a page of the site as it is stored.
func (w *world) page(key string) (object, bool) {
	w.Helper()
	o, ok := w.cloud.objects(w, w.site)[key]
	return o, ok
}

func (w *world) expectPage(key, text string) {
	w.Helper()
	o, ok := w.page(key)
	if !ok {
		w.Errorf("%s is not there; there are %q", key, w.keys())
	} else if !strings.Contains(o.body, text) {
		w.Errorf("%s does not say %q:\n%s", key, text, o.body)
	}
}

func (w *world) expectNoPage(key string) {
	w.Helper()
	if _, ok := w.page(key); ok {
		w.Errorf("%s is there", key)
	}
}

// keys lists the site, without the reports.
func (w *world) keys() []string {
	w.Helper()
	var keys []string
	for key := range w.cloud.objects(w, w.site) {
		if !strings.HasPrefix(key, "_galley/") {
			keys = append(keys, key)
		}
	}
	return keys
}

func (w *world) expectStatus(commit, context, state string, words ...string) status {
	w.Helper()
	got := w.github.last(commit, context)
	if got.State != state {
		w.Errorf("%s of %.7s is %q (%s), want %q", context, commit, got.State, got.Description, state)
	}
	for _, word := range words {
		if !strings.Contains(got.Description, word) {
			w.Errorf("%s of %.7s says %q, without %q", context, commit, got.Description, word)
		}
	}
	return got
}

// encoded gives a delivery with its body in Base64, as a function URL sends what it takes for binary.
func encoded(request events.LambdaFunctionURLRequest) events.LambdaFunctionURLRequest {
	request.Body, request.IsBase64Encoded = base64.StdEncoding.EncodeToString([]byte(request.Body)), true
	return request
}

// throughAPIGateway gives a delivery as an HTTP API of API Gateway passes it on.
func throughAPIGateway(t testing.TB, request events.LambdaFunctionURLRequest) events.APIGatewayV2HTTPRequest {
	t.Helper()
	data, err := json.Marshal(request)
	if err != nil {
		t.Fatal(err)
	}
	var result events.APIGatewayV2HTTPRequest
	if err := json.NewDecoder(bytes.NewReader(data)).Decode(&result); err != nil {
		t.Fatal(err)
	}
	result.RouteKey, result.RequestContext.APIID, result.RequestContext.Stage = "POST /webhook", "a1b2c3", "$default"
	return result
}
