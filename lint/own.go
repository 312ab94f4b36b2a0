package lint

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/galleypress/galley/jekyll/frontmatter"
)

// ownRules are what a site asks for itself, in its settings and in comments, and what Jekyll says that no other rule explains.
var ownRules = []Rule{
	{
		Name: "key-required", Family: "own", Level: Warning,
		Summary: "a key that the site's settings require is missing",
		Effect:  "What readers miss depends on the key: the site asks for it under `required`.",
		Mended:  "Left to a person, who knows the value.",
		Wrong: Example{
			Text:  "---\ntitle: Spring\n---\nIt is here.\n",
			Files: map[string]string{"_config.yml": "galley:\n  lint:\n    required: [description]\n"},
		},
		Right: Example{
			Text:  "---\ntitle: Spring\ndescription: It is here.\n---\nAt last.\n",
			Files: map[string]string{"_config.yml": "galley:\n  lint:\n    required: [description]\n"},
		},
		check: checkRequired,
	},
	{
		Name: "tag-not-allowed", Family: "own", Level: Warning,
		Summary: "a tag that is not in the site's list",
		Effect:  "Readers find the post under a tag that the site does not want: it names those that it wants under `tags`.",
		Mended:  "Left to a person, who chooses another tag or adds it to the list.",
		Wrong: Example{
			Text:  "---\ntitle: Spring\ntags: [garden, «gadren»]\n---\nIt is here.\n",
			Files: map[string]string{"_config.yml": "galley:\n  lint:\n    tags: [garden, diary]\n"},
		},
		Right: Example{
			Text:  "---\ntitle: Spring\ntags: [garden]\n---\nIt is here.\n",
			Files: map[string]string{"_config.yml": "galley:\n  lint:\n    tags: [garden, diary]\n"},
		},
		check: checkAllowedTags,
	},
	{
		Name: "ignore-unknown", Family: "own", Level: Error,
		Summary: "a comment that silences a rule which does not exist",
		Effect:  "Nothing is silenced.",
		Mended:  "Left to a person.",
		Wrong:   Example{Text: "---\ntitle: Spring\n# galley:ignore «tag-splits» because they are two\ntags: garden\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\n# galley:ignore tags-split because they are two\ntags: garden diary\n---\nIt is here.\n"},
		check:   checkIgnoreNames,
	},
	{
		Name: "ignore-without-reason", Family: "own", Level: Warning,
		Summary: "a comment that silences a rule without a reason",
		Effect:  "The rule is silenced, and nobody knows why.",
		Mended:  "Left to a person, who knows the reason.",
		Wrong:   Example{Text: "---\ntitle: Spring\n# «galley:ignore tags-split»\ntags: garden diary\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\n# galley:ignore tags-split because they are two\ntags: garden diary\n---\nIt is here.\n"},
		check:   checkIgnoreReason,
	},
	{
		Name: stopsRule, Family: "own", Level: Error,
		Summary: "anything else that Jekyll does not survive",
		Effect:  "Jekyll stops with an error, and nothing of the blog is published.",
		Mended:  "Left to a person.",
		Wrong: Example{
			Path:  "_data/menu.yml",
			Text:  "- title: Home\n  url: \"/\n«»",
			Files: map[string]string{"index.md": "---\ntitle: Home\n---\nWelcome.\n"},
		},
		Right: Example{
			Path:  "_data/menu.yml",
			Text:  "- title: Home\n  url: \"/\"\n",
			Files: map[string]string{"index.md": "---\ntitle: Home\n---\nWelcome.\n"},
		},
	},
}

// stopsRule is the rule that speaks up for Jekyll where no other explains why it stops.
const stopsRule = "jekyll-stops"

func checkRequired(c *checker) {
	if c.kind != post || c.world.settings == nil || c.matter.Err != nil {
		return
	}
	for _, key := range c.world.settings.Required {
		if v := c.merged(key); v != nil && v != "" && (key != "title" || c.own().Has("title")) {
			continue
		}
		c.report(wholeFile, fmt.Sprintf("The key %s is missing", code(key)), "The site's settings require it", "Add a line "+code(key+": …"))
	}
}

