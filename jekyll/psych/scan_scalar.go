package psych

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// folder gathers the white space between words of a scalar, which line breaks fold.
type folder struct {
	blanks  string // between words on one line
	first   string // the first line break
	more    string // those after it
	newLine bool   // whether a line break was met
}

// write writes what the gathered white space becomes.
func (f *folder) write(b *strings.Builder) {
	switch {
	case !f.newLine:
		b.WriteString(f.blanks)
	case f.first != "\n":
		b.WriteString(f.first)
		b.WriteString(f.more)
	case f.more == "":
		b.WriteByte(' ')
	default:
		b.WriteString(f.more)
	}
}

func (f *folder) lineBreak(text string) {
	if !f.newLine {
		f.blanks, f.first, f.newLine = "", text, true
	} else {
		f.more += text
	}
}

// plain reads a scalar without quotes. One that stands on a single line is not copied.
func (s *scanner) plain() {
	s.saveKey()
	s.allowed = false
	start, indent := s.mark, s.indent+1
	end := start
	var b strings.Builder
	var gap folder
	from := s.offset // of the text that is not in b yet
	for {
		if s.column == 0 && s.atDocumentMark() || s.at(0) == '#' {
			break
		}
		if s.plainEnds(start) {
			break
		}
		if gap.newLine {
			b.WriteString(s.src[from:end.offset])
			gap.write(&b)
			from = s.offset
		}
		gap = folder{}
		s.plainWord(start)
		end = s.mark
		if !isBlank(s.at(0)) && s.breakSize(0) == 0 {
			break
		}
		s.plainGap(&gap, start, indent)
		if s.flow == 0 && s.column < indent {
			break
		}
	}
	if gap.newLine {
		s.allowed = true
	}
	text := s.src[from:end.offset]
	if b.Len() > 0 {
		b.WriteString(text)
		text = b.String()
	}
	s.tokens = append(s.tokens, token{kind: tokenScalar, start: start, end: end, text: text})
}

// plainEnds says whether no word begins here.
func (s *scanner) plainEnds(start mark) bool {
	return s.blankOrEnd(0) || s.endsPlain(start)
}

// endsPlain says whether an indicator ends a scalar without quotes.
func (s *scanner) endsPlain(start mark) bool {
	switch s.at(0) {
	case ':':
		if s.flow > 0 && s.offset+1 < len(s.src) && strings.IndexByte(",?[]{}", s.at(1)) >= 0 {
			fail("while scanning a plain scalar", start, "found unexpected ':'", s.mark)
		}
		return s.blankOrEnd(1)
	case ',', '[', ']', '{', '}':
		return s.flow > 0
	}
	return false
}

// plainWord moves over a word.
func (s *scanner) plainWord(start mark) {
	for s.offset < len(s.src) {
		c := s.src[s.offset]
		switch {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			return
		case c >= utf8.RuneSelf:
			if s.breakSize(0) > 0 {
				return
			}
			s.skipRune()
		case c == ':' || s.flow > 0 && (c == ',' || c == '[' || c == ']' || c == '{' || c == '}'):
			if s.endsPlain(start) {
				return
			}
			s.skip(1)
		default:
			s.skip(1)
		}
	}
}

// plainGap moves over the white space behind a word.
func (s *scanner) plainGap(gap *folder, start mark, indent int) {
	for {
		switch {
		case isBlank(s.at(0)):
			if gap.newLine && s.column < indent && s.at(0) == '\t' {
				fail("while scanning a plain scalar", start, "found a tab character that violates indentation", s.mark)
			}
			s.skip(1)
		case s.breakSize(0) > 0:
			gap.lineBreak(s.skipLine())
		default:
			return
		}
	}
}

// quoted reads a scalar in quotes. One on a single line without escapes is not copied.
func (s *scanner) quoted(quote byte) {
	start := s.mark
	s.skip(1)
	from := s.offset
	for i := from; i < len(s.src); i++ {
		c := s.src[i]
		if c == quote && (quote == '"' || i+1 >= len(s.src) || s.src[i+1] != '\'') {
			s.column += utf8.RuneCountInString(s.src[from:i]) + 1
			s.offset = i + 1
			s.tokens = append(s.tokens, token{kind: tokenScalar, style: quote, start: start, end: s.mark, text: s.src[from:i]})
			return
		}
		if c == quote || c == '\\' && quote == '"' || c == '\n' || c == '\r' || c == 0xC2 || c == 0xE2 && breakAt(s.src, i) {
			break
		}
	}
	s.quotedSlowly(quote, start)
}

// breakAt says whether one of Unicode's line separators stands at an offset.
func breakAt(src string, i int) bool {
	return strings.HasPrefix(src[i:], "\u2028") || strings.HasPrefix(src[i:], "\u2029")
}

func (s *scanner) quotedSlowly(quote byte, start mark) {
	var b strings.Builder
	for {
		if s.column == 0 && s.atDocumentMark() {
			fail("while scanning a quoted scalar", start, "found unexpected document indicator", s.mark)
		}
		if s.offset >= len(s.src) {
			fail("while scanning a quoted scalar", start, "found unexpected end of stream", s.mark)
		}
		var gap folder
		s.quotedWord(quote, &b, &gap, start)
		if s.at(0) == quote {
			break
		}
		for {
			if isBlank(s.at(0)) {
				if !gap.newLine {
					gap.blanks += s.src[s.offset : s.offset+1]
				}
				s.skip(1)
			} else if s.breakSize(0) > 0 {
				gap.lineBreak(s.skipLine())
			} else {
				break
			}
		}
		gap.write(&b)
	}
	s.skip(1)
	t := s.add(tokenScalar, start)
	t.style, t.text = quote, b.String()
}

