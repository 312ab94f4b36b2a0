package psych_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/galleypress/galley/jekyll/psych"
)

// rubyCase is a line of testdata/psych.jsonl.
type rubyCase struct{ YAML, Value, Error string }

func rubyCases(t testing.TB) []rubyCase {
	t.Helper()
	file, err := os.Open("testdata/psych.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var cases []rubyCase
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var c rubyCase
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		cases = append(cases, c)
	}
	return cases
}

func TestYAMLIsReadAsRubyReadsIt(t *testing.T) {
	for _, c := range rubyCases(t) {
		value, err := psych.Load([]byte(c.YAML), psych.Options{})
		switch {
		case strings.HasPrefix(c.Error, "Psych::SyntaxError"):
			var syntax *psych.SyntaxError
			if !errors.As(err, &syntax) {
				t.Errorf("%q: is read as %s, but Ruby says %s", c.YAML, psych.Inspect(value), c.Error)
			} else if want := rubyMessage(syntax); !strings.HasSuffix(c.Error, want) {
				t.Errorf("%q:\n have %s\n want %s", c.YAML, want, c.Error)
			}
		case strings.Contains(c.Error, "Unknown alias"):
			if !errors.Is(err, psych.ErrUnknownAlias) {
				t.Errorf("%q: have %v, want an unknown alias", c.YAML, err)
			}
		case c.Error != "":
			// A Ruby class that is not permitted, or a method missing in Ruby's own code: anything but a crash will do.
		case err != nil:
			t.Errorf("%q: %v, but Ruby reads %s", c.YAML, err, c.Value)
		case psych.Inspect(value) != c.Value && !(value == nil && c.Value == "false"):
			t.Errorf("%q:\n have %s\n want %s", c.YAML, psych.Inspect(value), c.Value)
		}
	}
}

// rubyMessage is the end of the message that Psych makes of a syntax error. Psych names the place of the context.
func rubyMessage(e *psych.SyntaxError) string {
	text, line, column := e.Problem, e.ContextLine, e.ContextColumn
	if e.Context != "" {
		text += " " + e.Context
	}
	switch {
	case strings.HasPrefix(e.Problem, "control characters"), strings.HasPrefix(e.Problem, "invalid leading"):
		line, column = 1, 1
	case line == 0:
		line, column = e.Line, e.Column
	}
	return fmt.Sprintf("%s at line %d column %d", text, line, column)
}

func TestSymbolsStayStringsAsWithSafeYAML(t *testing.T) {
	for yaml, want := range map[string]string{
		"a: :sym":           `{"a"=>":sym"}`,
		"permalink: :title": `{"permalink"=>":title"}`,
		":a: 1":             `{":a"=>1}`,
		"a: :'x y'":         `{"a"=>":'x y'"}`,
		"- :a\n- b":         `[":a", "b"]`,
	} {
		value, err := psych.Load([]byte(yaml), psych.Options{})
		if err != nil || psych.Inspect(value) != want {
			t.Errorf("%q: have %s, %v; want %s", yaml, psych.Inspect(value), err, want)
		}
	}
}

func TestTimesWithoutZoneAreUTCShownInTheSitesZone(t *testing.T) {
	seoul := time.FixedZone("KST", 9*3600)
	for yaml, want := range map[string]string{
		"2020-10-17 10:00:00":       "2020-10-17 19:00:00 +0900",
		"2020-10-17 10:00:00 Z":     "2020-10-17 10:00:00 UTC",
		"2020-10-17 10:00:00 +0800": "2020-10-17 10:00:00 +0800",
	} {
		value, err := psych.Load([]byte(yaml), psych.Options{Location: seoul})
		if err != nil || psych.ToS(value) != want {
			t.Errorf("%s: have %s, %v; want %s", yaml, psych.ToS(value), err, want)
		}
	}
}

func TestEveryNodeKnowsItsPlace(t *testing.T) {
	const text = `# comment
제목: "한글 \"x\""   # comment
tags: [a, 'b c',
  {d: e}]
list:
  - one two
    three
  - |
    block

    text
empty:
last: &x !!str 5
`
	tree, err := psych.ParseTree([]byte(text), psych.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"제목": "제목", `한글 "x"`: `"한글 \"x\""`, "b c": "'b c'", "d": "d", "e": "e", "one two three": "one two\n    three",
		"block\n\ntext\n": "|\n    block\n\n    text", "": "", "5": "&x !!str 5",
	}
	var walk func(*yaml.Node)
	walk = func(n *yaml.Node) {
		start, end, ok := tree.Span(n)
		if !ok {
			t.Fatalf("the node %q in line %d has no place", n.Value, n.Line)
		}
		if span, named := want[n.Value]; named && n.Kind == yaml.ScalarNode {
			if text[start:end] != span {
				t.Errorf("%q stands at %q, want %q", n.Value, text[start:end], span)
			}
			delete(want, n.Value)
		}
		if n.Style&yaml.FlowStyle != 0 && n.Kind == yaml.SequenceNode && text[start:end] != "[a, 'b c',\n  {d: e}]" {
			t.Errorf("the list stands at %q", text[start:end])
		}
		before := text[strings.LastIndexByte("\n"+text[:start], '\n'):start]
		if line, column := strings.Count(text[:start], "\n")+1, len([]rune(before))+1; n.Line != line || n.Column != column {
			t.Errorf("%q is said to be at %d:%d, but is at %d:%d", n.Value, n.Line, n.Column, line, column)
		}
		for _, child := range n.Content {
			walk(child)
		}
	}
	walk(tree.Root)
	if len(want) > 0 {
		t.Errorf("not found: %q", want)
	}
}

