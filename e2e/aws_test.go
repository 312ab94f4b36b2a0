package e2e_test

import (
	"context"
	"crypto/md5"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"github.com/galleypress/galley/internal/parts"
)

// build builds one of our commands.
func build(t testing.TB, pkg, output string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "build", "-buildvcs=false", "-o", output, pkg)
	cmd.Dir = ".."
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s cannot be built: %v\n%s", pkg, err, out)
	}
}

// tool gives the path of one of the servers in tools/go.mod, which Go builds once and keeps.
func tool(t testing.TB, pkg string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "tool", "-n", pkg)
	cmd.Dir = "tools"
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		parts.Missing(t, "%s cannot be built (%v): it is needed to run the functions against: %s", pkg, err, lastLines(stderr.String()))
	}
	return strings.TrimSpace(string(out))
}

func lastLines(out string) string {
	lines := strings.Split(strings.TrimSpace(out), "\n")
	return strings.Join(lines[max(0, len(lines)-3):], "; ")
}

// serve runs a server that has no other way to be stopped than being killed, until the test ends.
func serve(t testing.TB, address string, cmd *exec.Cmd) {
	t.Helper()
	log, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	gone := make(chan struct{})
	go func() { _ = cmd.Wait(); close(gone) }()
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		<-gone
		_ = log.Close()
	})
	for deadline := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			_ = conn.Close()
			return
		}
		select {
		case <-gone:
			out, _ := os.ReadFile(log.Name())
			t.Fatalf("%s ended: %s", filepath.Base(cmd.Path), out)
		default:
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s does not listen on %s: %v", filepath.Base(cmd.Path), address, err)
		}
	}
}

// freeAddress finds a port that nobody listens on.
func freeAddress(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

// ledger notes which of AWS's actions a function asked for, by the names that policies have for them.
type ledger struct {
	mu      sync.Mutex
	actions map[string]map[string]bool // function → action
}

func (l *ledger) note(function, action string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.actions[function] == nil {
		l.actions[function] = make(map[string]bool)
	}
	l.actions[function][action] = true
}

func (l *ledger) of(function string) []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	var actions []string
	for action := range l.actions[function] {
		actions = append(actions, action)
	}
	slices.Sort(actions)
	return actions
}

// cloud is the AWS that the functions find: its servers, and a door to each that notes who asks for what.
type cloud struct {
	ledger   *ledger
	s3       *s3.Client // past the doors
	s3Server string     // also past them
	s3Door   string
	queues   string // goaws
	serial   int
	serving  sync.Mutex
}

const (
	accessKey = "galley"
	secretKey = "galley-secret"
	region    = "us-east-1"
)

func startCloud(t testing.TB) *cloud {
	t.Helper()
	c := &cloud{ledger: &ledger{actions: make(map[string]map[string]bool)}}

	objects := freeAddress(t)
	serve(t, objects, exec.Command(tool(t, "github.com/versity/versitygw/cmd/versitygw"), "--quiet", "--access", accessKey, "--secret", secretKey,
		"--region", region, "--port", objects, "posix", "--sidecar", t.TempDir(), t.TempDir()))
	c.s3 = s3.New(s3.Options{
		BaseEndpoint: aws.String("http://" + objects), Region: region, UsePathStyle: true,
		Credentials: credentials.NewStaticCredentialsProvider(accessKey, secretKey, ""),
	})
	c.s3Server = "http://" + objects
	c.s3Door = c.door(t, "PublisherFunction", s3Action, forward(c.s3Server))

	queues := freeAddress(t)
	_, port, err := net.SplitHostPort(queues)
	if err != nil {
		t.Fatal(err)
	}
	config := filepath.Join(t.TempDir(), "goaws.yaml")
	if err := os.WriteFile(config, fmt.Appendf(nil, "Local:\n  Host: 127.0.0.1\n  Port: %s\n  Region: %s\n  AccountId: \"123456789012\"\n  EnableDuplicates: true\n", port, region), 0o600); err != nil {
		t.Fatal(err)
	}
	serve(t, queues, exec.Command(tool(t, "github.com/Admiral-Piett/goaws/app/cmd"), "-config", config))
	c.queues = "http://" + queues + "/"
	return c
}

// door stands before a server and notes what passes.
func (c *cloud) door(t testing.TB, function string, action func(*http.Request, int) []string, server http.Handler) string {
	t.Helper()
	d := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen := &statusWriter{ResponseWriter: w, status: http.StatusOK}
		server.ServeHTTP(seen, r)
		for _, a := range action(r, seen.status) {
			c.ledger.note(function, a)
		}
	}))
	t.Cleanup(d.Close)
	return d.URL
}

