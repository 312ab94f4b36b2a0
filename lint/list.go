package lint

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/galleypress/galley/jekyll/frontmatter"
	"github.com/galleypress/galley/jekyll/psych"
)

// listRules are about tags and categories. Jekyll treats the two almost alike (Utils.pluralized_array_from_hash), so most rules come in
// pairs; the differences are in what follows from a fault: categories are part of a post's address.
var listRules = slices.Concat(tagRules, categoryRules)

var tagRules = []Rule{
	{
		Name: "tags-split", Family: "tags", Level: Warning,
		Summary: "tags in one text, which is split at spaces",
		Effect:  "The post gets a tag for each word.",
		Mended:  "`--fix` writes the words as a list, so that it says what Jekyll does.",
		Wrong:   Example{Text: "---\ntitle: Spring\ntags: «garden diary»\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\ntags: [garden diary]\n---\nIt is here.\n"},
		check:   func(c *checker) { checkSplit(c, tags) },
	},
	{
		Name: "tags-commas", Family: "tags", Level: Warning,
		Summary: "tags in one text with commas",
		Effect:  "The commas become part of the tags: the post gets the tag `garden,`.",
		Mended:  "`--fix` writes a list, unless addresses of tag pages would change.",
		Wrong:   Example{Text: "---\ntitle: Spring\ntags: «garden, april»\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\ntags: [garden, april]\n---\nIt is here.\n"},
		check:   func(c *checker) { checkCommas(c, tags) },
	},
	{
		Name: "tags-ignored", Family: "tags", Level: Error,
		Summary: "tags that are neither a list nor a text",
		Effect:  "The post has no tags: Jekyll ignores a number, a date, yes or no, and a mapping.",
		Mended:  "`--fix` writes a list with the value in quotes, unless it is a mapping.",
		Wrong:   Example{Text: "---\ntitle: Spring\ntags: «2024»\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\ntags: [\"2024\"]\n---\nIt is here.\n"},
		check:   func(c *checker) { checkNoList(c, tags) },
	},
	{
		Name: "tags-both", Family: "tags", Level: Error,
		Summary: "`tag` beside `tags`",
		Effect:  "The post has the tags of `tag` alone; those of `tags` are ignored.",
		Mended:  "Left to a person, who knows which tags are meant.",
		Wrong:   Example{Text: "---\ntitle: Spring\ntag: diary\n«tags»: [garden, april]\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\ntags: [diary, garden, april]\n---\nIt is here.\n"},
		check:   func(c *checker) { checkBoth(c, tags) },
	},
	changedRule(tags), notTextRule(tags), emptyRule(tags), nestedRule(tags), twiceRule(tags), spellingRule(tags), addressRule(tags),
}

var categoryRules = []Rule{
	{
		Name: "categories-split", Family: "categories", Level: Warning,
		Summary: "categories in one text, which is split at spaces",
		Effect:  "The post gets a category for each word, and its address a part for each.",
		Mended:  "`--fix` writes the words as a list, so that it says what Jekyll does.",
		Wrong:   Example{Text: "---\ntitle: Spring\ncategories: «garden diary»\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\ncategories: [garden diary]\n---\nIt is here.\n"},
		check:   func(c *checker) { checkSplit(c, categories) },
	},
	{
		Name: "categories-commas", Family: "categories", Level: Warning,
		Summary: "categories in one text with commas",
		Effect:  "The commas become part of the categories, and of the post's address.",
		Mended:  "`--fix` writes a list where the post's address does not change.",
		Wrong:   Example{Text: "---\ntitle: Spring\ncategories: «garden, april»\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\ncategories: [garden, april]\n---\nIt is here.\n"},
		check:   func(c *checker) { checkCommas(c, categories) },
	},
	{
		Name: "categories-unreadable", Family: "categories", Level: Error,
		Summary: "categories that are neither a list nor a text",
		Effect:  "Jekyll gives up on the front matter: the post loses its title, layout and tags, and moves to the day of each build.",
		Mended:  "`--fix` writes a list with the value in quotes, unless it is a mapping.",
		Wrong:   Example{Text: "---\ntitle: Spring\ncategories: «2024»\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\ncategories: [\"2024\"]\n---\nIt is here.\n"},
		check:   func(c *checker) { checkNoList(c, categories) },
	},
	{
		Name: "categories-both", Family: "categories", Level: Note,
		Summary: "`category` beside `categories`",
		Effect:  "The post is in the categories of both, which the author of the next change may overlook.",
		Mended:  "Left to a person.",
		Wrong:   Example{Text: "---\ntitle: Spring\ncategory: diary\n«categories»: [garden]\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\ncategories: [diary, garden]\n---\nIt is here.\n"},
		check:   func(c *checker) { checkBoth(c, categories) },
	},
	changedRule(categories), notTextRule(categories), emptyRule(categories), nestedRule(categories), twiceRule(categories),
	spellingRule(categories), addressRule(categories),
}

