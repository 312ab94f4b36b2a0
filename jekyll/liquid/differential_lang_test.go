package liquid_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func TestComparisonsAcrossTypesAreRubys(t *testing.T) {
	operands := append(valueNames(), "1", "'1'", "1.0", "nil", "true", "false", "empty", "blank", "(1..4)", "''", "'a'", "hash.a", "arr.size", "nosuch.x")
	var jobs []job
	for _, a := range operands {
		for _, c := range operands {
			var b strings.Builder
			for _, op := range []string{"==", "!=", "<>", "<", ">", "<=", ">=", "contains"} {
				fmt.Fprintf(&b, "{%% if %s %s %s %%}y{%% else %%}n{%% endif %%}", a, op, c)
			}
			jobs = append(jobs, job{Template: b.String()})
		}
	}
	compareWithRuby(t, jobs)
}

func TestConditionsAreReadAsRubyReadsThem(t *testing.T) {
	g := newGenerator(3)
	words := []string{"and", "or", "==", "!=", "contains", "<", ">", "not", "a", "b", "c.d", "'x y'", "\"and\"", "1", "nil", "(", ")", ",", "&&", "||", "=", "land", "order", "'", "empty", "blank", "a==b", "1>0", "  ", "é", "true", "false", "elsif"}
	data := map[string]any{"a": 1, "b": "x y", "c": map[string]any{"d": true}, "order": "and"}
	var jobs []job
	for range rounds(1800) {
		var parts []string
		for range 1 + g.IntN(7) {
			parts = append(parts, g.pick(words...))
		}
		markup := strings.Join(parts, g.pick(" ", " ", " ", "", "  "))
		jobs = append(jobs, job{Template: "{% if " + markup + " %}y{% else %}n{% endif %}", Data: data, Mode: g.pick("lax", "lax", "warn", "strict")})
	}
	compareWithRuby(t, jobs)
}

func TestOutputsAreReadAsRubyReadsThem(t *testing.T) {
	g := newGenerator(4)
	words := []string{"a", "b", "c.d", "c['d']", "c[e]", "list[0]", "list[-1]", "list[1].x", "list.first", "list.size", "c.size", "[e]", "c[list[0]]", "|", "|", "upcase", "append:", "'x'", "\"y\"", ",", ":", ".", "..", "(1..3)", "(a..3)", "(1 .. 3)", "[", "]", "'", "\"", "-", "-1", "1.5", "1.2.3", "?", "q?", "default:", "allow_false: true", "join: '-'", "size", "  ", "@", "é", "nil", "true", "empty", "join", "split: ','", "1a", "a-b", "{", "=", "replace: 'x', 'y'", "\n"}
	data := map[string]any{"a": 1, "b": "bee", "c": map[string]any{"d": "dee", "size": 9}, "e": "d", "list": []any{"d", map[string]any{"x": 5}, 7}, "q?": "q", "a-b": "hyphen", "d": "root", "1": "one"}
	var jobs []job
	for range rounds(2400) {
		var b strings.Builder
		for range 1 + g.IntN(7) {
			b.WriteString(g.pick(words...))
			b.WriteString(g.pick(" ", " ", ""))
		}
		tag := g.pick("{{ %s }}", "{{%s}}", "{{- %s -}}", "{%% assign x = %s %%}{{ x }}", "{%% echo %s %%}", "{%% case %s %%}{%% when 1, 'bee' or b %%}w{%% else %%}e{%% endcase %%}", "{%% cycle %s %%}", "{%% for i in %s %%}({{ i }}){%% else %%}none{%% endfor %%}")
		jobs = append(jobs, job{Template: fmt.Sprintf(tag, b.String()), Data: data, Mode: g.pick("lax", "lax", "warn", "strict")})
	}
	compareWithRuby(t, jobs)
}

