package kramdown

import (
	"strings"
	"unicode/utf8"
)

// abbreviation is a definition; eob takes its IAL.
type abbreviation struct {
	title string
	eob   *Element
}

// parseAbbreviationDefinition reads *[abbreviation]: title.
func (p *parser) parseAbbreviationDefinition() bool {
	src := p.src
	s, pos := src.s, src.pos
	i := pos + optSpace(s, pos)
	if !strings.HasPrefix(s[i:], "*[") {
		return false
	}
	end := lineEnd(s, i)
	if i+3 > end {
		return false
	}
	n := strings.Index(s[i+3:end], "]:")
	if n < 0 {
		return false
	}
	k := i + 3 + n
	id, title := s[i+2:k], strip(s[k+2:end])
	if p.abbrevs == nil {
		p.abbrevs = make(map[string]*abbreviation)
	}
	if p.abbrevs[id] != nil {
		p.warn("Duplicate abbreviation ID '%s' on line %d - overwriting", id, src.lineAt(pos))
	}
	p.abbrevs[id] = &abbreviation{title, p.addEOB(eobAbbrevDef)}
	src.pos = end
	return true
}

// abbreviationMatcher finds abbreviations in text with a trie of their bytes.
type abbreviationMatcher struct {
	nodes []trieNode
	steps int // left; bounds the work that overlapping abbreviations make
}

type trieNode struct {
	next map[byte]int32
	end  bool
}

func (p *parser) newAbbreviationMatcher() *abbreviationMatcher {
	if len(p.abbrevs) == 0 {
		return nil
	}
	m := &abbreviationMatcher{nodes: make([]trieNode, 1), steps: 1 << 24}
	for id := range p.abbrevs {
		at := int32(0)
		for i := range len(id) {
			next, ok := m.nodes[at].next[id[i]]
			if !ok {
				next = int32(len(m.nodes))
				m.nodes = append(m.nodes, trieNode{})
				if m.nodes[at].next == nil {
					m.nodes[at].next = make(map[byte]int32)
				}
				m.nodes[at].next[id[i]] = next
			}
			at = next
		}
		m.nodes[at].end = true
	}
	return m
}

// match finds the longest abbreviation at i; whole asks for one that no word
// character follows.
func (m *abbreviationMatcher) match(s string, i int, whole bool) (end int) {
	at := int32(0)
	for m.steps > 0 {
		m.steps--
		if m.nodes[at].end && !(whole && i < len(s) && isWord(s[i])) {
			end = i
		}
		if i >= len(s) {
			break
		}
		next, ok := m.nodes[at].next[s[i]]
		if !ok {
			break
		}
		at, i = next, i+1
	}
	return end
}

// replaceAbbreviations makes elements of the abbreviations in el's texts.
func (p *parser) replaceAbbreviations(el *Element, m *abbreviationMatcher) {
	var out []*Element // nil as long as nothing changed
	for i, child := range el.Children {
		if child.Type != Text || el.ContentModel == RawModel {
			p.replaceAbbreviations(child, m)
			if out != nil {
				out = append(out, child)
			}
			continue
		}
		parts := p.splitAbbreviations(child.Value, m)
		if parts != nil && out == nil {
			out = append(make([]*Element, 0, len(el.Children)+len(parts)), el.Children[:i]...)
		}
		if parts != nil {
			out = append(out, parts...)
		} else if out != nil {
			out = append(out, child)
		}
	}
	if out != nil {
		el.Children = out
	}
}

func (p *parser) splitAbbreviations(s string, m *abbreviationMatcher) (parts []*Element) {
	from := 0 // where text or an abbreviation ended last
	for i := 0; i < len(s); {
		// kramdown looks for a position with a character that is no part
		// of a word, or a line's start, before the abbreviation.
		width := 0
		if !isWord(s[i]) {
			width = 1
			if s[i] >= utf8.RuneSelf {
				_, width = utf8.DecodeRuneInString(s[i:])
			}
		}
		lineStart := i == from || s[i-1] == '\n'
		if !(width > 0 && m.match(s, i+width, true) > 0) && !(lineStart && m.match(s, i, true) > 0) {
			i += max(width, 1)
			continue
		}
		end := m.match(s, i, false)
		if end == 0 {
			i += width
			end = m.match(s, i, false)
		}
		if end == 0 {
			break // out of steps
		}
		if i > from {
			t := p.new(Text)
			t.Value = s[from:i]
			parts = append(parts, t)
		}
		a := p.new(Abbreviation)
		a.Value = s[i:end]
		parts = append(parts, a)
		i, from = end, end
	}
	if parts != nil && from < len(s) {
		t := p.new(Text)
		t.Value = s[from:]
		parts = append(parts, t)
	}
	return parts
}
