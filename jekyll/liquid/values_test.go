package liquid_test

import (
	"context"
	"fmt"
	"math/big"
	"sync"
	"testing"
	"time"

	"github.com/galleypress/galley/jekyll/liquid"
)

// post is an object as a renderer would give one: properties, a text of its own, an order.
type post struct {
	title string
	day   int
}

func (p *post) Get(key string) (any, bool) {
	switch key {
	case "title":
		return p.title, true
	case "day":
		return int64(p.day), true
	case "nothing":
		return nil, true
	}
	return nil, false
}
func (p *post) LiquidString() string { return "post " + p.title }
func (p *post) CompareLiquid(other any) (int, bool) {
	o, ok := other.(*post)
	if !ok {
		return 0, false
	}
	return p.day - o.day, true
}

// walker is a list that is no slice.
type walker []any

func (w walker) Each(yield func(any) bool) {
	for _, v := range w {
		if !yield(v) {
			return
		}
	}
}
func (w walker) Len() int { return len(w) }

func TestGoValuesAreSeenThroughTheSmallInterfaces(t *testing.T) {
	a, b := &post{"Bread", 2}, &post{"Apple", 1}
	vars := map[string]any{
		"a": a, "b": b, "posts": []any{a, b}, "walk": walker{a, b, nil}, "lazy": postList(func() any { return []any{a} }),
		"i8": int8(-3), "u64": uint64(1 << 63), "f32": float32(0.5), "strings": []string{"x", "y"}, "big": new(big.Int).Lsh(big.NewInt(1), 70),
		"map": map[string]any{"z": 1, "a": int32(2)}, "ordered": liquid.NewMap("z", 1, "a", 2, 2020, "year", nil, "none"),
		"utc": time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC), "zone": time.Date(2020, 1, 2, 3, 4, 5, 0, time.FixedZone("", 3600)), "day": liquid.Date{Year: 2020, Month: 2, Day: 29},
		"odd": struct{ X int }{1}, "key": "title",
	}
	cases := map[string]string{
		"{{ a.title }} {{ a[key] }} {{ a['day'] | plus: 1 }} {{ a.nosuch }} {{ a }}":                    "Bread Bread 3  post Bread",
		"{{ posts }} {{ posts | join: ', ' }}":                                                          "post Breadpost Apple post Bread, post Apple",
		"{% assign s = posts | sort %}{{ s.first.title }} {{ posts | map: 'title' | join: '+' }}":       "Apple Bread+Apple",
		"{{ posts | where: 'title', 'Apple' | size }} {{ posts | sort: 'day' | map: 'day' | join }}":    "1 1 2",
		"{% if a > b %}later{% endif %} {% if a == a %}same{% endif %} {% if a == b %}x{% endif %}":     "later same ",
		"{% for p in walk %}{{ p.title }},{% endfor %} {{ walk.size }} {{ walk.first.title }}":          "Bread,Apple,, 3 Bread",
		"{{ walk | compact | size }} {% if walk contains a %}in{% endif %} {{ walk | size }}":           "2 in 3",
		"{{ lazy[0].title }} {{ lazy.size }} {% for p in lazy %}{{ p.title }}{% endfor %}":              "Bread 1 Bread",
		"{{ i8 | plus: 1 }} {{ u64 }} {{ f32 }} {{ strings | join: '-' }} {{ strings.size }} {{ big }}": "-2 9223372036854775808 0.5 x-y 2 1180591620717411303424",
		"{{ map }} {{ ordered }} {{ ordered[2020] }} {{ ordered.size }}":                                `{"a"=>2, "z"=>1} {"z"=>1, "a"=>2, 2020=>"year", nil=>"none"} year 4`,
		"{% for p in ordered %}{{ p[0] }}={{ p[1] }} {% endfor %}{{ ordered.first | join: ':' }}":       "z=1 a=2 2020=year =none z:1",
		"{{ utc }} {{ zone }} {{ day }} {{ utc | date: '%Z' }}{{ zone | date: '%Z' }}":                  "2020-01-02 03:04:05 UTC 2020-01-02 03:04:05 +0100 2020-02-29 UTC",
		"[{{ odd }}{{ odd.X }}{{ odd | size }}]":                                                        "[0]",
		"{% if a.nothing == nil %}nil{% endif %}{% if a.nosuch == nil %}nil{% endif %}":                 "nilnil",
	}
	env := liquid.NewEnvironment(liquid.Options{})
	for src, want := range cases {
		if got := mustRender(t, env, src, vars); got != want {
			t.Errorf("%s\n got %q\nwant %q", src, got, want)
		}
	}
}

func TestVariablesMayComeFromAMapAnOrderedMapAnObjectOrNothing(t *testing.T) {
	env := liquid.NewEnvironment(liquid.Options{})
	const src = "[{{ title }}]{% increment n %}{% increment n %}{{ n }}"
	for _, vars := range []any{map[string]any{"title": "x"}, liquid.NewMap("title", "x"), &post{title: "x"}} {
		if got := mustRender(t, env, src, vars); got != "[x]012" {
			t.Errorf("%T gave %q", vars, got)
		}
	}
	if got := mustRender(t, env, src, nil); got != "[]012" {
		t.Errorf("nil gave %q", got)
	}
}

func TestARenderDoesNotWriteToItsVariables(t *testing.T) {
	vars := map[string]any{"n": 5, "list": []any{3, 1, 2}}
	mustRender(t, liquid.NewEnvironment(liquid.Options{}), "{% increment n %}{% assign n = 9 %}{% assign list = list | sort | concat: list %}{% capture x %}y{% endcapture %}", vars)
	if fmt.Sprint(vars) != "map[list:[3 1 2] n:5]" {
		t.Errorf("the variables became %v", vars)
	}
}

