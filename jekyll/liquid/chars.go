package liquid

import "unicode/utf8"

// Character classes as Ruby's regular expressions and string methods have them: ASCII, whatever the text.

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isSpace is \s.
func isSpace(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }

// isWord is \w.
func isWord(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_'
}

// isNameChar is [\w-], what a variable's name is made of.
func isNameChar(c byte) bool { return isWord(c) || c == '-' }

func skipSpace(s string, i int) int {
	for i < len(s) && isSpace(s[i]) {
		i++
	}
	return i
}

func skipWord(s string, i int) int {
	for i < len(s) && isWord(s[i]) {
		i++
	}
	return i
}

func skipName(s string, i int) int {
	for i < len(s) && isNameChar(s[i]) {
		i++
	}
	return i
}

// trimSpace is Ruby's String#strip, which takes NUL for white space too.
func trimSpace(s string) string { return trimLeft(trimRight(s)) }

func trimLeft(s string) string {
	i := 0
	for i < len(s) && (isSpace(s[i]) || s[i] == 0) {
		i++
	}
	return s[i:]
}

func trimRight(s string) string {
	i := len(s)
	for i > 0 && (isSpace(s[i-1]) || s[i-1] == 0) {
		i--
	}
	return s[:i]
}

// charIndex is the byte offset of the n-th character; len(s) where there are fewer.
func charIndex(s string, n int) int {
	if n <= 0 {
		return 0
	}
	if n >= len(s) {
		return len(s)
	}
	i := 0
	for ; n > 0 && i < len(s); n-- {
		if s[i] < utf8.RuneSelf {
			i++
			continue
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
	}
	return i
}
