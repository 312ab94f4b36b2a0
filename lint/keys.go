package lint

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// keyRules are about front matter that is YAML, but says something else than it seems to.
var keyRules = []Rule{
	{
		Name: "value-cut", Family: "keys", Level: Warning,
		Summary: "a value cut short by ` #`",
		Effect:  "Readers see only what stands before the `#`: YAML takes the rest for a comment.",
		Mended:  "`--fix` puts the whole value in quotes where a character follows the `#` at once; with a space between, it may be a comment and is left.",
		Wrong:   Example{Text: "---\ntitle: «Garden diary #3»\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: \"Garden diary #3\"\n---\nIt is here.\n"},
		check:   checkCut,
	},
	{
		Name: "quotes-curly", Family: "keys", Level: Warning,
		Summary: "a value in typographic quotes",
		Effect:  "Readers see the quotes: to YAML “ and ” are letters like any others.",
		Mended:  "`--fix` puts straight quotes in their place.",
		Wrong:   Example{Text: "---\ntitle: Spring\ndescription: «“It is here.”»\n---\nAt last.\n"},
		Right:   Example{Text: "---\ntitle: Spring\ndescription: \"It is here.\"\n---\nAt last.\n"},
		check:   checkCurlyQuotes,
	},
	{
		Name: "key-twice", Family: "keys", Level: Warning,
		Summary: "the same key twice",
		Effect:  "The first of the two is ignored.",
		Mended:  "`--fix` removes the first where both say the same; else it is left to a person, who knows which one is right.",
		Wrong:   Example{Text: "---\ntitle: Spring\n«title»: Summer\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Summer\n---\nIt is here.\n"},
		check:   checkKeyTwice,
	},
	{
		Name: "key-misspelled", Family: "keys", Level: Warning,
		Summary: "a key that differs from a known one by a letter or by its case",
		Effect:  "Jekyll and the theme do not see the value: they look for the key as it is spelled elsewhere.",
		Mended:  "`--fix` corrects the key, unless the post's address would change. A site's own keys are named in the settings (`keys`).",
		Wrong:   Example{Text: "---\ntitle: Spring\n«desciption»: It is here.\n---\nAt last.\n"},
		Right:   Example{Text: "---\ntitle: Spring\ndescription: It is here.\n---\nAt last.\n"},
		check:   checkKeySpelling,
	},
}

// eachScalar goes through the values of the front matter at any depth, with the nearest key above each. Aliases are not followed.
func (c *checker) eachScalar(f func(key string, value *yaml.Node)) {
	var walk func(key string, n *yaml.Node)
	walk = func(key string, n *yaml.Node) {
		switch n.Kind {
		case yaml.MappingNode:
			for i := 0; i+1 < len(n.Content); i += 2 {
				walk(n.Content[i].Value, n.Content[i+1])
			}
		case yaml.SequenceNode:
			for _, item := range n.Content {
				walk(key, item)
			}
		case yaml.ScalarNode:
			f(key, n)
		}
	}
	if c.matter.Root != nil {
		walk("", c.matter.Root)
	}
}

// proseKeys have values that people read, in which a # with a space behind it may be meant.
var proseKeys = map[string]bool{"title": true, "subtitle": true, "description": true, "excerpt": true, "summary": true, "tagline": true}

