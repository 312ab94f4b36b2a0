package liquid

import "strings"

// Ruby's Liquid reads its markup with regular expressions; the functions here match the same text by hand. The building
// block is the quoted fragment: a quoted string, or a run without white space, commas, bars and stray quotes, in which
// quoted strings may stand.

// fragmentAt returns the end of the quoted fragment at s[i:], or -1.
func fragmentAt(s string, i int) int {
	if i >= len(s) {
		return -1
	}
	if end := quotedAt(s, i); end > 0 {
		return end
	}
	start := i
	for i < len(s) {
		if end := fragmentAtomAt(s, i); end > 0 {
			i = end
		} else {
			break
		}
	}
	if i == start {
		return -1
	}
	return i
}

// quotedAt returns the end of the quoted string at s[i:], or -1.
func quotedAt(s string, i int) int {
	if c := s[i]; c == '"' || c == '\'' {
		if j := strings.IndexByte(s[i+1:], c); j >= 0 {
			return i + 1 + j + 1
		}
	}
	return -1
}

func fragmentAtomAt(s string, i int) int {
	switch c := s[i]; {
	case c == '"' || c == '\'':
		return quotedAt(s, i)
	case isSpace(c) || c == ',' || c == '|':
		return -1
	}
	return i + 1
}

// fragmentsAt returns the end of one or more quoted fragments at s[i:], or -1.
func fragmentsAt(s string, i int) int {
	end := fragmentAt(s, i)
	for end > 0 {
		next := fragmentAt(s, end)
		if next < 0 {
			break
		}
		end = next
	}
	return end
}

// findFragment returns the first quoted fragment in s at or after i.
func findFragment(s string, i int) (start, end int, ok bool) {
	for ; i < len(s); i++ {
		if end := fragmentAt(s, i); end > 0 {
			return i, end, true
		}
	}
	return 0, 0, false
}

// attributeAt matches `name: fragment` at s[i:].
func attributeAt(s string, i int) (name, value string, end int, ok bool) {
	if i >= len(s) || !isWord(s[i]) {
		return "", "", 0, false
	}
	nameEnd := skipName(s, i)
	colon := skipSpace(s, nameEnd)
	if colon >= len(s) || s[colon] != ':' {
		return "", "", 0, false
	}
	from := skipSpace(s, colon+1)
	end = fragmentAt(s, from)
	if end < 0 {
		return "", "", 0, false
	}
	return s[i:nameEnd], s[from:end], end, true
}

// scanAttributes calls yield with each `name: value` in s.
func scanAttributes(s string, yield func(name, value string)) {
	for i := 0; i < len(s); {
		if name, value, end, ok := attributeAt(s, i); ok {
			yield(name, value)
			i = end
		} else if isWord(s[i]) {
			i = skipName(s, i)
		} else {
			i++
		}
	}
}

// signatureAt returns the end of a variable's name as assign and capture read it: name characters, dots and brackets,
// each perhaps in round brackets.
func signatureAt(s string, i int) int {
	start := i
	for i < len(s) {
		j := i
		if s[j] == '(' {
			j++
		}
		if j >= len(s) || !(isNameChar(s[j]) || s[j] == '.' || s[j] == '[' || s[j] == ']') {
			break
		}
		j++
		if j < len(s) && s[j] == ')' {
			j++
		}
		i = j
	}
	if i == start {
		return -1
	}
	return i
}