type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// forward hands requests on as they are: their signature covers the host's name.
func forward(to string) http.Handler {
	target, err := url.Parse(to)
	if err != nil {
		panic(err)
	}
	return &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(target)
		r.Out.Host = r.In.Host
	}}
}

// s3Action names what an S3 request needs permission for:
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html.
func s3Action(r *http.Request, status int) []string {
	_, key, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	query := r.URL.Query()
	switch {
	case key == "" && r.Method == http.MethodPost && query.Has("delete"):
		return []string{"s3:DeleteObject"}
	case key == "":
		return []string{"s3:ListBucket"}
	case r.Method == http.MethodGet || r.Method == http.MethodHead:
		if status == http.StatusNotFound { // S3 tells those alone that an object is missing who may list
			return []string{"s3:GetObject", "s3:ListBucket"}
		}
		return []string{"s3:GetObject"}
	case r.Method == http.MethodPut, r.Method == http.MethodPost:
		return []string{"s3:PutObject"}
	case r.Method == http.MethodDelete && query.Has("uploadId"):
		return []string{"s3:AbortMultipartUpload"}
	case r.Method == http.MethodDelete:
		return []string{"s3:DeleteObject"}
	}
	return []string{"s3:" + r.Method}
}

// targetAction names what a request of AWS's JSON protocols asks for, as in "AmazonSQS.SendMessage".
func targetAction(service string) func(*http.Request, int) []string {
	return func(r *http.Request, _ int) []string {
		_, operation, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
		return []string{service + ":" + operation}
	}
}

// parameters plays the Parameter Store: a function may ask for one by its name.
func (c *cloud) parameters(t testing.TB, function string, values map[string]string) string {
	return c.door(t, function, targetAction("ssm"), http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var in struct {
			Name           string
			WithDecryption bool
		}
		w.Header().Set("Content-Type", "application/x-amz-json-1.1")
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil || !in.WithDecryption || values[in.Name] == "" {
			w.WriteHeader(http.StatusBadRequest)
			_, _ = io.WriteString(w, `{"__type": "ParameterNotFound", "message": "no such parameter"}`)
			return
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"Parameter": map[string]any{"Name": in.Name, "Type": "SecureString", "Value": values[in.Name]}})
	}))
}

// invalidations plays CloudFront: it notes the paths that are to be fetched anew.
func (c *cloud) invalidations(t testing.TB, function string) (address string, paths func() []string) {
	var mu sync.Mutex
	var all []string
	address = c.door(t, function, func(*http.Request, int) []string { return []string{"cloudfront:CreateInvalidation"} },
		http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			var batch struct {
				Paths           []string `xml:"Paths>Items>Path"`
				CallerReference string
			}
			if err := xml.NewDecoder(r.Body).Decode(&batch); err != nil || r.Method != http.MethodPost || !strings.HasSuffix(r.URL.Path, "/invalidation") || batch.CallerReference == "" {
				http.Error(w, "not an invalidation", http.StatusBadRequest)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			all = append(all, batch.Paths...)
			w.WriteHeader(http.StatusCreated)
			_, _ = io.WriteString(w, `<Invalidation><Id>I1</Id><Status>InProgress</Status></Invalidation>`)
		}))
	return address, func() []string {
		mu.Lock()
		defer mu.Unlock()
		return slices.Clone(all)
	}
}

// newBucket makes a bucket that no other scenario uses.
func (c *cloud) newBucket(t testing.TB, kind string) string {
	t.Helper()
	c.serving.Lock()
	c.serial++
	name := fmt.Sprintf("%s-%d", kind, c.serial)
	c.serving.Unlock()
	if _, err := c.s3.CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: &name}); err != nil {
		t.Fatal(err)
	}
	return name
}

// object is one of a bucket.
type object struct{ contentType, cacheControl, body string }

// objects reads a whole bucket.
func (c *cloud) objects(t testing.TB, bucket string) map[string]object {
	t.Helper()
	ctx, all := context.Background(), make(map[string]object)
	pages := s3.NewListObjectsV2Paginator(c.s3, &s3.ListObjectsV2Input{Bucket: &bucket})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range page.Contents {
			out, err := c.s3.GetObject(ctx, &s3.GetObjectInput{Bucket: &bucket, Key: item.Key})
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(out.Body)
			if err != nil {
				t.Fatal(err)
			}
			_ = out.Body.Close()
			all[*item.Key] = object{aws.ToString(out.ContentType), aws.ToString(out.CacheControl), string(body)}
		}
	}
	return all
}

