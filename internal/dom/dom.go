// Package dom compares HTML pages as browsers and readers see them, for tests that hold a page against the one that Jekyll made.
//
// It does not tell apart: the order of attributes and of classes; runs of white space, but in pre and code; how code is coloured (inside code and
// pre only the text counts); comments; and the meta element that names the generator.
package dom

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Diff says where got first differs from want, with the lines before it, or is empty where the two are the same.
func Diff(got, want string) (string, error) {
	g, err := Lines(got)
	if err != nil {
		return "", err
	}
	w, err := Lines(want)
	if err != nil {
		return "", err
	}
	if slices.Equal(g, w) {
		return "", nil
	}
	i := 0
	for i < len(g) && i < len(w) && g[i] == w[i] {
		i++
	}
	around := func(lines []string) string {
		return strings.Join(lines[min(i, len(lines)):min(i+4, len(lines))], "\n  ")
	}
	return fmt.Sprintf("after\n  %s\ngot\n  %s\nwant\n  %s", strings.Join(g[max(0, i-4):i], "\n  "), around(g), around(w)), nil
}

// Lines is a page written down so that pages that are the same have the same lines.
func Lines(page string) ([]string, error) {
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return nil, err
	}
	var w writer
	w.children(doc, "")
	return w.lines, nil
}

type writer struct{ lines []string }

func (w *writer) children(n *html.Node, indent string) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.DoctypeNode:
			w.lines = append(w.lines, "<!DOCTYPE "+c.Data+">")
		case html.TextNode:
			if text := fold(c); text != "" {
				w.lines = append(w.lines, indent+text)
			}
		case html.ElementNode:
			w.element(c, indent)
		}
	}
}

func (w *writer) element(n *html.Node, indent string) {
	if n.Data == "meta" && attribute(n, "name") == "generator" {
		return
	}
	w.lines = append(w.lines, indent+startTag(n))
	switch n.Data {
	case "pre", "code":
		w.lines = append(w.lines, fmt.Sprintf("%s  %q", indent, text(n)))
	case "script", "style":
		w.lines = append(w.lines, indent+"  "+strings.TrimSpace(text(n)))
	default:
		w.children(n, indent+"  ")
	}
}

func startTag(n *html.Node) string {
	attributes := make([]string, 0, len(n.Attr))
	for _, a := range n.Attr {
		value := a.Val
		if a.Key == "class" {
			classes := strings.Fields(value)
			slices.Sort(classes)
			value = strings.Join(classes, " ")
		}
		attributes = append(attributes, fmt.Sprintf(" %s=%q", a.Key, value))
	}
	slices.Sort(attributes)
	return "<" + n.Data + strings.Join(attributes, "") + ">"
}

// fold makes white space one space, and none where a line begins or ends anyway: beside a block, or at a block's edge.
func fold(n *html.Node) string {
	words := strings.Join(strings.FieldsFunc(n.Data, isSpace), " ")
	before := n.PrevSibling != nil && inline(n.PrevSibling) || n.PrevSibling == nil && inline(n.Parent)
	after := n.NextSibling != nil && inline(n.NextSibling) || n.NextSibling == nil && inline(n.Parent)
	if words == "" {
		if before && after && n.Data != "" {
			return `" "`
		}
		return ""
	}
	if before && isSpace(rune(n.Data[0])) {
		words = " " + words
	}
	if after && isSpace(rune(n.Data[len(n.Data)-1])) {
		words += " "
	}
	return fmt.Sprintf("%q", words)
}

func isSpace(r rune) bool { return strings.ContainsRune(" \t\r\n\f", r) }

var inlineElements = strings.Fields("a abbr b bdi bdo button cite code data del dfn em i img input ins kbd label mark math q s samp select " +
	"small span strong sub sup svg textarea time tt u var")

func inline(n *html.Node) bool {
	return n.Type == html.TextNode || n.Type == html.CommentNode || n.Type == html.ElementNode && slices.Contains(inlineElements, n.Data)
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func text(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(text(c))
	}
	return b.String()
}
