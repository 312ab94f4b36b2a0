package lint

import (
	"fmt"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/galleypress/galley/jekyll/psych"
)

// titleRules are about the first thing that readers see.
var titleRules = []Rule{
	{
		Name: "title-missing", Family: "title", Level: Warning,
		Summary: "a post without a title",
		Effect:  "Readers see a title made from the file name.",
		Mended:  "Left to a person, who knows the title.",
		Wrong:   Example{Text: "---\nlayout: post\n---\nIt is here.\n"},
		Right:   Example{Text: "---\nlayout: post\ntitle: Spring\n---\nIt is here.\n"},
		check:   checkTitleMissing,
	},
	{
		Name: "title-empty", Family: "title", Level: Warning,
		Summary: "a key `title` without a value",
		Effect:  "Readers see a title made from the file name or, if the value is a pair of quotes, none at all.",
		Mended:  "Left to a person, who knows the title.",
		Wrong:   Example{Text: "---\ntitle: «\"\"»\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\n---\nIt is here.\n"},
		check:   checkTitleEmpty,
	},
	{
		Name: "title-changed", Family: "title", Level: Error,
		Summary: "a title that YAML reads as something else",
		Effect:  "Readers see something else than is written: `yes` becomes true, `1.10` becomes 1.1, `12:30` becomes 45000.",
		Mended:  "`--fix` puts the title in quotes.",
		Wrong:   Example{Text: "---\ntitle: «12:30»\n---\nTime for lunch.\n"},
		Right:   Example{Text: "---\ntitle: \"12:30\"\n---\nTime for lunch.\n"},
		check:   checkTitleChanged,
	},
	{
		Name: "title-not-text", Family: "title", Level: Note,
		Summary: "a title that is a number or a date",
		Effect:  "Readers see it as written, but some filters and plugins fail on a title that is no text.",
		Mended:  "`--fix` puts the title in quotes.",
		Wrong:   Example{Text: "---\ntitle: «2024»\n---\nA look ahead.\n"},
		Right:   Example{Text: "---\ntitle: \"2024\"\n---\nA look ahead.\n"},
		check:   checkTitleNotText,
	},
}

func checkTitleMissing(c *checker) {
	if !c.isPost() || c.stray || !c.matter.Present || c.matter.Err != nil || c.matter.Value != nil && c.own() == nil {
		return
	}
	if c.own().Has("title") || c.hasMisspelled("title") {
		return
	}
	if t, ok := c.merged("title").(string); c.doc != nil && ok && t != c.titleFromName() {
		return // a default
	}
	made := c.titleFromName()
	c.report(wholeFile, "The post has no title", fmt.Sprintf("Readers see one made from the file name: %s", code(made)), "Add a line "+code("title: "+plainIfPossible(made, false)))
}

// hasMisspelled tells whether a key is there in another spelling, which is for another rule to say.
func (c *checker) hasMisspelled(key string) (found bool) {
	c.own().Each(func(k string, _ any) bool {
		right, _ := misspelling(k)
		found = found || right == key
		return !found
	})
	return found
}

// titleFromName is the title that Jekyll makes from the file's name (Utils.titleize_slug).
func (c *checker) titleFromName() string {
	stem := c.name()
	if i := strings.LastIndexByte(stem, '.'); i > 0 {
		stem = stem[:i]
	}
	if name, ok := splitPostName(c.name()); ok {
		stem = name.slug
	}
	words := strings.Split(strings.TrimRight(stem, "."), "-")
	for i, w := range words {
		r := []rune(strings.ToLower(w))
		if len(r) > 0 {
			words[i] = strings.ToUpper(string(r[:1])) + string(r[1:])
		}
	}
	return strings.TrimSpace(strings.Join(words, " "))
}

