// Package texts changes the text of a finished page and leaves its markup as it is, for plugins that are HTML pipelines in Ruby. Those write
// the page anew with libxml2, of which readers can see one thing: it escapes addresses.
package texts

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Replace gives each piece of text of a page's body, or of the whole where there is no body element, to change, and puts the answer, HTML both,
// in its place. What stands inside the elements named by except is not touched, nor is a page whose body is not wanted.
func Replace(page string, except []string, wanted func(body string) bool, change func(text string) string) string {
	head, body, tail := split(page)
	if !wanted(body) {
		return page
	}
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
		case html.StartTagToken, html.SelfClosingTagToken:
			tag := z.Token()
			if escapeAddresses(&tag) {
				raw = tag.String()
			}
			if kind == html.StartTagToken && slices.Contains(except, tag.Data) {
				depth++
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); depth > 0 && slices.Contains(except, string(name)) {
				depth--
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

func escapeAddresses(tag *html.Token) (changed bool) {
	for i, a := range tag.Attr {
		if escaped := Address(tag.Data, a.Key, a.Val); escaped != a.Val {
			tag.Attr[i].Val, changed = escaped, true
		}
	}
	return changed
}

// Address is the value of an element's attribute as libxml2 writes it in HTML: escaped where it is an address, or the name of an anchor.
func Address(element, attribute, value string) string {
	switch attribute {
	case "href", "src", "action":
	case "name":
		if element != "a" {
			return value
		}
	default:
		return value
	}
	var b strings.Builder
	for _, c := range []byte(strings.TrimLeft(value, " \t\r\n")) {
		if '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || strings.IndexByte("-_.!~*'()@/:=?;#%&,+", c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
