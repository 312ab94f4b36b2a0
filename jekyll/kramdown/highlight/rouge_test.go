package highlight_test

import (
	"strings"
	"testing"

	"github.com/galleypress/galley/jekyll/kramdown"
	"github.com/galleypress/galley/jekyll/kramdown/highlight"
)

// The expected HTML is that of kramdown 2.4 with Rouge 3.30.
var cases = []struct {
	name, lang, code string
	inline           bool
	opts             map[string]any
	want             string
}{
	{name: "Ruby", lang: "ruby", code: "def a\n  1 < 2\nend\n",
		want: `<div class="language-ruby highlighter-rouge"><div class="highlight"><pre class="highlight"><code><span class="k">def</span> <span class="nf">a</span>
  <span class="mi">1</span> <span class="o">&lt;</span> <span class="mi">2</span>
<span class="k">end</span>
</code></pre></div></div>
`},
	{name: "JSON, with white space that has a class", lang: "json", code: "{\"a\": [1, true, null]}\n",
		want: `<div class="language-json highlighter-rouge"><div class="highlight"><pre class="highlight"><code><span class="p">{</span><span class="nl">"a"</span><span class="p">:</span><span class="w"> </span><span class="p">[</span><span class="mi">1</span><span class="p">,</span><span class="w"> </span><span class="kc">true</span><span class="p">,</span><span class="w"> </span><span class="kc">null</span><span class="p">]}</span><span class="w">
</span></code></pre></div></div>
`},
	{name: "a shell by another name", lang: "bash", code: "echo $HOME | grep x\n",
		want: `<div class="language-bash highlighter-rouge"><div class="highlight"><pre class="highlight"><code><span class="nb">echo</span> <span class="nv">$HOME</span> | <span class="nb">grep </span>x
</code></pre></div></div>
`},
	{name: "JavaScript, whose quotes are delimiters", lang: "js", code: "const a = 'b';\n",
		want: `<div class="language-js highlighter-rouge"><div class="highlight"><pre class="highlight"><code><span class="kd">const</span> <span class="nx">a</span> <span class="o">=</span> <span class="dl">'</span><span class="s1">b</span><span class="dl">'</span><span class="p">;</span>
</code></pre></div></div>
`},
	{name: "Go", lang: "go", code: "func main() { return }\n",
		want: `<div class="language-go highlighter-rouge"><div class="highlight"><pre class="highlight"><code><span class="k">func</span> <span class="n">main</span><span class="p">()</span> <span class="p">{</span> <span class="k">return</span> <span class="p">}</span>
</code></pre></div></div>
`},
	{name: "a terminal", lang: "console", code: "$ ls -la\nfile\n",
		want: `<div class="language-console highlighter-rouge"><div class="highlight"><pre class="highlight"><code><span class="gp">$</span><span class="w"> </span><span class="nb">ls</span> <span class="nt">-la</span>
<span class="go">file
</span></code></pre></div></div>
`},
	{name: "plain text has the wrapper, too", lang: "text", code: "a < b\n",
		want: `<div class="language-text highlighter-rouge"><div class="highlight"><pre class="highlight"><code>a &lt; b
</code></pre></div></div>
`},
	{name: "an unknown language is printed by kramdown alone", lang: "klingon", code: "a < b\n",
		want: "<pre><code class=\"language-klingon\">a &lt; b\n</code></pre>\n"},
	{name: "options behind a language are left out of the class", lang: "ruby?x=1", code: "a < b\n",
		want: `<div class="language-ruby highlighter-rouge"><div class="highlight"><pre class="highlight"><code><span class="n">a</span> <span class="o">&lt;</span> <span class="n">b</span>
</code></pre></div></div>
`},
	{name: "a code span has no wrapper", lang: "ruby", code: "puts 1", inline: true,
		want: `<p><code class="language-ruby highlighter-rouge"><span class="nb">puts</span> <span class="mi">1</span></code></p>
`},
	{name: "line numbers", lang: "text", code: "a\nb\n", opts: map[string]any{"block": map[string]any{"line_numbers": true, "start_line": 7}},
		want: `<div class="language-text highlighter-rouge"><div class="highlight"><pre class="highlight"><code><table class="rouge-table"><tbody><tr><td class="rouge-gutter gl"><pre class="lineno">7
8
</pre></td><td class="rouge-code"><pre>a
b
</pre></td></tr></tbody></table></code></pre></div></div>
`},
	{name: "no highlighting of code spans", lang: "ruby", code: "a", inline: true, opts: map[string]any{"span": map[string]any{"disable": true}},
		want: "<p><code class=\"language-ruby\">a</code></p>\n"},
	{name: "another class", lang: "text", code: "a\n", opts: map[string]any{"css_class": "code"},
		want: `<div class="language-text highlighter-rouge"><div class="highlight"><pre class="code"><code>a
</code></pre></div></div>
`},
}

func TestCodeIsPrintedAsByRouge(t *testing.T) {
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			o := kramdown.JekyllDefaults()
			if tt.opts != nil {
				if err := o.Set("syntax_highlighter_opts", tt.opts); err != nil {
					t.Fatal(err)
				}
			}
			o.Highlight = highlight.Rouge(&o)
			src := "```" + tt.lang + "\n" + tt.code + "```\n"
			if tt.inline {
				src = "`" + tt.code + "`{:.language-" + tt.lang + "}\n"
			}
			if got := string(kramdown.Convert([]byte(src), &o).HTML); got != tt.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, tt.want)
			}
		})
	}
}

// TestNoCodeIsLost takes the tags out of highlighted code again.
func TestNoCodeIsLost(t *testing.T) {
	o := kramdown.JekyllDefaults()
	render := highlight.Rouge(&o)
	unescape := strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")
	for _, lang := range []string{"ruby", "js", "ts", "python", "bash", "console", "yaml", "json", "html", "css", "php", "go", "rust", "c", "java", "haskell", "make", "diff", "dockerfile", "xml", "kotlin", "sql"} {
		for _, code := range []string{"", "\n", "a", "a\n\n", "'\"`\n", "\\", "$", "$ \n", "<b>&amp;</b>", "x = {a: 'b\\'c'}\n", "한글 := \"日本\\n\" // é\n", "# a\n", "\t\x00\n", "/* a", "\"\\", "- a: {b}\n"} {
			html, ok := render(code, lang, true)
			if !ok {
				t.Fatalf("%s is unknown", lang)
			}
			var b strings.Builder
			for i, inTag := 0, false; i < len(html); i++ {
				switch {
				case html[i] == '<':
					inTag = true
				case html[i] == '>':
					inTag = false
				case !inTag:
					b.WriteByte(html[i])
				}
			}
			if got := unescape.Replace(b.String()); got != code {
				t.Errorf("%s: %q became %q", lang, code, got)
			}
		}
	}
}

func FuzzRouge(f *testing.F) {
	for _, tt := range cases {
		f.Add(tt.code, tt.lang)
	}
	o := kramdown.JekyllDefaults()
	render := highlight.Rouge(&o)
	f.Fuzz(func(t *testing.T, code, lang string) { render(code, lang, false) })
}

func BenchmarkRouge(b *testing.B) {
	o := kramdown.JekyllDefaults()
	render := highlight.Rouge(&o)
	code := strings.Repeat("def hello(name)\n  puts \"Hello, #{name}!\" # a comment\nend\n\n", 20)
	b.SetBytes(int64(len(code)))
	b.ReportAllocs()
	for b.Loop() {
		render(code, "ruby", false)
	}
}