func TestATemplateRunsInManyGoroutinesAtOnce(t *testing.T) {
	env := liquid.NewEnvironment(liquid.Options{Partials: partials{"p": "<{{ x }}{% assign y = x %}>"}})
	tpl, err := env.Parse("", "{% for i in (1..50) %}{% assign v = i | times: n %}{% capture c %}{{ c }}{{ v }}{% endcapture %}{% cycle 'a', 'b' %}{% include 'p', x: n %}{% render 'p', x: i %}{% endfor %}{{ c }}{{ y }}", liquid.ParseOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want := make([]string, 8)
	for n := range want {
		want[n], _ = tpl.Render(context.Background(), map[string]any{"n": n}, liquid.RenderOptions{})
	}
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for round := range 50 {
				n := (g + round) % len(want)
				got, err := tpl.Render(context.Background(), map[string]any{"n": n}, liquid.RenderOptions{})
				if err != nil || got != want[n] {
					t.Errorf("n = %d: got %q, %v", n, got, err)
					return
				}
			}
		})
	}
	wg.Wait()
}

func TestAnItemThatIsOnlyPrintedAllocatesNothing(t *testing.T) {
	env := liquid.NewEnvironment(liquid.Options{Dialect: liquid.Jekyll})
	tpl, err := env.Parse("", `{% for p in posts %}<a href="{{ p.url }}">{{ p.title | escape }}</a> {{ p.date | date: "%Y-%m-%d" }}{% if p.x == 1 and p.y contains "a" %}k{% endif %}{% endfor %}`, liquid.ParseOptions{})
	if err != nil {
		t.Fatal(err)
	}
	allocations := func(items int) float64 {
		vars := map[string]any{"posts": benchPosts(items)}
		out := make([]byte, 0, 1<<20)
		return testing.AllocsPerRun(20, func() {
			if _, err := tpl.AppendRender(context.Background(), out, vars, liquid.RenderOptions{}); err != nil {
				t.Fatal(err)
			}
		})
	}
	if few, many := allocations(10), allocations(2000); many > few+1 {
		t.Errorf("10 items take %v allocations, 2000 items %v", few, many)
	}
}

func TestDialectsDifferWhereTheDocumentationSaysSo(t *testing.T) {
	cases := []struct{ src, jekyll, shopify string }{
		{"{% if nil == blank %}y{% else %}n{% endif %}{% if '' != blank %}y{% else %}n{% endif %}", "ny", "yn"},
		{"{{ a[b[0]] }}", "", "2"},
		{"{{ b | has: 'x' }}", "x", "true"},
		{"{{ b | sum }}", "x", "0"},
		{"{% raw -%}x{% endraw %} y", "xy", "x y"},
		{"{{ empty | default: 'd' }}", "", "d"},
		{"{% tablerow i in b %}{{ tablerowloop.col_last }}{% endtablerow %}", "<tr class=\"row1\">\n<td class=\"col1\">false</td></tr>\n", "<tr class=\"row1\">\n<td class=\"col1\">true</td></tr>\n"},
	}
	vars := map[string]any{"a": map[string]any{"x": 2}, "b": []any{"x"}}
	for _, tc := range cases {
		for dialect, want := range map[liquid.Dialect]string{liquid.Jekyll: tc.jekyll, liquid.Shopify: tc.shopify} {
			if got := mustRender(t, liquid.NewEnvironment(liquid.Options{Dialect: dialect}), tc.src, vars); got != want {
				t.Errorf("%s in dialect %d gave %q; want %q", tc.src, dialect, got, want)
			}
		}
	}
	if _, err := liquid.NewEnvironment(liquid.Options{Dialect: liquid.Jekyll}).Parse("", "{% doc %}{% enddoc %}", liquid.ParseOptions{}); err == nil {
		t.Error("the Jekyll dialect knows the tag doc")
	}
}

func TestScopesHideAndGiveBackVariables(t *testing.T) {
	cases := map[string]string{
		"{% for x in (1..2) %}{% assign x = 9 %}{{ x }}{% endfor %}{{ x }}":                                                     "129",
		"{% assign x = 0 %}{% for x in (1..2) %}{% for x in (5..6) %}{{ x }}{% endfor %}{{ x }}{% endfor %}{{ x }}":             "5615620",
		"{% for x in (1..2) %}{% for x in (5..6) %}{% assign x = x %}{% endfor %}{% endfor %}{{ x }}{{ forloop }}":              "6",
		"{% include 'p', v: 1 %}{{ v }}{{ w }}{% for v in (7..8) %}{% include 'p', v: v %}{% endfor %}{{ w }}":                  "[1]1[7][8]8",
		"{{ g }}{% assign g = nil %}[{{ g }}]{% for g in (1..1) %}{{ g }}{% endfor %}":                                          "global[]1",
		"{% capture x %}a{% for i in (1..3) %}{{ i }}{% if i == 2 %}{% break %}{% endif %}{% endfor %}b{% endcapture %}{{ x }}": "a12b",
	}
	env := liquid.NewEnvironment(liquid.Options{Partials: partials{"p": "[{{ v }}]{% assign w = v %}"}})
	for src, want := range cases {
		if got := mustRender(t, env, src, map[string]any{"g": "global"}); got != want {
			t.Errorf("%s\n got %q\nwant %q", src, got, want)
		}
	}
}
