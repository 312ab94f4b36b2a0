package lint

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/galleypress/galley/jekyll/frontmatter"
	"github.com/galleypress/galley/jekyll/psych"
)

// frontMatterRules are about where the front matter begins and ends, and about the bytes of the file.
var frontMatterRules = []Rule{
	{
		Name: "front-matter-not-first", Family: "front matter", Level: Error,
		Summary: "something before the front matter",
		Effect:  "Readers see the front matter as text at the top of the post; title, date and tags are not used.",
		Mended:  "`--fix` removes the blank lines or spaces before it.",
		Wrong:   Example{Text: "\n«---»\ntitle: Spring\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\n---\nIt is here.\n"},
		check:   checkNotFirst,
	},
	{
		Name: "front-matter-unclosed", Family: "front matter", Level: Error,
		Summary: "front matter without the closing line",
		Effect:  "Readers see the front matter as text at the top of the post; title, date and tags are not used.",
		Mended:  "`--fix` adds the closing line, or corrects one that has too few or too many hyphens, where its place is plain.",
		Wrong:   Example{Text: "«---»\ntitle: Spring\nlayout: post\n\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\nlayout: post\n---\n\nIt is here.\n"},
		check:   checkNotClosed,
	},
	{
		Name: "front-matter-not-mapping", Family: "front matter", Level: Error,
		Summary: "front matter that is not made of keys and values",
		Effect:  "Jekyll cannot use it: the post has no title, is dated today, and moves to a new address every day.",
		Mended:  "`--fix` puts the space behind a colon where that is all that is missing.",
		Wrong:   Example{Text: "---\n«title=Spring»\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\n---\nIt is here.\n"},
		check:   checkNotMapping,
	},
	{
		Name: "front-matter-missing", Family: "front matter", Level: Warning,
		Summary: "a post without front matter",
		Effect:  "The post's title is made from the file name, and it has no tags.",
		Mended:  "Left to a person, who knows the title.",
		Wrong:   Example{Text: "It is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\n---\nIt is here.\n"},
		check:   checkMissing,
	},
	{
		Name: "front-matter-foreign", Family: "front matter", Level: Error,
		Summary: "front matter in TOML or JSON",
		Effect:  "Readers see it as text at the top of the post: Jekyll reads YAML between lines of `---`, and nothing else.",
		Mended:  "Left to a person.",
		Wrong:   Example{Text: "«+++»\ntitle = \"Spring\"\n+++\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\n---\nIt is here.\n"},
		check:   checkForeign,
	},
	{
		Name: "front-matter-too-large", Family: "front matter", Level: Error,
		Summary: "a file or front matter that is larger or deeper than any person's, or repeats itself without end",
		Effect:  "The front matter is not read, so that the rest of the file cannot be judged.",
		Mended:  "Left to a person.",
		Wrong:   Example{Text: "---\ntitle: Spring\nlists: &all [a, «*all»]\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\nlists: [a, b]\n---\nIt is here.\n"},
		check:   checkTooLarge,
	},
	{
		Name: "byte-order-mark", Family: "front matter", Level: Warning,
		Summary: "an invisible byte order mark at the beginning of the file",
		Effect:  "Jekyll copies a page with it as it is, front matter and all; posts are read in spite of it, but not by every tool.",
		Mended:  "`--fix` removes it from posts; a page's address would change, so it is left to a person.",
		Wrong:   Example{Text: "\ufeff---\ntitle: Spring\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\n---\nIt is here.\n"},
		check:   checkByteOrderMark,
	},
	{
		Name: "not-utf-8", Family: "front matter", Level: Error,
		Summary: "a file that is not UTF-8",
		Effect:  "Nobody sees the post: Jekyll passes over files with bytes that are not UTF-8.",
		Mended:  "Left to a person, who knows the encoding that the file was written in.",
		Wrong:   Example{Text: "---\ntitle: Fr«\xfc»hling\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Frühling\n---\nIt is here.\n"},
		check:   checkNotUTF8,
	},
	{
		Name: "line-ends-mixed", Family: "front matter", Level: Note,
		Summary: "lines that end in CRLF among lines that end in LF",
		Effect:  "Readers see no difference; git and editors show changes where there are none.",
		Mended:  "`--fix` ends all lines as the first one ends.",
		Wrong:   Example{Text: "---\r\ntitle: Spring«»\n---\r\nIt is here.\r\n"},
		Right:   Example{Text: "---\ntitle: Spring\n---\nIt is here.\n"},
		check:   checkLineEnds,
	},
}

