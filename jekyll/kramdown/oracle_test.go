package kramdown_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/galleypress/galley/jekyll/kramdown"
)

// oracle is kramdown itself, in a Ruby process.
type oracle struct {
	in       *json.Encoder
	out      *bufio.Reader
	warnings []string // of the document converted last
}

func startOracle(t *testing.T) *oracle {
	t.Helper()
	if err := exec.Command("ruby", "-e", "require 'kramdown'; require 'kramdown-parser-gfm'; exit(Kramdown::VERSION.start_with?('2.4'))").Run(); err != nil {
		t.Skip("needs Ruby with kramdown 2.4 and kramdown-parser-gfm (Debian: ruby-kramdown, ruby-kramdown-parser-gfm)")
	}
	cmd := exec.Command("ruby", "testdata/oracle.rb")
	cmd.Env = append(os.Environ(), "LANG=C.UTF-8")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close()
		cmd.Wait()
	})
	return &oracle{in: json.NewEncoder(in), out: bufio.NewReaderSize(out, 1<<20)}
}

type oracleQuestion struct {
	Source   string         `json:"source"`
	Options  map[string]any `json:"options"`
	Smartify bool           `json:"smartify"`
}

// ask converts one document; ok is false where kramdown itself fails.
func (o *oracle) ask(t *testing.T, q oracleQuestion) (html string, ok bool) {
	t.Helper()
	if err := o.in.Encode(q); err != nil {
		t.Fatal(err)
	}
	line, err := o.out.ReadBytes('\n')
	if err != nil {
		t.Fatal(err)
	}
	var answer struct {
		HTML, Error string
		Warnings    []string
	}
	if err := json.Unmarshal(line, &answer); err != nil {
		t.Fatal(err)
	}
	o.warnings = answer.Warnings
	return answer.HTML, answer.Error == ""
}

// optionSets are those that the generated documents are converted with.
var optionSets = []map[string]any{
	{"input": "GFM", "hard_wrap": false, "syntax_highlighter": nil},
	{"input": "GFM", "hard_wrap": false, "syntax_highlighter": nil},
	{"input": "kramdown", "syntax_highlighter": nil},
	{"input": "GFM", "hard_wrap": true, "syntax_highlighter": nil, "gfm_quirks": "no_auto_typographic"},
	{"input": "kramdown", "syntax_highlighter": nil, "parse_block_html": true, "math_engine": nil, "entity_output": "symbolic", "auto_id_stripping": true},
	{"input": "GFM", "syntax_highlighter": nil, "parse_block_html": true, "entity_output": "as_input", "hard_wrap": false},
	{"input": "kramdown", "syntax_highlighter": nil, "html_to_native": true, "parse_span_html": false},
	{
		"input": "GFM", "syntax_highlighter": nil, "hard_wrap": false, "gfm_quirks": "", "footnote_backlink_inline": true, "footnote_nr": 3,
		"footnote_prefix": "p-", "header_offset": 1, "auto_id_prefix": "x-", "toc_levels": "2..3", "smart_quotes": "apos,39,quot,8221", "entity_output": "numeric",
	},
	{
		"input": "kramdown", "syntax_highlighter": nil, "remove_line_breaks_for_cjk": true, "footnote_backlink": "", "html_to_native": true, "parse_block_html": true,
		"typographic_symbols": map[string]any{"hellip": "...", "mdash": "<m>"}, "header_offset": -1, "link_defs": map[string]any{"none": []any{"n.html", "T"}},
	},
}

// documents is how many documents a test converts: GALLEY_DOCUMENTS if that
// is set, for longer runs.
func documents(t *testing.T, usual int) int {
	t.Helper()
	if s := os.Getenv("GALLEY_DOCUMENTS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	return usual
}

func seed(t *testing.T) uint64 {
	t.Helper()
	n, _ := strconv.ParseUint(os.Getenv("GALLEY_SEED"), 10, 64)
	return n
}

// TestAgainstKramdown compares with kramdown on generated documents.
func TestAgainstKramdown(t *testing.T) {
	oracle := startOracle(t)
	g := newGenerator(t, seed(t))
	differ := 0
	n := documents(t, 3000)
	for i := range n {
		src, opts := g.document(), optionSets[g.IntN(len(optionSets))]
		want, ok := oracle.ask(t, oracleQuestion{Source: src, Options: opts})
		if !ok {
			continue
		}
		o := kramdown.DefaultOptions()
		o.Release = "2.4"
		for k, v := range opts {
			if err := o.Set(k, v); err != nil {
				t.Fatal(err)
			}
		}
		got := string(kramdown.Convert([]byte(src), &o).HTML)
		if got == want || knownDifference(src, got, want) {
			continue
		}
		if differ++; differ <= 10 {
			t.Errorf("document %d with %v\nsource: %q\n%s", i, opts, src, firstDifference(got, want))
		}
	}
	if differ > 0 {
		t.Errorf("%d of %d documents differ", differ, n)
	}
}

// knownDifference knows the differences of DIFFERENCES.md.
func knownDifference(src, got, want string) bool { return false }

// firstDifference shows the first line that differs.
func firstDifference(got, want string) string {
	g, w := strings.SplitAfter(got, "\n"), strings.SplitAfter(want, "\n")
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			return fmt.Sprintf("line %d\n got: %q\nwant: %q", i+1, strings.Join(g[min(i, len(g)):min(i+3, len(g))], ""), strings.Join(w[min(i, len(w)):min(i+3, len(w))], ""))
		}
	}
	return ""
}
