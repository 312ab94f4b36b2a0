package frontmatter_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	adrg "github.com/adrg/frontmatter"
	"go.yaml.in/yaml/v3"

	"github.com/galleypress/galley/jekyll/frontmatter"
	"github.com/galleypress/galley/jekyll/psych"
)

// rubySplit is a line of testdata/split.jsonl.
type rubySplit struct {
	Text   string
	Header bool
	YAML   *string
	Body   string
}

func rubySplits(t testing.TB) []rubySplit {
	t.Helper()
	file, err := os.Open("testdata/split.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var splits []rubySplit
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var s rubySplit
		if err := json.Unmarshal(lines.Bytes(), &s); err != nil {
			t.Fatal(err)
		}
		splits = append(splits, s)
	}
	return splits
}

func TestFilesAreSplitWhereJekyllSplitsThem(t *testing.T) {
	for _, want := range rubySplits(t) {
		m := frontmatter.Split([]byte(want.Text))
		body := want.Text[m.Body:]
		if m.Present != (want.YAML != nil) || m.Header != want.Header || body != want.Body || m.Present && string(m.YAML) != *want.YAML {
			t.Errorf("%q:\n have present %t, header %t, yaml %q, body %q\n want %+v", want.Text, m.Present, m.Header, m.YAML, body, want)
		}
		if line := strings.Count(want.Text[:m.Body], "\n") + 1; m.BodyLine != line {
			t.Errorf("%q: the body is said to begin in line %d, but begins in line %d", want.Text, m.BodyLine, line)
		}
	}
}

func TestAHeadIsEnoughWhereClosedSaysSo(t *testing.T) {
	for _, want := range rubySplits(t) {
		whole := frontmatter.Split([]byte(want.Text))
		for n := range len(want.Text) {
			head := []byte(want.Text[:n])
			if !frontmatter.Closed(head) {
				continue
			}
			m := frontmatter.Split(head)
			if m.Present != whole.Present || m.Body > whole.Body || !bytes.Equal(m.YAML, whole.YAML) {
				t.Errorf("%q is said to be enough of %q, but is not", head, want.Text)
			}
		}
	}
}

// TestWhereAdrgSplitsOtherwise shows why github.com/adrg/frontmatter does not split files here: on common files it agrees, but not on these.
func TestWhereAdrgSplitsOtherwise(t *testing.T) {
	tests := []struct {
		name, text string
		agrees     bool
	}{
		{"a common post", "---\ntitle: a\n---\nbody\n", true},
		{"CRLF", "---\r\ntitle: a\r\n---\r\nbody\r\n", true},
		{"a blank line before it", "\n---\ntitle: a\n---\nbody\n", false},
		{"a space before it", " ---\ntitle: a\n---\nbody\n", false},
		{"a line of dashes in a block of text", "---\ntitle: |\n  x\n  ---\n  y\n---\nbody\n", false},
		{"dots at its end", "---\ntitle: a\n...\nbody\n", false},
		{"blank lines behind it", "---\ntitle: a\n---\n\n\nbody\n", false},
		{"a byte order mark", "\ufeff---\ntitle: a\n---\nbody\n", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var yamlText []byte
			keep := adrg.NewFormat("---", "---", func(data []byte, _ any) error {
				yamlText = bytes.Clone(data)
				return nil
			})
			body, err := adrg.Parse(strings.NewReader(test.text), nil, keep)
			if err != nil {
				t.Fatal(err)
			}
			m := frontmatter.Split([]byte(test.text))
			mine := ""
			if m.Present {
				_, mine, _ = strings.Cut(string(m.YAML), "\n")
			}
			agrees := string(yamlText) == mine && string(body) == test.text[m.Body:]
			if agrees != test.agrees {
				t.Errorf("agrees %t, want %t: %q and %q, ours %q and %q", agrees, test.agrees, yamlText, body, mine, test.text[m.Body:])
			}
		})
	}
}

func TestFaultsOfTheHead(t *testing.T) {
	tests := []struct {
		name, text string
		want       []frontmatter.Fault
	}{
		{"none", "---\ntitle: a\n---\nbody\n", nil},
		{"no front matter", "body\n", nil},
		{"a byte order mark", "\ufeff---\na: b\n---\n", []frontmatter.Fault{{Kind: frontmatter.ByteOrderMark, Line: 1, Column: 1}}},
		{"a blank line before", "\n\n---\na: b\n---\n", []frontmatter.Fault{{Kind: frontmatter.NotFirst, Line: 3, Column: 1}}},
		{"a space before", "  ---\na: b\n---\n", []frontmatter.Fault{{Kind: frontmatter.NotFirst, Line: 1, Column: 3}}},
		{"not closed", "---\na: b\nbody\n", []frontmatter.Fault{{Kind: frontmatter.NotClosed, Line: 1, Column: 1}}},
		{"closed by an indented line", "---\na: b\n ---\nbody\n", []frontmatter.Fault{{Kind: frontmatter.NotClosed, Line: 1, Column: 1}}},
		{"a list", "---\n- a\n---\n", []frontmatter.Fault{{Kind: frontmatter.NotMapping, Line: 2, Column: 1}}},
		{"a text", "---\njust text\n---\n", []frontmatter.Fault{{Kind: frontmatter.NotMapping, Line: 2, Column: 1}}},
		{"not UTF-8", "---\na: b\n---\n한caf\xe9\n", []frontmatter.Fault{{Kind: frontmatter.NotUTF8, Line: 4, Column: 5}}},
		{"mixed line ends", "---\r\na: b\n---\n", []frontmatter.Fault{{Kind: frontmatter.MixedLineEnds, Line: 2, Column: 5}}},
		{"only CRLF", "---\r\na: b\r\n---\r\nx\r\n", nil},
		{"TOML", "+++\ntitle = 'a'\n+++\nbody\n", []frontmatter.Fault{{Kind: frontmatter.Foreign, Line: 1, Column: 1}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := frontmatter.Parse([]byte(test.text), psych.Options{})
			if len(m.Faults) != len(test.want) {
				t.Fatalf("have %v, want %v", m.Faults, test.want)
			}
			for i, f := range m.Faults {
				if f != test.want[i] {
					t.Errorf("have %v, want %v", f, test.want[i])
				}
			}
		})
	}
}

