package liquid

import (
	"encoding/base64"
	"strings"
	"unicode/utf8"
)

// filterURLEncode is Ruby's CGI.escape: a space becomes +, all but letters, digits and _.-~ becomes %XX.
func filterURLEncode(_ *Context, input any, _ []any) (any, error) {
	if input == nil {
		return nil, nil
	}
	const hex = "0123456789ABCDEF"
	s := ToString(input)
	dst := make([]byte, 0, len(s)+len(s)/2)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case isWord(c) || c == '.' || c == '-' || c == '~':
			dst = append(dst, c)
		case c == ' ':
			dst = append(dst, '+')
		default:
			dst = append(dst, '%', hex[c>>4], hex[c&15])
		}
	}
	return string(dst), nil
}

// filterURLDecode is Ruby's CGI.unescape; what is no valid escape stays.
func filterURLDecode(_ *Context, input any, _ []any) (any, error) {
	if input == nil {
		return nil, nil
	}
	s := ToString(input)
	dst := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '+':
			c = ' '
		case c == '%' && i+2 < len(s):
			hi, lo := unhex(s[i+1]), unhex(s[i+2])
			if hi >= 0 && lo >= 0 {
				c = byte(hi<<4 | lo)
				i += 2
			}
		}
		dst = append(dst, c)
	}
	if !utf8.Valid(dst) {
		return nil, argumentError("invalid byte sequence in UTF-8")
	}
	return string(dst), nil
}

func unhex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

func base64Encode(s string) string    { return base64.StdEncoding.EncodeToString([]byte(s)) }
func base64URLEncode(s string) string { return base64.URLEncoding.EncodeToString([]byte(s)) }

func filterBase64Decode(_ *Context, input any, _ []any) (any, error) {
	s, ok := base64Decode(ToString(input))
	if !ok {
		return nil, argumentError("invalid base64 provided to base64_decode")
	}
	return s, nil
}

func filterBase64URLDecode(_ *Context, input any, _ []any) (any, error) {
	s := ToString(input)
	if !strings.HasSuffix(s, "=") {
		s += strings.Repeat("=", (4-len(s)%4)%4)
	}
	s, ok := base64Decode(strings.NewReplacer("-", "+", "_", "/").Replace(s))
	if !ok {
		return nil, argumentError("invalid base64 provided to base64_url_safe_decode")
	}
	return s, nil
}

func base64Decode(s string) (string, bool) {
	if strings.ContainsAny(s, "\r\n") { // Go skips them; Ruby's strict decoder does not
		return "", false
	}
	b, err := base64.StdEncoding.Strict().DecodeString(s)
	return string(b), err == nil
}
