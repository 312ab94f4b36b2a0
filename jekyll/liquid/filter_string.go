package liquid

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

func filterAppend(c *Context, dst []byte, input any, args []any) ([]byte, error) {
	return appendTwo(c, dst, input, args[0])
}

func filterPrepend(c *Context, dst []byte, input any, args []any) ([]byte, error) {
	return appendTwo(c, dst, args[0], input)
}

func appendTwo(c *Context, dst []byte, a, b any) ([]byte, error) {
	dst = appendString(dst, resolve(a))
	dst = appendString(dst, resolve(b))
	return dst, nil
}

func upcase(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return mapCase(s, unicode.ToUpper, specialUpper)
		}
	}
	return strings.ToUpper(s)
}

func downcase(s string) string {
	if strings.Contains(s, "İ") {
		s = strings.ReplaceAll(s, "İ", "i̇")
	}
	return strings.ToLower(s)
}

// capitalize makes the first character a capital (a title letter, where the script has them) and the rest small.
func capitalize(s string) string {
	if s == "" {
		return ""
	}
	_, n := utf8.DecodeRuneInString(s)
	return mapCase(s[:n], unicode.ToTitle, specialTitle) + downcase(s[n:])
}

// mapCase maps each letter, or replaces it by several where Unicode's special casing says so.
func mapCase(s string, to func(rune) rune, special map[rune]string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch text, ok := special[r]; {
		case r == utf8.RuneError && n == 1:
			b.WriteByte(s[i])
		case ok:
			b.WriteString(text)
		default:
			b.WriteRune(to(r))
		}
		i += n
	}
	return b.String()
}

func filterStripNewlines(_ *Context, dst []byte, input any, _ []any) ([]byte, error) {
	return replaceNewlines(dst, ToString(input), ""), nil
}

func filterNewlineToBr(c *Context, dst []byte, input any, _ []any) ([]byte, error) {
	s := ToString(input)
	if err := c.CheckSize(len(s) + 6*strings.Count(s, "\n")); err != nil {
		return dst, err
	}
	return replaceNewlines(dst, s, "<br />\n"), nil
}

// replaceNewlines replaces \r?\n.
func replaceNewlines(dst []byte, s, by string) []byte {
	for {
		i := strings.IndexByte(s, '\n')
		if i < 0 {
			return append(dst, s...)
		}
		line := s[:i]
		if i > 0 && s[i-1] == '\r' {
			line = s[:i-1]
		}
		dst = append(dst, line...)
		dst = append(dst, by...)
		s = s[i+1:]
	}
}

// filterSplit is Ruby's String#split: a space splits at any white space, nothing at every character, and empty strings at
// the end are dropped.
func filterSplit(c *Context, input any, args []any) (any, error) {
	s, sep := ToString(input), ToString(args[0])
	var parts []string
	switch sep {
	case "":
		parts = strings.Split(s, "")
	case " ":
		parts = strings.FieldsFunc(s, isSpaceRune)
	default:
		parts = strings.Split(s, sep)
	}
	for len(parts) > 0 && parts[len(parts)-1] == "" {
		parts = parts[:len(parts)-1]
	}
	if err := c.checkList(len(parts)); err != nil {
		return nil, err
	}
	items := make([]any, len(parts))
	for i, part := range parts {
		items[i] = part
	}
	return items, nil
}

// isSpaceRune is what split: " " splits at; NUL belongs to it.
func isSpaceRune(r rune) bool { return r == ' ' || '\t' <= r && r <= '\r' || r == 0 }

// checkList counts a list of n items that a filter makes, and refuses one too large.
func (c *Context) checkList(n int) error {
	const itemSize = 16
	if int64(n) > 1<<40 {
		return limitError(ErrOutput)
	}
	if err := c.CheckSize(n * itemSize); err != nil {
		return err
	}
	return c.Charge(n)
}

// filterSlice is a part of a string or list: an offset, from the end where negative, and a length (default 1).
func filterSlice(c *Context, input any, args []any) (any, error) {
	offset, ok := ToInteger(args[0])
	length := 1
	if ok && Truthy(arg(args, 1)) {
		length, ok = ToInteger(args[1])
	}
	if !ok {
		return nil, argumentError("invalid integer")
	}
	if items, ok := input.([]any); ok {
		from, to, ok := sliceBounds(len(items), offset, length)
		if !ok {
			return []any{}, nil
		}
		return items[from:to:to], nil
	}
	s := ToString(input)
	if offset < 0 {
		offset += utf8.RuneCountInString(s)
	}
	if offset < 0 || length < 0 {
		return "", nil
	}
	start := charIndex(s, offset)
	return s[start : start+charIndex(s[start:], length)], nil
}

func sliceBounds(n, offset, length int) (from, to int, ok bool) {
	if offset < 0 {
		offset += n
	}
	if offset < 0 || offset > n || length < 0 {
		return 0, 0, false
	}
	return offset, offset + min(length, n-offset), true
}

// filterTruncate shortens to a number of characters, the ellipsis counted in.
func filterTruncate(_ *Context, input any, args []any) (any, error) {
	if input == nil {
		return nil, nil
	}
	s, length, ellipsis := ToString(input), 50, "..."
	if len(args) > 0 {
		n, ok := ToInteger(args[0])
		if !ok {
			return nil, argumentError("invalid integer")
		}
		length = n
	}
	if len(args) > 1 {
		ellipsis = ToString(args[1])
	}
	if utf8.RuneCountInString(s) <= length {
		return s, nil
	}
	// Below zero even an empty text is too long.
	return s[:charIndex(s, max(length, 0)-utf8.RuneCountInString(ellipsis))] + ellipsis, nil
}

// filterTruncateWords shortens to a number of words, joined by single spaces; a text of no more words stays as it is.
func filterTruncateWords(_ *Context, input any, args []any) (any, error) {
	if input == nil {
		return nil, nil
	}
	s, words, ellipsis := ToString(input), 15, "..."
	if len(args) > 0 {
		n, ok := ToInteger(args[0])
		if !ok {
			return nil, argumentError("invalid integer")
		}
		words = max(n, 1)
	}
	if len(args) > 1 {
		ellipsis = ToString(args[1])
	}
	var b strings.Builder
	for i, n := skipBlank(s, 0), 0; i < len(s); n++ {
		if n == words {
			b.WriteString(ellipsis)
			return b.String(), nil
		}
		end := i
		for end < len(s) && !isSpaceRune(rune(s[end])) {
			end++
		}
		if n > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(s[i:end])
		if i = skipBlank(s, end); i == len(s) && end < len(s) && n+1 == words {
			b.WriteString(ellipsis) // white space behind the last word makes one more, empty word
			return b.String(), nil
		}
	}
	return s, nil
}

func skipBlank(s string, i int) int {
	for i < len(s) && isSpaceRune(rune(s[i])) {
		i++
	}
	return i
}
