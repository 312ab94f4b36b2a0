package liquid_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/galleypress/galley/jekyll/liquid"
)

// nodeFunc is a tag made of a function.
type nodeFunc func(c *liquid.Context) error

func (f nodeFunc) Render(c *liquid.Context) error { return f(c) }

func envWithTag(name string, run func(tag liquid.Tag, c *liquid.Context) error) *liquid.Environment {
	env := liquid.NewEnvironment(liquid.Options{})
	env.RegisterTag(name, func(_ *liquid.Parser, tag liquid.Tag) (liquid.Node, error) {
		return nodeFunc(func(c *liquid.Context) error { return run(tag, c) }), nil
	})
	return env
}

func TestTagsReadAndSetVariablesThroughTheContext(t *testing.T) {
	env := envWithTag("look", func(tag liquid.Tag, c *liquid.Context) error {
		v, err := c.Eval(tag.Markup)
		if err != nil {
			return err
		}
		c.WriteValue(v)
		c.Set("inner", 1)
		c.Assign("outer", liquid.Inspect(v))
		fmt.Fprint(writer{c}, c.Get("missing"), c.Template(), tag.Name, tag.Line, tag.Column)
		return nil
	})
	got := mustRender(t, env, "{% for i in (1..1) %}\n {% look a[0].b %}{{ inner }}{% endfor %}[{{ inner }}]{{ outer }}", map[string]any{"a": []any{map[string]any{"b": "x"}}})
	if want := "\n x<nil>testlook2 21[]\"x\""; got != want {
		t.Errorf("got %q; want %q", got, want)
	}
}

// writer lets fmt write to a render.
type writer struct{ c *liquid.Context }

func (w writer) Write(p []byte) (int, error) {
	w.c.Write(string(p))
	return len(p), nil
}

func TestRegistersLastForOneRender(t *testing.T) {
	env := envWithTag("count", func(_ liquid.Tag, c *liquid.Context) error {
		n, _ := c.Register("n").(int)
		c.SetRegister("n", n+1)
		c.WriteValue(n)
		return nil
	})
	tpl, err := env.Parse("", "{% count %}{% count %}{% count %}{{ n }}", liquid.ParseOptions{})
	if err != nil {
		t.Fatal(err)
	}
	registers := map[string]any{"n": 7}
	for range 2 {
		if out, err := tpl.Render(context.Background(), nil, liquid.RenderOptions{Registers: registers}); out != "789" || err != nil {
			t.Errorf("got %q, %v", out, err)
		}
	}
}

func TestTheTimeAndItsZoneAreParameters(t *testing.T) {
	now := time.Date(2026, 3, 29, 1, 30, 0, 0, time.UTC)
	berlin := time.FixedZone("CET", 3600)
	tpl, err := liquid.NewEnvironment(liquid.Options{}).Parse("", "{{ 'now' | date: '%F %T %z %Z' }}|{{ '10:00' | date: '%F %R %z' }}|{{ '2026-01-02' | date: '%s' }}|{{ 0 | date: '%R' }}", liquid.ParseOptions{})
	if err != nil {
		t.Fatal(err)
	}
	out, err := tpl.Render(context.Background(), nil, liquid.RenderOptions{Now: now, Location: berlin})
	if want := "2026-03-29 02:30:00 +0100 CET|2026-03-29 10:00 +0100|1767308400|01:00"; out != want || err != nil {
		t.Errorf("got %q, %v; want %q", out, err, want)
	}
}

func TestAFilterThatAppendsWorksAnywhereInAChain(t *testing.T) {
	env := liquid.NewEnvironment(liquid.Options{})
	env.RegisterAppendFilter("twice", 0, 1, func(c *liquid.Context, dst []byte, input any, args []any) ([]byte, error) {
		dst = liquid.AppendValue(dst, input)
		if len(args) > 0 {
			dst = liquid.AppendValue(dst, args[0])
		}
		return liquid.AppendValue(dst, input), nil
	})
	got := mustRender(t, env, "{{ 'a' | twice }} {{ 'a' | twice: '-' | upcase }} {{ 'a' | twice | twice | size }}{% assign x = 'b' | twice %}{{ x }}", nil)
	if want := "aa A-A 4bb"; got != want {
		t.Errorf("got %q; want %q", got, want)
	}
}

func TestKeywordArgumentsComeLastAsOneHash(t *testing.T) {
	env := liquid.NewEnvironment(liquid.Options{})
	env.RegisterFilter("show", 0, -1, func(_ *liquid.Context, input any, args []any) (any, error) {
		positional, keywords := liquid.Keywords(args)
		return fmt.Sprint(input, " ", len(positional), " ", liquid.Inspect(keywords)), nil
	})
	got := mustRender(t, env, "{{ 1 | show }} {{ 2 | show: 'a', b }} {{ 3 | show: 'a', key: b, other-key: 'x' }}", map[string]any{"b": 5})
	if want := `1 0 {} 2 2 {} 3 1 {"key"=>5, "other-key"=>"x"}`; got != want {
		t.Errorf("got %q; want %q", got, want)
	}
}