func checkCut(c *checker) {
	if !bytes.Contains(c.matter.YAML, []byte(" #")) || c.matter.Data == nil {
		return
	}
	c.eachScalar(func(key string, value *yaml.Node) {
		if !isPlain(value) || value.Anchor != "" || value.Style&yaml.TaggedStyle != 0 {
			return
		}
		at := c.node(value)
		line := c.line(at.End)
		lineStart := c.lineStart(at.End)
		rest := line[min(at.End-lineStart, len(line)):]
		comment := strings.TrimLeft(rest, " \t")
		if !strings.HasPrefix(comment, "#") || len(comment) == len(rest) && at.Start < at.End && line[at.End-lineStart-1] != ' ' {
			return
		}
		text := strings.TrimLeft(comment, "#")
		bare := text != "" && text[0] != ' ' && text[0] != '\t' && text[0] != '!'
		if text == "" || !bare && (!proseKeys[key] || value.Value == "") || strings.HasPrefix(text, "galley:") {
			return
		}
		end := lineStart + len(strings.TrimRight(line, " \t"))
		start := at.Start
		if at.Start == at.End { // a value of which nothing is left
			start = end - len(strings.TrimRight(comment, " \t"))
		}
		whole := c.span(start, end)
		written := c.text(whole)
		effect := fmt.Sprintf("YAML takes it and the rest for a comment; what is left is %s", code(value.Value))
		if value.Value == "" {
			effect = fmt.Sprintf("YAML takes it and the rest for a comment, so that %s has no value", code(key))
		}
		remedy := "If it belongs to the value, put the value in quotes: " + code(quoted(written))
		if !bare {
			remedy += "; if it is a comment, put it on a line of its own"
		}
		f := c.report(whole, fmt.Sprintf("There is a `#` with a space before it in the value of %s", code(key)), effect, remedy)
		if bare {
			f.fix("put the value in quotes", replace(whole, quoted(written)))
		}
	})
}

// curlyPairs are the typographic quotes that keyboards and word processors put in the place of straight ones.
var curlyPairs = map[rune]rune{'“': '”', '”': '”', '„': '“', '‘': '’', '＂': '＂', '〝': '〞'}

// containsCurly looks at the bytes that these quotes begin with, which is quick and never wrong where it says no.
func containsCurly(b []byte) bool {
	return bytes.Contains(b, []byte("\xe2\x80")) || bytes.Contains(b, []byte("＂")) || bytes.Contains(b, []byte("〝"))
}

func checkCurlyQuotes(c *checker) {
	if c.matter.Data == nil || !containsCurly(c.matter.YAML) {
		return
	}
	c.eachScalar(func(key string, value *yaml.Node) {
		if !isPlain(value) {
			return
		}
		first, n := utf8.DecodeRuneInString(value.Value)
		closing, ok := curlyPairs[first]
		last, m := utf8.DecodeLastRuneInString(value.Value)
		if !ok || last != closing || len(value.Value) < n+m {
			return
		}
		inner := value.Value[n : len(value.Value)-m]
		if strings.ContainsRune(inner, first) || strings.ContainsRune(inner, closing) {
			return
		}
		at := c.node(value)
		f := c.report(at, fmt.Sprintf("The value of %s is in typographic quotes", code(key)),
			"To YAML these are letters, and readers see them", "Use straight quotes: "+code(quoted(inner)))
		f.fix("put straight quotes in their place", replace(at, quoted(inner)))
	})
}

func checkKeyTwice(c *checker) {
	var walk func(n *yaml.Node)
	walk = func(n *yaml.Node) {
		if n.Kind == yaml.MappingNode {
			for i := 2; i+1 < len(n.Content); i += 2 {
				c.compareKey(n, i)
			}
		}
		for i, child := range n.Content {
			if n.Kind != yaml.MappingNode || i%2 == 1 {
				walk(child)
			}
		}
	}
	if c.matter.Root != nil && c.matter.Err == nil {
		walk(c.matter.Root)
	}
}

// longestCompared is how many entries of one mapping are compared with each other.
const longestCompared = 200

// compareKey reports the key at i if one before it is the same.
func (c *checker) compareKey(n *yaml.Node, i int) {
	key := n.Content[i]
	if key.Kind != yaml.ScalarNode || key.Value == "<<" || i > 2*longestCompared {
		return
	}
	for j := i - 2; j >= 0; j -= 2 {
		earlier := n.Content[j]
		if earlier.Value != key.Value || earlier.Kind != yaml.ScalarNode {
			continue
		}
		first, second := n.Content[j+1], n.Content[i+1]
		f := c.report(c.node(key), fmt.Sprintf("The key %s is already in line %d", code(key.Value), earlier.Line),
			fmt.Sprintf("Jekyll ignores that one (%s) and uses this one (%s)", code(c.written(first)), code(c.written(second))), "Delete one of the two")
		if first.Kind == yaml.ScalarNode && second.Kind == yaml.ScalarNode && first.Value == second.Value && first.Style == second.Style && n.Style&yaml.FlowStyle == 0 {
			if at := c.node(first); at.EndLine == earlier.Line {
				start := c.lineStart(c.node(earlier).Start)
				end := start + len(c.line(start)) + len(c.lineBreak())
				if strings.TrimSpace(c.text(c.span(start, c.node(earlier).Start))) == "" {
					f.fix("delete the first of the two", replace(c.span(start, end), ""))
				}
			}
		}
		return
	}
}

