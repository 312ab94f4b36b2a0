package lint

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/galleypress/galley/jekyll/frontmatter"
	"github.com/galleypress/galley/jekyll/psych"
)

// A diagnosis is what is wrong with front matter that is not YAML, and what would mend it.
type diagnosis struct {
	rule          string
	at            frontmatter.Span
	fault, remedy string
	order         string // what mending does
	edits         []Edit // what would make the front matter readable; nil where nothing is known to
	unsure        bool   // the edits show the cause, but only a person can say whether they are what is meant
}

const (
	// mostTrials bounds how often the front matter is read again while looking for the fault.
	mostTrials = 120
	// longestDiagnosed is the size of front matter, in bytes, up to which the fault is looked for.
	longestDiagnosed = 64 << 10
)

// diagnose looks for the cause of a syntax error. Suspects are tried from the top; one that makes the front matter readable is the
// cause, else the first one that moves the error further down.
func (c *checker) diagnose(e *psych.SyntaxError) *diagnosis {
	if len(c.matter.YAML) <= longestDiagnosed {
		if d := c.conflictMarks(); d != nil {
			return d
		}
		var partial *diagnosis
		trials := 0
		for d := range c.suspects() {
			if trials++; trials > mostTrials {
				break
			}
			next, mended := c.try(d.edits)
			if mended {
				return d
			}
			if partial == nil && next != nil && next.Line > e.Line && c.line(d.at.Start) != "" && d.at.Line <= e.Line {
				partial = d
			}
		}
		if partial != nil {
			return partial
		}
	}
	start := c.matter.Offset(e.Line, e.Column)
	if e.ContextLine > 0 && strings.Contains(e.Problem, "could not find expected ':'") {
		start = c.matter.Offset(e.ContextLine, e.ContextColumn) // the reader looked for the colon up to the next line
	}
	end := start + len(strings.TrimRight(c.line(start), " \t"))
	end -= start - c.lineStart(start)
	return &diagnosis{
		rule: "yaml-syntax", at: c.span(start, max(start, end)), fault: inOtherWords(e),
		remedy: "Write a key, a colon, a space and a value on each line, and put the value in quotes if it has special characters",
	}
}

// diagnoseAlias finds the value that begins with an asterisk and was not meant as a repetition.
func (c *checker) diagnoseAlias(err error) *diagnosis {
	for d := range c.suspects() {
		if d.rule != "yaml-special" {
			continue
		}
		if m := c.mended(d.edits); m.Err == nil || !errors.Is(m.Err, psych.ErrUnknownAlias) {
			return d
		}
	}
	return nil
}

// diagnoseShape looks for what keeps readable YAML from being keys and values, such as a missing space behind a colon.
func (c *checker) diagnoseShape() *diagnosis {
	for d := range c.suspects() {
		if m := c.mended(d.edits); m.Data != nil {
			return d
		}
	}
	return nil
}

// mended is the front matter as it reads after edits.
func (c *checker) mended(edits []Edit) *frontmatter.Matter {
	text := applyTo(c.matter.Text, edits, -c.matter.Start)
	return frontmatter.Parse(text, psych.Options{})
}

// try reads the front matter after edits: the error that is left, or that it can be read.
func (c *checker) try(edits []Edit) (left *psych.SyntaxError, mended bool) {
	m := c.mended(edits)
	if !m.Present {
		return nil, false
	}
	if m.Err == nil {
		return nil, m.Data != nil
	}
	errors.As(m.Err, &left)
	return left, false
}

// lineStart returns where the line begins that a place of the front matter is in.
func (f *file) lineStart(offset int) int {
	part, start := f.around(offset)
	return start + bytes.LastIndexByte(part[:min(max(offset-start, 0), len(part))], '\n') + 1
}