// A listKey is one of the two keys that file a post under words.
type listKey struct{ plural, singular string }

var (
	tags       = listKey{"tags", "tag"}
	categories = listKey{"categories", "category"}
)

func changedRule(k listKey) Rule {
	return Rule{
		Name: k.plural + "-changed", Family: k.plural, Level: Error,
		Summary: "a " + k.singular + " that YAML reads as something else",
		Effect:  "The " + k.singular + " is not the one that is written: `yes` becomes true, `3.10` becomes 3.1, `007` becomes 7.",
		Mended:  "`--fix` puts the " + k.singular + " in quotes, unless the post's address would change.",
		Wrong:   Example{Text: "---\ntitle: Spring\n" + k.plural + ": [garden, «3.10»]\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\n" + k.plural + ": [garden, \"3.10\"]\n---\nIt is here.\n"},
		check:   func(c *checker) { checkItemChanged(c, k) },
	}
}

func notTextRule(k listKey) Rule {
	return Rule{
		Name: k.plural + "-not-text", Family: k.plural, Level: Warning,
		Summary: "a " + k.singular + " that is a number or a date",
		Effect:  "Readers see it as written, but a theme that sorts its " + k.plural + " may fail: numbers and texts cannot be compared.",
		Mended:  "`--fix` puts the " + k.singular + " in quotes.",
		Wrong:   Example{Text: "---\ntitle: Spring\n" + k.plural + ": [garden, «2024»]\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\n" + k.plural + ": [garden, \"2024\"]\n---\nIt is here.\n"},
		check:   func(c *checker) { checkItemNotText(c, k) },
	}
}

func emptyRule(k listKey) Rule {
	return Rule{
		Name: k.plural + "-empty", Family: k.plural, Level: Warning,
		Summary: "an empty " + k.singular,
		Effect:  "An item without a value is dropped; an empty text becomes a " + k.singular + " without a name.",
		Mended:  "`--fix` deletes the item.",
		Wrong:   Example{Text: "---\ntitle: Spring\n" + k.plural + ": [garden, «\"\"»]\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\n" + k.plural + ": [garden]\n---\nIt is here.\n"},
		check:   func(c *checker) { checkItemEmpty(c, k) },
	}
}

func nestedRule(k listKey) Rule {
	r := Rule{
		Name: k.plural + "-nested", Family: k.plural, Level: Warning,
		Summary: "a list or a mapping among the " + k.plural,
		Effect:  "A list's items become tags of their own; a mapping becomes a tag with braces in its name.",
		Mended:  "Left to a person.",
		Wrong:   Example{Text: "---\ntitle: Spring\n" + k.plural + ": [garden, «[diary]»]\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\n" + k.plural + ": [garden, diary]\n---\nIt is here.\n"},
		check:   func(c *checker) { checkItemNested(c, k) },
	}
	if k == categories {
		r.Effect = "The post gets categories with brackets, quotes or braces in their names, and an address with all of these."
	}
	return r
}

func twiceRule(k listKey) Rule {
	r := Rule{
		Name: k.plural + "-twice", Family: k.plural, Level: Warning,
		Summary: "the same " + k.singular + " twice in one post",
		Effect:  "The post stands twice in the list of posts with that tag.",
		Mended:  "`--fix` deletes the second.",
		Wrong:   Example{Text: "---\ntitle: Spring\n" + k.plural + ": [garden, diary, «garden»]\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\n" + k.plural + ": [garden, diary]\n---\nIt is here.\n"},
		check:   func(c *checker) { checkTwice(c, k) },
	}
	if k == categories {
		r.Level, r.Effect = Note, "Readers see no difference: Jekyll counts the category once."
	}
	return r
}

