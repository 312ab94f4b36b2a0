package render

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/galleypress/galley/jekyll/liquid"
)

func slugifyFilter(_ *liquid.Context, input any, args []any) (any, error) {
	input = liquid.Resolve(input)
	if input == nil {
		return nil, nil
	}
	mode := "default"
	if m := arg(args, 0); m != nil {
		mode = liquid.ToString(m)
	}
	return Slugify(liquid.ToString(input), mode), nil
}

// Slugify makes text fit for a URL in one of Jekyll's modes: raw, default, pretty, ascii, latin; any other only puts it in lower case
// (Jekyll::Utils.slugify).
func Slugify(text, mode string) string {
	var keep func(rune) bool
	switch mode {
	case "raw":
		keep = func(r rune) bool { return !isRubySpace(r) }
	case "latin":
		text = transliterate(text)
		keep = isSlugRune
	case "default":
		keep = isSlugRune
	case "pretty":
		keep = func(r rune) bool { return isSlugRune(r) || strings.ContainsRune("._~!$&'()+,;=@", r) }
	case "ascii":
		keep = func(r rune) bool { return r < 0x80 && isWordByte(byte(r)) && r != '_' }
	default:
		return strings.ToLower(text)
	}
	var b strings.Builder
	gap := false
	for _, r := range text {
		if !keep(r) {
			if !gap {
				b.WriteByte('-')
			}
			gap = true
			continue
		}
		gap = false
		b.WriteRune(r)
	}
	slug := strings.TrimPrefix(b.String(), "-")
	return strings.ToLower(strings.TrimSuffix(slug, "-"))
}

func isSlugRune(r rune) bool { return unicode.In(r, unicode.M, unicode.L, unicode.Nd) }

// transliterate writes Latin letters without their marks, and every other character outside ASCII as "?", as the library I18n does.
func transliterate(text string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(text) {
		switch {
		case r < 0x80:
			b.WriteRune(r)
		case latinLetters[r] != "":
			b.WriteString(latinLetters[r])
		case r >= 0xC0 && r <= 0x17F:
			base := []rune(norm.NFD.String(string(r)))[0]
			if base < 0x80 {
				b.WriteRune(base)
			} else {
				b.WriteByte('?')
			}
		default:
			b.WriteByte('?')
		}
	}
	return b.String()
}

// latinLetters are those that do not come apart into a letter and a mark.
var latinLetters = map[rune]string{
	'×': "x", 'Æ': "AE", 'Ð': "D", 'Ø': "O", 'Þ': "Th", 'ß': "ss", 'ẞ': "SS", 'æ': "ae", 'ð': "d", 'ø': "o", 'þ': "th",
	'Đ': "D", 'đ': "d", 'Ħ': "H", 'ħ': "h", 'ı': "i", 'Ĳ': "IJ", 'ĳ': "ij", 'ĸ': "k", 'Ŀ': "L", 'ŀ': "l", 'Ł': "L", 'ł': "l",
	'ŉ': "'n", 'Ŋ': "NG", 'ŋ': "ng", 'Œ': "OE", 'œ': "oe", 'Ŧ': "T", 'ŧ': "t",
}