// fault returns the place of an oddity of the file's head.
func (c *checker) fault(kind frontmatter.Kind, length int) (at frontmatter.Span, ok bool) {
	fault, ok := c.matter.Fault(kind)
	if !ok {
		return at, false
	}
	start := lineColumnOffset(c.content(), fault.Line, fault.Column)
	return c.span(start, start+length), true
}

func (f *file) hasFault(kind frontmatter.Kind) bool {
	_, ok := f.matter.Fault(kind)
	return ok
}

// lineColumnOffset finds the byte at a line and column of a text.
func lineColumnOffset(b []byte, line, column int) int {
	i := bomLength(b)
	for ; line > 1; line-- {
		n := bytes.IndexByte(b[i:], '\n')
		if n < 0 {
			return len(b)
		}
		i += n + 1
	}
	for ; column > 1 && i < len(b); column-- {
		i += runeLength(b[i:])
	}
	return i
}

func checkNotFirst(c *checker) {
	if !c.isPost() && !c.isMarkdownOrHTML() {
		return
	}
	at, ok := c.fault(frontmatter.NotFirst, 3)
	if !ok || !c.keyBehind(at.Line) {
		return
	}
	f := c.report(at, "The front matter does not begin on the first line, in the first column",
		"Jekyll does not see it: readers get it as text, and title, date and tags are not used",
		"Remove what stands before it")
	if before := c.content()[:at.Start]; strings.TrimSpace(string(before[bomLength(before):])) == "" {
		f.fix("remove what stands before the front matter", replace(c.span(bomLength(before), at.Start), ""))
	}
}

func checkNotClosed(c *checker) {
	checkSyntax(c) // a ruled line of the text may have been taken for the closing line
	if !c.isPost() && !c.isMarkdownOrHTML() {
		return
	}
	at, ok := c.fault(frontmatter.NotClosed, 3)
	if !ok {
		return
	}
	if !c.keyBehind(1) {
		return
	}
	fault, remedy := "The front matter is not closed by a line `---`", "Put a line `---` behind the last key"
	edit, ok := c.closeFrontMatter(lineColumnOffset(c.content(), 2, 1))
	if ok && edit.start < edit.end {
		at = c.span(edit.start, edit.end)
		fault, remedy = fmt.Sprintf("The front matter is closed by %s, not by `---`", code(c.text(at))), "Write three hyphens at the beginning of the line"
	}
	f := c.report(at, fault, "Jekyll does not see it: readers get it as text, and title, date and tags are not used", remedy)
	if ok {
		f.fix("close the front matter", edit)
	}
}

// keyBehind tells whether a key stands behind a line, or behind comments below it: a file may as well begin with a ruled line of Markdown.
func (c *checker) keyBehind(line int) bool {
	text := c.content()
	const mostComments = 50
	for range mostComments {
		line++
		start := lineColumnOffset(text, line, 1)
		this := strings.TrimSpace(c.line(start))
		if this == "" || strings.HasPrefix(this, "#") {
			if start+len(this) >= len(text) {
				return false
			}
			continue
		}
		key, _, ok := splitKey(this)
		return ok && !strings.ContainsAny(key, " \t")
	}
	return false
}

// closeFrontMatter works out where the closing line belongs: in the place of one that is misspelled, else behind the last line that
// still reads as front matter.
func (c *checker) closeFrontMatter(first int) (Edit, bool) {
	text := c.content()
	nl := "\n"
	if first > 1 && text[first-2] == '\r' {
		nl = "\r\n"
	}
	last := -1 // the end of the last line that belongs to the front matter
	for i := first; i < len(text); {
		line := c.line(i)
		next := i + len(line)
		for next < len(text) && text[next] != '\n' {
			next++
		}
		trimmed := strings.TrimSpace(line)
		if isAlmostFence(trimmed) || trimmed == "---" || last >= 0 && strings.TrimLeft(trimmed, ">.*#\"'`") == "---" {
			return replace(c.span(i, i+len(line)), "---"), true
		}
		_, _, isKey := splitKey(line)
		switch {
		case isKey, strings.HasPrefix(trimmed, "- "), strings.HasPrefix(trimmed, "#") && !strings.HasPrefix(trimmed, "##") && last < 0:
			last = i + len(line)
		case trimmed == "":
		default:
			i = len(text)
			continue
		}
		if trimmed == "" && last >= 0 {
			break
		}
		i = next + 1
	}
	if last < 0 {
		return Edit{}, false
	}
	edit := c.insert(last, nl+"---")
	// What is now closed must read as front matter.
	closed := append(append(append([]byte{}, text[:last]...), edit.Text...), nl...)
	if m := frontmatter.Parse(closed, psych.Options{}); !m.Present || m.Data == nil {
		return Edit{}, false
	}
	return edit, true
}