func TestLimitsHaveNames(t *testing.T) {
	bomb := "a: &a [x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c <= 'i'; c++ {
		bomb += fmt.Sprintf("%c: &%c [*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c]\n", c, c, c-1, c-1, c-1, c-1, c-1, c-1, c-1, c-1, c-1)
	}
	tests := map[string]struct {
		yaml string
		want error
	}{
		"an alias bomb":                        {bomb, psych.ErrAliasBomb},
		"an alias inside of itself":            {"a: &a [*a]", psych.ErrAliasInside},
		"a bracket 10,000 times":               {strings.Repeat("[", 10_000), psych.ErrTooDeep},
		"lists in block style 10,000 deep":     {strings.Repeat("- ", 10_000) + "x", psych.ErrTooDeep},
		"mappings in block style 300 deep":     {nested(300), psych.ErrTooDeep},
		"a million keys":                       {strings.Repeat("k: v\n", 1_000_000), psych.ErrTooMany},
		"a million items":                      {"[" + strings.Repeat("x,", 1_000_000) + "]", psych.ErrTooMany},
		"a hundred megabytes":                  {strings.Repeat("x", 100<<20), psych.ErrTooLong},
		"an alias of something that is not":    {"a: *b", psych.ErrUnknownAlias},
		"an alias before what it would repeat": {"a: *b\nb: &b c", psych.ErrUnknownAlias},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := psych.Load([]byte(test.yaml), psych.Options{})
			var limit *psych.LimitError
			if !errors.Is(err, test.want) || !errors.As(err, &limit) || limit.Line < 1 || limit.Column < 1 {
				t.Errorf("have %v, want %v with a place", err, test.want)
			}
		})
	}
}

func nested(depth int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

func FuzzLoad(f *testing.F) {
	for _, c := range rubyCases(f) {
		f.Add(c.YAML)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tree, err := psych.ParseTree([]byte(text), psych.Options{MaxNodes: 10_000})
		if err != nil || tree.Root == nil {
			return
		}
		var walk func(*yaml.Node)
		walk = func(n *yaml.Node) {
			start, end, ok := tree.Span(n)
			if !ok || start < 0 || end < start || end > len(text) {
				t.Fatalf("%q: a node at %d to %d of %d", text, start, end, len(text))
			}
			for _, child := range n.Content {
				walk(child)
			}
		}
		walk(tree.Root)
		if value, err := psych.Decode(tree.Root, psych.Options{}); err == nil {
			psych.Inspect(value)
		}
	})
}

// FuzzSameAsYAMLv3 compares trees with those of the parser of yaml/v3, where both take a text.
func FuzzSameAsYAMLv3(f *testing.F) {
	for _, c := range rubyCases(f) {
		f.Add(c.YAML)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !comparable(text) {
			return
		}
		mine, err := psych.Parse([]byte(text), psych.Options{})
		var other yaml.Node
		if otherErr := yaml.Unmarshal([]byte(text), &other); err != nil || otherErr != nil || mine == nil || len(other.Content) == 0 {
			return
		}
		if a, b := outline(mine), outline(other.Content[0]); a != b {
			t.Errorf("%q:\n have %s\n yaml/v3 %s", text, a, b)
		}
	})
}

// comparable leaves out what yaml/v3 reads by YAML 1.2 or otherwise differently: question marks in lists, Unicode's line breaks, tabs, and
// escapes.
func comparable(text string) bool {
	return !strings.ContainsAny(text, "?\t\\\u2028\u2029\u0085\ufeff!&*%\r")
}

func outline(n *yaml.Node) string {
	if n.Kind == yaml.ScalarNode {
		return fmt.Sprintf("%q", n.Value)
	}
	parts := make([]string, len(n.Content))
	for i, child := range n.Content {
		parts[i] = outline(child)
	}
	return fmt.Sprintf("%d(%s)", n.Kind, strings.Join(parts, " "))
}

const frontMatter = `---
layout: post
title: "The title of a post: and more"
date: 2020-10-17 10:00:00 +0800
categories: [programming, go]
tags:
  - one
  - two
  - three words here
toc: true
image: /assets/images/picture.png
excerpt: A sentence that says what the post is about, of medium length.
`

func BenchmarkLoadFrontMatter(b *testing.B) {
	src := []byte(frontMatter)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := psych.Load(src, psych.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkYAMLv3FrontMatter(b *testing.B) {
	src := []byte(frontMatter)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		var n yaml.Node
		if err := yaml.Unmarshal(src, &n); err != nil {
			b.Fatal(err)
		}
	}
}
