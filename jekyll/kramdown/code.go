package kramdown

import (
	"slices"
	"strings"
)

// highlightOpt is an option of the syntax highlighter, for code blocks or
// code spans, which may have options of their own.
func (c *converter) highlightOpt(key string, inline bool) any {
	own := "block"
	if inline {
		own = "span"
	}
	if m, ok := c.o.SyntaxHighlighterOpts[own].(map[string]any); ok {
		if v, ok := m[key]; ok {
			return v
		}
		if v, ok := m[":"+key]; ok {
			return v
		}
	}
	return c.o.SyntaxHighlighterOpts[key]
}

// highlight asks the hook of the options. It returns the language for the
// class attribute, too.
func (c *converter) highlight(code, lang, classLang string, inline bool) (html, class string, ok bool) {
	if c.o.SyntaxHighlighter == "" || c.o.Highlight == nil {
		return "", "", false
	}
	fallback := toString(c.highlightOpt("default_lang", inline))
	if lang == "" {
		lang = fallback
	}
	if lang == "" && !toBool(c.highlightOpt("guess_lang", inline)) || toBool(c.highlightOpt("disable", inline)) {
		return "", "", false
	}
	html, ok = c.o.Highlight(code, lang, inline)
	if classLang == "" {
		classLang = fallback
	}
	return html, classLang, ok
}

// languageClass finds language-x in a class attribute, at a word boundary.
func languageClass(class string) (start, end int) {
	const mark = "language-"
	for from := 0; ; {
		n := strings.Index(class[from:], mark)
		if n < 0 {
			return -1, -1
		}
		start = from + n
		end = start + len(mark)
		for end < len(class) && !isSpace(class[end]) {
			end++
		}
		if end > start+len(mark) && wordBoundary(class, start) {
			return start, end
		}
		from = start + 1
	}
}

// classLanguage is the language that a class attribute names, or "".
func classLanguage(class string) string {
	start, end := languageClass(class)
	if start < 0 {
		return ""
	}
	return class[start+len("language-") : end]
}

// addHighlighterClass is add_syntax_highlighter_to_class_attr.
func (c *converter) addHighlighterClass(attr []Attribute, lang string) []Attribute {
	class, _ := getAttr(attr, "class")
	class = lstrip(class + " highlighter-" + c.o.SyntaxHighlighter)
	if lang != "" {
		if start, end := languageClass(class); start == 0 {
			class = "language-" + lang + class[end:]
		} else {
			class = "language-" + lang + " " + class
		}
	}
	return setAttr(attr, "class", class)
}

func (c *converter) codeblock(el *Element, indent int) {
	attr := slices.Clone(el.Attr)
	class, _ := getAttr(attr, "class")
	lang := classLanguage(class)
	if lang != "" {
		start, end := languageClass(class)
		if rest := strip(class[:start] + class[end:]); rest != "" {
			attr = setAttr(attr, "class", rest)
		} else {
			attr = deleteAttr(attr, "class")
		}
	}
	hlLang := lang
	if el.x != nil && el.x.lang != "" {
		hlLang = el.x.lang
	}
	if html, classLang, ok := c.highlight(el.Value, hlLang, lang, false); ok {
		attr = c.addHighlighterClass(attr, classLang)
		c.indent(indent)
		c.open("div", attr)
		c.str(html)
		c.indent(indent)
		c.str("</div>\n")
		return
	}
	c.indent(indent)
	c.open("pre", attr)
	c.str("<code")
	if lang != "" {
		c.attributes([]Attribute{{"class", "language-" + lang}})
	}
	c.b = append(c.b, '>')
	code := strings.TrimSuffix(el.Value, "\n")
	if containsWord(class, "show-whitespaces") {
		c.visibleSpace(string(appendEscaped(nil, code, escapeAll)))
	} else {
		c.b = appendEscaped(c.b, code, escapeAll)
	}
	c.str("\n</code></pre>\n")
}

// visibleSpace marks the blanks of code with the class show-whitespaces.
func (c *converter) visibleSpace(code string) {
	for i := 0; i < len(code); {
		end := skipBlanks(code, i)
		if end == i {
			c.b = append(c.b, code[i])
			i++
			continue
		}
		suffix := ""
		if i == 0 || code[i-1] == '\n' {
			suffix = "-l"
		} else if end == len(code) || code[end] == '\n' {
			suffix = "-r"
		}
		for ; i < end; i++ {
			if code[i] == '\t' {
				c.str(`<span class="ws-tab` + suffix + "\">\t</span>")
			} else {
				c.str(`<span class="ws-space` + suffix + `">&#8901;</span>`)
			}
		}
	}
}

func (c *converter) codespan(el *Element) {
	attr := el.Attr
	class, _ := getAttr(attr, "class")
	lang := classLanguage(class)
	html, classLang, ok := c.highlight(el.Value, lang, lang, true)
	if ok {
		attr = c.addHighlighterClass(slices.Clone(attr), classLang)
	}
	c.open("code", attr)
	if ok {
		c.str(html)
	} else {
		c.b = appendEscaped(c.b, el.Value, escapeAll)
	}
	c.str("</code>")
}
