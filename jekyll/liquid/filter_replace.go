package liquid

import (
	"strings"
	"unicode/utf8"
)

// filterReplace is replace and, with one argument, remove: Ruby's String#gsub with a plain text to look for.
func filterReplace(c *Context, dst []byte, input any, args []any) ([]byte, error) {
	s, old, by := ToString(input), ToString(args[0]), ToString(arg(args, 1))
	if strings.IndexByte(by, '\\') >= 0 {
		return expandAll(c, dst, s, old, by)
	}
	n := strings.Count(s, old)
	if n == 0 {
		return append(dst, s...), nil
	}
	if err := c.CheckSize(len(s) + n*(len(by)-len(old))); err != nil {
		return dst, err
	}
	if old == "" {
		return appendBetween(dst, s, by), nil
	}
	for ; n > 0; n-- {
		i := strings.Index(s, old)
		dst = append(dst, s[:i]...)
		dst = append(dst, by...)
		s = s[i+len(old):]
	}
	return append(dst, s...), nil
}

// appendBetween puts text before each character and at the end.
func appendBetween(dst []byte, s, between string) []byte {
	for len(s) > 0 {
		_, n := utf8.DecodeRuneInString(s)
		dst = append(dst, between...)
		dst = append(dst, s[:n]...)
		s = s[n:]
	}
	return append(dst, between...)
}

// filterReplaceFirst is replace_first and remove_first: Ruby's String#sub.
func filterReplaceFirst(c *Context, dst []byte, input any, args []any) ([]byte, error) {
	s, old, by := ToString(input), ToString(args[0]), ToString(arg(args, 1))
	i := strings.Index(s, old)
	if i < 0 {
		return append(dst, s...), nil
	}
	base := len(dst)
	dst = append(dst, s[:i]...)
	dst, err := expand(c, dst, base, s, i, i+len(old), by)
	return append(dst, s[i+len(old):]...), err
}

// filterReplaceLast is replace_last and remove_last; backslashes mean nothing in it.
func filterReplaceLast(_ *Context, dst []byte, input any, args []any) ([]byte, error) {
	s, old := ToString(input), ToString(args[0])
	i := strings.LastIndex(s, old)
	if i < 0 {
		return append(dst, s...), nil
	}
	dst = append(dst, s[:i]...)
	dst = appendString(dst, resolve(arg(args, 1)))
	return append(dst, s[i+len(old):]...), nil
}

// expandAll replaces every match by a text with backslashes, which Ruby gives a meaning.
func expandAll(c *Context, dst []byte, s, old, by string) ([]byte, error) {
	base, from := len(dst), 0
	for from <= len(s) {
		i := strings.Index(s[from:], old)
		if i < 0 {
			break
		}
		start := from + i
		end := start + len(old)
		dst = append(dst, s[from:start]...)
		var err error
		if dst, err = expand(c, dst, base, s, start, end, by); err != nil {
			return dst, err
		}
		if old == "" {
			if end >= len(s) {
				return dst, nil
			}
			_, n := utf8.DecodeRuneInString(s[end:])
			dst = append(dst, s[end:end+n]...)
			end += n
		}
		from = end
	}
	if from < len(s) {
		dst = append(dst, s[from:]...)
	}
	return dst, nil
}

// expand appends a replacement text as Ruby reads it: \0 and \& are the match s[start:end], \` and \' what stands before
// and after it, \1 to \9 nothing, \\ a backslash. The whole result starts at dst[base:].
func expand(c *Context, dst []byte, base int, s string, start, end int, by string) ([]byte, error) {
	for {
		i := strings.IndexByte(by, '\\')
		if i < 0 || i+1 == len(by) {
			return append(dst, by...), nil
		}
		dst = append(dst, by[:i]...)
		switch b := by[i+1]; b {
		case '0', '&':
			dst = append(dst, s[start:end]...)
		case '`':
			dst = append(dst, s[:start]...)
		case '\'':
			dst = append(dst, s[end:]...)
		case '\\':
			dst = append(dst, '\\')
		case '1', '2', '3', '4', '5', '6', '7', '8', '9':
		default:
			dst = append(dst, '\\', b)
		}
		by = by[i+2:]
		if err := c.CheckSize(len(dst) - base); err != nil {
			return dst, err
		}
		if err := c.Charge(1); err != nil {
			return dst, err
		}
	}
}