func (c *checker) conflictMarks() *diagnosis {
	for start, line := range c.yamlLines() {
		if strings.HasPrefix(line, "<<<<<<< ") || strings.HasPrefix(line, ">>>>>>> ") || line == "=======" {
			return &diagnosis{
				rule: "yaml-conflict", at: c.span(start, start+len(line)), fault: "Git left the marks of a merge conflict here",
				remedy: "Choose one of the two versions and delete the marks",
			}
		}
	}
	return nil
}

// yamlLines goes through the lines of the front matter between its first and its last, with where they begin in the file.
func (c *checker) yamlLines() func(yield func(start int, line string) bool) {
	return func(yield func(int, string) bool) {
		text := c.matter.YAML
		i := bytes.IndexByte(text, '\n') + 1
		for i < len(text) {
			end, next := len(text), len(text)
			if n := bytes.IndexByte(text[i:], '\n'); n >= 0 {
				end, next = i+n, i+n+1
			}
			line := strings.TrimSuffix(string(text[i:end]), "\r")
			if !yield(c.matter.Start+i, line) {
				return
			}
			i = next
		}
	}
}

// suspects goes through what people get wrong, line by line.
func (c *checker) suspects() func(yield func(*diagnosis) bool) {
	return func(yield func(*diagnosis) bool) {
		s := suspecter{checker: c, yield: yield}
		var before []int // the indents of the lines above
		for start, line := range c.yamlLines() {
			if !s.line(start, line, before) {
				return
			}
			if strings.TrimSpace(line) != "" {
				before = append(before, len(line)-len(strings.TrimLeft(line, " ")))
			}
		}
		s.missingFence()
	}
}

type suspecter struct {
	*checker
	yield func(*diagnosis) bool
	above string // the nearest key above the line
}

// wordLists are the keys whose values are lists of words: a bracket at their beginning is meant as one.
var wordLists = map[string]bool{
	"tag": true, "tags": true, "category": true, "categories": true, "keywords": true, "authors": true, "redirect_from": true, "aliases": true,
}

// line yields what may be wrong with a line; false means that nobody wants more.
func (s *suspecter) line(start int, line string, indents []int) bool {
	trimmed := strings.TrimSpace(line)
	if (trimmed == "" || trimmed[0] == '#') && !strings.ContainsRune(line, '\t') {
		return true
	}
	if trimmed == "" || trimmed[0] == '#' {
		return s.tab(start, line, indents)
	}
	return s.tab(start, line, indents) && s.strayCharacter(start, line) && s.controlCharacter(start, line) && s.wide(start, line) && s.value(start, line) &&
		s.missingSpace(start, line) && s.indent(start, line, indents) && s.missingColon(start, line) && s.fence(start, line) && s.continuation(start, line)
}

func (s *suspecter) tab(start int, line string, indents []int) bool {
	indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
	if dash := strings.TrimLeft(line, " \t"); strings.HasPrefix(dash, "-\t") {
		indent = line[:len(indent)+2]
	}
	first := strings.IndexByte(indent, '\t')
	if first < 0 {
		return true
	}
	at := s.span(start+first, start+first+1)
	tries := []string{strings.NewReplacer("\t", "  ", "-\t", "- ").Replace(indent)}
	if strings.Trim(indent, " \t") == "" && len(indents) > 0 {
		tries = append(tries, strings.Repeat(" ", indents[len(indents)-1]), "")
	}
	for _, spaces := range tries {
		if !s.yield(&diagnosis{
			rule: "yaml-tab", at: at, fault: "There is a tab in front of the text; YAML allows only spaces there",
			remedy: "Put spaces in its place", order: "put spaces in the place of tabs",
			edits: []Edit{replace(s.span(start, start+len(indent)), spaces)},
		}) {
			return false
		}
	}
	return true
}