func spellingRule(k listKey) Rule {
	return Rule{
		Name: k.plural + "-spelling", Family: k.plural, Level: Note,
		Summary: "a " + k.singular + " that other posts spell otherwise",
		Effect:  "Readers find two " + k.plural + ", each with a part of the posts.",
		Mended:  "`--fix` writes it as most posts do, unless an address would change.",
		Wrong: Example{
			Text: "---\ntitle: Spring\n" + k.plural + ": [«Github»]\n---\nIt is here.\n",
			Files: map[string]string{
				"_posts/2024-05-02-rain.md": "---\ntitle: Rain\n" + k.plural + ": [GitHub]\n---\nIt falls.\n",
				"_posts/2024-05-03-sun.md":  "---\ntitle: Sun\n" + k.plural + ": [GitHub]\n---\nIt shines.\n",
			},
		},
		Right: Example{
			Text:  "---\ntitle: Spring\n" + k.plural + ": [GitHub]\n---\nIt is here.\n",
			Files: map[string]string{"_posts/2024-05-02-rain.md": "---\ntitle: Rain\n" + k.plural + ": [GitHub]\n---\nIt falls.\n"},
		},
		check: func(c *checker) { checkSpelling(c, k) },
	}
}

func addressRule(k listKey) Rule {
	return Rule{
		Name: k.plural + "-one-address", Family: k.plural, Level: Warning,
		Summary: "two " + k.plural + " that share one address",
		Effect:  "The pages or anchors of the two " + k.plural + " have the same address, so that readers find only one of them.",
		Mended:  "Left to a person, who finds another name.",
		Wrong: Example{
			Text:  "---\ntitle: Spring\n" + k.plural + ": [«C#»]\n---\nIt is here.\n",
			Files: map[string]string{"_posts/2024-05-02-rain.md": "---\ntitle: Rain\n" + k.plural + ": [C++]\n---\nIt falls.\n"},
		},
		Right: Example{
			Text:  "---\ntitle: Spring\n" + k.plural + ": [CSharp]\n---\nIt is here.\n",
			Files: map[string]string{"_posts/2024-05-02-rain.md": "---\ntitle: Rain\n" + k.plural + ": [C++]\n---\nIt falls.\n"},
		},
		check: func(c *checker) { checkOneAddress(c, k) },
	}
}

// filed are the file's own entries of a list key: the singular, the plural, or both.
func (c *checker) filed(k listKey) []entry {
	if c.kind == page {
		return nil
	}
	known := &c.file.filedTags
	if k == categories {
		known = &c.file.filedCategories
	}
	if *known == nil {
		*known = make([]entry, 0, 2)
		for _, name := range [...]string{k.singular, k.plural} {
			if e, ok := c.entry(name); ok {
				*known = append(*known, e)
			}
		}
	}
	return *known
}

// items goes through the items of the lists under a key.
func (c *checker) items(k listKey, f func(e entry, i int, item *yaml.Node, data any)) {
	for _, e := range c.filed(k) {
		list, ok := e.data.([]any)
		if e.name == k.singular && e.value.Kind == yaml.ScalarNode && e.data != nil && e.data != false {
			f(e, 0, e.value, e.data)
		}
		if !ok || e.value.Kind != yaml.SequenceNode {
			continue
		}
		for i, item := range e.value.Content {
			if i < len(list) {
				f(e, i, item, list[i])
			}
		}
	}
}

// splitAtCommas cuts a text at commas, also those of Chinese, Japanese and Korean keyboards, and leaves wide brackets around it out.
func splitAtCommas(s string) []string {
	var words []string
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == '，' || r == '、' || r == '､' }) {
		if w = strings.Trim(w, " \t\u3000［］【】"); w != "" {
			words = append(words, w)
		}
	}
	return words
}