func TestLoopsRunAsRubys(t *testing.T) {
	g := newGenerator(5)
	collections := []string{"arr", "hashes", "hash", "range", "down", "s", "nil", "empty_a", "(1..5)", "(3..1)", "(one..4)", "words", "nested", "t", "pi", "keys", "time", "empty_s"}
	var jobs []job
	for range rounds(1500) {
		var b strings.Builder
		for range 1 + g.IntN(3) {
			c := g.pick(collections...)
			var attrs []string
			if g.IntN(3) == 0 {
				attrs = append(attrs, "reversed")
			}
			if g.IntN(2) == 0 {
				attrs = append(attrs, "limit"+g.pick(": ", ":", " : ")+g.pick("1", "2", "0", "-1", "one", "nil", "'2'", "'x'", "10", "arr", "2.5", "num_s"))
			}
			if g.IntN(2) == 0 {
				attrs = append(attrs, "offset"+g.pick(": ", ":")+g.pick("1", "continue", "continue", "-1", "nil", "'1'", "3", "pi", "10"))
			}
			inner := g.pick(
				"{{ i }},", "{{ forloop.index }}/{{ forloop.length }} ", "{{ forloop.rindex0 }}{{ forloop.first }}{{ forloop.last }};",
				"{% if forloop.index == 2 %}{% break %}{% endif %}{{ i }} ", "{% if i == 2 %}{% continue %}{% endif %}{{ i }} ",
				"{% for j in (1..2) %}{{ forloop.parentloop.index }}{{ j }}{% if j == i %}{% break %}{% endif %} {% endfor %}",
				"{% cycle 'a', 'b' %}{% cycle s: 1, 2, 3 %}{% cycle i, 'z' %}", "{{ forloop.name }} {{ forloop }}", "{% assign last = i %}{% increment n %}{{ i[0] }}",
				"{% capture c %}{{ c }}{{ i }}{% if i == 3 %}{% break %}{% endif %}x{% endcapture %}{{ c }}", "{% ifchanged %}{{ i | size }}{% endifchanged %}", "  ",
				"{% unless forloop.last %}{{ i }}+{% else %}{{ i }}.{% endunless %}", "{% case i %}{% when 1 %}one{% when 2, 3 %}few{% else %}{{ i }}{% endcase %}",
			)
			tag := "for"
			if g.IntN(5) == 0 {
				tag = "tablerow"
				attrs = append(attrs, g.pick("cols:2", "cols: 3", "cols:'2'", "cols:nil", "cols:one"))
				inner = g.pick("{{ i }}", "{{ tablerowloop.col }}{{ tablerowloop.row }}{{ tablerowloop.col_last }}{{ tablerowloop.index0 }}{{ tablerowloop.rindex }}", "{{ tablerowloop.col0 }}{{ tablerowloop.first }}{{ tablerowloop.last }}{{ tablerowloop.col_first }}{{ tablerowloop.length }}")
			}
			fmt.Fprintf(&b, "{%% %s i in %s %s %%}%s", tag, c, strings.Join(attrs, g.pick(" ", ", ")), inner)
			if tag == "for" && g.IntN(3) == 0 {
				b.WriteString("{% else %}none")
			}
			fmt.Fprintf(&b, "{%% end%s %%}|{{ i }}{{ c }}{{ last }}\n", tag)
		}
		jobs = append(jobs, job{Template: b.String(), Mode: g.pick("lax", "lax", "warn", "strict")})
	}
	compareWithRuby(t, jobs)
}

