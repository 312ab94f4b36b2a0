package liquid_test

import (
	"context"
	"errors"
	"testing"

	"github.com/galleypress/galley/jekyll/liquid"
)

func TestErrorsSayWhereWhatAndTheNearestName(t *testing.T) {
	shared := partials{
		"card":  "<b>{{ title | upcas }}</b>",
		"outer": "line one\n  {% include 'card' %}",
		"bad":   "{% if x %}",
		"deep":  "{% render 'outer2' %}",
	}
	cases := []struct{ name, src, want string }{
		{"an unknown filter", "a\n b {{ x | date_to_strng }}", "page.md:12:4: unknown filter 'date_to_strng', did you mean 'date_to_string'?"},
		{"an unknown filter like nothing", "{{ x | frobnicate }}", "page.md:11:1: unknown filter 'frobnicate'"},
		{"an unknown tag", "x\n\n{% asign a = 1 %}", "page.md:13:1: Unknown tag 'asign', did you mean 'assign'?"},
		{"columns count characters", "äöü {% nope %}", "page.md:11:5: Unknown tag 'nope'"},
		{"a tag in the middle of a line with others", "{{ a }}{{ b }} {% if %}{% endif %}", "page.md:11:16: Syntax Error in tag 'if' - Valid syntax: if [expression]"},
		{"a block that is not closed", "a\n {% for i in x %}\n{% if y %}{% endif %}\n", "page.md:12:2: 'for' tag was never closed"},
		{"a block closed by another's end", "{% if a %}\n{% endfor %}{% endif %}", "page.md:12:1: 'endfor' is not a valid delimiter for if tags. use endif"},
		{"an end without a block", "{% endif %}", "page.md:11:1: Unknown tag 'endif'"},
		{"an outer else", "{% else %}", "page.md:11:1: Unexpected outer 'else' tag"},
		{"an output that is not closed", "a {{ b", "page.md:11:3: Variable '{{' was not properly terminated with regexp: /\\}\\}/"},
		{"a tag that is not closed", "a {% b", "page.md:11:3: Tag '{%' was not properly terminated with regexp: /\\%\\}/"},
		{"a filter's own error", "{{ 1 | divided_by: 0 }}", "page.md:11:1: filter 'divided_by': divided by 0"},
		{"a filter with too many arguments", "{{ 'a' | upcase: 1 }}", "page.md:11:1: filter 'upcase': wrong number of arguments (given 2, expected 1)"},
		{"a comparison of two kinds", "{% if 'a' > 1 %}{% endif %}", "page.md:11:1: tag 'if': comparison of String with 1 failed"},
		{"a tag inside a liquid tag", "{% liquid\n  assign a = 1\n  nope b\n%}", "page.md:13:3: Unknown tag 'nope'"},
		{"an undefined variable", "{{ page.titel }}", "page.md:11:1: undefined variable 'page'"},
		{"an error in an include", "{% include 'outer' %}", "card:1:4: unknown filter 'upcas', did you mean 'upcase'? (included from outer:2:3, included from page.md:11:1)"},
		{"a syntax error in an include", "\n{% include 'bad' %}", "bad:1:1: 'if' tag was never closed (included from page.md:12:1)"},
		{"a missing include", "{% include 'nosuch' %}", "page.md:11:1: tag 'include': No such template 'nosuch'"},
		{"a missing template two levels down", "{% render 'deep' %}", "deep:1:1: tag 'render': No such template 'outer2' (included from page.md:11:1)"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			env := liquid.NewEnvironment(liquid.Options{Partials: shared})
			env.RegisterFilter("date_to_string", 0, 0, nil)
			tpl, err := env.Parse("page.md", tc.src, liquid.ParseOptions{Line: 11})
			if err == nil {
				_, err = tpl.Render(context.Background(), map[string]any{"x": 1, "y": 2, "title": 3, "a": 1, "b": 1}, liquid.RenderOptions{StrictFilters: true, StrictVariables: true})
			}
			if err == nil {
				t.Fatal("got no error")
			}
			if err.Error() != tc.want {
				t.Errorf("got  %s\nwant %s", err, tc.want)
			}
			var e *liquid.Error
			if !errors.As(err, &e) || e.Line == 0 || e.Column == 0 {
				t.Errorf("%#v is no *liquid.Error with a place", err)
			}
		})
	}
}

func TestErrorsInPlaceAreWordedAsInRubyAndReported(t *testing.T) {
	env := liquid.NewEnvironment(liquid.Options{Partials: partials{"card": "\n{{ 1 | modulo: 0 }}!"}})
	tpl, err := env.Parse("page.md", "a{{ 1 | divided_by: 0 }}b{% include 'card' %}{% assign x = 1 | divided_by: 0 %}c", liquid.ParseOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var reported []string
	out, err := tpl.Render(context.Background(), nil, liquid.RenderOptions{InPlace: true, OnError: func(e *liquid.Error) { reported = append(reported, e.Error()) }})
	if want := "aLiquid error (line 1): divided by 0b\nLiquid error (card line 2): divided by 0!c"; err != nil || out != want {
		t.Errorf("got %q, %v; want %q", out, err, want)
	}
	if len(reported) != 3 || reported[1] != "card:2:1: filter 'modulo': divided by 0" {
		t.Errorf("reported %q", reported)
	}
}

func TestWhatWasWrittenBeforeAnErrorIsReturned(t *testing.T) {
	env := liquid.NewEnvironment(liquid.Options{})
	tpl, err := env.Parse("page.md", "before {% if true %}in {{ 1 | divided_by: 0 }} after{% endif %}", liquid.ParseOptions{})
	if err != nil {
		t.Fatal(err)
	}
	out, err := tpl.Render(context.Background(), nil, liquid.RenderOptions{})
	if out != "before in " || err == nil {
		t.Errorf("got %q, %v", out, err)
	}
}

func TestWarnModeRendersAsLaxAndCollectsWhatStrictRefuses(t *testing.T) {
	const src = "{{ a | append: 'x' ! }}\n{% if a == 'A' && true %}yes{% endif %}"
	tpl, err := liquid.NewEnvironment(liquid.Options{}).Parse("page.md", src, liquid.ParseOptions{Mode: liquid.Warn, ModeSet: true})
	if err != nil {
		t.Fatal(err)
	}
	out, err := tpl.Render(context.Background(), map[string]any{"a": "A"}, liquid.RenderOptions{})
	if out != "Ax\nyes" || err != nil {
		t.Errorf("got %q, %v", out, err)
	}
	var got []string
	for _, w := range tpl.Warnings() {
		got = append(got, w.Error())
	}
	want := []string{`page.md:1:1: Unexpected character ! in "{{ a | append: 'x' ! }}"`, `page.md:2:1: Unexpected character & in "a == 'A' && true"`}
	if len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("got %q; want %q", got, want)
	}
	if _, err := liquid.NewEnvironment(liquid.Options{Mode: liquid.Strict}).Parse("page.md", src, liquid.ParseOptions{}); err == nil {
		t.Error("strict mode accepts it")
	}
}