func TestATagMayReadItsBodyRawOrInParts(t *testing.T) {
	env := liquid.NewEnvironment(liquid.Options{})
	env.RegisterTag("verbatim", func(p *liquid.Parser, _ liquid.Tag) (liquid.Node, error) {
		text, err := p.Raw("endverbatim")
		return nodeFunc(func(c *liquid.Context) error {
			c.Write("<" + text + ">")
			return nil
		}), err
	})
	env.RegisterTag("either", func(p *liquid.Parser, tag liquid.Tag) (liquid.Node, error) {
		condition, err := p.Condition(tag.Markup)
		if err != nil {
			return nil, err
		}
		first, end, err := p.Body("or_else", "endeither")
		if err != nil {
			return nil, err
		}
		second := first
		if end.Name == "or_else" {
			if second, _, err = p.Body("endeither"); err != nil {
				return nil, err
			}
		}
		return nodeFunc(func(c *liquid.Context) error {
			ok, err := condition.Eval(c)
			if err != nil {
				return err
			}
			if ok {
				return first.Render(c)
			}
			return second.Render(c)
		}), nil
	})
	got := mustRender(t, env, "{% verbatim %}{{ a }}{% if %}{% endverbatim %}{% for i in (1..3) %}{% either i == 2 %}{% break %}{% or_else %}{{ i }}{% endeither %}{% endfor %}", nil)
	if want := "<{{ a }}{% if %}>1"; got != want {
		t.Errorf("got %q; want %q", got, want)
	}
}

// seen is an object that tells which render asked.
type seen struct{}

func (seen) Get(key string) (any, bool) { return "nobody", true }
func (seen) GetIn(c *liquid.Context, key string) (any, bool) {
	return c.Template(), key == "who"
}

func TestAnObjectMayDependOnTheRenderThatAsks(t *testing.T) {
	vars := map[string]any{"a": seen{}, "list": []any{seen{}, seen{}}}
	got := mustRender(t, liquid.NewEnvironment(liquid.Options{}), "{{ a.who }} {{ a['who'] }} {{ a.else }} {{ list | map: 'who' | join }} {{ list | where: 'who', 'test' | size }} {{ list | uniq: 'who' | size }}", vars)
	if want := "test test  test test 2 1"; got != want {
		t.Errorf("got %q; want %q", got, want)
	}
	if v, _ := liquid.Lookup(seen{}, "who"); v != "nobody" {
		t.Errorf("Lookup gave %v", v)
	}
}

func TestABlockOfWhiteSpaceAndBlankBlocksWritesNothingElse(t *testing.T) {
	env := liquid.NewEnvironment(liquid.Options{})
	env.RegisterBlock("box", func(_ *liquid.Parser, _ liquid.Tag, body *liquid.Body) (liquid.Node, error) {
		return nodeFunc(func(c *liquid.Context) error {
			c.Write("[")
			defer c.Write("]")
			return body.Render(c)
		}), nil
	})
	cases := map[string]string{
		"{% if true %} {% box %} {% endbox %} {% endif %}":                                                     "[ ]",
		"{% if true %} {% box %}x{% endbox %} {% endif %}":                                                     " [x] ",
		"{% if true %} {% tablerow i in (1..1) %} {% endtablerow %} {% endif %}":                               "<tr class=\"row1\">\n<td class=\"col1\"> </td></tr>\n",
		"{% if true %} {% doc %}{% enddoc %} {% endif %}":                                                      "",
		"{% if true %} {% doc %}x{% enddoc %} {% endif %}":                                                     "  ",
		"{% for i in (1..2) %} {% assign a = i %} {% capture b %}x{% endcapture %} {% endfor %}{{ a }}{{ b }}": "2x",
	}
	for src, want := range cases {
		if got := mustRender(t, env, src, nil); got != want {
			t.Errorf("%s gave %q; want %q", src, got, want)
		}
	}
}

func TestATemplateOfAnotherEnvironmentIsRefused(t *testing.T) {
	other, err := liquid.NewEnvironment(liquid.Options{}).Parse("other", "x", liquid.ParseOptions{})
	if err != nil {
		t.Fatal(err)
	}
	env := envWithTag("foreign", func(_ liquid.Tag, c *liquid.Context) error { return c.Include(other) })
	tpl, err := env.Parse("page", "{% foreign %}", liquid.ParseOptions{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = tpl.Render(context.Background(), nil, liquid.RenderOptions{})
	if want := "page:1:1: tag 'foreign': the template 'other' was parsed in another environment"; err == nil || err.Error() != want {
		t.Errorf("got %v; want %s", err, want)
	}
}

func TestMapsKeepTheirOrder(t *testing.T) {
	m := liquid.NewMap("b", 1, "a", 2, 3, "three")
	m.Set("c", 4)
	m.Set("b", 5)
	m.Delete("a")
	m.Delete("nosuch")
	if got, want := liquid.Inspect(m), `{"b"=>5, 3=>"three", "c"=>4}`; got != want {
		t.Errorf("got %s; want %s", got, want)
	}
	if v, ok := m.GetKey(int64(3)); v != "three" || !ok {
		t.Errorf("key 3 is %v, %v", v, ok)
	}
	if v, ok := m.Get("c"); v != 4 || !ok || m.Len() != 3 {
		t.Errorf("key c is %v, %v of %d", v, ok, m.Len())
	}
}
