package liquid_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var record = flag.Bool("record", false, "write a part of Ruby's answers to testdata/ruby")

// recorded is a job with Ruby's answer.
type recorded struct {
	job
	Answer answer `json:"answer"`
}

// recordAnswers keeps the first jobs of a test, which are the chosen ones, and some of the rest.
func recordAnswers(t *testing.T, jobs []job, answers []answer) {
	t.Helper()
	const first, rest = 140, 100
	step := max(1, (len(jobs)-first)/rest)
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	for i := range jobs {
		if i > first && i%step != 0 || answers[i].Crashed != "" || len(jobs[i].Template) > 1500 {
			continue
		}
		if err := enc.Encode(recorded{jobs[i], answers[i]}); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join("testdata", "ruby", t.Name()+".jsonl"), b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestRubysRecordedAnswersAreOurs(t *testing.T) {
	files, err := filepath.Glob("testdata/ruby/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no recorded answers: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".jsonl"), func(t *testing.T) {
			f, err := os.Open(file)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			lines := bufio.NewScanner(f)
			lines.Buffer(nil, 1<<24)
			for lines.Scan() {
				var r recorded
				if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
					t.Fatal(err)
				}
				if got := askUs(r.job); !agree(r.job, got, r.Answer) {
					t.Errorf("template %s\n  ruby %.600s\n  ours %.600s", quoted(r.Template), shown(r.Answer), shown(got))
				}
			}
			if err := lines.Err(); err != nil {
				t.Fatal(err)
			}
		})
	}
}
