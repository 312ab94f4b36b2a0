package liquid

import (
	"strings"
	"unicode/utf8"
)

// The strict parser of Liquid (Liquid::Lexer and Liquid::Parser). It checks markup and hands on a tidy copy of each value,
// which the forgiving parser then compiles: so both understand the same text in the same way.

type strictKind uint8

const (
	endOfString strictKind = iota
	comparison
	stringLiteral
	number
	identifier
	dotDot
	pipe
	dot
	colon
	comma
	openSquare
	closeSquare
	openRound
	closeRound
	question
	dash
)

// names as Ruby's messages have them.
var strictNames = [...]string{"end_of_string", "comparison", "string", "number", "id", "dotdot", "pipe", "dot", "colon", "comma",
	"open_square", "close_square", "open_round", "close_round", "question", "dash"}

type strictToken struct {
	kind strictKind
	text string
}

// strictParser reads markup token by token. The first error is kept in err, and what follows it means nothing.
type strictParser struct {
	tokens []strictToken
	pos    int
	depth  int
	err    error
}

func newStrictParser(markup string) *strictParser {
	p := &strictParser{}
	for i := skipSpace(markup, 0); i < len(markup); i = skipSpace(markup, i) {
		tok, n := strictTokenAt(markup[i:])
		if n == 0 {
			_, size := utf8.DecodeRuneInString(markup[i:])
			p.fail("Unexpected character " + markup[i:i+size])
			break
		}
		p.tokens = append(p.tokens, tok)
		i += n
	}
	p.tokens = append(p.tokens, strictToken{})
	return p
}

var specials = map[byte]strictKind{'|': pipe, '.': dot, ':': colon, ',': comma, '[': openSquare, ']': closeSquare, '(': openRound,
	')': closeRound, '?': question, '-': dash}

func strictTokenAt(s string) (tok strictToken, n int) {
	switch {
	case len(s) > 1 && (s[1] == '=' && strings.IndexByte("=!<>", s[0]) >= 0 || s[0] == '<' && s[1] == '>'):
		return strictToken{comparison, s[:2]}, 2
	case s[0] == '<' || s[0] == '>':
		return strictToken{comparison, s[:1]}, 1
	case strings.HasPrefix(s, "contains") && (len(s) == 8 || isSpace(s[8])):
		return strictToken{comparison, s[:8]}, 8
	}
	if end := quotedAt(s, 0); end > 0 {
		return strictToken{stringLiteral, s[:end]}, end
	}
	if end := numberEnd(s); end > 0 {
		return strictToken{number, s[:end]}, end
	}
	if c := s[0]; isWord(c) && !isDigit(c) {
		end := skipName(s, 0)
		if end < len(s) && s[end] == '?' {
			end++
		}
		return strictToken{identifier, s[:end]}, end
	}
	if strings.HasPrefix(s, "..") {
		return strictToken{dotDot, s[:2]}, 2
	}
	if kind, ok := specials[s[0]]; ok {
		return strictToken{kind, s[:1]}, 1
	}
	return strictToken{}, 0
}

// numberEnd matches -?\d+(\.\d+)?.
func numberEnd(s string) int {
	i := 0
	if s[0] == '-' {
		i = 1
	}
	start := i
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	if i == start {
		return 0
	}
	if i+1 < len(s) && s[i] == '.' && isDigit(s[i+1]) {
		for i++; i < len(s) && isDigit(s[i]); i++ {
		}
	}
	return i
}

func (p *strictParser) fail(message string) {
	if p.err == nil {
		p.err = &Error{Kind: SyntaxError, Message: message}
	}
}

func (p *strictParser) look(kind strictKind, ahead int) bool {
	return p.pos+ahead < len(p.tokens) && p.tokens[p.pos+ahead].kind == kind
}

// next takes the next token, whatever it is; the last one stays.
func (p *strictParser) next() string {
	text := p.tokens[p.pos].text
	if p.pos < len(p.tokens)-1 {
		p.pos++
	}
	return text
}

// expect takes a token of a kind; anything else is an error.
func (p *strictParser) expect(kind strictKind) string {
	if found := p.tokens[p.pos].kind; found != kind {
		p.fail("Expected " + strictNames[kind] + " but found " + strictNames[found])
		return ""
	}
	return p.next()
}

// accept takes a token of a kind if it comes next.
func (p *strictParser) accept(kind strictKind) (string, bool) {
	if !p.look(kind, 0) {
		return "", false
	}
	return p.next(), true
}

// word takes the identifier name if it comes next.
func (p *strictParser) word(name string) bool {
	if !p.look(identifier, 0) || p.tokens[p.pos].text != name {
		return false
	}
	p.next()
	return true
}

// expression takes a value and returns it without white space.
func (p *strictParser) expression() string {
	if p.depth++; p.depth > maxExpressionDepth {
		p.err = limitError(ErrNesting)
	}
	defer func() { p.depth-- }()
	if p.err != nil {
		return ""
	}
	switch tok := p.tokens[p.pos]; tok.kind {
	case identifier:
		return p.next() + p.lookups()
	case openSquare:
		s := p.next() + p.expression()
		return s + p.expect(closeSquare) + p.lookups()
	case stringLiteral, number:
		return p.next()
	case openRound:
		p.next()
		first := p.expression()
		p.expect(dotDot)
		last := p.expression()
		p.expect(closeRound)
		return "(" + first + ".." + last + ")"
	case endOfString:
		p.fail("[:end_of_string] is not a valid expression")
	default:
		p.fail("[:" + strictNames[tok.kind] + ", " + Inspect(tok.text) + "] is not a valid expression")
	}
	return ""
}

// lookups takes what follows a name: .key and [expression].
func (p *strictParser) lookups() string {
	var b strings.Builder
	for p.err == nil {
		if p.look(openSquare, 0) {
			b.WriteString(p.next())
			b.WriteString(p.expression())
			b.WriteString(p.expect(closeSquare))
		} else if p.look(dot, 0) {
			b.WriteString(p.next())
			b.WriteString(p.expect(identifier))
		} else {
			break
		}
	}
	return b.String()
}

// argument takes a filter's argument: a value, perhaps with its name and a colon before it.
func (p *strictParser) argument() string {
	if p.look(identifier, 0) && p.look(colon, 1) {
		name := p.next()
		p.next()
		return name + ": " + p.expression()
	}
	return p.expression()
}
