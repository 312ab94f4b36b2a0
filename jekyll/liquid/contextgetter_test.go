package liquid_test

import (
	"context"
	"testing"

	"github.com/galleypress/galley/jekyll/liquid"
)

// asker is an object that shows who asks.
type asker struct{}

func (asker) Get(string) (any, bool) { return "nobody", true }

func (asker) GetIn(c *liquid.Context, key string) (any, bool) {
	return c.Register("who"), key == "who"
}

func TestAnObjectMayKnowWhichRenderAsks(t *testing.T) {
	env := liquid.NewEnvironment(liquid.Options{Dialect: liquid.Jekyll})
	for _, src := range []string{"{{ x.who }}", "{{ x['who'] }}", "{% assign y = x %}{{ y.who }}", "{{ list[0].who }}", "{{ list | map: 'who' | first }}", "{% if x.who == 'me' %}me{% endif %}"} {
		template, err := env.Parse("t", src, liquid.ParseOptions{})
		if err != nil {
			t.Fatal(err)
		}
		got, err := template.Render(context.Background(), map[string]any{"x": asker{}, "list": []any{asker{}}},
			liquid.RenderOptions{Registers: map[string]any{"who": "me"}})
		if err != nil || got != "me" {
			t.Errorf("%s: %q, %v", src, got, err)
		}
	}
}
