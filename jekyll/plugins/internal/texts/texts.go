// Package texts changes the text of a finished page and leaves its markup byte for byte as it is, for plugins that are HTML pipelines in Ruby.
package texts

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Replace gives each piece of text of a page's body, or of the whole where there is no body element, to change, and puts the answer, HTML both,
// in its place. What stands inside the elements named by except is not touched.
func Replace(page string, except []string, change func(text string) string) string {
	head, body, tail := split(page)
	var b strings.Builder
	b.WriteString(head)
	depth := 0
	for z := html.NewTokenizer(strings.NewReader(body)); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		raw := string(z.Raw())
		switch kind {
		case html.TextToken:
			if depth == 0 {
				raw = change(raw)
			}
		case html.StartTagToken, html.EndTagToken:
			if name, _ := z.TagName(); slices.Contains(except, string(name)) {
				if kind == html.StartTagToken {
					depth++
				} else if depth > 0 {
					depth--
				}
			}
		}
		b.WriteString(raw)
	}
	b.WriteString(tail)
	return b.String()
}

// split divides a page around what stands in its body element.
func split(page string) (head, body, tail string) {
	start := strings.Index(page, "<body")
	if start < 0 {
		return "", page, ""
	}
	end := strings.IndexByte(page[start:], '>')
	if end < 0 {
		return "", page, ""
	}
	start += end + 1
	head, body = page[:start], page[start:]
	if end := strings.Index(body, "</body>"); end >= 0 {
		return head, body[:end], body[end:]
	}
	return head, body, ""
}
