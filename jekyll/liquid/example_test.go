package liquid_test

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/galleypress/galley/jekyll/liquid"
)

func Example() {
	env := liquid.NewEnvironment(liquid.Options{Dialect: liquid.Jekyll})
	tpl, err := env.Parse("hello.html", "{% for p in posts %}{{ p.title | escape }};{% endfor %}", liquid.ParseOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	out, err := tpl.Render(context.Background(), map[string]any{
		"posts": []any{map[string]any{"title": "Salt & pepper"}, map[string]any{"title": "Bread"}},
	}, liquid.RenderOptions{})
	fmt.Println(out, err)
	// Output: Salt &amp; pepper;Bread; <nil>
}

// A filter gets what stands left of its bar and its arguments, already evaluated.
func ExampleEnvironment_RegisterFilter() {
	env := liquid.NewEnvironment(liquid.Options{})
	env.RegisterFilter("where_exp", 2, 2, func(c *liquid.Context, input any, args []any) (any, error) {
		items, err := c.ToSlice(input)
		if err != nil {
			return nil, err
		}
		condition, err := c.Environment().ParseCondition(liquid.ToString(args[1]))
		if err != nil {
			return nil, err
		}
		kept := []any{}
		err = c.Scope(func() error {
			for _, item := range items {
				c.Set(liquid.ToString(args[0]), item)
				ok, err := condition.Eval(c)
				if err != nil {
					return err
				}
				if ok {
					kept = append(kept, item)
				}
			}
			return nil
		})
		return kept, err
	})
	tpl, _ := env.Parse("", `{{ prices | where_exp: "p", "p > 3 and p != 7" | join: " " }}`, liquid.ParseOptions{})
	out, err := tpl.Render(context.Background(), map[string]any{"prices": []any{1, 5, 7, 9}}, liquid.RenderOptions{})
	fmt.Println(out, err)
	// Output: 5 9 <nil>
}

// includeTag is Jekyll's {% include file.html a=b c="d" %}, in short.
type includeTag struct {
	file   string
	params []liquid.Attribute
}

var includeParam = regexp.MustCompile(`([\w-]+)\s*=\s*("[^"]*"|'[^']*'|[\w.-]+)`)

func parseInclude(p *liquid.Parser, tag liquid.Tag) (liquid.Node, error) {
	file, params, _ := strings.Cut(tag.Markup, " ")
	if file == "" {
		return nil, p.Errorf("include needs a file: {%% include footer.html %%}")
	}
	node := &includeTag{file: file}
	for _, m := range includeParam.FindAllStringSubmatch(params, -1) {
		node.params = append(node.params, liquid.Attribute{Name: m[1], Value: p.Expression(m[2])})
	}
	return node, nil
}

func (t *includeTag) Render(c *liquid.Context) error {
	templates := c.Register("includes").(map[string]*liquid.Template)
	tpl := templates[t.file]
	if tpl == nil {
		return c.Errorf(liquid.FileSystem, "there is no include '%s'", t.file)
	}
	params := liquid.NewMap()
	for _, a := range t.params {
		v, err := a.Value.Eval(c)
		if err != nil {
			return err
		}
		params.Set(a.Name, v)
	}
	return c.Scope(func() error {
		c.Set("include", params)
		return c.Include(tpl)
	})
}

// A tag is a function that reads its markup when the template is parsed, and a Node that writes when it runs.
func ExampleEnvironment_RegisterTag() {
	env := liquid.NewEnvironment(liquid.Options{Dialect: liquid.Jekyll})
	env.RegisterTag("include", parseInclude)
	card, _ := env.Parse("_includes/card.html", `<b>{{ include.title }}</b>{{ include.note | default: "?" }}`, liquid.ParseOptions{})
	tpl, _ := env.Parse("index.html", `{% include card.html title=page.title note="new" %}{% include car.html %}`, liquid.ParseOptions{})
	out, err := tpl.Render(context.Background(), map[string]any{"page": map[string]any{"title": "Bread"}}, liquid.RenderOptions{
		Registers: map[string]any{"includes": map[string]*liquid.Template{"card.html": card}},
	})
	fmt.Println(out)
	fmt.Println(err)
	// Output:
	// <b>Bread</b>new
	// index.html:1:52: tag 'include': there is no include 'car.html'
}

// highlightTag is a block that does something with what its body writes.
type highlightTag struct {
	language string
	body     *liquid.Body
}

func (t *highlightTag) Render(c *liquid.Context) error {
	code, err := c.Capture(func() error { return t.body.Render(c) })
	if err != nil {
		return err
	}
	escaped, err := c.Filter("escape", strings.Trim(code, "\n"))
	if err != nil {
		return err
	}
	c.Write(`<code class="` + t.language + `">`)
	c.WriteValue(escaped)
	c.Write("</code>")
	return nil
}

func ExampleEnvironment_RegisterBlock() {
	env := liquid.NewEnvironment(liquid.Options{})
	env.RegisterBlock("highlight", func(p *liquid.Parser, tag liquid.Tag, body *liquid.Body) (liquid.Node, error) {
		if tag.Markup == "" {
			return nil, p.Errorf("highlight needs a language: {%% highlight ruby %%}")
		}
		return &highlightTag{tag.Markup, body}, nil
	})
	tpl, _ := env.Parse("", "{% highlight html %}\n<p>{{ x }}</p>\n{% endhighlight %}", liquid.ParseOptions{})
	out, err := tpl.Render(context.Background(), map[string]any{"x": 5}, liquid.RenderOptions{})
	fmt.Println(out, err)
	// Output: <code class="html">&lt;p&gt;5&lt;/p&gt;</code> <nil>
}

// postList is a list that is built when a template first asks for it.
type postList func() any

func (f postList) Value() any { return f() }

func ExampleLazy() {
	built := 0
	site := map[string]any{"title": "Crumbs", "posts": postList(func() any {
		built++
		return []any{"Bread", "Cake"}
	})}
	env := liquid.NewEnvironment(liquid.Options{})
	for _, src := range []string{"{{ site.title }}", "{{ site.posts.first }} of {{ site.title }}"} {
		tpl, _ := env.Parse("", src, liquid.ParseOptions{})
		out, _ := tpl.Render(context.Background(), map[string]any{"site": site}, liquid.RenderOptions{})
		fmt.Println(out, built)
	}
	// Output:
	// Crumbs 0
	// Bread of Crumbs 1
}

func ExampleStrftime() {
	t, _ := liquid.ParseTime("3rd Feb 2001 04:05 PM", oracleNow, utc)
	fmt.Println(liquid.Strftime(t, "%-d %^b %Y, %l:%M %P, day %j, %:z"))
	// Output: 3 FEB 2001,  4:05 pm, day 034, +00:00
}

func ExampleInspect() {
	fmt.Println(liquid.Inspect(liquid.NewMap("a", []any{1, 2.0, nil}, "b", "say \"hi\"")))
	// Output: {"a"=>[1, 2.0, nil], "b"=>"say \"hi\""}
}