// isAlmostFence recognizes lines that were meant to be `---`.
func isAlmostFence(line string) bool {
	switch line {
	case "--", "----", "-----", "—", "–", "——", "---—", "－－－", "- - -", "---;", "---.":
		return true
	}
	return len(line) > 3 && strings.Trim(line, "-") == ""
}

func checkNotMapping(c *checker) {
	if _, ok := c.matter.Fault(frontmatter.NotMapping); !ok || c.matter.Root == nil {
		return
	}
	at := c.node(c.matter.Root)
	effect := "Jekyll cannot use it, so the post has no title and is dated on the day of each build"
	if c.kind == page {
		effect = "Jekyll stops with an error, and nothing of the blog is published"
	}
	if d := c.diagnoseShape(); d != nil {
		f := c.report(d.at, d.fault, effect, d.remedy)
		if d.edits != nil && !d.unsure {
			f.fix(d.order, d.edits...)
		}
		return
	}
	c.report(at, "The front matter is not made of keys and values", effect, "Write a key, a colon, a space and a value on each line, as in `title: Spring`")
}

func checkMissing(c *checker) {
	if !c.isPost() || c.stray || c.matter.Present || c.doc == nil || len(c.matter.Faults) > 0 && c.hasHeadFault() {
		return
	}
	if !c.isMarkdownOrHTML() || c.doc.Err != nil {
		return
	}
	c.report(wholeFile, "The post has no front matter",
		fmt.Sprintf("Its title is made from the file name (%s), and it has no tags", code(psych.ToS(c.merged("title")))),
		"Begin the file with a line `---`, a line `title: …` and a line `---`")
}

// hasHeadFault tells whether something else was found that explains why there is no front matter.
func (c *checker) hasHeadFault() bool {
	for _, f := range c.matter.Faults {
		switch f.Kind {
		case frontmatter.NotFirst, frontmatter.NotClosed:
			return c.keyBehind(f.Line)
		case frontmatter.Foreign:
			return true
		}
	}
	return false
}

func checkForeign(c *checker) {
	if !c.isPost() && !c.isMarkdownOrHTML() {
		return
	}
	fault, ok := c.matter.Fault(frontmatter.Foreign)
	if !ok {
		return
	}
	start := lineColumnOffset(c.content(), fault.Line, fault.Column)
	line := strings.TrimSpace(c.line(start))
	if line == "{" && !bytes.Contains(c.content()[start:min(start+200, len(c.content()))], []byte(`"`)) {
		return
	}
	language := "TOML"
	if line == "{" || strings.Contains(line, "json") {
		language = "JSON"
	}
	c.report(c.span(start, start+len(line)), "The front matter is written in "+language,
		"Jekyll does not read it: readers get it as text, and title, date and tags are not used",
		"Write it as YAML between lines of `---`, as in `title: Spring`")
}

