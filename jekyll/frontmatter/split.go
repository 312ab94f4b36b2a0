package frontmatter

import (
	"bytes"
	"unicode/utf8"
)

var byteOrderMark = []byte("\ufeff")

// Split finds where the front matter of a file's text begins and ends, without reading its YAML. The matter refers to src.
func Split(src []byte) *Matter {
	m := &Matter{BodyLine: 1}
	m.Header = hasHeader(src)
	text := src
	if bytes.HasPrefix(src, byteOrderMark) {
		m.Start = len(byteOrderMark)
		text = src[m.Start:]
		m.Faults = append(m.Faults, Fault{Kind: ByteOrderMark, Line: 1, Column: 1})
	}
	m.Body = m.Start
	open := openingLine(text)
	if open == 0 {
		m.Faults = append(m.Faults, strayHead(text)...)
	} else if start, end := closingLine(text, open); start < 0 {
		m.Faults = append(m.Faults, Fault{Kind: NotClosed, Line: 1, Column: 1})
	} else {
		m.Present = true
		m.YAML = text[:start]
		m.Text = text[:lineEnd(text, start)]
		m.Body = m.Start + end
		m.BodyLine = bytes.Count(text[:end], []byte("\n")) + 1
	}
	m.encodingFaults(text)
	return m
}

// Closed says whether a file's head is enough for Split: that it holds the line which closes the front matter and the beginning of
// the body, or shows that there is no front matter.
func Closed(head []byte) bool {
	text := bytes.TrimPrefix(head, byteOrderMark)
	open := openingLine(text)
	if open == 0 {
		rest, dashes := bytes.CutPrefix(text, []byte("---"))
		if dashes {
			return len(bytes.TrimLeft(rest, " \t\r\f\v")) > 0
		}
		return !bytes.HasPrefix([]byte("---"), text) && !bytes.HasPrefix(byteOrderMark, text)
	}
	_, end := closingLine(text, open)
	return end >= 0 && end < len(text)
}

// openingLine returns where the line behind "---" and blanks begins, or 0. The line must be the first.
func openingLine(text []byte) int {
	if !bytes.HasPrefix(text, []byte("---")) {
		return 0
	}
	i := 3
	for i < len(text) && isSpace(text[i]) && text[i] != '\n' {
		i++
	}
	if i == len(text) || text[i] != '\n' {
		return 0
	}
	return i + 1
}

// hasHeader is Utils.has_yaml_header?.
func hasHeader(src []byte) bool { return openingLine(src) > 0 }

// closingLine finds the first line from a place on that consists of "---" or "..." and blanks, and the end of the blank lines behind it.
func closingLine(text []byte, from int) (start, end int) {
	for i := from; i < len(text); i = lineEnd(text, i) {
		rest := text[i:]
		if !bytes.HasPrefix(rest, []byte("---")) && !bytes.HasPrefix(rest, []byte("...")) {
			continue
		}
		j := 3
		for j < len(rest) && isSpace(rest[j]) {
			j++
		}
		if j == len(rest) {
			return i, len(text)
		}
		if last := bytes.LastIndexByte(rest[:j], '\n'); last >= 0 {
			return i, i + last + 1
		}
	}
	return -1, -1
}

func lineEnd(text []byte, from int) int {
	if n := bytes.IndexByte(text[from:], '\n'); n >= 0 {
		return from + n + 1
	}
	return len(text)
}

func isSpace(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }

// strayHead looks at a file without front matter for what was meant to be some.
func strayHead(text []byte) []Fault {
	i := 0
	for i < len(text) && isSpace(text[i]) {
		i++
	}
	rest := text[i:]
	line := bytes.Count(text[:i], []byte("\n")) + 1
	column := i - (bytes.LastIndexByte(text[:i], '\n') + 1) + 1
	switch {
	case i > 0 && openingLine(rest) > 0:
		if start, _ := closingLine(rest, openingLine(rest)); start > 0 {
			return []Fault{{Kind: NotFirst, Line: line, Column: column}}
		}
	case bytes.HasPrefix(rest, []byte("+++\n")), bytes.HasPrefix(rest, []byte("+++\r\n")), bytes.HasPrefix(rest, []byte("{\n")),
		bytes.HasPrefix(rest, []byte("---toml")), bytes.HasPrefix(rest, []byte("---json")):
		return []Fault{{Kind: Foreign, Line: line, Column: column}}
	}
	return nil
}

// encodingFaults looks through all of the text that is there, head and body.
func (m *Matter) encodingFaults(text []byte) {
	if !utf8.Valid(text) {
		i := 0
		for {
			r, size := utf8.DecodeRune(text[i:])
			if r == utf8.RuneError && size <= 1 {
				break
			}
			i += size
		}
		m.Faults = append(m.Faults, place(NotUTF8, text, i))
	}
	if cr := bytes.Count(text, []byte("\r\n")); cr > 0 && cr < bytes.Count(text, []byte("\n")) {
		m.Faults = append(m.Faults, mixedPlace(text))
	}
}

// mixedPlace is the end of the first line whose end differs from that of the line before.
func mixedPlace(text []byte) Fault {
	first := -1
	for i := 0; i < len(text); i = lineEnd(text, i) {
		end := lineEnd(text, i)
		if text[end-1] != '\n' {
			break
		}
		crlf := 0
		if end >= 2 && text[end-2] == '\r' {
			crlf = 1
		}
		if first >= 0 && crlf != first {
			return place(MixedLineEnds, text, end-1-crlf)
		}
		first = crlf
	}
	return Fault{Kind: MixedLineEnds, Line: 1, Column: 1}
}

func place(kind Kind, text []byte, offset int) Fault {
	before := text[:offset]
	start := bytes.LastIndexByte(before, '\n') + 1
	return Fault{Kind: kind, Line: bytes.Count(before, []byte("\n")) + 1, Column: utf8.RuneCount(before[start:]) + 1}
}
