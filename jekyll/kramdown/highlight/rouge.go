// Package highlight renders code as Rouge 3.30, the highlighter that Jekyll
// uses, does for kramdown: with Rouge's wrapper, its names of languages and
// its short class names. The lexers are chroma's, so that tokens may be cut
// otherwise than by Rouge's own; the text is the same.
//
// [Rouge] makes the hook for [kramdown.Options.Highlight]. languages.go knows
// Rouge's names of languages and chroma's lexers for them, tokens.go the class
// names and where the two call a token differently, wrapper.go prints what
// stands around the tokens.
package highlight

import (
	"strings"
	"sync"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"

	"github.com/galleypress/galley/jekyll/kramdown"
)

// maxCode is the size of code, in bytes, from which on it stays plain text.
const maxCode = 1 << 20

// maxTime is how long a lexer may take for one piece of code; what is left
// then stays plain text. chroma's regular expressions backtrack.
const maxTime = 2 * time.Second

// Rouge makes a highlighter with the options in o.SyntaxHighlighterOpts that
// kramdown hands to Rouge: default_lang, guess_lang, css_class, line_numbers,
// start_line, table_class, gutter_class, code_class, wrap and formatter, for
// all code or under block and span. The highlighter may be used by several
// goroutines at the same time.
func Rouge(o *kramdown.Options) func(code, lang string, inline bool) (html string, ok bool) {
	block := newWrapper(o, false)
	span := newWrapper(o, true)
	return func(code, lang string, inline bool) (string, bool) {
		w := block
		if inline {
			w = span
		}
		tag, known := languages[rougeName(lang)]
		if lang == "" {
			tag, known = "plaintext", w.guess
		}
		if !known || tag == "plaintext" && !w.guess {
			return "", false
		}
		return w.render(tokenize(tag, code)), true
	}
}

// rougeName takes options off a language: ruby?line_numbers=1.
func rougeName(lang string) string {
	for i := range len(lang) {
		if lang[i] == '?' {
			return lang[:i]
		}
	}
	return lang
}

// token is a piece of code and the class of its span, "" for none.
type token struct{ class, text string }

// found keeps the lexers that were looked up, by Rouge's tags.
var found sync.Map

// lexerFor gives chroma's lexer for a language of Rouge, or nil.
func lexerFor(tag string) chroma.Lexer {
	if l, ok := found.Load(tag); ok {
		lexer, _ := l.(chroma.Lexer)
		return lexer
	}
	name, ok := chromaNames[tag]
	if !ok {
		name = tag
	}
	var lexer chroma.Lexer
	if name != "" {
		lexer = lexers.Get(name)
	}
	found.Store(tag, lexer)
	return lexer
}

// tokenize cuts code into tokens with Rouge's class names, each as long as
// can be.
func tokenize(tag, code string) []token {
	if tag == "console" && len(code) <= maxCode {
		return tokenizeConsole(code)
	}
	lexer := lexerFor(tag)
	if tag == "plaintext" || lexer == nil || len(code) > maxCode {
		return []token{{"", code}}
	}
	next, err := lexer.Tokenise(&chroma.TokeniseOptions{State: "root"}, code)
	if err != nil {
		return []token{{"", code}}
	}
	d := dialects[tag]
	if d == nil {
		d = &dialect{}
	}
	end := time.Now().Add(maxTime)
	var tokens []token
	done := 0 // how much of the code
	for t := next(); t != chroma.EOF; t = next() {
		text := t.Value
		if done+len(text) > len(code) {
			text = text[:len(code)-done] // a newline that chroma added
		}
		if text == "" {
			continue
		}
		if code[done:done+len(text)] != text {
			break // a lexer that changes the text is of no use
		}
		class := classOf(t.Type)
		switch {
		case (class == "p" || class == "o") && (d.operators+d.punctuation != "" || d.single != nil):
			for i := range len(text) {
				tokens = appendToken(tokens, code, d.ofMark(class, text[i]), done+i, done+i+1)
			}
		case class == "" && d.commands != nil:
			tokens = appendWords(tokens, d, code, done, done+len(text))
		default:
			tokens = d.append(tokens, class, code, done, done+len(text))
		}
		done += len(text)
		if time.Now().After(end) {
			break
		}
	}
	if done < len(code) {
		tokens = append(tokens, token{"", code[done:]})
	}
	if d.symbolKeys {
		tokens = joinSymbolKeys(tokens, code)
	}
	return tokens
}

// appendToken adds code[from:to], to the last token if that has the class.
func appendToken(tokens []token, code, class string, from, to int) []token {
	if n := len(tokens); n > 0 && tokens[n-1].class == class {
		tokens[n-1].text = code[from-len(tokens[n-1].text) : to]
		return tokens
	}
	return append(tokens, token{class, code[from:to]})
}

// lastWord is what stands behind the last white space.
func lastWord(s string) string { return s[strings.LastIndexAny(s, " \t\n")+1:] }

func isWordByte(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '_' || c >= 0x80
}

// appendWords adds the words of a shell in code[from:to].
func appendWords(tokens []token, d *dialect, code string, from, to int) []token {
	if n := len(tokens); n > 0 && tokens[n-1].text == "$" && tokens[n-1].class == "nv" {
		tokens = appendToken(tokens, code, "nv", from, from+1)
		from++
	}
	for from < to {
		end := from
		for end < to && strings.IndexByte(" \t\n", code[end]) < 0 {
			end++
		}
		switch {
		case code[from:end] == "$" && end < len(code) && code[end] != '\n':
			// Rouge takes a prompt for a variable.
			tokens = appendToken(tokens, code, "nv", from, end)
			if end < to {
				end++
				tokens = appendToken(tokens, code, "nv", end-1, end)
			}
		case end > from:
			tokens = appendToken(tokens, code, d.ofWord(code[from:end]), from, end)
		}
		for from = end; end < to && strings.IndexByte(" \t\n", code[end]) >= 0; {
			end++
		}
		if end > from {
			// Rouge's commands and keywords take the white space along
			// if a word follows.
			class := ""
			if n := len(tokens); n > 0 && end < len(code) && isWordByte(code[end]) {
				if last := tokens[n-1]; last.class == "nb" || last.class == "k" && shellKeywords[lastWord(last.text)] {
					class = last.class
				}
			}
			tokens = appendToken(tokens, code, class, from, end)
		}
		from = end
	}
	return tokens
}
