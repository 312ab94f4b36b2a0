package kramdown_test

import (
	"fmt"

	"github.com/galleypress/galley/jekyll/kramdown"
	"github.com/galleypress/galley/jekyll/kramdown/highlight"
)

func ExampleConvert() {
	o := kramdown.JekyllDefaults()
	src := "## Hello, *world*\n\nIt's \"kramdown\".\n{: .intro}\n"
	fmt.Printf("%s", kramdown.Convert([]byte(src), &o).HTML)
	// Output:
	// <h2 id="hello-world">Hello, <em>world</em></h2>
	//
	// <p class="intro">It’s “kramdown”.</p>
}

func ExampleConvert_highlight() {
	o := kramdown.JekyllDefaults()
	o.Highlight = highlight.Rouge(&o)
	src := "```json\n[true]\n```\n"
	fmt.Printf("%s", kramdown.Convert([]byte(src), &o).HTML)
	// Output:
	// <div class="language-json highlighter-rouge"><div class="highlight"><pre class="highlight"><code><span class="p">[</span><span class="kc">true</span><span class="p">]</span><span class="w">
	// </span></code></pre></div></div>
}

func ExampleOptions_Set() {
	o := kramdown.JekyllDefaults()
	// As decoded from `kramdown:` in _config.yml.
	for key, value := range map[string]any{"hard_wrap": true, "toc_levels": "2..3"} {
		if err := o.Set(key, value); err != nil {
			fmt.Println(err)
		}
	}
	fmt.Println(o.HardWrap, o.TOCLevels)
	fmt.Println(o.Set("toc_levels", "1..9"))
	fmt.Println(o.Set("colour", "red"))
	// Output:
	// true [2 3]
	// the kramdown option "toc_levels" takes levels from 1 to 6
	// kramdown has no option "colour"
}

func ExampleHeadings() {
	o := kramdown.JekyllDefaults()
	src := "# 안녕하세요, 세계!\n\n## What's `new`?\n\n## What's new\n"
	for _, h := range kramdown.Headings([]byte(src), &o) {
		fmt.Println(h.Line, h.Level, h.ID, "-", h.Text)
	}
	// Output:
	// 1 1 안녕하세요-세계 - 안녕하세요, 세계!
	// 3 2 whats-new - What’s new?
	// 5 2 whats-new-1 - What’s new
}

func ExampleSmartify() {
	fmt.Println(kramdown.Smartify(`"It's" -- *here*...`, nil))
	// Output: “It’s” – *here*…
}

func ExampleParse() {
	o := kramdown.DefaultOptions()
	d := kramdown.Parse([]byte("Some *text* here"), &o)
	for _, el := range d.Root.Children[0].Children {
		fmt.Printf("%v %q\n", el.Type == kramdown.Em, el.Value)
	}
	// Output:
	// false "Some "
	// true ""
	// false " here"
}