// newQueue makes a FIFO queue on which a message that was handed out and not deleted shows up again after a second.
func (c *cloud) newQueue(t testing.TB) string {
	t.Helper()
	c.serving.Lock()
	c.serial++
	name := fmt.Sprintf("galley-%d.fifo", c.serial)
	c.serving.Unlock()
	var out struct {
		URL string `xml:"CreateQueueResult>QueueUrl"`
	}
	c.query(t, url.Values{"Action": {"CreateQueue"}, "QueueName": {name}, "Attribute.1.Name": {"VisibilityTimeout"}, "Attribute.1.Value": {"1"}}, &out)
	return out.URL
}

// query asks goaws, which speaks SQS's older protocol, with forms and XML.
func (c *cloud) query(t testing.TB, form url.Values, out any) {
	t.Helper()
	status, data, err := c.ask(form)
	if err != nil || status != http.StatusOK {
		t.Fatalf("%s: %d %v: %s", form.Get("Action"), status, err, data)
	}
	if err := xml.Unmarshal(data, out); err != nil {
		t.Fatalf("%s: %v: %s", form.Get("Action"), err, data)
	}
}

func (c *cloud) ask(form url.Values) (int, []byte, error) {
	resp, err := http.PostForm(c.queues, form)
	if err != nil {
		return 0, nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	data, err := io.ReadAll(resp.Body)
	return resp.StatusCode, data, err
}

// translated lets AWS's SDK, which speaks SQS's JSON protocol alone, talk to goaws, which does not know it yet. When down
// says so, the queue does not answer.
func (c *cloud) translated(down func() bool) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var in struct{ QueueUrl, MessageBody, MessageGroupId, MessageDeduplicationId string }
		if down() {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		w.Header().Set("Content-Type", "application/x-amz-json-1.0")
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil || r.Header.Get("X-Amz-Target") != "AmazonSQS.SendMessage" {
			w.WriteHeader(http.StatusBadRequest)
			_, _ = io.WriteString(w, `{"__type": "com.amazonaws.sqs#UnsupportedOperation", "message": "only SendMessage is translated"}`)
			return
		}
		status, data, err := c.ask(url.Values{
			"Action": {"SendMessage"}, "QueueUrl": {in.QueueUrl}, "MessageBody": {in.MessageBody},
			"MessageGroupId": {in.MessageGroupId}, "MessageDeduplicationId": {in.MessageDeduplicationId},
		})
		var out struct {
			MessageID      string `xml:"SendMessageResult>MessageId"`
			SequenceNumber string `xml:"SendMessageResult>SequenceNumber"`
		}
		if err != nil || status != http.StatusOK || xml.Unmarshal(data, &out) != nil {
			w.WriteHeader(http.StatusBadRequest)
			_, _ = fmt.Fprintf(w, `{"__type": "com.amazonaws.sqs#QueueDoesNotExist", "message": %q}`, data)
			return
		}
		sum := md5.Sum([]byte(in.MessageBody))
		_ = json.NewEncoder(w).Encode(map[string]string{
			"MessageId": out.MessageID, "SequenceNumber": out.SequenceNumber, "MD5OfMessageBody": hex.EncodeToString(sum[:]),
		})
	})
}

// message is one that was handed out.
type message struct {
	ID     string `xml:"MessageId"`
	Handle string `xml:"ReceiptHandle"`
	Body   string `xml:"Body"`
}

func (c *cloud) receive(t testing.TB, queueURL string) []message {
	t.Helper()
	var out struct {
		Messages []message `xml:"ReceiveMessageResult>Message"`
	}
	c.query(t, url.Values{"Action": {"ReceiveMessage"}, "QueueUrl": {queueURL}, "MaxNumberOfMessages": {"10"}}, &out)
	return out.Messages
}

// delete takes a message off the queue. It may have shown up again meanwhile, which makes its handle worthless.
func (c *cloud) delete(t testing.TB, queueURL, handle string) {
	t.Helper()
	status, data, err := c.ask(url.Values{"Action": {"DeleteMessage"}, "QueueUrl": {queueURL}, "ReceiptHandle": {handle}})
	if err != nil || status != http.StatusOK && status != http.StatusNotFound {
		t.Fatalf("DeleteMessage: %d %v: %s", status, err, data)
	}
}

// waiting is how many messages a queue still holds, handed out or not.
func (c *cloud) waiting(t testing.TB, queueURL string) int {
	t.Helper()
	var out struct {
		Attributes []struct {
			Name  string
			Value int
		} `xml:"GetQueueAttributesResult>Attribute"`
	}
	c.query(t, url.Values{"Action": {"GetQueueAttributes"}, "QueueUrl": {queueURL},
		"AttributeName.1": {"ApproximateNumberOfMessages"}, "AttributeName.2": {"ApproximateNumberOfMessagesNotVisible"}}, &out)
	for _, a := range out.Attributes {
		if a.Name == "ApproximateNumberOfMessages" {
			return a.Value
		}
	}
	t.Fatalf("goaws does not say how many messages there are: %+v", out)
	return 0
}
