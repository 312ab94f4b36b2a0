package lint

import (
	"fmt"
	"strings"
)

// tocRules are about switches in front matter, above all those of the table of contents, and about the headings that it lists.
var tocRules = []Rule{
	{
		Name: "toc-not-boolean", Family: "toc", Level: Warning,
		Summary: "a switch for the table of contents that is a text",
		Effect:  "Readers see a table of contents though the file says \"false\": in Liquid every text counts as true.",
		Mended:  "`--fix` writes the word without quotes.",
		Wrong:   Example{Text: "---\ntitle: Spring\ntoc: «\"false\"»\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\ntoc: false\n---\nIt is here.\n"},
		check:   func(c *checker) { checkSwitches(c, tocSwitches) },
	},
	{
		Name: "flag-not-boolean", Family: "toc", Level: Warning,
		Summary: "another switch that is a text",
		Effect:  "Readers see what was to be switched off: in Liquid every text counts as true.",
		Mended:  "`--fix` writes the word without quotes.",
		Wrong:   Example{Text: "---\ntitle: Spring\ncomments: «\"false\"»\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\ncomments: false\n---\nIt is here.\n"},
		check:   func(c *checker) { checkSwitches(c, otherSwitches) },
	},
	{
		Name: "toc-not-asked-for", Family: "toc", Level: Warning,
		Summary: "`toc_sticky`, `toc_label` or `toc_icon` without `toc`",
		Effect:  "Readers see no table of contents: the others only say how it looks.",
		Mended:  "Left to a person, who knows whether there is to be one.",
		Wrong:   Example{Text: "---\ntitle: Spring\n«toc_sticky»: true\n---\n## Snowdrops\n\nThey are first.\n"},
		Right:   Example{Text: "---\ntitle: Spring\ntoc: true\ntoc_sticky: true\n---\n## Snowdrops\n\nThey are first.\n"},
		check:   checkTocAskedFor,
	},
	{
		Name: "toc-empty", Family: "toc", Level: Warning,
		Summary: "a table of contents without a heading to list",
		Effect:  "Readers see an empty box.",
		Mended:  "Left to a person, who knows whether headings are to come.",
		Wrong:   Example{Text: "---\ntitle: Spring\n«toc»: true\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\ntoc: true\n---\n## Snowdrops\n\nThey are first.\n"},
		check:   checkTocEmpty,
	},
	{
		Name: "toc-skips-level", Family: "toc", Level: Warning,
		Summary: "a heading that is more than one level below the one before it",
		Effect:  "The table of contents nests wrongly: an entry stands under an empty one, or is indented too far.",
		Mended:  "Left to a person, who knows how the text is built.",
		Wrong:   Example{Text: "---\ntitle: Spring\ntoc: true\n---\n## Snowdrops\n\nThey are first.\n\n«#### In the wood»\n\nAll is white.\n"},
		Right:   Example{Text: "---\ntitle: Spring\ntoc: true\n---\n## Snowdrops\n\nThey are first.\n\n### In the wood\n\nAll is white.\n"},
		check:   checkTocLevels,
	},
	{
		Name: "toc-shared-anchor", Family: "toc", Level: Warning,
		Summary: "two headings with one anchor",
		Effect:  "Both entries of the table of contents lead to the first of the two headings.",
		Mended:  "Left to a person, who finds other words.",
		Wrong:   Example{Text: "---\ntitle: Spring\ntoc: true\n---\n## Snowdrops {#white}\n\nThey are first.\n\n«## Daisies {#white}»\n\nThey come later.\n"},
		Right:   Example{Text: "---\ntitle: Spring\ntoc: true\n---\n## Snowdrops {#white}\n\nThey are first.\n\n## Daisies {#daisies}\n\nThey come later.\n"},
		check:   checkTocAnchors,
	},
}

var (
	tocSwitches   = []string{"toc", "toc_sticky"}
	otherSwitches = []string{
		"comments", "share", "related", "read_time", "author_profile", "show_date", "show_excerpts", "pin", "math", "mathjax", "mermaid", "sitemap",
		"featured", "hidden", "search", "sidebar", "noindex", "reading_time",
	}
)

