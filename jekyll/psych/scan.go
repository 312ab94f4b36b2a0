package psych

import (
	"strings"
	"unicode/utf8"
)

// The scanner finds the tokens of YAML 1.1 as libyaml does, which Ruby uses: what it takes and refuses, and where and with which words, is
// libyaml's. (The parser of yaml/v3 refuses "tags: [why?]" and a slash after a backslash, and tells no columns of faults.)

type tokenKind uint8

const (
	tokenEnd tokenKind = iota
	tokenDirective
	tokenDocumentStart
	tokenDocumentEnd
	tokenBlockSequence
	tokenBlockMapping
	tokenBlockEnd
	tokenFlowSequence
	tokenFlowSequenceEnd
	tokenFlowMapping
	tokenFlowMappingEnd
	tokenBlockEntry
	tokenFlowEntry
	tokenKey
	tokenValue
	tokenAlias
	tokenAnchor
	tokenTag
	tokenScalar
)

// mark is a place in the text: the offset in bytes, line and column from 0, the column in characters.
type mark struct {
	offset, line, column int
}

type token struct {
	kind       tokenKind
	style      byte // of a scalar: ' " | > or 0
	start, end mark
	text       string // of a scalar, anchor, alias; of a tag its handle; of a directive its name
	suffix     string // of a tag; of a directive its parameters
}

// simpleKey is a place where a key may have begun that shows itself only by the ":" behind it.
type simpleKey struct {
	possible, required bool
	token              int // the number of the token before which KEY belongs
	mark               mark
}

// maxKey is how long a key without "?" may be, in characters.
const maxKey = 1024

type scanner struct {
	src string
	mark
	tokens  []token
	head    int // in tokens
	taken   int // how many tokens were handed out
	indents []int
	indent  int
	flow    int // how many brackets are open
	keys    []simpleKey
	allowed bool // whether a simple key may begin here
	maxFlow int
}

func (s *scanner) reset(src string, maxFlow int) {
	*s = scanner{src: src, tokens: s.tokens[:0], indents: s.indents[:0], keys: append(s.keys[:0], simpleKey{}), indent: -1, allowed: true, maxFlow: maxFlow}
}

// syntaxFault ends scanning or parsing; it is recovered in parse.
type syntaxFault struct{ err error }

func fail(context string, at mark, problem string, where mark) {
	e := &SyntaxError{Line: where.line + 1, Column: where.column + 1, Problem: problem}
	if context != "" {
		e.Context, e.ContextLine, e.ContextColumn = context, at.line+1, at.column+1
	}
	panic(syntaxFault{e})
}

// at is the byte at a distance from the current place, 0 behind the end.
func (s *scanner) at(n int) byte {
	if i := s.offset + n; i < len(s.src) {
		return s.src[i]
	}
	return 0
}

// skip moves on by n characters of ASCII.
func (s *scanner) skip(n int) {
	s.offset += n
	s.column += n
}