// spelledKeys are the keys that Jekyll, its usual plugins and the most used themes look for.
var spelledKeys = []string{
	"title", "layout", "permalink", "published", "date", "category", "categories", "tags", "excerpt", "description", "author",
	"last_modified_at", "redirect_from", "redirect_to", "toc", "toc_sticky", "toc_label", "toc_icon", "comments", "image", "sitemap",
}

// knownKeys are words that are one letter from one of these and mean something themselves.
var knownKeys = map[string]bool{"comment": true, "update": true, "toc_title": true}

func checkKeySpelling(c *checker) {
	if c.matter.Root == nil || c.matter.Root.Kind != yaml.MappingNode || c.matter.Data == nil {
		return
	}
	content := c.matter.Root.Content
	for i := 0; i+1 < len(content); i += 2 {
		key := content[i]
		if key.Kind != yaml.ScalarNode || len(key.Value) > 40 {
			continue
		}
		right, how := misspelling(key.Value)
		if right == "" || c.world.settings.knowsKey(key.Value) || c.world.usesKey(key.Value) {
			continue
		}
		f := c.report(c.node(key), fmt.Sprintf("The key %s %s %s", code(key.Value), how, code(right)),
			"Jekyll and themes look for "+code(right)+" and do not see this value",
			"Write "+code(right)+"; if the key is your own, name it in `_config.yml` under `galley: lint: keys:`")
		if !c.own().Has(right) && isPlain(key) {
			f.fix("write "+code(right), replace(c.node(key), right))
		}
	}
}

// misspelling returns the key that a word was meant to be, and how it differs from it; "" for a word that may well be meant.
func misspelling(word string) (right, how string) {
	lower := strings.ToLower(word)
	if visible := strings.TrimFunc(word, isInvisible); visible != word && slices.Contains(spelledKeys, visible) {
		return visible, "has an invisible character more than"
	}
	for _, key := range spelledKeys {
		if word == key {
			return "", ""
		}
		if lower == key {
			return key, "differs by its capitals from"
		}
	}
	if knownKeys[word] || len(word) < 5 || strings.ContainsAny(word, "0123456789") {
		return "", ""
	}
	normal := strings.NewReplacer("-", "_", " ", "_").Replace(lower)
	for _, key := range spelledKeys {
		switch {
		case normal == key:
			return key, "differs by its hyphen or space from"
		case len(key) < 5 || strings.TrimSuffix(normal, "s") == strings.TrimSuffix(key, "s"):
			continue
		case distance(normal, key, 2) == 1:
			return key, "differs by one letter from"
		}
	}
	return "", ""
}

// isInvisible tells of spaces and marks that look like nothing: a no-break space, one of no width, a byte order mark.
func isInvisible(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) }

// usesKey tells whether the site seems to mean a key: its templates name it, or most of its files have it.
func (w *world) usesKey(key string) bool {
	n := w.keys[key]
	if n >= 5 && n*2 > len(w.files) {
		return true
	}
	text := w.templates()
	for i := strings.Index(text, key); i >= 0; {
		if i > 0 && (text[i-1] == '.' || text[i-1] == '"' || text[i-1] == '\'') && (i+len(key) == len(text) || !isWordByte(text[i+len(key)])) {
			return true
		}
		next := strings.Index(text[i+1:], key)
		if next < 0 {
			break
		}
		i += 1 + next
	}
	return false
}

func isWordByte(c byte) bool {
	return c == '_' || c == '-' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}
