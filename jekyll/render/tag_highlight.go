package render

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/galleypress/galley/jekyll/kramdown"
	"github.com/galleypress/galley/jekyll/kramdown/highlight"
	"github.com/galleypress/galley/jekyll/liquid"
)

// highlightTag is the tag {% highlight language options %}.
type highlightTag struct {
	language string
	linenos  bool
	body     *liquid.Body
}

var (
	highlightSyntax = regexp.MustCompile(`(?m)^([a-zA-Z0-9.+#_-]+)((\s+\w+(=(\w+|"([0-9]+\s)*[0-9]+"))?)*)$`)
	highlightOption = regexp.MustCompile(`(?:\w="[^"]*"|\w=\w|\w)+`)
)

func parseHighlight(p *liquid.Parser, tag liquid.Tag, body *liquid.Body) (liquid.Node, error) {
	m := highlightSyntax.FindStringSubmatch(strings.TrimSpace(tag.Markup))
	if m == nil {
		return nil, p.Errorf("Syntax Error in tag 'highlight' while parsing the following markup: %s. Valid syntax: highlight <lang> [linenos]", tag.Markup)
	}
	n := &highlightTag{language: strings.ToLower(m[1]), body: body}
	for _, option := range highlightOption.FindAllString(m[2], -1) {
		if name, _, _ := strings.Cut(option, "="); name == "linenos" {
			n.linenos = true
		}
	}
	return n, nil
}

// Render prints what Jekyll::Tags::HighlightBlock prints with Rouge.
func (n *highlightTag) Render(c *liquid.Context) error {
	code, err := c.Capture(func() error { return n.body.Render(c) })
	if err != nil {
		return err
	}
	code = strings.Trim(code, "\r\n")
	var html string
	switch liquid.ToString(current(c).site.setting("highlighter")) {
	case "rouge", "pygments":
		html = n.rouge(code)
	default:
		html = strings.TrimSpace(htmlEscaper.Replace(code))
	}
	c.WriteValue(c.Get("highlighter_prefix"))
	c.Write(fmt.Sprintf(`<figure class="highlight"><pre><code class="language-%s" data-lang="%s">%s</code></pre></figure>`,
		strings.ReplaceAll(n.language, "+", "-"), n.language, strings.TrimSuffix(html, "\n")))
	c.WriteValue(c.Get("highlighter_suffix"))
	return nil
}

func (n *highlightTag) rouge(code string) string {
	html, ok := tagHighlighter()(code, n.language, true)
	if !ok {
		html = rougeEscaper.Replace(code)
	}
	if !n.linenos {
		return html
	}
	lines := strings.Count(code, "\n")
	if !strings.HasSuffix(code, "\n") {
		lines++
		html += "\n"
	}
	var numbers strings.Builder
	for i := range lines {
		fmt.Fprintf(&numbers, "%d\n", i+1)
	}
	return `<table class="rouge-table"><tbody><tr><td class="gutter gl"><pre class="lineno">` + numbers.String() +
		`</pre></td><td class="code"><pre>` + html + `</pre></td></tr></tbody></table>`
}

// tagHighlighter prints tokens alone: the tag has a wrapper of its own, and no settings.
var tagHighlighter = sync.OnceValue(func() func(code, language string, inline bool) (string, bool) {
	o := kramdown.JekyllDefaults()
	return highlight.Rouge(&o)
})

var (
	htmlEscaper  = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;")
	rougeEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
)
