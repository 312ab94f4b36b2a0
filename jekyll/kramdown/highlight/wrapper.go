package highlight

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/galleypress/galley/jekyll/kramdown"
)

// wrapper prints tokens as Rouge's HTMLLegacy formatter does with the options
// that kramdown hands to it.
type wrapper struct {
	guess       bool // plain text is wrapped, too
	wrap        bool // <div class="highlight"><pre class="…"><code>
	class       string
	numbers     bool // a table with line numbers
	firstLine   int
	tableClass  string
	gutterClass string
	codeClass   string
	tail        string // what stands before the end of the div
}

func newWrapper(o *kramdown.Options, inline bool) *wrapper {
	w := &wrapper{
		wrap: !inline, class: "highlight", firstLine: 1,
		tableClass: "rouge-table", gutterClass: "rouge-gutter", codeClass: "rouge-code",
	}
	if o.Release != "2.4" {
		w.tail = "\n" // as in kramdown's newer cases
	}
	w.read(o.SyntaxHighlighterOpts)
	kind := "block"
	if inline {
		kind = "span"
	}
	switch own := o.SyntaxHighlighterOpts[kind].(type) {
	case map[string]any:
		w.read(own)
	}
	if inline {
		w.wrap = false
	}
	return w
}

func (w *wrapper) read(opts map[string]any) {
	for key, v := range opts {
		text, isText := v.(string)
		flag := v != nil && v != false
		switch strings.TrimPrefix(key, ":") {
		case "guess_lang":
			w.guess = flag
		case "wrap":
			w.wrap = flag
		case "line_numbers":
			w.numbers = flag
		case "start_line":
			if n, err := strconv.Atoi(fmt.Sprint(v)); err == nil {
				w.firstLine = n
			}
		case "css_class":
			setText(&w.class, text, isText)
		case "table_class":
			setText(&w.tableClass, text, isText)
		case "gutter_class":
			setText(&w.gutterClass, text, isText)
		case "code_class":
			setText(&w.codeClass, text, isText)
		}
	}
}

func setText(dst *string, text string, ok bool) {
	if ok {
		*dst = text
	}
}

func (w *wrapper) render(tokens []token) string {
	var b strings.Builder
	if w.wrap {
		b.WriteString(`<div class="highlight"><pre class="` + w.class + `"><code>`)
	}
	if w.numbers {
		w.table(&b, tokens)
	} else {
		writeTokens(&b, tokens)
	}
	if w.wrap {
		b.WriteString("</code></pre>" + w.tail + "</div>")
	}
	return b.String()
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

func writeTokens(b *strings.Builder, tokens []token) {
	for _, t := range tokens {
		if t.class == "" {
			escaper.WriteString(b, t.text)
			continue
		}
		b.WriteString(`<span class="` + t.class + `">`)
		escaper.WriteString(b, t.text)
		b.WriteString("</span>")
	}
}

// table puts the numbers of the lines beside the code.
func (w *wrapper) table(b *strings.Builder, tokens []token) {
	lines, ended := 0, false
	for _, t := range tokens {
		lines += strings.Count(t.text, "\n")
		ended = strings.HasSuffix(t.text, "\n")
	}
	if !ended {
		lines++
	}
	b.WriteString(`<table class="` + w.tableClass + `"><tbody><tr><td class="` + w.gutterClass + ` gl"><pre class="lineno">`)
	for i := range lines {
		fmt.Fprintf(b, "%d\n", w.firstLine+i)
	}
	b.WriteString(`</pre></td><td class="` + w.codeClass + `"><pre>`)
	writeTokens(b, tokens)
	if !ended {
		b.WriteByte('\n')
	}
	b.WriteString(`</pre></td></tr></tbody></table>`)
}