func checkTooLarge(c *checker) {
	if c.doc != nil && c.doc.FrontMatter == nil && c.doc.Err != nil {
		fault := c.doc.Err.Error()
		c.report(wholeFile, strings.ToUpper(fault[:1])+fault[1:], "It was not checked, and Galley does not publish it", "Take what is not text out of it, or see that it may be read")
		return
	}
	var limit *psych.LimitError
	if !errors.As(c.matter.Err, &limit) || c.diagnosis() != nil {
		return
	}
	start := c.matter.Offset(limit.Line, limit.Column)
	at := c.span(start, start)
	if rest := c.line(start)[start-c.lineStart(start):]; strings.HasPrefix(rest, "*") {
		at = c.span(start, start+1+len(rest[1:])-len(strings.TrimLeft(rest[1:], wordBytes)))
	}
	fault, remedy := "The front matter is too large", "Keep front matter short, and large data in `_data`"
	switch {
	case errors.Is(limit.Limit, psych.ErrTooDeep):
		fault = fmt.Sprintf("Lists or mappings are nested more than %d deep", limit.Max)
	case errors.Is(limit.Limit, psych.ErrTooMany):
		fault = fmt.Sprintf("The front matter has more than %d keys and values", limit.Max)
	case errors.Is(limit.Limit, psych.ErrTooLong):
		fault = fmt.Sprintf("The front matter is longer than %d bytes", limit.Max)
	case errors.Is(limit.Limit, psych.ErrAliasBomb):
		fault = fmt.Sprintf("The aliases (`*name`) of the front matter repeat more than %d values", limit.Max)
		remedy = "Write the values out, or repeat fewer of them"
	case errors.Is(limit.Limit, psych.ErrAliasInside):
		fault, remedy = "An alias (`*name`) stands inside of what it repeats", "Write the value out"
	case errors.Is(limit.Limit, psych.ErrUnknownAlias):
		fault, remedy = "An alias (`*name`) repeats something that is not there", "Put a value that begins with `*` in quotes"
	}
	c.report(at, fault, "It is not read, and nothing else of it was checked", remedy)
}

const wordBytes = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"

func checkByteOrderMark(c *checker) {
	if _, ok := c.matter.Fault(frontmatter.ByteOrderMark); !ok {
		return
	}
	effect := "Jekyll reads the post in spite of it; other tools take it for text"
	if c.kind == page {
		effect = "Jekyll takes the file for one without front matter and publishes it as it is"
	}
	f := c.report(wholeFile, "The file begins with a byte order mark, which is invisible", effect, "Save the file as UTF-8 without BOM")
	bom := frontmatter.Span{End: len("\ufeff"), Line: 1, Column: 1, EndLine: 1, EndColumn: 1}
	f.fix("remove the byte order mark", replace(bom, ""))
}

func checkNotUTF8(c *checker) {
	at, ok := c.fault(frontmatter.NotUTF8, 1)
	if !ok {
		return
	}
	wrong := c.content()[at.Start]
	effect := "Jekyll passes over the file, so the post is not published"
	switch {
	case c.kind == page && c.isHTML():
		effect = "Readers see a character that was not meant, and Jekyll stops if there is Liquid in the file"
	case c.kind == page:
		effect = nothingPublished
	}
	f := c.report(at, fmt.Sprintf("The byte 0x%02X is not UTF-8 text", wrong), effect, "Save the file as UTF-8")
	if c.kind == page && c.isHTML() {
		// Without Markdown and Liquid, Jekyll hands the bytes on as they are.
		f.Severity = min(f.Severity, Warning)
	}
}

func checkLineEnds(c *checker) {
	if _, ok := c.matter.Fault(frontmatter.MixedLineEnds); !ok {
		return
	}
	text := c.content()
	first := bytes.IndexByte(text, '\n')
	crlf := first > 0 && text[first-1] == '\r'
	var edits []Edit
	line, lineStart := 1, bomLength(text)
	for i, b := range text {
		if b != '\n' {
			continue
		}
		has := i > 0 && text[i-1] == '\r'
		if has != crlf {
			end := i
			if has {
				end--
			}
			column := runeCount(text[lineStart:end]) + 1
			at := frontmatter.Span{Start: end, End: i, Line: line, Column: column, EndLine: line, EndColumn: column + i - end}
			if crlf {
				edits = append(edits, replace(at, "\r"))
			} else {
				edits = append(edits, replace(at, ""))
			}
		}
		line, lineStart = line+1, i+1
	}
	if len(edits) == 0 {
		return
	}
	one, other := "LF", "CRLF"
	if crlf {
		one, other = other, one
	}
	at := c.span(edits[0].start, edits[0].start)
	f := c.report(at, fmt.Sprintf("This line ends in %s, and the first one in %s", other, one),
		"Readers see no difference, but git and editors show changes where there are none", "End all lines in "+one)
	f.fix("end all lines in "+one, edits...)
}