func checkAllowedTags(c *checker) {
	if c.world.settings == nil || len(c.world.settings.Tags) == 0 {
		return
	}
	allowed := c.world.settings.Tags
	c.eachWord(tags, func(word string, at func() frontmatter.Span, _ *yaml.Node) {
		if slices.Contains(allowed, word) {
			return
		}
		remedy := useOneOf(allowed) + ", or add it to `galley: lint: tags:` in `_config.yml`"
		if right, ok := nearestName(word, allowed); ok {
			remedy = "Did you mean " + code(right) + "? Else add it to `galley: lint: tags:` in `_config.yml`"
		}
		c.report(at(), fmt.Sprintf("The tag %s is not in the site's list", code(word)), "Readers find the post under a tag that the site does not want", remedy)
	})
}

// An ignore is a comment `# galley:ignore rule, rule because reason` in the front matter.
type ignore struct {
	names  []named
	reason string
	at     frontmatter.Span // from galley:ignore to the end of the names
}

type named struct {
	name string
	at   frontmatter.Span
}

const ignoreMark = "galley:ignore"

// ignores finds the comments that silence rules for the file.
func (f *file) ignores() []ignore {
	head := f.matter.Text
	if !bytes.Contains(head, []byte(ignoreMark)) {
		return nil
	}
	var all []ignore
	for from := 0; ; {
		i := bytes.Index(head[from:], []byte(ignoreMark))
		if i < 0 {
			return all
		}
		i += from
		from = i + len(ignoreMark)
		lineStart := bytes.LastIndexByte(head[:i], '\n') + 1
		if before := bytes.TrimRight(head[lineStart:i], " \t"); !bytes.HasSuffix(before, []byte("#")) {
			continue
		}
		line := f.line(f.matter.Start + i)
		rest := line[i-lineStart+len(ignoreMark):]
		names, reason, _ := strings.Cut(rest, " because ")
		ig := ignore{reason: strings.TrimSpace(reason)}
		end := from
		for at := 0; at < len(names); {
			word := strings.TrimLeft(names[at:], " ,\t")
			at = len(names) - len(word)
			n := strings.IndexAny(word, " ,\t")
			if n < 0 {
				n = len(word)
			}
			if n > 0 && word[:n] != "because" {
				start := f.matter.Start + from + at
				ig.names = append(ig.names, named{word[:n], f.span(start, start+n)})
				end = from + at + n
			}
			at += n
			if n == 0 {
				break
			}
		}
		ig.at = f.span(f.matter.Start+i, f.matter.Start+end)
		all = append(all, ig)
	}
}

// silence leaves out the findings whose rules are ignored.
func silence(found []*Finding, ignores []ignore) []*Finding {
	if len(ignores) == 0 {
		return found
	}
	return slices.DeleteFunc(found, func(f *Finding) bool {
		return slices.ContainsFunc(ignores, func(ig ignore) bool {
			return slices.ContainsFunc(ig.names, func(n named) bool { return n.name == f.Rule })
		})
	})
}

func checkIgnoreNames(c *checker) {
	for _, ig := range c.ignores() {
		for _, n := range ig.names {
			if slices.Contains(c.world.ruleNames, n.name) {
				continue
			}
			remedy := "`lint rules` lists them"
			if right, ok := nearestName(n.name, c.world.ruleNames); ok {
				remedy = "Did you mean " + code(right) + "?"
			}
			c.report(n.at, fmt.Sprintf("There is no rule %s", code(n.name)), "The comment silences nothing", remedy)
		}
		if len(ig.names) == 0 {
			c.report(ig.at, "The comment names no rule", "It silences nothing", "Write the rule's name behind it, and the reason: `# galley:ignore tags-split because …`")
		}
	}
}

func checkIgnoreReason(c *checker) {
	for _, ig := range c.ignores() {
		if ig.reason == "" && len(ig.names) > 0 {
			c.report(ig.at, "The comment gives no reason", "The rule is silenced, and nobody knows why", "Write it behind the rule: `because …`")
		}
	}
}
