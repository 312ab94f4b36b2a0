package liquid

import "strings"

func filterEscape(c *Context, input any, args []any) (any, error) {
	if input == nil {
		return nil, nil
	}
	s := ToString(input)
	if !needsEscape(s) {
		return s, nil
	}
	return string(appendEscaped(nil, s)), nil
}

func appendEscape(c *Context, dst []byte, input any, args []any) ([]byte, error) {
	if s, ok := input.(string); ok {
		return appendEscaped(dst, s), nil
	}
	return appendEscaped(dst, ToString(input)), nil
}

// htmlEscapes is what Ruby's CGI.escapeHTML makes of a byte; "" is the byte itself.
var htmlEscapes = [256]string{'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&quot;", '\'': "&#39;"}

func needsEscape(s string) bool {
	for i := 0; i < len(s); i++ {
		if htmlEscapes[s[i]] != "" {
			return true
		}
	}
	return false
}

func appendEscaped(dst []byte, s string) []byte {
	start := 0
	for i := 0; i < len(s); i++ {
		if e := htmlEscapes[s[i]]; e != "" {
			dst = append(dst, s[start:i]...)
			dst = append(dst, e...)
			start = i + 1
		}
	}
	return append(dst, s[start:]...)
}

// filterEscapeOnce leaves alone what is escaped already: & with letters, or # and digits, and a semicolon behind it.
func filterEscapeOnce(_ *Context, dst []byte, input any, _ []any) ([]byte, error) {
	s := ToString(input)
	start := 0
	for i := 0; i < len(s); i++ {
		e := htmlEscapes[s[i]]
		if e == "" || s[i] == '&' && isEntity(s[i+1:]) {
			continue
		}
		dst = append(dst, s[start:i]...)
		dst = append(dst, e...)
		start = i + 1
	}
	return append(dst, s[start:]...), nil
}

// isEntity matches ([a-zA-Z]+|#\d+);. No entity is longer than the look ahead allows.
func isEntity(s string) bool {
	i := 0
	if strings.HasPrefix(s, "#") {
		for i = 1; i < len(s) && isDigit(s[i]); i++ {
		}
		return i > 1 && i < len(s) && s[i] == ';'
	}
	for i < len(s) && ('a' <= s[i]|0x20 && s[i]|0x20 <= 'z') {
		i++
	}
	return i > 0 && i < len(s) && s[i] == ';'
}

// htmlBlocks are taken out with what stands inside.
var htmlBlocks = [...]struct{ open, end string }{
	{"<script", "</script>"},
	{"<!--", "-->"},
	{"<style", "</style>"},
}

// filterStripHTML takes out scripts, comments and styles, then every tag.
func filterStripHTML(_ *Context, dst []byte, input any, _ []any) ([]byte, error) {
	s := stripBlocks(ToString(input))
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			break
		}
		j := strings.IndexByte(s[i:], '>')
		if j < 0 {
			break
		}
		dst = append(dst, s[:i]...)
		s = s[i+j+1:]
	}
	return append(dst, s...), nil
}

func stripBlocks(s string) string {
	var b strings.Builder
	var unclosed [len(htmlBlocks)]bool
	start := 0 // what is not yet written
	for i := 0; i < len(s); {
		j := strings.IndexByte(s[i:], '<')
		if j < 0 {
			break
		}
		i += j
		end := -1
		for k, block := range htmlBlocks {
			if unclosed[k] || !strings.HasPrefix(s[i:], block.open) {
				continue
			}
			from := i + len(block.open)
			if j := strings.Index(s[from:], block.end); j >= 0 {
				end = from + j + len(block.end)
			} else {
				unclosed[k] = true
			}
		}
		if end < 0 {
			i++
			continue
		}
		b.WriteString(s[start:i])
		i, start = end, end
	}
	if start == 0 {
		return s
	}
	b.WriteString(s[start:])
	return b.String()
}