// quotedWord reads up to white space or the closing quote. A line break behind a backslash joins the lines.
func (s *scanner) quotedWord(quote byte, b *strings.Builder, gap *folder, start mark) {
	for !s.blankOrEnd(0) {
		c := s.at(0)
		switch {
		case c == quote && quote == '\'' && s.at(1) == '\'':
			b.WriteByte('\'')
			s.skip(2)
		case c == quote:
			return
		case c == '\\' && quote == '"':
			if s.breakSize(1) > 0 {
				s.skip(1)
				s.skipLine()
				gap.newLine, gap.first = true, ""
				return
			}
			s.escape(b, start)
		default:
			from := s.offset
			s.skipRune()
			b.WriteString(s.src[from:s.offset])
		}
	}
}

var simpleEscapes = map[byte]string{
	'0': "\x00", 'a': "\a", 'b': "\b", 't': "\t", '\t': "\t", 'n': "\n", 'v': "\v", 'f': "\f", 'r': "\r", 'e': "\x1b",
	' ': " ", '"': `"`, '/': "/", '\\': `\`, 'N': "\u0085", '_': "\u00a0", 'L': "\u2028", 'P': "\u2029",
}

func (s *scanner) escape(b *strings.Builder, start mark) {
	c := s.at(1)
	if text, ok := simpleEscapes[c]; ok {
		b.WriteString(text)
		s.skip(2)
		return
	}
	length := map[byte]int{'x': 2, 'u': 4, 'U': 8}[c]
	if length == 0 {
		fail("while parsing a quoted scalar", start, "found unknown escape character", s.mark)
	}
	s.skip(2)
	if s.offset+length > len(s.src) {
		fail("while parsing a quoted scalar", start, "did not find expected hexdecimal number", s.mark)
	}
	code, err := strconv.ParseUint(s.src[s.offset:s.offset+length], 16, 64)
	if err != nil {
		fail("while parsing a quoted scalar", start, "did not find expected hexdecimal number", s.mark)
	}
	if code >= 0xD800 && code <= 0xDFFF || code > utf8.MaxRune {
		fail("while parsing a quoted scalar", start, "found invalid Unicode character escape code", s.mark)
	}
	b.WriteRune(rune(code))
	s.skip(length)
}

// block reads a scalar behind | or >.
func (s *scanner) block(style byte) {
	start := s.mark
	s.skip(1)
	chomp, increment := s.blockHeader(start)
	indent := 0
	if increment > 0 {
		indent = max(s.indent, 0) + increment
	}
	end := s.mark
	var b, breaks strings.Builder
	s.blockBreaks(&indent, &breaks, start, &end)
	leading := ""
	leadingBlank := false
	for s.column == indent && s.offset < len(s.src) {
		trailingBlank := isBlank(s.at(0))
		if style == '>' && leading == "\n" && !leadingBlank && !trailingBlank {
			if breaks.Len() == 0 {
				b.WriteByte(' ')
			}
		} else {
			b.WriteString(leading)
		}
		b.WriteString(breaks.String())
		breaks.Reset()
		leadingBlank = isBlank(s.at(0))
		from := s.offset
		for !s.breakOrEnd() {
			s.skipRune()
		}
		b.WriteString(s.src[from:s.offset])
		leading = ""
		end = s.mark
		if s.breakSize(0) > 0 {
			leading = s.skipLine()
		}
		s.blockBreaks(&indent, &breaks, start, &end)
	}
	if chomp != '-' {
		b.WriteString(leading)
	}
	if chomp == '+' {
		b.WriteString(breaks.String())
	}
	s.tokens = append(s.tokens, token{kind: tokenScalar, style: style, start: start, end: end, text: b.String()})
}

// blockHeader reads what follows | or > on its line.
func (s *scanner) blockHeader(start mark) (chomp byte, increment int) {
	for range 2 {
		switch c := s.at(0); {
		case (c == '+' || c == '-') && chomp == 0:
			chomp = c
			s.skip(1)
		case isDigit(c) && increment == 0:
			if c == '0' {
				fail("while scanning a block scalar", start, "found an indentation indicator equal to 0", s.mark)
			}
			increment = int(c - '0')
			s.skip(1)
		}
	}
	for isBlank(s.at(0)) {
		s.skip(1)
	}
	if s.at(0) == '#' {
		for !s.breakOrEnd() {
			s.skipRune()
		}
	}
	if !s.breakOrEnd() {
		fail("while scanning a block scalar", start, "did not find expected comment or line break", s.mark)
	}
	if s.breakSize(0) > 0 {
		s.skipLine()
	}
	return chomp, increment
}

// blockBreaks moves over indentation and empty lines, and finds the indentation if it is not known yet (0).
func (s *scanner) blockBreaks(indent *int, breaks *strings.Builder, start mark, end *mark) {
	deepest := 0
	for {
		for (*indent == 0 || s.column < *indent) && s.at(0) == ' ' {
			s.skip(1)
		}
		deepest = max(deepest, s.column)
		if (*indent == 0 || s.column < *indent) && s.at(0) == '\t' {
			fail("while scanning a block scalar", start, "found a tab character where an indentation space is expected", s.mark)
		}
		if s.breakSize(0) == 0 {
			break
		}
		breaks.WriteString(s.skipLine())
	}
	if *indent == 0 {
		*indent = max(deepest, s.indent+1, 1)
	}
}
