package liquid_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/galleypress/galley/jekyll/liquid"
)

var recursive = partials{
	"self": "{% include 'self' %}", "isolated": "{% render 'isolated' %}", "a": "x{% include 'b' %}", "b": "{% for i in (1..2) %}{% include 'a' %}{% endfor %}",
}

func TestATemplateThatExceedsALimitFailsWithAnErrorThatNamesIt(t *testing.T) {
	cases := []struct {
		name, src string
		want      error
	}{
		{"a loop without end", "{% for i in (1..999999999) %}{% endfor %}", liquid.ErrSteps},
		{"loops in loops", strings.Repeat("{% for i in (1..1000) %}", 20) + strings.Repeat("{% endfor %}", 20), liquid.ErrSteps},
		{"a table without end", "{% tablerow i in (1..999999999) %}{% endtablerow %}", liquid.ErrOutput},
		{"a long text searched again and again", "{% assign a = 'x' %}{% for i in (1..15) %}{% assign a = a | append: a %}{% endfor %}{% for i in (1..9999) %}{% if a contains 'y' %}{% endif %}{% endfor %}", liquid.ErrSteps},
		{"a text doubled by append", "{% assign a = 'xx' %}{% for i in (1..99) %}{% assign a = a | append: a %}{% endfor %}", liquid.ErrOutput},
		{"a text doubled by capture", "{% assign a = 'xx' %}{% for i in (1..99) %}{% capture a %}{{ a }}{{ a }}{% endcapture %}{% endfor %}", liquid.ErrOutput},
		{"a text squared by replace", "{% assign a = 'xxxx' %}{% for i in (1..99) %}{% assign a = a | replace: 'x', a %}{% endfor %}", liquid.ErrOutput},
		{"a text that grows by backslashes", `{% assign a = 'xxxx\0\0' %}{% for i in (1..99) %}{% assign a = a | replace: 'x', a %}{% endfor %}`, liquid.ErrOutput},
		{"a text joined with itself", "{% assign a = 'a,b,c' %}{% for i in (1..99) %}{% assign a = a | split: ',' | join: a %}{% endfor %}", liquid.ErrOutput},
		{"a list doubled by concat", "{% assign a = 'a,b' | split: ',' %}{% for i in (1..99) %}{% assign a = a | concat: a %}{% endfor %}", liquid.ErrOutput},
		{"a range spread out", "{{ (1..9223372036854775807) | join }}", liquid.ErrOutput},
		{"a range whose size overflows", "{{ (1..1152921504606846976) | reverse }}", liquid.ErrOutput},
		{"an integer squared again and again", "{% assign a = 99999999 %}{% for i in (1..99) %}{% assign a = a | times: a %}{% endfor %}", liquid.ErrOutput},
		{"a page without end", "{% for i in (1..99999) %}{{ 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' }}{% endfor %}", liquid.ErrOutput},
		{"a wide date", "{% for i in (1..99) %}{{ 0 | date: '%99999Y' }}{% endfor %}", liquid.ErrOutput},
		{"blocks nested too deeply", strings.Repeat("{% if a %}", 200), liquid.ErrNesting},
		{"blocks nested too deeply in a liquid tag", "{% liquid\n" + strings.Repeat("if a\n", 200) + "%}", liquid.ErrNesting},
		{"a template that includes itself", "{% include 'self' %}", liquid.ErrIncludes},
		{"a template that renders itself", "{% render 'isolated' %}", liquid.ErrIncludes},
		{"two templates that include each other in loops", "{% include 'a' %}", liquid.ErrNesting},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			env := liquid.NewEnvironment(liquid.Options{Partials: recursive, Limits: liquid.Limits{Steps: 200_000, Output: 100_000}})
			tpl, err := env.Parse("page", tc.src, liquid.ParseOptions{})
			if err == nil {
				_, err = tpl.Render(context.Background(), nil, liquid.RenderOptions{InPlace: tc.want != liquid.ErrNesting})
			}
			if !errors.Is(err, tc.want) {
				t.Errorf("got %v; want %v", err, tc.want)
			}
		})
	}
}