// skipRune moves on by one character.
func (s *scanner) skipRune() {
	size := 1
	if s.src[s.offset] >= utf8.RuneSelf {
		_, size = utf8.DecodeRuneInString(s.src[s.offset:])
	}
	s.offset += size
	s.column++
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' }

// breakSize is the length of the line break at a place, 0 if there is none. Unicode's line breaks count in YAML 1.1.
func (s *scanner) breakSize(n int) int {
	i := s.offset + n
	if i >= len(s.src) {
		return 0
	}
	switch s.src[i] {
	case '\n':
		return 1
	case '\r':
		if i+1 < len(s.src) && s.src[i+1] == '\n' {
			return 2
		}
		return 1
	case 0xC2:
		if i+1 < len(s.src) && s.src[i+1] == 0x85 {
			return 2
		}
	case 0xE2:
		if i+2 < len(s.src) && s.src[i+1] == 0x80 && (s.src[i+2] == 0xA8 || s.src[i+2] == 0xA9) {
			return 3
		}
	}
	return 0
}

// blankOrEnd says whether white space, a line break or the end comes at a distance.
func (s *scanner) blankOrEnd(n int) bool {
	return s.offset+n >= len(s.src) || isBlank(s.src[s.offset+n]) || s.breakSize(n) > 0
}

func (s *scanner) breakOrEnd() bool { return s.offset >= len(s.src) || s.breakSize(0) > 0 }

// skipLine moves behind a line break and returns it as YAML counts it: \n, or one of Unicode's own.
func (s *scanner) skipLine() string {
	n := s.breakSize(0)
	text := "\n"
	if n == 3 {
		text = s.src[s.offset : s.offset+3]
	}
	s.offset += n
	s.line++
	s.column = 0
	return text
}

func (s *scanner) atDocumentMark() bool {
	return s.column == 0 && (strings.HasPrefix(s.src[s.offset:], "---") || strings.HasPrefix(s.src[s.offset:], "...")) && s.blankOrEnd(3)
}

// peek is the next token.
func (s *scanner) peek() *token {
	if s.head == len(s.tokens) || s.keys[0].possible || s.flow > 0 {
		s.fill()
	}
	return &s.tokens[s.head]
}

func (s *scanner) next() token {
	t := *s.peek()
	s.drop()
	return t
}

// drop takes the token that peek has shown.
func (s *scanner) drop() {
	s.head++
	s.taken++
	if s.head == len(s.tokens) {
		s.tokens, s.head = s.tokens[:0], 0
	}
}

// fill scans until the next token is certain: until no KEY can come before it any more.
func (s *scanner) fill() {
	for {
		if s.head < len(s.tokens) {
			s.dropStaleKeys()
			open := false
			for i := range s.keys {
				open = open || s.keys[i].possible && s.keys[i].token == s.taken
			}
			if !open {
				return
			}
		}
		s.scan()
	}
}

func (s *scanner) add(kind tokenKind, start mark) *token {
	s.tokens = append(s.tokens, token{kind: kind, start: start, end: s.mark})
	return &s.tokens[len(s.tokens)-1]
}

// addHere adds a token of n characters.
func (s *scanner) addHere(kind tokenKind, n int) {
	start := s.mark
	s.skip(n)
	s.add(kind, start)
}

// insert puts a token before the one with a number.
func (s *scanner) insert(number int, kind tokenKind, at mark) {
	i := s.head + number - s.taken
	s.tokens = append(s.tokens, token{})
	copy(s.tokens[i+1:], s.tokens[i:])
	s.tokens[i] = token{kind: kind, start: at, end: at}
}

// scan adds the next token or tokens.
func (s *scanner) scan() {
	s.skipToToken()
	s.dropStaleKeys()
	s.unroll(s.column)
	if s.offset >= len(s.src) {
		s.end()
		return
	}
	c := s.src[s.offset]
	switch {
	case s.column == 0 && c == '%':
		s.leaveBlock()
		s.directive()
		return
	case c == '-' && s.atDocumentMark():
		s.leaveBlock()
		s.addHere(tokenDocumentStart, 3)
		return
	case c == '.' && s.atDocumentMark():
		s.leaveBlock()
		s.addHere(tokenDocumentEnd, 3)
		return
	}
	switch c {
	case '[':
		s.openFlow(tokenFlowSequence)
	case '{':
		s.openFlow(tokenFlowMapping)
	case ']':
		s.closeFlow(tokenFlowSequenceEnd)
	case '}':
		s.closeFlow(tokenFlowMappingEnd)
	case ',':
		s.removeKey()
		s.allowed = true
		s.addHere(tokenFlowEntry, 1)
	case '*':
		s.saveKey()
		s.allowed = false
		s.anchor(tokenAlias)
	case '&':
		s.saveKey()
		s.allowed = false
		s.anchor(tokenAnchor)
	case '!':
		s.saveKey()
		s.allowed = false
		s.tag()
	case '\'', '"':
		s.saveKey()
		s.allowed = false
		s.quoted(c)
	case '-':
		if s.blankOrEnd(1) {
			s.blockEntry()
		} else {
			s.plain()
		}
	case '?':
		if s.flow > 0 || s.blankOrEnd(1) {
			s.key()
		} else {
			s.plain()
		}
	case ':':
		if s.flow > 0 || s.blankOrEnd(1) {
			s.value()
		} else {
			s.plain()
		}
	case '|', '>':
		if s.flow > 0 {
			s.noToken()
		}
		s.removeKey()
		s.allowed = true
		s.block(c)
	case '%', '@', '`', '\t', '#':
		s.noToken()
	default:
		s.plain()
	}
}

func (s *scanner) noToken() {
	fail("while scanning for the next token", s.mark, "found character that cannot start any token", s.mark)
}

// skipToToken moves over white space, comments and line breaks. A tab counts as white space only where no key can begin.
func (s *scanner) skipToToken() {
	for s.offset < len(s.src) {
		if s.column == 0 && strings.HasPrefix(s.src[s.offset:], "\ufeff") {
			s.offset += 3
			s.column++
		}
		for s.at(0) == ' ' || s.at(0) == '\t' && (s.flow > 0 || !s.allowed) {
			s.skip(1)
		}
		if s.at(0) == '#' {
			for !s.breakOrEnd() {
				s.skipRune()
			}
		}
		if s.breakSize(0) == 0 {
			return
		}
		s.skipLine()
		if s.flow == 0 {
			s.allowed = true
		}
	}
}

func (s *scanner) dropStaleKeys() {
	for i := range s.keys {
		k := &s.keys[i]
		if !k.possible || k.mark.line == s.line && k.mark.column+maxKey >= s.column {
			continue
		}
		if k.required {
			fail("while scanning a simple key", k.mark, "could not find expected ':'", s.mark)
		}
		k.possible = false
	}
}

func (s *scanner) saveKey() {
	if !s.allowed {
		return
	}
	s.removeKey()
	s.keys[len(s.keys)-1] = simpleKey{
		possible: true, required: s.flow == 0 && s.indent == s.column, token: s.taken + len(s.tokens) - s.head, mark: s.mark,
	}
}

func (s *scanner) removeKey() {
	k := &s.keys[len(s.keys)-1]
	if k.possible && k.required {
		fail("while scanning a simple key", k.mark, "could not find expected ':'", s.mark)
	}
	k.possible = false
}

// roll opens a block collection where the indentation grows. Number is the token before which it begins, or -1 for the end.
func (s *scanner) roll(column, number int, kind tokenKind, at mark) {
	if s.flow > 0 || s.indent >= column {
		return
	}
	if len(s.indents) >= s.maxFlow {
		panic(syntaxFault{&LimitError{Limit: ErrTooDeep, Max: s.maxFlow, Line: at.line + 1, Column: at.column + 1}})
	}
	s.indents = append(s.indents, s.indent)
	s.indent = column
	if number < 0 {
		s.tokens = append(s.tokens, token{kind: kind, start: at, end: at})
	} else {
		s.insert(number, kind, at)
	}
}

// unroll closes the block collections that are indented deeper than a column.
func (s *scanner) unroll(column int) {
	if s.flow > 0 {
		return
	}
	for s.indent > column {
		s.add(tokenBlockEnd, s.mark)
		s.indent = s.indents[len(s.indents)-1]
		s.indents = s.indents[:len(s.indents)-1]
	}
}

// leaveBlock ends whatever was open in block style, before a new document.
func (s *scanner) leaveBlock() {
	s.unroll(-1)
	s.removeKey()
	s.allowed = false
}

func (s *scanner) end() {
	if s.column != 0 {
		s.column = 0
		s.line++
	}
	s.leaveBlock()
	s.add(tokenEnd, s.mark)
}

func (s *scanner) openFlow(kind tokenKind) {
	s.saveKey()
	if s.flow >= s.maxFlow {
		panic(syntaxFault{&LimitError{Limit: ErrTooDeep, Max: s.maxFlow, Line: s.line + 1, Column: s.column + 1}})
	}
	s.keys = append(s.keys, simpleKey{})
	s.flow++
	s.allowed = true
	s.addHere(kind, 1)
}

func (s *scanner) closeFlow(kind tokenKind) {
	s.removeKey()
	if s.flow > 0 {
		s.flow--
		s.keys = s.keys[:len(s.keys)-1]
	}
	s.allowed = false
	s.addHere(kind, 1)
}

func (s *scanner) blockEntry() {
	if s.flow == 0 {
		if !s.allowed {
			fail("", mark{}, "block sequence entries are not allowed in this context", s.mark)
		}
		s.roll(s.column, -1, tokenBlockSequence, s.mark)
	}
	s.removeKey()
	s.allowed = true
	s.addHere(tokenBlockEntry, 1)
}

func (s *scanner) key() {
	if s.flow == 0 {
		if !s.allowed {
			fail("", mark{}, "mapping keys are not allowed in this context", s.mark)
		}
		s.roll(s.column, -1, tokenBlockMapping, s.mark)
	}
	s.removeKey()
	s.allowed = s.flow == 0
	s.addHere(tokenKey, 1)
}

func (s *scanner) value() {
	if k := &s.keys[len(s.keys)-1]; k.possible {
		s.insert(k.token, tokenKey, k.mark)
		s.roll(k.mark.column, k.token, tokenBlockMapping, k.mark)
		k.possible = false
		s.allowed = false
	} else {
		if s.flow == 0 {
			if !s.allowed {
				fail("", mark{}, "mapping values are not allowed in this context", s.mark)
			}
			s.roll(s.column, -1, tokenBlockMapping, s.mark)
		}
		s.allowed = s.flow == 0
	}
	s.addHere(tokenValue, 1)
}

func isWord(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c == '-'
}

func (s *scanner) anchor(kind tokenKind) {
	start := s.mark
	s.skip(1)
	from := s.offset
	for isWord(s.at(0)) {
		s.skip(1)
	}
	name := s.src[from:s.offset]
	if name == "" || !s.blankOrEnd(0) && strings.IndexByte("?:,]}%@`", s.at(0)) < 0 {
		context := "while scanning an anchor"
		if kind == tokenAlias {
			context = "while scanning an alias"
		}
		fail(context, start, "did not find expected alphabetic or numeric character", s.mark)
	}
	s.add(kind, start).text = name
}

func (s *scanner) tag() {
	start := s.mark
	handle, suffix := "", ""
	if s.at(1) == '<' {
		s.skip(2)
		suffix = s.someTagURI(start, true)
		if s.at(0) != '>' {
			fail("while scanning a tag", start, "did not find the expected '>'", s.mark)
		}
		s.skip(1)
	} else {
		from := s.offset
		s.skip(1)
		for isWord(s.at(0)) {
			s.skip(1)
		}
		if s.at(0) == '!' {
			s.skip(1)
			handle = s.src[from:s.offset]
			suffix = s.someTagURI(start, false)
		} else {
			s.offset, s.column = from, start.column
			s.skip(1)
			handle = "!"
			if suffix = s.tagURI(start, false); suffix == "" {
				handle, suffix = "", "!"
			}
		}
	}
	if !(s.flow > 0 && s.at(0) == ',') && !s.blankOrEnd(0) {
		fail("while scanning a tag", start, "did not find expected whitespace or line break", s.mark)
	}
	t := s.add(tokenTag, start)
	t.text, t.suffix = handle, suffix
}

func (s *scanner) tagURI(start mark, verbatim bool) string {
	from := s.offset
	for isWord(s.at(0)) || s.at(0) != 0 && strings.IndexByte(";/?:@&=+$.!~*'()%", s.at(0)) >= 0 ||
		verbatim && s.at(0) != 0 && strings.IndexByte(",[]", s.at(0)) >= 0 {
		if s.at(0) == '%' && (!isHex(s.at(1)) || !isHex(s.at(2))) {
			fail("while parsing a tag", start, "did not find URI escaped octet", s.mark)
		}
		s.skip(1)
	}
	return s.src[from:s.offset]
}

func isHex(c byte) bool { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f' }

// someTagURI is tagURI where it may not be empty.
func (s *scanner) someTagURI(start mark, verbatim bool) string {
	uri := s.tagURI(start, verbatim)
	if uri == "" {
		fail("while parsing a tag", start, "did not find expected tag URI", s.mark)
	}
	return uri
}

// directive reads %YAML and %TAG.
func (s *scanner) directive() {
	start := s.mark
	s.skip(1)
	from := s.offset
	for isWord(s.at(0)) {
		s.skip(1)
	}
	name := s.src[from:s.offset]
	if name == "" {
		fail("while scanning a directive", start, "could not find expected directive name", s.mark)
	}
	if !s.blankOrEnd(0) {
		fail("while scanning a directive", start, "found unexpected non-alphabetical character", s.mark)
	}
	from = s.offset
	for !s.breakOrEnd() {
		s.skipRune()
	}
	parameters, _, _ := strings.Cut(s.src[from:s.offset], "#")
	parameters = strings.TrimSpace(parameters)
	if name != "YAML" && name != "TAG" {
		fail("while scanning a directive", start, "found unknown directive name", s.mark)
	}
	if name == "YAML" && parameters != "1.1" && parameters != "1.2" {
		fail("while scanning a %YAML directive", start, "found incompatible YAML document", s.mark)
	}
	t := s.add(tokenDirective, start)
	t.text, t.suffix = name, parameters
}
