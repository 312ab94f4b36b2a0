package highlight

import "strings"

// append adds the token code[from:to], cut where Rouge cuts finer than chroma.
func (d *dialect) append(tokens []token, class, code string, from, to int) []token {
	text := code[from:to]
	switch {
	case d.longComment && text[0] == '\n' && len(tokens) > 0 && tokens[len(tokens)-1].class == "c1":
		tokens = appendToken(tokens, code, "c1", from, from+1)
		if from++; from == to {
			return tokens
		}
	case !d.longComment && (class == "c1" || class == "c" || class == "se") && len(text) > 1 && text[len(text)-1] == '\n':
		tokens = appendToken(tokens, code, d.classify(class, code, from, to-1), from, to-1)
		return appendToken(tokens, code, "", to-1, to)
	case d.scalars && class == "sd" && strings.IndexByte(text, '\n') >= 0:
		return d.appendScalar(tokens, code, from, to)
	case class == "s1" || class == "s2" || class == "s":
		return d.appendString(tokens, class, code, from, to)
	case class == "" && d.marks != "" && strings.ContainsAny(text, d.marks):
		for i := range len(text) {
			mark := ""
			if strings.IndexByte(d.marks, text[i]) >= 0 {
				mark = d.markClass
			}
			tokens = appendToken(tokens, code, mark, from+i, from+i+1)
		}
		return tokens
	case d.keys && class == "nx" && isKey(code, from, to):
		return appendToken(tokens, code, "na", from, to)
	}
	return appendToken(tokens, code, d.classify(class, code, from, to), from, to)
}

// appendScalar adds the lines of a text without their indentation.
func (d *dialect) appendScalar(tokens []token, code string, from, to int) []token {
	for from < to {
		end := from
		for end < to && strings.IndexByte(" \t\n", code[end]) >= 0 {
			end++
		}
		if end > from {
			tokens = appendToken(tokens, code, "", from, end)
		}
		from = end
		for end < to && code[end] != '\n' {
			end++
		}
		if end > from {
			tokens = appendToken(tokens, code, "s", from, end)
		}
		from = end
	}
	return tokens
}

// appendString adds a string, its quotes and escapes apart if Rouge has them
// so.
func (d *dialect) appendString(tokens []token, class, code string, from, to int) []token {
	quoted := d.quotes && to-from > 1 && (code[from] == '"' || code[from] == '\'') && code[to-1] == code[from]
	class = d.classify(class, code, from, to)
	if quoted {
		tokens = appendToken(tokens, code, "dl", from, from+1)
		from++
		to--
	}
	for d.escapes && class != "s1" || quoted {
		n := strings.IndexByte(code[from:to], '\\')
		if n < 0 || from+n+1 >= to {
			break
		}
		if n > 0 {
			tokens = appendToken(tokens, code, class, from, from+n)
		}
		tokens = appendToken(tokens, code, "se", from+n, from+n+2)
		from += n + 2
	}
	if to > from {
		tokens = appendToken(tokens, code, class, from, to)
	}
	if quoted {
		tokens = appendToken(tokens, code, "dl", to, to+1)
	}
	return tokens
}

// isKey tells whether a name is a key of an object: a colon follows, and a
// brace or comma is before it.
func isKey(code string, from, to int) bool {
	for to < len(code) && code[to] == ' ' {
		to++
	}
	if to >= len(code) || code[to] != ':' {
		return false
	}
	for from > 0 && strings.IndexByte(" \t\n", code[from-1]) >= 0 {
		from--
	}
	return from > 0 && (code[from-1] == '{' || code[from-1] == ',')
}

// joinSymbolKeys makes one token of a key such as "name: ".
func joinSymbolKeys(tokens []token, code string) []token {
	var out []token
	pos := 0
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if i+2 < len(tokens) && tokens[i+1] == (token{"p", ":"}) && (t.class == "ss" || t.class == "n") &&
			(t.text[0] == '_' || 'a' <= t.text[0] && t.text[0] <= 'z') &&
			tokens[i+2].class == "" && strings.TrimSpace(tokens[i+2].text) == "" {
			t = token{"ss", code[pos : pos+len(t.text)+1+len(tokens[i+2].text)]}
			i += 2
		}
		out = append(out, t)
		pos += len(t.text)
	}
	return out
}