func checkTitleEmpty(c *checker) {
	e, ok := c.entry("title")
	if !ok || !c.isPost() {
		return
	}
	switch v := e.data.(type) {
	case nil:
		if t, ok := c.merged("title").(string); c.doc != nil && ok && t != c.titleFromName() {
			return // a default
		}
		c.report(c.valueOrKey(e), "The title has no value", fmt.Sprintf("Readers see one made from the file name: %s", code(c.titleFromName())), "Write the title, or delete the line")
	case string:
		if strings.TrimSpace(v) == "" {
			c.report(c.valueOrKey(e), "The title is empty", "Readers see no title, and lists of posts have a link without text", "Write the title")
		}
	}
}

func checkTitleChanged(c *checker) {
	e, ok := c.entry("title")
	if !ok || c.kind == page && !c.isMarkdownOrHTML() {
		return
	}
	written := c.written(e.value)
	switch v := e.data.(type) {
	case nil, string:
		return
	case []any, *psych.Map:
		if e.value.Style&yaml.FlowStyle == 0 {
			return // several titles, for instance one for each language, which a theme may ask for
		}
		if strings.HasPrefix(written, "{{") {
			c.report(c.node(e.value), "There is Liquid in the title, which is not run in front matter", fmt.Sprintf("Readers see %s", code(shownInLiquid(v))), "Write the title itself")
			return
		}
		what := "a list"
		if m, ok := v.(*psych.Map); ok {
			if hasValues(m) {
				return // a title for each language, which a theme may ask for
			}
			what = "a mapping"
		}
		f := c.report(c.node(e.value), "YAML reads the title as "+what, fmt.Sprintf("Readers see %s", code(shownInLiquid(v))), "Put the title in quotes")
		if at := c.node(e.value); at.Line == at.EndLine && e.value.Style&yaml.FlowStyle != 0 {
			f.fix("put the title in quotes", replace(at, quoted(written)))
		}
		return
	}
	shown := shownInLiquid(e.data)
	if e.data == false {
		shown = c.titleFromName() // Jekyll takes false for no title
	}
	if shown == written {
		return
	}
	f := c.report(c.node(e.value), fmt.Sprintf("YAML reads the title %s as %s", code(written), kindInWords(e.data)),
		fmt.Sprintf("Readers see %s", code(shown)), "Put the title in quotes: "+code("title: "+quoted(written)))
	if isPlain(e.value) {
		f.fix("put the title in quotes", replace(c.node(e.value), quoted(written)))
	}
}

func checkTitleNotText(c *checker) {
	e, ok := c.entry("title")
	if !ok || c.kind == page && !c.isMarkdownOrHTML() || e.value.Kind != yaml.ScalarNode {
		return
	}
	written := c.written(e.value)
	switch e.data.(type) {
	case nil, string:
		return
	}
	if e.data == false || shownInLiquid(e.data) != written {
		return
	}
	f := c.report(c.node(e.value), fmt.Sprintf("The title %s is %s, not a text", code(written), kindInWords(e.data)),
		"Readers see it as written, but some filters and plugins fail on it", "Put the title in quotes: "+code("title: "+quoted(written)))
	if isPlain(e.value) {
		f.fix("put the title in quotes", replace(c.node(e.value), quoted(written)))
	}
}

// hasValues tells whether every key of a mapping has a value, as nobody writes by mistake.
func hasValues(m *psych.Map) bool {
	all := m.Len() > 0
	m.Each(func(_ string, value any) bool {
		all = all && value != nil
		return all
	})
	return all
}

// shownInLiquid is what `{{ value }}` prints. Liquid joins the items of a list without anything between them.
func shownInLiquid(v any) string {
	if list, ok := v.([]any); ok {
		var b strings.Builder
		for _, item := range list {
			b.WriteString(shownInLiquid(item))
		}
		return b.String()
	}
	return psych.ToS(v)
}

// kindInWords says what YAML takes a value for.
func kindInWords(v any) string {
	switch v := v.(type) {
	case nil:
		return "no value"
	case bool:
		return fmt.Sprintf("a yes-or-no value (%t)", v)
	case psych.Date:
		return "a date"
	case time.Time:
		return "a time"
	case string:
		return "a text"
	case []any:
		return "a list"
	case *psych.Map:
		return "a mapping"
	}
	return "a number"
}