// strayCharacter suspects a character in front of a key that does not belong there, as in `%title: Spring`.
func (s *suspecter) strayCharacter(start int, line string) bool {
	indent := len(line) - len(strings.TrimLeft(line, " "))
	rest := strings.TrimLeft(line[indent:], "@`%&*!|>{[]},?~+.;:/\\<=")
	key, _, ok := splitKey(rest)
	stray := line[indent : len(line)-len(rest)]
	if !ok || stray == "" || strings.ContainsAny(key, " ") {
		return true
	}
	at := s.span(start+indent, start+indent+len(stray))
	return s.yield(&diagnosis{
		rule: "yaml-special", at: at, fault: fmt.Sprintf("There is %s in front of the key %s", code(stray), code(key)), remedy: "Delete it",
		order: "delete what stands in front of the key", edits: []Edit{replace(at, "")},
	})
}

// continuation suspects a line that belongs to the value above, and is not indented as such a line must be.
func (s *suspecter) continuation(start int, line string) bool {
	if _, _, ok := splitKey(line); ok || strings.HasPrefix(strings.TrimSpace(line), "- ") {
		return true
	}
	return s.yield(&diagnosis{
		rule: "yaml-syntax", at: s.span(start, start+len(strings.TrimRight(line, " \t"))), fault: "This line has neither a key nor the indent of a value that goes on",
		remedy: "If it belongs to the value above, write both in one line, in quotes; else give it a key", edits: []Edit{s.insert(start, "  ")}, unsure: true,
	})
}

func (s *suspecter) controlCharacter(start int, line string) bool {
	for i, r := range line {
		if r != '\t' && (r < ' ' || r == 0x7f || 0x80 <= r && r < 0xa0 && r != 0x85 || r == 0xfffe || r == 0xffff) {
			at := s.span(start+i, start+i+utf8.RuneLen(r))
			return s.yield(&diagnosis{
				rule: "yaml-syntax", at: at, fault: fmt.Sprintf("There is an invisible control character (U+%04X)", r),
				remedy: "Delete it", order: "delete the control character", edits: []Edit{replace(at, "")},
			})
		}
	}
	return true
}

// wideForms are characters that look like YAML's own and are typed by mistake on keyboards for Chinese, Japanese and Korean.
var wideForms = map[rune]string{
	'：': ": ", '﹕': ": ", '，': ", ", '、': ", ", '［': "[", '］': "]", '【': "[", '】': "]", '｛': "{", '｝': "}", '－': "- ", '＂': `"`, '＇': "'", '＃': "#",
	'\u3000': " ", '\u00a0': " ", '\u2002': " ", '\u2003': " ", '\u2009': " ", '\ufeff': "", '\u200b': "",
}

func (s *suspecter) wide(start int, line string) bool {
	// A full-width colon behind a key; a wide space in front of or behind it.
	keyEnd := strings.IndexFunc(line, func(r rune) bool { return r == ':' || r == '：' || r == '﹕' })
	if keyEnd >= 0 {
		r, size := utf8.DecodeRuneInString(line[keyEnd:])
		if r != ':' && isKeyLike(strings.TrimSpace(line[:keyEnd])) {
			to := ": "
			if rest := line[keyEnd+size:]; rest == "" || rest[0] == ' ' {
				to = ":"
			}
			if !s.suspectWide(start+keyEnd, r, to) {
				return false
			}
		}
		if next, _ := utf8.DecodeRuneInString(line[keyEnd+size:]); r == ':' && isWideSpace(next) {
			if !s.suspectWide(start+keyEnd+size, next, wideForms[next]) {
				return false
			}
		}
		// A list or a quoted text in wide marks: `tags: ［a，b］`, `title: “a: b”`.
		if !s.wideMarks(start, line, keyEnd+size) {
			return false
		}
	}
	for i, r := range line {
		if r == ' ' {
			continue
		}
		if isWideSpace(r) || r == '－' {
			return s.suspectWide(start+i, r, wideForms[r])
		}
		break
	}
	return true
}

