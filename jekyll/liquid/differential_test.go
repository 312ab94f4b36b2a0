package liquid_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/galleypress/galley/jekyll/liquid"
)

// The differential tests render generated templates here, in the Jekyll dialect, and in Ruby's Liquid, and compare. They
// need ruby with the gem liquid 5.4 (Debian's ruby-liquid). A part of Ruby's answers is kept in testdata/ruby, and checked
// without it; `go test -record` writes them anew.

// job is a template for both sides. Values that JSON does not have are written as in testdata/oracle.rb.
type job struct {
	Template        string            `json:"template"`
	Data            map[string]any    `json:"data,omitempty"` // nil: values
	Mode            string            `json:"mode"`
	Partials        map[string]string `json:"partials,omitempty"`
	StrictVariables bool              `json:"strict_variables,omitempty"`
	StrictFilters   bool              `json:"strict_filters,omitempty"`
}

// answer is what came of a job: a text, or the refusal of the template.
type answer struct {
	Output  string `json:"output"`
	Invalid string `json:"invalid"`
	Crashed string `json:"crashed"`
}

var oracleNow = time.Unix(1_700_000_000, 123_456_789)

func askRuby(t *testing.T, jobs []job) []answer {
	t.Helper()
	if err := exec.Command("ruby", "-e", `require "liquid"; exit Liquid::VERSION.start_with?("5.4")`).Run(); err != nil {
		t.Skip("needs ruby with the gem liquid 5.4 (Debian's ruby-liquid)")
	}
	var in, out, errs bytes.Buffer
	enc := json.NewEncoder(&in)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(map[string]any{"shared": values}); err != nil {
		t.Fatal(err)
	}
	for _, j := range jobs {
		if err := enc.Encode(j); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("ruby", "testdata/oracle.rb", "UTC")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = &in, &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("the oracle failed: %v\n%s", err, errs.String())
	}
	answers := make([]answer, 0, len(jobs))
	scan := bufio.NewScanner(&out)
	scan.Buffer(nil, 1<<26)
	for scan.Scan() {
		var a answer
		if err := json.Unmarshal(scan.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		answers = append(answers, a)
	}
	if len(answers) != len(jobs) {
		t.Fatalf("the oracle answered %d of %d jobs\n%s", len(answers), len(jobs), errs.String())
	}
	return answers
}

func askUs(j job) answer {
	mode := map[string]liquid.Mode{"lax": liquid.Lax, "warn": liquid.Warn, "strict": liquid.Strict}[j.Mode]
	env := liquid.NewEnvironment(liquid.Options{Dialect: liquid.Jekyll, Mode: mode, Partials: partials(j.Partials)})
	tpl, err := env.Parse("", j.Template, liquid.ParseOptions{})
	if err != nil {
		return answer{Invalid: err.Error()}
	}
	data := sharedValues()
	if j.Data != nil {
		data = jobData(j.Data)
	}
	out, err := tpl.Render(context.Background(), data, liquid.RenderOptions{
		InPlace: true, Now: oracleNow, Location: utc, StrictVariables: j.StrictVariables, StrictFilters: j.StrictFilters,
	})
	var e *liquid.Error
	if errors.As(err, &e) {
		return answer{Crashed: err.Error()}
	}
	return answer{Output: manyMarks.ReplaceAllString(strings.ToValidUTF8(out, "?"), "?")}
}

var lineNumber = regexp.MustCompile(`line \d+`)

// manyMarks are what bytes that are no UTF-8 become, and how many of them Ruby makes of them is not compared.
var manyMarks = regexp.MustCompile(`\?+`)

var sharedValues = sync.OnceValue(func() any { return jobData(values) })

func jobData(data map[string]any) any {
	raw, err := json.Marshal(data)
	if err != nil {
		panic(err)
	}
	v, err := decodeJSON(raw)
	if err != nil {
		panic(err)
	}
	return special(v)
}

// special turns the oracle's notation into values.
func special(v any) any {
	switch x := v.(type) {
	case []any:
		for i := range x {
			x[i] = special(x[i])
		}
		return x
	case *liquid.Map:
		if f, ok := x.Get("$time"); ok {
			p := f.([]any)
			n := func(i int) int { return p[i].(int) }
			zone, _ := time.Parse("-07:00", p[6].(string))
			_, offset := zone.Zone()
			loc := time.FixedZone("", offset)
			return time.Date(n(0), time.Month(n(1)), n(2), n(3), n(4), n(5), 0, loc)
		}
		if f, ok := x.Get("$utc"); ok {
			return time.Unix(int64(f.(int)), 0).UTC()
		}
		if f, ok := x.Get("$date"); ok {
			d, _ := time.Parse("2006-01-02", f.(string))
			return liquid.Date{Year: d.Year(), Month: d.Month(), Day: d.Day()}
		}
		if f, ok := x.Get("$range"); ok {
			p := f.([]any)
			return liquid.Range{First: p[0].(int), Last: p[1].(int)}
		}
		m := liquid.NewMap()
		if f, ok := x.Get("$pairs"); ok {
			for _, pair := range f.([]any) {
				m.Set(special(pair.([]any)[0]), special(pair.([]any)[1]))
			}
			return m
		}
		x.Each(func(k, v any) bool {
			m.Set(k, special(v))
			return true
		})
		return m
	}
	return v
}

// compareWithRuby fails for each job that the two sides answer differently.
func compareWithRuby(t *testing.T, jobs []job) {
	t.Helper()
	for i := range jobs {
		if jobs[i].Mode == "" {
			jobs[i].Mode = "lax"
		}
	}
	ruby := askRuby(t, jobs)
	if *record {
		recordAnswers(t, jobs, ruby)
	}
	different := 0
	for i, want := range ruby {
		got := askUs(jobs[i])
		if agree(jobs[i], got, want) {
			continue
		}
		if different++; different <= 25 {
			data := []byte("values")
			if jobs[i].Data != nil {
				data, _ = json.Marshal(jobs[i].Data)
			}
			t.Errorf("template %s\n  mode %s, data %.300s\n  ruby %.600s\n  ours %.600s", quoted(jobs[i].Template), jobs[i].Mode, data, shown(want), shown(got))
		}
	}
	t.Logf("%d of %d templates render as in Ruby", len(jobs)-different, len(jobs))
}

// agree compares outputs, or the fact of a refusal: its words are ours.
func agree(j job, got, want answer) bool {
	if strings.Contains(j.Template, "liquid\n") { // behind a liquid tag, Ruby counts a line too many
		got.Output, want.Output = lineNumber.ReplaceAllString(got.Output, ""), lineNumber.ReplaceAllString(want.Output, "")
	}
	if want.Crashed != "" { // a Ruby exception that Liquid does not handle is nothing to copy
		return true
	}
	if got.Crashed != "" {
		return false
	}
	return (got.Invalid != "") == (want.Invalid != "") && got.Output == want.Output
}

func quoted(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}

func shown(a answer) string {
	switch {
	case a.Crashed != "":
		return "CRASHED " + a.Crashed
	case a.Invalid != "":
		return "INVALID " + a.Invalid
	}
	return quoted(a.Output)
}

// generator makes templates and data, the same for the same seed.
type generator struct{ *rand.Rand }

func newGenerator(seed uint64) *generator { return &generator{rand.New(rand.NewPCG(seed, 2))} }

func (g *generator) pick(list ...string) string { return list[g.IntN(len(list))] }

// rounds is how many templates a test generates; LIQUID_ROUNDS asks for more.
func rounds(n int) int {
	if os.Getenv("LIQUID_ROUNDS") != "" {
		return 20 * n
	}
	return n
}
