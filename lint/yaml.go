package lint

import (
	"errors"
	"strings"

	"github.com/galleypress/galley/jekyll/frontmatter"
	"github.com/galleypress/galley/jekyll/psych"
)

// yamlRules are about front matter that is not YAML. What the YAML reader says of it is seldom what is wrong, so the file is searched for
// what people get wrong, and a suspicion counts if the front matter can be read once it is mended.
var yamlRules = []Rule{
	{
		Name: "yaml-colon", Family: "yaml", Level: Error,
		Summary: "a colon in a value without quotes",
		Effect:  unreadableEffect,
		Mended:  "`--fix` puts the value in quotes.",
		Wrong:   Example{Text: "---\ntitle: «Spring: it is here»\n---\nAt last.\n"},
		Right:   Example{Text: "---\ntitle: \"Spring: it is here\"\n---\nAt last.\n"},
		check:   checkSyntax,
	},
	{
		Name: "yaml-special", Family: "yaml", Level: Error,
		Summary: "a value that begins with a character that means something to YAML",
		Effect:  unreadableEffect,
		Mended:  "`--fix` puts the value in quotes.",
		Wrong:   Example{Text: "---\ntitle: «[Diary] Spring»\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: \"[Diary] Spring\"\n---\nIt is here.\n"},
		check:   checkSyntax,
	},
	{
		Name: "yaml-quote", Family: "yaml", Level: Error,
		Summary: "a quote that is missing, or one that closes too early",
		Effect:  unreadableEffect,
		Mended:  "`--fix` adds the missing quote, or puts the value in other quotes.",
		Wrong:   Example{Text: "---\ntitle: «\"Spring is here»\nlayout: post\n---\nAt last.\n"},
		Right:   Example{Text: "---\ntitle: \"Spring is here\"\nlayout: post\n---\nAt last.\n"},
		check:   checkSyntax,
	},
	{
		Name: "yaml-bracket", Family: "yaml", Level: Error,
		Summary: "a list or mapping whose bracket is not closed, or closed twice",
		Effect:  unreadableEffect,
		Mended:  "`--fix` adds the bracket at the end of the line, or deletes the one too many.",
		Wrong:   Example{Text: "---\ntitle: Spring\ntags: «[garden, april»\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\ntags: [garden, april]\n---\nIt is here.\n"},
		check:   checkSyntax,
	},
	{
		Name: "yaml-wide", Family: "yaml", Level: Error,
		Summary: "full-width punctuation or spaces where YAML wants plain ones",
		Effect:  unreadableEffect,
		Mended:  "`--fix` puts the plain character in its place.",
		Wrong:   Example{Text: "---\ntitle«：»春天\nlayout: post\n---\n来了。\n"},
		Right:   Example{Text: "---\ntitle: 春天\nlayout: post\n---\n来了。\n"},
		check:   checkSyntax,
	},
	{
		Name: "yaml-space", Family: "yaml", Level: Error,
		Summary: "no space behind a key's colon",
		Effect:  unreadableEffect,
		Mended:  "`--fix` adds the space.",
		Wrong:   Example{Text: "---\n«title:»Spring\nlayout: post\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\nlayout: post\n---\nIt is here.\n"},
		check:   checkSyntax,
	},
	{
		Name: "yaml-tab", Family: "yaml", Level: Error,
		Summary: "a tab where YAML wants spaces",
		Effect:  unreadableEffect,
		Mended:  "`--fix` puts two spaces in the place of each tab.",
		Wrong:   Example{Text: "---\ntitle: Spring\nheader:\n«\t»image: /tulip.jpg\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\nheader:\n  image: /tulip.jpg\n---\nIt is here.\n"},
		check:   checkSyntax,
	},
	{
		Name: "yaml-indent", Family: "yaml", Level: Error,
		Summary: "a line that is indented more or less than its neighbours",
		Effect:  unreadableEffect,
		Mended:  "`--fix` indents the line like its neighbours.",
		Wrong:   Example{Text: "---\ntitle: \"Spring\"\n  «layout»: post\ntags: [garden]\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: \"Spring\"\nlayout: post\ntags: [garden]\n---\nIt is here.\n"},
		check:   checkSyntax,
	},
	{
		Name: "yaml-conflict", Family: "yaml", Level: Error,
		Summary: "the marks of a merge conflict",
		Effect:  unreadableEffect,
		Mended:  "Left to a person, who knows which of the two versions is right.",
		Wrong:   Example{Text: "---\n«<<<<<<< HEAD»\ntitle: Spring\n=======\ntitle: Spring!\n>>>>>>> april\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring!\n---\nIt is here.\n"},
		check:   checkSyntax,
	},
	{
		Name: "yaml-syntax", Family: "yaml", Level: Error,
		Summary: "any other text that is not YAML",
		Effect:  unreadableEffect,
		Mended:  "Left to a person, unless the fault is a control character, a missing colon or a comma too many.",
		Wrong:   Example{Text: "---\ntitle: Spring\n«it is here at last»\nlayout: post\n---\nAt last.\n"},
		Right:   Example{Text: "---\ntitle: Spring\ndescription: it is here at last\nlayout: post\n---\nAt last.\n"},
		check:   checkSyntax,
	},
}

