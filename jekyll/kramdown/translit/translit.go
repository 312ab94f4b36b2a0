// Package translit spells text of any script in ASCII letters, for kramdown's
// option transliterated_header_ids. It is apart from kramdown, as its tables
// are large and few sites use them: Jekyll's own input format, GFM, makes ids
// of the letters as they are.
package translit

import (
	"strings"
	"unicode/utf8"

	"github.com/mozillazg/go-unidecode"
)

// ASCII is a function for [kramdown.Options.Transliterate]. It follows
// Kramdown::Utils::Unidecoder with the tables of Text::Unidecode, on which
// those of the stringex gem are based; characters without a spelling become
// nothing.
func ASCII(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			b.WriteByte(text[i])
			i++
			continue
		}
		_, n := utf8.DecodeRuneInString(text[i:])
		b.WriteString(unidecode.Unidecode(text[i : i+n]))
		i += n
	}
	return b.String()
}
