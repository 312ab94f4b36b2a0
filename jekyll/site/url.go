package site

import (
	"fmt"
	"path"
	"strings"

	"github.com/galleypress/galley/jekyll/address"
)

// Placeholder is a name in a URL template and what stands for it. Missing is Ruby's nil: the name goes together with the slash before it.
type Placeholder struct {
	Name, Value string
	Missing     bool
}

// ExpandURL fills a URL template as Jekyll::URL does for pages and static files: each placeholder in turn, others stay as they are.
func ExpandURL(template string, placeholders ...Placeholder) string {
	for _, p := range placeholders {
		if !strings.Contains(template, ":") {
			break
		}
		if p.Missing {
			template = strings.ReplaceAll(template, "/:"+p.Name, "")
		} else {
			template = strings.ReplaceAll(template, ":"+p.Name, escapePath(p.Value))
		}
	}
	return sanitizeURL(template)
}

// UnknownPlaceholder is the error for a permalink that names something a document does not have.
type UnknownPlaceholder struct{ Name string }

func (e *UnknownPlaceholder) Error() string {
	return fmt.Sprintf("the permalink names :%s, which Jekyll does not know", e.Name)
}

// expandTemplate fills a template from a function, as Jekyll::URL does for documents. An unknown name is an error.
func expandTemplate(template string, value func(name string) (string, bool, error)) (string, error) {
	var b strings.Builder
	for {
		i := strings.IndexByte(template, ':')
		if i < 0 {
			break
		}
		end := i + 1
		for end < len(template) && ('a' <= template[end] && template[end] <= 'z' || template[end] == '_') {
			end++
		}
		name := template[i+1 : end]
		b.WriteString(template[:i])
		if name == "" {
			b.WriteByte(':')
			template = template[i+1:]
			continue
		}
		rest := ""
		if short, ok := strings.CutSuffix(name, "_"); ok {
			name, rest = short, "_"
		}
		v, ok, err := value(name)
		if err != nil {
			return "", err
		}
		if !ok {
			return "", &UnknownPlaceholder{name}
		}
		b.WriteString(escapePath(v))
		b.WriteString(rest)
		template = template[end:]
	}
	b.WriteString(template)
	return sanitizeURL(b.String()), nil
}

// sanitizeURL is Jekyll::URL#sanitize_url: one slash at the start, none doubled, no dots to climb with.
func sanitizeURL(s string) string {
	s = "/" + s
	if strings.Contains(s, "..") {
		s = strings.ReplaceAll(s, "..", "/")
	}
	if strings.Contains(s, "./") {
		s = strings.ReplaceAll(s, "./", "")
	}
	if !strings.Contains(s, "//") {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		if s[i] != '/' || i == 0 || s[i-1] != '/' {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

func escapePath(s string) string {
	for i := range len(s) {
		c := s[i]
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '.' || c == '/' || c == '-') {
			return address.EscapePath(s)
		}
	}
	return s
}

// destination is where something at a URL is written, as a slash-separated path in the destination folder.
func destination(url, ext string, document bool) string {
	p := inDestination(url)
	switch {
	case strings.HasSuffix(url, "/") && document:
		return path.Join(p, "index.html")
	case strings.HasSuffix(url, "/"):
		p = path.Join(p, "index")
	}
	if !strings.HasSuffix(p, ext) {
		p += ext
	}
	return p
}

// inDestination undoes the escapes of a URL and keeps it inside of the destination folder.
func inDestination(url string) string {
	p := address.Unescape(url)
	return strings.TrimPrefix(path.Clean("/"+p), "/")
}
