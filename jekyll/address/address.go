// Package address reads and normalizes web addresses as the Ruby library Addressable does, which Jekyll and its plugins
// use for relative_url, absolute_url, uri_escape and permalinks. net/url is stricter and escapes other characters.
package address

import (
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/text/unicode/norm"
)

// URI is an address in its parts. A Has field tells a part that is there but empty from one that is missing.
type URI struct {
	Scheme, Authority, Path, Query, Fragment       string
	HasScheme, HasAuthority, HasQuery, HasFragment bool
}

// Parse splits an address by the expression of RFC 3986, appendix B. It accepts every string.
func Parse(s string) URI {
	var u URI
	if i := strings.IndexByte(s, '#'); i >= 0 {
		u.Fragment, u.HasFragment = s[i+1:], true
		s = s[:i]
	}
	if i := strings.IndexByte(s, '?'); i >= 0 {
		u.Query, u.HasQuery = s[i+1:], true
		s = s[:i]
	}
	if i := strings.IndexAny(s, ":/"); i > 0 && s[i] == ':' {
		u.Scheme, u.HasScheme = s[:i], true
		s = s[i+1:]
	}
	if rest, ok := strings.CutPrefix(s, "//"); ok {
		u.HasAuthority = true
		u.Authority, s = rest, ""
		if i := strings.IndexByte(rest, '/'); i >= 0 {
			u.Authority, s = rest[:i], rest[i:]
		}
	}
	u.Path = s
	return u
}

// Absolute says whether the address names a scheme.
func Absolute(s string) bool { return Parse(s).HasScheme }

// String puts the parts together again.
func (u URI) String() string {
	var b strings.Builder
	if u.HasScheme {
		b.WriteString(u.Scheme)
		b.WriteByte(':')
	}
	if u.HasAuthority {
		b.WriteString("//")
		b.WriteString(u.Authority)
	}
	b.WriteString(u.Path)
	if u.HasQuery {
		b.WriteByte('?')
		b.WriteString(u.Query)
	}
	if u.HasFragment {
		b.WriteByte('#')
		b.WriteString(u.Fragment)
	}
	return b.String()
}

// Normalize is Addressable's normalize: one spelling for addresses that mean the same. Escapes are undone where they are not needed,
// other characters are escaped as UTF-8 after Unicode normalization (NFKC), and dot segments are resolved.
func Normalize(s string) string {
	if plainPath(s) {
		return s
	}
	u := Parse(s)
	if u.HasScheme {
		u.Scheme = normalizePart(strings.ToLower(strings.TrimSpace(u.Scheme)), isScheme)
	}
	if u.HasAuthority {
		u.Authority = normalizeAuthority(u.Authority, u.Scheme)
	}
	u.Path = normalizePath(u)
	if u.HasQuery {
		u.Query = normalizeQuery(u.Query)
		u.HasQuery = u.Query != ""
	}
	if u.HasFragment {
		u.Fragment = normalizePart(u.Fragment, isQuery)
		u.HasFragment = u.Fragment != ""
	}
	return u.String()
}

// plainPath recognizes what most addresses in a site are, paths that are normal already, so that they cost no work.
func plainPath(s string) bool {
	if s == "" || s[0] != '/' || strings.HasPrefix(s, "//") {
		return false
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '/':
		case c == '.':
			if s[i-1] == '/' {
				return false
			}
		case !isUnreserved(c):
			return false
		}
	}
	return true
}

func normalizeAuthority(authority, scheme string) string {
	user, host := "", authority
	if i := strings.LastIndexByte(authority, '@'); i >= 0 {
		user, host = authority[:i], authority[i+1:]
	}
	port := ""
	if i := strings.LastIndexByte(host, ':'); i >= 0 && !strings.Contains(host[i:], "]") {
		host, port = host[:i], host[i+1:]
	}
	host = Unescape(strings.ToLower(strings.TrimSpace(host)))
	if ascii, err := idna.Punycode.ToASCII(host); err == nil {
		host = ascii
	}
	if len(host) > 1 {
		host = strings.TrimSuffix(host, ".")
	}
	host = normalizePart(host, isHost)
	if user != "" {
		name, password, found := strings.Cut(user, ":")
		user = normalizePart(strings.TrimSpace(name), isUnreserved)
		if found {
			user += ":" + normalizePart(strings.TrimSpace(password), isUnreserved)
		}
		host = user + "@" + host
	}
	if port != "" && port != defaultPorts[scheme] {
		host += ":" + port
	}
	return host
}

var defaultPorts = map[string]string{
	"http": "80", "https": "443", "ftp": "21", "tftp": "69", "sftp": "22", "ssh": "22", "svn+ssh": "22",
	"telnet": "23", "nntp": "119", "gopher": "70", "wais": "210", "ldap": "389", "prospero": "1525",
}

func normalizePath(u URI) string {
	path := strings.TrimSpace(u.Path)
	if !u.HasScheme {
		// A colon in the first segment would be read as a scheme.
		if colon := strings.IndexByte(path, ':'); colon >= 0 && !strings.HasPrefix(path, "/") && !strings.Contains(path[:colon], "/") {
			path = strings.Replace(path, ":", "%2F", 1)
		}
	}
	segments := strings.Split(path, "/")
	for i, s := range segments {
		segments[i] = normalizePart(s, isPathChar)
	}
	path = removeDots(strings.Join(segments, "/"))
	if path == "" {
		switch u.Scheme {
		case "http", "https", "ftp", "tftp":
			return "/"
		}
	}
	return path
}