func TestHugeNumbersAsArgumentsAreOnlyNumbers(t *testing.T) {
	cases := map[string]string{
		"{{ 'abc' | slice: 9223372036854775807, 9223372036854775807 }}":            "",
		"{{ 'abc' | slice: -9223372036854775808, 9223372036854775807 }}":           "",
		"{{ 'abc' | slice: 1, 9223372036854775807 }}":                              "bc",
		"{{ 'abc' | truncate: -9223372036854775808 }}":                             "...",
		"{{ '' | truncate: -3 }}":                                                  "...",
		"{{ 'a b' | truncatewords: 9223372036854775807 }}":                         "a b",
		"{{ 1.5 | round: 2147483647 }} {{ 15 | round: -5000 }}":                    "1.5 0",
		"{% for i in (1..9223372036854775807) limit: 2 %}{{ i }}{% endfor %}":      "12",
		"{% assign r = (-9223372036854775808..9223372036854775807) %}{{ r.last }}": "9223372036854775807",
		"{{ 9223372036854775807 | plus: 1 }}":                                      "9223372036854775808",
		"{{ -9223372036854775808 | divided_by: -1 }}":                              "9223372036854775808",
		"{{ 10000000000000000000000 | modulo: 7 }}":                                "4",
	}
	env := liquid.NewEnvironment(liquid.Options{})
	for src, want := range cases {
		if got := mustRender(t, env, src, nil); got != want {
			t.Errorf("%s gave %q; want %q", src, got, want)
		}
	}
}

func TestACancelledContextStopsARender(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	env := liquid.NewEnvironment(liquid.Options{Limits: liquid.Limits{Steps: -1}})
	env.RegisterFilter("stop", 0, 0, func(_ *liquid.Context, input any, _ []any) (any, error) {
		cancel()
		return input, nil
	})
	tpl, err := env.Parse("page", "{{ 1 | stop }}{% for i in (1..9223372036854775807) %}{% endfor %}", liquid.ParseOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err = tpl.Render(ctx, nil, liquid.RenderOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v; want context.Canceled", err)
	}
}

// A parser that went over its input again for each part of it would need hours here.
func TestLongMarkupIsParsedInOnePass(t *testing.T) {
	const n = 200_000
	many := func(s string) string { return strings.Repeat(s, n) }
	for _, src := range []string{
		many("{{"), many("{%"), many("{"), "{% if " + many("a and ") + "a %}{% endif %}", "{{ " + many("[") + "a" + many("]") + " }}", "{{ " + many("a[") + " }}",
		"{{ " + many("(") + " }}", "{{ a" + many(".a") + " }}", "{{ a" + many(" | x") + " }}", "{{ a | append: " + many("a,") + " }}", "{{ " + many(`'"`) + " }}",
		many("{% comment %}"), many("{% raw %}"), "{% liquid\n" + many("if a\n") + "%}", "{% " + many("liquid ") + "%}", "{{ a | b " + many(":") + " }}",
		"{% cycle " + many("a:") + " %}", "{% assign " + many("a ") + " %}", "{% capture " + many("(") + " %}", "{% for a in b " + many("limit:") + " %}", "{% include " + many("a ") + " %}",
		"{% render " + many("'a") + " %}", "{% tablerow " + many("a ") + " %}", "{{ (1" + many(".") + "5) }}", many("{%- "), many("é{{ a }}"), "{% if a %}" + many("{% elsif b %}"),
	} {
		for _, mode := range []liquid.Mode{liquid.Lax, liquid.Warn, liquid.Strict} {
			env := liquid.NewEnvironment(liquid.Options{Mode: mode, Partials: recursive})
			tpl, err := env.Parse("page", src, liquid.ParseOptions{})
			if err == nil {
				_, _ = tpl.Render(context.Background(), map[string]any{"a": "x"}, liquid.RenderOptions{})
			}
		}
	}
}

func mustRender(t testing.TB, env *liquid.Environment, src string, vars any) string {
	t.Helper()
	tpl, err := env.Parse("test", src, liquid.ParseOptions{})
	if err != nil {
		t.Fatalf("%s: %v", src, err)
	}
	out, err := tpl.Render(context.Background(), vars, liquid.RenderOptions{Location: utc, Now: oracleNow})
	if err != nil {
		t.Fatalf("%s: %v", src, err)
	}
	return out
}
