// Package samedom compares pages by what a reader gets: two files are the same when their document trees are. White space in text is folded outside of
// pre, code, textarea, script and style; the order of attributes and classes does not count; inside code only the text does, since highlighters
// cut it up differently; and the generator's name and the time of the build are left out.
package samedom

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Diff returns "" where two files of that name are the same, else the first places where they differ: lines of the trees, with - for what was
// wanted and + for what is there.
func Diff(name string, want, got []byte) string {
	w, g := Lines(name, want), Lines(name, got)
	if slices.Equal(w, g) {
		return ""
	}
	return difference(w, g)
}

// Lines is a file's tree, a node a line. HTML and XML are parsed by their extension; of other files the lines of text count.
func Lines(name string, data []byte) []string {
	switch path.Ext(name) {
	case ".html", ".htm", ".xhtml":
		return htmlLines(data)
	case ".xml", ".atom", ".rss", ".xsl", ".svg":
		if lines, err := xmlLines(data); err == nil {
			return lines
		}
	}
	return textLines(string(data))
}

func textLines(text string) []string {
	var lines []string
	for line := range strings.Lines(text) {
		if line = buildTime(fold(line)); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

func htmlLines(data []byte) []string {
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return textLines(string(data))
	}
	w := writer{}
	w.children(root, 0)
	return w.lines
}

type writer struct{ lines []string }

func (w *writer) add(depth int, text string) {
	w.lines = append(w.lines, strings.Repeat(" ", depth)+text)
}

func (w *writer) children(n *html.Node, depth int) {
	var text strings.Builder
	flush := func() {
		if t := buildTime(fold(text.String())); t != "" {
			w.add(depth, fmt.Sprintf("%q", t))
		}
		text.Reset()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			text.WriteString(c.Data)
		case html.ElementNode:
			flush()
			w.element(c, depth)
		case html.DoctypeNode:
			w.add(depth, "<!doctype "+strings.ToLower(c.Data)+">")
		}
	}
	flush()
}

func (w *writer) element(n *html.Node, depth int) {
	if n.DataAtom == atom.Meta && attribute(n, "name") == "generator" {
		return
	}
	w.add(depth, "<"+n.Data+attributes(n)+">")
	switch n.DataAtom {
	case atom.Pre, atom.Code, atom.Textarea:
		if t := whole(n); t != "" {
			w.add(depth+1, fmt.Sprintf("%q", buildTime(t)))
		}
	case atom.Script, atom.Style:
		for _, line := range textLines(whole(n)) {
			w.add(depth+1, fmt.Sprintf("%q", line))
		}
	default:
		w.children(n, depth+1)
	}
}

// whole is all text in an element, as it stands but for white space at its end.
func whole(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return strings.TrimRight(b.String(), " \t\r\n")
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func attributes(n *html.Node) string {
	list := make([]string, 0, len(n.Attr))
	for _, a := range n.Attr {
		value := buildTime(a.Val)
		if a.Key == "class" {
			classes := strings.Fields(value)
			slices.Sort(classes)
			value = strings.Join(slices.Compact(classes), " ")
		}
		list = append(list, fmt.Sprintf(" %s=%q", a.Key, value))
	}
	slices.Sort(list)
	return strings.Join(list, "")
}

func fold(s string) string { return strings.Join(strings.Fields(s), " ") }

// aTime is a date with a time as Jekyll's site.time prints it, of the year in which the expected output was made or later.
var aTime = regexp.MustCompile(`20(?:2[6-9]|[3-9]\d)-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:Z| ?[+-]\d\d:?\d\d)`)

// buildTime puts a word in the place of a time that may be that of the build.
func buildTime(s string) string { return aTime.ReplaceAllString(s, "(build time)") }

func xmlLines(data []byte) ([]string, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	w := writer{}
	depth := 0
	var text strings.Builder
	flush := func() {
		if t := text.String(); strings.Contains(t, "</") {
			for _, line := range htmlLines([]byte(t)) { // a feed's content
				w.add(depth, line)
			}
		} else if t = buildTime(fold(t)); t != "" {
			w.add(depth, fmt.Sprintf("%q", t))
		}
		text.Reset()
	}
	generator := 0 // depth at which the generator's element began
	for {
		token, err := d.Token()
		if err == io.EOF {
			flush()
			return w.lines, nil
		}
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			flush()
			if t.Name.Local == "generator" && generator == 0 {
				generator = depth + 1
			} else if generator == 0 {
				w.add(depth, "<"+t.Name.Local+xmlAttributes(t)+">")
			}
			depth++
		case xml.EndElement:
			if generator == depth {
				generator = 0
				text.Reset()
			}
			flush()
			depth--
		case xml.CharData:
			text.Write(t)
		case xml.ProcInst:
			if t.Target != "xml" {
				w.add(depth, "<?"+t.Target+" "+fold(string(t.Inst))+"?>")
			}
		}
	}
}

func xmlAttributes(e xml.StartElement) string {
	list := make([]string, 0, len(e.Attr))
	for _, a := range e.Attr {
		list = append(list, fmt.Sprintf(" %s=%q", a.Name.Local, buildTime(a.Value)))
	}
	slices.Sort(list)
	return strings.Join(list, "")
}

// difference shows the first stretch in which two lists differ, with the lines around it.
func difference(want, got []string) string {
	const around, shown = 2, 8
	i := 0
	for i < len(want) && i < len(got) && want[i] == got[i] {
		i++
	}
	var b strings.Builder
	fmt.Fprintf(&b, "line %d of %d:\n", i+1, len(want))
	for _, line := range want[max(i-around, 0):i] {
		fmt.Fprintf(&b, "  %s\n", line)
	}
	// Show lines until the two meet again.
	wEnd, gEnd := meet(want[i:], got[i:])
	for _, line := range want[i : i+min(wEnd, shown)] {
		fmt.Fprintf(&b, "- %s\n", line)
	}
	for _, line := range got[i : i+min(gEnd, shown)] {
		fmt.Fprintf(&b, "+ %s\n", line)
	}
	return b.String()
}

// meet is how many lines to skip in each list until two lines in a row are the same again.
func meet(want, got []string) (int, int) {
	same := func(i, j int) bool {
		return want[i] == got[j] && (i+1 >= len(want) || j+1 >= len(got) || want[i+1] == got[j+1])
	}
	for sum := 0; sum < len(want)+len(got) && sum < 200; sum++ {
		for i := 0; i <= sum; i++ {
			if j := sum - i; i < len(want) && j < len(got) && same(i, j) {
				return i, j
			}
		}
	}
	return len(want), len(got)
}