func isWideSpace(r rune) bool {
	return r > 127 && (unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b')
}

func (s *suspecter) suspectWide(at int, r rune, to string) bool {
	name := code(string(r))
	if isWideSpace(r) {
		name = fmt.Sprintf("(U+%04X)", r)
	}
	what := "The character " + name + " is not " + code(strings.TrimSpace(to))
	if isWideSpace(r) {
		what = fmt.Sprintf("There is a special space (U+%04X), which YAML does not take for one", r)
	} else if strings.HasPrefix(to, ":") {
		what = "The colon " + name + " is a full-width one, which YAML does not take for a colon"
	}
	span := s.span(at, at+utf8.RuneLen(r))
	return s.yield(&diagnosis{
		rule: "yaml-wide", at: span, fault: what, remedy: "Type " + describe(to) + " in its place",
		order: "type " + describe(to) + " in its place", edits: []Edit{replace(span, to)},
	})
}

func describe(plain string) string {
	switch plain {
	case ": ":
		return "a plain colon and a space"
	case " ":
		return "a plain space"
	case "":
		return "nothing"
	}
	return code(strings.TrimSpace(plain))
}

// wideMarks suspects all brackets, commas and straight-looking quotes of a value together.
func (s *suspecter) wideMarks(start int, line string, valueStart int) bool {
	value := line[valueStart:]
	first, _ := utf8.DecodeRuneInString(strings.TrimSpace(value))
	if !strings.ContainsRune("［【｛[{＂＇", first) || first == utf8.RuneError {
		return true
	}
	var edits []Edit
	for i, r := range value {
		if to, ok := wideForms[r]; ok && !isWideSpace(r) && r != '：' && r != '－' && r != '＃' {
			edits = append(edits, replace(s.span(start+valueStart+i, start+valueStart+i+utf8.RuneLen(r)), to))
		}
	}
	if len(edits) == 0 {
		return true
	}
	at := s.span(edits[0].start, edits[0].end)
	return s.yield(&diagnosis{
		rule: "yaml-wide", at: at, fault: "The character " + code(s.text(at)) + " is a full-width one, which YAML does not take for " + code(strings.TrimSpace(edits[0].Text)),
		remedy: "Type " + code(strings.TrimSpace(edits[0].Text)) + " in its place", order: "type plain punctuation in its place", edits: edits,
	})
}

// value suspects the value behind a key or a dash.
func (s *suspecter) value(start int, line string) bool {
	key, from, ok := splitKey(line)
	trimmed := strings.TrimLeft(line, " ")
	isItem := strings.HasPrefix(trimmed, "- ")
	switch {
	case isItem && (!ok || wordLists[s.above]):
		from = len(line) - len(strings.TrimLeft(trimmed[2:], " "))
	case !ok:
		return true
	case !isItem:
		s.above = key
	}
	value := withoutComment(strings.TrimRight(line[from:], " \t"))
	if value == "" {
		return true
	}
	at := s.span(start+from, start+from+len(value))
	quoteIt := func(rule, fault, remedy string, inner string) bool {
		return s.yield(&diagnosis{rule: rule, at: at, fault: fault, remedy: remedy, order: "put the value in quotes", edits: []Edit{replace(at, quoted(inner))}})
	}
	first := value[0]
	switch {
	case first == '"' || first == '\'':
		return s.quotes(at, value)
	case first == '[' || first == '{' && !strings.HasPrefix(value, "{{"):
		return s.brackets(at, key, value, quoteIt)
	case strings.IndexByte("@`%&*!|>{]},?#", first) >= 0 || strings.HasPrefix(value, "- "):
		return quoteIt("yaml-special", fmt.Sprintf("The value begins with %s, which means something else to YAML", code(string(first))),
			"Put the value in quotes: "+code(quoted(value)), value)
	case strings.Contains(value, ": ") || strings.HasSuffix(value, ":"):
		return quoteIt("yaml-colon", "The value has a colon in it, which YAML takes for another key's",
			"Put the value in quotes: "+code(quoted(value)), value)
	}
	return true
}

// quotes suspects a value that begins with a quote: it is not closed, or closed too early, or has a backslash before a letter.
func (s *suspecter) quotes(at frontmatter.Span, value string) bool {
	quote := value[0]
	name := map[byte]string{'"': "quotation mark `\"`", '\'': "apostrophe `'`"}[quote]
	inner := value[1:]
	suspect := func(fault, remedy, order, text string) bool {
		return s.yield(&diagnosis{rule: "yaml-quote", at: at, fault: fault, remedy: remedy, order: order, edits: []Edit{replace(at, text)}})
	}
	end := closingQuote(value)
	if end < 0 {
		text := value + string(quote)
		return suspect("The "+name+" at the beginning of the value is not closed", "Add one at the end of the value", "add the missing quote", text)
	}
	if end < len(value)-1 && !isComment(value[end+1:]) {
		// Text behind the closing quote: the quotes belong to the text, or the whole is quoted and has quotes inside.
		whole := value
		if value[len(value)-1] == quote && !quotedInParts(inner[:len(inner)-1], quote) {
			whole = inner[:len(inner)-1]
			if quote == '\'' {
				whole = strings.ReplaceAll(whole, "''", "'")
			}
		}
		text := quoted(whole)
		if !suspect("The "+name+" closes the value too early", "Put the whole value in other quotes: "+code(text), "put the value in other quotes", text) {
			return false
		}
	}
	if quote == '"' {
		if text := escapeStrayBackslashes(value); text != value {
			return suspect("The backslash stands before a character that it means nothing with", "Write two backslashes for one", "write two backslashes for one", text)
		}
	}
	return true
}

// quotedInParts tells whether the first quote inside of a value closes the one before it, as in "one" and "two", and the value as a whole is
// in no quotes. In "he said "one"" it does not, nor does the apostrophe of 'it's one'.
func quotedInParts(inner string, quote byte) bool {
	closes, quotes := false, 0
	for i := range len(inner) {
		if inner[i] != quote {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(inner[:i])
		after, _ := utf8.DecodeRuneInString(inner[i+1:])
		if quote == '\'' && unicode.IsLetter(before) && unicode.IsLetter(after) {
			continue
		}
		if quotes == 0 {
			closes = i > 0 && before != ' '
		}
		quotes++
	}
	return closes && quotes%2 == 0
}

// withoutComment cuts off a comment behind a value. A # with no space behind it may be part of the value, as may one inside of brackets.
func withoutComment(value string) string {
	from := 0
	if value != "" && (value[0] == '"' || value[0] == '\'') {
		if from = closingQuote(value); from < 0 {
			return value
		}
	}
	for i := from + 1; i < len(value); i++ {
		if value[i] != '#' || !isBlank(value[i-1]) || i+1 < len(value) && value[i+1] != ' ' {
			continue
		}
		before := strings.TrimRight(value[:i], " \t")
		if value[0] == '[' && !strings.HasSuffix(before, "]") || value[0] == '{' && !strings.HasSuffix(before, "}") {
			continue
		}
		return before
	}
	return value
}

// closingQuote returns where the quote that opens a value is closed, or -1.
func closingQuote(value string) int {
	quote := value[0]
	for i := 1; i < len(value); i++ {
		switch {
		case value[i] == '\\' && quote == '"':
			i++
		case value[i] == quote && quote == '\'' && i+1 < len(value) && value[i+1] == quote:
			i++
		case value[i] == quote:
			return i
		}
	}
	return -1
}

func isComment(rest string) bool {
	trimmed := strings.TrimLeft(rest, " \t")
	return trimmed == "" || trimmed[0] == '#' && len(trimmed) < len(rest)
}

// escapeStrayBackslashes doubles the backslashes that YAML does not know an escape for.
func escapeStrayBackslashes(value string) string {
	var b strings.Builder
	for i := 0; i < len(value); i++ {
		b.WriteByte(value[i])
		if value[i] != '\\' || i+1 == len(value) {
			continue
		}
		if strings.IndexByte(`0abtnvfre "/\N_LPxuU`+"\t", value[i+1]) < 0 {
			b.WriteByte('\\')
			continue
		}
		i++
		b.WriteByte(value[i])
	}
	return b.String()
}

// brackets suspects a value that begins with a bracket: it is not closed, or is not a list at all.
func (s *suspecter) brackets(at frontmatter.Span, key, value string, quoteIt func(rule, fault, remedy, inner string) bool) bool {
	closing := map[byte]string{'[': "]", '{': "}"}[value[0]]
	what := map[byte]string{'[': "list", '{': "mapping"}[value[0]]
	if !strings.Contains(value, closing) {
		text := strings.TrimRight(value, ", ") + closing
		if !s.yield(&diagnosis{
			rule: "yaml-bracket", at: at, fault: fmt.Sprintf("The bracket %s is not closed", code(value[:1])),
			remedy: fmt.Sprintf("Add %s at the end of the %s", code(closing), what), order: "close the bracket", edits: []Edit{replace(at, text)},
		}) {
			return false
		}
	}
	if value[0] == '[' && !proseKeys[key] && !s.listItems(at, value) {
		return false
	}
	if wordLists[key] {
		return s.yield(&diagnosis{
			rule: "yaml-special", at: at, fault: "The list in brackets cannot be read",
			remedy: "Write each item on a line of its own behind `- `, in quotes if it has special characters",
			edits:  []Edit{replace(at, quoted(value))}, unsure: true,
		})
	}
	return quoteIt("yaml-special", fmt.Sprintf("The value begins with %s, with which a %s begins in YAML", code(value[:1]), what),
		"Put the value in quotes: "+code(quoted(value)), value)
}

// listItems suspects the items of a list in brackets: [@work, C #3], [one,, two] and [one, two]].
func (s *suspecter) listItems(at frontmatter.Span, value string) bool {
	if !strings.HasSuffix(value, "]") {
		return true
	}
	if strings.Count(value, "]") > strings.Count(value, "[") {
		end := s.span(at.End-1, at.End)
		if !s.yield(&diagnosis{
			rule: "yaml-bracket", at: end, fault: "There is a bracket `]` too many", remedy: "Delete it", order: "delete the bracket", edits: []Edit{replace(end, "")},
		}) {
			return false
		}
	}
	var commas, quotes []Edit
	inner := value[1 : len(value)-1]
	for from := 0; from <= len(inner); {
		to := from + endOfItem(inner[from:])
		item := strings.TrimSpace(inner[from:to])
		start := at.Start + 1 + from + strings.Index(inner[from:to], item)
		switch {
		case item == "" && to < len(inner):
			commas = append(commas, replace(s.span(at.Start+1+from, at.Start+1+to+1), ""))
		case needsQuotes(item):
			quotes = append(quotes, replace(s.span(start, start+len(item)), quoted(item)))
		}
		from = to + 1
	}
	if len(quotes) > 0 {
		first := s.span(quotes[0].start, quotes[0].end)
		if !s.yield(&diagnosis{
			rule: "yaml-special", at: first, fault: fmt.Sprintf("The item %s has a character that means something else to YAML", code(s.text(first))),
			remedy: "Put it in quotes: " + code(quotes[0].Text), order: "put the item in quotes", edits: slices.Concat(commas, quotes),
		}) {
			return false
		}
	}
	if len(commas) > 0 {
		return s.yield(&diagnosis{
			rule: "yaml-syntax", at: s.span(commas[0].start, commas[0].end), fault: "There is a comma too many in the list", remedy: "Delete it",
			order: "delete the comma", edits: commas,
		})
	}
	return true
}

// endOfItem returns where the first item of a list ends: at a comma that is in no quotes and no brackets, or at the end.
func endOfItem(list string) int {
	depth := 0
	for i := 0; i < len(list); i++ {
		switch list[i] {
		case '"', '\'':
			if strings.TrimSpace(list[:i]) == "" {
				if end := closingQuote(list[i:]); end > 0 {
					i += end
				}
			}
		case '[', '{':
			depth++
		case ']', '}':
			depth--
		case ',':
			if depth <= 0 {
				return i
			}
		}
	}
	return len(list)
}

// needsQuotes tells whether an item of a list in brackets may keep the list from being read.
func needsQuotes(item string) bool {
	switch {
	case item == "" || item[0] == '[' || item[0] == '{':
		return false
	case item[0] == '"' || item[0] == '\'':
		return closingQuote(item) != len(item)-1
	}
	return strings.IndexByte("@`%&*!|>#?]}", item[0]) >= 0 || strings.HasPrefix(item, "- ") || item == "-" ||
		strings.Contains(item, ": ") || strings.HasSuffix(item, ":") || strings.Contains(item, " #")
}

// missingSpace suspects `title:Spring`.
func (s *suspecter) missingSpace(start int, line string) bool {
	i := strings.IndexByte(line, ':')
	if i < 0 || i+1 == len(line) || line[i+1] == ' ' || line[i+1] == '/' || line[i+1] == ':' {
		return true
	}
	indent := len(line) - len(strings.TrimLeft(line, " "))
	key := strings.TrimPrefix(line[indent:i], "- ")
	if !isKeyLike(key) {
		return true
	}
	at := s.span(start+i-len(key), start+i+1)
	rest := line[i+1:]
	insert := s.insert(start+i+1, " ")
	if value := strings.TrimLeft(rest, "\t"); len(value) < len(rest) {
		insert = replace(s.span(start+i+1, start+len(line)-len(value)), " ")
	}
	return s.yield(&diagnosis{
		rule: "yaml-space", at: at, fault: fmt.Sprintf("There is no space behind the colon of %s", code(key)),
		remedy: "Put a space behind it: " + code(key+": "+strings.TrimSpace(rest)), order: "put a space behind the colon", edits: []Edit{insert},
	})
}

// indent suspects a line that stands too far to the right or to the left.
func (s *suspecter) indent(start int, line string, indents []int) bool {
	_, _, isKey := splitKey(line)
	trimmed := strings.TrimLeft(line, " ")
	if !isKey && !strings.HasPrefix(trimmed, "- ") || len(indents) == 0 {
		return true
	}
	has := len(line) - len(trimmed)
	var tried []int
	for i := len(indents) - 1; i >= 0 && len(tried) < 3; i-- {
		want := indents[i]
		if want == has || slices.Contains(tried, want) {
			continue
		}
		tried = append(tried, want)
		word := trimmed
		if key, _, ok := splitKey(trimmed); ok {
			word = key
		}
		if !s.yield(&diagnosis{
			rule: "yaml-indent", at: s.span(start+has, start+has+len(word)),
			fault:  fmt.Sprintf("The line is indented %s, its neighbours %s", byHowMuch(has), byHowMuch(want)),
			remedy: fmt.Sprintf("Indent it %s", byHowMuch(want)), order: "indent the line like its neighbours",
			edits: []Edit{replace(s.span(start, start+has), strings.Repeat(" ", want))},
		}) {
			return false
		}
	}
	return true
}

func byHowMuch(indent int) string {
	if indent == 0 {
		return "not at all"
	}
	return "by " + count(indent, "space")
}

// missingColon suspects `title Spring`.
func (s *suspecter) missingColon(start int, line string) bool {
	word, rest, _ := strings.Cut(strings.TrimRight(line, " \t"), " ")
	if !slices.Contains(spelledKeys, word) || strings.Contains(rest, ": ") {
		return true
	}
	at := s.span(start, start+len(word))
	return s.yield(&diagnosis{
		rule: "yaml-syntax", at: at, fault: fmt.Sprintf("There is no colon behind %s", code(word)), remedy: "Put a colon behind it: " + code(strings.TrimSpace(word+": "+rest)),
		order: "put a colon behind the key", edits: []Edit{s.insert(start+len(word), ":")},
	})
}

// fence suspects a closing line that has too few or too many hyphens.
func (s *suspecter) fence(start int, line string) bool {
	trimmed := strings.TrimSpace(line)
	if !isAlmostFence(trimmed) {
		return true
	}
	at := s.span(start, start+len(line))
	return s.yield(&diagnosis{
		rule: "front-matter-unclosed", at: at, fault: fmt.Sprintf("The closing line of the front matter is %s, not `---`", code(trimmed)),
		remedy: "Write three hyphens", order: "write three hyphens", edits: []Edit{replace(at, "---")},
	})
}

// missingFence suspects that the closing line is missing and that a ruled line of the text was taken for it.
func (s *suspecter) missingFence() {
	keys, end := 0, -1
	for start, line := range s.yamlLines() {
		_, _, isKey := splitKey(line)
		trimmed := strings.TrimSpace(line)
		switch {
		case end >= 0 && trimmed != "":
			if isKey && isKeyLike(strings.SplitN(trimmed, ":", 2)[0]) {
				end = -1
				continue
			}
			if s.keysFrom(start) {
				return
			}
			edit := s.insert(end, s.lineBreak()+"---")
			at := s.span(start, start+len(line))
			s.yield(&diagnosis{
				rule: "front-matter-unclosed", at: at, fault: "The front matter is not closed before the text begins",
				remedy: "Put a line `---` behind the last key", order: "close the front matter", edits: []Edit{edit},
			})
			return
		case isKey:
			keys++
		case trimmed == "" && keys > 0 && end < 0:
			end = start - len(s.lineBreak())
		}
	}
}

// keysFrom tells whether keys that posts have stand behind a place of the front matter, so that it goes on there.
func (s *suspecter) keysFrom(place int) bool {
	for start, line := range s.yamlLines() {
		if key, _, ok := splitKey(line); ok && start >= place && slices.Contains(spelledKeys, key) {
			return true
		}
	}
	return false
}

// splitKey finds the key of a line, and where its value begins. A line that has none, or has only a value, is not ok.
func splitKey(line string) (key string, value int, ok bool) {
	from := len(line) - len(strings.TrimLeft(line, " "))
	for strings.HasPrefix(line[from:], "- ") {
		from += 2
		from += len(line[from:]) - len(strings.TrimLeft(line[from:], " "))
	}
	if from == len(line) || line[from] == '#' {
		return "", 0, false
	}
	search := from
	if line[from] == '"' || line[from] == '\'' {
		end := closingQuote(line[from:])
		if end < 0 {
			return "", 0, false
		}
		search = from + end + 1
	}
	for i := search; i < len(line); i++ {
		if line[i] == ':' && (i+1 == len(line) || isBlank(line[i+1])) {
			value = i + 1
			for value < len(line) && isBlank(line[value]) {
				value++
			}
			return strings.TrimSpace(line[from:i]), value, i > from
		}
	}
	return "", 0, false
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' }

// isKeyLike tells whether a text is a word as keys are: letters, digits, hyphens and underscores.
func isKeyLike(s string) bool {
	s = strings.TrimPrefix(s, "- ")
	return s != "" && len(s) < 40 && !strings.ContainsFunc(s, func(r rune) bool {
		return r != '_' && r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// quoted writes a text as a YAML scalar in quotes: double ones where nothing in it needs an escape, else single ones.
func quoted(s string) string {
	if !strings.ContainsAny(s, `"\`) {
		return `"` + s + `"`
	}
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}

// plainIfPossible writes a text without quotes where YAML and Ruby read it as the same text, else in quotes.
func plainIfPossible(s string, inList bool) string {
	if s == "" || strings.TrimSpace(s) != s || strings.ContainsAny(s[:1], "-?:,[]{}#&*!|>'\"%@`") || strings.Contains(s, ": ") ||
		strings.HasSuffix(s, ":") || strings.Contains(s, " #") || inList && strings.ContainsAny(s, ",[]{}") {
		return quoted(s)
	}
	if v, ok := psych.Plain(s, nil).(string); !ok || v != s {
		return quoted(s)
	}
	return s
}

// isPlain tells whether a scalar is written without quotes.
func isPlain(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && !psych.Quoted(n) }
