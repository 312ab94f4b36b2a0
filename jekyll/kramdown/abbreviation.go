package kramdown

import (
	"strings"
	"unicode"
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
	nodes  []trieNode
	spaces bool // 2.5: a space matches any white space
	steps  int  // left; bounds the work that overlapping abbreviations make
}

type trieNode struct {
	next map[byte]int32 // in 2.5, a space stands for any white space
	id   string
	end  bool
}

func (p *parser) newAbbreviationMatcher() *abbreviationMatcher {
	if len(p.abbrevs) == 0 {
		return nil
	}
	m := &abbreviationMatcher{nodes: make([]trieNode, 1), spaces: p.opts.modern(), steps: 10_000 + 32*p.size}
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
		m.nodes[at].end, m.nodes[at].id = true, id
	}
	return m
}

// match finds the longest abbreviation at i; whole asks for one that no word
// character follows.
func (m *abbreviationMatcher) match(s string, i int, whole bool) (id string, end int) {
	at := int32(0)
	for m.steps > 0 {
		m.steps--
		if node := &m.nodes[at]; node.end && !(whole && i < len(s) && isWord(s[i])) {
			id, end = node.id, i
		}
		if i >= len(s) {
			break
		}
		c, width := s[i], 1
		if m.spaces {
			if n := scanWhite(s, i); n > i {
				c, width = ' ', n-i
			}
		}
		next, ok := m.nodes[at].next[c]
		if !ok {
			break
		}
		at, i = next, i+width
	}
	return id, end
}

func (m *abbreviationMatcher) found(s string, i int) bool {
	_, end := m.match(s, i, true)
	return end > 0
}

// scanWhite matches [\s\p{Z}]*.
func scanWhite(s string, i int) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !(r < utf8.RuneSelf && isSpace(byte(r))) && !unicode.Is(unicode.Z, r) {
			break
		}
		i += n
	}
	return i
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
		if !(width > 0 && m.found(s, i+width)) && !(lineStart && m.found(s, i)) {
			i += max(width, 1)
			continue
		}
		id, end := m.match(s, i, false)
		if end == 0 {
			i += width
			id, end = m.match(s, i, false)
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
		a.ext().rawText = id
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
