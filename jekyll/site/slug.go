package site

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Slugify is Jekyll's Utils.slugify: runs of characters that the mode does not keep become hyphens. Modes are "raw" (white space goes), "default"
// (also ""; letters, marks and digits stay), "pretty" (also ._~!$&'()+,;=@), "ascii" and "latin" (accents are taken off first);
// with another mode only case changes. Cased keeps capitals.
func Slugify(s, mode string, cased bool) string {
	keep := isDefaultSlug
	switch mode {
	case "", "default":
	case "raw":
		keep = func(r rune) bool { return !isRubySpace(r) }
	case "pretty":
		keep = isPrettySlug
	case "ascii":
		keep = func(r rune) bool { return r < utf8.RuneSelf && isDefaultSlug(r) }
	case "latin":
		s = transliterate(s)
	default:
		if cased {
			return s
		}
		return downcase(s)
	}
	slug := hyphenate(s, keep)
	slug = strings.TrimSuffix(strings.TrimPrefix(slug, "-"), "-")
	if !cased {
		slug = downcase(slug)
	}
	return slug
}

func hyphenate(s string, keep func(rune) bool) string {
	clean := true
	for _, r := range s {
		if r == '-' || !keep(r) {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		if keep(r) {
			b.WriteRune(r)
			gap = false
		} else if !gap {
			b.WriteByte('-')
			gap = true
		}
	}
	return b.String()
}

func isDefaultSlug(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.In(r, unicode.M, unicode.L, unicode.Nd)
}

func isPrettySlug(r rune) bool {
	return isDefaultSlug(r) || r < utf8.RuneSelf && strings.ContainsRune("._~!$&'()+,;=@", r)
}

func isRubySpace(r rune) bool { return r == ' ' || '\t' <= r && r <= '\r' }

// latinLetters are those of the I18n gem's approximations that are no letter with an accent.
var latinLetters = map[rune]string{
	'Æ': "AE", 'Ð': "D", '×': "x", 'Ø': "O", 'Þ': "Th", 'ß': "ss", 'æ': "ae", 'ð': "d", 'ø': "o", 'þ': "th",
	'Đ': "D", 'đ': "d", 'Ħ': "H", 'ħ': "h", 'ı': "i", 'Ĳ': "IJ", 'ĳ': "ij", 'ĸ': "k", 'Ŀ': "L", 'ŀ': "l", 'Ł': "L", 'ł': "l",
	'ŉ': "'n", 'Ŋ': "NG", 'ŋ': "ng", 'Œ': "OE", 'œ': "oe", 'Ŧ': "T", 'ŧ': "t",
}

// transliterate is I18n.transliterate for Latin letters; everything else that is not ASCII becomes a question mark.
func transliterate(s string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(s) {
		switch letters, ok := latinLetters[r]; {
		case r < utf8.RuneSelf:
			b.WriteRune(r)
		case ok:
			b.WriteString(letters)
		case 0xC0 <= r && r <= 0x17E && r != '÷':
			base, _ := utf8.DecodeRuneInString(norm.NFD.String(string(r)))
			b.WriteRune(base)
		default:
			b.WriteByte('?')
		}
	}
	return b.String()
}