// removeDots resolves "." and ".." segments (RFC 3986, 5.2.4). Unlike path.Clean it keeps doubled and trailing slashes.
func removeDots(path string) string {
	if !strings.Contains(path, ".") {
		return path
	}
	rooted := strings.HasPrefix(path, "/")
	segments := strings.Split(strings.TrimPrefix(path, "/"), "/")
	kept := segments[:0:0]
	for i, s := range segments {
		last := i == len(segments)-1
		switch s {
		case ".":
			if last {
				kept = append(kept, "")
			}
		case "..":
			if len(kept) > 0 {
				kept = kept[:len(kept)-1]
			}
			if last {
				kept = append(kept, "")
			}
		default:
			kept = append(kept, s)
		}
	}
	path = strings.Join(kept, "/")
	if rooted {
		return "/" + path
	}
	return path
}

func normalizeQuery(query string) string {
	pairs := strings.Split(query, "&")
	for i, pair := range pairs {
		// An escaped plus keeps its escape: a bare one means a space.
		raw := unescape(pair, '+')
		if normal := norm.NFKC.String(raw); normal != "" {
			raw = normal
		}
		var b strings.Builder
		for j := 0; j < len(raw); j++ {
			c := raw[j]
			if c == '%' && strings.HasPrefix(strings.ToUpper(raw[j:min(j+3, len(raw))]), "%2B") {
				b.WriteString("%2B")
				j += 2
				continue
			}
			if isUnreserved(c) || strings.IndexByte("!$'()*+,=:@/?", c) >= 0 {
				b.WriteByte(c)
			} else {
				writeEscaped(&b, c)
			}
		}
		pairs[i] = b.String()
	}
	return strings.Join(pairs, "&")
}

// NormalizeComponent is Addressable's normalize_component with its default characters: the filter uri_escape.
func NormalizeComponent(s string) string { return normalizePart(s, isReservedOrUnreserved) }

// normalizePart undoes escapes, normalizes to NFKC, and escapes what keep refuses.
func normalizePart(s string, keep func(byte) bool) string {
	raw := Unescape(s)
	if strings.ToValidUTF8(raw, "") != raw {
		return escape(raw, isReservedOrUnreserved)
	}
	return escape(norm.NFKC.String(raw), keep)
}

// Encode is Addressable's encode: each part of the address is escaped where it needs it; escapes that are there are escaped again.
func Encode(s string) string {
	u := Parse(s)
	u.Scheme = escape(u.Scheme, isScheme)
	u.Authority = escape(u.Authority, isAuthority)
	u.Path = escape(u.Path, isPath)
	u.Query = escape(u.Query, isQuery)
	u.Fragment = escape(u.Fragment, isQuery)
	return u.String()
}

// EscapePath is Jekyll::URL.escape_path: a path as it stands in a URL.
func EscapePath(path string) string {
	return strings.Replace(Encode(path), "#", "%23", 1)
}

// Unescape undoes every percent escape.
func Unescape(s string) string { return unescape(s, 0) }

// unescape undoes percent escapes, but not those of the byte except (unless it is 0).
func unescape(s string, except byte) string {
	if !strings.Contains(s, "%") {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			hi, lo := unhex(s[i+1]), unhex(s[i+2])
			if hi >= 0 && lo >= 0 {
				if c := byte(hi<<4 | lo); except == 0 || c != except {
					b = append(b, c)
					i += 2
					continue
				}
			}
		}
		b = append(b, s[i])
	}
	return string(b)
}

func unhex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

func escape(s string, keep func(byte) bool) string {
	clean := true
	for i := 0; i < len(s) && clean; i++ {
		clean = keep(s[i])
	}
	if clean {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if keep(s[i]) {
			b.WriteByte(s[i])
		} else {
			writeEscaped(&b, s[i])
		}
	}
	return b.String()
}

func writeEscaped(b *strings.Builder, c byte) {
	const hex = "0123456789ABCDEF"
	b.WriteByte('%')
	b.WriteByte(hex[c>>4])
	b.WriteByte(hex[c&15])
}

// The character classes of RFC 3986 as Addressable names them.

func isAlphanumeric(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

func isUnreserved(c byte) bool { return isAlphanumeric(c) || strings.IndexByte("-._~", c) >= 0 }

func isPathChar(c byte) bool {
	return isUnreserved(c) || strings.IndexByte("!$&'()*+,;=:@", c) >= 0
}

func isReservedOrUnreserved(c byte) bool { return isPathChar(c) || strings.IndexByte("/?#[]", c) >= 0 }

func isScheme(c byte) bool { return isAlphanumeric(c) || strings.IndexByte("-+.", c) >= 0 }

func isHost(c byte) bool {
	return isUnreserved(c) || strings.IndexByte("!$&'()*+,;=[:]", c) >= 0
}

func isAuthority(c byte) bool { return isPathChar(c) || c == '[' || c == ']' }

func isPath(c byte) bool { return isPathChar(c) || c == '/' }

func isQuery(c byte) bool { return isPathChar(c) || c == '/' || c == '?' }
