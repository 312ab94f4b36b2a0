package e2e_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// patience is how long anything may take before a test gives up on it. No test waits for it to pass.
const patience = 2 * time.Minute

// function is a function's binary, running under Lambda's runtime API as this machine plays it:
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html.
type function struct {
	t       testing.TB
	name    string
	began   time.Time
	timeout time.Duration // the function's, which its context ends with

	process *os.Process
	next    chan *invocation
	exited  chan struct{} // closed when the process has ended
	initErr chan string   // what it said to /runtime/init/error

	mu     sync.Mutex
	ready  time.Duration // from its start to its first request for work
	going  map[string]*invocation
	serial int
	output bytes.Buffer
}

type invocation struct {
	id    string
	event []byte
	done  chan answer
}

// answer is what came of an invocation: a response or the error's message.
type answer struct {
	response json.RawMessage
	failed   string
}

// start runs a binary as Lambda would. Nothing but env is in its environment, beside what Lambda itself sets.
func start(t testing.TB, name, binary string, env map[string]string) *function {
	t.Helper()
	f := &function{
		t: t, name: name, timeout: patience,
		next: make(chan *invocation), exited: make(chan struct{}), initErr: make(chan string, 1),
		going: make(map[string]*invocation),
	}
	api := httptest.NewServer(f.api())
	t.Cleanup(api.Close)
	cmd := exec.Command(binary)
	cmd.Dir = t.TempDir()
	cmd.Env = []string{
		"AWS_LAMBDA_RUNTIME_API=" + strings.TrimPrefix(api.URL, "http://"),
		"AWS_LAMBDA_FUNCTION_NAME=" + name, "AWS_LAMBDA_FUNCTION_VERSION=$LATEST", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE=2048",
		"_HANDLER=bootstrap", "LAMBDA_TASK_ROOT=" + cmd.Dir, "PATH=/usr/local/bin:/usr/bin:/bin:/opt/bin", "TZ=:UTC", "LANG=en_US.UTF-8",
	}
	for key, value := range env {
		cmd.Env = append(cmd.Env, key+"="+value)
	}
	cmd.Stdout, cmd.Stderr = &lockedWriter{f: f}, &lockedWriter{f: f}
	f.began = time.Now()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	f.process = cmd.Process
	go func() {
		_ = cmd.Wait() // how it ended is seen by who waits for it
		close(f.exited)
	}()
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		<-f.exited
		if t.Failed() {
			t.Logf("what %s logged:\n%s", name, f.log())
		}
	})
	return f
}

// lockedWriter keeps what a function prints.
type lockedWriter struct{ f *function }

func (w *lockedWriter) Write(p []byte) (int, error) {
	w.f.mu.Lock()
	defer w.f.mu.Unlock()
	return w.f.output.Write(p)
}

func (f *function) log() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.output.String()
}

// expectLog waits until the function has logged a text: what it prints arrives a little later than what it answers.
func (f *function) expectLog(text string) {
	f.t.Helper()
	for deadline := time.Now().Add(patience); !strings.Contains(f.log(), text); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			f.t.Fatalf("%s never logged %q:\n%s", f.name, text, f.log())
		}
	}
}

func (f *function) api() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /2018-06-01/runtime/invocation/next", f.serveNext)
	mux.HandleFunc("POST /2018-06-01/runtime/invocation/{id}/response", func(w http.ResponseWriter, r *http.Request) {
		f.finish(w, r, func(body []byte) answer { return answer{response: body} })
	})
	mux.HandleFunc("POST /2018-06-01/runtime/invocation/{id}/error", func(w http.ResponseWriter, r *http.Request) {
		f.finish(w, r, func(body []byte) answer { return answer{failed: string(body)} })
	})
	mux.HandleFunc("POST /2018-06-01/runtime/init/error", func(w http.ResponseWriter, r *http.Request) {
		var said struct {
			Message string `json:"errorMessage"`
		}
		if err := json.NewDecoder(r.Body).Decode(&said); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		f.initErr <- said.Message
		w.WriteHeader(http.StatusAccepted)
	})
	return mux
}

func (f *function) serveNext(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	if f.ready == 0 {
		f.ready = time.Since(f.began)
	}
	f.mu.Unlock()
	select {
	case <-r.Context().Done():
	case call := <-f.next:
		f.mu.Lock()
		f.going[call.id] = call
		f.mu.Unlock()
		header := w.Header()
		header.Set("Content-Type", "application/json")
		header.Set("Lambda-Runtime-Aws-Request-Id", call.id)
		header.Set("Lambda-Runtime-Deadline-Ms", strconv.FormatInt(time.Now().Add(f.timeout).UnixMilli(), 10))
		header.Set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:123456789012:function:"+f.name)
		_, _ = w.Write(call.event) // a function that went away is noticed by invoke
	}
}

func (f *function) finish(w http.ResponseWriter, r *http.Request, read func([]byte) answer) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	f.mu.Lock()
	call := f.going[r.PathValue("id")]
	delete(f.going, r.PathValue("id"))
	f.mu.Unlock()
	if call == nil {
		http.Error(w, "no such invocation", http.StatusBadRequest)
		return
	}
	w.WriteHeader(http.StatusAccepted)
	call.done <- read(body)
}

// invoke hands an event to the function and waits for what it makes of it.
func (f *function) invoke(event any) answer {
	f.t.Helper()
	data, err := json.Marshal(event)
	if err != nil {
		f.t.Fatal(err)
	}
	f.mu.Lock()
	f.serial++
	call := &invocation{id: fmt.Sprintf("%08d-0000-4000-8000-000000000000", f.serial), event: data, done: make(chan answer, 1)}
	f.mu.Unlock()
	for next := f.next; ; next = nil {
		select {
		case next <- call:
			continue
		case a := <-call.done:
			return a
		case <-f.exited:
			f.t.Fatalf("%s ended instead of answering:\n%s", f.name, f.log())
		case <-time.After(patience):
			f.t.Fatalf("%s does not answer:\n%s", f.name, f.log())
		}
	}
}

// abandon hands an event to a function that will not live to answer it.
func (f *function) abandon(event any) {
	f.t.Helper()
	data, err := json.Marshal(event)
	if err != nil {
		f.t.Fatal(err)
	}
	call := &invocation{id: "00000000-0000-4000-8000-000000000000", event: data, done: make(chan answer, 1)}
	for next := f.next; ; next = nil {
		select {
		case next <- call:
			continue
		case <-f.exited:
			return
		case a := <-call.done:
			f.t.Fatalf("%s lived to answer %+v", f.name, a)
		case <-time.After(patience):
			f.t.Fatalf("%s neither ends nor answers:\n%s", f.name, f.log())
		}
	}
}

// lastWords waits until the function ends by itself, and gives what it printed and what it told the runtime.
func (f *function) lastWords() (printed, told string) {
	f.t.Helper()
	select {
	case <-f.exited:
	case <-time.After(patience):
		f.t.Fatalf("%s goes on:\n%s", f.name, f.log())
	}
	select {
	case told = <-f.initErr:
	default:
	}
	return f.log(), told
}
