package toc

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/galleypress/galley/jekyll/liquid"
	"github.com/galleypress/galley/jekyll/plugins/internal/texts"
	"github.com/galleypress/galley/jekyll/render"
)

// settings are those under toc in _config.yml.
type settings struct {
	min, max                         int
	tag                              string // ul or ol
	id, class, sublist, item, prefix string
	skip                             []string // classes of sections whose headings are left out
}

func newSettings(s *render.Site) settings {
	get := func(key string, other any) any {
		if m, ok := s.Setting("toc").(*liquid.Map); ok {
			if v, given := m.Get(key); given {
				return liquid.Resolve(v)
			}
		}
		return other
	}
	text := func(key, other string) string { return liquid.ToString(get(key, other)) }
	level := func(key string, other int) int {
		if n, ok := get(key, other).(int); ok {
			return n
		}
		return other
	}
	t := settings{
		min: level("min_level", 1), max: level("max_level", 6), tag: "ul",
		id: text("list_id", "toc"), class: text("list_class", "section-nav"), sublist: text("sublist_class", ""),
		item: text("item_class", "toc-entry"), prefix: text("item_prefix", "toc-"),
	}
	if liquid.Truthy(get("ordered_list", false)) {
		t.tag = "ol"
	}
	switch skip := get("no_toc_section_class", "no_toc_section").(type) {
	case []any:
		for _, class := range skip {
			t.skip = append(t.skip, liquid.ToString(class))
		}
	default:
		t.skip = []string{liquid.ToString(skip)}
	}
	return t
}

// document is a page's HTML with the headings found in it.
type document struct {
	settings
	roots    []*html.Node
	headings []heading
}

type heading struct {
	node     *html.Node
	level    int
	id, text string
}

func parse(text string, s settings) (*document, error) {
	roots, err := html.ParseFragment(strings.NewReader(text), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		return nil, err
	}
	d := &document{settings: s, roots: roots}
	seen := map[string]int{}
	for _, root := range roots {
		d.collect(root, seen)
	}
	return d, nil
}

func (d *document) collect(n *html.Node, seen map[string]int) {
	if n.Type == html.ElementNode {
		classes := strings.Fields(attribute(n, "class"))
		for _, class := range d.skip {
			if slices.Contains(classes, class) {
				return
			}
		}
		if level := level(n); level >= d.min && level <= d.max && level > 0 && !slices.Contains(classes, "no_toc") {
			text := textOf(n)
			id, given := lookup(n, "id")
			if !given {
				id = idOf(text)
			}
			unique := id
			if seen[id] > 0 {
				unique += "-" + strconv.Itoa(seen[id])
			}
			seen[id]++
			d.headings = append(d.headings, heading{n, level, unique, text})
		}
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		d.collect(child, seen)
	}
}

// list is the table of contents.
func (d *document) list() string {
	return "<" + d.tag + ` id="` + d.id + `" class="` + d.class + "\">\n" + d.entries(d.headings) + "</" + d.tag + ">"
}

// entries are the items for headings, those deeper than the highest in lists of their own. Headings that come before the first of the
// highest level are listed beside it, as the gem does.
func (d *document) entries(headings []heading) string {
	if len(headings) == 0 {
		return ""
	}
	top := slices.MinFunc(headings, func(a, b heading) int { return a.level - b.level }).level
	var b strings.Builder
	for i := 0; i < len(headings); {
		h := headings[i]
		deeper := func(from int) []heading {
			to := from
			for to < len(headings) && headings[to].level > top {
				to++
			}
			return headings[from:to]
		}
		if h.level > top {
			nested := deeper(i)
			b.WriteString(d.entries(nested))
			i += len(nested)
			continue
		}
		name := "h" + strconv.Itoa(h.level)
		b.WriteString(`<li class="` + d.item + " " + d.prefix + name + `"><a href="#` + h.id + `">` + escape.Replace(h.text) + "</a>")
		i++
		if nested := deeper(i); len(nested) > 0 {
			class := ""
			if d.sublist != "" {
				class = ` class="` + d.sublist + `"`
			}
			b.WriteString("\n<" + d.tag + class + ">\n" + d.entries(nested) + "</" + d.tag + ">\n")
			i += len(nested)
		}
		b.WriteString("</li>\n")
	}
	return b.String()
}

// escape is Ruby's CGI.escapeHTML.
var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;")

// withAnchors is the HTML with a link before each heading's text.
func (d *document) withAnchors() (string, error) {
	for _, h := range d.headings {
		if h.node.FirstChild == nil {
			continue
		}
		anchor := &html.Node{Type: html.ElementNode, Data: "a", DataAtom: atom.A, Attr: []html.Attribute{
			{Key: "class", Val: "anchor"}, {Key: "href", Val: "#" + h.id}, {Key: "aria-hidden", Val: "true"},
		}}
		anchor.AppendChild(&html.Node{Type: html.ElementNode, Data: "span", DataAtom: atom.Span, Attr: []html.Attribute{{Key: "class", Val: "octicon octicon-link"}}})
		h.node.InsertBefore(anchor, h.node.FirstChild)
	}
	var b strings.Builder
	for _, root := range d.roots {
		escapeAddresses(root)
		if err := html.Render(&b, root); err != nil {
			return "", err
		}
	}
	return b.String(), nil
}

// escapeAddresses escapes what the gem's parser escapes when it writes the HTML.
func escapeAddresses(n *html.Node) {
	for i, a := range n.Attr {
		n.Attr[i].Val = texts.Address(n.Data, a.Key, a.Val)
	}
	for child := range n.ChildNodes() {
		escapeAddresses(child)
	}
}

func level(n *html.Node) int {
	if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
		return int(n.Data[1] - '0')
	}
	return 0
}

func lookup(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

func attribute(n *html.Node, key string) string { v, _ := lookup(n, key); return v }

func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		b.WriteString(textOf(child))
	}
	return b.String()
}

var punctuation = regexp.MustCompile(`[^\p{L}\p{M}\p{N}\p{Pc}\- ]`)

// idOf is the anchor of a heading without an id.
func idOf(text string) string {
	text = punctuation.ReplaceAllString(strings.ToLower(text), "")
	return url.QueryEscape(strings.ReplaceAll(text, " ", "-"))
}