func checkSwitches(c *checker, keys []string) {
	for _, key := range keys {
		e, ok := c.entry(key)
		if !ok {
			continue
		}
		no, yes := saysNo(e.data), saysYes(e.data)
		if _, isText := e.data.(string); !isText && !no || !no && !yes {
			continue
		}
		word, effect := "true", "It works in most themes, but those that ask for the value true itself do not see it"
		fault := fmt.Sprintf("`%s: %s` is %s, not the value true", key, c.written(e.value), kindInWords(e.data))
		if no {
			word = "false"
			fault = fmt.Sprintf("`%s: %s` is %s, not the value false", key, c.written(e.value), kindInWords(e.data))
			effect = "In Liquid it counts as true, and readers see what was to be switched off"
		}
		f := c.report(c.valueOrKey(e), fault, effect, "Write "+code(key+": "+word))
		f.fix("write "+word, replace(c.node(e.value), word))
	}
}

// truthy is what Liquid takes for true: all but nil and false.
func truthy(v any) bool { return v != nil && v != false }

func checkTocAskedFor(c *checker) {
	if !c.isMarkdownOrHTML() || c.own().Has("toc") || truthy(c.merged("toc")) {
		return
	}
	for _, key := range []string{"toc_sticky", "toc_label", "toc_icon"} {
		e, ok := c.entry(key)
		if !ok || !truthy(e.data) || e.data == "" {
			continue
		}
		c.report(c.node(e.key), fmt.Sprintf("%s is there, but not `toc`", code(key)), "Readers see no table of contents", "Add a line `toc: true`, or delete this one")
		return
	}
}

// wantsToc tells whether the page shows a table of contents.
func (c *checker) wantsToc() bool {
	v := c.merged("toc")
	return truthy(v) && !saysNo(v) && c.isMarkdownOrHTML() && (c.doc != nil || c.page != nil || c.isPost())
}

func checkTocEmpty(c *checker) {
	e, ok := c.entry("toc")
	if !ok || e.data != true || !c.wantsToc() {
		return
	}
	if c.sketch().some || len(c.headings(c.world)) > 0 {
		return
	}
	body, _ := c.body()
	if len(strings.TrimSpace(string(body))) == 0 {
		return // there is no text at all yet
	}
	// Headings may come from files that are included, and from HTML.
	if text := strings.ToLower(string(body)); strings.Contains(text, "{% include") || strings.Contains(text, "{%- include") || containsHTMLHeading(text) {
		return
	}
	c.report(c.node(e.key), "There is no heading to list in the table of contents", "Readers see an empty box", "Add headings, as in `## Snowdrops`, or delete the line")
}

func containsHTMLHeading(text string) bool {
	for i := 0; ; {
		n := strings.Index(text[i:], "<h")
		if n < 0 || i+n+2 >= len(text) {
			return false
		}
		i += n + 2
		if '1' <= text[i] && text[i] <= '6' {
			return true
		}
	}
}

func checkTocLevels(c *checker) {
	if !c.wantsToc() || !c.sketch().jumps {
		return
	}
	above := 0
	for _, h := range c.headings(c.world) {
		if above > 0 && h.level > above+1 {
			c.report(h.at, fmt.Sprintf("The heading %s is of level %d, right below one of level %d", code(h.text), h.level, above),
				"The table of contents nests it wrongly", fmt.Sprintf("Make it one of level %d: %s", above+1, code(strings.Repeat("#", above+1)+" "+h.text)))
		}
		above = h.level
	}
}

func checkTocAnchors(c *checker) {
	if !c.wantsToc() || !c.sketch().twins {
		return
	}
	seen := map[string]heading{}
	for _, h := range c.headings(c.world) {
		first, taken := seen[h.id]
		if h.id == "" {
			continue
		}
		if !taken {
			seen[h.id] = h
			continue
		}
		c.report(h.at, fmt.Sprintf("The heading %s has the anchor %s, as has the one in line %d", code(h.text), code("#"+h.id), first.at.Line),
			"The entries of the table of contents lead to the first of the two", "Give it other words, or an anchor of its own: "+code("{#"+strings.Trim(slugify(h.text)+"-2", "-")+"}"))
	}
}