func TestASyntaxErrorHasItsPlaceInTheFile(t *testing.T) {
	m := frontmatter.Parse([]byte("\ufeff---\ntitle: 한글: b\n---\n"), psych.Options{})
	var syntax *psych.SyntaxError
	if !errors.As(m.Err, &syntax) || syntax.Line != 2 || syntax.Column != 10 {
		t.Errorf("have %v, want line 2, column 10", m.Err)
	}
}

func TestKeysAndValuesKnowWhereTheyStand(t *testing.T) {
	const text = "\ufeff---\r\n제목: \"값\"\r\ntags: [가, b]\r\ntitle: twice\r\ntitle: last\r\nempty:\r\n---\r\nbody"
	m := frontmatter.Parse([]byte(text), psych.Options{})
	tests := []struct {
		key, span                string
		line, column, endL, endC int
	}{
		{"제목", `"값"`, 2, 5, 2, 8},
		{"tags", "[가, b]", 3, 7, 3, 13},
		{"title", "last", 5, 8, 5, 12},
		{"empty", "", 6, 7, 6, 7},
	}
	for _, test := range tests {
		key, value := m.Key(test.key)
		if key == nil {
			t.Fatalf("%s is not found", test.key)
		}
		s := m.Span(value)
		if text[s.Start:s.End] != test.span || s.Line != test.line || s.Column != test.column || s.EndLine != test.endL || s.EndColumn != test.endC {
			t.Errorf("%s: %q at %+v", test.key, text[s.Start:s.End], s)
		}
		if k := m.Span(key); text[k.Start:k.End] != test.key {
			t.Errorf("the key %s is said to be %q", test.key, text[k.Start:k.End])
		}
	}
	if key, _ := m.Key("none"); key != nil {
		t.Error("a key is found that is not there")
	}
}

func TestReadHeadLeavesTheBodyUnread(t *testing.T) {
	const head = "---\ntitle: a\n---\n"
	r := strings.NewReader(head + strings.Repeat("text\n", 1<<20))
	size := r.Len()
	read, err := frontmatter.ReadHead(r, 0)
	if err != nil || !strings.HasPrefix(string(read), head) || size-r.Len() != len(read) || len(read) > 8192 {
		t.Errorf("read %d of %d bytes, %v", len(read), size, err)
	}
	open := strings.NewReader("---\n" + strings.Repeat("a: b\n", 1<<20))
	if _, err := frontmatter.ReadHead(open, 1<<16); !errors.Is(err, psych.ErrTooLong) || open.Len() < 1<<20 {
		t.Errorf("front matter without an end: %v with %d bytes left", err, open.Len())
	}
	if read, err := frontmatter.ReadHead(strings.NewReader("---"), 0); err != nil || string(read) != "---" {
		t.Errorf("a file that ends early: %q, %v", read, err)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range rubySplits(f) {
		f.Add([]byte(s.Text))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		m := frontmatter.Parse(src, psych.Options{MaxNodes: 1000})
		if m.Body < 0 || m.Body > len(src) || m.Start+len(m.Text) > len(src) || !m.Present && m.Root != nil {
			t.Fatalf("%q: %+v", src, m)
		}
		for _, fault := range m.Faults {
			if fault.Line < 1 || fault.Column < 1 {
				t.Errorf("%q: a fault without a place: %+v", src, fault)
			}
		}
		checkSpans(t, src, m, m.Root)
	})
}

func checkSpans(t *testing.T, src []byte, m *frontmatter.Matter, node *yaml.Node) {
	if node == nil {
		return
	}
	s := m.Span(node)
	if s.Start > s.End || s.End > len(src) || m.Offset(s.Line, s.Column) != s.Start || m.Offset(s.EndLine, s.EndColumn) != s.End {
		t.Fatalf("%q: %q at %+v", src, node.Value, s)
	}
	for _, child := range node.Content {
		checkSpans(t, src, m, child)
	}
}
