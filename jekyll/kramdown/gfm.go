package kramdown

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// updateElements makes the line breaks and header ids of GFM input, as
// Kramdown::Parser::GFM does once everything is parsed. It leaves footnotes
// and the inside of HTML elements alone.
func (p *parser) updateElements(el *Element) {
	hardBreak := "\\\n"
	if p.opts.HardWrap {
		hardBreak = "\n"
	}
	p.updateChildren(el, hardBreak)
}

func (p *parser) updateChildren(el *Element, hardBreak string) {
	var out []*Element // nil as long as nothing changed
	for i, child := range el.Children {
		if child.Type == Text && strings.Contains(child.Value, hardBreak) {
			if out == nil {
				out = append(make([]*Element, 0, len(el.Children)+8), el.Children[:i]...)
			}
			out = p.breakLines(out, el, child, i == len(el.Children)-1, hardBreak)
			continue
		}
		if out != nil {
			out = append(out, child)
		}
		switch {
		case child.Type == HTMLElement:
		case child.Type == Header && p.opts.AutoIDs && !hasAttr(child, "id"):
			child.set("id", p.headerID(child.rawText()))
		case len(child.Children) > 0:
			p.updateChildren(child, hardBreak)
		}
	}
	if out != nil {
		el.Children = out
	}
}

func hasAttr(e *Element, key string) bool {
	_, ok := e.Get(key)
	return ok
}

// breakLines splits a text at its line breaks.
func (p *parser) breakLines(out []*Element, el, child *Element, isLast bool, hardBreak string) []*Element {
	lines := strings.Split(child.Value, hardBreak)
	n := len(lines)
	omitLast := lines[n-1] == "" && el.category() == Block && isLast
	for i, line := range lines {
		t := p.new(Text)
		t.Value = line
		if i > 0 {
			t.Value = "\n" + line
		}
		if t.Value != "" {
			out = append(out, t)
		}
		if i < n-2 || i == n-2 && !omitLast {
			out = append(out, p.new(BR))
		}
	}
	return out
}

// headerID makes an id as GitHub does: letters, digits and marks of every
// script stay, spaces become dashes, and a number tells equal ids apart.
func (p *parser) headerID(text string) string {
	prefix := p.opts.AutoIDPrefix
	var buf [64]byte
	b := buf[:0]
	for _, r := range downcase(text) {
		switch {
		case r == ' ' || r == '\t' || r == '-':
			b = append(b, '-')
		case isWordRune(r):
			b = utf8.AppendRune(b, r)
		}
	}
	id := string(b)
	if p.idCounter == nil {
		p.idCounter = make(map[string]int)
	}
	n, seen := p.idCounter[id]
	if seen {
		n++
	}
	p.idCounter[id] = n
	if n > 0 {
		id += "-" + strconv.Itoa(n)
	}
	return prefix + id
}
