package render

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/galleypress/galley/jekyll/address"
	"github.com/galleypress/galley/jekyll/liquid"
)

var attributeEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// EscapeXML is the filter xml_escape.
func EscapeXML(s string) string { return attributeEscaper.Replace(s) }

// xmlEscape is Ruby's encode(xml: :attr) without the quotes around it: apostrophes stay.
func xmlEscape(_ *liquid.Context, input any, _ []any) (any, error) {
	return attributeEscaper.Replace(liquid.ToString(input)), nil
}

// cgiEscape is Ruby's CGI.escape: as in a form, a space is a plus.
func cgiEscape(_ *liquid.Context, input any, _ []any) (any, error) {
	s := liquid.ToString(input)
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == ' ':
			b.WriteByte('+')
		case isWordByte(c) || c == '.' || c == '-' || c == '~':
			b.WriteByte(c)
		default:
			const hex = "0123456789ABCDEF"
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		}
	}
	return b.String(), nil
}

func isWordByte(c byte) bool {
	return c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

func uriEscape(_ *liquid.Context, input any, _ []any) (any, error) {
	if input = liquid.Resolve(input); input == nil {
		return nil, nil
	}
	return address.NormalizeComponent(liquid.ToString(input)), nil
}

func normalizeWhitespace(_ *liquid.Context, input any, _ []any) (any, error) {
	return strings.Join(strings.FieldsFunc(liquid.ToString(input), isRubySpace), " "), nil
}

// isRubySpace is what \s matches in Ruby; other spaces, such as U+00A0 and U+3000, are not among it.
func isRubySpace(r rune) bool {
	return r == ' ' || '\t' <= r && r <= '\r'
}

// numberOfWords counts words; with "cjk" or "auto" each Chinese, Japanese or Korean character counts as one.
func numberOfWords(_ *liquid.Context, input any, args []any) (any, error) {
	s := liquid.ToString(input)
	mode := arg(args, 0)
	if mode != "cjk" && mode != "auto" {
		return countFields(s), nil
	}
	characters, words, inWord := 0, 0, false
	for _, r := range s {
		switch {
		case r >= utf8.RuneSelf && unicode.In(r, unicode.Han, unicode.Katakana, unicode.Hiragana, unicode.Hangul):
			characters++
			inWord = false
		case isRubySpace(r):
			inWord = false
		case !inWord:
			words++
			inWord = true
		}
	}
	if mode == "auto" && characters == 0 {
		return countFields(s), nil
	}
	return characters + words, nil
}

// countFields counts as Ruby's split does, to which a NUL is white space too.
func countFields(s string) int {
	n, in := 0, false
	for i := 0; i < len(s); i++ {
		space := s[i] == 0 || isRubySpace(rune(s[i]))
		if !space && !in {
			n++
		}
		in = !space
	}
	return n
}

// arrayToSentence writes "a", "a and b" or "a, b, and c".
func arrayToSentence(_ *liquid.Context, input any, args []any) (any, error) {
	connector := "and"
	if len(args) > 0 {
		connector = liquid.ToString(args[0])
	}
	items := Items(input)
	words := make([]string, len(items))
	for i, item := range items {
		words[i] = liquid.ToString(item)
	}
	switch n := len(words); n {
	case 0:
		return "", nil
	case 1:
		return words[0], nil
	case 2:
		return words[0] + " " + connector + " " + words[1], nil
	default:
		return strings.Join(words[:n-1], ", ") + ", " + connector + " " + words[n-1], nil
	}
}

func toInteger(_ *liquid.Context, input any, _ []any) (any, error) {
	switch liquid.Resolve(input) {
	case true:
		return 1, nil
	case false:
		return 0, nil
	}
	return liquid.ToInt(input), nil
}

func inspectFilter(c *liquid.Context, input any, _ []any) (any, error) {
	return xmlEscape(c, liquid.Inspect(input), nil)
}

var (
	scriptStyleComment = regexp.MustCompile(`(?s)<script.*?</script>|<!--.*?-->|<style.*?</style>`)
	anyTag             = regexp.MustCompile(`(?s)<.*?>`)
)

// StripHTML is Liquid's filter strip_html, for plugins.
func StripHTML(s string) string {
	if !strings.Contains(s, "<") {
		return s
	}
	return anyTag.ReplaceAllString(scriptStyleComment.ReplaceAllString(s, ""), "")
}