func TestBlocksAndWhiteSpaceControlAreRubys(t *testing.T) {
	g := newGenerator(6)
	var block func(depth int) string
	open := func() string { return g.pick("{% ", "{%- ", "{%") }
	end := func() string { return g.pick(" %}", " -%}", "%}") }
	tag := func(markup string) string { return open() + markup + end() }
	block = func(depth int) string {
		var b strings.Builder
		for range g.IntN(4) + 1 {
			k := g.IntN(16)
			if depth > 3 && k > 6 {
				k %= 7
			}
			switch k {
			case 0, 1:
				b.WriteString(g.pick(" ", "\n", "  \n\t", "x", " x ", "\n\n y\n", "\r\n", "{", "}", "% }", "\u00a0 z"))
			case 2:
				b.WriteString(g.pick("{{ one }}", "{{- one }}", "{{ one -}}", "{{- s -}}", "{{ nil }}", "{{-nosuch-}}", "{{ '' }}", "{{}}", "{{ x }}"))
			case 3:
				b.WriteString(tag("assign x = " + g.pick("one", "x | append: 'a'", "nil", "s | slice: 1")))
			case 4:
				b.WriteString(tag(g.pick("increment n", "decrement n", "increment one", "echo x", "# note", "cycle 1,2", "break", "continue", "assign n = 5")))
			case 5:
				b.WriteString(tag("raw") + g.pick(" {{ a }} ", "{% if %}", "", "\n") + g.pick("{% endraw %}", "{%endraw%}", "{% endraw -%}"))
			case 6:
				b.WriteString(tag("comment") + g.pick(" x ", "{{ a }}", "{% assign x = 9 %}", "") + tag("endcomment"))
			case 7, 8:
				b.WriteString(tag("if "+g.pick("true", "false", "x", "n == 1", "x contains 'a'")) + block(depth+1))
				if g.IntN(2) == 0 {
					b.WriteString(tag("elsif "+g.pick("one", "nil")) + block(depth+1))
				}
				if g.IntN(2) == 0 {
					b.WriteString(tag("else") + block(depth+1))
				}
				b.WriteString(tag("endif"))
			case 9:
				b.WriteString(tag("unless "+g.pick("true", "false", "x")) + block(depth+1) + tag("endunless"))
			case 10:
				b.WriteString(tag("capture "+g.pick("x", "y", "n")) + block(depth+1) + tag("endcapture") + "{{ x }}")
			case 11:
				b.WriteString(tag("for i in "+g.pick("(1..2)", "arr", "empty_a")) + block(depth+1) + g.pick("", tag("else")+block(depth+1)) + tag("endfor"))
			case 12:
				b.WriteString(tag("case "+g.pick("one", "s", "x")) + g.pick("", " ", "junk") + tag("when "+g.pick("1", "2, 1", "'hello' or 1", "x")) + block(depth+1) + g.pick("", tag("else")+block(depth+1)) + tag("endcase"))
			case 13:
				b.WriteString(tag("ifchanged") + block(depth+1) + tag("endifchanged"))
			case 14:
				b.WriteString(open() + "liquid\n assign x = 'q'\n\n if x\n  echo x\n else\n  echo 1\n endif\n # c\n for i in arr\n echo i\n endfor" + end())
			case 15:
				b.WriteString(tag(g.pick("include 'p'", "include 'p', one: 7", "render 'p'", "render 'p', x: s, one: 2", "include 'q' for arr", "render 'q' for arr as q", "include 'q' with s", "include 'nosuch'", "render 'r' for arr", "include s")))
			}
		}
		return b.String()
	}
	shared := map[string]string{
		"p": "[{{ one }}{{ x }}{% assign x = 'p' %}{% increment n %}]", "q": "<{{ q }}{{ forloop.index }}>",
		"r": "{% include 'p' %}{{ forloop.first }}", "hello": "included {{ hello }}",
	}
	var jobs []job
	for range rounds(1500) {
		jobs = append(jobs, job{Template: block(0), Partials: shared})
	}
	compareWithRuby(t, jobs)
}

func TestStrictVariablesAndFiltersMissWhatRubysMiss(t *testing.T) {
	g := newGenerator(7)
	var jobs []job
	for range rounds(480) {
		markup := g.pick("hash.a", "hash.nosuch", "nosuch", "nosuch.x", "arr[9]", "arr.nosuch", "s.size", "s.nosuch", "nil.x", "one.x", "hash.b.size", "keys[1]", "nosuch | default: 'd'", "s | nofilter", "s | nofilter: nosuch", "arr.first.x", "hash['zz']", "[s]", "t")
		tag := g.pick("{{ %s }}", "a{%% if %s %%}y{%% endif %%}b", "{%% assign q = %s %%}[{{ q }}]", "{%% for i in %s %%}{{ i }}{%% endfor %%}")
		jobs = append(jobs, job{Template: fmt.Sprintf(tag, markup), StrictVariables: g.IntN(2) == 0, StrictFilters: g.IntN(2) == 0})
	}
	compareWithRuby(t, jobs)
}
