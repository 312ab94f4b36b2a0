package liquid

import (
	"strings"
	"unicode/utf8"
)

// tokenizer cuts a template into text, {% tags %} and {{ outputs }}; or, inside a {% liquid %} tag, into lines.
type tokenizer struct {
	src      string
	pos, end int
	lines    bool // inside {% liquid %}
}

// token is a piece of the source from start on.
type token struct {
	text  string
	start int
}

func (t *tokenizer) next() (token, bool) {
	if t.pos >= t.end {
		return token{}, false
	}
	start := t.pos
	rest := t.src[start:t.end]
	var n int
	switch {
	case t.lines:
		if n = strings.IndexByte(rest, '\n'); n < 0 {
			n = len(rest)
		}
		t.pos = start + n + 1
		return token{rest[:n], start}, true
	case strings.HasPrefix(rest, "{%"):
		n = 2
		if i := strings.Index(rest[2:], "%}"); i >= 0 {
			n = i + 4
		}
	case strings.HasPrefix(rest, "{{"):
		n = 2
		if i := strings.IndexByte(rest[2:], '}'); i >= 0 {
			n = i + 3
			if n < len(rest) && rest[n] == '}' {
				n++
			}
		}
	default:
		n = textLength(rest)
	}
	t.pos = start + n
	return token{rest[:n], start}, true
}

// textLength is how far the text goes: up to the next {{ or {%.
func textLength(s string) int {
	for i := 0; ; {
		j := strings.IndexByte(s[i:], '{')
		if j < 0 || i+j+1 >= len(s) {
			return len(s)
		}
		i += j + 1
		if s[i] == '%' || s[i] == '{' {
			return i - 1
		}
	}
}

func (t token) isTag() bool    { return strings.HasPrefix(t.text, "{%") }
func (t token) isOutput() bool { return strings.HasPrefix(t.text, "{{") }

// trims says whether the tag strips white space before and after it.
func (t token) trims() (before, after bool) {
	return len(t.text) > 2 && t.text[2] == '-', len(t.text) > 2 && t.text[len(t.text)-3] == '-'
}

// tag splits {% name markup %}. offset is where in the token the tag is said to be: behind line breaks before its name and
// markup, else at the brace.
func (t token) tag() (name, markup string, offset int, ok bool) {
	if len(t.text) < 4 || !strings.HasSuffix(t.text, "%}") {
		return "", "", 0, false
	}
	i := 2
	end := len(t.text) - 2
	if i < end && t.text[i] == '-' {
		i++
	}
	nameStart := skipSpace(t.text[:end], i)
	nameEnd := tagNameEnd(t.text[:end], nameStart)
	if nameEnd == nameStart {
		return "", "", 0, false
	}
	from := skipSpace(t.text[:end], nameEnd)
	if end > from && t.text[end-1] == '-' {
		end--
	}
	if strings.Contains(t.text[nameEnd:from], "\n") {
		offset = from
	} else if strings.Contains(t.text[i:nameStart], "\n") {
		offset = nameStart
	}
	return t.text[nameStart:nameEnd], t.text[from:end], offset, true
}

func tagNameEnd(s string, i int) int {
	if i < len(s) && s[i] == '#' {
		return i + 1
	}
	return skipWord(s, i)
}

// lineTag splits a line of a {% liquid %} tag.
func (t token) lineTag() (name, markup string, ok bool) {
	start := skipSpace(t.text, 0)
	end := tagNameEnd(t.text, start)
	if end == start {
		return "", "", false
	}
	return t.text[start:end], t.text[skipSpace(t.text, end):], true
}

// lastTag finds the last tag in a token whose beginning may be something else: in `{{ a {% endraw %}` it is endraw. before
// is what stands in front of it.
func (t token) lastTag() (before, name string, ok bool) {
	if !strings.HasSuffix(t.text, "%}") {
		return "", "", false
	}
	for end := len(t.text) - 2; ; {
		i := strings.LastIndex(t.text[:end], "{%")
		if i < 0 {
			return "", "", false
		}
		from := i + 2
		if from < len(t.text) && t.text[from] == '-' {
			from++
		}
		start := skipSpace(t.text, from)
		if stop := skipWord(t.text, start); stop > start {
			return t.text[:i], t.text[start:stop], true
		}
		end = i
	}
}

// place turns offsets in the source into lines and columns. Offsets should rise: it counts on from the last.
type place struct {
	src          string
	offset       int
	line, column int
}

func (p *place) at(offset int) (line, column int) {
	if offset < p.offset { // rare: an error reported behind its tag
		back := place{src: p.src, line: p.line - strings.Count(p.src[:p.offset], "\n"), column: 1}
		return back.at(offset)
	}
	passed := p.src[p.offset:offset]
	if n := strings.Count(passed, "\n"); n > 0 {
		p.line += n
		p.column = 1
		passed = passed[strings.LastIndexByte(passed, '\n')+1:]
	}
	p.column += utf8.RuneCountInString(passed)
	p.offset = offset
	return p.line, p.column
}
