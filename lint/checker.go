package lint

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/galleypress/galley/jekyll/frontmatter"
)

// A checker is one rule's view of one file: what it may know, and where it says what it finds.
type checker struct {
	*file
	world *world
	rule  *Rule
	level Severity
	found []*Finding
}

// check runs the rules on one file.
func (w *world) check(f *file) []Finding {
	defer f.forget()
	c := checker{file: f, world: w}
	byPath := w.settings.anyFor(f.path)
	for i := range w.rules {
		c.rule, c.level = &w.rules[i], w.levels[i]
		if byPath {
			c.level = w.settings.level(c.rule, f.path)
		}
		if c.level != Off && c.rule.check != nil {
			c.rule.check(&c)
		}
	}
	c.found = silence(c.found, f.ignores())
	return c.findings()
}

// findings are what was found in the file, by place.
func (c *checker) findings() []Finding {
	if len(c.found) == 0 {
		return nil
	}
	findings := make([]Finding, len(c.found))
	for i, f := range c.found {
		f.Message = sentences(f.Fault, f.Effect, f.Remedy)
		findings[i] = *f
	}
	slices.SortStableFunc(findings, func(a, b Finding) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
	return findings
}

// report adds a finding: the fault, what readers see of it, and what to do, as three sentences without their full stops.
func (c *checker) report(at frontmatter.Span, fault, effect, remedy string) *Finding {
	f := &Finding{
		Path: c.path, Line: at.Line, Column: at.Column, EndLine: at.EndLine, EndColumn: at.EndColumn,
		Rule: c.rule.Name, Severity: c.severity(),
		Fault: fault, Effect: effect, Remedy: remedy,
	}
	if at != wholeFile {
		f.Source = c.line(at.Start)
	}
	c.found = append(c.found, f)
	return f
}

// wholeFile is the place of a fault that is in no line, such as the file's name.
var wholeFile = frontmatter.Span{Line: 1, Column: 1, EndLine: 1, EndColumn: 1}

// node is the place of a YAML node.
func (c *checker) node(n *yaml.Node) frontmatter.Span { return c.matter.Span(n) }

// valueOrKey is the place of an entry's value, or of its key where the value is not written at all.
func (c *checker) valueOrKey(e entry) frontmatter.Span {
	if s := c.node(e.value); s.Start < s.End {
		return s
	}
	return c.node(e.key)
}

// written is a node as the file spells it.
func (c *checker) written(n *yaml.Node) string { return c.text(c.node(n)) }

// fix makes a finding mendable by edits, which are put in order.
func (f *Finding) fix(order string, edits ...Edit) {
	slices.SortStableFunc(edits, func(a, b Edit) int { return a.start - b.start })
	f.Fix = &Fix{Message: order, Edits: edits}
}

// replace is the edit that puts other text in the place of a span.
func replace(at frontmatter.Span, text string) Edit {
	return Edit{
		Line: at.Line, Column: at.Column, EndLine: at.EndLine, EndColumn: at.EndColumn,
		Text: text, start: at.Start, end: at.End,
	}
}

// insert is the edit that adds text at a place.
func (c *checker) insert(offset int, text string) Edit { return replace(c.span(offset, offset), text) }

// sentences joins parts to sentences with capitals and full stops. Empty parts are left out.
func sentences(parts ...string) string {
	var b strings.Builder
	for _, p := range parts {
		if p == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		first, size := utf8.DecodeRuneInString(p)
		b.WriteRune(unicode.ToUpper(first))
		b.WriteString(p[size:])
		if !strings.HasSuffix(p, ".") && !strings.HasSuffix(p, "?") {
			b.WriteByte('.')
		}
	}
	return b.String()
}

// code quotes a piece of a file for a message. Long pieces and several lines are cut to what fits.
func code(s string) string {
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' }), " ")
	const longest = 60
	if r := []rune(s); len(r) > longest {
		s = strings.TrimSpace(string(r[:longest-1])) + "…"
	}
	if strings.Contains(s, "`") {
		return "“" + s + "”"
	}
	return "`" + s + "`"
}

// codes quotes several pieces and joins them: `a`, `b` and `c`.
func codes(list []string) string {
	const most = 6
	quoted := make([]string, 0, len(list))
	for i, s := range list {
		if i == most && len(list) > most+1 {
			return strings.Join(quoted, ", ") + fmt.Sprintf(" and %d more", len(list)-most)
		}
		quoted = append(quoted, code(s))
	}
	return enumerate(quoted)
}

// enumerate joins words: a, b and c.
func enumerate(words []string) string {
	switch n := len(words); n {
	case 0:
		return ""
	case 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
}

// count is a number with its noun: "1 post", "3 posts".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// fatal marks a finding that Jekyll does not survive, whether or not the post is to be published.
func (c *checker) fatal(f *Finding) *Finding {
	if c.kind != draft || c.world.site.Config.ShowDrafts {
		f.Severity = c.level
	}
	return f
}

// severity is the rule's level, lowered where an error would be none: nothing is lost of what is not published anyway.
func (c *checker) severity() Severity {
	hidden := c.kind == draft && !c.world.site.Config.ShowDrafts || c.own().Value("published") == false
	if hidden && c.level == Error {
		return Warning
	}
	return c.level
}

// wholeLine is the line of an entry with its line end, if there is nothing else in it.
func (c *checker) wholeLine(e entry) (frontmatter.Span, bool) {
	key, value := c.node(e.key), c.node(e.value)
	start := c.lineStart(key.Start)
	line := c.line(start)
	if key.Line != max(value.EndLine, key.Line) || strings.TrimSpace(line[:key.Start-start]) != "" {
		return frontmatter.Span{}, false
	}
	return c.span(start, start+len(line)+len(c.lineBreak())), true
}