func hasComma(s string) bool {
	return strings.IndexByte(s, ',') >= 0 || strings.Contains(s, "，") || strings.Contains(s, "、") || strings.Contains(s, "､")
}

// list writes words as a YAML list in brackets.
func list(words []string) string {
	parts := make([]string, len(words))
	for i, w := range words {
		parts[i] = plainIfPossible(w, true)
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// consequence says what the post is filed under.
func consequence(k listKey, words []string) string {
	if len(words) == 1 {
		return fmt.Sprintf("the post gets the %s %s", k.singular, codes(words))
	}
	return fmt.Sprintf("the post gets the %s %s", k.plural, codes(words))
}

func checkSplit(c *checker, k listKey) {
	e, ok := c.entry(k.plural)
	text, isText := e.data.(string)
	if !ok || !isText || !c.isPost() || c.singularWins(k) {
		return
	}
	words := strings.Fields(text)
	if len(words) < 2 || hasComma(text) {
		return
	}
	at := c.node(e.value)
	f := c.report(at, fmt.Sprintf("%s is one text, which Jekyll splits at spaces", code(k.plural+": "+text)), consequence(k, words),
		fmt.Sprintf("Write a list: %s, or %s if it is one %s", code(k.plural+": "+list(words)), code(k.plural+": "+list([]string{text})), k.singular))
	// Where the words are known as tags from elsewhere, that is what was meant, and only the way to write it is at odds.
	all := c.world.census(k)
	if f.Severity > Note && !slices.ContainsFunc(words, func(w string) bool { return !all.standsAlone(w, text) }) {
		f.Severity = Note
	}
	if at.Line == at.EndLine {
		f.fix("write the "+k.plural+" as a list", replace(at, list(words)))
	}
}

// singularWins tells whether the plural is not looked at, because the singular has a value.
func (c *checker) singularWins(k listKey) bool {
	v, has := c.own().Get(k.singular)
	return k == tags && has && v != nil && v != false
}

func checkCommas(c *checker, k listKey) {
	if !c.isPost() {
		return
	}
	for _, e := range c.filed(k) {
		if e.name == k.plural && c.singularWins(k) {
			continue
		}
		switch data := e.data.(type) {
		case string:
			if !hasComma(data) {
				continue
			}
			words, meant := strings.Fields(data), splitAtCommas(data)
			fault := fmt.Sprintf("%s is one text, which Jekyll splits at spaces and not at commas", code(e.name+": "+data))
			if e.name == k.singular {
				words, fault = []string{data}, fmt.Sprintf("%s is one text, which Jekyll does not split", code(e.name+": "+data))
			}
			if len(meant) == 0 {
				continue
			}
			at := c.node(e.value)
			f := c.report(at, fault, consequence(k, words), "Write a list: "+code(k.plural+": "+list(meant)))
			if at.Line == at.EndLine {
				edits := []Edit{replace(at, list(meant))}
				if e.name == k.singular && !c.own().Has(k.plural) {
					edits = append(edits, replace(c.node(e.key), k.plural))
				}
				f.fix("write the "+k.plural+" as a list", edits...)
			}
		case []any:
			c.commasInItems(k, e, data)
		}
	}
}

// commasInItems finds items like `garden, april` in a list with dashes, and `garden，april` in any.
func (c *checker) commasInItems(k listKey, e entry, data []any) {
	if e.value.Kind != yaml.SequenceNode {
		return
	}
	for i, item := range e.value.Content {
		text, ok := data[min(i, len(data)-1)].(string)
		if !ok || !isPlain(item) || !hasComma(text) {
			continue
		}
		meant := splitAtCommas(text)
		if len(meant) < 2 {
			continue
		}
		at := c.node(item)
		f := c.report(at, fmt.Sprintf("%s is one %s with a comma in it", code(text), k.singular), consequence(k, []string{text}),
			fmt.Sprintf("If these are several, write each for itself: %s; else put it in quotes", codes(meant)))
		if strings.ContainsAny(text, "，、､") && e.value.Style&yaml.FlowStyle != 0 && at.Line == at.EndLine {
			parts := list(meant)
			f.fix("write each "+k.singular+" for itself", replace(at, parts[1:len(parts)-1]))
		}
	}
}

func checkNoList(c *checker, k listKey) {
	e, ok := c.entry(k.plural)
	if !ok || !c.isPost() || c.singularWins(k) {
		return
	}
	switch e.data.(type) {
	case nil, string, []any:
		return
	}
	if e.data == false && k == tags {
		return
	}
	at := c.valueOrKey(e)
	effect := "Jekyll ignores it, so the post has no tags"
	if k == categories {
		effect = "Jekyll gives up on the front matter, so the post has no title, layout or tags and is dated on the day of each build"
	}
	f := c.report(at, fmt.Sprintf("`%s` is %s, neither a list nor a text", k.plural, kindInWords(e.data)), effect,
		fmt.Sprintf("Write a list: %s", code(k.plural+": [garden, diary]")))
	if e.value.Kind == yaml.ScalarNode && at.Line == at.EndLine {
		written := "[" + quoted(c.written(e.value)) + "]"
		if e.data == false {
			written = "[]"
		}
		f.Remedy = "Write a list: " + code(k.plural+": "+written)
		f.fix("write a list", replace(at, written))
	}
}

func checkBoth(c *checker, k listKey) {
	both := c.filed(k)
	if len(both) != 2 || !c.isPost() || k == tags && !c.singularWins(k) {
		return
	}
	singular, plural := words(both[0].data, false), words(both[1].data, true)
	if len(plural) == 0 || k == categories && len(singular) == 0 || slices.Equal(singular, plural) {
		return
	}
	lost := slices.DeleteFunc(slices.Clone(plural), func(w string) bool { return slices.Contains(singular, w) })
	all := slices.Concat(singular, lost)
	remedy := "Write all of them in one list: " + code(k.plural+": "+list(all))
	at := c.node(both[1].key)
	if k == categories {
		c.report(at, "There is `category` beside `categories`", consequence(k, all), remedy)
		return
	}
	if len(lost) == 0 {
		return
	}
	if len(singular) == 0 {
		c.report(at, "There is an empty `tag` beside `tags`", "Jekyll takes `tag` alone, so the post has no tags", "Delete `tag`")
		return
	}
	c.report(at, "There is `tag` beside `tags`", fmt.Sprintf("Jekyll takes `tag` alone: %s, not %s", consequence(k, singular), codes(lost)), remedy)
}

// words are what Jekyll makes of a value of the singular or the plural key.
func words(data any, plural bool) []string {
	switch v := data.(type) {
	case string:
		if plural {
			return strings.Fields(v)
		}
		return []string{v}
	case []any:
		var all []string
		for _, item := range v {
			if item != nil {
				all = append(all, psych.ToS(item))
			}
		}
		return all
	}
	return nil
}

// notText tells of a scalar item that is no text what Jekyll prints for it.
func (c *checker) notText(item *yaml.Node, data any) (written, shown string, ok bool) {
	if item.Kind != yaml.ScalarNode {
		return "", "", false
	}
	switch data.(type) {
	case nil, string:
		return "", "", false
	}
	return c.written(item), psych.ToS(data), true
}

func checkItemChanged(c *checker, k listKey) {
	c.items(k, func(e entry, _ int, item *yaml.Node, data any) {
		written, shown, ok := c.notText(item, data)
		if !ok || written == shown {
			return
		}
		f := c.report(c.node(item), fmt.Sprintf("YAML reads the %s %s as %s", k.singular, code(written), kindInWords(data)),
			fmt.Sprintf("the post gets the %s %s", k.singular, code(shown)), "Put it in quotes: "+code(quoted(written)))
		if isPlain(item) {
			f.fix("put the "+k.singular+" in quotes", replace(c.node(item), quoted(written)))
		}
	})
}

func checkItemNotText(c *checker, k listKey) {
	c.items(k, func(e entry, _ int, item *yaml.Node, data any) {
		written, shown, ok := c.notText(item, data)
		if !ok || written != shown {
			return
		}
		f := c.report(c.node(item), fmt.Sprintf("The %s %s is %s, not a text", k.singular, code(written), kindInWords(data)),
			fmt.Sprintf("A theme that sorts its %s may fail on it: numbers and texts cannot be compared", k.plural), "Put it in quotes: "+code(quoted(written)))
		if isPlain(item) {
			f.fix("put the "+k.singular+" in quotes", replace(c.node(item), quoted(written)))
		}
	})
}

func checkItemEmpty(c *checker, k listKey) {
	c.items(k, func(e entry, i int, item *yaml.Node, data any) {
		if data != nil && (item.Kind != yaml.ScalarNode || data != "" && strings.TrimSpace(psych.ToS(data)) != "") {
			return
		}
		at := c.node(item)
		if at.Start == at.End { // nothing is written: show the dash or the comma before it
			at = c.span(max(c.lineStart(at.Start), at.Start-1), at.Start)
			if strings.TrimSpace(c.text(at)) == "" && at.Start > 0 {
				line := c.line(at.Start)
				indent := len(line) - len(strings.TrimLeft(line, " \t"))
				at = c.span(c.lineStart(at.Start)+indent, c.lineStart(at.Start)+len(strings.TrimRight(line, " \t")))
			}
		}
		effect := "Jekyll drops it"
		if data != nil {
			effect = fmt.Sprintf("the post gets a %s without a name", k.singular)
		}
		f := c.report(at, fmt.Sprintf("An item of `%s` is empty", e.name), effect, "Write the "+k.singular+", or delete the item")
		if edit, ok := c.deleteItem(e.value, i); ok && !strings.Contains(c.line(at.Start), "#") {
			f.fix("delete the empty item", edit)
		}
	})
}

func checkItemNested(c *checker, k listKey) {
	c.items(k, func(e entry, _ int, item *yaml.Node, data any) {
		var effect, remedy string
		switch v := data.(type) {
		case []any:
			flat := words(flatten(v), true)
			if k == categories {
				effect = consequence(k, append([]string{psych.ToS(data)}, flat...))
			} else {
				effect = consequence(k, flat)
			}
			remedy = "Write the items in one list"
		case *psych.Map:
			effect = fmt.Sprintf("the post gets the %s %s", k.singular, code(psych.ToS(data)))
			remedy = "If there is a colon in the " + k.singular + ", put it in quotes: " + code(quoted(strings.Trim(c.written(item), "{}")))
		default:
			return
		}
		c.report(c.node(item), fmt.Sprintf("An item of `%s` is %s", e.name, kindInWords(data)), effect, remedy)
	})
}

func flatten(list []any) []any {
	var flat []any
	for _, v := range list {
		if inner, ok := v.([]any); ok {
			flat = append(flat, flatten(inner)...)
		} else {
			flat = append(flat, v)
		}
	}
	return flat
}

func checkTwice(c *checker, k listKey) {
	if k == tags && len(c.filed(k)) == 2 {
		return
	}
	seen := map[string]int{}
	effect := "The post stands twice in the list of posts with that tag"
	if k == categories {
		effect = "Jekyll counts it once"
	}
	c.items(k, func(e entry, i int, item *yaml.Node, data any) {
		if data == nil || item.Kind != yaml.ScalarNode || data == "" {
			return
		}
		word := psych.ToS(data)
		if seen[word]++; seen[word] < 2 {
			return
		}
		f := c.report(c.node(item), fmt.Sprintf("The %s %s is there twice", k.singular, code(word)), effect, "Delete one of the two")
		if edit, ok := c.deleteItem(e.value, i); ok {
			f.fix("delete the second", edit)
		}
	})
	if e, ok := c.entry(k.plural); ok && c.isPost() {
		text, isText := e.data.(string)
		all := strings.Fields(text)
		for i, w := range all {
			if isText && slices.Index(all, w) < i && slices.Index(all[i+1:], w) < 0 {
				c.report(c.node(e.value), fmt.Sprintf("The %s %s is there twice", k.singular, code(w)), effect, "Delete one of the two")
			}
		}
	}
}

// deleteItem is the edit that takes an item out of a list: with the comma before it, or with its line.
func (c *checker) deleteItem(list *yaml.Node, i int) (Edit, bool) {
	if list.Kind != yaml.SequenceNode {
		return Edit{}, false
	}
	at := c.node(list.Content[i])
	if list.Style&yaml.FlowStyle != 0 {
		if i == 0 {
			return Edit{}, false
		}
		before := c.node(list.Content[i-1])
		gap := c.text(c.span(before.End, at.Start))
		if strings.TrimSpace(strings.Replace(gap, ",", "", 1)) != "" {
			return Edit{}, false
		}
		return replace(c.span(before.End, at.End), ""), true
	}
	start := c.lineStart(at.Start)
	if at.Line != at.EndLine || strings.TrimSpace(c.text(c.span(start, at.Start))) != "-" || strings.TrimSpace(c.line(start)) != "- "+c.text(at) && at.Start < at.End {
		return Edit{}, false
	}
	if len(list.Content) == 1 {
		return Edit{}, false
	}
	return replace(c.span(start, start+len(c.line(start))+len(c.lineBreak())), ""), true
}

// eachWord goes through the words that the file's own front matter files the post under. The place of each is worked out when it is
// asked for; item is nil for a word out of a text.
func (c *checker) eachWord(k listKey, f func(word string, at func() frontmatter.Span, item *yaml.Node)) {
	if !c.isPost() {
		return
	}
	for _, e := range c.filed(k) {
		if e.name == k.plural && c.singularWins(k) {
			continue
		}
		switch data := e.data.(type) {
		case string:
			if e.name == k.singular {
				f(data, func() frontmatter.Span { return c.node(e.value) }, e.value)
				continue
			}
			for i, word := range strings.Fields(data) {
				f(word, func() frontmatter.Span { return c.wordIn(e.value, i) }, nil)
			}
		case []any:
			if e.value.Kind != yaml.SequenceNode {
				continue
			}
			for i, item := range e.value.Content {
				if word, ok := data[i].(string); ok && word != "" {
					f(word, func() frontmatter.Span { return c.node(item) }, item)
				}
			}
		}
	}
}

// wordIn is the place of the word of that number in a text, and the whole text where it is spelled in another way there.
func (c *checker) wordIn(value *yaml.Node, number int) frontmatter.Span {
	at := c.node(value)
	text := c.text(at)
	from := 0
	for i, word := range strings.Fields(value.Value) {
		n := strings.Index(text[from:], word)
		if n < 0 {
			break
		}
		if i == number {
			return c.span(at.Start+from+n, at.Start+from+n+len(word))
		}
		from += n + len(word)
	}
	return at
}

func (w *world) census(k listKey) *census {
	if k == tags {
		return w.tags
	}
	return w.categories
}

func checkSpelling(c *checker, k listKey) {
	all := c.world.census(k)
	c.eachWord(k, func(word string, at func() frontmatter.Span, item *yaml.Node) {
		usual, posts := all.usual(word)
		if usual == word || posts == 0 {
			return
		}
		fault := fmt.Sprintf("The %s %s is spelled %s in %s", k.singular, code(word), code(usual), count(posts, "other post"))
		if looksAlike(word, usual) {
			fault = fmt.Sprintf("The %s %s is written with other characters, which look the same, in %s", k.singular, code(word), count(posts, "other post"))
		}
		place := at()
		f := c.report(place, fault, fmt.Sprintf("Readers find two %s, each with a part of the posts", k.plural), "Write "+code(usual))
		switch {
		case item == nil && !strings.ContainsAny(usual, " \t"):
			f.fix("write "+code(usual), replace(place, usual))
		case item != nil && isPlain(item):
			f.fix("write "+code(usual), replace(place, plainIfPossible(usual, true)))
		case item != nil && !isBlockStyle(item):
			f.fix("write "+code(usual), replace(place, quoted(usual)))
		}
	})
}

func isBlockStyle(n *yaml.Node) bool { return n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 }

func checkOneAddress(c *checker, k listKey) {
	all := c.world.census(k)
	c.eachWord(k, func(word string, at func() frontmatter.Span, _ *yaml.Node) {
		others := all.sharing(word)
		if len(others) == 0 {
			return
		}
		c.report(at(), fmt.Sprintf("The %s %s shares the address %s with %s", k.singular, code(word), code(slugify(word)), codes(others)),
			"Their pages or anchors have one address, and readers find only one of them", "Give one of them another name")
	})
}