const unreadableEffect = "Jekyll cannot read the front matter: the post loses its title, layout and tags, and moves to the day of each build."

// effectOfUnreadable says what becomes of this file if its front matter cannot be read (Document#handle_read_error, Convertible#read_yaml).
func (c *checker) effectOfUnreadable() string {
	switch {
	case c.world.site.Config.StrictFrontMatter:
		return "Jekyll stops with an error, and nothing of the blog is published"
	case c.kind == page:
		return "Jekyll cannot read the front matter, so the page is published without its title and layout"
	case c.kind == document:
		return "Jekyll cannot read the front matter, so the document is published without its title and layout"
	}
	return "Jekyll cannot read the front matter, so the post has no title, layout or tags and is dated on the day of each build"
}

// checkSyntax is the check of every rule that a diagnosis may name: it speaks up where the diagnosis is its own.
func checkSyntax(c *checker) {
	d := c.diagnosis()
	if d == nil || d.rule != c.rule.Name {
		return
	}
	f := c.report(d.at, d.fault, c.effectOfUnreadable(), d.remedy)
	if d.edits != nil && !d.unsure {
		f.fix(d.order, d.edits...)
	}
}

// diagnosis says why the front matter cannot be read; nil where it can.
func (c *checker) diagnosis() *diagnosis {
	if c.file.diagnosed == nil {
		c.file.diagnosed = &diagnosed{}
		var syntax *psych.SyntaxError
		switch err := c.matter.Err; {
		case err == nil || c.hasFault(frontmatter.NotUTF8):
		case errors.As(err, &syntax):
			c.file.diagnosed.result = c.diagnose(syntax)
		case errors.Is(err, psych.ErrUnknownAlias):
			// `title: *Spring*` is read as a repetition of something called Spring.
			c.file.diagnosed.result = c.diagnoseAlias(err)
		}
	}
	return c.file.diagnosed.result
}

// diagnosed keeps a diagnosis for the rules that ask for it one after the other.
type diagnosed struct{ result *diagnosis }

// problems are libyaml's complaints in other words.
var problems = []struct{ libyaml, words string }{
	{"could not find expected ':'", "This is not a key with a colon and a value"},
	{"did not find expected key", "A key was expected here"},
	{"did not find expected '-' indicator", "A list item, beginning with `- `, was expected here"},
	{"did not find expected ',' or", "A comma or the closing bracket of the list was expected here"},
	{"mapping values are not allowed", "There is a colon where none can be"},
	{"cannot start any token", "The value begins with a character that YAML does not allow there"},
	{"control characters are not allowed", "There is an invisible control character"},
	{"found a tab character", "There is a tab where YAML allows only spaces"},
	{"unexpected end of stream", "Something that was opened, a quote or a bracket, is not closed"},
	{"unexpected document indicator", "Something that was opened, a quote or a bracket, is not closed"},
	{"unknown escape character", "The backslash stands before a character that needs none"},
	{"block sequence entries are not allowed", "A list cannot begin behind other text in the same line"},
	{"did not find expected alphabetic", "The characters `&` and `*` need a name behind them"},
	{"did not find expected", "Something else was expected here"},
	{"did not find", "Something else was expected here"},
}

func inOtherWords(e *psych.SyntaxError) string {
	for _, p := range problems {
		if strings.Contains(e.Problem, p.libyaml) || strings.Contains(e.Context, p.libyaml) {
			return p.words
		}
	}
	return "The front matter is not YAML here (" + e.Problem + ")"
}
